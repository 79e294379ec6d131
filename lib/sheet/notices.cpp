#include "lib/sheet/notices.hpp"

namespace stepmark::sheet {

void Notices::add(std::string notice) {
  if (kept_.size() < most) {
    kept_.push_back(std::move(notice));
  } else {
    ++more_;
  }
}

std::vector<std::string> Notices::texts() const {
  std::vector<std::string> texts = kept_;
  if (more_ > 0) texts.push_back("and " + std::to_string(more_) + " more");
  return texts;
}

}  // namespace stepmark::sheet
