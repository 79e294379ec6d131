#include "reports/export/decimal.hpp"

#include <algorithm>

#include "lib/base/error.hpp"

namespace stepmark::exports {

std::string plain_decimal(const Exact& value) {
  STEPMARK_ASSERT(value.has_finite_decimal());
  int places = 0;
  for (Exact shifted = value; !shifted.is_integer(); shifted = shifted * Exact(10)) ++places;
  return value.to_fixed(places);
}

std::string plain_decimal(const Exact& stated, const DecimalFormat& format) {
  if (format.kind == DecimalFormat::Kind::places) return stated.to_fixed(format.digits);
  if (stated.is_zero()) return "0";
  return stated.to_fixed(std::max(0, format.digits - 1 - stated.decimal_exponent()));
}

Exact kept_marks(const Exact& marks) { return marks.rounded(DecimalFormat::places(7), RoundingRule::half_even); }

std::string marks_text(const Exact& marks) { return plain_decimal(kept_marks(marks)); }

}  // namespace stepmark::exports
