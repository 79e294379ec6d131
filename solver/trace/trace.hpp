// The trace: every named quantity of every step, as certified text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"

namespace stepmark::trace {

/// A printed value. No digit of `text` is wrong: it is the value itself if `exact`, else the value rounded as stated.
/// Decimals are written as by Exact::to_string (exact) or with the stated number of digits (rounded): "0.4", "0.3000",
/// "1.5e-12"; fractions "1/3" under exact arithmetic only; binary values as the shortest text that reads back.
struct Printed {
  std::string text;
  bool exact = true;
  bool operator==(const Printed&) const = default;
};

/// One component of one quantity at one step.
struct TraceLine {
  std::int64_t t = 1;                    ///< the step
  std::int64_t index = 1;                ///< the subscript that the page shows: t + the equation's offset
  std::size_t equation = 0;              ///< position in definition.equations
  std::optional<std::size_t> component;  ///< nothing for a scalar quantity
  Printed value;
  /// The branch taken by each conditional of the right-hand side (true: `then`), parents before children and left to
  /// right as in for_each; in a reduction component after component, in a sum over steps step after step, of `choose`
  /// only what is chosen, of grad and loss first the point, then the objective's own. Those inside a branch not taken
  /// count too, as false, so that a conditional has the same position in every problem of the same form.
  std::vector<bool> branches = {};
  /// Where each operation is rounded: what each wrote down, operands before operators, left to right; of conditionals
  /// only the branch taken. The last is the line's value, unless a minus sign or nothing stands before it.
  std::vector<Printed> operations = {};
  bool given_data = false;  ///< see Equation: neither rounded while working nor, where it is short, when shown
};

/// How a problem is worked and printed.
struct Settings {
  enum class Arithmetic { exact, decimal, binary64, binary32 };
  Arithmetic arithmetic = Arithmetic::decimal;
  Working working;     ///< decimal only: what a person rounds while working
  DecimalFormat show;  ///< decimal only: how values are printed; equal to working.round where that rounds
  bool operator==(const Settings&) const = default;
};

/// The lines, step by step, in each step equation by equation, in each equation component by component.
struct Trace {
  Settings settings;
  std::vector<TraceLine> lines;

  /// A value by its subscript as the page shows it, start values and state included; null if there is none.
  const Printed* find(std::string_view quantity, std::int64_t index, std::optional<std::size_t> component) const;
  /// A hyperparameter of problem.optimizer as printed; null if there is none.
  const Printed* find_hyperparameter(std::string_view name) const;
  /// True if what is printed for this line is what the next lines go on with (carried rounded and no given data, exact,
  /// binary).
  bool carries_what_it_prints(const TraceLine& line) const;

  /// A start value, or (without index) a hyperparameter.
  void add_given(std::string_view quantity, std::optional<std::int64_t> index, std::optional<std::size_t> component,
                 Printed value);
  void add_line(std::string_view quantity, TraceLine line);

 private:
  struct Key {
    std::string quantity;
    std::int64_t index;
    std::size_t component;  ///< npos for a scalar
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };
  std::unordered_map<Key, Printed, Hash> values_;
};

}  // namespace stepmark::trace
