// --language, and where it is refused: no page is shown that speaks it by half.
#include <gtest/gtest.h>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

const std::string bank = "problems/bank/momentum-bowl.toml", pair = "problems/bank/adagrad-against-rmsprop.toml";

TEST(LanguageOption, IsKnownToPagesThatSpeakIt) {
  const support::Outcome solved = stepmark_program({"solve", bank, "--language", "de"});
  EXPECT_EQ(solved.status, 0) << solved.error;
  EXPECT_NE(solved.output.find("## Schritt 2"), std::string::npos);
  EXPECT_NE(solved.output.find("0{,}05"), std::string::npos);
  const support::Outcome asked = stepmark_program({"handout", bank, pair, "--language", "zh"});
  EXPECT_EQ(asked.status, 0) << asked.error;
  EXPECT_TRUE(asked.output.starts_with("# 题目\n")) << asked.output;
  EXPECT_NE(stepmark_program({"handout", bank, "--solutions", "--language", "es"}).output.find("Criterios"),
            std::string::npos);
}

TEST(LanguageOption, OfEnglishChangesNothing) {
  for (const std::string command : {"solve", "handout"}) {
    EXPECT_EQ(stepmark_program({command, bank, "--language", "en"}).output, stepmark_program({command, bank}).output);
  }
  EXPECT_EQ(stepmark_program({"handout", bank, "--marker", "--language", "en"}).status, 0);
}

TEST(LanguageOption, IsRefusedWhereNoPageSpeaksIt) {
  expect_refused(stepmark_program({"solve", bank, "--language", "xx"}), {"xx", "en, de, es, fr"});
  expect_refused(stepmark_program({"solve", bank, "--language", "de", "--format", "csv"}), {"--language", "csv"});
  expect_refused(stepmark_program({"solve", bank, "--language", "de", "--pictures", "--to", "html"}), {"--pictures"});
  expect_refused(stepmark_program({"handout", bank, "--language", "de", "--marker"}), {"--marker"});
}

}  // namespace
}  // namespace stepmark::tests
