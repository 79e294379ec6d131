#include "cli/pages.hpp"

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

std::string as_page(const std::string& text, const std::string& form, std::span<const Problem> problems,
                    const std::string& title) try {
  const bool is_page = form == "html" || form == "pdf" || form == "docx" || form == "latex";
  return is_page ? typeset::convert(text, form) : text;
} catch (const typeset::NoGlyph& error) {
  if (has(title, error.character())) throw error.at({"--title", 0, 0});
  for (const Problem& problem : problems) {
    if (shows(problem, error.character())) throw error.at({problem.file, 0, 0});
  }
  throw;
}

OptionSpec page_option() {
  return {"to",
          "FORM",
          "html, pdf, docx or latex, by pandoc; when left out, as FILE ends",
          0,
          {"markdown", "html", "pdf", "docx", "latex"}};
}

}  // namespace stepmark::cli
