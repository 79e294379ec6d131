#include "reports/formula_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace stepmark::reports {

namespace {

bool is_ascii_digit(char c) { return '0' <= c && c <= '9'; }
bool is_ascii_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }

bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

struct Spelling {
  std::string_view command, text;
};

template <std::size_t n>
const Spelling* find(const std::array<Spelling, n>& words, std::string_view command) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const Spelling& w) { return w.command == command; });
  return found == words.end() ? nullptr : found;
}

constexpr std::array relations = {
    Spelling{"approx", "≈"}, Spelling{"le", "<="},    Spelling{"leq", "<="},    Spelling{"ge", ">="},
    Spelling{"geq", ">="},   Spelling{"ne", "!="},    Spelling{"neq", "!="},    Spelling{"in", "in"},
    Spelling{"equiv", "=="}, Spelling{"sim", "~"},    Spelling{"to", "->"},     Spelling{"ll", "<<"},
    Spelling{"gg", ">>"},    Spelling{"propto", "~"}, Spelling{"mid", "|"},     Spelling{"gets", "<-"},
    Spelling{"pm", "+-"},    Spelling{"mp", "-+"},    Spelling{"mapsto", "->"},
};

/// What stands between two factors.
constexpr std::array products = {Spelling{"cdot", "*"}, Spelling{"times", "*"}, Spelling{"ast", "*"},
                                 Spelling{"odot", "*"}};

constexpr std::array fences = {Spelling{"lvert", "abs("},     Spelling{"rvert", ")"},       Spelling{"lVert", "norm("},
                               Spelling{"rVert", ")"},        Spelling{"lfloor", "floor("}, Spelling{"rfloor", ")"},
                               Spelling{"lceil", "ceiling("}, Spelling{"rceil", ")"},       Spelling{"langle", "<"},
                               Spelling{"rangle", ">"}};

/// They are applied to the bracket behind them.
constexpr std::array functions = {Spelling{"ln", "log"},  Spelling{"max", "max"}, Spelling{"min", "min"},
                                  Spelling{"exp", "exp"}, Spelling{"sin", "sin"}, Spelling{"cos", "cos"},
                                  Spelling{"log", "log"}, Spelling{"tan", "tan"}, Spelling{"tanh", "tanh"}};

constexpr std::array spaces = {Spelling{"quad", "  "}, Spelling{"qquad", "  "}};

constexpr std::array signs = {Spelling{"dots", "..."},  Spelling{"cdots", "..."}, Spelling{"ldots", "..."},
                              Spelling{"infty", "inf"}, Spelling{"ell", "loss"},  Spelling{"top", "T"},
                              Spelling{"%", "%"},       Spelling{"_", "_"},       Spelling{"#", "#"},
                              Spelling{"&", "&"},       Spelling{"$", "$"},       Spelling{"{", "{"},
                              Spelling{"}", "}"}};

/// Looks that plain text has not.
bool is_style(std::string_view name) {
  static constexpr std::array<std::string_view, 12> styles = {"mathrm", "mathbf", "mathcal",      "mathit",
                                                              "text",   "mathsf", "operatorname", "mathop",
                                                              "textbf", "mathbb", "boldsymbol",   "textit"};
  return std::find(styles.begin(), styles.end(), name) != styles.end();
}

bool is_accent(std::string_view name) {
  return name == "hat" || name == "bar" || name == "tilde" || name == "dot" || name == "vec";
}
bool is_size(std::string_view name) { return name == "left" || name == "right" || name == "bigl" || name == "bigr"; }

/// Does one of `signs` stand outside all brackets, behind the first character?
bool has_outside(std::string_view text, std::string_view signs_sought) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
    if (i > 0 && depth == 0 && signs_sought.find(c) != std::string_view::npos) return true;
  }
  return false;
}

std::string bracketed(std::string text) { return '(' + std::move(text) + ')'; }

/// Reads LaTeX from left to right. A reader is of one group, and writes it as one text.
class Reader {
 public:
  explicit Reader(std::string_view latex) : rest_(latex) {}

  std::vector<std::string> rows() {
    while (!rest_.empty()) piece();
    end_row();
    return std::move(rows_);
  }

 private:
  static std::string inner(std::string_view latex) {
    std::string text;
    for (const std::string& row : Reader(latex).rows()) text += (text.empty() ? "" : "; ") + row;
    return text;
  }

  // --- what is read

  void piece() {
    const char c = rest_.front();
    if (c == '\\') return command();
    if (is_ascii_digit(c) || c == '.') return operand(take_number());
    if (is_ascii_letter(c)) return letter();
    if (is_beyond_ascii(c)) return operand(take_while(is_beyond_ascii));
    if (c == '{') return operand(inner(take_argument()));
    rest_.remove_prefix(1);
    sign(c);
  }

  void sign(char c) {
    switch (c) {
      case ' ':
      case '\n':
      case '}':
        return;
      case '&':
        return column();
      case '_':
        return subscript(take_argument());
      case '^':
        return superscript(take_argument());
      case '(':
      case '[':
        return open(std::string(1, c));
      case ')':
      case ']':
        return close(std::string(1, c));
      case '+':
      case '-':
        if (ends_operand_) return relation(std::string_view(&c, 1));
        row_ += c;
        return;
      case ',':
      case ';':
        row_ += c;
        row_ += ' ';
        ends_operand_ = false;
        return;
      case '=':
      case '<':
      case '>':
        return relation(std::string_view(&c, 1));
      case '/':
      case '*':
      case '\'':
      default:
        row_ += c;
        ends_operand_ = c == '\'';
    }
  }

  void letter() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    operand(std::string_view(&c, 1));
    is_function_ = c == 'J' && rest_.starts_with('(');  // the objective at a point
  }

  void command() {
    rest_.remove_prefix(1);
    if (rest_.empty()) return;
    const std::string_view name = is_ascii_letter(rest_.front()) ? take_while(is_ascii_letter) : take(1);
    if (name == "\\") return row_end();
    if (name == "begin") return environment(std::string(take_argument()));
    if (name == "end") return void(take_argument());
    if (name == "frac" || name == "tfrac" || name == "dfrac") return fraction();
    if (name == "sqrt") return applied("sqrt", inner(take_argument()));
    if (name == "sum") return step_sum();
    if (name == "phantom") return void(take_argument());
    if (name == "partial" || name == "nabla") return operator_sign(name == "partial" ? "d" : "grad ");
    if (is_size(name)) return;
    if (is_accent(name)) return operand(inner(take_argument()) + '_' + std::string(name));
    if (name == "text") return words(take_argument());
    if (is_style(name)) return styled(name);
    named(name);
  }

  void named(std::string_view name) {
    if (name == "," || name == " " || name == ";" || name == "!" || name == ":") return;
    if (const Spelling* found = find(spaces, name)) return gap(found->text);
    if (const Spelling* found = find(relations, name)) return relation(found->text);
    if (const Spelling* found = find(products, name)) return factor(found->text);
    if (const Spelling* found = find(fences, name)) return fence(found->text);
    if (const Spelling* found = find(functions, name)) return function(found->text);
    if (const Spelling* found = find(signs, name)) return operand(found->text);
    operand(name);  // a Greek letter
  }

  void styled(std::string_view name) {
    std::string text(inner_words(take_argument()));
    if (name == "operatorname" || name == "mathop") return function(text);
    operand(text);
  }

  /// "if x > 0": what stands there in words stays as it is.
  static std::string inner_words(std::string_view latex) {
    const bool plain = latex.find_first_of("\\{}_^") == std::string_view::npos;
    return plain ? std::string(latex) : inner(latex);
  }

  void words(std::string_view latex) {
    if (!row_.empty() && row_.back() != ' ' && !latex.starts_with(' ') && row_.back() != '(') row_ += ' ';
    row_ += latex;
    if (!latex.ends_with(' ')) row_ += ' ';
    ends_operand_ = is_function_ = false;
  }

  // --- what is written

  void operand(std::string_view text) {
    if (ends_operand_) row_ += '*';
    begin_ = row_.size();
    row_ += text;
    ends_operand_ = true;
    is_function_ = false;
  }

  void operator_sign(std::string_view text) {
    if (ends_operand_) row_ += '*';
    row_ += text;
    ends_operand_ = is_function_ = false;
    if (text != "grad " || !rest_.starts_with(" J(")) return;
    row_.pop_back();  // the gradient at a point
    rest_.remove_prefix(2);
    begin_ = row_.size() - 4;
    ends_operand_ = is_function_ = true;
  }

  void function(std::string_view text) {
    operand(text);
    is_function_ = true;
  }

  void applied(const std::string& name, const std::string& argument) { operand(name + bracketed(argument)); }

  void open(const std::string& bracket) {
    if (ends_operand_ && !is_function_ && bracket != "[") row_ += '*';  // E[g^2] is a name
    opened_.push_back(is_function_ ? begin_ : row_.size());
    row_ += bracket;
    ends_operand_ = is_function_ = false;
  }

  void close(const std::string& bracket) {
    row_ += bracket;
    if (!opened_.empty()) {
      begin_ = opened_.back();
      opened_.pop_back();
    }
    ends_operand_ = true;
    is_function_ = false;
  }

  void fence(std::string_view text) { text == ")" || text == ">" ? close(std::string(text)) : open(std::string(text)); }

  void relation(std::string_view text) {
    while (row_.ends_with(' ')) row_.pop_back();
    if (!row_.empty()) row_ += ' ';
    row_ += text;
    row_ += ' ';
    ends_operand_ = is_function_ = false;
  }

  void factor(std::string_view text) {
    row_ += text;
    ends_operand_ = is_function_ = false;
  }

  void gap(std::string_view text) {
    if (row_.empty() && goes_on_) row_ = text;
    if (!row_.empty() && row_.back() != ' ') row_ += text;
    ends_operand_ = is_function_ = false;
  }

  void fraction() {
    std::string above = inner(take_argument()), below = inner(take_argument());
    if (has_outside(above, "+-<=>≈ ")) above = bracketed(std::move(above));
    if (has_outside(below, "+-*/ ") || below.starts_with('-')) below = bracketed(std::move(below));
    operand(above + '/' + below);
  }

  /// Its body goes on to the end of what holds it.
  void step_sum() {
    std::string from, to;
    for (int i = 0; i < 2 && !rest_.empty() && (rest_.front() == '_' || rest_.front() == '^'); ++i) {
      const bool below = rest_.front() == '_';
      rest_.remove_prefix(1);
      (below ? from : to) = without_blanks(inner(take_argument()));
    }
    const std::string body = inner(take_sum_body());
    operand("sum(" + from + (to.empty() ? "" : ".." + to) + ", " + body + ')');
  }

  static bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
  }

  std::string_view take_sum_body() {
    int depth = 0;
    std::size_t end = 0;
    for (; end < rest_.size(); ++end) {
      const char c = rest_[end];
      const std::string_view here = rest_.substr(end);
      depth += (c == '(' || c == '{' || c == '[') - (c == ')' || c == '}' || c == ']');
      depth += starts_with_any(here, {"\\lvert", "\\lVert", "\\lfloor"});
      depth -= starts_with_any(here, {"\\rvert", "\\rVert", "\\rfloor"});
      if (depth < 0 || (depth == 0 && (c == '&' || starts_with_any(here, {"\\\\", "\\end{"})))) break;
    }
    std::string_view body = take(end);
    if (body.ends_with("\\right")) body.remove_suffix(6);  // the bracket that ends it is read next
    return body;
  }

  /// The digits of a name are its own; everything else below it is an index.
  void subscript(std::string_view latex) {
    const std::string index = without_blanks(inner(latex));
    const std::string_view base = std::string_view(row_).substr(std::min(begin_, row_.size()));
    const bool of_name = std::all_of(index.begin(), index.end(), is_ascii_digit) && is_small_greek(base);
    row_ += of_name ? index : '[' + index + ']';
  }

  static bool is_small_greek(std::string_view base) {
    const std::string_view letter = base.substr(0, base.find('_'));
    return letter.size() > 1 && letter != "theta" && letter != "loss" &&
           std::all_of(letter.begin(), letter.end(), [](char c) { return 'a' <= c && c <= 'z'; });
  }

  void superscript(std::string_view latex) {
    if (latex.starts_with("\\mathrm{")) {
      row_ += '_' + inner(latex);
      return;
    }
    std::string power = inner(latex);
    const std::string_view unsigned_ = std::string_view(power).substr(power.starts_with('-') ? 1 : 0);
    const bool is_sign = power == "+" || power == "-";
    const bool is_integer = !unsigned_.empty() && std::all_of(unsigned_.begin(), unsigned_.end(), is_ascii_digit);
    if (!is_integer && !is_sign && (has_outside(power, "+-*/^ ") || power.starts_with('-')))
      power = bracketed(std::move(power));
    row_ += '^' + power;
    ends_operand_ = true;
  }

  // --- environments and rows

  void environment(const std::string& name) {
    if (name == "aligned" || name == "array") return;
    const std::string close = "\\end{" + name + '}';
    const std::size_t at = std::min(rest_.find(close), rest_.size());
    const std::string_view body = take(at);
    take(std::min(close.size(), rest_.size()));
    std::string text;
    Reader reader(body);
    reader.between_columns_ = " ";
    for (const std::string& row : reader.rows()) text += (text.empty() ? "" : "; ") + row;
    operand(name == "cases" ? '{' + text + '}' : '[' + text + ']');
  }

  void column() {
    if (row_.empty()) {
      goes_on_ = true;
      return;
    }
    if (between_columns_.empty()) return;
    row_ += between_columns_;
    ends_operand_ = is_function_ = false;
  }

  void row_end() {
    if (rest_.starts_with('[')) take(std::min(rest_.find(']'), rest_.size() - 1) + 1);
    end_row();
  }

  void end_row() {
    while (row_.ends_with(' ')) row_.pop_back();
    if (!row_.empty())
      rows_.push_back((goes_on_ ? "    " : "") + row_.substr(goes_on_ ? row_.find_first_not_of(' ') : 0));
    row_.clear();
    ends_operand_ = is_function_ = goes_on_ = false;
    begin_ = 0;
  }

  // --- taking

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

  std::string take_number() {
    constexpr std::string_view comma = "{,}";
    std::string number(take_while([](char c) { return is_ascii_digit(c) || c == '.'; }));
    if (!rest_.starts_with(comma)) return number;
    take(comma.size());
    return number + ',' + std::string(take_while(is_ascii_digit));
  }

  /// A group without its braces, a command, or one character.
  std::string_view take_argument() {
    while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    if (rest_.empty()) return {};
    if (rest_.front() == '\\') {
      std::size_t n = 1;
      while (n < rest_.size() && is_ascii_letter(rest_[n])) ++n;
      return take(std::max<std::size_t>(n, 2));
    }
    if (rest_.front() != '{') return take(1);
    int depth = 0;
    std::size_t end = 0;
    do {
      if (rest_[end] == '\\') {
        end += 2;
        continue;
      }
      depth += (rest_[end] == '{') - (rest_[end] == '}');
      ++end;
    } while (end < rest_.size() && depth > 0);
    const std::string_view group = take(std::min(end, rest_.size()));
    return depth == 0 ? group.substr(1, group.size() - 2) : group.substr(1);
  }

  static std::string without_blanks(std::string text) {
    std::erase(text, ' ');
    return text;
  }

  std::string_view rest_;
  std::string row_;
  std::vector<std::string> rows_;
  std::string between_columns_;
  std::vector<std::size_t> opened_;  ///< where what is in brackets begins
  std::size_t begin_ = 0;            ///< of the last operand
  bool ends_operand_ = false;        ///< what follows is multiplied with it
  bool is_function_ = false;         ///< a bracket that follows holds its arguments
  bool goes_on_ = false;             ///< the row began without a left side
};

}  // namespace

std::string formula_text(std::string_view latex) {
  std::string text;
  for (const std::string& row : formula_rows(latex)) text += (text.empty() ? "" : "; ") + row;
  return text;
}

std::vector<std::string> formula_rows(std::string_view latex) { return Reader(latex).rows(); }

}  // namespace stepmark::reports
