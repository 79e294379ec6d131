#include "reports/sentence.hpp"

#include <algorithm>
#include <functional>

#include "lib/base/ascii.hpp"
#include "lib/base/error.hpp"
#include "reports/feedback.hpp"
#include "reports/formula_text.hpp"
#include "reports/plain_text.hpp"
#include "reports/symbols.hpp"

namespace stepmark::reports {

namespace {

Inline said(std::string english, Said what) {
  Inline run = text(std::move(english));
  run.said = std::make_shared<const Said>(std::move(what));
  return run;
}

}  // namespace

Inline sentence(const char* english, Arguments arguments) {
  return said(english, {Said::How::sentence, "", "", 0, std::move(arguments)});
}

Inline sentence_in(const char* context, const char* english, Arguments arguments) {
  return said(english, {Said::How::sentence, context, "", 0, std::move(arguments)});
}

namespace {

/// The sentence, said in another way.
Inline said_so(Inline sentence, const std::function<void(Said&)>& change) {
  Said what = sentence.said ? *sentence.said : Said{Said::How::sentence, "", "", 0, {{"words", sentence.value}}};
  if (!sentence.said) sentence.value = "{words}";
  change(what);
  sentence.said = std::make_shared<const Said>(std::move(what));
  return sentence;
}

}  // namespace

Inline with_symbols(Inlines words, const LatexNames& names) {
  return said("{words}", {.arguments = {{"words", std::move(words)}}, .symbols = std::make_shared<LatexNames>(names)});
}

Inline without_advice(Inline sentence) {
  return said_so(std::move(sentence), [](Said& what) { what.only_what = true; });
}

Inline small(Inline sentence) {
  return said_so(std::move(sentence), [](Said& what) { what.is_small = true; });
}

Inline plural(const char* one, const char* many, std::uint64_t n, Arguments arguments) {
  arguments.emplace_back("n", std::to_string(n));
  return said(one, {Said::How::sentence, "", many, n, std::move(arguments)});
}

Inline number(std::string decimal) { return said(std::move(decimal), {.how = Said::How::number}); }

Inline sentence_of(const Message& message) {
  if (message.is_number()) return number(message.text());
  if (!message.is_sentence()) return text(message.text());
  Arguments arguments;
  for (const Message::Value& value : message.values()) arguments.emplace_back(value.name, sentence_of(value.value));
  return said(message.words(),
              {Said::How::sentence, message.context(), message.many(), message.count(), std::move(arguments)});
}

Inline listed_with_and(const std::vector<Inline>& items) {
  Inlines first;
  for (std::size_t i = 0; i + 1 < items.size(); ++i) {
    if (i > 0) first.push_back(text(", "));
    first.push_back(items[i]);
  }
  if (first.empty()) return items.back();
  return sentence("{first} and {last}", {{"first", std::move(first)}, {"last", items.back()}});
}

Inline count_in_words(std::int64_t n) {
  static const std::vector<Inline> words = {sentence("one"),  sentence("two"), sentence("three"),  sentence("four"),
                                            sentence("five"), sentence("six"), sentence("seven"),  sentence("eight"),
                                            sentence("nine"), sentence("ten"), sentence("eleven"), sentence("twelve")};
  const auto at = static_cast<std::size_t>(n) - 1;
  return at < words.size() ? words[at] : text(std::to_string(n));
}

Inline between_sentences() { return said(" ", {.how = Said::How::blank}); }

Inlines sentences(std::vector<Inline> all) {
  Inlines runs;
  for (Inline& one : all) {
    if (one.value.empty()) continue;
    if (!runs.empty()) runs.push_back(between_sentences());
    runs.push_back(std::move(one));
  }
  return runs;
}

Inline together(Inlines runs) { return said("{words}", {.arguments = {{"words", std::move(runs)}}}); }

namespace {

std::string in_plain(const Inline& run) {
  if (run.kind != Inline::Kind::math) return run.value;
  return run.plain.empty() ? formula_text(run.value) : run.plain;
}

/// Where a decimal point stands between two digits.
bool is_point(std::string_view text, std::size_t i) {
  return text[i] == '.' && i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
}

std::string with_comma(std::string number) {
  for (std::size_t i = 0; i < number.size(); ++i) {
    if (is_point(number, i)) number[i] = ',';
  }
  return number;
}

/// Of several, "(1; 1,5)", a semicolon parts them.
std::string numbers_with_comma(const std::string& numbers) {
  std::string written = with_comma(numbers);
  if (written == numbers) return written;
  for (std::size_t i = 0; i + 1 < written.size(); ++i) {
    if (written[i] == ',' && written[i + 1] == ' ') written[i] = ';';
  }
  return written;
}

/// Puts a sentence together out of its pieces and what stands in its placeholders.
class Speaker {
 public:
  explicit Speaker(const Language& language) : language_(language) {}

  Inlines say(const Inlines& runs) {
    Inlines all;
    for (const Inline& run : runs) {
      Inlines said = say(run, run.kind);
      all.insert(all.end(), std::make_move_iterator(said.begin()), std::make_move_iterator(said.end()));
    }
    return all;
  }

 private:
  Inlines say(const Inline& run, Inline::Kind style) {
    if (run.kind == Inline::Kind::math) return {formula(run)};
    if (!run.said) return {plain(run, style)};
    switch (run.said->how) {
      case Said::How::number:
        return {styled(language_.has_decimal_comma() ? numbers_with_comma(run.value) : run.value, style)};
      case Said::How::blank:
        return language_.has_blanks() ? Inlines{styled(run.value, style)} : Inlines{};
      case Said::How::sentence:
        break;
    }
    Inlines filled = fill(words_of(run), run.said->arguments, style);
    if (run.said->is_small && !filled.empty() && filled[0].kind != Inline::Kind::math) {
      filled[0].value = reports::small(std::move(filled[0].value));
    }
    return run.said->symbols ? with_symbols(filled, *run.said->symbols, style) : filled;
  }

  /// Looked for in what the whole reads like, so that they may stand beside each other.
  Inlines with_symbols(const Inlines& filled, const LatexNames& names, Inline::Kind style) const {
    std::string words;
    for (const Inline& run : filled) words += in_plain(run);
    Inlines runs = in_symbols(words, &names);
    for (Inline& run : runs) run = plain(std::move(run), style);
    return runs;
  }

  static Inline styled(std::string words, Inline::Kind style) { return {style, std::move(words)}; }

  static Inline plain(Inline run, Inline::Kind style) {
    if (run.kind == Inline::Kind::text) run.kind = style;
    return run;
  }

  Inline formula(Inline run) const {
    if (language_.is_english()) return run;
    run.value = formula_in_language(run.value, language_);
    if (language_.has_decimal_comma()) run.plain = with_comma(std::move(run.plain));
    return run;
  }

  std::string_view words_of(const Inline& run) const {
    const Said& said = *run.said;
    const std::string_view words =
        *said.many == '\0' ? language_.said(said.context, run.value) : language_.said(run.value, said.many, said.count);
    return said.only_what ? before_colon(words) : words;
  }

  static std::string_view before_colon(std::string_view words) {
    words = words.substr(0, std::min(words.find(':'), words.find("\uFF1A")));
    for (const std::string_view end : {".", "\u3002", " ", "\u00A0", "\u202F"}) {
      if (words.ends_with(end)) words.remove_suffix(end.size());
    }
    return words;
  }

  Inlines fill(std::string_view words, const Arguments& arguments, Inline::Kind style) {
    Inlines runs;
    while (!words.empty()) {
      const std::size_t open = words.find('{');
      append(runs, styled(std::string(words.substr(0, open)), style));
      if (open == std::string_view::npos) break;
      const std::size_t close = words.find('}', open);
      STEPMARK_ASSERT(close != std::string_view::npos);
      append_argument(runs, arguments, std::string(words.substr(open + 1, close - open - 1)), style);
      words.remove_prefix(close + 1);
    }
    return runs;
  }

  void append_argument(Inlines& runs, const Arguments& arguments, std::string name, Inline::Kind style) {
    bool capital = 'A' <= name[0] && name[0] <= 'Z';
    if (capital) name[0] = static_cast<char>(name[0] - 'A' + 'a');
    for (const Inline& run : argument(arguments, name)) {
      for (Inline& piece : say(run, style_of(run, style))) {
        const bool begins = std::exchange(capital, false) && piece.kind != Inline::Kind::math;
        if (begins) piece.value = reports::capital(std::move(piece.value));
        append(runs, std::move(piece));
      }
    }
  }

  static Inline::Kind style_of(const Inline& run, Inline::Kind style) {
    return run.kind == Inline::Kind::text ? style : run.kind;
  }

  static const Inlines& argument(const Arguments& arguments, std::string_view name) {
    const auto found = std::find_if(arguments.begin(), arguments.end(),
                                    [&](const Argument& argument) { return argument.name == name; });
    STEPMARK_ASSERT(found != arguments.end());
    return found->runs;
  }

  /// Words that are set alike are one run, as if they had been written so.
  static void append(Inlines& runs, Inline run) {
    if (run.value.empty()) return;
    const bool joins = !runs.empty() && runs.back().kind == run.kind && run.kind != Inline::Kind::math &&
                       run.kind != Inline::Kind::blank;
    if (joins) {
      runs.back().value += run.value;
    } else {
      runs.push_back(std::move(run));
    }
  }

  const Language& language_;
};

bool is_said(const Inlines& runs) {
  return std::any_of(runs.begin(), runs.end(), [](const Inline& run) { return run.said != nullptr; });
}

/// Calls `each` with all runs of a block that holds any.
template <class Block, class Each>
void visit_runs(Block& block, const Each& each) {
  if (auto* heading = std::get_if<Heading>(&block)) each(heading->content);
  if (auto* paragraph = std::get_if<Paragraph>(&block)) each(paragraph->content);
  if (auto* list = std::get_if<List>(&block)) {
    for (auto& item : list->items) each(item);
  }
  if (auto* outline = std::get_if<Outline>(&block)) {
    for (auto& line : outline->lines) each(line.content);
  }
  if (auto* table = std::get_if<Table>(&block)) {
    for (auto& column : table->columns) each(column.header);
    for (auto& row : table->rows) {
      for (auto& cell : row) each(cell);
    }
  }
}

}  // namespace

Inlines in_language(const Inlines& runs, const Language& language) { return Speaker(language).say(runs); }

Words words_in_language(const Words& words, const Language& language) {
  return words.empty() ? words : Words(plain_words(words.words(), language));
}

picture::Picture picture_in_language(picture::Picture picture, const Language& language) {
  for (Words* words : {&picture.title, &picture.text, &picture.x.label, &picture.y.label}) {
    *words = words_in_language(*words, language);
  }
  for (picture::Curve& curve : picture.curves) curve.label = words_in_language(curve.label, language);
  for (picture::Bar& bar : picture.bars) {
    bar.label = words_in_language(bar.label, language);
    bar.told = words_in_language(bar.told, language);
  }
  picture.decimal_comma = language.has_decimal_comma();
  return picture;
}

namespace {

void say(Figure& figure, const Language& language) {
  figure.caption = in_language(figure.caption, language);
  figure.alt = words_in_language(figure.alt, language);
  if (language.is_english()) return;  // as it is made, and known by
  figure.picture = std::make_shared<const picture::Picture>(picture_in_language(*figure.picture, language));
}

std::size_t widest_label(const Outline& outline) {
  std::size_t widest = 0;
  for (const Outline::Line& line : outline.lines) widest = std::max(widest, columns_of(plain_words(line.label)));
  return widest;
}

/// What stands behind the labels stays as far from them.
void say(Outline& outline, const Language& language) {
  const std::size_t before = widest_label(outline);
  for (Outline::Line& line : outline.lines) line.label = words_in_language(line.label, language);
  outline.label_columns += widest_label(outline);
  outline.label_columns -= std::min(before, outline.label_columns);
}

}  // namespace

Block in_language(const Block& block, const Language& language) {
  Block other = block;
  visit_runs(other, [&](Inlines& runs) { runs = in_language(runs, language); });
  if (auto* figure = std::get_if<Figure>(&other)) say(*figure, language);
  if (auto* outline = std::get_if<Outline>(&other)) say(*outline, language);
  if (auto* formula = std::get_if<MathBlock>(&other)) formula->latex = formula_in_language(formula->latex, language);
  return other;
}

bool is_in_language(const Block& block, const Language& language) {
  if (!language.is_english() || std::holds_alternative<Figure>(block)) return false;
  bool any = false;
  visit_runs(block, [&](const Inlines& runs) { any = any || is_said(runs); });
  return !any;
}

std::string plain_words(const Inlines& runs, const Language& language) {
  std::string all;
  for (const Inline& run : in_language(runs, language)) all += in_plain(run);
  return all;
}

std::string plain_words(const Inline& run, const Language& language) { return plain_words(Inlines{run}, language); }
std::string plain_words(const Words& words, const Language& language) { return plain_words(words.words(), language); }

// ----------------------------------------------------------------------------------------------------------- formulas

namespace {

/// What stands in \text{...}: a test finds it in the sources.
[[maybe_unused]] constexpr const char* formula_words[] = {
    STEPMARK_WORDS_IN("formula", "if"),      STEPMARK_WORDS_IN("formula", "and"),
    STEPMARK_WORDS_IN("formula", "since"),   STEPMARK_WORDS_IN("formula", "otherwise"),
    STEPMARK_WORDS_IN("formula", "in turn"), STEPMARK_WORDS_IN("formula", "operation by operation:"),
    STEPMARK_WORDS_IN("formula", "(given)"),
};

/// Walks through LaTeX that the printers made, in which a point between digits is a decimal point.
class FormulaSpeaker {
 public:
  FormulaSpeaker(std::string_view latex, const Language& language) : latex_(latex), language_(language) {}

  std::string written() {
    for (std::size_t i = 0; i < latex_.size();) i = take(i);
    for (const std::size_t at : open_.front().commas) out_[at] = open_.front().has_decimal ? ';' : ',';
    return std::move(out_);
  }

 private:
  /// What stands in brackets, or in all of the formula.
  struct Group {
    bool in_brackets = false;
    bool has_decimal = false;
    std::vector<std::size_t> commas = {};  ///< that part the members of a list
  };

  std::size_t take(std::size_t i) {
    if (latex_.substr(i).starts_with(text_begins)) return take_words(i + text_begins.size());
    const char c = latex_[i];
    if (language_.has_decimal_comma()) {
      if (is_point(latex_, i)) return write("{,}"), open_.back().has_decimal = true, i + 1;
      if (c == '(') open_.push_back({true});
      if (c == '{') open_.push_back({});
      if (c == ',' && parts_numbers(i)) open_.back().commas.push_back(out_.size());
      if (c == ')' || c == '}') close();
    }
    out_ += c;
    return i + 1;
  }

  /// In brackets, or before "\ " in a row.
  bool parts_numbers(std::size_t i) const {
    return open_.back().in_brackets || (open_.size() == 1 && latex_.substr(i + 1).starts_with("\\ "));
  }

  void close() {
    if (open_.size() == 1) return;
    const Group group = std::move(open_.back());
    open_.pop_back();
    if (group.has_decimal) {
      for (const std::size_t at : group.commas) out_[at] = ';';
    }
    if (!group.in_brackets) open_.back().has_decimal = open_.back().has_decimal || group.has_decimal;
  }

  void write(std::string_view text) { out_ += text; }

  std::size_t take_words(std::size_t begin) {
    const std::size_t end = latex_.find('}', begin);
    STEPMARK_ASSERT(end != std::string_view::npos);
    const std::string_view words = latex_.substr(begin, end - begin);
    const std::size_t first = std::min(words.find_first_not_of(' '), words.size());
    const std::size_t last = words.find_last_not_of(' ') + 1;
    write(text_begins);
    write(words.substr(0, first));
    if (first < last) write(language_.said("formula", words.substr(first, last - first)));
    write(words.substr(std::max(first, last)));
    write("}");
    return end + 1;
  }

  static constexpr std::string_view text_begins = "\\text{";

  std::string_view latex_;
  const Language& language_;
  std::string out_;
  std::vector<Group> open_ = {Group{}};
};

}  // namespace

std::string formula_in_language(std::string_view latex, const Language& language) {
  return language.is_english() ? std::string(latex) : FormulaSpeaker(latex, language).written();
}

}  // namespace stepmark::reports
