// The pictures of a page, drawn when all of them are known.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "reports/picture/picture.hpp"
#include "reports/rooms.hpp"

namespace stepmark::picture {

/// Notes the pictures of one page while it is written, and then puts them in their places. One thread at a time.
class Illustrator {
 public:
  /// What a page takes of a picture: SVG in HTML and beside Markdown, PDF for TeX, PNG for docx.
  enum class Kind { inside_html, beside_markdown, for_tex, for_docx };

  /// @param stem  of the files: "page" makes page-1.svg
  Illustrator(Kind kind, std::string stem) : kind_(kind), stem_(std::move(stem)) {}

  /// Notes a picture. @returns where the page finds it
  std::string operator()(const Picture& picture);

  /// Draws what these have noted, by so many gnuplots that stay open. @throws InputError as `drawn` does
  static void draw(const std::vector<Illustrator*>& all, std::size_t at_once);

  /// The page with its pictures, once they are drawn.
  std::string complete(std::string page) const;
  /// The files beside it, by their names.
  const std::map<std::string, std::string>& beside() const { return beside_; }

 private:
  std::string name_of(std::size_t number) const;
  void take(std::size_t number, std::string bytes);

  Kind kind_;
  std::string stem_;
  std::vector<std::shared_ptr<const Picture>> noted_;
  std::vector<std::string> addresses_;  ///< of pictures inside the page
  std::map<std::string, std::string> beside_;
};

}  // namespace stepmark::picture
