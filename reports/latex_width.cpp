#include "reports/latex_width.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace stepmark::reports {

namespace {

constexpr double script = 0.8;  // small type is wider in proportion

/// Reads LaTeX from left to right; every member consumes what it measures.
class Ruler {
 public:
  explicit Ruler(std::string_view latex) : rest_(latex) {}

  double all() {
    double total = 0;
    while (!rest_.empty()) total += piece();
    return total;
  }

 private:
  double piece() {
    const char c = take();
    switch (c) {
      case '\\':
        return command();
      case '{':
        return group();
      case '_':
        return scripts('^');
      case '^':
        return scripts('_');
      case ' ':
      case '\n':
      case '}':
        return 0;
      default:
        return glyph(c);
    }
  }

  /// A subscript and a superscript stand above each other.
  double scripts(char other) {
    const double first = script * argument();
    if (rest_.empty() || rest_.front() != other) return first;
    take();
    return std::max(first, script * argument());
  }

  double argument() {
    while (!rest_.empty() && rest_.front() == ' ') take();
    return rest_.empty() ? 0 : piece();
  }

  double group() {
    after_operand_ = false;
    double total = 0;
    while (!rest_.empty() && rest_.front() != '}') total += piece();
    if (!rest_.empty()) take();
    after_operand_ = true;
    return total;
  }

  double command() {
    const std::string_view name = command_name();
    if (name == "frac" || name == "tfrac" || name == "dfrac") return fraction(name == "tfrac" ? script : 1);
    if (name == "sqrt") return 9 + argument();
    if (name == "left" || name == "right" || name == "bigl" || name == "bigr") return 2 + argument();
    if (name == "mathrm" || name == "text" || name == "hat" || name == "bar" || name == "tilde") return argument();
    if (name == "operatorname" || name == "mathop" || name == "mathbf") return argument() + 2;
    if (name == "begin" || name == "end") return environment(name == "begin");
    after_operand_ = !(name == "cdot" || name == "approx");
    return symbol(name);
  }

  double fraction(double scale) {
    const double above = argument(), below = argument();
    after_operand_ = true;
    return scale * std::max(above, below) + 2.4;
  }

  /// Of cases, the widest row counts.
  double environment(bool begins) {
    argument();
    if (!begins) return 0;
    double widest = 0, row = 0;
    while (!rest_.empty() && !rest_.starts_with("\\end")) {
      const bool ends = rest_.starts_with("\\\\");
      row += ends ? 0 : rest_.front() == '&' ? 10 : 0;
      if (ends || rest_.front() == '&') {
        rest_.remove_prefix(ends ? 2 : 1);
        if (ends) row = 0;
      } else {
        row += piece();
      }
      widest = std::max(widest, row);
    }
    return widest + 12;
  }

  static double symbol(std::string_view name) {
    if (name == "cdot") return 7.2;
    if (name == "approx" || name == "le" || name == "ge" || name == "ne") return 13.3;
    if (name == "quad") return 10;
    if (name == "qquad") return 20;
    if (name == "sum") return 16;
    if (name == "nabla") return 8.3;
    if (name == "dots" || name == "cdots" || name == "ldots") return 13;
    if (name == "lvert" || name == "rvert") return 2.8;
    if (name == "lVert" || name == "rVert") return 5;
    if (name == "," || name == "thinspace") return 1.7;
    if (name == "min" || name == "max" || name == "exp" || name == "sin" || name == "cos") return 19;
    if (name == "tanh") return 24;
    if (name == "ln" || name == "log") return 12;
    return name.size() == 1 ? 3 : 6;
  }

  double glyph(char c) {
    const bool binary = after_operand_;
    const bool operation = c == '+' || c == '-';
    after_operand_ = !operation && c != '=' && c != '(' && c != ',' && c != '<' && c != '>';
    if (operation) return binary ? 12.2 : 7.8;
    if (c == '=' || c == '<' || c == '>') return 13.3;
    if (c == '(' || c == ')' || c == '[' || c == ']') return 3.9;
    if (c == '.' || c == '\'') return 2.8;
    if (c == ',') return 4.5;
    if (c >= '0' && c <= '9') return 5;
    if (c == '&') return 0;
    if (c >= 'A' && c <= 'Z') return c == 'M' || c == 'W' ? 10.5 : 8;
    return c == 'm' || c == 'w' ? 8.8 : 5.5;
  }

  std::string_view command_name() {
    std::size_t length = 0;
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    while (length < rest_.size() && letter(rest_[length])) ++length;
    if (length == 0 && !rest_.empty()) length = 1;
    const std::string_view name = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return name;
  }

  char take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  std::string_view rest_;
  bool after_operand_ = false;
};

/// The same as the ruler's, and most of what is measured.
std::optional<double> width_of_digits(std::string_view latex) {
  double total = 0;
  for (std::size_t i = 0; i < latex.size(); ++i) {
    const char c = latex[i];
    if (c != '.' && !(c == '-' && i == 0) && (c < '0' || c > '9')) return std::nullopt;
    total += c == '.' ? 2.8 : c == '-' ? 7.8 : 5;
  }
  return total;
}

}  // namespace

double latex_width(std::string_view latex) {
  if (const auto digits = width_of_digits(latex)) return *digits;
  return Ruler(latex).all();
}

}  // namespace stepmark::reports
