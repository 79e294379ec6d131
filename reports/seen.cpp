#include "reports/seen.hpp"

#include "lib/base/safe.hpp"

namespace stepmark::reports {

std::string seen(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const char c = text.front();
    if (c == ' ' || ('\t' <= c && c <= '\r')) {
      result += ' ';
      text.remove_prefix(1);
    } else {
      result += take_shown(text);
    }
  }
  return result;
}

}  // namespace stepmark::reports
