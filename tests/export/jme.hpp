// Expressions of Numbas' language JME (docs.numbas.org.uk, "JME reference"), as far as exports use it, in doubles.
// Names are case-insensitive there; "1e-8" is 1*e - 8.
#pragma once

#include <cctype>
#include <cmath>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/rooms.hpp"

namespace stepmark::support {

/// Truth is 1.
class Jme {
 public:
  using Lookup = std::function<double(const std::string& name)>;

  explicit Jme(std::string text) : text_(std::move(text)) {
    root_ = disjunction();
    skip();
    if (at_ != text_.size()) throw std::runtime_error("JME stops at: " + text_.substr(at_, 40));
  }
  double value(const Lookup& names) const { return root_(names); }

 private:
  using Node = std::function<double(const Lookup&)>;

  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }
  bool take(const std::string& sign) {
    skip();
    if (text_.compare(at_, sign.size(), sign) != 0) return false;
    const bool is_word = std::isalpha(static_cast<unsigned char>(sign.back())) != 0;
    const std::size_t end = at_ + sign.size();
    if (is_word && end < text_.size() &&
        (std::isalnum(static_cast<unsigned char>(text_[end])) != 0 || text_[end] == '_')) {
      return false;
    }
    at_ = end;
    return true;
  }

  Node disjunction() {
    Node all = conjunction();
    while (take("or")) {
      all = [left = all, right = conjunction()](const Lookup& n) { return left(n) != 0 || right(n) != 0 ? 1.0 : 0.0; };
    }
    return all;
  }
  Node conjunction() {
    Node all = negated();
    while (take("and")) {
      all = [left = all, right = negated()](const Lookup& n) { return left(n) != 0 && right(n) != 0 ? 1.0 : 0.0; };
    }
    return all;
  }
  Node negated() {
    if (take("not")) return [of = negated()](const Lookup& n) { return of(n) == 0 ? 1.0 : 0.0; };
    return comparison();
  }
  Node comparison() {
    const Node left = sum();
    using Test = bool (*)(double, double);
    const std::vector<std::pair<std::string, Test>> tests = {
        {"<>", [](double a, double b) { return a != b; }}, {"<=", [](double a, double b) { return a <= b; }},
        {">=", [](double a, double b) { return a >= b; }}, {"<", [](double a, double b) { return a < b; }},
        {">", [](double a, double b) { return a > b; }},   {"=", [](double a, double b) { return a == b; }}};
    for (const auto& [sign, test] : tests) {
      if (take(sign)) {
        return [left, right = sum(), test = test](const Lookup& n) { return test(left(n), right(n)) ? 1.0 : 0.0; };
      }
    }
    return left;
  }
  Node sum() {
    Node all = product();
    for (;;) {
      if (take("+")) {
        all = [left = all, right = product()](const Lookup& n) { return left(n) + right(n); };
      } else if (take("-")) {
        all = [left = all, right = product()](const Lookup& n) { return left(n) - right(n); };
      } else {
        return all;
      }
    }
  }
  Node product() {
    Node all = signed_power();
    for (;;) {
      if (take("*")) {
        all = [left = all, right = signed_power()](const Lookup& n) { return left(n) * right(n); };
      } else if (take("/")) {
        all = [left = all, right = signed_power()](const Lookup& n) { return left(n) / right(n); };
      } else {
        return all;
      }
    }
  }
  Node signed_power() {
    if (take("-")) return [of = signed_power()](const Lookup& n) { return -of(n); };
    const Node base = atom();
    if (!take("^")) return base;
    return [base, exponent = signed_power()](const Lookup& n) { return std::pow(base(n), exponent(n)); };
  }
  Node atom() {
    if (take("(")) {
      Node inner = disjunction();
      expect(")");
      return inner;
    }
    if (at_ < text_.size() && std::isdigit(static_cast<unsigned char>(text_[at_])) != 0) return number();
    const std::string word = name();
    if (!take("(")) return [word](const Lookup& n) { return n(word); };
    std::vector<Node> of = {disjunction()};
    while (take(",")) of.push_back(disjunction());
    expect(")");
    return function(word, of);
  }
  void expect(const std::string& sign) {
    if (!take(sign)) throw std::runtime_error("JME: no " + sign + " at " + text_.substr(at_, 40));
  }
  Node number() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '.'))
      ++at_;
    if (at_ < text_.size() && std::isalpha(static_cast<unsigned char>(text_[at_])) != 0) {
      throw std::runtime_error("JME multiplies: " + text_.substr(begin, 20));
    }
    return [value = std::stod(text_.substr(begin, at_ - begin))](const Lookup&) { return value; };
  }
  std::string name() {
    std::string word;
    while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '_')) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(text_[at_++])));
    }
    if (word.empty()) throw std::runtime_error("JME: nothing at " + text_.substr(at_, 40));
    return word;
  }
  static Node function(const std::string& word, const std::vector<Node>& of) {
    const Node a = of[0];
    if (word == "if") {
      return [a, then = of.at(1), otherwise = of.at(2)](const Lookup& n) { return a(n) != 0 ? then(n) : otherwise(n); };
    }
    if (word == "min" || word == "max") {
      return [a, b = of.at(1), is_min = word == "min"](const Lookup& n) {
        return is_min ? std::min(a(n), b(n)) : std::max(a(n), b(n));
      };
    }
    if (word == "abs") return [a](const Lookup& n) { return std::fabs(a(n)); };
    if (word == "sqrt") return [a](const Lookup& n) { return std::sqrt(a(n)); };
    if (word == "exp") return [a](const Lookup& n) { return std::exp(a(n)); };
    if (word == "ln") return [a](const Lookup& n) { return std::log(a(n)); };
    if (word == "sin") return [a](const Lookup& n) { return std::sin(a(n)); };
    if (word == "cos") return [a](const Lookup& n) { return std::cos(a(n)); };
    if (word == "floor") return [a](const Lookup& n) { return std::floor(a(n)); };
    if (word == "sign") {
      return [a](const Lookup& n) { return a(n) > 0 ? 1.0 : a(n) < 0 ? -1.0 : 0.0; };
    }
    throw std::runtime_error("JME: unknown function " + word);
  }

  std::string text_;
  std::size_t at_ = 0;
  Node root_;
};

}  // namespace stepmark::support
