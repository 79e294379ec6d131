#include <gtest/gtest.h>

#include <cmath>
#include <regex>
#include <utility>

#include "lib/expression/parse.hpp"
#include "lib/expression/print.hpp"
#include "tests/expression/random_expression.hpp"
#include "tests/reports/latex_value.hpp"
#include "tests/reports/tools.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::string latex(const std::string& text, const LatexOptions& options = {}) {
  return to_latex(parse_expression(text), options);
}

using Cases = std::vector<std::pair<const char*, const char*>>;

void expect_latex(const Cases& cases) {
  for (const auto& [text, expected] : cases) EXPECT_EQ(latex(text), expected) << text;
}

TEST(Latex, ActivationFunctions) {
  expect_latex({{"sigmoid(w*x + b)", R"(\mathop{\sigma}(w x + b))"},
                {"tanh(x)^2", R"((\tanh(x))^{2})"},
                {"softplus(x/2)", R"(\operatorname{softplus}\left(\frac{x}{2}\right))"},
                {"2*relu(x)", R"(2 \operatorname{ReLU}(x))"},
                {"sigmoid(z)*(1 - sigmoid(z))*x", R"(\mathop{\sigma}(z)(1 - \mathop{\sigma}(z)) x)"}});
}

TEST(Latex, NamesFollowTheOneRule) {
  expect_latex({{"m[t-1]", R"(m_{t-1})"},
                {"theta[t+1]", R"(\theta_{t+1})"},
                {"theta[0]", R"(\theta_{0})"},
                {"beta1^t", R"(\beta_{1}^{t})"},
                {"x_1[t]", R"(x_{1,t})"},
                {"v_hat[t]", R"(\hat{v}_{t})"},
                {"Delta_bar", R"(\bar{\Delta})"},
                {"theta_e[t]", R"(\theta^{\mathrm{e}}_{t})"},
                {"theta_e_hat", R"(\hat{\theta}^{\mathrm{e}})"},
                {"alpha_max", R"(\alpha^{\mathrm{max}})"},
                {"lr*wd", R"(\mathrm{lr}\,\mathrm{wd})"},
                {"lr*g[t]", R"(\mathrm{lr}\,g_{t})"},
                {"theta_e*x", R"(\theta^{\mathrm{e}} x)"},
                {"g[tau]", R"(g_{\tau})"},
                {"g[i1]", R"(g_{i_{1}})"}});
  EXPECT_EQ(latex_symbol("beta1"), R"(\beta_{1})");
  EXPECT_EQ(latex_symbol("v_hat", "t,x"), R"(\hat{v}_{t,x})");
}

TEST(Latex, WhatCarriesASuperscriptIsBracketedBeforeItIsRaised) {
  expect_latex({{"g[t]^2", R"(g_{t}^{2})"},
                {"v_hat[t]^2", R"((\hat{v}_{t})^{2})"},
                {"theta_e[t]^2", R"((\theta^{\mathrm{e}}_{t})^{2})"},
                {"(x^2)^3", R"((x^{2})^{3})"},
                {"x^y^z", R"(x^{y^{z}})"},
                {"(x/y)^2", R"(\left(\frac{x}{y}\right)^{2})"},
                {"sqrt(x)^2", R"((\sqrt{x})^{2})"},
                {"abs(x)^2", R"(\lvert x\rvert^{2})"},
                {"-x^2", R"(-x^{2})"},
                {"(-x)^2", R"((-x)^{2})"},
                {"(-2)^2", R"((-2)^{2})"},
                {"x^(1/2)", R"(x^{\frac{1}{2}})"},
                {"(1e-8)^2", R"((10^{-8})^{2})"}});
}

TEST(Latex, NumbersReadAsWritten) {
  expect_latex({{"1e-8", R"(10^{-8})"},
                {"1e-08", R"(10^{-8})"},
                {"1.50e+12", R"(1.50\cdot 10^{12})"},
                {"5.*x", "5 x"},
                {"0.9*0.4", R"(0.9\cdot 0.4)"},
                {"0.9*(-2)", R"(0.9\cdot (-2))"},
                {"-(-2)", "-(-2)"},
                {"1e-8*x", R"(10^{-8}\cdot x)"},
                {"2*3^4", R"(2\cdot 3^{4})"},
                {"2*(1/3)", R"(2\cdot \frac{1}{3})"},
                {"2*(x/3)", R"(2\,\frac{x}{3})"},
                {"3*sqrt(2)", R"(3 \sqrt{2})"},
                {"sqrt(2)*3", R"(\sqrt{2}\cdot 3)"}});
  EXPECT_EQ(latex_number("-1/3").latex, R"(-\frac{1}{3})");
  EXPECT_EQ(latex_number("-1.5e-12").latex, R"(-1.5\cdot 10^{-12})");
  EXPECT_EQ(latex_number("1e0").latex, "10^{0}");
}

TEST(Latex, OperatorsAreBracketedOnlyWhereNeeded) {
  expect_latex({{"eta/sqrt(v_hat[t] + epsilon)*m_hat[t]", R"(\frac{\eta}{\sqrt{\hat{v}_{t} + \epsilon}}\,\hat{m}_{t})"},
                {"a - (b - c)", "a - (b - c)"},
                {"a - -b", "a - (-b)"},
                {"-a - b", "-a - b"},
                {"(1 - beta1)*g[t]", R"((1 - \beta_{1}) g_{t})"},
                {"x*(y*z)", "x(y z)"},
                {"-(a + b)", "-(a + b)"},
                {"pi*r^2", R"(\pi r^{2})"},
                {"abs(x/y)", R"(\left\lvert \frac{x}{y}\right\rvert)"},
                {"log(x/y)", R"(\ln\left(\frac{x}{y}\right))"},
                {"norm(g[t])", R"(\lVert g_{t}\rVert)"},
                {"grad(theta_e[t])", R"(\nabla J(\theta^{\mathrm{e}}_{t}))"},
                {"loss(theta[t])", R"(J(\theta_{t}))"}});
}

TEST(Latex, SumsOverStepsShowWhereTheyEnd) {
  expect_latex({{"sum(s=1..t, g[s]^2)", R"(\sum_{s=1}^{t} g_{s}^{2})"},
                {"sum(s=1..t, a + g[s])", R"(\sum_{s=1}^{t} (a + g_{s}))"},
                {"sum(s=1..t, -g[s])", R"(\sum_{s=1}^{t} (-g_{s}))"},
                {"sum(tau=1..t, g[tau])", R"(\sum_{\tau=1}^{t} g_{\tau})"},
                {"epsilon + sum(s=1..t, g[s])", R"(\epsilon + \sum_{s=1}^{t} g_{s})"},
                {"sum(s=1..t, g[s]) + epsilon", R"(\left(\sum_{s=1}^{t} g_{s}\right) + \epsilon)"},
                {"sum(s=1..t, g[s])*eta", R"(\left(\sum_{s=1}^{t} g_{s}\right) \eta)"},
                {"sum(s=1..t, g[s])^2", R"(\left(\sum_{s=1}^{t} g_{s}\right)^{2})"}});
}

TEST(Latex, ConditionalsAreCases) {
  EXPECT_EQ(latex("if(a > b, x, if(a <= c, y, z))"),
            R"(\begin{cases}x & \text{if } a > b \\ y & \text{if } a \le c \\ z & \text{otherwise}\end{cases})");
}

TEST(Latex, TermsOfASumTogetherAreTheSum) {
  const Expression e = parse_expression("-a + b*c - (d - 2) + sum(s=1..t, g[s])");
  const auto terms = to_latex_terms(e);
  ASSERT_EQ(terms.size(), 4U);
  EXPECT_EQ(terms[0] + ' ' + terms[1] + ' ' + terms[2] + ' ' + terms[3], to_latex(e));
  EXPECT_EQ(to_latex_terms(parse_expression("a*b")).size(), 1U);
}

TEST(Latex, DefinitionsMayChooseTheirOwnSymbols) {
  const LatexNames names = {{"v", R"(\mathbf{v})"}, {"s", R"(\sigma)"}};
  LatexOptions options;
  options.names = &names;
  options.objective = "L";
  EXPECT_EQ(latex("v[t] + grad(v[s])", options), R"({\mathbf{v}}_{t} + \nabla L({\mathbf{v}}_{\sigma}))");
  EXPECT_EQ(latex("v[t]^2", options), R"(({\mathbf{v}}_{t})^{2})");
}

/// The values of x and y, as a working line shows them.
struct Values {
  Exact x, y;

  const Exact& of(const Name& name) const { return name.symbol == "x" ? x : y; }
  Show show() const {
    return [this](const Name& name) { return std::optional(latex_number(of(name).to_string())); };
  }
};

double value(const Expression& e, const Values& values);

double value_of_call(const Call& call, const Values& values) {
  const double a = value(call.arguments[0], values);
  switch (call.function) {
    case Function::sin:
      return std::sin(a);
    case Function::cos:
      return std::cos(a);
    case Function::sqrt:
      return std::sqrt(a);
    case Function::abs:
      return std::abs(a);
    default:
      return std::max(a, value(call.arguments[1], values));
  }
}

double value(const Expression& e, const Values& values) {
  const auto of = [&](const Expression& part) { return value(part, values); };
  if (const auto* node = e.as<Number>()) return node->value.to_double();
  if (const auto* node = e.as<Name>()) return values.of(*node).to_double();
  if (const auto* node = e.as<Negation>()) return -of(node->operand);
  if (const auto* node = e.as<Product>()) return of(node->left) * of(node->right);
  if (const auto* node = e.as<Quotient>()) return of(node->left) / of(node->right);
  if (const auto* node = e.as<Power>()) return std::pow(of(node->base), of(node->exponent));
  if (const auto* node = e.as<Call>()) return value_of_call(*node, values);
  double total = 0;
  for (const Sum::Term& term : e.as<Sum>()->terms) total += term.minus ? -of(term.value) : of(term.value);
  return total;
}

Exact random_value(std::mt19937& random) {
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const Exact number = Exact::decimal(pick(40) - 20, pick(3));
  return pick(3) == 0 ? number / Exact(7) : pick(4) == 0 ? number * Exact::decimal(1, 9) : number;
}

TEST(Latex, MeansWhatTheTreeMeans) {
  // A number beside a fraction of numbers would read as a mixed one.
  const std::regex mixed(R"([0-9}](\s|\\,)*\\frac\{[0-9]|[0-9]\s+[0-9])");
  std::mt19937 random(4);
  for (int i = 0; i < 3000; ++i) {
    const Expression e = support::random_expression(random, {.functions = true, .extremes = true, .depth = 4});
    const Values values = {random_value(random), random_value(random)};
    LatexOptions options;
    options.show = values.show();
    const std::string shown = to_latex(e, options);
    const auto read = support::latex_value(shown);
    ASSERT_TRUE(read) << to_text(e) << "\n" << shown;
    const double expected = value(e, values), error = std::abs(static_cast<double>(*read) - expected);
    if (!std::isfinite(expected) || std::abs(expected) > 1e100) continue;
    ASSERT_LE(error, 1e-6 * (1 + std::abs(expected))) << to_text(e) << "\n" << shown;
    ASSERT_FALSE(std::regex_search(shown, mixed)) << shown;
  }
}

TEST(Latex, IsAcceptedByKatex) {
  std::vector<support::Formula> formulas;
  for (const char* text :
       {"if(a > b, x, if(a <= c, y, z))^2", "2*if(a != b, x/y, 1)", "choose(t, 0.1, 0.05)*g[t]",
        "sum(tau=1..t, g[tau]^2)^(1/2)", "dot(g[t], g[t])/norm(g[t])", "floor(x/y) + sign(x)*abs(x/2)",
        "theta_e_hat[t]^2*lr_max^2*Delta_bar", "loss(theta[t])*log(exp(x)/2)*min(x, y)"}) {
    formulas.push_back({latex(text), false});
    formulas.push_back({latex(text), true});
  }
  std::mt19937 random(5);
  for (int i = 0; i < 600; ++i) {
    const Expression e = support::random_expression(random, {.functions = true, .extremes = true, .depth = 4});
    const Values values = {random_value(random), random_value(random)};
    LatexOptions options;
    if (i % 2 == 0) options.show = values.show();
    formulas.push_back({to_latex(e, options), i % 3 == 0});
  }
  for (const std::string& complaint : support::katex_complaints(formulas)) ADD_FAILURE() << complaint;
  EXPECT_EQ(support::katex_complaints({{R"(x^{2}^{3})", false}}).size(), 1U);
}

}  // namespace
}  // namespace stepmark::tests
