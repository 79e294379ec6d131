// Runs of text: what a paragraph, a heading or a cell is made of.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "reports/rooms.hpp"

namespace stepmark::reports {

struct Said;

/// A run of text. `value` is plain text (escaped by the renderer), or LaTeX for math. What a page says by itself is
/// English with placeholders, and `said` has what stands in them: see reports/sentence.hpp. Renderers are given
/// neither.
struct Inline {
  enum class Kind { text, math, strong, emphasis, blank };
  Kind kind = Kind::text;
  std::string value;
  std::string plain = {};  ///< of math: how it reads without LaTeX; empty where that follows from the LaTeX
  std::shared_ptr<const Said> said = {};
};
using Inlines = std::vector<Inline>;

inline Inline text(std::string value) { return {Inline::Kind::text, std::move(value)}; }
inline Inline math(std::string latex) { return {Inline::Kind::math, std::move(latex)}; }
inline Inline math(std::string latex, std::string plain) {
  return {Inline::Kind::math, std::move(latex), std::move(plain)};
}
inline Inline strong(std::string value) { return {Inline::Kind::strong, std::move(value)}; }
/// A sentence in bold.
inline Inline strong(Inline sentence) {
  sentence.kind = Inline::Kind::strong;
  return sentence;
}
inline Inline emphasis(std::string value) { return {Inline::Kind::emphasis, std::move(value)}; }

/// A line to write on, with room above it for handwriting; as wide as `value` would be in underscores. In a table it
/// makes its row high enough to be filled in by hand.
inline Inline blank(std::size_t underscores) { return {Inline::Kind::blank, std::string(underscores, '_')}; }

/// Wide enough for a number of a handful of digits; four stand beside each other on a page.
inline constexpr std::size_t cell_blank = 8;
/// About the width of a page.
inline constexpr std::size_t page_blank = 43;

/// Plain text, or a sentence; may be empty.
class Words {
 public:
  Words() = default;
  Words(std::string words) : words_(text(std::move(words))) {}
  Words(const char* words) : words_(text(words)) {}
  Words(Inline words) : words_(std::move(words)) {}

  bool empty() const { return words_.value.empty(); }
  const Inline& words() const { return words_; }

 private:
  Inline words_;
};

}  // namespace stepmark::reports
