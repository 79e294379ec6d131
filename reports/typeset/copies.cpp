#include "reports/typeset/copies.hpp"

#include <fmt/core.h>

#include <chrono>
#include <sstream>

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "reports/typeset/tool.hpp"
#include "reports/typeset/typeset.hpp"

namespace stepmark::typeset {

// No identifier of a time and a place: the same bytes on every run. A copy that ends on the front of a sheet has its
// back for itself. A page that comes loose says whose it is. Where each begins is written down, and where the last
// ends, before its blank back.
const char* const copies_setup = R"(\ifPDFTeX\pdftrailerid{}\fi
\ifLuaTeX\pdfvariable suppressoptionalinfo 512\relax\fi
\newwrite\stepmarkpages
\immediate\openout\stepmarkpages=copies.pages
\newcommand\stepmarkwho{}
\makeatletter
\def\ps@stepmark{\def\@oddhead{\normalfont\small\stepmarkwho\hfil}\let\@evenhead\@oddhead
  \def\@oddfoot{\normalfont\hfil\thepage\hfil}\let\@evenfoot\@oddfoot}
\makeatother
\pagestyle{stepmark}
\newcommand\stepmarkcopy[1]{\clearpage
  \immediate\write\stepmarkpages{\the\ReadonlyShipoutCounter}%
  \ifodd\ReadonlyShipoutCounter\thispagestyle{empty}\null\clearpage\fi
  \renewcommand\stepmarkwho{#1}\setcounter{page}{1}}
\AtEndDocument{\clearpage\immediate\write\stepmarkpages{\the\ReadonlyShipoutCounter}%
  \ifodd\ReadonlyShipoutCounter\thispagestyle{empty}\null\clearpage\fi}
)";

std::string copy_begins(const std::string& who) { return "\\stepmarkcopy{" + who + "}\n"; }

namespace {

using std::chrono::seconds;

constexpr std::size_t largest = std::size_t{1} << 30;

/// How many pages stand before each copy, without a blank back, and at the end.
std::vector<std::size_t> pages_before(const ToolDirectory& place, std::size_t copies) {
  std::istringstream in(place.read("copies.pages"));
  std::vector<std::size_t> pages;
  for (std::size_t page = 0; in >> page;) pages.push_back(page);
  STEPMARK_ASSERT(pages.size() == copies + 1);
  return pages;
}

/// On page.pdf. The same bytes on every run.
void run_qpdf(ToolDirectory& place, const std::vector<std::string>& words) {
  std::vector<std::string> all = {"qpdf", "--deterministic-id", "page.pdf"};
  all.insert(all.end(), words.begin(), words.end());
  const int status = place.run(std::move(all), seconds(600));
  constexpr int with_warnings = 3;
  if (status == 127) throw InputError({}, "qpdf is not there", "expected qpdf to be installed for PDFs of copies");
  if (status == 0 || status == with_warnings) return;
  throw InputError({}, "qpdf failed: " + in_quotes(place.read("said"), 200), "expected it to take a PDF apart");
}

}  // namespace

std::string pdf_of_copies(const Source& source, std::size_t copies,
                          const std::function<void(std::size_t copy, std::string pdf)>& alone) {
  ToolDirectory place;
  place.write("page.tex", source.text);
  for (const auto& [name, bytes] : source.beside) place.write(name, bytes);
  typeset(place, {"page"}, 1, time_limit(source.text.size()));
  const std::vector<std::size_t> before = pages_before(place, copies);
  for (std::size_t i = 0; i < copies; ++i) {
    const std::size_t first = before[i] + before[i] % 2 + 1;
    run_qpdf(place, {"--pages", ".", fmt::format("{}-{}", first, before[i + 1]), "--", "copy.pdf"});
    alone(i, read_bytes(place.path("copy.pdf"), largest));
  }
  run_qpdf(place, {"all.pdf"});
  return read_bytes(place.path("all.pdf"), largest);
}

std::string joined_pdf(const std::vector<std::string>& pdfs) {
  ToolDirectory place;
  std::vector<std::string> words = {"--pages", "."};
  for (std::size_t i = 0; i < pdfs.size(); ++i) {
    const std::string name = i == 0 ? "page.pdf" : fmt::format("page-{}.pdf", i + 1);
    place.write(name, pdfs[i]);
    if (i > 0) words.push_back(name);
  }
  words.insert(words.end(), {"--", "all.pdf"});
  run_qpdf(place, words);
  return read_bytes(place.path("all.pdf"), largest);
}

void check_pdf_of_copies() {
  const auto page = reports::renderer(reports::Format::latex, {});
  std::string text;
  page->begin(text, "");
  text += copies_setup;
  text += copy_begins("1");
  page->append(text, reports::Paragraph{{reports::math("1")}});
  page->end(text);
  pdf_of_copies({std::move(text), {}}, 1, [](std::size_t, const std::string&) {});
}

}  // namespace stepmark::typeset
