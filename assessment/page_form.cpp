#include "assessment/page_form.hpp"

#include <filesystem>
#include <string_view>
#include <utility>

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "reports/picture/illustrator.hpp"
#include "reports/typeset/copies.hpp"
#include "reports/typeset/pages.hpp"
#include "reports/typeset/typeset.hpp"

namespace stepmark::assessment {

PageForm::PageForm(std::string form, bool many_copies, const Language& language)
    : form_(std::move(form)), many_copies_(many_copies), language_(language) {}

bool PageForm::is_draft() const { return typeset::is_made(form_); }

std::string PageForm::growing(const std::string& sheet) const {
  if (!is_draft()) return page_of(sheet);
  return std::string(SetDirectory::draft) + sheet + '.' + std::string(ending_of(typeset::source_of(form_)));
}

/// Of a draft, files that are no part of the set.
std::string PageForm::stem_of(const std::string& pictures) const {
  return is_draft() ? std::string(SetDirectory::draft) + pictures : "copies/" + pictures;
}

namespace {

/// Before the title of the first, too.
void begin_copy(std::string& text, bool is_first, const std::string& who) {
  if (!is_first) {
    text += typeset::copy_begins(who);
    return;
  }
  constexpr std::string_view begin = "\\begin{document}\n";
  const std::size_t at = text.find(begin);
  STEPMARK_ASSERT(at != std::string::npos);
  text.insert(at + begin.size(), typeset::copies_setup + typeset::copy_begins(who));
}

}  // namespace

PageForm::Piece PageForm::piece(const Document& document, bool is_first, bool is_last, const std::string& pictures,
                                const std::string& who) const {
  using picture::Illustrator;
  const Illustrator::Kind kind = form_ == "html"   ? Illustrator::Kind::inside_html
                                 : form_ == "docx" ? Illustrator::Kind::for_docx
                                                   : Illustrator::Kind::for_tex;
  Illustrator illustrator(kind, stem_of(pictures));
  Layout layout = typeset::layout_of_source(form_);
  layout.language = language_;
  if (!pictures.empty()) layout.illustrate = [&](const picture::Picture& one) { return illustrator(one); };
  const auto page = renderer(typeset::source_of(form_), layout);
  Piece piece;
  if (is_first) begin(*page, piece.text, document.title, language_);
  if (is_cut_up()) {
    std::string name;
    page->append(name, Paragraph{{text(who)}});
    begin_copy(piece.text, is_first, std::string(trimmed(name)));
  }
  for (const Block& block : document.blocks) page->append(piece.text, block);
  if (is_last) page->end(piece.text);
  Illustrator::draw({&illustrator}, 1);
  piece.text = illustrator.complete(std::move(piece.text));
  piece.beside = illustrator.beside();
  return piece;
}

/// The files of a draft but itself.
std::map<std::string, std::string> PageForm::waiting(const SetDirectory& set, const std::string& sheet) const {
  constexpr std::size_t most = std::size_t{1} << 28;
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(set.path("."))) {
    const std::string name = entry.path().filename();
    const bool waits = name.starts_with(SetDirectory::draft) && name != growing(sheet);
    if (waits && !name.ends_with(".tex") && !name.ends_with(".md")) files[name] = read_bytes(set.path(name), most);
  }
  return files;
}

void PageForm::make(SetDirectory& set, const std::string& sheet) const try {
  constexpr std::size_t most = std::size_t{1} << 30;
  if (!is_draft()) return;
  set.write(page_of(sheet), typeset::made(form_, {read_bytes(set.path(growing(sheet)), most), waiting(set, sheet),
                                                  std::string(language_.name())}));
} catch (const typeset::NoGlyph& error) {
  throw error.at({sheet + ".md", 0, 0});
}

void PageForm::make_copies(SetDirectory& set, const std::string& sheet, const std::vector<std::string>& names,
                           const std::function<void(std::size_t done)>& progress) const try {
  constexpr std::size_t most = std::size_t{1} << 30;
  if (!is_cut_up()) return make(set, sheet);
  const typeset::Source source{read_bytes(set.path(growing(sheet)), most), waiting(set, sheet),
                               std::string(language_.name())};
  set.write(page_of(sheet), typeset::pdf_of_copies(source, names.size(), [&](std::size_t i, const std::string& pdf) {
              set.write(page_of(sheet + '/' + names[i]), pdf);
              progress(i + 1);
            }));
} catch (const typeset::NoGlyph& error) {
  throw error.at({sheet + ".md", 0, 0});
}

}  // namespace stepmark::assessment
