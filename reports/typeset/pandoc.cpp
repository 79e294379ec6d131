#include "reports/typeset/pandoc.hpp"

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

namespace {

constexpr const char* html_style = R"(<style>
@page { size: A4; margin: 20mm 18mm; }
body { font: 11pt/1.45 Georgia, "Times New Roman", serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #111; }
h1 { font-size: 1.5em; border-bottom: 1px solid #999; padding-bottom: .2em; }
h2 { font-size: 1.15em; margin-top: 1.4em; }
h1, h2, h3 { break-after: avoid; }
table { border-collapse: collapse; margin: 1em 0; break-inside: avoid; }
th, td { border: 1px solid #999; padding: .3em .7em; }
th { background: #f2f2f2; }
math { font-size: 1.05em; }
@media print { body { margin: 0; max-width: none; padding: 0; } th { background: none; } }
</style>
)";

using std::chrono::seconds;

/// Ten times and more of what is needed for one page, and for each MB (100 questions are 0.3 MB, and take LuaTeX 10 s).
seconds usual_limit(std::size_t bytes) { return seconds(120 + bytes / 8'000); }

seconds time_limit(std::size_t bytes) {
  const char* stated = std::getenv("STEPMARK_PAGE_SECONDS");
  const std::string_view text = stated == nullptr ? "" : stated;
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool good = error == std::errc() && end == text.data() + text.size() && value > 0 && value <= 1'000'000;
  return good ? seconds(value) : usual_limit(bytes);
}

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
    "markdown-raw_tex-raw_html-latex_macros-yaml_metadata_block-pandoc_title_block-mmd_title_block";

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

/// Runs pandoc, which makes a file `out`.
void run_pandoc(ToolDirectory& place, const std::string& out, std::vector<std::string> options, seconds limit) {
  std::vector<std::string> words = {"pandoc", "--standalone", "-f", reader, "-o", out, "page.md"};
  words.insert(words.end(), options.begin(), options.end());
  // A title is wanted for HTML; the pages bring their own.
  words.insert(words.end(), {"--metadata", "pagetitle=Stepmark"});
  const int status = place.run(std::move(words), limit);
  if (status == 127) throw InputError({}, "pandoc is not there", "expected pandoc to be installed for --to");
  if (status == 0) return;
  const std::string said = place.read("said");
  throw InputError({}, "pandoc failed: " + in_quotes(complaint(said), 200), "expected it to make " + out);
}

void make_tex(ToolDirectory& place, seconds limit) {
  place.write("fonts.tex", unicode_fonts);
  run_pandoc(place, "page.tex",
             {"--sandbox", "-V", "papersize=a4", "-V", "geometry:margin=20mm", "-V", "fontsize=11pt",
              "--include-in-header", "fonts.tex"},
             limit);
}

std::string latex(ToolDirectory& place, seconds limit) {
  make_tex(place, limit);
  return place.read("page.tex");
}

std::string pdf(ToolDirectory& place, seconds limit) {
  make_tex(place, limit);
  return typeset(place, limit);
}

}  // namespace

const std::vector<std::string>& forms() {
  static const std::vector<std::string> all = {"html", "pdf", "docx", "latex"};
  return all;
}

std::string convert(const std::string& markdown, const std::string& to) {
  constexpr std::size_t most = std::size_t{1} << 30;
  const seconds limit = time_limit(markdown.size());
  ToolDirectory place;
  place.write("page.md", for_pandoc(markdown));
  if (to == "pdf") return pdf(place, limit);
  if (to == "latex") return latex(place, limit);
  const std::string out = "page." + to;
  if (to == "html") {
    place.write("style.html", html_style);
    run_pandoc(place, out, {"--sandbox", "--mathml", "--include-in-header", "style.html", "--metadata", "lang=en"},
               limit);
  } else {
    // In a sandbox, this writer does not find its own files.
    place.write("paper.docx", paper);
    run_pandoc(place, out, {"--reference-doc", "paper.docx"}, limit);
  }
  return read_bytes(place.path(out), most);
}

void check_pandoc(const std::string& to) { convert("One line: $1$.\n", to); }

}  // namespace stepmark::typeset
