#include "reports/render.hpp"

#include <algorithm>
#include <array>

#include "lib/base/error.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

namespace {

struct FormatRow {
  Format format;
  std::string_view name, ending;
  std::unique_ptr<Renderer> (*make)(const Layout&);
};

#define STEPMARK_ROW(name, ending) FormatRow{Format::name, #name, ending, name##_renderer},
constexpr std::array rows = {STEPMARK_FORMATS(STEPMARK_ROW)};
#undef STEPMARK_ROW

const FormatRow& row_of(Format format) { return rows[static_cast<std::size_t>(format)]; }

}  // namespace

namespace {

/// Says what a page says in its language, and has it written by the renderer of the format.
class Spoken : public Renderer {
 public:
  Spoken(std::unique_ptr<Renderer> writer, const Language& language)
      : writer_(std::move(writer)), language_(language) {}

  void begin(std::string& out, std::string_view title) override { writer_->begin(out, title); }
  void append(std::string& out, const Block& block) override {
    if (is_in_language(block, language_)) return writer_->append(out, block);
    writer_->append(out, in_language(block, language_));
  }
  void end(std::string& out) override { writer_->end(out); }

 private:
  std::unique_ptr<Renderer> writer_;
  Language language_;
};

}  // namespace

std::unique_ptr<Renderer> renderer(Format format, const Layout& layout) {
  return std::make_unique<Spoken>(row_of(format).make(layout), layout.language);
}

void begin(Renderer& renderer, std::string& out, const Title& title, const Language& language) {
  renderer.begin(out, plain_words(title.words(), language));
}

void render(Format format, const Document& document, const PageSink& sink, const Layout& layout) {
  const auto renderer = reports::renderer(format, layout);
  std::string piece;
  begin(*renderer, piece, document.title, layout.language);
  for (const Block& block : document.blocks) {
    renderer->append(piece, block);
    sink(piece);
    piece.clear();
  }
  renderer->end(piece);
  if (!piece.empty()) sink(piece);
}

void render(Format format, const Document& document, std::string& out, const Layout& layout) {
  const auto renderer = reports::renderer(format, layout);
  begin(*renderer, out, document.title, layout.language);
  for (const Block& block : document.blocks) renderer->append(out, block);
  renderer->end(out);
}

std::string rendered(Format format, const Document& document, const Layout& layout) {
  std::string out;
  render(format, document, out, layout);
  return out;
}

const std::vector<std::string>& format_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const FormatRow& row : rows) all.emplace_back(row.name);
    return all;
  }();
  return names;
}

std::string_view name_of(Format format) { return row_of(format).name; }
std::string_view ending_of(Format format) { return row_of(format).ending; }

Format format_named(std::string_view name) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const FormatRow& row) { return row.name == name; });
  STEPMARK_ASSERT(found != rows.end());
  return found->format;
}

}  // namespace stepmark::reports
