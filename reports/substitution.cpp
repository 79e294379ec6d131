#include "reports/substitution.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "reports/bounds.hpp"
#include "reports/breaking.hpp"

namespace stepmark {

namespace {

/// Sums are written out in full up to this many terms.
constexpr std::size_t most_terms = 8;

/// Where an expression is read: the step, the component and the values of summation variables.
struct Place {
  std::int64_t t = 1;
  std::optional<std::size_t> component;
  std::vector<std::pair<std::string, std::int64_t>> bound;

  std::optional<std::int64_t> integer(std::string_view name) const {
    for (const auto& [variable, value] : bound) {
      if (variable == name) return value;
    }
    return name == "t" ? std::optional(t) : std::nullopt;
  }
};

/// Replaces the names of one right-hand side by slots, each of which is shown as a number.
class Filler {
 public:
  explicit Filler(const Notation& notation) : notation_(notation) {}

  /// The expression with every name in a slot and everything written out.
  Expression fill(const Expression& e, const Place& place) {
    return rewrite(e, [&](const Expression& part) { return replaced(part, place); });
  }

  LatexOptions options() const {
    return {notation_.names(), [this](const Name& name) { return slot(name); }, "J"};
  }

  bool faithful() const { return faithful_; }
  std::vector<std::string>& because() { return because_; }

 private:
  std::optional<Expression> replaced(const Expression& e, const Place& place) {
    if (const auto* name = e.as<Name>()) return filled(*name, place);
    if (const auto* call = e.as<Call>()) return filled(*call, place);
    if (const auto* conditional = e.as<Conditional>()) return filled(*conditional, place);
    if (const auto* sum = e.as<StepSum>()) return filled(*sum, place);
    return std::nullopt;
  }

  // --- names

  std::optional<Expression> filled(const Name& name, const Place& place) {
    const std::optional<Value> value = value_of(name, place);
    return value ? std::optional(new_slot(value->shown, value->faithful)) : std::nullopt;
  }

  std::optional<std::int64_t> index_of(const Index& index, const Place& place) const {
    if (index.base.empty()) return index.offset;
    const auto base = place.integer(index.base);
    return base ? std::optional(*base + index.offset) : std::nullopt;
  }

  std::optional<std::size_t> component_of(std::string_view quantity, const Place& place) const {
    return notation_.is_vector(quantity) ? place.component : std::nullopt;
  }

  std::optional<Value> value_of(const Name& name, const Place& place) const {
    if (name.index) {
      const auto index = index_of(*name.index, place);
      return index ? notation_.value(name.symbol, *index, component_of(name.symbol, place)) : std::nullopt;
    }
    if (const auto integer = place.integer(name.symbol)) return Value{shown_integer(*integer), true};
    const Value* value = notation_.hyperparameter(name.symbol);
    return value ? std::optional(*value) : std::nullopt;
  }

  Expression new_slot(Shown shown, bool faithful) {
    faithful_ = faithful_ && faithful;
    slots_.push_back(std::move(shown));
    return name('#' + std::to_string(slots_.size() - 1));
  }

  std::optional<Shown> slot(const Name& name) const {
    if (name.symbol.empty() || name.symbol[0] != '#') return std::nullopt;
    return slots_[static_cast<std::size_t>(std::stoul(name.symbol.substr(1)))];
  }

  // --- functions

  std::optional<Expression> filled(const Call& call, const Place& place) {
    switch (call.function) {
      case Function::grad:
        return filled_gradient(call, place);
      case Function::loss:
        return filled_loss(call, place);
      case Function::norm:
        return filled_norm(call.arguments[0], place);
      case Function::sum:
        return over_components(place, [&](const Place& at) { return fill(call.arguments[0], at); });
      case Function::dot:
        return over_components(
            place, [&](const Place& at) { return product(fill(call.arguments[0], at), fill(call.arguments[1], at)); });
      case Function::choose:
        return chosen(call, place);
      default:
        return std::nullopt;
    }
  }

  std::optional<Expression> filled_gradient(const Call& call, const Place& place) {
    if (!place.component) return std::nullopt;
    return at_point(notation_.objective().gradient(*place.component, place.t), call.arguments[0], place);
  }

  std::optional<Expression> filled_loss(const Call& call, const Place& place) {
    const std::optional<Expression> loss = notation_.objective().loss(place.t);
    return loss ? std::optional(at_point(*loss, call.arguments[0], place)) : std::nullopt;
  }

  /// A formula in the parameters' names, with the components of `point` put in for them.
  Expression at_point(const Expression& formula, const Expression& point, const Place& place) {
    const std::vector<std::string>& parameters = notation_.objective().parameters();
    std::vector<Expression> filled_in(parameters.size());
    return rewrite(formula, [&](const Expression& part) -> std::optional<Expression> {
      const auto* name = part.as<Name>();
      if (!name) return std::nullopt;
      if (name->symbol == "t") return new_slot(shown_integer(place.t), true);
      for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i] != name->symbol) continue;
        if (!filled_in[i]) filled_in[i] = fill(point, at_component(place, i));
        return filled_in[i];
      }
      return std::nullopt;
    });
  }

  Expression filled_norm(const Expression& vector, const Place& place) {
    if (notation_.dimension() == 1) return call(Function::abs, {fill(vector, at_component(place, 0))});
    return call(Function::sqrt,
                {over_components(place, [&](const Place& at) { return power(fill(vector, at), number(2)); })});
  }

  static Place at_component(Place place, std::size_t i) {
    place.component = i;
    return place;
  }

  Expression over_components(const Place& place, const std::function<Expression(const Place&)>& term) {
    return written_out(notation_.dimension(), [&](std::size_t i) { return term(at_component(place, i)); });
  }

  /// term(0) + ... + term(count - 1), of many only the first three and the last.
  Expression written_out(std::size_t count, const std::function<Expression(std::size_t)>& term) {
    if (count == 0) return number(0);
    if (count == 1) return term(0);
    std::vector<Sum::Term> terms;
    const bool all = count <= most_terms;
    for (std::size_t i = 0; i < (all ? count : 3); ++i) terms.push_back({false, term(i)});
    if (!all) {
      terms.push_back({false, new_slot({"\\cdots", Binding::atom, false, false}, true)});
      terms.push_back({false, term(count - 1)});
    }
    return sum(std::move(terms));
  }

  // --- steps and cases

  std::optional<std::int64_t> integer_of(const Expression& e, const Place& place) const {
    const std::optional<Bounds> bounds = bounds_at(e, place);
    return bounds && bounds->exact() ? bounds->lower.to_int64() : std::nullopt;
  }

  std::optional<Expression> chosen(const Call& call, const Place& place) {
    const auto position = integer_of(call.arguments[0], place);
    if (!position || *position < 1) return std::nullopt;
    const std::size_t last = call.arguments.size() - 1;
    return fill(call.arguments[std::min(static_cast<std::size_t>(*position), last)], place);
  }

  std::optional<Expression> filled(const StepSum& steps, const Place& place) {
    const auto first = integer_of(steps.first, place), last = integer_of(steps.last, place);
    if (!first || !last) return std::nullopt;
    const std::size_t count = *last < *first ? 0 : static_cast<std::size_t>(*last - *first) + 1;
    return written_out(count, [&](std::size_t i) {
      Place at = place;
      at.bound.insert(at.bound.begin(), {steps.variable, *first + static_cast<std::int64_t>(i)});
      return fill(steps.body, at);
    });
  }

  std::optional<Expression> filled(const Conditional& cases, const Place& place) {
    const auto left = bounds_at(cases.left, place), right = bounds_at(cases.right, place);
    const auto holding = left && right ? holds(cases.relation, *left, *right) : std::nullopt;
    if (!holding) return std::nullopt;
    because_.push_back(relation(cases, *holding ? cases.relation : opposite(cases.relation), place));
    return fill(*holding ? cases.then : cases.otherwise, place);
  }

  static Relation opposite(Relation relation) {
    switch (relation) {
      case Relation::greater:
        return Relation::less_equal;
      case Relation::greater_equal:
        return Relation::less;
      case Relation::less:
        return Relation::greater_equal;
      case Relation::less_equal:
        return Relation::greater;
      case Relation::equal:
        return Relation::not_equal;
      case Relation::not_equal:
        return Relation::equal;
    }
    return relation;
  }

  static const char* symbol(Relation relation) {
    switch (relation) {
      case Relation::greater:
        return " > ";
      case Relation::greater_equal:
        return " \\ge ";
      case Relation::less:
        return " < ";
      case Relation::less_equal:
        return " \\le ";
      case Relation::equal:
        return " = ";
      case Relation::not_equal:
        return " \\ne ";
    }
    return "";
  }

  /// The numbers of a condition do not enter the value, so they do not count for `faithful`.
  std::string relation(const Conditional& cases, Relation shown, const Place& place) {
    const bool faithful = faithful_;
    std::string latex = to_latex(fill(cases.left, place), options());
    latex += symbol(shown);
    latex += to_latex(fill(cases.right, place), options());
    faithful_ = faithful;
    return latex;
  }

  std::optional<Bounds> bounds_at(const Expression& e, const Place& place) const {
    const BoundsOfName of_name = [&](const Name& name) { return bounds_of_name(name, place); };
    return bounds_of(e, of_name);
  }

  std::optional<Bounds> bounds_of_name(const Name& name, const Place& place) const {
    if (!name.index) {
      if (const auto integer = place.integer(name.symbol)) return Bounds{*integer, *integer};
      const Printed* printed = notation_.trace().find_hyperparameter(name.symbol);
      return printed ? bounds_of(*printed) : std::nullopt;
    }
    const auto index = index_of(*name.index, place);
    if (!index) return std::nullopt;
    const auto used = notation_.used(name.symbol, *index, component_of(name.symbol, place));
    return used ? bounds_of(*used) : std::nullopt;
  }

  const Notation& notation_;
  std::vector<Shown> slots_;
  std::vector<std::string> because_;
  bool faithful_ = true;
};

}  // namespace

Substituted substituted(const Notation& notation, const Expression& right, std::int64_t t,
                        std::optional<std::size_t> component, double room) {
  Filler filler(notation);
  const Expression filled = filler.fill(right, Place{t, component, {}});
  return {broken(filled, filler.options(), room), filler.faithful(), std::move(filler.because())};
}

Pieces formula_at(const Notation& notation, const Expression& right, std::int64_t t, double room) {
  LatexOptions options{notation.names(), {}, "J"};
  options.show = [&](const Name& name) -> std::optional<Shown> {
    if (name.symbol == "t" && !name.index) return shown_integer(t);
    if (!name.index || name.index->base != "t") return std::nullopt;
    return latex_name(Name{name.symbol, Index{"", t + name.index->offset}}, notation.names());
  };
  return broken(right, options, room);
}

}  // namespace stepmark
