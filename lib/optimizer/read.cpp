#include <algorithm>
#include <deque>
#include <optional>

#include "lib/base/safe.hpp"
#include "lib/expression/latex_text.hpp"
#include "lib/expression/parse.hpp"
#include "lib/optimizer/definition.hpp"

namespace stepmark::optimizer {

namespace {

/// A stretch of one line of the text, which knows where it stands.
struct Piece {
  std::string_view text;
  Location where;

  Piece from(std::size_t begin, std::size_t length = std::string_view::npos) const {
    Piece part{text.substr(begin, length), where};
    const auto before = text.substr(0, begin);
    part.where.column += static_cast<std::size_t>(std::count_if(
        before.begin(), before.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    return part;
  }

  Piece trimmed() const {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return from(text.size());
    return from(begin, text.find_last_not_of(" \t\r") - begin + 1);
  }
};

[[noreturn]] void fail(const Piece& at, std::string wrong, std::string expected) {
  throw InputError(at.where, std::move(wrong), std::move(expected));
}

/// Where `#` begins a comment: outside quotes.
std::string_view without_comment(std::string_view line) {
  bool inside = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') inside = !inside;
    if (line[i] == '#' && !inside) return line.substr(0, i);
  }
  return line;
}

std::vector<Piece> split(const Piece& list, char separator) {
  std::vector<Piece> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= list.text.size(); ++i) {
    const char c = i < list.text.size() ? list.text[i] : separator;
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    if (i < list.text.size() && (c != separator || depth > 0)) continue;
    parts.push_back(list.from(begin, i - begin).trimmed());
    begin = i + 1;
  }
  return parts;
}

/// The position of the "=" that stands outside brackets, and is no relation.
std::size_t find_assignment(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(' || text[i] == '[') ++depth;
    if (text[i] == ')' || text[i] == ']') --depth;
    if (text[i] == '=' && depth == 0) return i;
  }
  return std::string_view::npos;
}

/// Does a line go on in the next one? Told as its text comes in, so that many lines are read once each.
class Continuation {
 public:
  void add(std::string_view text) {
    open_ += std::count(text.begin(), text.end(), '(') - std::count(text.begin(), text.end(), ')');
    const std::size_t last = text.find_last_not_of(" \t\r");
    if (last != std::string_view::npos) last_ = text[last];
  }

  bool goes_on() const {
    return last_ && (open_ > 0 || std::string_view("+-*/^,=").find(*last_) != std::string_view::npos);
  }

 private:
  std::ptrdiff_t open_ = 0;
  std::optional<char> last_;
};

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : rest_(text), file_(file) {}

  std::vector<Definition> read() {
    while (next_line()) read_line(line_.trimmed());
    finish();
    if (definitions_.empty())
      throw InputError({file_, 0, 0}, "there is no optimizer in it", "expected a line 'optimizer NAME \"TITLE\"'");
    return std::move(definitions_);
  }

 private:
  /// The next line that is not empty; a line that goes on is joined with the following ones.
  bool next_line() {
    while (!rest_.empty()) {
      const std::size_t first = number_ + 1;
      std::string_view line = take();
      Continuation continuation;
      continuation.add(line);
      if (continuation.goes_on()) {
        joined_.emplace_back(line);
        std::string& whole = joined_.back();
        while (!rest_.empty() && continuation.goes_on()) {
          const std::string_view next = take();
          continuation.add(next);
          (whole += ' ') += next;
        }
        line = whole;
      }
      line_ = {line, {file_, first, 1}};
      if (line.find_first_not_of(" \t\r") != std::string_view::npos) return true;
    }
    return false;
  }

  std::string_view take() {
    const std::size_t end = rest_.find('\n');
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    ++number_;
    return without_comment(line);
  }

  void read_line(const Piece& line) {
    const std::size_t space = std::min(line.text.find_first_of(" \t"), line.text.size());
    const std::string word(line.text.substr(0, space));
    const Piece rest = line.from(space).trimmed();
    const bool equation = word.find('[') != std::string::npos || rest.text.starts_with('[');
    if (!equation && word == "optimizer") return begin(rest);
    static const std::vector<std::string> words = {"optimizer", "source", "convention", "variant", "framework",
                                                   "usual",     "hyper",  "start",      "latex"};
    const std::string near = nearest(word, words);
    // It may be any file, named by mistake or by a stranger: what stands in it is not for all who read the message.
    if (definitions_.empty())
      fail(line, "unexpected " + (near.empty() ? "text" : in_quotes(word)),
           "expected a line 'optimizer NAME \"TITLE\"' first");
    Definition& definition = definitions_.back();
    if (equation) return read_equation(definition, line);
    if (word == "source") return append(definition.source, quoted_string(rest));
    if (word == "convention" || word == "variant") return read_convention(definition, rest, word == "variant");
    if (word == "framework") return read_framework(definition, rest);
    if (word == "usual") return read_usual(definition, rest);
    if (word == "hyper") return read_hyperparameters(definition, rest);
    if (word == "start") return read_starts(definition, rest);
    if (word == "latex") return read_latex(definition, rest);
    fail(line, "unexpected " + in_quotes(word),
         near.empty() ? "expected an equation name[t] = ..., or hyper, start, source" : suggest(word, words));
  }

  static void append(std::string& text, const std::string& more) { text += (text.empty() ? "" : " ") + more; }

  static Piece between_quotes(const Piece& piece) {
    const bool good =
        piece.text.size() >= 2 && piece.text.front() == '"' && piece.text.find('"', 1) == piece.text.size() - 1;
    if (!good) fail(piece, "unexpected " + in_quotes(piece.text), "expected a text between double quotes");
    return piece.from(1, piece.text.size() - 2);
  }

  /// Shown to people later, by whom all of it should be seen.
  static std::string quoted_string(const Piece& piece) { return shown(between_quotes(piece).text); }

  /// A word, then a quoted text.
  std::pair<Piece, Piece> word_and_text(const Piece& piece) const {
    const std::size_t space = std::min(piece.text.find_first_of(" \t\""), piece.text.size());
    return {piece.from(0, space), piece.from(space).trimmed()};
  }

  static bool is_optimizer_name(std::string_view text) {
    const auto good = [](char c) {
      return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '-' || c == '_';
    };
    return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), good);
  }

  std::string optimizer_name(const Piece& piece) const {
    if (!is_optimizer_name(piece.text))
      fail(piece, in_quotes(piece.text) + " is no name of an optimizer", "expected letters, digits and hyphens");
    return std::string(piece.text);
  }

  void begin(const Piece& rest) {
    finish();
    const auto [word, title] = word_and_text(rest);
    Definition definition;
    definition.name = definition.optimizer = optimizer_name(word);
    definition.title = title.text.empty() ? definition.name : quoted_string(title);
    definitions_.push_back(std::move(definition));
  }

  void read_convention(Definition& definition, const Piece& rest, bool variant) {
    const auto [word, text] = word_and_text(rest);
    definition.variant = variant;
    definition.optimizer = optimizer_name(word);
    if (!text.text.empty()) definition.convention = quoted_string(text);
  }

  void read_framework(Definition& definition, const Piece& rest) {
    const auto [word, texts] = word_and_text(rest);
    FrameworkCall call{optimizer_name(word), {}, {}};
    const std::size_t first = std::min(texts.text.find('"', 1), texts.text.size() - 1) + 1;
    call.call = quoted_string(texts.from(0, first));
    if (const Piece remark = texts.from(first).trimmed(); !remark.text.empty()) call.remark = quoted_string(remark);
    definition.calls.push_back(std::move(call));
  }

  void read_usual(Definition& definition, const Piece& rest) {
    if (!rest.text.empty()) fail(rest, "unexpected " + in_quotes(rest.text), "expected nothing behind 'usual'");
    definition.usual = true;
  }

  void read_latex(Definition& definition, const Piece& rest) {
    const auto [word, text] = word_and_text(rest);
    if (!is_identifier(word.text))
      fail(word, in_quotes(word.text) + " is no name", "expected a quantity or hyperparameter");
    const Piece latex = between_quotes(text);
    definition.latex[std::string(word.text)] = checked_latex(latex.text, latex.where);
  }

  static Piece before(const Piece& piece, std::size_t position) { return piece.from(0, position).trimmed(); }
  static Piece behind(const Piece& piece, std::size_t position) { return piece.from(position + 1).trimmed(); }

  void read_hyperparameters(Definition& definition, const Piece& list) {
    for (const Piece& item : split(list, ',')) {
      const std::size_t sign = find_assignment(item.text);
      if (sign == std::string_view::npos) fail(item, "unexpected " + in_quotes(item.text), "expected name = value");
      const Piece name = before(item, sign);
      if (!is_identifier(name.text))
        fail(name, in_quotes(name.text) + " is no name", "expected letters, digits and inner underscores");
      const Piece value = behind(item, sign);
      definition.hyperparameters.push_back(
          {std::string(name.text), parse_expression(value.text, value.where), name.where});
    }
  }

  void read_starts(Definition& definition, const Piece& list) {
    for (const Piece& item : split(list, ',')) {
      const std::size_t sign = find_assignment(item.text);
      const bool given = sign == std::string_view::npos && item.text.ends_with("given");
      if (!given && sign == std::string_view::npos)
        fail(item, "unexpected " + in_quotes(item.text), "expected name[0] = value or name[0] given");
      const Piece left = before(item, given ? item.text.size() - 5 : sign);
      const Name name = subscripted(left);
      if (!name.index->base.empty())
        fail(left, in_quotes(left.text) + " has no fixed subscript", "expected one like " + name.symbol + "[0]");
      Start start{name.symbol, name.index->offset, std::nullopt, left.where};
      if (!given) {
        const Piece value = behind(item, sign);
        start.value = parse_expression(value.text, value.where);
      }
      definition.starts.push_back(std::move(start));
    }
  }

  Name subscripted(const Piece& piece) const {
    const Expression e = parse_expression(piece.text, piece.where);
    const auto* name = e.as<Name>();
    if (!name || !name->index)
      fail(piece, in_quotes(piece.text) + " is no quantity with a subscript", "expected one like m[t]");
    return *name;
  }

  void read_equation(Definition& definition, const Piece& line) {
    const std::size_t sign = find_assignment(line.text);
    if (sign == std::string_view::npos) fail(line, "there is no '=' in it", "expected an equation name[t] = ...");
    const Piece left = before(line, sign), right = behind(line, sign);
    const Name name = subscripted(left);
    const bool good = name.index->base == "t" && (name.index->offset == 0 || name.index->offset == 1);
    if (!good) fail(left, in_quotes(left.text) + " cannot be defined", "expected the subscript t or t+1");
    Equation equation;
    equation.quantity = name.symbol;
    equation.offset = static_cast<int>(name.index->offset);
    equation.right = parse_expression(right.text, right.where);
    equation.where = left.where;
    definition.equations.push_back(std::move(equation));
  }

  void finish() {
    if (definitions_.empty()) return;
    if (definitions_.back().equations.empty()) {
      throw InputError({file_, number_, 1},
                       "the optimizer " + in_quotes(definitions_.back().name) + " has no equations",
                       "expected lines name[t] = ...");
    }
    check(definitions_.back());
  }

  std::string_view rest_;
  const std::string& file_;
  std::size_t number_ = 0;
  Piece line_;
  std::deque<std::string> joined_;  // their addresses stay
  std::vector<Definition> definitions_;
};

}  // namespace

std::vector<Definition> read_definitions(std::string_view text, const std::string& file) {
  return Reader(text, file).read();
}

}  // namespace stepmark::optimizer
