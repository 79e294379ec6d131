#include "reports/line_words.hpp"

#include <fmt/core.h>

namespace stepmark::reports {

std::string line_words(std::string_view quantity, std::string_view component, std::int64_t t) {
  return fmt::format("{}{}{} at step {}", quantity, component.empty() ? "" : " of ", component, t);
}

}  // namespace stepmark::reports
