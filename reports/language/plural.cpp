#include "reports/language/plural.hpp"

#include <charconv>
#include <stdexcept>

namespace stepmark::language {

namespace {

/// Reads and evaluates in one go, a function for each level of C's operators.
class Evaluation {
 public:
  Evaluation(std::string_view expression, std::uint64_t n) : rest_(expression), n_(n) {}

  std::uint64_t value() {
    const std::uint64_t value = choice();
    if (skip(); !rest_.empty()) fail();
    return value;
  }

 private:
  [[noreturn]] static void fail() { throw std::invalid_argument("no plural rule"); }

  void skip() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
  }

  bool take(std::string_view sign) {
    skip();
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }

  void want(std::string_view sign) {
    if (!take(sign)) fail();
  }

  std::uint64_t choice() {
    const std::uint64_t condition = either();
    if (!take("?")) return condition;
    const std::uint64_t yes = choice();
    want(":");
    const std::uint64_t no = choice();
    return condition != 0 ? yes : no;
  }

  std::uint64_t either() {
    std::uint64_t value = both();
    while (take("||")) {
      const std::uint64_t other = both();
      value = value != 0 || other != 0;
    }
    return value;
  }

  std::uint64_t both() {
    std::uint64_t value = equality();
    while (take("&&")) {
      const std::uint64_t other = equality();
      value = value != 0 && other != 0;
    }
    return value;
  }

  std::uint64_t equality() {
    std::uint64_t value = order();
    while (true) {
      if (take("==")) {
        value = value == order();
      } else if (take("!=")) {
        value = value != order();
      } else {
        return value;
      }
    }
  }

  std::uint64_t order() {
    std::uint64_t value = sum();
    while (true) {
      if (take("<=")) {
        value = value <= sum();
      } else if (take(">=")) {
        value = value >= sum();
      } else if (take("<")) {
        value = value < sum();
      } else if (take(">")) {
        value = value > sum();
      } else {
        return value;
      }
    }
  }

  std::uint64_t sum() {
    std::uint64_t value = product();
    while (true) {
      if (take("+")) {
        value += product();
      } else if (take("-")) {
        value -= product();
      } else {
        return value;
      }
    }
  }

  std::uint64_t product() {
    std::uint64_t value = operand();
    while (true) {
      if (take("*")) {
        value *= operand();
      } else if (take("%")) {
        value %= divisor();
      } else if (take("/")) {
        value /= divisor();
      } else {
        return value;
      }
    }
  }

  std::uint64_t divisor() {
    const std::uint64_t value = operand();
    if (value == 0) fail();
    return value;
  }

  std::uint64_t operand() {
    skip();
    if (rest_.starts_with("!") && !rest_.starts_with("!=")) return want("!"), operand() == 0;
    if (take("n")) return n_;
    if (take("(")) {
      const std::uint64_t value = choice();
      return want(")"), value;
    }
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    if (error != std::errc()) fail();
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return number;
  }

  std::string_view rest_;
  std::uint64_t n_;
};

/// What stands between "NAME=" and the next semicolon.
std::string_view field(std::string_view rule, std::string_view name) {
  const std::size_t at = rule.find(name);
  if (at == std::string_view::npos) throw std::invalid_argument("no plural rule");
  const std::size_t begin = at + name.size();
  return rule.substr(begin, rule.find(';', begin) - begin);
}

}  // namespace

PluralRule::PluralRule(std::string_view rule)
    : forms_(Evaluation(field(rule, "nplurals="), 0).value()), expression_(field(rule, "plural=")) {
  form_of(0);
}

std::size_t PluralRule::form_of(std::uint64_t n) const {
  const std::uint64_t form = Evaluation(expression_, n).value();
  if (form >= forms_) throw std::invalid_argument("a plural rule gives more forms than it has");
  return form;
}

}  // namespace stepmark::language
