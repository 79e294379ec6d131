// From a problem to its trace, and from an expression to its value: what a user asks of the solver.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark::solver {

/// What a command line may say over the problem's own [working].
struct SettingsOverride {
  std::optional<Settings::Arithmetic> arithmetic;
  std::optional<int> digits;           ///< that many correct figures of the unrounded calculation
  std::optional<DecimalFormat> round;  ///< --places, --figures
  std::optional<Working::Carry> carry;
  std::optional<RoundingRule> ties;  ///< half_up or half_even
};

/// The problem's own working with the overrides; without either: carried exact, printed to 10 figures. Where only the
/// overrides round and nothing is said of carrying, the rounded number is carried, as in [working].
/// @throws InputError on overrides that contradict each other (digits with places; digits with carry rounded; any of
///         them with a binary or exact arithmetic).
Settings settings_for(const Problem& problem, const SettingsOverride& override = {});

/// The certified trace. The precision is raised until every digit is proved, up to 10,000 digits.
/// @throws InputError naming the file, quantity, subscript and component of the line that is undefined ("division by
///         zero", "square root of a negative number", ...), cannot be told at 10,000 digits, is irrational (exact
///         arithmetic), is too large, or (binary arithmetics) is infinite or not a number.
Trace solve(const Problem& problem, const Settings& settings);

/// Who takes a trace line by line.
struct LineTaker {
  std::function<void(const TraceLine&)> take;
  std::function<void()> forget;                    ///< what was taken: the lines come again, from the first
  std::function<void(std::int64_t steps)> worked;  ///< so many so far
};

/// The same line by line, in memory that does not grow with the steps where no step reaches far back. What was taken is
/// good for nothing when it @throws.
void solve(const Problem& problem, const Settings& settings, const LineTaker& taker);

/// The value of an expression of numbers, `pi` and functions, as printed: rounded to `format`, or its exact text if it
/// has no more digits than that. @throws InputError (place: column in the expression) as above.
Printed calculate(const Expression& expression, const DecimalFormat& format, RoundingRule rule);

}  // namespace stepmark::solver
