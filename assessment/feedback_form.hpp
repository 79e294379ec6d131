// How the mark sheets of a class are written.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "assessment/rooms.hpp"
#include "reports/picture/illustrator.hpp"
#include "reports/render.hpp"

namespace stepmark::assessment {

struct FeedbackForm {
  Format format = Format::markdown;
  Layout layout = {};
  std::optional<picture::Illustrator::Kind> pictures = {};  ///< nothing: no pictures
};

/// A mark sheet as it is written, and the pictures that it waits for, if any.
struct FeedbackPage {
  std::string text;
  std::shared_ptr<picture::Illustrator> pictures = nullptr;
};

/// @param file  that it is for, whose name its pictures bear
inline FeedbackPage written(const Document& sheet, const FeedbackForm& form, const std::string& file) {
  FeedbackPage page;
  Layout layout = form.layout;
  if (form.pictures) {
    page.pictures = std::make_shared<picture::Illustrator>(*form.pictures, file.substr(0, file.rfind('.')));
    layout.illustrate = [pictures = page.pictures.get()](const picture::Picture& one) { return (*pictures)(one); };
  }
  page.text = rendered(form.format, sheet, layout);
  return page;
}

}  // namespace stepmark::assessment
