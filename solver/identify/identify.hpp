// Which optimizer produced these numbers?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lib/observed/observed.hpp"
#include "lib/problem/problem.hpp"
#include "solver/identify/rows.hpp"
#include "solver/rooms.hpp"

namespace stepmark::identify {

/// A line of a wrong method.
struct ChangedLine {
  std::string quantity;
  std::string wrong, right;  ///< whole equations
  bool operator==(const ChangedLine&) const = default;
};

/// A quantity that is stated, and was not compared.
struct Ignored {
  std::string quantity;
  std::string why;  ///< empty where nothing tried has a name for it
};

/// A definition with hyperparameters under which every observed number comes out.
struct Fit {
  Problem problem;                   ///< the optimizer with its hyperparameters, as many steps as were observed
  std::string mistake;               ///< the wrong method, when the right one does not fit; else empty
  std::vector<ChangedLine> changed;  ///< by the wrong method
  std::vector<std::string> beside;   ///< what the program does and the problem does not say: "weight decay ..."
  /// Hyperparameters whose value the numbers do not determine: several of those tried fit as well.
  std::vector<std::string> open;
  enum class Precision {
    stated,    ///< the true numbers, rounded to the digits stated
    binary64,  ///< bit for bit
    binary32,
    binary64_rounded,  ///< what IEEE arithmetic gives, rounded to the digits stated
    binary32_rounded,
    working,           ///< what is written down by the problem's own [working]
    double_precision,  ///< as near to the true numbers as a program in doubles or floats comes
    single_precision
  } precision = Precision::stated;
  /// Of numbers in binary64 or binary32: those that do not follow from the numbers stated before them, a last bit each.
  std::vector<Departure> departures;
  std::vector<Ignored> ignored;  ///< quantities that it has a name for, and gives other numbers
  std::size_t compared = 0;      ///< numbers that it gives
  /// So many bits more than the first it takes to say its values, and then the numbers: the odds against it.
  double behind = 0;
};

/// A number that would tell two fits apart.
struct TellApart {
  std::size_t first = 0, second = 0;  ///< positions in the fits
  std::int64_t t = 0;
  std::string component;                  ///< of theta
  std::string first_value, second_value;  ///< to the digits at which they part
};

/// An optimizer that would fit as far as doubles tell, and whose numbers could not be computed for sure.
struct NotComputed {
  std::string optimizer, mistake, why;
};

struct Identification {
  std::size_t compared = 0;          ///< numbers that the first fit explains; of theta, where none does
  std::vector<std::string> ignored;  ///< quantities that no optimizer tried has a name for
  std::vector<Fit> fits;             ///< the likeliest first
  std::vector<TellApart> apart;      ///< against the first of its kind (see or_maximized); none where they always agree
  std::vector<NotComputed> not_computed;
};

/// Tries every optimizer of the catalogue, and the problem's own, with the problem's hyperparameters, the definitions'
/// defaults and usual values; learning rates are worked out from the first step that moves. What the problem does not
/// say and programs do is tried too: weight decay, added to the gradient or decoupled. If none fits, the wrong methods
/// of those optimizers are tried, and the right ones on an objective that is maximised. All quantities that are stated
/// count; only where nothing gives them all, theta alone does. Numbers are read as with_forms has it, and each that is
/// printed in full is judged on those before it.
///
/// @param problem  its objective, start and modifiers are taken as known; its optimizer and hyperparameters are not
/// @throws InputError when no number of theta is observed behind the start, when a component is none of the problem's,
///         when the trace begins elsewhere than the problem, or when it contradicts itself
Identification identify(const Problem& problem, const std::vector<Observed>& trace);

/// The same without a problem: the gradients of each step, and the start, are those that the trace states, and known to
/// the digits stated.
/// @throws InputError also as problem_of
Identification identify(const std::vector<Observed>& trace, const std::string& file);

/// A problem made of the numbers alone: the gradients of each step ("g"), and theta at t = 0.
/// @throws InputError when one of them is missing
Problem problem_of(const std::vector<Observed>& trace, const std::string& file);

}  // namespace stepmark::identify
