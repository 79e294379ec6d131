// What is written for people: documents in one of the formats, or as pages that TeX or pandoc make.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/rooms.hpp"
#include "lib/problem/problem.hpp"
#include "reports/picture/illustrator.hpp"

namespace stepmark::cli {

/// Writes one page in the form that was chosen, with its pictures where --pictures asks for them: in HTML, PDF and docx
/// inside, for Markdown and LaTeX as files beside it.
class PageWriter {
 public:
  /// @throws InputError where --fragment is given for what is no LaTeX, or --pictures where there is no place for them
  PageWriter(const Options& options, const Form& form);

  /// In which format its text is wanted, and how laid out: as wide as the terminal, where it goes to one.
  Format format() const;
  const Layout& layout() const { return layout_; }
  bool has_pictures() const { return pictures_ != nullptr; }

  /// A character that cannot be printed is told with the problem, or the title, that has it.
  /// @param text  of that format
  /// @throws InputError as cli::emit and typeset::made do
  void emit(std::string text, std::span<const Problem> problems = {}, const std::string& title = "");

 private:
  void write(const std::string& text);

  const Options& options_;
  const Form& form_;
  Layout layout_;
  std::unique_ptr<picture::Illustrator> pictures_;
};

/// Writes the document as `form` says. @throws InputError as PageWriter does
void emit_page(const Options& options, const Form& form, const Document& page, std::span<const Problem> problems = {});

/// @throws InputError where --pictures is given for data
void check_pictures(const Options& options, const Form& form);
/// What a page of this form takes of a picture; nothing where it has none.
std::optional<picture::Illustrator::Kind> pictures_in(const std::string& form);
/// As many gnuplots, or TeX, as there are cores.
std::size_t side_by_side();

/// @throws InputError where --language is given for data
void check_language(const Options& options, const Form& form);
Language language_of(const Options& options);

OptionSpec language_option();
OptionSpec page_option();
OptionSpec fragment_option();
OptionSpec pictures_option();

}  // namespace stepmark::cli
