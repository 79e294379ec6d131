// What the pages of like problems share: problems of the same optimizer with the same parameters, steps and shape of
// objective, whose numbers differ.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lib/problem/problem.hpp"
#include "reports/breaking.hpp"
#include "reports/template.hpp"

namespace stepmark {

/// A number of a problem, whatever it is in each.
struct NumberKey {
  enum class Kind { quantity, hyperparameter, literal, integer } kind = Kind::integer;
  std::string symbol;
  std::int64_t index = 0;  ///< of a quantity; which literal of the objective; the integer itself
  std::optional<std::size_t> component;
  bool operator==(const NumberKey&) const = default;
};

/// What is known of a number in every problem.
struct NumberPlace {
  NumberKey key;
  std::optional<std::size_t> line;  ///< of the trace, if it is one
};

/// The written numbers of an objective's formulas, and all that is not a number in them.
struct Literals {
  std::string shape;
  std::vector<std::string> texts;
  std::vector<std::size_t> gradients;  ///< where those of each component's gradient begin
  std::size_t loss = 0;                ///< where those of the loss begin
};
/// Components of a start that is a list are numbered.
bool is_numbered(std::string_view name);

Literals literals_of(const Objective& objective);

/// LaTeX, and how wide it is.
struct Measured {
  std::string latex;
  double width = 0;
};

/// The pieces of a formula, on one line and broken.
struct Formula {
  Pieces pieces;
  std::vector<double> widths;
  Measured line;
};

/// What a right-hand side becomes with numbers of certain shapes put in.
struct Prepared {
  std::vector<Template> pieces;
  std::vector<double> widths;
  double width = 0;  ///< on one line
};

/// Memory of what has been printed; its content changes no page.
class Form {
 public:
  explicit Form(const Problem& problem, const Literals& literals);

  bool fits(const Problem& problem, const Literals& literals) const;

  std::size_t position(const NumberKey& key);
  const NumberPlace& number(std::size_t position) const { return numbers_[position]; }
  std::size_t numbers() const { return numbers_.size(); }

  /// What names look like, by whatever tells them apart; empty when it is first asked for.
  std::string& name(const std::string& key);
  /// The LaTeX of each component's name as a subscript, and of each parameter in a formula.
  const std::vector<std::string>& components() const { return components_; }
  const std::vector<std::string>& formula_parameters() const { return formula_parameters_; }

  /// Of one line of the working. The numbers that it puts in, in order; nothing as long as it has not been printed, or
  /// where they are not always the same.
  struct Line {
    std::optional<std::vector<std::size_t>> numbers;
    std::optional<Measured> name;
    std::optional<std::size_t> value;  ///< the number that it arrives at
  };
  Line& line(std::size_t equation, std::int64_t t, std::optional<std::size_t> component);
  std::optional<Formula>& formula(std::size_t equation, std::int64_t t);
  /// The formulas of the objective: the loss (without component) and the gradient.
  std::unordered_map<std::string, Prepared>& prepared_formula(std::optional<std::size_t> component);
  std::optional<std::vector<std::size_t>>& formula_numbers(std::optional<std::size_t> component);
  /// The equations as the page shows them in front.
  std::optional<std::vector<std::string>>& method() { return method_; }
  /// A quantity at an open step, for the head of a column.
  std::optional<Measured>& header(std::size_t equation, std::optional<std::size_t> component);
  std::unordered_map<std::string, Prepared>& prepared(std::size_t equation, std::optional<std::size_t> component);

 private:
  struct Hash {
    std::size_t operator()(const NumberKey& key) const;
  };
  std::optional<std::size_t> trace_line(const NumberKey& key) const;
  std::size_t place(std::size_t equation, std::optional<std::size_t> component) const;
  std::size_t step(std::int64_t t) const { return static_cast<std::size_t>(t - first_); }

  std::string shape_;
  Definition definition_;
  std::vector<std::string> equations_, parameters_, components_, formula_parameters_;
  std::unordered_map<std::string, std::string> names_;
  std::int64_t first_, last_;
  std::vector<NumberPlace> numbers_;
  std::unordered_map<NumberKey, std::size_t, Hash> positions_;
  std::vector<std::vector<Line>> lines_;
  Line passing_line_;
  std::optional<Formula> passing_formula_;
  std::vector<std::vector<std::optional<Formula>>> formulas_;
  std::vector<std::unordered_map<std::string, Prepared>> prepared_, prepared_formulas_;
  std::vector<std::optional<std::vector<std::size_t>>> formula_numbers_;
  std::optional<std::vector<std::string>> method_;
  std::vector<std::optional<Measured>> headers_;
};

}  // namespace stepmark
