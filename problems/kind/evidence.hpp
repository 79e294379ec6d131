// The certificates of questions that are answered by a letter or by a number that is no line: what they promise is told
// of the numbers on the page, by every honest path.
#pragma once

#include <optional>

#include "problems/certificate.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

/// Nothing of kinds whose answers are lines, and of a draft that does not say yet what is asked.
///
/// - defined: every line that is shown or told of has a value; a gradient that is to be zero is zero.
/// - tidy: the numbers shown are such as a person reads.
/// - free of ties, and fair: by each of the honest paths, whatever its rounding, the answers are the same; of a missing
///   hyperparameter, whatever numbers round to those of the table, it has the digits that are asked.
/// - discriminating: effect: the settings do not all do the same; which: any two tables differ by more than rounding;
///   missing-hyperparameter: neither 1 less it nor another hyperparameter has its digits.
/// - worth asking: which: every table moves; missing-hyperparameter: it is not the usual value, which needs no table;
///   effect of a zero gradient: more is asked about than the parameter.
std::optional<Certificate> certificate_of_kind(const Problem& problem);

}  // namespace stepmark::problems
