// A student's sheet, once it has been read: what stands in each asked line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lib/number/exact.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

struct Written {
  enum class Kind { number, missing, unreadable };
  Kind kind = Kind::missing;
  std::string text;  ///< as it was written
  Exact value;       ///< of an irrational constant such as sqrt(2)/10, to 30 figures
  /// One unit of the last digit as written; nothing of a fraction or a root, which state no digits.
  std::optional<Exact> unit;
  /// What the unit may be as well: zeros at the end of a whole number state nothing for certain (10140: 10). Set where
  /// `unit` is.
  std::optional<Exact> coarse_unit;
};

/// One entry for each line that is asked, in their order.
using Sheet = std::vector<Written>;

}  // namespace stepmark::marking
