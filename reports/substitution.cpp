#include "reports/substitution.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "reports/bounds.hpp"
#include "reports/breaking.hpp"
#include "reports/latex_width.hpp"

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

  /// Only the written numbers become slots; `first` is the position of the first among all of the objective's.
  Expression with_open_numbers(const Expression& formula, std::size_t first) {
    return rewrite(formula, [&](const Expression& part) -> std::optional<Expression> {
      if (!part.as<Number>()) return std::nullopt;
      return number_slot({NumberKey::Kind::literal, "", static_cast<std::int64_t>(first++), std::nullopt});
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

  std::optional<Expression> number_slot(const NumberKey& key) {
    const std::size_t position = notation_.form().position(key);
    const Value* value = notation_.number(position);
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
    if (notation_.objective().depends_on_step()) numbers_.reset();
    return at_point(notation_.objective().gradient(*place.component, place.t), call.arguments[0], place,
                    place.component);
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
      if (part.as<Number>() && gradient && numbers_) {
        const std::size_t literal = notation_.literal(*gradient, literals++);
        return number_slot({NumberKey::Kind::literal, "", static_cast<std::int64_t>(literal), std::nullopt});
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
      terms.push_back({false, new_slot({"\\cdots", Binding::atom, false, false})});
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
    numbers_.reset();
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
    return without_marks(latex);
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
  Substituted run(const Print& print) {
    if (numbers_) {
      key_.assign(reinterpret_cast<const char*>(&room_), sizeof room_);
      for (const std::size_t number : *numbers_) append_shape(key_, notation_.number(number)->shown.latex);
      const auto found = prepared_.find(key_);
      if (found != prepared_.end()) return filled(found->second);
    }
    Filler filler(notation_);
    return printed(filler, print(filler));
  }

 private:
  Substituted filled(const Prepared& prepared) const {
    Substituted result{{}, prepared.widths, prepared.width, true, {}};
    for (const std::size_t number : *numbers_) result.faithful = result.faithful && notation_.number(number)->faithful;
    const auto text = [&](std::size_t slot) -> std::string_view {
      return notation_.number((*numbers_)[slot])->shown.latex;
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
    return {std::move(pieces), std::move(widths), width, filler.faithful(), std::move(filler.because())};
  }

  const Notation& notation_;
  Numbers& numbers_;
  std::unordered_map<std::string, Prepared>& prepared_;
  double room_;
  std::string key_;
};

}  // namespace

Substituted substituted(const Notation& notation, std::size_t equation, std::int64_t t,
                        std::optional<std::size_t> component, double room) {
  Form& form = notation.form();
  return Substitution(notation, form.line(equation, t, component).numbers, form.prepared(equation, component), room)
      .run([&](Filler& filler) {
        const Expression& right = notation.definition().equations[equation].right;
        return broken(filler.fill(right, Place{t, component, {}}), filler.options(), room);
      });
}

Substituted objective_formula(const Notation& notation, std::optional<std::size_t> gradient, double room) {
  const Literals& literals = notation.literals();
  const std::size_t first = gradient ? literals.gradients[*gradient] : literals.loss;
  Form& form = notation.form();
  return Substitution(notation, form.formula_numbers(gradient), form.prepared_formula(gradient), room)
      .run([&](Filler& filler) {
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
