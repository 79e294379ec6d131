#include "reports/statement.hpp"

#include <algorithm>

#include "lib/expression/constant.hpp"
#include "lib/expression/derivative.hpp"
#include "reports/latex_width.hpp"
#include "reports/method_name.hpp"
#include "reports/sentence.hpp"
#include "reports/substitution.hpp"
#include "reports/working.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/trace/arithmetics.hpp"

namespace stepmark::reports {

namespace {

/// Larger matrices and data tables are left to the problem's file.
constexpr std::size_t most_matrix_columns = 8;
constexpr std::size_t most_data_rows = 60;
constexpr std::size_t most_listed_steps = 12;
constexpr double relation_width = 14;
constexpr double widest_in_text = 150;  ///< a formula in running text is not broken

Inlines cell(std::string latex) { return {math(std::move(latex))}; }

// --- the objective

std::string arguments_of(const Notation& notation) {
  if (notation.dimension() > most_matrix_columns) return "";
  std::string latex = "(";
  for (std::size_t i = 0; i < notation.dimension(); ++i) latex += (i ? ", " : "") + notation.parameter(i);
  return latex + ')';
}

/// The pieces of the loss or of a component of the gradient, with the numbers of this problem.
void append_objective_formula(std::vector<std::string>& rows, const Notation& notation, const std::string& left,
                              std::optional<std::size_t> gradient) {
  append_rows(rows, left, objective_formula(notation, gradient, page_width - latex_width(left) - relation_width));
}

void append_formula(std::vector<Block>& blocks, const Notation& notation, const std::string& left) {
  std::vector<std::string> rows;
  append_objective_formula(rows, notation, left, std::nullopt);
  append_aligned(blocks, rows);
}

bool maximizes(const Notation& notation) { return notation.problem().modifiers.maximize; }

void append_function(std::vector<Block>& blocks, const Notation& notation) {
  blocks.emplace_back(Paragraph{{maximizes(notation) ? sentence("Maximise") : sentence("Minimise")}});
  append_formula(blocks, notation, "J" + arguments_of(notation));
}

/// The value of a formula in the parameters' names where all are 0, but parameter `one`, if any, is 1.
Exact value_at_unit(const Notation& notation, const Expression& formula, std::optional<std::size_t> one) {
  const std::vector<std::string>& parameters = notation.objective().parameters();
  const auto value = exact_value(rewrite(formula, [&](const Expression& part) -> std::optional<Expression> {
    const auto* name = part.as<Name>();
    if (!name) return std::nullopt;
    return literal(one && parameters[*one] == name->symbol ? 1 : 0);
  }));
  STEPMARK_ASSERT(value);
  return *value;
}

std::string matrix(const std::vector<std::vector<Exact>>& rows) {
  std::string latex = "\\begin{pmatrix} ";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) latex += " \\\\ ";
    for (std::size_t j = 0; j < rows[i].size(); ++j) {
      if (j > 0) latex += " & ";
      latex += latex_number(rows[i][j].to_string()).latex;
    }
  }
  return latex + " \\end{pmatrix}";
}

/// A and b are read off the gradient A theta - b.
void append_quadratic(std::vector<Block>& blocks, const Notation& notation) {
  const std::size_t n = notation.dimension();
  if (n == 1 || n > most_matrix_columns) return append_function(blocks, notation);
  std::vector<std::vector<Exact>> a(n, std::vector<Exact>(n)), b(n, std::vector<Exact>(1));
  bool has_b = false;
  for (std::size_t i = 0; i < n; ++i) {
    const Expression gradient = notation.objective().gradient(i, 1);
    const Exact constant = value_at_unit(notation, gradient, std::nullopt);
    b[i][0] = -constant;
    has_b = has_b || !constant.is_zero();
    for (std::size_t j = 0; j < n; ++j) a[i][j] = value_at_unit(notation, gradient, j) - constant;
  }
  std::string latex = "J(\\theta) = \\tfrac{1}{2}\\theta^{\\top} A\\theta";
  if (has_b) latex += " - b^{\\top}\\theta";
  latex += ", \\qquad A = " + matrix(a);
  if (has_b) latex += ", \\quad b = " + matrix(b);
  blocks.emplace_back(Paragraph{{maximizes(notation) ? sentence("Maximise the quadratic function")
                                                     : sentence("Minimise the quadratic function")}});
  blocks.emplace_back(MathBlock{std::move(latex)});
}

std::string partial(const Notation& notation, std::size_t i, const std::string& of) {
  return "\\frac{\\partial " + of + "}{\\partial " + notation.parameter(i) + '}';
}

void append_given_gradients(std::vector<Block>& blocks, const Notation& notation) {
  const Problem& problem = notation.problem();
  blocks.emplace_back(Paragraph{{sentence("The gradient at each step is given:")}});
  Table table;
  table.columns.push_back({cell("t"), Table::Align::right});
  for (std::size_t i = 0; i < notation.dimension(); ++i) {
    const std::string left = notation.dimension() == 1 ? "\\nabla J" : partial(notation, i, "J");
    table.columns.push_back({cell(left), Table::Align::right});
  }
  for (std::int64_t t = problem.first_step(); t <= problem.last_step(); ++t) {
    std::vector<Inlines> row{cell(std::to_string(t))};
    for (std::size_t i = 0; i < notation.dimension(); ++i) {
      row.push_back(cell(to_latex(notation.objective().gradient(i, t))));
    }
    table.rows.push_back(std::move(row));
  }
  blocks.emplace_back(std::move(table));
}

// --- data

Inlines row_range(const std::vector<std::size_t>& rows) {
  Inlines words;
  const auto row = [&](std::size_t i) { return static_cast<std::int64_t>(rows[i]) + 1; };
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t end = i + 1;
    while (end < rows.size() && rows[end] == rows[end - 1] + 1) ++end;
    if (!words.empty()) words.push_back(text(", "));
    if (end - i > 2) {
      words.push_back(sentence("{first} to {last}", {{"first", row(i)}, {"last", row(end - 1)}}));
    } else {
      words.push_back(text(std::to_string(row(i)) + (end - i > 1 ? ", " + std::to_string(row(end - 1)) : "")));
    }
    i = end;
  }
  return words;
}

void append_data_table(std::vector<Block>& blocks, const DataTable& data) {
  if (data.rows.size() > most_data_rows) return;
  Table table;
  table.columns.push_back({{sentence("row")}, Table::Align::right});
  for (const std::string& column : data.columns)
    table.columns.push_back({cell(latex_symbol(column)), Table::Align::right});
  for (std::size_t i = 0; i < data.rows.size(); ++i) {
    std::vector<Inlines> row{{text(std::to_string(i + 1))}};
    for (const Exact& value : data.rows[i]) row.push_back(cell(latex_number(value.to_string()).latex));
    table.rows.push_back(std::move(row));
  }
  blocks.emplace_back(std::move(table));
}

/// Mean or sum shows in the loss of a step that uses several rows.
Inline reduction(const Notation& notation) {
  const Problem& problem = notation.problem();
  const Arguments j = {{"loss", math("J")}};
  for (std::int64_t t = problem.first_step(); t <= problem.last_step(); ++t) {
    if (notation.objective().batch(t).size() < 2) continue;
    const std::optional<Expression> loss = notation.objective().loss(t);
    return loss && loss->as<Sum>() ? sentence("and {loss} is the sum of the losses of the step's rows.", j)
                                   : sentence("and {loss} is the mean of the losses of the step's rows.", j);
  }
  return sentence("and {loss} is the loss of the step's row.", j);
}

void append_batches(std::vector<Block>& blocks, const Notation& notation) {
  const Problem& problem = notation.problem();
  const Objective& objective = notation.objective();
  const std::size_t all = objective.table()->rows.size();
  if (objective.batch(problem.first_step()).size() == all) {
    blocks.emplace_back(Paragraph{{plural("Every step uses all {n} row.", "Every step uses all {n} rows.", all)}});
    return;
  }
  List list;
  const std::int64_t last =
      std::min(problem.last_step(), problem.first_step() + static_cast<std::int64_t>(most_listed_steps) - 1);
  for (std::int64_t t = problem.first_step(); t <= last; ++t) {
    const std::vector<std::size_t> rows = objective.batch(t);
    list.items.push_back({rows.size() == 1 ? sentence("step {t}: row {rows}", {{"t", t}, {"rows", row_range(rows)}})
                                           : sentence("step {t}: rows {rows}", {{"t", t}, {"rows", row_range(rows)}})});
  }
  const bool more = last < problem.last_step();
  blocks.emplace_back(
      Paragraph{{more ? sentence("The rows are used in order, starting again from the first after the last:")
                      : sentence("The rows of each step:")}});
  blocks.emplace_back(std::move(list));
}

void append_data(std::vector<Block>& blocks, const Notation& notation) {
  blocks.emplace_back(Paragraph{{sentence("The loss of one row of the data is")}});
  append_formula(blocks, notation, "\\ell");
  const std::size_t rows = notation.objective().table()->rows.size();
  blocks.emplace_back(Paragraph{sentences(
      {reduction(notation), rows > most_data_rows ? plural("The data has {n} row, too many to print here.",
                                                           "The data has {n} rows, too many to print here.", rows)
                                                  : plural("The data has {n} row:", "The data has {n} rows:", rows)})});
  append_data_table(blocks, *notation.objective().table());
  append_batches(blocks, notation);
}

void append_objective(std::vector<Block>& blocks, const Notation& notation) {
  switch (notation.objective().kind()) {
    case Objective::Kind::function:
      return append_function(blocks, notation);
    case Objective::Kind::quadratic:
      return append_quadratic(blocks, notation);
    case Objective::Kind::data:
      return append_data(blocks, notation);
    case Objective::Kind::gradients:
      return append_given_gradients(blocks, notation);
    case Objective::Kind::gradient:
      return append_gradient(blocks, notation);
  }
}

// --- start and hyperparameters

Inline listed_formulas(const std::vector<std::string>& formulas) {
  std::vector<Inline> items;
  for (const std::string& formula : formulas) items.push_back(math(formula));
  return listed_with_and(items);
}

std::vector<Equality> starts(const Notation& notation) {
  std::vector<Equality> all;
  const std::int64_t done = notation.problem().first_step() - 1;
  for (const Start& start : notation.definition().starts) {
    if (auto equality = notation.equality(start.quantity, start.index + done)) all.push_back(std::move(*equality));
  }
  return all;
}

std::vector<Equality> starts_but_parameters(const Notation& notation) {
  std::vector<Equality> all;
  const std::int64_t done = notation.problem().first_step() - 1;
  for (const Start& start : notation.definition().starts) {
    if (start.quantity == "theta") continue;
    if (auto equality = notation.equality(start.quantity, start.index + done)) all.push_back(std::move(*equality));
  }
  return all;
}

/// The parameters alone, without an index, which is each optimizer's own.
std::vector<Equality> bare_start(const Notation& notation) {
  const std::int64_t done = notation.problem().first_step() - 1;
  for (const Start& start : notation.definition().starts) {
    if (start.quantity != "theta") continue;
    if (auto equality = notation.equality(start.quantity, start.index + done)) {
      equality->left = latex_symbol("theta", {}, notation.names());
      return {std::move(*equality)};
    }
  }
  return {};
}

/// One that follows from others: formula, numbers, value.
bool is_derived(const Hyperparameter& hyperparameter) { return !names_in(hyperparameter.value).empty(); }

std::vector<std::string> hyperparameters(const Notation& notation, const Stating& stating) {
  std::vector<std::string> formulas;
  for (const Hyperparameter& hyperparameter : notation.definition().hyperparameters) {
    const std::optional<Value> value = notation.hyperparameter(hyperparameter.name);
    if (!value || is_derived(hyperparameter) || is_told_by(hyperparameter, stating.hidden)) continue;
    formulas.push_back(latex_symbol(hyperparameter.name, {}, notation.names()) +
                       (value->faithful ? " = " : " \\approx ") + value->shown.latex);
  }
  return formulas;
}

void append_derived(std::vector<Block>& blocks, const Notation& notation, const Stating& stating) {
  std::vector<std::string> rows;
  for (const Hyperparameter& hyperparameter : notation.definition().hyperparameters) {
    const Printed* printed = notation.trace().find_hyperparameter(hyperparameter.name);
    if (!printed || !is_derived(hyperparameter) || is_told_by(hyperparameter, stating.hidden)) continue;
    LatexOptions options{notation.names(), {}, "J"};
    const std::string formula = to_latex(hyperparameter.value, options);
    bool faithful = true;
    options.show = [&](const Name& name) -> std::optional<Shown> {
      const std::optional<Value> value = notation.hyperparameter(name.symbol);
      faithful = faithful && (!value || value->faithful);
      return value ? std::optional(value->shown) : std::nullopt;
    };
    const std::string numbers = to_latex(hyperparameter.value, options);
    const std::string value = latex_number(printed->text).latex;
    Pieces pieces{formula, (faithful ? "= " : "\\approx ") + numbers};
    if (numbers != value) pieces.push_back((notation.is_exact(*printed) ? "= " : "\\approx ") + value);
    append_rows(rows, latex_symbol(hyperparameter.name, {}, notation.names()), pieces);
  }
  if (rows.empty()) return;
  blocks.emplace_back(Paragraph{{sentence("The hyperparameters give")}});
  append_aligned(blocks, rows);
}

/// One hyperparameter is one, and the learning rate is called so.
Inline hyperparameters_are(const Problem& problem, const std::string& hidden,
                           const std::vector<std::string>& formulas) {
  const Arguments values = {{"values", listed_formulas(formulas)}};
  if (formulas.size() > 1) return sentence("The hyperparameters are {values}.", values);
  const std::vector<std::string> rates = learning_rates(problem.base);
  const bool has_rate =
      std::any_of(rates.begin(), rates.end(), [&](const std::string& rate) { return rate != hidden; });
  return has_rate ? sentence("The learning rate is {values}.", values)
                  : sentence("The hyperparameter is {values}.", values);
}

Inlines parameters_sentence(const Notation& notation) {
  if (notation.dimension() > most_matrix_columns) return {};
  if (notation.dimension() > 1) {
    return {sentence("The parameters are {values}.", {{"values", math("\\theta = " + arguments_of(notation))}}),
            between_sentences()};
  }
  if (notation.objective().kind() == Objective::Kind::gradients) return {};
  return {sentence("The parameter is {value}.", {{"value", math("\\theta = " + notation.parameter(0))}}),
          between_sentences()};
}

Lead start_lead(const Problem& problem) {
  if (!problem.state) {
    return {[](Inline values) {
              return sentence("The starting point is {values}.", {{"values", std::move(values)}});
            },
            sentence("The starting point is")};
  }
  const std::int64_t t = problem.state->t;
  return {[t](Inline values) {
            return sentence("After step {t}, the values are {values}.", {{"t", t}, {"values", std::move(values)}});
          },
          sentence("After step {t}, the values are", {{"t", t}})};
}

// --- the equations

/// A list by steps as a case distinction on t; a long one as a list.
std::string list_by_steps(const Notation& notation, const Call& choose) {
  const LatexOptions options{notation.names(), {}, "J"};
  const std::size_t count = choose.arguments.size() - 1;
  std::string latex = count <= most_matrix_columns ? "\\begin{cases} " : "";
  for (std::size_t i = 1; i <= count; ++i) {
    latex += to_latex(choose.arguments[i], options);
    if (count > most_matrix_columns) {
      latex += i < count ? ",\\ " : "\\quad\\text{in turn}";
      continue;
    }
    latex += " & t " + std::string(i == count && count > 1 ? "\\ge " : "= ") + std::to_string(i) +
             (i < count ? " \\\\ " : " \\end{cases}");
  }
  return latex;
}

void append_equation(std::vector<std::string>& rows, const Notation& notation, const Equation& equation) {
  const LatexOptions options{notation.names(), {}, "J"};
  const std::string left = latex_name({equation.quantity, Index{"t", equation.offset}}, notation.names()).latex;
  const auto* call = equation.right.as<Call>();
  if (call && call->function == Function::choose) {
    return append_rows(rows, left, {list_by_steps(notation, *call)});
  }
  append_rows(rows, left, broken(equation.right, options, page_width - latex_width(left) - relation_width));
}

void add_item(List& list, Inline label, Inline words) {
  if (!words.value.empty()) list.items.push_back({strong(std::move(label)), text(" "), std::move(words)});
}

/// What the problem adds to the optimizer; the equations show how.
Inlines added_words(const Notation& notation) {
  const Modifiers& modifiers = notation.problem().modifiers;
  std::vector<Inlines> parts;
  if (modifiers.maximize) parts.push_back({sentence("the objective is maximised")});
  if (modifiers.clip_norm) parts.push_back({sentence("gradient clipping by norm")});
  if (modifiers.clip_value) parts.push_back({sentence("gradient clipping by value")});
  if (modifiers.weight_decay) parts.push_back({sentence("weight decay, added to the gradient")});
  if (modifiers.decoupled_weight_decay) parts.push_back({sentence("decoupled weight decay")});
  for (const Schedule& schedule : modifiers.schedules) {
    const std::string symbol = latex_symbol(schedule.hyperparameter, {}, notation.names());
    parts.push_back({sentence("a schedule for {hyperparameter}", {{"hyperparameter", math(symbol)}})});
  }
  Inlines words;
  for (const Inlines& part : parts) {
    words.push_back(text(words.empty() ? " " : "; "));
    words.insert(words.end(), part.begin(), part.end());
  }
  return words;
}

Inline decimal_rule(const Settings& settings) {
  const Working& working = settings.working;
  const Inline ties = ties_in_words(working.ties);
  if (!working.round.rounds()) {
    if (!settings.show.rounds()) return sentence("Nothing is rounded.");
    return sentence(
        "Nothing is rounded while working; each value is shown to {precision} ({ties}), or exactly where fewer digits "
        "suffice.",
        {{"precision", precision_in_words(settings.show)}, {"ties", ties}});
  }
  const Arguments rounded = {{"precision", precision_in_words(working.round)}, {"ties", ties}};
  if (working.carry == Working::Carry::exact) {
    return sentence(
        "Each quantity is written down rounded to {precision} ({ties}). Later lines use the unrounded value, shown "
        "with two extra digits where it is substituted.",
        rounded);
  }
  if (working.each == Working::Each::operation) {
    return sentence(
        "The result of every single operation is rounded to {precision} ({ties}), and the rounded value is used from "
        "then on.",
        rounded);
  }
  return sentence("Each quantity is rounded to {precision} ({ties}), and the rounded value is used from then on.",
                  rounded);
}

Inline binary_rule(const std::string& name) {
  return sentence(
      "The calculation uses IEEE 754 {format} arithmetic: every operation is rounded to the nearest number of that "
      "format. Each value is written as the shortest decimal that reads back as the same number, and an equals sign "
      "means equality in that arithmetic.",
      {{"format", name}});
}

}  // namespace

void append_equalities(std::vector<Block>& blocks, Inlines words, const Lead& lead,
                       const std::vector<Equality>& equalities) {
  std::vector<std::string> formulas;
  double widest = 0;
  for (const Equality& equality : equalities) {
    formulas.push_back(equality.line());
    widest = std::max(widest, latex_width(formulas.back()));
  }
  if (widest > widest_in_text) {
    words.push_back(lead.before_display);
    words.push_back(text(" "));
    blocks.emplace_back(Paragraph{std::move(words)});
    std::vector<std::string> rows;
    for (const Equality& equality : equalities) append_rows(rows, equality.left, equality.right, equality.relation);
    return append_aligned(blocks, rows);
  }
  words.push_back(lead.in_text(listed_formulas(formulas)));
  blocks.emplace_back(Paragraph{std::move(words)});
}

Inline ties_in_words(RoundingRule rule) {
  return rule == RoundingRule::half_even ? sentence("halves to the even digit") : sentence("halves away from zero");
}

Inline precision_in_words(const DecimalFormat& format) {
  const auto digits = static_cast<std::uint64_t>(format.digits);
  return format.kind == DecimalFormat::Kind::places
             ? plural("{n} decimal place", "{n} decimal places", digits)
             : plural("{n} significant figure", "{n} significant figures", digits);
}

bool is_told_by(const Hyperparameter& hyperparameter, const std::string& hidden) {
  const std::vector<Name> names = names_in(hyperparameter.value);
  return hyperparameter.name == hidden ||
         std::any_of(names.begin(), names.end(), [&](const Name& name) { return name.symbol == hidden; });
}

Stating stating_of(const Problem& problem) {
  const Question& question = problem.question;
  switch (question.kind) {
    case Question::Kind::effect:
      return {question.hyperparameter, true, false};
    case Question::Kind::missing_hyperparameter:
      return {question.hyperparameter, true, false};
    case Question::Kind::which:
      return {"", false, false};
    default:
      return {};
  }
}

namespace {

Inlines settings_sentence(const Notation& notation, const Stating& stating) {
  const std::vector<std::string> settings = hyperparameters(notation, stating);
  if (settings.empty() || !stating.settings) return {};
  return {hyperparameters_are(notation.problem(), stating.hidden, settings)};
}

Inline steps_sentence(const Problem& problem, const Stating& stating) {
  const auto n = static_cast<std::uint64_t>(problem.steps);
  const Arguments steps = {{"steps", count_in_words(problem.steps)}};
  if (stating.carries_out) return plural("Carry out {steps} step.", "Carry out {steps} steps.", n, steps);
  return plural("{Steps} step is carried out.", "{Steps} steps are carried out.", n, steps);
}

}  // namespace

void append_settings(std::vector<Block>& blocks, const Notation& notation) {
  const Lead at_the_start = {[](Inline values) {
                               return sentence("At the start, {values}.", {{"values", std::move(values)}});
                             },
                             sentence("At the start,")};
  const std::vector<Equality> kept = starts_but_parameters(notation);
  if (!kept.empty()) append_equalities(blocks, {}, at_the_start, kept);
  Inlines words = settings_sentence(notation, {});
  if (!words.empty()) blocks.emplace_back(Paragraph{std::move(words)});
  append_derived(blocks, notation, {});
}

void append_start(std::vector<Block>& blocks, const Notation& notation, const Stating& stating) {
  const Problem& problem = notation.problem();
  Inlines words = parameters_sentence(notation);
  append_equalities(blocks, std::move(words), start_lead(problem),
                    stating.settings ? starts(notation) : bare_start(notation));
  Inlines rest = settings_sentence(notation, stating);
  if (!rest.empty()) rest.push_back(between_sentences());
  rest.push_back(steps_sentence(problem, stating));
  blocks.emplace_back(Paragraph{std::move(rest)});
  if (stating.settings) append_derived(blocks, notation, stating);
}

void append_problem(std::vector<Block>& blocks, const Notation& notation, const Stating& stating) {
  append_objective(blocks, notation);
  append_start(blocks, notation, stating);
}

void append_method(std::vector<Block>& blocks, const Notation& notation, const QuestionLayout& layout) {
  const Definition& definition = notation.definition();
  List list;
  add_item(list, sentence("Convention:"), method_title(definition));
  if (definition.title.find(definition.convention) == std::string::npos) {
    add_item(list, sentence("Distinguishing feature:"), method_convention(definition));
  }
  if (layout.source) add_item(list, sentence("Source:"), text(definition.source));
  if (Inlines words = added_words(notation); !words.empty()) {
    words.insert(words.begin(), strong(sentence("Added in this problem:")));
    list.items.push_back(std::move(words));
  }
  blocks.emplace_back(std::move(list));
  if (!layout.equations) return;
  std::vector<std::string> rows;
  for (const Equation& equation : definition.equations) append_equation(rows, notation, equation);
  append_aligned(blocks, rows);
}

void append_gradient(std::vector<Block>& blocks, const Notation& notation) {
  const Objective& objective = notation.objective();
  if (objective.kind() == Objective::Kind::gradients) return;
  const bool data = objective.kind() == Objective::Kind::data;
  const bool given = objective.kind() == Objective::Kind::gradient;
  blocks.emplace_back(Paragraph{{given  ? sentence("The gradient is given by")
                                 : data ? sentence("The gradient of the loss of one row is")
                                        : sentence("The gradient is")}});
  std::vector<std::string> rows;
  for (std::size_t i = 0; i < notation.dimension(); ++i) {
    append_objective_formula(rows, notation, partial(notation, i, data ? "\\ell" : "J"), i);
  }
  append_aligned(blocks, rows);
}

Inlines working_rule(const Settings& settings) {
  if (settings.arithmetic == Settings::Arithmetic::exact) return {sentence("All values are exact.")};
  const ArithmeticEntry& entry = entry_of(settings.arithmetic);
  if (!entry.precision.empty()) {
    return {binary_rule(std::string(entry.name) + " (" + std::string(entry.precision) + ")")};
  }
  return sentences(
      {decimal_rule(settings), sentence("In the working, {equals} marks exact values, {about} rounded ones.",
                                        {{"equals", math("=")}, {"about", math("\\approx")}})});
}

}  // namespace stepmark::reports
