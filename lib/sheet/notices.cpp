#include "lib/sheet/notices.hpp"

namespace stepmark::sheet {

void Notices::add(Message notice) {
  if (kept_.size() < most) {
    kept_.push_back(std::move(notice));
  } else {
    ++more_;
  }
}

std::vector<Message> Notices::texts() const {
  std::vector<Message> texts = kept_;
  if (more_ > 0) texts.push_back(message("and {n} more", {{"n", static_cast<std::int64_t>(more_)}}));
  return texts;
}

}  // namespace stepmark::sheet
