#include "lib/base/message.hpp"

#include <algorithm>
#include <string_view>

#include "lib/base/error.hpp"

namespace stepmark {

std::string Message::english() const {
  if (!is_sentence()) return text_;
  std::string_view rest = *many_ != '\0' && count_ != 1 ? std::string_view(many_) : words_;
  std::string filled;
  for (std::size_t open; (open = rest.find('{')) != std::string_view::npos;) {
    const std::size_t close = rest.find('}', open);
    STEPMARK_ASSERT(close != std::string_view::npos);
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    const auto found =
        std::find_if(values_.begin(), values_.end(), [&](const Value& value) { return value.name == name; });
    STEPMARK_ASSERT(found != values_.end());
    filled.append(rest.substr(0, open)) += found->value.english();
    rest.remove_prefix(close + 1);
  }
  return filled.append(rest);
}

Message message(std::string english, std::vector<Message::Value> values) {
  Message made;
  made.words_ = std::move(english);
  made.values_ = std::move(values);
  return made;
}

Message message_in(const char* context, std::string english) {
  Message made = message(std::move(english));
  made.context_ = context;
  return made;
}

Message message_plural(const char* one, const char* many, std::uint64_t n) {
  Message made = message(one, {{"n", std::to_string(n)}});
  made.many_ = many;
  made.count_ = n;
  return made;
}

Message number_message(std::string decimal) {
  Message made(std::move(decimal));
  made.is_number_ = true;
  return made;
}

Message listed(const std::vector<Message>& items) {
  Message all;
  for (std::size_t i = 0; i < items.size(); ++i) {
    all = i == 0 ? items[i] : message("{first}, {next}", {{"first", std::move(all)}, {"next", items[i]}});
  }
  return all;
}

}  // namespace stepmark
