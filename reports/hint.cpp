#include "reports/hint.hpp"

#include "lib/base/error.hpp"
#include "lib/expression/constant.hpp"
#include "lib/expression/holds.hpp"
#include "lib/expression/print.hpp"
#include "reports/equation.hpp"
#include "reports/filling.hpp"
#include "reports/line_words.hpp"
#include "reports/sentence.hpp"
#include "solver/solve.hpp"

namespace stepmark::reports {

namespace {

const Tape::Line& line_at(const Marker& marker, std::size_t position) {
  return marker.tape().lines[marker.asked()[position]];
}

const Equation& equation_at(const Marker& marker, std::size_t position) {
  return marker.problem().optimizer.equations[line_at(marker, position).equation];
}

Expression stated(const std::string& text) {
  const Exact value = Exact::parse(text).value_or(Exact(0));
  return value.sign() < 0 ? negation(literal(-value)) : literal(value, text);
}

/// The numbers of a sheet, and where it has none, the right ones.
class HintFilling final : public Filling {
 public:
  HintFilling(const Marker& marker, const Sheet& sheet)
      : Filling(marker.problem()),
        marker_(marker),
        sheet_(sheet),
        trace_(solve(marker.problem(), settings_for(marker.problem()))) {}

 private:
  std::optional<Expression> value(const Name& named, const Scope& scope) override {
    if (named.index) return quantity(named, scope);
    if (const auto integer = scope.integer(std::string_view(named.symbol))) return literal(Exact(*integer));
    const Printed* hyper = trace_.find_hyperparameter(named.symbol);
    return hyper ? std::optional(stated(hyper->text)) : std::nullopt;
  }

  std::optional<Expression> quantity(const Name& named, const Scope& scope) const {
    const auto index = scope.integer(*named.index);
    if (!index) return std::nullopt;
    const auto component = component_of(named.symbol, scope);
    const Equation* equation = problem().optimizer.find_equation(named.symbol);
    const Written* own = equation ? written(*equation, *index - equation->offset, component) : nullptr;
    if (own) return stated(own->value.to_string());
    const Printed* right = trace_.find(named.symbol, *index, component);
    return right ? std::optional(stated(right->text)) : std::nullopt;
  }

  const Written* written(const Equation& equation, std::int64_t t, std::optional<std::size_t> component) const {
    for (std::size_t i = 0; i < sheet_.size(); ++i) {
      const Tape::Line& line = line_at(marker_, i);
      const bool same = line.t == t && line.component == component && &equation_at(marker_, i) == &equation;
      if (same && sheet_[i].kind == Written::Kind::number) return &sheet_[i];
    }
    return nullptr;
  }

  /// What the numbers that are put in decide, be they right or not.
  std::optional<Expression> taken(const Conditional& cases, const Scope& scope) override {
    const auto left = exact(fill(cases.left, scope)), right = exact(fill(cases.right, scope));
    if (!left || !right) return std::nullopt;
    return fill(holds(cases.relation, *left, *right) ? cases.then : cases.otherwise, scope);
  }

  /// Nothing too of what has no value, as a student's own zero can make of a quotient.
  static std::optional<Exact> exact(const Expression& e) try { return exact_value(e); } catch (const InputError&) {
    return std::nullopt;
  }

  Expression dots() override { return name("..."); }
  void left_out(const std::function<void()>&) override {}
  void passed(const Conditional&) override {}

  const Marker& marker_;
  const Sheet& sheet_;
  Trace trace_;
};

}  // namespace

Inline line_words(const Marker& marker, std::size_t position) {
  const Tape::Line& line = line_at(marker, position);
  const std::string component = line.component ? marker.problem().objective->parameters()[*line.component] : "";
  return line_words(equation_at(marker, position).quantity, component, line.t);
}

Inline formula_hint(const Marker& marker, std::size_t position) {
  return equation_formula(equation_at(marker, position), marker.problem().optimizer);
}

Inline first_hint(const Marker& marker, std::size_t position) {
  bool has_names = false;
  for_each(equation_at(marker, position).right,
           [&](const Expression& part) { has_names = has_names || part.as<Name>() != nullptr; });
  if (has_names) return formula_hint(marker, position);
  return sentence("Find a line of the table in which it occurs, put in the numbers of the table, and solve for it.");
}

Inline numbers_hint(const Marker& marker, const Sheet& sheet, std::size_t position) {
  const Tape::Line& line = line_at(marker, position);
  HintFilling filling(marker, sheet);
  const Expression filled = filling.fill(equation_at(marker, position).right, {line.t, line.component, {}});
  LatexOptions options;
  options.names = &marker.problem().optimizer.latex;
  return math(to_latex(filled, options), to_text(filled));
}

Inline advice(const Part& part) {
  if (part.asks == Part::Asks::line) {
    return sentence("Work out each line from the numbers above it, and stop at the first that comes out otherwise.");
  }
  if (part.asks != Part::Asks::letter) return sentence("Look at the parameters step by step.");
  const questions::Option& right = part.options[part.right];
  if (!right.mistake.empty()) {
    return sentence(
        "Work out the wrong line from the numbers above it, once for each of these mistakes, and see which gives what "
        "is written there.");
  }
  if (!right.words.empty()) {
    return sentence("Work out a step yourself, and rule out each answer that does not fit it.");
  }
  return sentence(
      "Work out the numbers yourself from the first line on, and rule out each answer where it first differs from "
      "yours.");
}

}  // namespace stepmark::reports
