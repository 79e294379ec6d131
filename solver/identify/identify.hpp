// Which optimizer produced these numbers?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lib/observed/observed.hpp"
#include "lib/problem/problem.hpp"

namespace stepmark {

/// A definition with hyperparameters under which every observed number comes out.
struct Fit {
  Problem problem;      ///< the optimizer with its hyperparameters, as many steps as were observed
  std::string mistake;  ///< the wrong method, when the right one does not fit; else empty
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
  std::size_t compared = 0;          ///< numbers that every fit explains; of theta, where none does
  std::vector<std::string> ignored;  ///< quantities that no optimizer tried has a name for
  std::vector<Fit> fits;             ///< the plainest first
  std::vector<TellApart> apart;      ///< for each fit but the first, against the first; none where they always agree
  std::vector<NotComputed> not_computed;
};

/// Tries every optimizer of the catalogue, and the problem's own, with the problem's hyperparameters, the definitions'
/// defaults and usual values; learning rates are worked out from the first step that moves. If none fits, the wrong
/// methods of those optimizers are tried, and whether the objective is maximised.
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

}  // namespace stepmark
