// Documents in the formats that are written without another program. A format is one file and one line of the table.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "reports/document.hpp"
#include "reports/language/language.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// The table of formats, in the order in which they are offered: X(name, ending of a file). The renderer of a format is
/// NAME_renderer, below.
#define STEPMARK_FORMATS(X) \
  X(markdown, "md")         \
  X(text, "txt")            \
  X(latex, "tex")           \
  X(html, "html")

#define STEPMARK_ENUMERATOR(name, ending) name,
enum class Format { STEPMARK_FORMATS(STEPMARK_ENUMERATOR) };
#undef STEPMARK_ENUMERATOR

/// How HTML has its formulas: as browsers set them by themselves, or as LaTeX between \( and \), for a page that brings
/// KaTeX or MathJax. Of Markdown, whose formulas are LaTeX in any case: is it for such a page?
enum class Mathematics { mathml, tex };

/// What a renderer is told of the place where its page is shown.
struct Layout {
  std::size_t columns = 0;  ///< of a terminal, beyond which plain text is broken; 0 where a line may be of any length
  Mathematics mathematics = Mathematics::mathml;
  bool fragment = false;         ///< of LaTeX: what stands in a document of one's own, an exam say
  bool equations_apart = false;  ///< of Markdown: each row of aligned equations by itself, as word processors want it
  /// Where a page finds a picture: the name of a file beside it, or in HTML an address that holds the picture itself.
  /// Without it, its caption stays.
  std::function<std::string(const picture::Picture&)> illustrate = {};
  std::string picture_width = {};  ///< of Markdown that pandoc or its like reads: "11cm"
  Language language = {};
};

/// Writes one page piece by piece, of which it keeps nothing. Pieces that are rendered apart from each other may be
/// joined: what `append` writes depends on its block, and on whether the renderer has begun the page itself.
class Renderer {
 public:
  Renderer() = default;
  virtual ~Renderer() = default;
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  /// What stands before the blocks. @param title  plain text; may be empty
  virtual void begin(std::string& out, std::string_view title) = 0;
  virtual void append(std::string& out, const Block& block) = 0;
  /// What stands after them.
  virtual void end(std::string& out) = 0;
};

std::unique_ptr<Renderer> renderer(Format format, const Layout& layout = {});
/// With the title in that language.
void begin(Renderer& renderer, std::string& out, const Title& title, const Language& language = {});

using PageSink = std::function<void(std::string_view)>;

/// The whole page, block by block. Whatever plain text holds, no format reads it as markup, and what no one sees
/// (controls, what turns the direction of a line) is shown escaped.
void render(Format format, const Document& document, const PageSink& sink, const Layout& layout = {});
/// The same, appended.
void render(Format format, const Document& document, std::string& out, const Layout& layout = {});
std::string rendered(Format format, const Document& document, const Layout& layout = {});

/// "markdown", ..., in the order of the table.
const std::vector<std::string>& format_names();
std::string_view name_of(Format format);
/// "md"
std::string_view ending_of(Format format);
/// Of a name that `format_names` has.
Format format_named(std::string_view name);

#define STEPMARK_RENDERER(name, ending) std::unique_ptr<Renderer> name##_renderer(const Layout& layout);
STEPMARK_FORMATS(STEPMARK_RENDERER)
#undef STEPMARK_RENDERER

}  // namespace stepmark::reports
