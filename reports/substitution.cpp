#include "reports/substitution.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "reports/breaking.hpp"
#include "reports/latex_width.hpp"
#include "solver/tape/constant.hpp"

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
  /// @param branches  those that the line takes, as the trace has them
  Filler(const Notation& notation, const std::vector<bool>& branches) : notation_(notation), branches_(branches) {}

  /// The expression with every name in a slot and everything written out.
  Expression fill(const Expression& e, const Place& place) {
    return rewrite(e, [&](const Expression& part) { return replaced(part, place); });
  }

  /// Only the written numbers become slots; `first` is the position of the first among all of the objective's.
  Expression with_open_numbers(const Expression& formula, std::size_t first) {
    return rewrite(formula, [&](const Expression& part) -> std::optional<Expression> {
      const auto* number = part.as<Number>();
      return number ? std::optional(literal(*number, first++)) : std::nullopt;
    });
  }

  /// Names that are no slots are shown as by `others`.
  LatexOptions options(Show others = {}) const {
    return {notation_.names(),
            [this, others = std::move(others)](const Name& name) {
              auto shown = slot(name);
              return shown || !others ? shown : others(name);
            },
            "J"};
  }

  bool faithful() const { return faithful_; }
  /// The numbers put in, slot by slot, if it is the same ones in every problem of this form.
  const std::optional<std::vector<std::size_t>>& numbers() const { return numbers_; }
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
    const std::optional<NumberKey> key = key_of(name, place);
    return key ? number_slot(*key) : std::nullopt;
  }

  std::optional<std::int64_t> index_of(const Index& index, const Place& place) const {
    if (index.base.empty()) return index.offset;
    const auto base = place.integer(index.base);
    return base ? std::optional(*base + index.offset) : std::nullopt;
  }

  std::optional<std::size_t> component_of(std::string_view quantity, const Place& place) const {
    return notation_.is_vector(quantity) ? place.component : std::nullopt;
  }

  std::optional<NumberKey> key_of(const Name& name, const Place& place) const {
    using Kind = NumberKey::Kind;
    if (name.index) {
      const auto index = index_of(*name.index, place);
      if (!index) return std::nullopt;
      return NumberKey{Kind::quantity, name.symbol, *index, component_of(name.symbol, place)};
    }
    if (const auto integer = place.integer(name.symbol)) return NumberKey{Kind::integer, "", *integer, std::nullopt};
    return NumberKey{Kind::hyperparameter, name.symbol, 0, std::nullopt};
  }

  /// It stays a number, as it was written.
  Expression literal(const Number& written, std::size_t position) {
    const std::size_t number =
        notation_.form().position({NumberKey::Kind::literal, "", static_cast<std::int64_t>(position), std::nullopt});
    numbers_->push_back(number);
    STEPMARK_ASSERT(position < notation_.literals().texts.size());
    const std::string& text = notation_.literals().texts[position];
    return stepmark::number(written.value, marked({text, Binding::atom, true, false}, numbers_->size() - 1).latex);
  }

  std::optional<Expression> number_slot(const NumberKey& key) {
    const std::size_t position = notation_.form().position(key);
    const Value* value = notation_.put_in(position);
    if (!value) return std::nullopt;
    faithful_ = faithful_ && value->faithful;
    if (numbers_) numbers_->push_back(position);
    return new_slot(marked(value->shown, numbers_ ? numbers_->size() - 1 : 0));
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
    const Objective& objective = notation_.objective();
    const Expression gradient = objective.gradient(*place.component, place.t);
    // The numbers of a table stand in no formula.
    const auto formula = objective.gradient_formula(*place.component);
    if (!formula || formula->identity() != gradient.identity()) numbers_.reset();
    return at_point(gradient, call.arguments[0], place, place.component);
  }

  std::optional<Expression> filled_loss(const Call& call, const Place& place) {
    numbers_.reset();
    const std::optional<Expression> loss = notation_.objective().loss(place.t);
    return loss ? std::optional(at_point(*loss, call.arguments[0], place, std::nullopt)) : std::nullopt;
  }

  /// A formula in the parameters' names, with the components of `point` put in for them; `gradient` is the component
  /// of the gradient that it is, if any, whose own numbers may be others in a like problem.
  Expression at_point(const Expression& formula, const Expression& point, const Place& place,
                      std::optional<std::size_t> gradient) {
    const std::vector<std::string>& parameters = notation_.objective().parameters();
    std::size_t literals = 0;
    return rewrite(formula, [&](const Expression& part) -> std::optional<Expression> {
      if (part.as<Conditional>()) ++next_branch_;  // the objective's own cases are printed as they are
      if (const auto* number = part.as<Number>(); number && gradient && numbers_) {
        return literal(*number, notation_.literal(*gradient, literals++));
      }
      const auto* name = part.as<Name>();
      if (!name) return std::nullopt;
      if (name->symbol == "t") return number_slot({NumberKey::Kind::integer, "", place.t, std::nullopt});
      const auto found = std::find(parameters.begin(), parameters.end(), name->symbol);
      if (found == parameters.end()) return std::nullopt;
      return fill(point, at_component(place, static_cast<std::size_t>(found - parameters.begin())));
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

  /// Positions are counted through the branch that is not taken, too.
  std::optional<Expression> filled(const Conditional& cases, const Place& place) {
    numbers_.reset();
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
    why.right = without_marks(to_latex(fill(cases.right, place), options()));
    why.number = without_marks(to_latex(fill(cases.left, place), options()));
    if (const auto* name = cases.left.as<Name>()) {
      why.name = shown_name(*name, place.component, place);
      why.name_of_all = shown_name(*name, std::nullopt, place);
      why.exact = is_exact(*name, place);
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

  bool is_exact(const Name& name, const Place& place) const {
    const auto key = key_of(name, place);
    if (!key) return true;
    const std::size_t position = notation_.form().position(*key);
    if (const Printed* printed = notation_.printed(position)) return notation_.is_exact(*printed);
    const Value* given = notation_.number(position);
    return !given || given->faithful;
  }

  const Notation& notation_;
  std::vector<Shown> slots_;
  const std::vector<bool>& branches_;
  std::size_t next_branch_ = 0;
  std::vector<Reason> because_;
  std::optional<std::vector<std::size_t>> numbers_{std::in_place};
  bool faithful_ = true;
};

std::vector<double> widths_of(const Pieces& pieces) {
  std::vector<double> widths;
  for (const std::string& piece : pieces) widths.push_back(latex_width(piece));
  return widths;
}

double width_of(const Pieces& pieces, const std::vector<double>& widths) {
  return pieces.size() == 1 ? widths[0] : latex_width(joined(pieces));
}

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

/// Fills in the numbers where that has been printed with numbers of these shapes; else prints, and prepares.
class Substitution {
 public:
  using Numbers = std::optional<std::vector<std::size_t>>;

  /// @param numbers  of the slots, if known
  Substitution(const Notation& notation, Numbers& numbers, std::unordered_map<std::string, Prepared>& prepared,
               double room)
      : notation_(notation), numbers_(numbers), prepared_(prepared), room_(room) {}

  /// @param print  gives the pieces, with its numbers in slots of the filler
  template <class Print>
  Substituted run(const std::vector<bool>& branches, const Print& print) {
    if (numbers_) {
      key_.assign(reinterpret_cast<const char*>(&room_), sizeof room_);
      for (const std::size_t number : *numbers_) append_shape(key_, notation_.put_in(number)->shown.latex);
      const auto found = prepared_.find(key_);
      if (found != prepared_.end()) return filled(found->second);
    }
    Filler filler(notation_, branches);
    return printed(filler, print(filler));
  }

 private:
  Substituted filled(const Prepared& prepared) const {
    Substituted result{{}, prepared.widths, prepared.width, true, {}};
    for (const std::size_t number : *numbers_) result.faithful = result.faithful && notation_.put_in(number)->faithful;
    const auto text = [&](std::size_t slot) -> std::string_view {
      return notation_.put_in((*numbers_)[slot])->shown.latex;
    };
    result.pieces.resize(prepared.pieces.size());
    for (std::size_t i = 0; i < prepared.pieces.size(); ++i) prepared.pieces[i].append_to(result.pieces[i], text);
    return result;
  }

  Substituted printed(Filler& filler, Pieces pieces) {
    std::vector<double> widths = widths_of(pieces);
    const double width = width_of(pieces, widths);
    if (filler.numbers()) {
      if (numbers_) prepared_[key_] = {{pieces.begin(), pieces.end()}, widths, width};
      numbers_ = filler.numbers();
    }
    for (std::string& piece : pieces) piece = without_marks(piece);
    return {std::move(pieces), std::move(widths), width, filler.faithful(), simplified(std::move(filler.because()))};
  }

  const Notation& notation_;
  Numbers& numbers_;
  std::unordered_map<std::string, Prepared>& prepared_;
  double room_;
  std::string key_;
};

}  // namespace

namespace {

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
  Form& form = notation.form();
  const TraceLine& line = notation.line(equation, t, component);
  return Substitution(notation, form.line(equation, t, component).numbers, form.prepared(equation, component), room)
      .run(line.branches, [&](Filler& filler) {
        const Expression& right = notation.definition().equations[equation].right;
        return broken(filler.fill(right, Place{t, component, {}}), filler.options(), room);
      });
}

Substituted objective_formula(const Notation& notation, std::optional<std::size_t> gradient, double room) {
  const Literals& literals = notation.literals();
  const std::size_t first = gradient ? literals.gradients[*gradient] : literals.loss;
  Form& form = notation.form();
  return Substitution(notation, form.formula_numbers(gradient), form.prepared_formula(gradient), room)
      .run({}, [&](Filler& filler) {
        const Objective& objective = notation.objective();
        const Expression formula = gradient ? *objective.gradient_formula(*gradient) : *objective.loss_formula();
        return broken(filler.with_open_numbers(formula, first), filler.options(notation.objective_options().show),
                      room);
      });
}

const Formula& formula_at(const Notation& notation, std::size_t equation, std::int64_t t, double room) {
  std::optional<Formula>& known = notation.form().formula(equation, t);
  if (known) return *known;
  LatexOptions options{notation.names(), {}, "J"};
  options.show = [&](const Name& name) -> std::optional<Shown> {
    if (name.symbol == "t" && !name.index) return shown_integer(t);
    if (!name.index || name.index->base != "t") return std::nullopt;
    return latex_name(Name{name.symbol, Index{"", t + name.index->offset}}, notation.names());
  };
  Pieces pieces = broken(notation.definition().equations[equation].right, options, room);
  std::vector<double> widths = widths_of(pieces);
  const double width = width_of(pieces, widths);
  std::string line = joined(pieces);
  known = Formula{std::move(pieces), std::move(widths), {std::move(line), width}};
  return *known;
}

}  // namespace stepmark
