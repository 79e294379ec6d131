#include "reports/typeset/page_maker.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "reports/typeset/pages.hpp"

namespace stepmark::typeset {

std::optional<picture::Illustrator::Kind> pictures_in(const std::string& form) {
  using Kind = picture::Illustrator::Kind;
  if (form == "html") return Kind::inside_html;
  if (form == "markdown") return Kind::beside_markdown;
  if (form == "pdf" || form == "latex") return Kind::for_tex;
  return form == "docx" ? std::optional(Kind::for_docx) : std::nullopt;
}

bool has_pictures_beside(const std::string& form) { return form == "markdown" || form == "latex"; }

std::size_t side_by_side() { return std::max(1U, std::thread::hardware_concurrency()); }

PageMaker::PageMaker(const Wishes& wishes) : form_(wishes.form), layout_(layout_of_source(wishes.form)) {
  layout_.columns = wishes.columns;
  layout_.fragment = wishes.fragment;
  layout_.language = wishes.language;
  const auto kind = wishes.pictures ? pictures_in(form_) : std::nullopt;
  if (!kind) return;
  pictures_ = std::make_unique<picture::Illustrator>(*kind, wishes.stem);
  layout_.illustrate = [this](const picture::Picture& one) { return (*pictures_)(one); };
}

reports::Format PageMaker::format() const { return source_of(form_); }

PageMaker::Page PageMaker::made(std::string text) {
  Page page;
  if (pictures_) {
    picture::Illustrator::draw({pictures_.get()}, side_by_side());
    text = pictures_->complete(std::move(text));
    page.beside = pictures_->beside();
  }
  if (!is_made(form_)) {
    page.bytes = std::move(text);
  } else {
    page.bytes =
        typeset::made(form_, {std::move(text), std::exchange(page.beside, {}), std::string(layout_.language.name())});
  }
  return page;
}

}  // namespace stepmark::typeset
