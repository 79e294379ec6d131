// What a class found hard in a paper.
#include "reports/paper_statistics.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using reports::PaperStatistics;

/// A paper of one question with three lines of a mark each, of which so many are right.
PaperStatistics of_class(const std::vector<int>& right) {
  PaperStatistics statistics("T", 1);
  for (const int count : right) {
    PaperStatistics::Question question{count, 3, {}};
    for (int i = 0; i < 3; ++i) question.rows.push_back({"line " + std::to_string(i), i < count ? 1 : 0, 1, {}});
    statistics.add({question});
  }
  return statistics;
}

nlohmann::json told(const std::vector<int>& right) { return nlohmann::json::parse(of_class(right).json()); }

TEST(PaperStatistics, TheMiddleOfAnOddClassIsInNeitherHalf) {
  const auto json = told({3, 1, 0});
  EXPECT_EQ(json["questions"][0]["facility"], "0.44");
  EXPECT_EQ(json["questions"][0]["discrimination"], "1.00");
  EXPECT_EQ(json["questions"][0]["lines"][0]["facility"], "0.67");
}

TEST(PaperStatistics, AMiddleThatIsAHalfIsOne) {
  EXPECT_EQ(told({3, 3, 0})["questions"][0]["discrimination"], "1.00");
  EXPECT_EQ(told({3, 0, 0})["questions"][0]["discrimination"], "1.00");
}

TEST(PaperStatistics, TheOrderOfTheRosterDecidesNothing) {
  EXPECT_EQ(told({3, 1, 1, 0})["questions"][0]["discrimination"], told({1, 0, 3, 1})["questions"][0]["discrimination"]);
  EXPECT_EQ(told({2, 2})["questions"][0]["discrimination"], "0.00");
  EXPECT_EQ(told({2})["questions"][0]["discrimination"], "0.00");
}

TEST(PaperStatistics, ACauseIsCountedOnceAStudent) {
  PaperStatistics statistics("T", 2);
  const PaperStatistics::Question question{0, 2, {{"a", 0, 1, {"sign-slip"}}, {"b", 0, 1, {"sign-slip"}}}};
  statistics.add({question, question});
  const auto json = nlohmann::json::parse(statistics.json());
  ASSERT_EQ(json["causes"].size(), 1U);
  EXPECT_EQ(json["causes"][0]["questions"][1]["question"], "2");
  EXPECT_EQ(json["causes"][0]["questions"][1]["students"], "1");
}

}  // namespace
}  // namespace stepmark::tests
