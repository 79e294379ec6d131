#include "cli/texts.hpp"

#include "lib/base/error.hpp"

namespace stepmark::cli {

std::string text_around(std::string_view name, std::string_view commands) {
  constexpr std::string_view place = "@COMMANDS@";
  std::string text(text_named(name));
  const std::size_t at = text.find(place);
  STEPMARK_ASSERT(at != std::string::npos);
  return text.replace(at, place.size(), commands);
}

}  // namespace stepmark::cli
