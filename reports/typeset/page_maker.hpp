// One page in any form, from its text to its bytes, with its pictures.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "reports/picture/illustrator.hpp"
#include "reports/render.hpp"

namespace stepmark::typeset {

/// What a page of this form takes of a picture; nothing where it has none.
std::optional<picture::Illustrator::Kind> pictures_in(const std::string& form);
/// Do its pictures stand beside it, as files?
bool has_pictures_beside(const std::string& form);
/// As many gnuplots, or TeX, as there are cores.
std::size_t side_by_side();

/// In HTML, PDF and docx the pictures are inside, for Markdown and LaTeX they are files beside the page.
class PageMaker {
 public:
  struct Wishes {
    std::string form;  ///< "markdown", "text", or one of forms()
    bool pictures = false;
    std::string stem = "page";  ///< of the files beside it
    std::size_t columns = 0;    ///< see reports::Layout
    bool fragment = false;
    reports::Language language = {};
  };
  explicit PageMaker(const Wishes& wishes);
  PageMaker(const PageMaker&) = delete;
  PageMaker& operator=(const PageMaker&) = delete;

  /// In which format its text is wanted, and how laid out.
  reports::Format format() const;
  const reports::Layout& layout() const { return layout_; }
  bool has_pictures() const { return pictures_ != nullptr; }

  struct Page {
    std::string bytes;
    std::map<std::string, std::string> beside;  ///< files by their names
  };
  /// @param text  of that format and layout
  /// @throws InputError as `made` and picture::drawn do
  Page made(std::string text);

 private:
  std::string form_;
  reports::Layout layout_;
  std::unique_ptr<picture::Illustrator> pictures_;
};

}  // namespace stepmark::typeset
