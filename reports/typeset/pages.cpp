#include "reports/typeset/pages.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "reports/typeset/paper.hpp"
#include "reports/typeset/tool.hpp"
#include "reports/typeset/typeset.hpp"

namespace stepmark::typeset {

using reports::Format;

namespace {

using std::chrono::seconds;

/// Ten times and more of what is needed for one page, and for each MB (100 questions are 0.3 MB, and take LuaTeX 10 s).
seconds usual_limit(std::size_t bytes) { return seconds(120 + bytes / 8'000); }

/// Our Markdown without what other readers need: GitHub makes a link of an address unless a comment parts it. Variation
/// selectors choose between glyphs, and have none themselves.
std::string for_pandoc(std::string markdown) {
  for (const std::string_view gone : {"<!-- -->", "\uFE0E", "\uFE0F"}) {
    for (std::size_t at = 0; (at = markdown.find(gone, at)) != std::string::npos;) markdown.erase(at, gone.size());
  }
  return markdown;
}

/// Pages hold math and text. What text could do beside that in pandoc's Markdown is not wanted, should it ever get
/// through: raw TeX and HTML, macros, metadata.
constexpr const char* reader =
    "markdown-raw_tex-raw_html-latex_macros-yaml_metadata_block-pandoc_title_block-mmd_title_block-implicit_figures";

/// What went wrong: the first line that is no warning, or the first at all.
std::string complaint(const std::string& said) {
  for (std::size_t at = 0; at < said.size();) {
    const std::size_t end = std::min(said.find('\n', at), said.size());
    const std::string line = said.substr(at, end - at);
    if (!line.empty() && !line.starts_with("[WARNING]") && !line.starts_with(' ')) return line;
    at = end + 1;
  }
  return said.substr(0, said.find('\n'));
}

std::string docx(const Source& source, seconds limit) {
  constexpr std::size_t most = std::size_t{1} << 30;
  ToolDirectory place;
  place.write("page.md", for_pandoc(source.text));
  for (const auto& [name, bytes] : source.beside) place.write(name, bytes);
  place.write("paper.docx", paper);
  // In a sandbox, this writer does not find its own files.
  const int status = place.run({"pandoc", "--standalone", "-f", reader, "-o", "page.docx", "page.md", "--metadata",
                                "lang=" + source.language, "--reference-doc", "paper.docx"},
                               limit);
  if (status == 127) throw InputError({}, "pandoc is not there", "expected pandoc to be installed, which makes docx");
  const std::string said = place.read("said");
  if (status != 0)
    throw InputError({}, "pandoc failed: " + in_quotes(complaint(said), 200), "expected it to make page.docx");
  return read_bytes(place.path("page.docx"), most);
}

std::vector<std::string> pdfs(const std::vector<Source>& sources, std::size_t at_once, seconds limit) {
  ToolDirectory place;
  std::vector<std::string> names;
  for (const Source& source : sources) {
    names.push_back(names.empty() ? "page" : "page-" + std::to_string(names.size() + 1));
    place.write(names.back() + ".tex", source.text);
    for (const auto& [name, bytes] : source.beside) place.write(name, bytes);
  }
  return typeset(place, names, at_once, limit);
}

seconds longest(const std::vector<Source>& sources) {
  std::size_t bytes = 0;
  for (const Source& source : sources) bytes = std::max(bytes, source.text.size());
  return time_limit(bytes);
}

}  // namespace

std::chrono::seconds time_limit(std::size_t bytes) {
  const char* stated = std::getenv("STEPMARK_PAGE_SECONDS");
  const std::string_view text = stated == nullptr ? "" : stated;
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool good = error == std::errc() && end == text.data() + text.size() && value > 0 && value <= 1'000'000;
  return good ? seconds(value) : usual_limit(bytes);
}

const std::vector<std::string>& forms() {
  static const std::vector<std::string> all = {"html", "pdf", "docx", "latex"};
  return all;
}

bool is_made(const std::string& form) { return form == "pdf" || form == "docx"; }

reports::Format source_of(const std::string& form) {
  return form == "docx" ? Format::markdown : reports::format_named(form == "pdf" ? "latex" : form);
}

reports::Layout layout_of_source(const std::string& form) {
  reports::Layout layout;
  layout.equations_apart = form == "docx";
  if (form == "docx") layout.picture_width = "11cm";
  return layout;
}

std::vector<std::string> made(const std::string& form, const std::vector<Source>& sources, std::size_t at_once) {
  STEPMARK_ASSERT(is_made(form));
  if (form == "pdf") return pdfs(sources, at_once, longest(sources));
  std::vector<std::string> pages;
  for (const Source& source : sources) pages.push_back(docx(source, time_limit(source.text.size())));
  return pages;
}

std::string made(const std::string& form, const Source& source) { return made(form, std::vector{source}, 1).front(); }

void check_tools(const std::string& form) {
  if (!is_made(form)) return;
  const reports::Document page{"A page", {reports::Paragraph{{reports::math("1")}}}};
  made(form, {rendered(source_of(form), page, layout_of_source(form)), {}});
}

}  // namespace stepmark::typeset
