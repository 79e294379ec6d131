#include "lib/expression/derivative.hpp"

#include <ginac/ginac.h>
#include <gtest/gtest.h>

#include <utility>

#include "lib/base/error.hpp"
#include "lib/expression/parse.hpp"
#include "lib/expression/print.hpp"
#include "tests/expression/random_expression.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::string derived(const std::string& text, const std::string& variable = "x") {
  return to_text(derivative(parse_expression(text), variable));
}

TEST(Derivative, ComesOutAsAPersonWritesIt) {
  const std::pair<const char*, const char*> cases[] = {
      {"(1.5 - x + x*y)^2", "2*(1.5 - x + x*y)*(y - 1)"},
      {"(2.25 - x + x*y^2)^2", "2*(2.25 - x + x*y^2)*(y^2 - 1)"},
      {"x^2 + 5*y^2", "2*x"},
      {"x^2*y", "2*x*y"},
      {"x^3", "3*x^2"},
      {"x*x", "2*x"},
      {"x*x^2", "3*x^2"},
      {"cos(x^2)", "-2*x*sin(x^2)"},
      {"100*(y - x^2)^2 + (1 - x)^2", "-400*x*(y - x^2) - 2*(1 - x)"},
      {"(x*y + 3 - y)^2/2", "y*(x*y + 3 - y)"},
      {"x^3/3 - x", "x^2 - 1"},
      {"x^2/4", "x/2"},
      {"0.1*x^2 + 2*y^2", "0.2*x"},
      {"sqrt(x^2 + y^2)", "x/sqrt(x^2 + y^2)"},
      {"exp(-x*y)", "-y*exp(-x*y)"},
      {"log(1 + exp(-x))", "-exp(-x)/(1 + exp(-x))"},
      {"x/y", "1/y"},
      {"y/x", "-y/x^2"},
      {"abs(x)", "sign(x)"},
      {"max(x, y^2)", "if(x > y^2, 1, 0)"},
      {"-(x + y)^2", "-2*(x + y)"},
      {"x/sqrt(1 + x^2)", "1/((1 + x^2)*sqrt(1 + x^2))"},
      {"(x - 1)^2*(x - 1)", "3*(x - 1)^2"},
      {"1/x^2", "-2/x^3"},
      {"1/(2*x)", "-1/(2*x^2)"},
      {"x^-2", "-2/x^3"},
      {"log(x^2)", "2/x"},
      {"x*log(x)", "log(x) + 1"},
      {"log(x)/x^2", "(1 - 2*log(x))/x^3"},
      {"x/(1 + x)", "1/(1 + x)^2"},
      {"x/(x^2 + 1)", "(1 - x^2)/(x^2 + 1)^2"},
      {"sin(x)*cos(x)", "cos(x)^2 - sin(x)^2"},
      {"x*sqrt(x)", "3*sqrt(x)/2"},
      {"sqrt(x)", "1/(2*sqrt(x))"},
      {"x^1.5", "1.5*sqrt(x)"},
      {"x^(1/3)", "x^(-2/3)/3"},
      {"exp(x)*exp(x)", "2*exp(x)^2"},
      {"max(0, 1 - x)^2", "if(0 > 1 - x, 0, -2*max(0, 1 - x))"},
      {"1/(1 + exp(-x))", "exp(-x)/(1 + exp(-x))^2"},
      {"sigmoid(w*x + b)", "sigmoid(w*x + b)*(1 - sigmoid(w*x + b))*w"},
      {"tanh(w*x)", "(1 - tanh(w*x)^2)*w"},
      {"softplus(w*x)", "sigmoid(w*x)*w"},
      {"relu(w*x + b)", "if(w*x + b > 0, w, 0)"},
      {"sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x))"},
      {"softplus(w*x + b) - y*(w*x + b)", "(sigmoid(w*x + b) - y)*w"},
      {"-y*log(sigmoid(w*x + b)) - (1 - y)*log(1 - sigmoid(w*x + b))", "(sigmoid(w*x + b) - y)*w"},
      {"-(y*log(sigmoid(w*x + b)) + (1 - y)*log(1 - sigmoid(w*x + b)))", "(sigmoid(w*x + b) - y)*w"},
      {"-log(sigmoid(w*x))", "-(1 - sigmoid(w*x))*w"},
      {"log(1 - sigmoid(w*x))", "-sigmoid(w*x)*w"},
      {"softplus(w*x) - y*w*x + 0.1*x^2", "(sigmoid(w*x) - y)*w + 0.2*x"},
      {"(v*sigmoid(w*x) - y)^2/2", "(v*sigmoid(w*x) - y)*v*sigmoid(w*x)*(1 - sigmoid(w*x))*w"},
      {"(v*relu(w*x) - y)^2/2", "if(w*x > 0, (v*relu(w*x) - y)*v*w, 0)"},
      {"log(exp(x*a) + exp(b*a)) - y*x*a", "(exp(x*a)/(exp(x*a) + exp(b*a)) - y)*a"},
      {"7", "0"},
      {"y", "0"},
  };
  for (const auto& [function, expected] : cases) EXPECT_EQ(derived(function), expected) << function;
}

TEST(Derivative, WhatHasNoneIsRefused) {
  for (const char* text : {"norm(x)", "grad(x)", "sum(s=1..3, x)", "choose(2, x, x)"}) {
    EXPECT_THROW(derived(text), InputError) << text;
  }
}

/// GiNaC's derivative of the same text, and ours, at the same rational point, must agree far beyond double precision.
class AgainstGinac {
 public:
  AgainstGinac() : x_("x"), y_("y") {}

  GiNaC::ex read(const std::string& text) {
    GiNaC::symtab table;
    table["x"] = x_;
    table["y"] = y_;
    return GiNaC::parser(table)(text);
  }

  GiNaC::ex at(const GiNaC::ex& e, const GiNaC::numeric& x, const GiNaC::numeric& y) const {
    return e.subs(GiNaC::lst{x_ == x, y_ == y});
  }

  GiNaC::ex differentiate(const GiNaC::ex& e) const { return e.diff(x_); }

 private:
  GiNaC::symbol x_, y_;
};

/// GiNaC takes "2.5" for a float, and "-a - b" for -(a - b).
Expression for_ginac(const Expression& e) {
  return rewrite(e, [](const Expression& part) -> std::optional<Expression> {
    if (const auto* negated = part.as<Negation>()) {
      return product(sum({{false, literal(0)}, {true, literal(1)}}), for_ginac(negated->operand));
    }
    const auto* found = part.as<Number>();
    if (!found || found->value.is_integer()) return std::nullopt;
    return quotient(literal(found->value * Exact(1'000'000)), literal(1'000'000));
  });
}

std::string with_exact_literals(const Expression& e) { return to_text(for_ginac(e)); }

TEST(Derivative, AgreesWithGinacExactlyOnRationalFunctions) {
  std::mt19937 random(1);
  AgainstGinac ginac;
  for (int i = 0; i < 400; ++i) {
    const Expression e = support::random_expression(random, {.functions = false, .quotients = i % 2 == 0, .depth = 3});
    const GiNaC::ex theirs = ginac.differentiate(ginac.read(with_exact_literals(e)));
    const GiNaC::ex ours = ginac.read(with_exact_literals(derivative(e, "x")));
    const GiNaC::numeric x(static_cast<long>(random() % 19) - 9, 7), y(static_cast<long>(random() % 19) - 9, 5);
    ASSERT_EQ(ginac.at(ours, x, y), ginac.at(theirs, x, y)) << to_text(e) << "\nours: " << to_text(derivative(e, "x"));
  }
}

TEST(Derivative, AgreesWithGinacToFiftyDigitsOnFunctions) {
  std::mt19937 random(2);
  AgainstGinac ginac;
  GiNaC::Digits = 60;
  for (int i = 0; i < 300; ++i) {
    const Expression e = support::random_expression(random, {.functions = true, .quotients = true, .depth = 3});
    const GiNaC::ex theirs = ginac.differentiate(ginac.read(with_exact_literals(e)));
    const GiNaC::ex ours = ginac.read(with_exact_literals(derivative(e, "x")));
    const GiNaC::numeric x(static_cast<long>(random() % 19) - 9, 7), y(static_cast<long>(random() % 19) - 9, 5);
    const GiNaC::ex a = ginac.at(ours, x, y).evalf(), b = ginac.at(theirs, x, y).evalf();
    const GiNaC::ex error = GiNaC::abs(a - b).evalf(),
                    bound = (GiNaC::abs(b) + 1) * GiNaC::pow(GiNaC::numeric(10), -50);
    ASSERT_TRUE(GiNaC::ex_to<GiNaC::numeric>(error) <= GiNaC::ex_to<GiNaC::numeric>(bound.evalf()))
        << to_text(e) << "\nours: " << to_text(derivative(e, "x"));
  }
}

TEST(Derivative, TheRefereeCanDisagree) {
  AgainstGinac ginac;
  const GiNaC::ex theirs = ginac.differentiate(ginac.read("x^3*y"));
  EXPECT_NE(ginac.at(ginac.read("3*x^3*y"), 2, 3), ginac.at(theirs, 2, 3));
}

}  // namespace
}  // namespace stepmark::tests
