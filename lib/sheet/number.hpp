// Numbers as people write them on a sheet.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lib/expression/expression.hpp"
#include "lib/number/exact.hpp"
#include "lib/number/literal.hpp"
#include "lib/rooms.hpp"

namespace stepmark::sheet {

/// What a cell says.
struct CellNumber {
  std::optional<Exact> value;  ///< nothing of what is irrational
  Expression constant;         ///< set where `value` is not: sqrt(2)/10
  std::optional<Exact> unit;   ///< one unit of its last digit; nothing of a fraction or a root, which state no digits
  /// What the unit may be as well: zeros at the end of a whole number state nothing for certain (10140: 10).
  std::optional<Exact> coarse_unit;
};

/// How long a number in a cell may be.
inline constexpr LiteralBounds longest_in_cell{500, 1000};

/// Reads 0.25, .5, 5., -3, −3, 1.6e-8, 1.6×10^-8, 1.6·10⁻⁸, 0,05, 1/20, sqrt(2)/10, √2/10, pi/4, 10**2, 1 1/2, 1½,
/// 0.123 456, 1,234.5, full-width digits, and the same in LaTeX (\frac{1}{20}, \sqrt{2}, $1.6\times 10^{-8}$); with
/// spaces around it, brackets, a full stop, and with ≈, ~ or = in front. Of v = 0.3 and 0.9*0 + 0.1*3 = 0.3 it is the
/// number at the end that counts; 0.3 = 0.4 and 1/20 ≈ 0.07 say two things, and so none. A decimal comma is read where
/// it cannot be a thousand's. What is longer than `longest_in_cell` is none either. Never takes
/// long, whatever the text.
/// @returns nothing when it is no number
std::optional<CellNumber> read_cell_number(std::string_view text);

/// A cell of spaces alone is as good as none.
bool is_blank(std::string_view text);

}  // namespace stepmark::sheet
