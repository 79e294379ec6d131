// Where an answer belongs, however its line is called.
#include "solver/marking/fill.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

const char* const problem =
    "optimizer = 'adam-slides'\nsteps = 1\n[objective]\nfunction = 'x_1^2 + 2*x_2^2'\nstart = { x_1 = 1, x_2 = 1 }\n";

FilledSheet filled(const std::vector<RawAnswer>& answers) {
  Marker marker(parse_problem(problem, "p.toml", ""));
  RawSheet raw;
  raw.answers = answers;
  return SheetFiller(marker).fill(raw);
}

TEST(Filling, KnowsALineByTheNamesThatPeopleGiveIt) {
  const std::vector<std::pair<const char*, const char*>> spellings = {{"m_hat", "x_1"},     {"mhat", "x1"},
                                                                      {"m\u0302", "x_{1}"}, {"\\hat{m}", "$x_1$"},
                                                                      {"$\\hat m$", "x_1"}, {"{\\hat{m}}", "x 1"}};
  const FilledSheet first = filled({{"1", "m_hat", "x_1", "2", 2}});
  for (const auto& [quantity, component] : spellings) {
    const FilledSheet sheet = filled({{"1", quantity, component, "2", 2}});
    EXPECT_TRUE(sheet.notices.empty()) << quantity << ' ' << component << ": " << sheet.notices.front().english();
    for (std::size_t i = 0; i < sheet.sheet.size(); ++i) {
      EXPECT_EQ(sheet.sheet[i].kind, first.sheet[i].kind) << quantity << ' ' << component;
    }
  }
}

/// Where every comma may part thousands, what is asked decides: 2 and 4. One alone says nothing, nor do they beside a
/// point, nor where a thousand is as near.
TEST(Filling, TakesCommasForDecimalWhereAllOfASheetSaySo) {
  const auto reads = [](const std::vector<std::string>& values) {
    std::vector<RawAnswer> answers;
    for (const std::string& value : values) {
      answers.push_back({"1", "g", answers.empty() ? "x_1" : "x_2", value, answers.size() + 2});
    }
    const FilledSheet sheet = filled(answers);
    return std::count_if(sheet.sheet.begin(), sheet.sheet.end(),
                         [](const Written& written) { return written.kind == Written::Kind::number; });
  };
  EXPECT_EQ(reads({"2,000", "4,001"}), 2);
  EXPECT_EQ(reads({"2,000"}), 0);
  EXPECT_EQ(reads({"2,000", "4.001"}), 1);
  EXPECT_EQ(reads({"2,000", "4,001,000"}), 0);
  const Problem large = parse_problem(
      "optimizer = 'adam-slides'\nsteps = 1\n[objective]\ngradients = [[2000, 4001]]\nstart = [1, 1]\n[answer]\nask = "
      "['g']\n",
      "p.toml", "");
  Marker marker(large);
  RawSheet raw;
  raw.answers = {{"1", "g", "1", "2,000", 2}, {"1", "g", "2", "4,001", 3}};
  for (const Written& written : SheetFiller(marker).fill(raw).sheet) {
    EXPECT_EQ(written.kind, Written::Kind::unreadable);
  }
}

TEST(Filling, GuessesNoLine) {
  for (const auto& [quantity, component] : std::vector<std::pair<const char*, const char*>>{
           {"m_tilde", "x_1"}, {"\\tilde{m}", "x_1"}, {"m", "x"}, {"m", ""}, {"", "x_1"}, {"\\hat", "x_1"}}) {
    const FilledSheet sheet = filled({{"1", quantity, component, "2", 2}});
    EXPECT_EQ(sheet.notices.size(), 1U) << quantity << ' ' << component;
    for (const Written& written : sheet.sheet) EXPECT_EQ(written.kind, Written::Kind::missing);
  }
}

TEST(Filling, KnowsNamesInAnyCaseWhereOnlyOneFits) {
  for (const auto& [quantity, component] : std::vector<std::pair<const char*, const char*>>{
           {"Theta", "X_1"}, {"\u0398", "X1"}, {"THETA", "x_1"}, {"\uFF34heta", "\uFF58_\uFF11"}}) {
    const FilledSheet sheet = filled({{"\uFF11", quantity, component, "2", 2}});
    EXPECT_TRUE(sheet.notices.empty()) << quantity << ' ' << component << ": " << sheet.notices.front().english();
  }
  Spellings both;
  both.add("g");
  both.add("G");
  both.add("v");
  EXPECT_EQ(both.find("g"), "g");
  EXPECT_EQ(both.find("G"), "G");
  EXPECT_EQ(both.find("V"), "v");
  EXPECT_EQ(both.find("\uFF27"), "G");
  Spellings several;
  several.add("lR");
  several.add("Lr");
  EXPECT_EQ(several.find("lr"), std::nullopt);
}

TEST(Filling, SaysThatTIsTheStep) {
  const FilledSheet sheet = filled({{"2", "theta", "x_1", "0.9", 2}, {"2", "g", "x_1", "0.9", 3}});
  ASSERT_EQ(sheet.notices.size(), 2U);
  EXPECT_EQ(sheet.notices[0].english(),
            "line 2: theta of 'x_1' at t = 2 is not asked: t is the step, and theta with subscript 2 belongs to t = 1");
  EXPECT_EQ(sheet.notices[1].english(), "line 3: g of 'x_1' at t = 2 is not asked");
}

TEST(Filling, TakesABlankForNoAnswer) {
  const FilledSheet sheet = filled({{"1", "g", "x_1", " ", 2}, {"1", "g", "x_1", "3", 3}});
  EXPECT_TRUE(sheet.notices.empty());
  EXPECT_EQ(sheet.sheet.front().value, Exact(3));
}

TEST(Filling, SurvivesNumbersOfAnySize) {
  const FilledSheet sheet = filled({{"1e100001", "g", "x_1", "3", 2},
                                    {"1", "g", "x_1", "1e99999", 3},
                                    {"1", "g", "x_2", "0.9999999^150000", 4},
                                    {"1", "m", "x_1", "exp(-2000)", 5}});
  ASSERT_EQ(sheet.notices.size(), 1U);
  EXPECT_EQ(sheet.notices.front().english(), "line 2: t is '1e100001', which is no step");
  EXPECT_EQ(sheet.sheet[0].kind, Written::Kind::unreadable);
  EXPECT_EQ(sheet.sheet[1].kind, Written::Kind::unreadable);
}

TEST(Filling, SaysOnceThatManyLinesAreThereTwice) {
  const std::vector<RawAnswer> same(100, {"1", "g", "x_1", "3", 2});
  const FilledSheet sheet = filled(same);
  ASSERT_EQ(sheet.notices.size(), 21U);
  EXPECT_EQ(sheet.notices.back().english(), "and 79 more");
  EXPECT_EQ(sheet.notice_count, 99U);
}

TEST(Filling, TakesTheLastOfALineThatIsThereTwice) {
  const FilledSheet sheet = filled({{"1", "g", "x_1", "2", 2}, {"1", "g", "x1", "3", 3}, {"1", "g", "x_1", " ", 4}});
  ASSERT_EQ(sheet.notices.size(), 1U);
  EXPECT_EQ(sheet.notices.front().english(), "line 3: g at t = 1 is there twice; the last counts");
  EXPECT_EQ(sheet.sheet.front().value, Exact(3));
}

}  // namespace
}  // namespace stepmark::tests
