// What a page says by itself, in any language. A sentence stands whole in the source, in English; what differs from
// page to page has a name in it: sentence("Round to {precision}.", {{"precision", ...}}). The other languages are in
// reports/language/po/, where a test finds whatever is missing.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/base/message.hpp"
#include "lib/expression/print.hpp"
#include "reports/document.hpp"
#include "reports/language/language.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// What stands in the place of "{name}"; of "{Name}", with a capital.
struct Argument {
  Argument(const char* name, Inlines runs) : name(name), runs(std::move(runs)) {}
  Argument(const char* name, Inline run) : name(name), runs{std::move(run)} {}
  Argument(const char* name, std::string words) : name(name), runs{text(std::move(words))} {}
  Argument(const char* name, std::int64_t count) : name(name), runs{text(std::to_string(count))} {}

  const char* name;
  Inlines runs;
};
using Arguments = std::vector<Argument>;

struct Said {
  enum class How { sentence, number, blank };
  How how = How::sentence;
  const char* context = "";
  const char* many = "";  ///< the sentence for more than one; empty where it does not depend on a number
  std::uint64_t count = 0;
  Arguments arguments = {};
  std::shared_ptr<const LatexNames> symbols = {};  ///< formulas and Greek names in it are set as such
  bool only_what = false;                          ///< of "You did this: do that.", the part before the colon
  bool is_small = false;                           ///< it begins small
};

/// @param english  a literal, which the catalogues are made of
Inline sentence(const char* english, Arguments arguments = {});
/// A word that means something else elsewhere, or in another place is said otherwise.
Inline sentence_in(const char* context, const char* english, Arguments arguments = {});
/// With the formulas and Greek names in it set as such: see reports/symbols.hpp.
/// @param names  by which a definition writes its own
Inline with_symbols(Inlines words, const LatexNames& names = {});
/// Of "You did this: do that.", "You did this"; without the colon, all but the full stop.
Inline without_advice(Inline sentence);
/// Beginning small, to go behind a colon; a language in which that is not so has "{Name}" there.
Inline small(Inline sentence);
/// The form for so many, which is also what "{n}" is.
Inline plural(const char* one, const char* many, std::uint64_t n, Arguments arguments = {});
/// "a, b and c"
Inline listed_with_and(const std::vector<Inline>& items);
/// "two", up to twelve.
Inline count_in_words(std::int64_t n);
/// A number in plain text: "0.4" where a point is written.
Inline number(std::string decimal);
/// Between two sentences.
Inline between_sentences();
/// One after another, with what stands between sentences.
Inlines sentences(std::vector<Inline> all);
/// Runs as a single one.
Inline together(Inlines runs);

/// A sentence of another floor.
Inline sentence_of(const Message& message);

/// Names a sentence that stands in a table, for the catalogues.
#define STEPMARK_WORDS_IN(context, english) english

/// What a renderer is given: plain text and formulas, in the language, with its decimal sign.
Inlines in_language(const Inlines& runs, const Language& language);
Block in_language(const Block& block, const Language& language);
Words words_in_language(const Words& words, const Language& language);
picture::Picture picture_in_language(picture::Picture picture, const Language& language);
/// True of a block that is the same in that language.
bool is_in_language(const Block& block, const Language& language);
/// Without formulas and emphasis: of formulas, how they read in plain text.
std::string plain_words(const Inlines& runs, const Language& language = {});
std::string plain_words(const Inline& run, const Language& language = {});
std::string plain_words(const Words& words, const Language& language = {});

/// "0{,}4" for 0.4; in a list of numbers, what parts them is a semicolon then. Words in \text{...} are looked up
/// in the context "formula".
std::string formula_in_language(std::string_view latex, const Language& language);

}  // namespace stepmark::reports
