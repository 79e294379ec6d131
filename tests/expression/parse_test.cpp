#include "lib/expression/parse.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <tuple>

#include "lib/expression/print.hpp"
#include "tests/expression/random_expression.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::string error_of(const std::string& text) {
  try {
    parse_expression(text, {"f", 3, 5});
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Parse, KeepsTheWrittenForm) {
  for (const char* text : {"1.50 + 0*x",
                           "a - (b - c)",
                           "a/b/c",
                           "a/(b*c)",
                           "-x^2",
                           "(-x)^2",
                           "2*(-3)",
                           "x^y^z",
                           "(x^y)^z",
                           "2^-3",
                           "beta1*m[t-1] + (1 - beta1)*g[t]",
                           "theta[t+1]",
                           "x[0]",
                           "sum(s=1..t, g[s]^2)",
                           "sum(g[t])",
                           "if(a >= b, x, -y)",
                           "max(a, b, c)",
                           "a - (-b)",
                           "-(x*y)",
                           "-x*y",
                           "sqrt(2)/10",
                           "1e-8"}) {
    EXPECT_EQ(to_text(parse_expression(text)), text);
  }
}

TEST(Parse, ReadsSignsOfWordProcessors) {
  EXPECT_EQ(to_text(parse_expression("\u22122\u00b7x \u00d7 10^\u22123")), "-2*x*10^-3");
  EXPECT_EQ(to_text(parse_expression("  1+2 ")), "1 + 2");
  EXPECT_EQ(to_text(parse_expression("+x")), "x");
  EXPECT_EQ(to_text(parse_expression("1\u00a0+\t\u202f5.")), "1 + 5");
  EXPECT_EQ(to_text(parse_expression("if(x \u2265 y, sum(s = 5. .. t, g[s]), 1)")), "if(x >= y, sum(s=5..t, g[s]), 1)");
}

TEST(Parse, BuildsFlatSumsAndLeftAssociativeProducts) {
  const Expression sum = parse_expression("a + b - c");
  ASSERT_TRUE(sum.as<Sum>());
  EXPECT_EQ(sum.as<Sum>()->terms.size(), 3u);
  EXPECT_TRUE(sum.as<Sum>()->terms[2].minus);
  const Expression product = parse_expression("a*b/c");
  ASSERT_TRUE(product.as<Quotient>());
  EXPECT_TRUE(product.as<Quotient>()->left.as<Product>());
  EXPECT_FALSE(parse_expression("a + b") == parse_expression("b + a"));
  EXPECT_TRUE(parse_expression("1.50*x") == parse_expression("1.5*x"));
}

TEST(Parse, ErrorsNameThePlaceAndTheExpectation) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "f:3:5: the expression ends too early; expected a number, a name or '('"},
      {"1 +", "f:3:8: the expression ends too early; expected a number, a name or '('"},
      {"2x", "f:3:6: no operator before 'x'; expected '*' for a product"},
      {"2(x)", "f:3:6: no operator before '('; expected '*' for a product"},
      {"x y", "f:3:7: no operator before 'y'; expected '*' for a product"},
      {"x**2", "f:3:6: '**' is no operator; expected '^' for a power"},
      {"(x", "f:3:7: the expression ends too early; expected an operator or ')'"},
      {"x)", "f:3:6: unexpected ')'; expected an operator or the end"},
      {"sqr(2)", "f:3:5: unknown function 'sqr'; did you mean 'sqrt'?"},
      {"x(x + 1)",
       "f:3:5: unknown function 'x'; expected '*' for a product, or one of if, sqrt, abs, sign, min, max, exp, log, "
       "sin, "
       "cos, floor, norm, sum, dot, grad, loss, choose, sigmoid, "
       "tanh, softplus, relu"},
      {"2 - ln(2)", "f:3:9: unknown function 'ln'; expected 'log(...)', the natural logarithm"},
      {"pow(2, 3)", "f:3:5: unknown function 'pow'; expected '^' for a power"},
      {"\u00d7 2", "f:3:5: unexpected '*'; expected a number, a name or '('"},
      {"x\u00b2", "f:3:6: unexpected '\u00b2'; expected '^2'"},
      {"a \u2013 b", "f:3:7: unexpected '\u2013'; expected '-'"},
      {"sqrt", "f:3:5: the function 'sqrt' has no arguments; expected '(' behind it"},
      {"sqrt(1, 2)", "f:3:5: sqrt has 2 arguments; expected 1"},
      {"max(1)", "f:3:5: max has 1 argument; expected 2 to 100"},
      {"sum(sqrt=1..3, 2)", "f:3:9: 'sqrt' is a function; expected a name that counts steps, such as s"},
      {"sum(s=1..t)", "f:3:15: unexpected ')'; expected ',' and what is summed"},
      {"m[x_]", "f:3:7: 'x_' is no name; expected letters, digits and inner underscores"},
      {"m[1.5]", "f:3:7: unexpected '1.5'; expected an integer"},
      {"m[]", "f:3:7: unexpected ']'; expected a subscript like t, t-1 or 0"},
      {"x_ + 1", "f:3:5: 'x_' is no name; expected letters, digits and inner underscores"},
      {"m[t*2]", "f:3:8: unexpected '*'; expected ']'"},
      {"1 + \u00e4", "f:3:9: unexpected '\u00e4'; expected a number, a name, an operator or a bracket"},
      {"1e999999999", "f:3:5: the exponent of a number is beyond 100000; expected a smaller one"},
      {"m[1e999999999]", "f:3:7: the exponent of a number is beyond 100000; expected a smaller one"},
      {"if(a, b, c)", "f:3:9: unexpected ','; expected a relation (>, >=, <, <=, == or !=)"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(error_of(text), expected);
}

TEST(Parse, HostileTextIsAnsweredAtOnce) {
  const auto begin = std::chrono::steady_clock::now();
  const std::string million(1'000'000, '(');
  EXPECT_NE(error_of(million).find("characters"), std::string::npos);
  EXPECT_NE(error_of(std::string(100'000, '(')).find("nested too deeply"), std::string::npos);
  EXPECT_NE(error_of(std::string(100'000, '-') + '1').find("nested too deeply"), std::string::npos);
  std::string powers = "2", products = "2", sums = "2";
  for (int i = 0; i < 3000; ++i) powers += "^2", products += "*2", sums += "+2";
  EXPECT_NE(error_of(powers).find("nested too deeply"), std::string::npos);
  EXPECT_NE(error_of(products).find("nested too deeply"), std::string::npos);
  EXPECT_EQ(error_of(sums), "no error");
  EXPECT_NE(error_of(std::string("1\0", 2)).find("\\x00"), std::string::npos);
  EXPECT_NE(error_of("1 + \xff\xfe").find("\\xff"), std::string::npos);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(Print, TextParsesBackToTheSameTree) {
  std::mt19937 random(3);
  for (int i = 0; i < 3000; ++i) {
    const Expression e = support::random_expression(random, {.functions = true, .quotients = true, .depth = 5});
    ASSERT_TRUE(parse_expression(to_text(e)) == e) << to_text(e);
  }
}

TEST(Print, NumbersPutInKeepTheirPlace) {
  const Exact third = Exact(1) / Exact(3);
  const Expression a = name("a");
  EXPECT_EQ(to_text(quotient(a, literal(-third))), "a/(-1/3)");
  EXPECT_EQ(to_text(product(a, literal(third))), "a*(1/3)");
  EXPECT_EQ(to_text(power(literal(-2), literal(-third))), "(-2)^(-1/3)");
  EXPECT_EQ(to_text(sum({{false, literal(-third)}, {true, literal(-2)}})), "-1/3 - (-2)");
}

/// The deepest trees that may be built, one for each way of nesting.
TEST(Print, TheDeepestTextIsReadToo) {
  using Wrap = Expression (*)(const Expression&);
  const Expression x = name("x");
  for (const Wrap wrap :
       {Wrap{[](const Expression& e) { return call(Function::sin, {e}); }},
        Wrap{[](const Expression& e) { return negation(e); }},
        Wrap{[](const Expression& e) { return power(e, name("n")); }},
        Wrap{[](const Expression& e) { return power(name("n"), e); }},
        Wrap{[](const Expression& e) { return product(name("n"), e); }},
        Wrap{[](const Expression& e) { return quotient(e, name("n")); }}, Wrap{[](const Expression& e) {
          return sum({{false, name("n")}, {true, e}});
        }},
        Wrap{[](const Expression& e) { return step_sum("s", literal(1), name("t"), e); }},
        Wrap{[](const Expression& e) { return conditional(Relation::less, e, name("n"), name("n"), name("a")); }},
        Wrap{[](const Expression& e) {
          return call(Function::max, {negation(e), name("n")});
        }}}) {
    Expression e = x;
    try {
      for (int i = 0; i < 500; ++i) e = wrap(e);
      FAIL() << "deeper than the bound";
    } catch (const InputError&) {
      EXPECT_EQ(parse_expression(to_text(e)), e);
    }
  }
}

TEST(Names, AreListedOnceInOrder) {
  const auto names = names_in(parse_expression("b*m[t-1] + a*m[t] - b*m[t-1]^m[0]"));
  const std::vector<Name> expected = {
      {"b", {}}, {"m", Index{"t", -1}}, {"a", {}}, {"m", Index{"t", 0}}, {"m", Index{"", 0}}};
  EXPECT_EQ(names, expected);
}

TEST(Rewrite, RenamesThereAndBack) {
  const auto renamed = [](const Expression& e, const std::string& from, const std::string& to) {
    return rewrite(e, [&](const Expression& part) -> std::optional<Expression> {
      const auto* found = part.as<Name>();
      return found && found->symbol == from ? std::optional(name(to, found->index)) : std::nullopt;
    });
  };
  std::mt19937 random(6);
  for (int i = 0; i < 500; ++i) {
    const Expression e = support::random_expression(random, {.depth = 5});
    const Expression there = renamed(e, "x", "z");
    ASSERT_EQ(renamed(there, "z", "x"), e);
    ASSERT_EQ(there == e, to_text(e).find('x') == std::string::npos);
    ASSERT_EQ(there.nodes(), e.nodes());
    ASSERT_EQ(there.depth(), e.depth());
  }
}

TEST(Rewrite, SharesWhatItDoesNotTouch) {
  const Expression e = parse_expression("a*b + c");
  const auto nothing = [](const Expression&) { return std::optional<Expression>(); };
  EXPECT_EQ(rewrite(e, nothing).identity(), e.identity());
  const Expression changed = rewrite(e, [](const Expression& part) -> std::optional<Expression> {
    const auto* found = part.as<Name>();
    return found && found->symbol == "c" ? std::optional(parse_expression("x + y")) : std::nullopt;
  });
  EXPECT_EQ(to_text(changed), "a*b + (x + y)");
  EXPECT_EQ(changed.as<Sum>()->terms[0].value.identity(), e.as<Sum>()->terms[0].value.identity());
}

}  // namespace
}  // namespace stepmark::tests
