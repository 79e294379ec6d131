#include "reports/form.hpp"

#include <algorithm>
#include <cctype>

namespace stepmark {

namespace {

/// Of one right-hand side; when there are more shapes of numbers, it begins afresh.
constexpr std::size_t most_prepared = 2048;

constexpr std::size_t most_names = 4096;

/// Later steps are not remembered.
constexpr std::size_t most_steps = 64;

/// Walks a formula in the order of for_each; in the way of every page, so without its std::function.
class LiteralReader {
 public:
  explicit LiteralReader(Literals& literals) : literals_(literals) {}

  void read(const Expression& e) {
    literals_.shape += static_cast<char>('0' + e.node().value.index());
    std::visit([this](const auto& node) { read_parts(node); }, e.node().value);
  }

 private:
  void read_parts(const Number& number) {
    literals_.texts.push_back(number.text.empty() ? number.value.to_string() : number.text);
  }
  void read_parts(const Name& name) { (literals_.shape += name.symbol) += ' '; }
  void read_parts(const Negation& negation) { read(negation.operand); }
  void read_parts(const Sum& sum) {
    literals_.shape += std::to_string(sum.terms.size());
    for (const Sum::Term& term : sum.terms) {
      literals_.shape += term.minus ? '-' : '+';
      read(term.value);
    }
  }
  void read_parts(const Product& product) { read(product.left), read(product.right); }
  void read_parts(const Quotient& quotient) { read(quotient.left), read(quotient.right); }
  void read_parts(const Power& power) { read(power.base), read(power.exponent); }
  void read_parts(const Call& call) {
    literals_.shape += to_string(call.function);
    literals_.shape += std::to_string(call.arguments.size());
    for (const Expression& argument : call.arguments) read(argument);
  }
  void read_parts(const Conditional& cases) {
    literals_.shape += to_string(cases.relation);
    read(cases.left), read(cases.right), read(cases.then), read(cases.otherwise);
  }
  void read_parts(const StepSum& sum) {
    (literals_.shape += sum.variable) += ' ';
    read(sum.first), read(sum.last), read(sum.body);
  }

  Literals& literals_;
};

}  // namespace

bool is_numbered(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

Literals literals_of(const Objective& objective) {
  Literals literals;
  literals.shape.reserve(256);
  literals.texts.reserve(32);
  literals.shape = static_cast<char>('a' + static_cast<int>(objective.kind()));
  LiteralReader reader(literals);
  for (std::size_t i = 0; i < objective.dimension(); ++i) {
    literals.gradients.push_back(literals.texts.size());
    if (const auto formula = objective.gradient_formula(i)) reader.read(*formula);
  }
  literals.loss = literals.texts.size();
  if (const auto formula = objective.loss_formula()) reader.read(*formula);
  return literals;
}

std::size_t Form::Hash::operator()(const NumberKey& key) const {
  const std::size_t position =
      static_cast<std::size_t>(key.index) * 1'000'003 + key.component.value_or(~std::size_t{0});
  return std::hash<std::string>{}(key.symbol) ^
         static_cast<std::size_t>((position + static_cast<std::size_t>(key.kind)) * 0x9E3779B97F4A7C15);
}

Form::Form(const Problem& problem, const Literals& literals)
    : shape_(literals.shape),
      definition_(problem.optimizer),
      parameters_(problem.objective->parameters()),
      first_(problem.first_step()),
      last_(problem.last_step()) {
  for (const Equation& equation : definition_.equations) equations_.push_back(to_text(equation.right));
  for (const std::string& name : parameters_) {
    const bool numbered = is_numbered(name);
    components_.push_back(numbered ? name : latex_symbol(name));
    formula_parameters_.push_back(!numbered ? latex_symbol(name) : parameters_.size() == 1 ? "x" : "x_{" + name + '}');
  }
}

bool Form::fits(const Problem& problem, const Literals& literals) const {
  const Definition& other = problem.optimizer;
  if (problem.first_step() != first_ || problem.last_step() != last_ || literals.shape != shape_) return false;
  if (other.equations.size() != equations_.size() || other.latex != definition_.latex) return false;
  if (problem.objective->parameters() != parameters_) return false;
  const auto same_name = [](const Hyperparameter& a, const Hyperparameter& b) { return a.name == b.name; };
  if (!std::equal(other.hyperparameters.begin(), other.hyperparameters.end(), definition_.hyperparameters.begin(),
                  definition_.hyperparameters.end(), same_name)) {
    return false;
  }
  for (std::size_t e = 0; e < equations_.size(); ++e) {
    const Equation &mine = definition_.equations[e], &theirs = other.equations[e];
    if (mine.quantity != theirs.quantity || mine.offset != theirs.offset || mine.shape != theirs.shape) return false;
    if (mine.right.identity() != theirs.right.identity() && to_text(theirs.right) != equations_[e]) return false;
  }
  return true;
}

std::string& Form::name(const std::string& key) {
  if (names_.size() >= most_names) names_.clear();
  return names_[key];
}

std::size_t Form::position(const NumberKey& key) {
  const auto [found, added] = positions_.try_emplace(key, numbers_.size());
  if (added) numbers_.push_back({key, trace_line(key)});
  return found->second;
}

/// Of all steps alike: equation by equation, component by component.
std::optional<std::size_t> Form::trace_line(const NumberKey& key) const {
  std::size_t before = 0, of_a_step = 0;
  const Equation* equation = nullptr;
  for (const Equation& one : definition_.equations) {
    if (one.quantity == key.symbol && key.kind == NumberKey::Kind::quantity) {
      equation = &one;
      before = of_a_step;
    }
    of_a_step += one.shape == Shape::scalar ? 1 : parameters_.size();
  }
  if (!equation || key.index - equation->offset < first_ || key.index - equation->offset > last_) return std::nullopt;
  if ((equation->shape == Shape::vector) != key.component.has_value()) return std::nullopt;
  return step(key.index - equation->offset) * of_a_step + before + key.component.value_or(0);
}

std::size_t Form::place(std::size_t equation, std::optional<std::size_t> component) const {
  return equation * (parameters_.size() + 1) + (component ? *component + 1 : 0);
}

Form::Line& Form::line(std::size_t equation, std::int64_t t, std::optional<std::size_t> component) {
  if (step(t) >= most_steps) return passing_line_ = {};
  if (lines_.size() <= step(t)) lines_.resize(step(t) + 1);
  auto& lines = lines_[step(t)];
  lines.resize(equations_.size() * (parameters_.size() + 1));
  return lines[place(equation, component)];
}

std::optional<Formula>& Form::formula(std::size_t equation, std::int64_t t) {
  if (step(t) >= most_steps) return passing_formula_ = std::nullopt;
  if (formulas_.size() <= step(t)) formulas_.resize(step(t) + 1);
  formulas_[step(t)].resize(equations_.size());
  return formulas_[step(t)][equation];
}

std::optional<Measured>& Form::header(std::size_t equation, std::optional<std::size_t> component) {
  headers_.resize(equations_.size() * (parameters_.size() + 1));
  return headers_[place(equation, component)];
}

std::unordered_map<std::string, Prepared>& Form::prepared_formula(std::optional<std::size_t> component) {
  prepared_formulas_.resize(parameters_.size() + 1);
  auto& all = prepared_formulas_[component ? *component + 1 : 0];
  if (all.size() >= most_prepared) all.clear();
  return all;
}

std::optional<std::vector<std::size_t>>& Form::formula_numbers(std::optional<std::size_t> component) {
  formula_numbers_.resize(parameters_.size() + 1);
  return formula_numbers_[component ? *component + 1 : 0];
}

std::unordered_map<std::string, Prepared>& Form::prepared(std::size_t equation, std::optional<std::size_t> component) {
  prepared_.resize(equations_.size() * (parameters_.size() + 1));
  auto& all = prepared_[place(equation, component)];
  if (all.size() >= most_prepared) all.clear();
  return all;
}

}  // namespace stepmark
