// Where an answer belongs, however its line is called.
#include "solver/marking/fill.hpp"

#include <gtest/gtest.h>

namespace stepmark {
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
    EXPECT_TRUE(sheet.notices.empty()) << quantity << ' ' << component << ": " << sheet.notices.front();
    for (std::size_t i = 0; i < sheet.sheet.size(); ++i) {
      EXPECT_EQ(sheet.sheet[i].kind, first.sheet[i].kind) << quantity << ' ' << component;
    }
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

TEST(Filling, TakesTheLastOfALineThatIsThereTwice) {
  const FilledSheet sheet = filled({{"1", "g", "x_1", "2", 2}, {"1", "g", "x1", "3", 3}, {"1", "g", "x_1", " ", 4}});
  ASSERT_EQ(sheet.notices.size(), 1U);
  EXPECT_EQ(sheet.notices.front(), "line 3: g at t = 1 is there twice; the last counts");
  EXPECT_EQ(sheet.sheet.front().value, Exact(3));
}

}  // namespace
}  // namespace stepmark
