// Numbers as systems of every kind read them: digits and a point.
#pragma once

#include <string>

#include "lib/number/exact.hpp"
#include "reports/rooms.hpp"

namespace stepmark::exports {

/// "0.00005", of a finite decimal of any size; never an exponent.
std::string plain_decimal(const Exact& value);
/// The same with all the digits asked: "5.7800". `stated` has no more digits than that.
std::string plain_decimal(const Exact& stated, const DecimalFormat& format);

/// Marks, to the seven places that systems keep.
Exact kept_marks(const Exact& marks);
std::string marks_text(const Exact& marks);

}  // namespace stepmark::exports
