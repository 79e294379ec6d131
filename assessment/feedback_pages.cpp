#include "assessment/feedback_pages.hpp"

#include "reports/typeset/page_maker.hpp"
#include "reports/typeset/pages.hpp"
#include "reports/typeset/typeset.hpp"

namespace stepmark::assessment {

FeedbackPages::FeedbackPages(FeedbackDirectory& directory, std::string form, bool pictures, Language language)
    : directory_(directory), form_(std::move(form)), pictures_(pictures), language_(language) {}

FeedbackForm FeedbackPages::form() const {
  Layout layout = typeset::layout_of_source(form_);
  layout.language = language_;
  return {typeset::source_of(form_), std::move(layout), pictures_ ? typeset::pictures_in(form_) : std::nullopt};
}

void FeedbackPages::take(const std::string& file, FeedbackPage page) {
  constexpr std::size_t most = 128;
  waiting_.emplace_back(file, std::move(page));
  if (waiting_.size() == most) finish();
}

void FeedbackPages::finish() {
  if (pictures_) complete();
  typeset::is_made(form_) ? make() : write();
  waiting_.clear();
}

void FeedbackPages::write() {
  for (const auto& [file, page] : waiting_) {
    directory_.write(file, page.text);
    if (!page.pictures) continue;
    for (const auto& [name, bytes] : page.pictures->beside()) directory_.write(name, bytes);
  }
}

void FeedbackPages::complete() {
  std::vector<picture::Illustrator*> all;
  for (auto& [file, page] : waiting_) {
    if (page.pictures) all.push_back(page.pictures.get());
  }
  picture::Illustrator::draw(all, typeset::side_by_side());
  for (auto& [file, page] : waiting_) {
    if (page.pictures) page.text = page.pictures->complete(std::move(page.text));
  }
}

void FeedbackPages::make() try {
  std::vector<typeset::Source> sources;
  for (auto& [file, page] : waiting_) {
    sources.push_back({std::move(page.text), {}, std::string(language_.name())});
    if (page.pictures) sources.back().beside = page.pictures->beside();
  }
  const std::vector<std::string> made = typeset::made(form_, sources, typeset::side_by_side());
  for (std::size_t i = 0; i < made.size(); ++i) directory_.write(name_of(waiting_[i].first), made[i]);
} catch (const typeset::NoGlyph& error) {
  throw error.at({name_of(waiting_[error.page()].first), 0, 0});
}

/// Of the page, where the file is called after what it is made of.
std::string FeedbackPages::name_of(const std::string& file) const {
  return file.substr(0, file.rfind('.') + 1) + form_;
}

}  // namespace stepmark::assessment
