#include "reports/notation.hpp"

#include <algorithm>
#include <cctype>

#include "solver/solve.hpp"

namespace stepmark {

namespace {

/// Constants such as 1/3 or sqrt(2)/10 stand as they were written, up to this size.
constexpr std::uint32_t most_nodes_as_written = 7;

constexpr std::size_t most_beside = 8;

/// 1e-8 is easier to read than eight places.
bool is_scientific(std::string_view literal) { return literal.find_first_of("eE") != std::string_view::npos; }

constexpr int guard_digits = 2;

Settings with_guard_digits(Settings settings) {
  settings.working.round.digits += guard_digits;
  settings.show.digits += guard_digits;
  return settings;
}

}  // namespace

Shown shown_integer(std::int64_t value) { return latex_number(std::to_string(value)); }

Binding binding_of(const Expression& e) {
  if (e.as<Sum>()) return Binding::sum;
  if (e.as<Negation>()) return Binding::unary;
  if (e.as<Product>()) return Binding::product;
  if (e.as<Quotient>()) return latex_number("1/3").binding;
  if (e.as<Power>()) return Binding::power;
  if (e.as<Conditional>() || e.as<StepSum>()) return Binding::sum;
  return Binding::atom;
}

Notation::Notation(const Problem& problem, const Trace& trace)
    : Notation(problem, trace, nullptr, literals_of(*problem.objective)) {}

Notation::Notation(const Problem& problem, const Trace& trace, std::shared_ptr<Form> form, Literals literals)
    : problem_(problem),
      trace_(trace),
      carries_(trace.carries_what_it_prints(TraceLine{.component = {}, .value = {"", false}})),
      form_(form ? std::move(form) : std::make_shared<Form>(problem, literals)),
      literals_(std::move(literals)) {}

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
  std::string& known = form_->name(std::string(symbol) + '[' + subscript);
  if (known.empty()) known = latex_symbol(symbol, subscript, names());
  return known;
}

std::string Notation::hyperparameter_name(const std::string& name) const {
  std::string& known = form_->name(name);
  if (known.empty()) known = latex_symbol(name, {}, names());
  return known;
}

bool Notation::is_vector(std::string_view quantity) const {
  const Equation* equation = definition().find_equation(quantity);
  return equation && equation->shape == Shape::vector;
}

bool Notation::is_line(std::string_view quantity, std::int64_t index) const {
  const Equation* equation = definition().find_equation(quantity);
  return equation && index - equation->offset >= problem_.first_step();
}

const Value* Notation::number(std::size_t position) const {
  if (numbers_.size() <= position) numbers_.resize(form_->numbers());
  Known& known = numbers_[position];
  if (!known.looked_up) known = {true, worked_out(position)};
  return known.value ? &*known.value : nullptr;
}

/// Only for working that is rounded when written down: otherwise there are digits enough.
const Trace* Notation::finer() const {
  if (carries_ || trace_.settings.working.round.kind == DecimalFormat::Kind::none) return nullptr;
  if (!finer_) finer_ = solve(problem_, with_guard_digits(trace_.settings));
  return &*finer_;
}

const Value* Notation::put_in(std::size_t position) const {
  const TraceLine* line = finer() ? line_of(form_->number(position), *finer()) : nullptr;
  if (!line) return number(position);
  if (put_in_.size() <= position) put_in_.resize(form_->numbers());
  Known& known = put_in_[position];
  if (!known.looked_up) known = {true, value_of(*line)};
  return &*known.value;
}

const TraceLine* Notation::line_of(const NumberPlace& place, const Trace& trace) const {
  if (!place.line) return nullptr;
  const TraceLine& line = trace.lines[*place.line];
  STEPMARK_ASSERT(line.index == place.key.index && line.component == place.key.component &&
                  definition().equations[line.equation].quantity == place.key.symbol);
  return &line;
}

/// What is given is never rounded in use.
Value Notation::value_of(const TraceLine& line) const {
  const bool carried = carries_ && !definition().equations[line.equation].given_data;
  return {latex_number(line.value.text), is_exact(line.value) || carried};
}

std::size_t Notation::position_of_line(std::size_t equation, std::int64_t t,
                                       std::optional<std::size_t> component) const {
  const Equation& one = definition().equations[equation];
  std::optional<std::size_t>& known = form_->line(equation, t, component).value;
  if (!known) known = form_->position({NumberKey::Kind::quantity, one.quantity, t + one.offset, component});
  return *known;
}

const TraceLine& Notation::line(std::size_t equation, std::int64_t t, std::optional<std::size_t> component) const {
  return *line_of(form_->number(position_of_line(equation, t, component)), trace_);
}

const Value* Notation::value_of_line(std::size_t equation, std::int64_t t, std::optional<std::size_t> component) const {
  return number(position_of_line(equation, t, component));
}

const Printed* Notation::printed(std::size_t position) const {
  const TraceLine* line = line_of(form_->number(position), trace_);
  return line ? &line->value : nullptr;
}

std::optional<Value> Notation::worked_out(std::size_t position) const {
  const NumberKey& key = form_->number(position).key;
  switch (key.kind) {
    case NumberKey::Kind::quantity:
      if (const TraceLine* line = line_of(form_->number(position), trace_)) return value_of(*line);
      return quantity_value(key);
    case NumberKey::Kind::hyperparameter:
      return hyperparameter_value(key.symbol);
    case NumberKey::Kind::literal:
      return Value{latex_number(literals_.texts[static_cast<std::size_t>(key.index)]), true};
    case NumberKey::Kind::integer:
      return Value{shown_integer(key.index), true};
  }
  return std::nullopt;
}

std::optional<Value> Notation::quantity_value(const NumberKey& key) const {
  if (!problem_.state && !definition().find_start(key.symbol, key.index)) return std::nullopt;
  const Printed* printed = trace_.find(key.symbol, key.index, key.component);
  if (!printed) return std::nullopt;
  return given(*printed, written_start(key.symbol, key.index, key.component));
}

std::optional<Value> Notation::hyperparameter_value(const std::string& name) const {
  const Hyperparameter* hyperparameter = definition().find_hyperparameter(name);
  const Printed* printed = hyperparameter ? trace_.find_hyperparameter(name) : nullptr;
  if (!printed) return std::nullopt;
  return given(*printed, &hyperparameter->value);
}

std::optional<Value> Notation::value(std::string_view quantity, std::int64_t index,
                                     std::optional<std::size_t> component) const {
  const Value* known = find(quantity, index, component);
  return known ? std::optional(*known) : std::nullopt;
}

const Value* Notation::find(std::string_view quantity, std::int64_t index, std::optional<std::size_t> component) const {
  return number(position(quantity, index, component));
}

/// A line's is remembered by its place, which is found more quickly than its name.
std::size_t Notation::position(std::string_view quantity, std::int64_t index,
                               std::optional<std::size_t> component) const {
  const Equation* equation = definition().find_equation(quantity);
  const std::int64_t t = equation ? index - equation->offset : 0;
  if (equation && t >= problem_.first_step() && t <= problem_.last_step()) {
    const auto place = static_cast<std::size_t>(equation - definition().equations.data());
    return position_of_line(place, t, component);
  }
  return form_->position({NumberKey::Kind::quantity, std::string(quantity), index, component});
}

/// A vector that no line would hold shows its first three components and the last.
bool Notation::elides(std::size_t i) const { return dimension() > most_beside && i >= 3 && i + 1 < dimension(); }

std::optional<Equality> Notation::equality(std::string_view symbol, std::int64_t index) const {
  const bool vector = is_vector(symbol);
  Equality equality{quantity(symbol, std::to_string(index), std::nullopt), "=", {}};
  for (std::size_t i = 0; i < (vector ? dimension() : 1); ++i) {
    const auto component = vector ? std::optional(i) : std::nullopt;
    const std::size_t at = position(symbol, index, component);
    const Value* number = this->number(at);
    if (!number) return std::nullopt;
    const Printed* line = printed(at);
    const bool exact = line ? is_exact(*line) : number->faithful;
    if (!exact) equality.relation = "\\approx";
    if (!elides(i)) equality.right.push_back(number->shown.latex + (i + 1 < dimension() && vector ? "," : ""));
    if (elides(i) && !elides(i + 1)) equality.right.push_back("\\dots,");
  }
  if (vector && dimension() > 1) {
    equality.right.front().insert(0, 1, '(');
    equality.right.back() += ')';
  }
  return equality;
}

const Value* Notation::hyperparameter(std::string_view name) const {
  return number(form_->position({NumberKey::Kind::hyperparameter, std::string(name), 0, std::nullopt}));
}

bool Notation::binary() const {
  return trace_.settings.arithmetic == Settings::Arithmetic::binary64 ||
         trace_.settings.arithmetic == Settings::Arithmetic::binary32;
}

Value Notation::given(const Printed& printed, const Expression* written) const {
  if (const auto* literal = written ? written->as<Number>() : nullptr; literal && is_scientific(literal->text)) {
    return {latex_number(literal->text), printed.exact};
  }
  if (is_exact(printed) || !written || !*written || written->nodes() > most_nodes_as_written) {
    return {latex_number(printed.text), is_exact(printed)};
  }
  bool faithful = true;
  LatexOptions options{names(), {}, "J"};
  options.show = [this, &faithful](const Name& name) -> std::optional<Shown> {
    const Value* value = name.index ? nullptr : hyperparameter(name.symbol);
    if (!value) return std::nullopt;
    faithful = faithful && value->faithful;
    return value->shown;
  };
  std::string latex = to_latex(*written, options);
  const bool tall = written->as<Quotient>() || written->as<Power>();
  return {Shown{std::move(latex), binding_of(*written), true, tall}, faithful};
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

}  // namespace stepmark
