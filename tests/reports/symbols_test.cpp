#include "reports/symbols.hpp"

#include <gtest/gtest.h>

#include "solver/mistake/mistake.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

/// Formulas between dollars.
std::string shown(const std::string& words) {
  std::string all;
  for (const Inline& run : in_symbols(words)) all += run.kind == Inline::Kind::math ? '$' + run.value + '$' : run.value;
  return all;
}

TEST(Symbols, AreThoseOfThePage) {
  EXPECT_EQ(shown("the bias correction by 1 - beta^t left out"), "the bias correction by $1 - \\beta^{t}$ left out");
  EXPECT_EQ(shown("(1 - beta)^t in place of 1 - beta^t"), "$(1 - \\beta)^{t}$ in place of $1 - \\beta^{t}$");
  EXPECT_EQ(shown("beta1 and beta2 swapped"), "$\\beta_{1}$ and $\\beta_{2}$ swapped");
  EXPECT_EQ(shown("the weights b and 1 - b of an average"), "the weights $b$ and $1 - b$ of an average");
  EXPECT_EQ(shown("you worked with eta = 0.03, not 0.3"), "you worked with $\\eta$ = 0.03, not 0.3");
  EXPECT_EQ(shown("the exponent is t + 1 or t - 1"), "the exponent is $t + 1$ or $t - 1$");
}

TEST(Symbols, AreWrittenAsTheDefinitionHasThem) {
  const LatexNames names = {{"eta", "\\alpha"}};
  const Inlines runs = in_symbols("eta = 0.03", &names);
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].value, "\\alpha");
  EXPECT_EQ(runs[0].plain, "eta");
}

TEST(Symbols, LeaveWordsAlone) {
  for (const char* words :
       {"", "a b-tree of betas", "the gradient doubled or halved", "epsilon-greedy", "eta_0 thetas"}) {
    EXPECT_EQ(shown(words), words);
  }
}

/// No sentence of the catalogue has a power or a product left in its words.
TEST(Symbols, AreAllThatTheCatalogueWrites) {
  for (const Mistake& mistake : mistakes()) {
    for (const std::string& words : {mistake.marker, mistake.student}) {
      for (const Inline& run : in_symbols(words)) {
        const bool has_formula = run.value.find_first_of("^*") != std::string::npos;
        EXPECT_TRUE(run.kind == Inline::Kind::math || !has_formula) << words;
      }
    }
  }
}

}  // namespace
}  // namespace stepmark::tests
