// Why an operation has no value. TooLarge (lib/number/exact.hpp) is the fourth of these.
#pragma once

#include <stdexcept>

#include "solver/rooms.hpp"

namespace stepmark::arithmetic {

/// There is no such number: "division by zero".
class Undefined : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// There is a number or none, and this precision cannot tell; what() says what cannot be told: "a comparison".
class Undecided : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The number exists but is not rational; what() names it: "the square root of 2".
class Irrational : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

namespace reason {
inline constexpr const char* division_by_zero = "division by zero";
inline constexpr const char* root_of_negative = "square root of a negative number";
inline constexpr const char* log_of_nonpositive = "logarithm of a number that is not positive";
inline constexpr const char* zero_to_negative = "zero to a negative power";
inline constexpr const char* negative_to_fraction = "negative number to a fractional power";
}  // namespace reason

}  // namespace stepmark::arithmetic
