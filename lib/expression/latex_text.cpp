#include "lib/expression/latex_text.hpp"

#include <algorithm>

#include "lib/base/ascii.hpp"

namespace stepmark::expression {

namespace {

constexpr std::size_t longest = 200;
constexpr int deepest = 8;

constexpr const char* allowed =
    "expected letters, digits, + - * / = ( ) [ ] . , ' ^ _, balanced braces and commands of notation: Greek letters, "
    "\\hat \\bar \\tilde \\dot \\vec, \\mathrm \\mathbf \\mathcal \\text, \\nabla \\partial \\ell \\infty and others";

bool is_among(std::string_view word, const std::vector<std::string>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Reads by the grammar
///
///     list     = { item [scripts] }
///     scripts  = { "'" } and at most one of each of "^" argument and "_" argument
///     item     = character | letter | sign | style argument | word "{" words "}" | "\frac" argument argument | group
///     argument = character | letter | group
///     group    = "{" list "}"
class Checker {
 public:
  Checker(std::string_view text, const Location& where) : text_(text), where_(where) {}

  void whole() {
    if (text_.empty()) fail(0, "the text is empty");
    if (text_.size() > longest) fail(0, "the text is longer than " + std::to_string(longest) + " characters");
    if (text_.front() == ' ' || text_.back() == ' ') fail(0, "a blank at the beginning or the end");
    if (!is_letter(at()) && std::string_view("\\{([").find(at()) == std::string_view::npos) begins_badly();
    list(0);
    if (at_ < text_.size()) fail(at_, "'}' closes nothing");
  }

 private:
  [[noreturn]] void fail(std::size_t position, const std::string& wrong) const {
    Location place = where_;
    place.column += position;
    throw InputError(place, wrong, allowed);
  }

  [[noreturn]] void begins_badly() const {
    character();
    fail(0, "it begins with " + in_quotes(text_.substr(0, 1)));
  }

  char at() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void list(int depth) {
    bool superscript = false, subscript = false;
    while (at_ < text_.size() && at() != '}') {
      const char c = at();
      if (c == '\'' && superscript) fail(at_, "a prime behind a superscript");
      if (c == '^') script(superscript, "superscript", depth);
      if (c == '_') script(subscript, "subscript", depth);
      if (c == '^' || c == '_') continue;
      if (c != '\'' && c != ' ') superscript = subscript = false;
      item(depth);
    }
  }

  void script(bool& there, const std::string& what, int depth) {
    if (there) fail(at_, "a second " + what + " in the same place");
    there = true;
    ++at_;
    argument(what, depth);
  }

  void item(int depth) {
    if (at() == '{') return group(depth);
    if (at() != '\\') return take_character();
    const std::size_t begin = at_;
    const std::string_view name = command();
    if (is_among(name, latex_letters()) || is_among(name, latex_signs())) return;
    if (is_among(name, latex_words())) return words(begin, name);
    if (name != "frac" && !is_among(name, latex_styles())) refuse(begin, name);
    argument('\\' + std::string(name), depth);
    if (name == "frac") argument("\\frac", depth);
  }

  void argument(const std::string& of, int depth) {
    while (at() == ' ') ++at_;
    if (at() == '{') return group(depth);
    const std::size_t begin = at_;
    if (at() == '\\') {
      const std::string_view name = command();
      if (is_among(name, latex_letters())) return;
      if (!is_known(name)) refuse(begin, name);
    } else if (is_letter(at()) || is_digit(at()) || at() == '*' || at() == '+' || at() == '-') {
      ++at_;
      return;
    }
    fail(begin, of + " has no argument in braces");
  }

  void group(int depth) {
    const std::size_t begin = at_++;
    if (depth == deepest) fail(begin, "braces are nested too deeply");
    list(depth + 1);
    if (at() != '}') fail(begin, "'{' is not closed");
    ++at_;
  }

  void words(std::size_t begin, std::string_view name) {
    if (at() != '{') fail(begin, '\\' + std::string(name) + " has no argument in braces");
    const std::size_t open = at_++;
    while (is_letter(at()) || is_digit(at()) || (at() != '\0' && std::string_view(" .,-").find(at()) != npos)) ++at_;
    if (at_ == text_.size()) fail(open, "'{' is not closed");
    if (at() != '}') fail(at_, in_quotes(character()) + " in words");
    ++at_;
  }

  void take_character() {
    const std::string_view c = character();
    const bool good = is_letter(c[0]) || is_digit(c[0]) || std::string_view(" +-*/=()[].,'").find(c) != npos;
    if (!good) fail(at_, in_quotes(c) + " may not stand in the LaTeX of a name");
    // Some readers of Markdown would make a link of it.
    const bool link = c == "]" && at_ + 1 < text_.size() && (text_[at_ + 1] == '(' || text_[at_ + 1] == '[');
    if (link) fail(at_ + 1, "a bracket directly behind ']'");
    ++at_;
  }

  /// The code point that is next.
  std::string_view character() const {
    std::size_t length = 1;
    while (at_ + length < text_.size() && (static_cast<unsigned char>(text_[at_ + length]) & 0xC0) == 0x80) ++length;
    return text_.substr(at_, length);
  }

  std::string_view command() {
    const std::size_t begin = ++at_;
    while (is_letter(at())) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  static bool is_known(std::string_view name) {
    return name == "frac" || is_among(name, latex_letters()) || is_among(name, latex_signs()) ||
           is_among(name, latex_styles()) || is_among(name, latex_words());
  }

  [[noreturn]] void refuse(std::size_t begin, std::string_view name) const {
    const std::string_view shown = text_.substr(begin, std::max<std::size_t>(2, 1 + name.size()));
    fail(begin, in_quotes(shown) + " may not stand in the LaTeX of a name");
  }

  static constexpr std::size_t npos = std::string_view::npos;
  std::string_view text_;
  Location where_;
  std::size_t at_ = 0;
};

}  // namespace

std::string checked_latex(std::string_view text, const Location& where) {
  Checker(text, where).whole();
  std::string printed;
  for (const char c : text) printed += c == '*' ? std::string("{\\ast}") : std::string(1, c);
  return printed;
}

const std::vector<std::string>& latex_letters() {
  static const std::vector<std::string> names = {
      "alpha",   "beta",   "gamma",    "delta",   "epsilon",  "zeta",   "eta",     "theta",      "iota",
      "kappa",   "lambda", "mu",       "nu",      "xi",       "pi",     "rho",     "sigma",      "tau",
      "upsilon", "phi",    "chi",      "psi",     "omega",    "Gamma",  "Delta",   "Theta",      "Lambda",
      "Xi",      "Pi",     "Sigma",    "Upsilon", "Phi",      "Psi",    "Omega",   "varepsilon", "vartheta",
      "varpi",   "varrho", "varsigma", "varphi",  "ell",      "nabla",  "partial", "infty",      "prime",
      "ast",     "star",   "dagger",   "ddagger", "circ",     "bullet", "top",     "bot",        "perp",
      "Re",      "Im",     "aleph",    "wp",      "emptyset", "pm",     "mp"};
  return names;
}

const std::vector<std::string>& latex_signs() {
  static const std::vector<std::string> names = {
      "cdot",    "times",     "div",    "oplus",  "ominus", "otimes", "odot",  "wedge", "vee",       "cap",
      "cup",     "parallel",  "mid",    "le",     "leq",    "ge",     "geq",   "ne",    "neq",       "approx",
      "sim",     "simeq",     "equiv",  "propto", "ll",     "gg",     "in",    "to",    "leftarrow", "rightarrow",
      "uparrow", "downarrow", "mapsto", "ldots",  "cdots",  "lvert",  "rvert", "lVert", "rVert",     "langle",
      "rangle",  "lfloor",    "rfloor", "lceil",  "rceil",  "sum",    "prod",  "int",   "quad",      "min",
      "max",     "exp",       "log",    "ln",     "sin",    "cos",    "tan",   "tanh",  "arg",       "sup",
      "inf",     "lim",       "det",    "hbar",   "imath",  "jmath"};
  return names;
}

const std::vector<std::string>& latex_styles() {
  static const std::vector<std::string> names = {
      "hat",    "bar",    "tilde",   "dot",       "ddot",     "vec",       "check",      "breve",
      "acute",  "grave",  "widehat", "widetilde", "overline", "underline", "mathrm",     "mathbf",
      "mathit", "mathsf", "mathtt",  "mathcal",   "mathbb",   "mathfrak",  "boldsymbol", "sqrt"};
  return names;
}

const std::vector<std::string>& latex_words() {
  static const std::vector<std::string> names = {"text", "textrm", "textbf", "textit", "operatorname"};
  return names;
}

}  // namespace stepmark::expression
