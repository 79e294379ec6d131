#include "reports/substitution.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <utility>

#include "lib/expression/holds.hpp"
#include "reports/breaking.hpp"
#include "reports/filling.hpp"

namespace stepmark::reports {

namespace {

/// Replaces the names of one right-hand side by slots, each of which is shown as a number.
class Filler final : public Filling {
 public:
  /// @param branches  those that the line takes, as the trace has them
  Filler(const Notation& notation, const std::vector<bool>& branches)
      : Filling(notation.problem()), notation_(notation), branches_(branches) {}

  LatexOptions options() const {
    return {notation_.names(), [this](const Name& name) { return slot(name); }, "J"};
  }

  bool faithful() const { return faithful_; }
  std::vector<Reason>& because() { return because_; }

 private:
  // --- names

  std::optional<Expression> value(const Name& name, const Scope& scope) override {
    std::optional<Value> value = put_in(name, scope);
    if (!value) return std::nullopt;
    faithful_ = faithful_ && value->faithful;
    return new_slot(std::move(value->shown));
  }

  std::optional<Value> put_in(const Name& name, const Scope& scope) const {
    if (name.index) {
      const auto index = scope.integer(*name.index);
      if (!index) return std::nullopt;
      return notation_.put_in(name.symbol, *index, component_of(name.symbol, scope));
    }
    if (const auto integer = scope.integer(std::string_view(name.symbol))) return Value{shown_integer(*integer)};
    return notation_.hyperparameter(name.symbol);
  }

  Expression new_slot(Shown shown) {
    slots_.push_back(std::move(shown));
    return name('#' + std::to_string(slots_.size() - 1));
  }

  Expression dots() override { return new_slot({"\\cdots", Binding::atom, false, false}); }

  std::optional<Shown> slot(const Name& name) const {
    if (name.symbol.empty() || name.symbol[0] != '#') return std::nullopt;
    return slots_[static_cast<std::size_t>(std::stoul(name.symbol.substr(1)))];
  }

  // --- cases, which are counted through everything that is not shown, too

  void passed(const Conditional&) override { ++next_branch_; }

  void left_out(const std::function<void()>& fill) override {
    if (!branches_.empty()) unseen(fill);
  }

  std::optional<Expression> taken(const Conditional& cases, const Scope& scope) override {
    const std::size_t position = next_branch_++;
    if (position >= branches_.size()) return std::nullopt;
    const bool holds = branches_[position];
    Reason why = reason(cases, holds ? cases.relation : opposite(cases.relation), scope);
    because_.push_back(std::move(why));
    if (holds) {
      Expression taken = fill(cases.then, scope);
      unseen([&] { fill(cases.otherwise, scope); });
      return taken;
    }
    unseen([&] { fill(cases.then, scope); });
    return fill(cases.otherwise, scope);
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

  Reason reason(const Conditional& cases, Relation relation, const Scope& scope) {
    const bool faithful = faithful_;  // these numbers do not enter the value
    Reason why;
    why.relation = relation;
    why.right = to_latex(fill(cases.right, scope), options());
    why.number = to_latex(fill(cases.left, scope), options());
    if (const auto* name = cases.left.as<Name>()) {
      why.name = shown_name(*name, scope.component, scope);
      why.name_of_all = shown_name(*name, std::nullopt, scope);
      const auto value = put_in(*name, scope);
      why.exact = !value || value->exact;
    }
    faithful_ = faithful;
    return why;
  }

  std::string shown_name(const Name& name, std::optional<std::size_t> component, const Scope& scope) const {
    if (!name.index) return latex_name(name, notation_.names()).latex;
    const auto index = scope.integer(*name.index);
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
  const Expression filled = filler.fill(notation.definition().equations[equation].right, Scope{t, component, {}});
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
