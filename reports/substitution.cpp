#include "reports/substitution.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "reports/breaking.hpp"
#include "solver/tape/constant.hpp"

namespace stepmark::reports {

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
  /// @param branches  those that the line takes, as the trace has them
  Filler(const Notation& notation, const std::vector<bool>& branches) : notation_(notation), branches_(branches) {}

  /// The expression with every name in a slot and everything written out.
  Expression fill(const Expression& e, const Place& place) {
    return rewrite(e, [&](const Expression& part) { return replaced(part, place); });
  }

  LatexOptions options() const {
    return {notation_.names(), [this](const Name& name) { return slot(name); }, "J"};
  }

  bool faithful() const { return faithful_; }
  std::vector<Reason>& because() { return because_; }

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
    std::optional<Value> value = put_in(name, place);
    if (!value) return std::nullopt;
    faithful_ = faithful_ && value->faithful;
    return new_slot(std::move(value->shown));
  }

  std::optional<Value> put_in(const Name& name, const Place& place) const {
    if (name.index) {
      const auto index = index_of(*name.index, place);
      if (!index) return std::nullopt;
      return notation_.put_in(name.symbol, *index, component_of(name.symbol, place));
    }
    if (const auto integer = place.integer(name.symbol)) return Value{shown_integer(*integer)};
    return notation_.hyperparameter(name.symbol);
  }

  std::optional<std::int64_t> index_of(const Index& index, const Place& place) const {
    if (index.base.empty()) return index.offset;
    const auto base = place.integer(index.base);
    return base ? std::optional(*base + index.offset) : std::nullopt;
  }

  std::optional<std::size_t> component_of(std::string_view quantity, const Place& place) const {
    return notation_.is_vector(quantity) ? place.component : std::nullopt;
  }

  Expression new_slot(Shown shown) {
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
    return rewrite(formula, [&](const Expression& part) -> std::optional<Expression> {
      if (part.as<Conditional>()) ++next_branch_;  // the objective's own cases are printed as they are
      const auto* name = part.as<Name>();
      if (!name) return std::nullopt;
      if (name->symbol == "t") return new_slot(shown_integer(place.t));
      const auto found = std::find(parameters.begin(), parameters.end(), name->symbol);
      if (found == parameters.end()) return std::nullopt;
      return fill(point, at_component(place, static_cast<std::size_t>(found - parameters.begin())));
    });
  }

  Expression filled_norm(const Expression& vector, const Place& place) {
    if (notation_.dimension() == 1) return call(Function::abs, {fill(vector, at_component(place, 0))});
    return call(Function::sqrt,
                {over_components(place, [&](const Place& at) { return power(fill(vector, at), literal(2)); })});
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
    if (count == 0) return literal(0);
    if (count == 1) return term(0);
    std::vector<Sum::Term> terms;
    const bool all = count <= most_terms;
    for (std::size_t i = 0; i < (all ? count : 3); ++i) terms.push_back({false, term(i)});
    if (!all) {
      for (std::size_t i = 3; i + 1 < count && !branches_.empty(); ++i) unseen([&] { term(i); });
      terms.push_back({false, new_slot({"\\cdots", Binding::atom, false, false})});
      terms.push_back({false, term(count - 1)});
    }
    return sum(std::move(terms));
  }

  // --- steps and cases

  static std::optional<std::int64_t> integer_of(const Expression& e, const Place& place) {
    return constant_value(e, [&](const Name& name) { return name.index ? std::nullopt : place.integer(name.symbol); });
  }

  std::optional<Expression> chosen(const Call& call, const Place& place) {
    const auto position = integer_of(call.arguments[0], place);
    if (!position || *position < 1) return std::nullopt;
    const auto last = static_cast<std::int64_t>(call.arguments.size()) - 1;
    return fill(call.arguments[static_cast<std::size_t>(std::min(*position, last))], place);
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

  /// Positions are counted through the branch that is not taken, too.
  std::optional<Expression> filled(const Conditional& cases, const Place& place) {
    const std::size_t position = next_branch_++;
    if (position >= branches_.size()) return std::nullopt;
    const bool holds = branches_[position];
    Reason why = reason(cases, holds ? cases.relation : opposite(cases.relation), place);
    because_.push_back(std::move(why));
    if (holds) {
      Expression taken = fill(cases.then, place);
      unseen([&] { fill(cases.otherwise, place); });
      return taken;
    }
    unseen([&] { fill(cases.then, place); });
    return fill(cases.otherwise, place);
  }

  /// What is filled in only for the count.
  template <class Work>
  void unseen(const Work& work) {
    const bool faithful = faithful_;
    const std::vector<Reason> because = because_;
    work();
    faithful_ = faithful;
    because_ = because;
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

  Reason reason(const Conditional& cases, Relation relation, const Place& place) {
    const bool faithful = faithful_;  // these numbers do not enter the value
    Reason why;
    why.relation = relation;
    why.right = to_latex(fill(cases.right, place), options());
    why.number = to_latex(fill(cases.left, place), options());
    if (const auto* name = cases.left.as<Name>()) {
      why.name = shown_name(*name, place.component, place);
      why.name_of_all = shown_name(*name, std::nullopt, place);
      const auto value = put_in(*name, place);
      why.exact = !value || value->exact;
    }
    faithful_ = faithful;
    return why;
  }

  std::string shown_name(const Name& name, std::optional<std::size_t> component, const Place& place) const {
    if (!name.index) return latex_name(name, notation_.names()).latex;
    const auto index = index_of(*name.index, place);
    if (!notation_.is_vector(name.symbol)) component.reset();
    return index ? notation_.quantity(name.symbol, std::to_string(*index), component) : "";
  }

  const Notation& notation_;
  std::vector<Shown> slots_;
  const std::vector<bool>& branches_;
  std::size_t next_branch_ = 0;
  std::vector<Reason> because_;
  bool faithful_ = true;
};

/// a <= b and a >= b say that a = b; where a later reason says more, an earlier one goes.
std::vector<Reason> simplified(std::vector<Reason> reasons) {
  for (std::size_t i = 0; i + 1 < reasons.size(); ++i) {
    Reason &a = reasons[i], &b = reasons[i + 1];
    if (a.number != b.number || a.right != b.right || a.name != b.name) continue;
    const bool both = (a.relation == Relation::less_equal && b.relation == Relation::greater_equal) ||
                      (a.relation == Relation::greater_equal && b.relation == Relation::less_equal);
    if (both) b.relation = Relation::equal;
    const bool implied = (a.relation == Relation::less_equal && b.relation == Relation::less) ||
                         (a.relation == Relation::greater_equal && b.relation == Relation::greater);
    if (both || implied) reasons.erase(reasons.begin() + static_cast<std::ptrdiff_t>(i--));
  }
  return reasons;
}

const char* symbol(Relation relation) {
  static constexpr std::array symbols = {" > ", " \\ge ", " < ", " \\le ", " = ", " \\ne "};
  return symbols[static_cast<std::size_t>(relation)];
}

bool holds(Relation relation, const Exact& a, const Exact& b) {
  switch (relation) {
    case Relation::greater:
      return a > b;
    case Relation::greater_equal:
      return a >= b;
    case Relation::less:
      return a < b;
    case Relation::less_equal:
      return a <= b;
    case Relation::equal:
      return a == b;
    case Relation::not_equal:
      return a != b;
  }
  return false;
}

}  // namespace

std::string Reason::latex(bool of_all) const {
  const std::string& whose = of_all ? name_of_all : name;
  const std::string compared = symbol(relation) + right;
  if (whose.empty()) return number + compared;
  if (relation == Relation::equal && number == right) return whose + compared;
  const auto a = Exact::parse(number), b = Exact::parse(right);
  if (a && b && !holds(relation, *a, *b)) return whose + compared;  // printed too coarsely to show it
  return whose + (exact ? " = " : " \\approx ") + number + compared;
}

Substituted substituted(const Notation& notation, std::size_t equation, std::int64_t t,
                        std::optional<std::size_t> component, double room) {
  Filler filler(notation, notation.line(equation, t, component).branches);
  const Expression filled = filler.fill(notation.definition().equations[equation].right, Place{t, component, {}});
  return {broken(filled, filler.options(), room), filler.faithful(), simplified(std::move(filler.because()))};
}

Pieces objective_formula(const Notation& notation, std::optional<std::size_t> gradient, double room) {
  const Objective& objective = notation.objective();
  const Expression formula = gradient ? *objective.gradient_formula(*gradient) : *objective.loss_formula();
  return broken(formula, notation.objective_options(), room);
}

Pieces formula_at(const Notation& notation, std::size_t equation, std::int64_t t, double room) {
  LatexOptions options{notation.names(), {}, "J"};
  options.show = [&](const Name& name) -> std::optional<Shown> {
    if (name.symbol == "t" && !name.index) return shown_integer(t);
    if (!name.index || name.index->base != "t") return std::nullopt;
    return latex_name(Name{name.symbol, Index{"", t + name.index->offset}}, notation.names());
  };
  return broken(notation.definition().equations[equation].right, options, room);
}

}  // namespace stepmark::reports
