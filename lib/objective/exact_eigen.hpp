// Lets Eigen's matrices hold exact numbers.
#pragma once

#include <Eigen/Core>

#include "lib/number/exact.hpp"
#include "lib/rooms.hpp"

namespace stepmark::objective {

inline Exact& operator+=(Exact& a, const Exact& b) { return a = a + b; }
inline Exact& operator-=(Exact& a, const Exact& b) { return a = a - b; }
inline Exact& operator*=(Exact& a, const Exact& b) { return a = a * b; }
inline Exact& operator/=(Exact& a, const Exact& b) { return a = a / b; }

using ExactMatrix = Eigen::Matrix<Exact, Eigen::Dynamic, Eigen::Dynamic>;
using ExactVector = Eigen::Matrix<Exact, Eigen::Dynamic, 1>;

}  // namespace stepmark::objective

namespace Eigen {

template <>
struct NumTraits<stepmark::number::Exact> : GenericNumTraits<stepmark::number::Exact> {
  using Real = stepmark::number::Exact;
  using NonInteger = stepmark::number::Exact;
  using Nested = stepmark::number::Exact;
  using Literal = stepmark::number::Exact;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 1,
    ReadCost = 4,
    AddCost = 40,
    MulCost = 60
  };
  static Real epsilon() { return 0; }
  static Real dummy_precision() { return 0; }
  static int digits10() { return 0; }
};

}  // namespace Eigen
