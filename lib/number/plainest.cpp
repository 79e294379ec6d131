#include "lib/number/plainest.hpp"

#include <fmt/core.h>

#include <cstdlib>
#include <string>

namespace stepmark::number {

Exact plainest_between(double lower, double upper) {
  const double middle = lower + (upper - lower) / 2;
  for (int figures = 1;; ++figures) {
    const std::string text = fmt::format("{:.{}e}", middle, figures - 1);
    const double rounded = std::strtod(text.c_str(), nullptr);
    if (figures == 17 || (rounded >= lower && rounded <= upper)) return *Exact::parse(text);
  }
}

}  // namespace stepmark::number
