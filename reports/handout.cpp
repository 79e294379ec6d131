#include "reports/handout.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <optional>

#include "reports/notation.hpp"
#include "reports/statement.hpp"
#include "solver/asked.hpp"
#include "solver/solve.hpp"

namespace stepmark {

namespace {

using Kind = Question::Kind;

std::string title_of(const Problem& problem) {
  if (!problem.title.empty()) return problem.title;
  return problem.base.title.empty() ? problem.base.name : problem.base.title;
}

Inline number_of(const std::string& value) { return math(latex_number(value).latex); }

/// Of the wrong methods of one mistake, the first that can be worked to the end, worked.
std::optional<Trace> wrong_trace(const std::vector<WrongMethod>& ways, const Problem& problem, const std::string& id) {
  for (const WrongMethod& way : ways) {
    if (way.mistake != id) continue;
    try {
      const Problem wrong = worked_wrongly(problem, way);
      return solve(wrong, settings_for(wrong));
    } catch (const InputError&) {
      continue;
    }
  }
  return std::nullopt;
}

std::string precision_words(const Problem& problem) {
  const DecimalFormat format = precision_asked(problem);
  const bool places = format.kind == DecimalFormat::Kind::places;
  return fmt::format("{} {}", format.digits,
                     places ? (format.digits == 1 ? "decimal place" : "decimal places")
                            : (format.digits == 1 ? "significant figure" : "significant figures"));
}

Exact line_marks(const Problem& problem) { return problem.marks.method + problem.marks.accuracy; }

}  // namespace

/// What all pages of one problem need.
struct Handouts::Page {
  explicit Page(const Problem& p)
      : problem(p),
        trace(solve(p, settings_for(p))),
        notation(problem, trace),
        tape(compile(p)),
        asked(asked_lines(p, tape)) {}
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  const std::string& quantity(std::size_t line) const {
    return problem.optimizer.equations[trace.lines[line].equation].quantity;
  }
  Inline symbol(std::size_t line, bool with_component) const {
    const TraceLine& at = trace.lines[line];
    return math(
        notation.quantity(quantity(line), std::to_string(at.index), with_component ? at.component : std::nullopt));
  }
  bool is_asked(std::size_t line) const { return std::binary_search(asked.begin(), asked.end(), line); }
  std::vector<std::size_t> all() const {
    std::vector<std::size_t> lines(trace.lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = i;
    return lines;
  }

  /// A row for each quantity of each step, a column for each component.
  Table table(const std::vector<std::size_t>& lines, const std::function<Inline(std::size_t line)>& cell) const {
    Table table;
    table.columns = {{{text("step")}, Table::Align::right}, {{text("quantity")}, Table::Align::left}};
    for (std::size_t i = 0; i < notation.dimension(); ++i) {
      table.columns.push_back({{math(notation.component(i))}, Table::Align::right});
    }
    std::map<std::pair<std::int64_t, std::size_t>, std::size_t> rows;
    for (const std::size_t line : lines) {
      const TraceLine& at = trace.lines[line];
      const auto [found, is_new] = rows.try_emplace({at.t, at.equation}, table.rows.size());
      if (is_new) {
        table.rows.emplace_back(table.columns.size());
        table.rows.back()[0] = {text(std::to_string(at.t))};
        table.rows.back()[1] = {symbol(line, false)};
      }
      table.rows[found->second][2 + at.component.value_or(0)] = {cell(line)};
    }
    return table;
  }

  const Problem& problem;
  Trace trace;
  Notation notation;
  Tape tape;
  std::vector<std::size_t> asked;
};

const std::vector<WrongMethod>& Handouts::ways(const Problem& problem) {
  std::string key = problem.steps > 1 ? "2" : "1";
  key += problem.state ? 'm' : '-';
  key += std::to_string(problem.dimension()) + std::to_string(static_cast<int>(problem.objective->kind()));
  for (const Equation& equation : problem.optimizer.equations)
    key += equation.quantity + '=' + to_text(equation.right) + '\n';
  const auto [found, is_new] = ways_.try_emplace(std::move(key));
  if (is_new) found->second = wrong_methods(problem);
  return found->second;
}

// ------------------------------------------------------------------------------------------------------------ question

namespace {

std::string task_of(Kind kind) {
  switch (kind) {
    case Kind::choice:
      return "Which row is right? Tick one.";
    case Kind::find_error:
      return "One equation was worked wrongly, in every step. Which one? Write the lines as they should be.";
    case Kind::faded:
      return "Fill in what is missing.";
    case Kind::compare:
      return "Work the steps by both optimizers, and say in a sentence what differs.";
    default:
      return "Fill in the table.";
  }
}

Paragraph answer_rule(const Problem& problem, std::size_t lines) {
  const Exact total = Exact(static_cast<std::int64_t>(lines)) * line_marks(problem);
  return {{text(fmt::format("State each answer to {}, or more. ", precision_words(problem))),
           strong(fmt::format("[{} {}]", total.to_string(), total == Exact(1) ? "mark" : "marks"))}};
}

}  // namespace

Document Handouts::question(const Problem& problem) {
  const Page page(problem);
  Document document{title_of(problem), {}};
  auto& blocks = document.blocks;
  append_problem(blocks, page.notation);
  append_method(blocks, page.notation);
  blocks.emplace_back(Paragraph{working_rule(page.trace.settings)});
  blocks.emplace_back(Paragraph{{strong(task_of(problem.question.kind))}});
  const auto empty = [](std::size_t) { return blank(cell_blank); };
  switch (problem.question.kind) {
    case Kind::choice: {
      Table table;
      table.columns.emplace_back();
      for (const std::size_t line : page.asked)
        table.columns.push_back({{page.symbol(line, true)}, Table::Align::right});
      char letter = 'A';
      for (const std::string& choice : problem.question.choices) {
        const auto shown = choice.empty() ? std::optional(page.trace) : wrong_trace(ways(problem), problem, choice);
        if (!shown) continue;
        table.rows.push_back({{strong(std::string(1, letter++))}});
        for (const std::size_t line : page.asked)
          table.rows.back().push_back({number_of(shown->lines[line].value.text)});
      }
      blocks.emplace_back(std::move(table));
      return document;
    }
    case Kind::find_error: {
      const Trace wrong = wrong_trace(ways(problem), problem, problem.question.mistake).value_or(page.trace);
      blocks.emplace_back(
          page.table(page.all(), [&](std::size_t line) { return number_of(wrong.lines[line].value.text); }));
      blocks.emplace_back(RuledRoom{6});
      return document;
    }
    case Kind::faded:
      blocks.emplace_back(page.table(page.all(), [&](std::size_t line) {
        return page.is_asked(line) ? blank(cell_blank) : number_of(page.trace.lines[line].value.text);
      }));
      break;
    default:
      blocks.emplace_back(page.table(page.asked, empty));
  }
  blocks.emplace_back(answer_rule(problem, page.asked.size()));
  if (!problem.question.other) return document;
  Problem other = problem;
  other.base = other.optimizer = *problem.question.other;
  other.answer.ask = {"theta"};
  other.question = Question{};
  const Page beside(other);
  blocks.emplace_back(Heading{3, {text("The other optimizer")}});
  append_method(blocks, beside.notation);
  blocks.emplace_back(beside.table(beside.asked, empty));
  blocks.emplace_back(RuledRoom{3});
  return document;
}

// ------------------------------------------------------------------------------------------------------------ solution

namespace {

/// "awrt 0.1234", or "0.4 cao" of an exact value that the asked precision holds.
std::string answer_words(const Printed& value, const Printed& asked) {
  return value.exact && value.text == asked.text ? value.text + " cao" : "awrt " + asked.text;
}

}  // namespace

Document Handouts::solution(const Problem& problem) {
  const Page page(problem);
  Document document = solutions_.document(problem, page.trace);
  auto& blocks = document.blocks;
  SettingsOverride exactly;
  exactly.round = precision_asked(problem);
  exactly.carry = Working::Carry::exact;
  const Trace stated = solve(problem, settings_for(problem, exactly));
  const Marks& marks = problem.marks;
  const bool follows = !marks.follow_through.is_zero();
  blocks.emplace_back(Heading{2, {text("Mark scheme")}});
  Table scheme;
  scheme.columns = {{{text("step")}, Table::Align::right},
                    {{text("line")}, Table::Align::left},
                    {{text("answer")}, Table::Align::left},
                    {{text("marks")}, Table::Align::left}};
  for (const std::size_t line : page.asked) {
    scheme.rows.push_back(
        {{text(std::to_string(page.trace.lines[line].t))},
         {page.symbol(line, true)},
         {text(answer_words(page.trace.lines[line].value, stated.lines[line].value))},
         {text(fmt::format("M{} A{}{}", marks.method.to_string(), marks.accuracy.to_string(), follows ? " ft" : ""))}});
  }
  blocks.emplace_back(std::move(scheme));
  blocks.emplace_back(Paragraph{{text(fmt::format(
      "M: the line's formula on the student's own numbers. A: its value to {}; one unit of the last digit either way "
      "is "
      "honest rounding. awrt: any answer that rounds to it. cao: correct answer only.{}",
      precision_words(problem),
      follows ? fmt::format(" ft: a line that is right given an earlier wrong number keeps {} of its marks.",
                            marks.follow_through == Exact(1) ? "all" : marks.follow_through.to_string())
              : ""))}});
  if (problem.question.kind == Kind::choice) {
    List list;
    char letter = 'A';
    for (const std::string& choice : problem.question.choices) {
      const std::string why = choice.empty() ? "right." : find_mistake(choice).student;
      list.items.push_back({strong(std::string(1, letter++)), text(": " + why)});
    }
    blocks.emplace_back(std::move(list));
  } else if (problem.question.kind == Kind::find_error) {
    blocks.emplace_back(Paragraph{{strong("The fault: "), text(find_mistake(problem.question.mistake).marker + ".")}});
  }
  return document;
}

// -------------------------------------------------------------------------------------------------------------- marker

Document Handouts::marker(const Problem& problem) {
  const Page page(problem);
  Document document{title_of(problem), {}};
  document.blocks.emplace_back(
      Paragraph{{text("Look the written number up under its line. A number that stands here was reached by the method "
                      "beside it: no marks "
                      "for the line where that method enters, and full marks follow through from there on.")}});
  std::vector<std::pair<std::string, Trace>> wrong;
  for (const WrongMethod& way : ways(problem)) {
    try {
      const Problem mistaken = worked_wrongly(problem, way);
      wrong.emplace_back(way.mistake, solve(mistaken, settings_for(mistaken)));
    } catch (const InputError&) {
      continue;
    }
  }
  for (const std::size_t line : page.asked) {
    const std::string& right = page.trace.lines[line].value.text;
    std::map<Exact, std::pair<std::string, std::vector<std::string>>> found;  // by value
    for (const auto& [mistake, trace] : wrong) {
      const std::string& value = trace.lines[line].value.text;
      if (value == right) continue;
      auto& [text, mistakes] = found[Exact::parse(value).value_or(Exact(0))];
      text = value;
      if (std::count(mistakes.begin(), mistakes.end(), mistake) == 0) mistakes.push_back(mistake);
    }
    document.blocks.emplace_back(
        Heading{3, {text(fmt::format("Step {}: ", page.trace.lines[line].t)), page.symbol(line, true)}});
    Table table;
    table.columns = {{{text("written")}, Table::Align::right},
                     {{text("what was done")}, Table::Align::left},
                     {{text("give")}, Table::Align::left}};
    const std::string full =
        fmt::format("M{} A{}", problem.marks.method.to_string(), problem.marks.accuracy.to_string());
    table.rows.push_back({{strong(right)}, {text("right")}, {text(full)}});
    for (const auto& [value, entry] : found) {
      std::string words;
      for (const std::string& mistake : entry.second)
        words += (words.empty() ? "" : "; or: ") + find_mistake(mistake).marker;
      table.rows.push_back({{text(entry.first)}, {text(words)}, {text("M0 A0, then ft")}});
    }
    document.blocks.emplace_back(std::move(table));
  }
  return document;
}

Document bound(std::string title, std::vector<Document> pages) {
  Document all{std::move(title), {}};
  bool first = true;
  for (Document& page : pages) {
    if (!first) all.blocks.emplace_back(PageBreak{});
    first = false;
    all.blocks.emplace_back(Heading{1, {text(page.title)}});
    std::move(page.blocks.begin(), page.blocks.end(), std::back_inserter(all.blocks));
  }
  return all;
}

Document with_name_field(Document document) {
  std::vector<Block> blocks = {field("Name")};
  std::move(document.blocks.begin(), document.blocks.end(), std::back_inserter(blocks));
  return {std::move(document.title), std::move(blocks)};
}

}  // namespace stepmark
