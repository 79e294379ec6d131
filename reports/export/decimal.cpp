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

}  // namespace stepmark::exports
