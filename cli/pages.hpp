// What is written for people: documents in one of the formats, or as pages that TeX or pandoc make.
#pragma once

#include <span>
#include <string>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/rooms.hpp"
#include "lib/problem/problem.hpp"
#include "reports/typeset/page_maker.hpp"

namespace stepmark::cli {

/// Writes one page in the form that was chosen, with its pictures where --pictures asks for them: in HTML, PDF and docx
/// inside, for Markdown and LaTeX as files beside it.
class PageWriter {
 public:
  /// @throws InputError where --fragment is given for what is no LaTeX, or --pictures where there is no place for them
  PageWriter(const Options& options, const Form& form);

  /// In which format its text is wanted, and how laid out: as wide as the terminal, where it goes to one.
  Format format() const { return maker_.format(); }
  const Layout& layout() const { return maker_.layout(); }
  bool has_pictures() const { return maker_.has_pictures(); }

  /// A character that cannot be printed is told with the problem, or the title, that has it.
  /// @param text  of that format
  /// @throws InputError as cli::emit and typeset::made do
  void emit(std::string text, std::span<const Problem> problems = {}, const std::string& title = "");

 private:
  const Options& options_;
  typeset::PageMaker maker_;
};

/// Writes the document as `form` says. @throws InputError as PageWriter does
void emit_page(const Options& options, const Form& form, const Document& page, std::span<const Problem> problems = {});

/// @throws InputError where --pictures is given for data
void check_pictures(const Options& options, const Form& form);

/// @throws InputError where --language is given for data
void check_language(const Options& options, const Form& form);
Language language_of(const Options& options);

/// @param of_what  what is in that language
OptionSpec language_option(const std::string& of_what = "the page is written");
OptionSpec page_option();
OptionSpec fragment_option();
OptionSpec pictures_option();

}  // namespace stepmark::cli
