#include "reports/mathml/formula.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "lib/base/ascii.hpp"
#include "reports/mathml/signs.hpp"

namespace stepmark::mathml {

namespace {

using Kind = Sign::Kind;

std::string tag(const std::string& name, const std::string& inside) {
  return '<' + name + '>' + inside + "</" + name + '>';
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    result += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  }
  return result;
}

/// Blanks at its ends would be dropped.
std::string words(std::string_view text) {
  std::string result = escaped(text);
  if (result.ends_with(' ')) result.replace(result.size() - 1, 1, "\u00A0");
  if (result.starts_with(' ')) result.replace(0, 1, "\u00A0");
  return result;
}

std::string space(std::string_view em) { return "<mspace width=\"" + std::string(em) + "em\"/>"; }

/// The elements of one row, from left to right.
class Row {
 public:
  void add(std::string element, bool ends_operand) {
    if (parts_.empty() || !element.empty()) parts_.push_back(std::move(element));
    ends_operand_ = ends_operand;
    argument_follows_ = false;
  }

  /// The name of a function: what follows is what it is applied to.
  void add_function(std::string element) {
    add(std::move(element), false);
    argument_follows_ = true;
  }

  /// Between a function and what it is applied to, no blank where that stands in brackets.
  void begin_argument(bool in_brackets) {
    if (!std::exchange(argument_follows_, false)) return;
    parts_.emplace_back("<mo>\u2061</mo>");
    if (!in_brackets) parts_.push_back(space("0.1667"));
  }

  /// The last element, for a script that belongs to it.
  std::string take_base() {
    if (parts_.empty()) return "<mrow></mrow>";
    std::string base = std::move(parts_.back());
    parts_.pop_back();
    return base;
  }

  bool ends_operand() const { return ends_operand_; }
  bool argument_follows() const { return argument_follows_; }

  std::string text() const {
    std::string all;
    for (const std::string& part : parts_) all += part;
    return all;
  }
  /// As one element.
  std::string element() const { return parts_.size() == 1 ? parts_.front() : tag("mrow", text()); }

 private:
  std::vector<std::string> parts_;
  bool ends_operand_ = false, argument_follows_ = false;
};

/// Reads LaTeX from left to right. A reader is of one group.
class Reader {
 public:
  explicit Reader(std::string_view latex) : rest_(latex) {}

  Row row() {
    while (!rest_.empty()) piece();
    return std::move(row_);
  }

  /// The rows and cells of an environment, or the one row of what is none.
  std::vector<std::vector<std::string>> cells() {
    std::vector<std::vector<std::string>> rows(1);
    while (!rest_.empty()) {
      if (rest_.starts_with("\\\\")) {
        rows.back().push_back(std::exchange(row_, {}).text());
        take_row_end();
        rows.emplace_back();
      } else if (rest_.front() == '&') {
        rows.back().push_back(std::exchange(row_, {}).text());
        rest_.remove_prefix(1);
      } else {
        piece();
      }
    }
    rows.back().push_back(row_.text());
    const bool ends_with_a_break = rows.size() > 1 && rows.back().size() == 1 && rows.back().front().empty();
    if (ends_with_a_break) rows.pop_back();
    return rows;
  }

 private:
  static std::string inner(std::string_view latex) { return Reader(latex).row().element(); }
  /// Where several elements may stand.
  static std::string inside(std::string_view latex) { return Reader(latex).row().text(); }

  void piece() {
    const char c = rest_.front();
    if (c == ' ' || c == '\n') return rest_.remove_prefix(1);
    if (c == '\\') return command();
    if (c == '_' || c == '^' || c == '\'') return scripts();
    row_.begin_argument(c == '(' || c == '[');
    if (is_digit(c) || c == '.') return operand(tag("mn", take_number()));
    if (c == '{') return group(take_argument());
    const std::string_view sign = take(length_of_character());
    if (is_letter(c)) return operand(tag("mi", std::string(sign)));
    if (static_cast<unsigned char>(c) >= 0x80) return operand(tag("mtext", std::string(sign)));
    character(c);
  }

  void operand(std::string element) { row_.add(std::move(element), true); }

  /// In TeX, a group stands as a letter does, whatever is in it.
  void group(std::string_view latex) { operand(latex.empty() ? "<mrow></mrow>" : inner(latex)); }

  void character(char c) {
    switch (c) {
      case '(':
      case '[':
        return bracket(Kind::opening, std::string(1, c));
      case ')':
      case ']':
        return bracket(Kind::closing, std::string(1, c));
      case '+':
      case '-':
        return plus_or_minus(c == '-' ? "\u2212" : "+");
      case '*':
        return sign("\u2217");
      case '/':
        return row_.add("<mo lspace=\"0\" rspace=\"0\">/</mo>", false);
      case '|':
        return row_.add("<mo stretchy=\"false\">|</mo>", true);
      default:
        return sign(escaped(std::string_view(&c, 1)));
    }
  }

  void sign(std::string_view text) { row_.add(tag("mo", std::string(text)), false); }

  /// MathML knows a sign by its place in its row alone: one that has nothing to its left is said to be that of a
  /// number.
  void plus_or_minus(const std::string& text) {
    row_.add((row_.ends_operand() ? "<mo>" : "<mo form=\"prefix\">") + text + "</mo>", false);
  }

  void bracket(Kind kind, const std::string& text) {
    const bool opens = kind == Kind::opening;
    row_.add(std::string("<mo form=\"") + (opens ? "prefix" : "postfix") + "\" stretchy=\"false\">" + text + "</mo>",
             !opens);
  }

  // --- scripts

  struct Scripts {
    std::string below, above;
  };

  Scripts take_scripts() {
    Scripts found;
    std::string primes;
    while (!rest_.empty() && std::string_view("_^'").find(rest_.front()) != std::string_view::npos) {
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '\'') {
        primes += "\u2032";
      } else {
        (c == '_' ? found.below : found.above) = inner(take_argument());
      }
      while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    }
    if (!primes.empty()) found.above = tag("mo", primes) + found.above;
    if (!primes.empty() && found.above.find("</mo><") != std::string::npos) found.above = tag("mrow", found.above);
    return found;
  }

  void scripts() {
    const bool is_function = row_.argument_follows();
    const std::string base = row_.take_base();
    std::string element = with_scripts(base, take_scripts(), "sub", "sup");
    is_function ? row_.add_function(std::move(element)) : operand(std::move(element));
  }

  static std::string with_scripts(const std::string& base, const Scripts& scripts, const std::string& below,
                                  const std::string& above) {
    if (scripts.below.empty()) return tag('m' + above, base + scripts.above);
    if (scripts.above.empty()) return tag('m' + below, base + scripts.below);
    return tag('m' + below + above, base + scripts.below + scripts.above);
  }

  /// A sum with its limits, or a function with them.
  std::string with_limits(const std::string& base) {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    if (rest_.empty() || (rest_.front() != '_' && rest_.front() != '^')) return base;
    return with_scripts(base, take_scripts(), "under", "over");
  }

  // --- commands

  void command() {
    rest_.remove_prefix(1);
    if (rest_.empty()) return;
    const std::string name(is_letter(rest_.front()) ? take_while(is_letter) : take(1));
    if (is_space(name)) return row_.add(space_of(name), false);
    if (name == "\\") return take_row_end();
    if (name == "left") return fenced();
    if (name == "bigl" || name == "bigr") return big(name == "bigl" ? Kind::opening : Kind::closing);
    const auto sign = sign_of(name);
    row_.begin_argument(sign && sign->kind == Kind::opening);
    if (sign) return known(*sign);
    structure(name);
  }

  void structure(const std::string& name) {
    bool stretches = false;
    if (name == "begin") return environment(std::string(take_argument()));
    if (name == "frac" || name == "dfrac" || name == "tfrac") return fraction(name);
    if (name == "sqrt") return operand(tag("msqrt", inside(take_argument())));
    if (name == "phantom") return operand(tag("mphantom", inside(take_argument())));
    if (name == "underline")
      return operand("<munder accentunder=\"true\">" + inner(take_argument()) + "<mo>_</mo></munder>");
    if (name == "text" || name == "textrm") return row_.add(tag("mtext", words(take_argument())), false);
    if (name == "textbf" || name == "textit") return row_.add(tag("mtext", styled_words(name)), false);
    if (name == "operatorname" || name == "mathop") return function(upright(take_argument()));
    if (const auto accent = accent_of(name, stretches)) return accented(*accent, stretches);
    if (is_style(name)) return styled(name);
    operand(tag("mtext", '\\' + escaped(name)));
  }

  static bool is_space(const std::string& name) {
    return name == "quad" || name == "qquad" || (name.size() == 1 && std::string_view(",:;! ").find(name[0]) != npos);
  }

  static std::string space_of(const std::string& name) {
    if (name == "quad" || name == "qquad") return space(name == "quad" ? "1" : "2");
    switch (name[0]) {
      case ',':
        return space("0.1667");
      case ':':
        return space("0.2222");
      case ';':
        return space("0.2778");
      case '!':
        return space("-0.1667");
      default:
        return space("0.25");
    }
  }

  void known(const Sign& sign) {
    const std::string text(sign.text);
    switch (sign.kind) {
      case Kind::italic:
        return operand(tag("mi", text));
      case Kind::letter:
        return operand("<mi mathvariant=\"normal\">" + text + "</mi>");
      case Kind::prefix:
        return row_.add("<mo form=\"prefix\" lspace=\"0\" rspace=\"0\">" + text + "</mo>", false);
      case Kind::sign:
        return this->sign(text);
      case Kind::opening:
      case Kind::closing:
        return bracket(sign.kind, text);
      case Kind::large:
        return row_.add(with_limits(tag("mo", text)), false);
      case Kind::integral:
        return row_.add(tag("mo", text), false);
      case Kind::function:
        return function(tag("mi", text));
      case Kind::limit:
        return function(with_limits("<mo movablelimits=\"true\" lspace=\"0\" rspace=\"0\">" + text + "</mo>"));
    }
  }

  void function(std::string element) { row_.add_function(std::move(element)); }

  void fraction(const std::string& name) {
    const std::string above = inner(take_argument()), below = inner(take_argument());
    const std::string element = tag("mfrac", above + below);
    if (name == "frac") return operand(element);
    const std::string full = name == "dfrac" ? "true" : "false";
    operand("<mstyle displaystyle=\"" + full + "\" scriptlevel=\"0\">" + element + "</mstyle>");
  }

  void accented(std::string_view accent, bool stretches) {
    const std::string base = inner(take_argument());
    operand("<mover accent=\"true\">" + base + "<mo stretchy=\"" + (stretches ? "true" : "false") + "\">" +
            std::string(accent) + "</mo></mover>");
  }

  // --- looks of letters

  static bool is_plain(std::string_view latex) {
    return std::all_of(latex.begin(), latex.end(), [](char c) { return is_letter(c) || is_digit(c); });
  }

  /// One letter alone would be set as a variable.
  static std::string upright(std::string_view latex) {
    if (!is_plain(latex)) return inner(latex);
    return (latex.size() == 1 ? "<mi mathvariant=\"normal\">" : "<mi>") + std::string(latex) + "</mi>";
  }

  void styled(const std::string& style) {
    const std::string_view latex = take_argument();
    if (!is_plain(latex)) return group(latex);  // what has no letters of that look
    if (style == "mathrm") return operand(upright(latex));
    std::string text;
    for (const char c : latex) text += styled_letter(style, c);
    operand(tag("mi", text));
  }

  std::string styled_words(const std::string& style) {
    std::string text;
    for (const char c : take_argument()) text += styled_letter(style == "textit" ? "mathit" : style, c);
    return words(text);
  }

  // --- brackets that grow

  std::string take_fence() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    if (!rest_.starts_with('\\')) {
      const std::string_view fence = take(1);
      return fence == "." ? "" : escaped(fence);
    }
    rest_.remove_prefix(1);
    const std::string_view name = !rest_.empty() && is_letter(rest_.front()) ? take_while(is_letter) : take(1);
    const auto sign = sign_of(name);
    return sign ? std::string(sign->text) : escaped(name);
  }

  static std::string fence(const std::string& text, std::string_view form) {
    if (text.empty()) return {};
    return "<mo fence=\"true\" form=\"" + std::string(form) + "\" stretchy=\"true\">" + text + "</mo>";
  }

  void fenced() {
    row_.begin_argument(true);
    const std::string open = take_fence();
    const std::string_view body = take_to_right();
    const std::string close = take_fence();
    operand(tag("mrow", fence(open, "prefix") + inside(body) + fence(close, "postfix")));
  }

  /// What stands before the \right that belongs to a \left.
  std::string_view take_to_right() {
    int depth = 1;
    std::size_t end = 0;
    for (; end < rest_.size(); ++end) {
      const std::string_view here = rest_.substr(end);
      depth += is_command(here, "\\left") - is_command(here, "\\right");
      if (depth == 0) break;
    }
    const std::string_view body = take(end);
    take(std::string_view("\\right").size());
    return body;
  }

  static bool is_command(std::string_view text, std::string_view name) {
    return text.starts_with(name) && (text.size() == name.size() || !is_letter(text[name.size()]));
  }

  void big(Kind kind) {
    const bool opens = kind == Kind::opening;
    row_.begin_argument(opens);
    const std::string text = take_fence();
    row_.add(std::string("<mo form=\"") + (opens ? "prefix" : "postfix") +
                 R"(" stretchy="true" minsize="1.2em" maxsize="1.2em">)" + text + "</mo>",
             !opens);
  }

  // --- environments

  void environment(const std::string& name) {
    if (name == "array") take_argument();
    const std::string_view body = take_to_end(name);
    const auto rows = Reader(body).cells();
    if (name == "cases") return operand(tag("mrow", fence("{", "prefix") + table(rows, name)));
    if (name == "pmatrix")
      return operand(tag("mrow", fence("(", "prefix") + table(rows, name) + fence(")", "postfix")));
    if (name == "bmatrix")
      return operand(tag("mrow", fence("[", "prefix") + table(rows, name) + fence("]", "postfix")));
    operand(table(rows, name));
  }

  std::string_view take_to_end(const std::string& name) {
    const std::string open = "\\begin{" + name + '}', close = "\\end{" + name + '}';
    int depth = 1;
    std::size_t end = 0;
    for (; end < rest_.size(); ++end) {
      const std::string_view here = rest_.substr(end);
      depth += here.starts_with(open) - here.starts_with(close);
      if (depth == 0) break;
    }
    const std::string_view body = take(end);
    take(close.size());
    return body;
  }

  /// Of aligned equations, names stand to the right and what they are equal to stands to the left.
  static std::string table(const std::vector<std::vector<std::string>>& rows, const std::string& name) {
    const bool aligned = name == "aligned";
    std::string all;
    for (const auto& cells : rows) {
      std::string row;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string side = aligned && i % 2 == 0 ? "right" : aligned || name == "cases" ? "left" : "centre";
        row += "<mtd class=\"" + side + "\">" + cells[i] + "</mtd>";
      }
      all += tag("mtr", row);
    }
    return (aligned ? "<mtable class=\"aligned\" displaystyle=\"true\">" : "<mtable>") + all + "</mtable>";
  }

  // --- taking

  static constexpr std::size_t npos = std::string_view::npos;

  std::string_view take(std::size_t n) {
    const std::string_view taken = rest_.substr(0, n);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  template <class Holds>
  std::string_view take_while(const Holds& holds) {
    std::size_t n = 0;
    while (n < rest_.size() && holds(rest_[n])) ++n;
    return take(n);
  }

  std::size_t length_of_character() const {
    std::size_t n = 1;
    while (n < rest_.size() && (static_cast<unsigned char>(rest_[n]) & 0xC0U) == 0x80U) ++n;
    return n;
  }

  /// With a comma in braces, as TeX has it where that parts the decimals.
  std::string take_number() {
    constexpr std::string_view comma = "{,}";
    std::string number(take_while([](char c) { return is_digit(c) || c == '.'; }));
    if (!rest_.starts_with(comma)) return number;
    take(comma.size());
    return number + ',' + std::string(take_while(is_digit));
  }

  /// "\\" with the room that it asks for.
  void take_row_end() {
    if (rest_.starts_with("\\\\")) take(2);
    if (rest_.starts_with('[')) take(std::min(rest_.find(']'), rest_.size() - 1) + 1);
  }

  /// A group without its braces, a command, or one character.
  std::string_view take_argument() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    if (rest_.empty()) return {};
    if (rest_.front() == '\\') return take(length_of_command());
    if (rest_.front() != '{') return take(length_of_character());
    int depth = 0;
    std::size_t end = 0;
    do {
      if (rest_[end] == '\\')
        ++end;
      else
        depth += (rest_[end] == '{') - (rest_[end] == '}');
      ++end;
    } while (end < rest_.size() && depth > 0);
    const std::string_view group = take(std::min(end, rest_.size()));
    return depth == 0 ? group.substr(1, group.size() - 2) : group.substr(1);
  }

  std::size_t length_of_command() const {
    std::size_t n = 1;
    while (n < rest_.size() && is_letter(rest_[n])) ++n;
    return std::max<std::size_t>(n, 2);
  }

  std::string_view rest_;
  Row row_;
};

}  // namespace

std::string formula(std::string_view latex, bool displayed) {
  return (displayed ? "<math display=\"block\">" : "<math>") + Reader(latex).row().text() + "</math>";
}

}  // namespace stepmark::mathml
