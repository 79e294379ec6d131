#include "assessment/telling.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace stepmark::assessment {

namespace {

/// How many are looked at.
constexpr std::uint64_t most_tried = 12;

Generated drawn(Generator& generator, std::uint64_t number) {
  std::optional<Generated> one;
  generator.each({number - 1}, 1, [&](Generated&& made) { one = std::move(made); });
  return std::move(*one);
}

}  // namespace

std::vector<std::string> told_by(const Certificate& certificate, const std::vector<std::string>& mistakes) {
  const std::vector<std::string>& tested = certificate.tested;
  std::vector<std::string> told;
  std::copy_if(mistakes.begin(), mistakes.end(), std::back_inserter(told), [&](const std::string& mistake) {
    return std::find(tested.begin(), tested.end(), mistake) != tested.end();
  });
  return told;
}

Generated drawn_to_tell(Generator& generator, std::uint64_t first, const std::vector<std::string>& mistakes) {
  for (std::uint64_t number = first; number < first + most_tried; ++number) {
    Generated made = drawn(generator, number);
    if (mistakes.empty() || !told_by(made.certificate, mistakes).empty()) return made;
  }
  return drawn(generator, first);
}

}  // namespace stepmark::assessment
