// Numbers that a program printed, or a publication: a path of the parameters, and whatever else is known.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/error.hpp"
#include "lib/number/exact.hpp"
#include "lib/rooms.hpp"

namespace stepmark::observed {

/// What a program means by the digits that it prints.
enum class Form {
  decimal,   ///< a number rounded to the digits stated
  binary64,  ///< the double that the digits read back as: 0.3 is the double nearest to 0.3
  binary32
};

/// One number, with the precision in which it is stated.
struct Observed {
  std::int64_t t = 0;     ///< the step; 0 for a value at the start
  std::string quantity;   ///< "theta"
  std::string component;  ///< empty for a reduced quantity
  Exact value;
  Exact unit;       ///< one unit of its last digit: 0.01 for "1.50"
  int figures = 0;  ///< significant digits as written, at least 1
  std::string text;
  Location where;
  Form form = Form::decimal;
};

/// A number as programs write it, a decimal with an optional exponent and sign, or as people do (0,05; −3; 1/20, which
/// counts as 30 figures; 1.6×10^-3). @throws InputError at `where`, also beyond 20,000 digits or 10^±10,000
Observed observed_number(std::string_view text, const Location& where);

/// Reads either form:
///
///     t,quantity,component,value     in any order of columns, further columns ignored: what `solve --format csv`
///     1,theta,x,0.9                  prints; or the same as JSON, { "lines": [ { "t", "quantity", ... } ] } or the
///                                    list alone
///
///     t,x,y                          a column for each component of theta; "m[x]" is the component x of m; an empty
///     1,0.9,1.8                      cell says nothing
///
/// @throws InputError FILE:LINE:COLUMN when the file cannot be read, has another form, or has no number
std::vector<Observed> read_observed(const std::string& path);
std::vector<Observed> parse_observed(std::string_view text, const std::string& file);

}  // namespace stepmark::observed
