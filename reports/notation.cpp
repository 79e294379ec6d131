#include "reports/notation.hpp"

#include <algorithm>
#include <cctype>

#include "solver/solve.hpp"
#include "solver/trace/arithmetics.hpp"

namespace stepmark::reports {

namespace {

/// Constants such as 1/3 or sqrt(2)/10 stand as they were written, up to this size.
constexpr std::uint32_t most_nodes_as_written = 7;

constexpr std::size_t most_beside = 8;

/// 1e-8 is easier to read than eight places.
bool is_scientific(std::string_view literal) { return literal.find_first_of("eE") != std::string_view::npos; }

/// Components of a start that is a list are numbered.
bool is_numbered(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

constexpr int guard_digits = 2;

Settings with_guard_digits(Settings settings) {
  settings.working.round.digits += guard_digits;
  settings.show.digits += guard_digits;
  return settings;
}

/// How tightly the LaTeX of an expression holds together.
Binding binding_of(const Expression& e) {
  if (e.as<Sum>()) return Binding::sum;
  if (e.as<Negation>()) return Binding::unary;
  if (e.as<Product>()) return Binding::product;
  if (e.as<Quotient>()) return latex_number("1/3").binding;
  if (e.as<Power>()) return Binding::power;
  if (e.as<Conditional>() || e.as<StepSum>()) return Binding::sum;
  return Binding::atom;
}

}  // namespace

Shown shown_integer(std::int64_t value) { return latex_number(std::to_string(value)); }

std::string Notation::component(std::size_t i) const {
  const std::string& name = objective().parameters()[i];
  return is_numbered(name) ? name : latex_symbol(name);
}

std::string Notation::parameter(std::size_t i) const {
  const std::string& name = objective().parameters()[i];
  if (!is_numbered(name)) return latex_symbol(name);
  return dimension() == 1 ? "x" : "x_{" + name + '}';
}

LatexOptions Notation::objective_options() const {
  return {nullptr,
          [this](const Name& name) -> std::optional<Shown> {
            if (!is_numbered(name.symbol)) return std::nullopt;
            const std::vector<std::string>& names = objective().parameters();
            const auto found = std::find(names.begin(), names.end(), name.symbol);
            return Shown{parameter(static_cast<std::size_t>(found - names.begin())), Binding::atom, false, false};
          },
          "J"};
}

std::string Notation::quantity(std::string_view symbol, std::string_view index,
                               std::optional<std::size_t> component) const {
  std::string subscript(index);
  if (component && dimension() > 1) subscript += ',' + this->component(*component);
  return latex_symbol(symbol, subscript, names());
}

bool Notation::is_vector(std::string_view quantity) const {
  const Equation* equation = definition().find_equation(quantity);
  return equation && equation->shape == Shape::vector;
}

/// The lines stand step by step, equation by equation, component by component.
std::size_t Notation::position(std::size_t equation, std::int64_t t, std::optional<std::size_t> component) const {
  const std::vector<Equation>& equations = definition().equations;
  std::size_t before = 0, of_a_step = 0;
  for (std::size_t e = 0; e < equations.size(); ++e) {
    if (e == equation) before = of_a_step;
    of_a_step += equations[e].shape == Shape::scalar ? 1 : dimension();
  }
  return static_cast<std::size_t>(t - problem_.first_step()) * of_a_step + before + component.value_or(0);
}

const TraceLine& Notation::line(std::size_t equation, std::int64_t t, std::optional<std::size_t> component) const {
  return trace_.lines[position(equation, t, component)];
}

/// Null if it is given, or there is none.
const TraceLine* Notation::find_line(const Trace& trace, std::string_view quantity, std::int64_t index,
                                     std::optional<std::size_t> component) const {
  const Equation* equation = definition().find_equation(quantity);
  if (!equation || (equation->shape == Shape::vector) != component.has_value()) return nullptr;
  const std::int64_t t = index - equation->offset;
  if (t < problem_.first_step() || t > problem_.last_step()) return nullptr;
  const auto number = static_cast<std::size_t>(equation - definition().equations.data());
  return &trace.lines[position(number, t, component)];
}

std::optional<Value> Notation::value(std::string_view quantity, std::int64_t index,
                                     std::optional<std::size_t> component) const {
  if (const TraceLine* line = find_line(trace_, quantity, index, component)) return worked_out(*line);
  const Printed* printed = trace_.find(quantity, index, component);
  return printed ? std::optional(given(*printed, written_start(quantity, index, component))) : std::nullopt;
}

std::optional<Value> Notation::put_in(std::string_view quantity, std::int64_t index,
                                      std::optional<std::size_t> component) const {
  const TraceLine* line = finer() ? find_line(*finer(), quantity, index, component) : nullptr;
  return line ? worked_out(*line) : value(quantity, index, component);
}

/// Only for working that is rounded when written down: otherwise there are digits enough.
const Trace* Notation::finer() const {
  const Settings& settings = trace_.settings;
  const bool cuts_what_is_carried = settings.working.round.rounds() && !settings.working.carries_rounded();
  if (settings.arithmetic != Settings::Arithmetic::decimal || !cuts_what_is_carried) return nullptr;
  if (!finer_) finer_ = solve(problem_, with_guard_digits(settings));
  return &*finer_;
}

Value Notation::worked_out(const TraceLine& line) const {
  const bool exact = is_exact(line.value);
  return {latex_number(line.value.text), exact || trace_.carries_what_it_prints(line), exact};
}

/// A vector that no line would hold shows its first three components and the last.
bool Notation::elides(std::size_t i) const { return dimension() > most_beside && i >= 3 && i + 1 < dimension(); }

std::optional<Equality> Notation::equality(std::string_view symbol, std::int64_t index) const {
  const bool vector = is_vector(symbol);
  Equality equality{quantity(symbol, std::to_string(index), std::nullopt), "=", {}};
  for (std::size_t i = 0; i < (vector ? dimension() : 1); ++i) {
    const auto component = vector ? std::optional(i) : std::nullopt;
    const std::optional<Value> number = value(symbol, index, component);
    if (!number) return std::nullopt;
    if (!number->exact) equality.relation = "\\approx";
    if (!elides(i)) equality.right.push_back(number->shown.latex + (i + 1 < dimension() && vector ? "," : ""));
    if (elides(i) && !elides(i + 1)) equality.right.push_back("\\dots,");
  }
  if (vector && dimension() > 1) {
    equality.right.front().insert(0, 1, '(');
    equality.right.back() += ')';
  }
  return equality;
}

std::optional<Value> Notation::hyperparameter(std::string_view name) const {
  const Hyperparameter* hyperparameter = definition().find_hyperparameter(name);
  const Printed* printed = hyperparameter ? trace_.find_hyperparameter(name) : nullptr;
  return printed ? std::optional(given(*printed, &hyperparameter->value)) : std::nullopt;
}

bool Notation::binary() const { return !entry_of(trace_.settings.arithmetic).precision.empty(); }

Value Notation::given(const Printed& printed, const Expression* written) const {
  if (const auto* literal = written ? written->as<Number>() : nullptr; literal && is_scientific(literal->text)) {
    return {latex_number(literal->text), printed.exact, printed.exact};
  }
  if (is_exact(printed) || !written || !*written || written->nodes() > most_nodes_as_written) {
    return {latex_number(printed.text), is_exact(printed), is_exact(printed)};
  }
  bool faithful = true;
  LatexOptions options{names(), {}, "J"};
  options.show = [this, &faithful](const Name& name) -> std::optional<Shown> {
    const std::optional<Value> value = name.index ? std::nullopt : hyperparameter(name.symbol);
    if (!value) return std::nullopt;
    faithful = faithful && value->faithful;
    return value->shown;
  };
  std::string latex = to_latex(*written, options);
  const bool tall = written->as<Quotient>() || written->as<Power>();
  return {Shown{std::move(latex), binding_of(*written), true, tall}, faithful, faithful};
}

const Expression* Notation::written_start(std::string_view quantity, std::int64_t index,
                                          std::optional<std::size_t> component) const {
  if (problem_.state) {
    const auto found = problem_.state->values.find(std::string(quantity));
    if (found != problem_.state->values.end()) {
      const std::size_t i = component.value_or(0);
      return i < found->second.size() ? &found->second[i] : nullptr;
    }
  }
  if (quantity == "theta" && component) {
    const bool previous = problem_.state && !problem_.state->previous.empty() &&
                          index < definition().find_equation("theta")->offset + problem_.state->t;
    return previous ? &problem_.state->previous[*component] : &problem_.start[*component];
  }
  const Start* start = definition().find_start(quantity, index);
  return start && start->value ? &*start->value : nullptr;
}

}  // namespace stepmark::reports
