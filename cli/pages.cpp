#include "cli/pages.hpp"

#include "cli/terminal.hpp"
#include "lib/base/text.hpp"
#include "reports/typeset/pandoc.hpp"
#include "reports/typeset/typeset.hpp"

namespace stepmark::cli {

namespace {

bool has(const std::string& text, const std::string& character) { return text.find(character) != std::string::npos; }

bool shows(const Problem& problem, const std::string& character) {
  const Definition& base = problem.base;
  return has(problem.title, character) || has(base.title, character) || has(base.convention, character) ||
         has(base.source, character);
}

}  // namespace

Layout layout_of(const Options& options) { return {options.has("output") ? 0 : terminal_columns().value_or(0)}; }

void emit_page(const Options& options, const Form& form, const Document& page, std::span<const Problem> problems) {
  emit(options, form.typeset ? typeset_page(rendered(Format::markdown, page), form.name, problems)
                             : rendered(format_named(form.name), page, layout_of(options)));
}

std::string typeset_page(const std::string& markdown, const std::string& form, std::span<const Problem> problems,
                         const std::string& title) try {
  return typeset::convert(markdown, form);
} catch (const typeset::NoGlyph& error) {
  if (has(title, error.character())) throw error.at({"--title", 0, 0});
  for (const Problem& problem : problems) {
    if (shows(problem, error.character())) throw error.at({problem.file, 0, 0});
  }
  throw;
}

OptionSpec page_option() {
  std::vector<std::string> pages = typeset::forms();
  const std::string help = alternatives(pages) + ", by pandoc; when left out, as FILE ends";
  pages.insert(pages.begin(), std::string(name_of(Format::markdown)));
  return {"to", "FORM", help, 0, pages};
}

}  // namespace stepmark::cli
