#include "cli/pages.hpp"

#include "cli/pandoc.hpp"

namespace stepmark::cli {

std::string as_page(const std::string& text, const std::string& form) {
  const bool is_page = form == "html" || form == "pdf" || form == "docx" || form == "latex";
  return is_page ? convert(text, form) : text;
}

OptionSpec page_option() { return {"to", "FORM", "html, pdf, docx or latex, by pandoc; when left out, as FILE ends"}; }

}  // namespace stepmark::cli
