// How one problem's quantities and their numbers look on the page.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/expression/print.hpp"
#include "lib/problem/problem.hpp"
#include "reports/breaking.hpp"
#include "reports/form.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark {

/// A number as it stands on the page. `faithful` if it is the very number that the calculation goes on with.
struct Value {
  Shown shown;
  bool faithful = true;
};

/// "\theta_{1} = (1, 1.5)", with an approximate sign if a number is rounded. The pieces are "(1," and "1.5)".
struct Equality {
  std::string left, relation;
  Pieces right;
  std::string line() const { return left + ' ' + relation + ' ' + joined(right); }
};

/// Refers to the problem and the trace, which must outlive it.
class Notation {
 public:
  Notation(const Problem& problem, const Trace& trace);
  /// With a memory that other problems of this form filled, and `literals_of` the objective.
  Notation(const Problem& problem, const Trace& trace, std::shared_ptr<Form> form, Literals literals);

  const Problem& problem() const { return problem_; }
  const Trace& trace() const { return trace_; }
  const Definition& definition() const { return problem_.optimizer; }
  const Objective& objective() const { return *problem_.objective; }
  const LatexNames* names() const { return &problem_.optimizer.latex; }
  std::size_t dimension() const { return form_->components().size(); }

  /// The LaTeX of a component's name as a subscript: "x", "1".
  const std::string& component(std::size_t i) const { return form_->components()[i]; }
  /// The LaTeX of a parameter in a formula of the objective: "x"; "x_{1}" where components are numbered.
  const std::string& parameter(std::size_t i) const { return form_->formula_parameters()[i]; }
  /// How formulas of the objective are printed. Refers to this notation.
  LatexOptions objective_options() const;

  /// m_{1,x}; just m_{1} without a component, and where there is only one. `index` is LaTeX: "1", "t+1".
  std::string quantity(std::string_view symbol, std::string_view index, std::optional<std::size_t> component) const;

  std::string hyperparameter_name(const std::string& name) const;

  /// True if there is a number for each component; of starts without an equation too.
  bool is_vector(std::string_view quantity) const;

  /// A number of the trace, or one given. Nothing if there is none.
  std::optional<Value> value(std::string_view quantity, std::int64_t index, std::optional<std::size_t> component) const;
  /// The same; null if there is none.
  const Value* find(std::string_view quantity, std::int64_t index, std::optional<std::size_t> component) const;
  /// All components; nothing if there are no such values.
  std::optional<Equality> equality(std::string_view quantity, std::int64_t index) const;
  /// Null if there is no such hyperparameter.
  const Value* hyperparameter(std::string_view name) const;

  /// A number by its position in the form; null if there is none.
  const Value* number(std::size_t position) const;
  Form& form() const { return *form_; }
  /// The same as it is put into a formula: where the calculation goes on with unrounded numbers, with two digits more.
  const Value* put_in(std::size_t position) const;
  const TraceLine& line(std::size_t equation, std::int64_t t, std::optional<std::size_t> component) const;
  const Value* value_of_line(std::size_t equation, std::int64_t t, std::optional<std::size_t> component) const;
  const Literals& literals() const { return literals_; }
  /// What a line arrives at, by its position in the form; null if it is the number of no line.
  const Printed* printed(std::size_t position) const;
  /// The literal `i` (from 0, in reading order) of the gradient's component.
  std::size_t literal(std::size_t component, std::size_t i) const { return literals_.gradients[component] + i; }

  /// IEEE arithmetic: the values are those of that arithmetic, and nothing is rounded by hand.
  bool binary() const;
  /// True if the text is the value itself, as far as the arithmetic knows.
  bool is_exact(const Printed& printed) const { return printed.exact || binary(); }

 private:
  Value given(const Printed& printed, const Expression* written) const;
  const Expression* written_start(std::string_view quantity, std::int64_t index,
                                  std::optional<std::size_t> component) const;
  std::optional<Value> worked_out(std::size_t position) const;
  const Trace* finer() const;
  std::size_t position_of_line(std::size_t equation, std::int64_t t, std::optional<std::size_t> component) const;
  std::size_t position(std::string_view quantity, std::int64_t index, std::optional<std::size_t> component) const;
  const TraceLine* line_of(const NumberPlace& place, const Trace& trace) const;
  Value value_of(const TraceLine& line) const;
  std::optional<Value> quantity_value(const NumberKey& key) const;
  std::optional<Value> hyperparameter_value(const std::string& name) const;
  bool elides(std::size_t component) const;
  bool is_line(std::string_view quantity, std::int64_t index) const;

  const Problem& problem_;
  const Trace& trace_;
  bool carries_;
  std::shared_ptr<Form> form_;
  Literals literals_;
  struct Known {
    bool looked_up = false;
    std::optional<Value> value;
  };
  mutable std::deque<Known> numbers_, put_in_;  ///< by position; addresses stay
  mutable std::optional<Trace> finer_;          ///< with guard digits; made when it is first asked for
};

/// An integer as the printer shows numbers.
Shown shown_integer(std::int64_t value);

/// How tightly the LaTeX of an expression holds together.
Binding binding_of(const Expression& e);

}  // namespace stepmark
