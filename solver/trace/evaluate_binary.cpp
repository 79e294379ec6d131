#include <cmath>

#include "solver/arithmetic/binary.hpp"
#include "solver/trace/straight.hpp"

namespace stepmark::trace {

namespace {

/// Nothing throws; what is undefined is NaN or infinite in the value.
template <class Real>
struct InBinary {
  using Arithmetic = BinaryArithmetic<Real>;

  template <class Work>
  void attempt(bool, std::size_t, const Work& work) const {
    work();
  }
  void spend(Real) const {}
  Printed printed(const Arithmetic&, Real value, bool given, std::size_t position) const {
    if (std::isnan(value)) throw NoValue(given, position, "not a number (NaN) in this arithmetic");
    if (std::isinf(value)) throw NoValue(given, position, "infinite in this arithmetic");
    return {shortest(value), true};
  }
};

}  // namespace

std::unique_ptr<Evaluator> binary64_evaluator(Stretches& stretches) {
  return std::make_unique<Straight<InBinary<double>>>(stretches);
}

std::unique_ptr<Evaluator> binary32_evaluator(Stretches& stretches) {
  return std::make_unique<Straight<InBinary<float>>>(stretches);
}

Evaluation evaluate_binary64(Tape tape) {
  Stretches whole(std::move(tape));
  return binary64_evaluator(whole)->evaluate(0);
}

}  // namespace stepmark::trace
