#include "tests/reports/latex_value.hpp"

#include <cmath>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "tests/rooms.hpp"

namespace stepmark::support {

namespace {

class NotArithmetic : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Reader {
 public:
  explicit Reader(std::string_view latex) : rest_(latex) {}

  long double all() {
    const long double value = sum();
    if (!at_end()) throw NotArithmetic(std::string(rest_));
    return value;
  }

 private:
  void skip() {
    for (const std::string_view gap : {" ", "\n", "\\,", "{}", "\\quad"}) {
      if (rest_.starts_with(gap)) {
        rest_.remove_prefix(gap.size());
        return skip();
      }
    }
  }

  bool at_end() {
    skip();
    return rest_.empty();
  }

  bool accept(std::string_view token) {
    skip();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  void expect(std::string_view token) {
    if (!accept(token)) throw NotArithmetic(std::string(token) + " expected at " + std::string(rest_));
  }

  long double sum() {
    long double total = accept("-") ? -product() : product();
    while (true) {
      if (accept("+")) {
        total += product();
      } else if (accept("-")) {
        total -= product();
      } else {
        return total;
      }
    }
  }

  bool at_factor() {
    skip();
    if (rest_.empty()) return false;
    for (const std::string_view token :
         {"\\frac", "\\tfrac", "\\sqrt", "\\lvert", "\\left(", "\\left\\lvert", "\\bigl(", "\\sin", "\\cos", "\\exp",
          "\\min", "\\max", "\\operatorname", "(", "e^"}) {
      if (rest_.starts_with(token)) return true;
    }
    return rest_[0] >= '0' && rest_[0] <= '9';
  }

  long double product() {
    long double total = power();
    while (true) {
      if (accept("\\cdot")) {
        total *= accept("-") ? -power() : power();
      } else if (at_factor()) {
        total *= power();
      } else {
        return total;
      }
    }
  }

  long double power() {
    const long double base = atom();
    if (!accept("^")) return base;
    return std::pow(base, group());
  }

  long double group() {
    expect("{");
    const long double value = sum();
    expect("}");
    return value;
  }

  std::vector<long double> list(std::string_view close) {
    std::vector<long double> values{sum()};
    while (accept(",")) values.push_back(sum());
    expect(close);
    return values;
  }

  /// sin, cos, exp: with an optional power of their own before the argument.
  std::vector<long double> arguments() {
    if (accept("\\left(")) return list("\\right)");
    expect("(");
    return list(")");
  }

  long double atom() {
    if (accept("\\frac") || accept("\\tfrac")) {
      const long double above = group();
      return above / group();
    }
    if (accept("\\sqrt")) return std::sqrt(group());
    if (accept("\\left\\lvert")) return absolute("\\right\\rvert");
    if (accept("\\lvert")) return absolute("\\rvert");
    if (accept("\\left(")) return list("\\right)")[0];
    if (accept("\\bigl(")) return list("\\bigr)")[0];
    if (accept("(")) return list(")")[0];
    if (accept("\\sin")) return std::sin(arguments()[0]);
    if (accept("\\cos")) return std::cos(arguments()[0]);
    if (accept("\\exp")) return std::exp(arguments()[0]);
    if (accept("e^")) return std::exp(group());
    if (accept("\\operatorname{sign}") || accept("\\operatorname{sgn}")) return sign(arguments()[0]);
    if (accept("\\min")) return extreme(arguments(), false);
    if (accept("\\max")) return extreme(arguments(), true);
    return literal();
  }

  long double absolute(std::string_view close) {
    const long double value = std::abs(sum());
    expect(close);
    return value;
  }

  static long double sign(long double value) { return static_cast<long double>((value > 0) - (value < 0)); }

  static long double extreme(const std::vector<long double>& values, bool most) {
    long double result = values[0];
    for (const long double value : values) result = most ? std::max(result, value) : std::min(result, value);
    return result;
  }

  long double literal() {
    skip();
    std::size_t length = 0;
    while (length < rest_.size() && (std::string_view("0123456789.").find(rest_[length]) != std::string_view::npos))
      ++length;
    if (length == 0) throw NotArithmetic(std::string(rest_));
    const std::string digits(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return std::stold(digits);
  }

  std::string_view rest_;
};

}  // namespace

std::optional<long double> latex_value(const std::string& latex) {
  try {
    return Reader(latex).all();
  } catch (const NotArithmetic&) {
    return std::nullopt;
  }
}

}  // namespace stepmark::support
