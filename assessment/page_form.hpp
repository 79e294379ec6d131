// A page that grows beside a sheet in Markdown, document by document.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "assessment/rooms.hpp"
#include "assessment/set_directory.hpp"
#include "reports/render.hpp"

namespace stepmark::assessment {

/// The form that --to names for the sheets of a set. HTML and LaTeX grow as they are; for PDF and docx a draft grows,
/// of which the page is made when it is whole.
class PageForm {
 public:
  /// @param form         one of typeset::forms()
  /// @param many_copies  each document is one student's copy; in a PDF it begins on the front of a sheet
  explicit PageForm(std::string form, bool many_copies = false, const Language& language = {});

  /// "questions.html": the file that the finished set has.
  std::string page_of(const std::string& sheet) const { return sheet + '.' + form_; }
  /// The file that is appended to: the page itself, or its draft, which `finish` removes.
  std::string growing(const std::string& sheet) const;

  /// What one of several documents adds, and the files that stand beside the page, or wait for it.
  struct Piece {
    std::string text;
    std::map<std::string, std::string> beside;
  };
  /// The title of the first is that of the whole.
  /// @param pictures  what its pictures are called after; empty: it has none
  /// @param who       whose copy it is, where there are many
  Piece piece(const Document& document, bool is_first, bool is_last, const std::string& pictures = {},
              const std::string& who = {}) const;

  /// Makes the page of the draft, where there is one. @throws InputError as typeset::made does
  void make(SetDirectory& set, const std::string& sheet) const;
  /// The same of copies, or of their solutions, and of PDF each by itself in the directory that is called like the
  /// sheet, beside its Markdown, too. @param names  of the copies' files
  void make_copies(SetDirectory& set, const std::string& sheet, const std::vector<std::string>& names,
                   const std::function<void(std::size_t done)>& progress) const;

 private:
  bool is_draft() const;
  bool is_cut_up() const { return many_copies_ && form_ == "pdf"; }
  std::string stem_of(const std::string& pictures) const;
  std::map<std::string, std::string> waiting(const SetDirectory& set, const std::string& sheet) const;

  std::string form_;
  bool many_copies_;
  Language language_;
};

}  // namespace stepmark::assessment
