// Several things in one sentence.
#pragma once

#include <string>
#include <vector>

#include "lib/base/message.hpp"
#include "reports/rooms.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

/// "a, b, c"
inline Inlines with_commas(const std::vector<Inline>& items) {
  Inlines list;
  for (const Inline& item : items) {
    if (!list.empty()) list.push_back(text(", "));
    list.push_back(item);
  }
  return list;
}

/// "a, b or c". @pre there is one
inline Inline listed_with_or(const std::vector<Inline>& items) {
  if (items.size() == 1) return items.back();
  return sentence("{first} or {last}",
                  {{"first", with_commas({items.begin(), items.end() - 1})}, {"last", items.back()}});
}

/// Each of them.
inline std::vector<std::string> english(const std::vector<Message>& messages) {
  return {messages.begin(), messages.end()};
}

}  // namespace stepmark::reports
