// How one problem's quantities and their numbers look on the page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/expression/print.hpp"
#include "lib/problem/problem.hpp"
#include "reports/breaking.hpp"
#include "reports/rooms.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark::reports {

/// A number as it stands on the page.
struct Value {
  Shown shown;
  bool faithful = true;  ///< it is the very number that the calculation goes on with
  bool exact = true;     ///< it is the value itself, as far as the arithmetic knows
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
  Notation(const Problem& problem, const Trace& trace) : problem_(problem), trace_(trace) {}

  const Problem& problem() const { return problem_; }
  const Trace& trace() const { return trace_; }
  const Definition& definition() const { return problem_.optimizer; }
  const Objective& objective() const { return *problem_.objective; }
  const LatexNames* names() const { return &problem_.optimizer.latex; }
  std::size_t dimension() const { return objective().dimension(); }

  /// The LaTeX of a component's name as a subscript: "x", "1".
  std::string component(std::size_t i) const;
  /// The LaTeX of a parameter in a formula of the objective: "x"; "x_{1}" where components are numbered.
  std::string parameter(std::size_t i) const;
  /// How formulas of the objective are printed. Refers to this notation.
  LatexOptions objective_options() const;

  /// m_{1,x}; just m_{1} without a component, and where there is only one. `index` is LaTeX: "1", "t+1".
  std::string quantity(std::string_view symbol, std::string_view index, std::optional<std::size_t> component) const;

  /// True if there is a number for each component; of starts without an equation too.
  bool is_vector(std::string_view quantity) const;

  /// A number of the trace, or one given. Nothing if there is none.
  std::optional<Value> value(std::string_view quantity, std::int64_t index, std::optional<std::size_t> component) const;
  /// The same as it is put into a formula: where the calculation goes on with unrounded numbers, with two digits more.
  std::optional<Value> put_in(std::string_view quantity, std::int64_t index,
                              std::optional<std::size_t> component) const;
  /// All components; nothing if there are no such values.
  std::optional<Equality> equality(std::string_view quantity, std::int64_t index) const;
  /// Nothing if there is no such hyperparameter.
  std::optional<Value> hyperparameter(std::string_view name) const;

  const TraceLine& line(std::size_t equation, std::int64_t t, std::optional<std::size_t> component) const;

  /// True if the text is the value itself, as far as the arithmetic knows.
  bool is_exact(const Printed& printed) const { return printed.exact || binary(); }

 private:
  bool binary() const;
  const Trace* finer() const;
  std::size_t position(std::size_t equation, std::int64_t t, std::optional<std::size_t> component) const;
  const TraceLine* find_line(const Trace& trace, std::string_view quantity, std::int64_t index,
                             std::optional<std::size_t> component) const;
  Value worked_out(const TraceLine& line) const;
  Value given(const Printed& printed, const Expression* written) const;
  const Expression* written_start(std::string_view quantity, std::int64_t index,
                                  std::optional<std::size_t> component) const;
  bool elides(std::size_t component) const;

  const Problem& problem_;
  const Trace& trace_;
  mutable std::optional<Trace> finer_;  ///< with guard digits; made when it is first asked for
};

/// An integer as the printer shows numbers.
Shown shown_integer(std::int64_t value);

}  // namespace stepmark::reports
