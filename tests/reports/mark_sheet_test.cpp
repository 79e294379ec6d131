// What a student is handed back, and its sentences.
#include "reports/mark_sheet.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "reports/markdown.hpp"
#include "reports/sentence.hpp"
#include "solver/marking/slip.hpp"
#include "solver/mistake/mistake.hpp"
#include "tests/reports/tools.hpp"
#include "tests/reports/two_steps.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Row, support::sheet_of, support::table_rows, support::two_steps, support::worked, support::wrong_sign;

/// A marked sheet, as it is handed out.
struct Marked {
  std::string page, summary, json;
  std::vector<Row> rows;  ///< of the table: step, line, you wrote, expected, verdict, marks
};

Marked marked(const std::string& problem_text, const std::vector<std::string>& cells) {
  Marker marker(parse_problem(problem_text, "p.toml", ""));
  const Sheet sheet = sheet_of(cells);
  const MarkedSheet marks = marker.mark(sheet);
  const MarkSheets sheets(marker);
  Marked result;
  result.page = to_markdown(sheets.document(sheet, marks, {}));
  result.json = sheets.json(sheet, marks, {});
  for (const std::string& breach : support::scan_markdown(result.page).breaches) ADD_FAILURE() << breach;
  const std::string title = "\n\nTwo steps\n\n";
  const std::size_t from = result.page.find(title) + title.size();
  result.summary = result.page.substr(from, result.page.find('\n', from) - from);
  result.rows = table_rows(result.page, result.page.substr(0, result.page.find('\n')));
  return result;
}

std::size_t times(const std::string& page, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = page.find(part); at != std::string::npos; at = page.find(part, at + 1)) ++count;
  return count;
}

/// Adam on given gradients, whose second v_hat is taken as v, where that is wanted.
constexpr const char* adam_text =
    "title = 'Two steps'\noptimizer = 'adam-slides'\nsteps = 3\n[hyperparameters]\neta = 0.1\n"
    "[objective]\ngradients = [[4, 2], [-1, 3], [2, 5]]\nstart = [1, 2]\n[working]\nround = '4 places'\n"
    "[answer]\nask = ['g', 'm', 'v', 'v_hat', 'm_hat', 'theta']\n";

std::vector<std::string> worked_by_adam(const std::set<int>& uncorrected) {
  const double all[3][2] = {{4, 2}, {-1, 3}, {2, 5}};
  std::vector<std::string> cells;
  double theta[] = {1, 2}, m[] = {0, 0}, v[] = {0, 0}, v_hat[2], m_hat[2];
  const auto write = [&](double(&values)[2]) {
    for (double& value : values) {
      char printed[32];
      std::snprintf(printed, sizeof printed, "%.4f", value);
      cells.emplace_back(printed);
      value = std::atof(printed);
    }
  };
  for (int t = 1; t <= 3; ++t) {
    double g[] = {all[t - 1][0], all[t - 1][1]};
    write(g);
    for (int i = 0; i < 2; ++i) m[i] = 0.9 * m[i] + 0.1 * g[i];
    write(m);
    for (int i = 0; i < 2; ++i) v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
    write(v);
    for (int i = 0; i < 2; ++i) v_hat[i] = v[i] / (uncorrected.contains(t) ? 1 : 1 - std::pow(0.999, t));
    write(v_hat);
    for (int i = 0; i < 2; ++i) m_hat[i] = m[i] / (1 - std::pow(0.9, t));
    write(m_hat);
    for (int i = 0; i < 2; ++i) theta[i] -= 0.1 / std::sqrt(v_hat[i] + 1e-8) * m_hat[i];
    write(theta);
  }
  return cells;
}

TEST(MarkSheet, SaysFirstWhatWentRightAndWhatCostMarks) {
  const Marked sheet = marked(adam_text, worked_by_adam({2}));
  EXPECT_EQ(
      sheet.summary,
      "Well done: 30 of 36 lines are right, and 4 more follow correctly from your own earlier numbers. One mistake "
      "cost marks: at $\\hat{v}_{2,1}$ in step 2 you left out the bias correction. From there on your method is "
      "right.")
      << sheet.page;
  EXPECT_EQ(marked(adam_text, worked_by_adam({})).summary, "Every line is right. Well done!");
}

TEST(MarkSheet, SaysItIsNoOnceWhenItComesBack) {
  const Marked sheet = marked(adam_text, worked_by_adam({1, 2, 3}));
  EXPECT_NE(sheet.summary.find("It recurs in 5 more lines, where no further marks are lost."), std::string::npos)
      << sheet.summary;
  EXPECT_EQ(times(sheet.page, "include the $1 - \\beta^{t}$"), 1U) << sheet.page;
  EXPECT_EQ(times(sheet.page, "same as in $\\hat{v}_{1,1}$; no further marks are lost."), 1U) << sheet.page;
  EXPECT_EQ(times(sheet.page, "from your own earlier numbers: full marks."), 1U) << sheet.page;
}

/// What is said is true of sheets with nothing, with nothing right, with a rest left out.
TEST(MarkSheet, HasTrueWordsForEverySheet) {
  const auto right = worked({});
  const std::vector<std::string> none(6), odd = {"17", "-19", "23", "29.5", "-31", "37"};
  auto half = right, unread = none, truncated = right;
  std::fill(half.begin() + 3, half.end(), "");
  unread[0] = "what?";
  const auto summary = [](const std::vector<std::string>& cells) { return marked(two_steps, cells).summary; };
  EXPECT_EQ(summary(none),
            "Nothing has been filled in yet. The expected numbers show what each line gives: start with $g_{1}$.");
  EXPECT_EQ(summary(odd),
            "No line is right yet: start again with $g_{1}$, and compare each number with the expected one.");
  EXPECT_EQ(summary(half), "Everything you wrote is right. 3 lines are left blank.");
  EXPECT_EQ(summary(unread), "No number could be read here. Write each answer as a plain number, such as 0.25.");
  auto one = right;
  one[2] = "0.7";
  EXPECT_EQ(summary(one),
            "5 of 6 lines are right. One mistake cost marks: at $\\theta_{1}$ in step 1 the number is not right.");
}

/// Under a scheme that gives full marks for it, and under a strict one.
TEST(MarkSheet, DecidesByVerdictsThatEveryLineIsRight) {
  const std::vector<std::string> outside = {"4", "4", "0.6", "-1", "2.6", "0.34"};
  const Marked any = marked(two_steps, outside);
  EXPECT_EQ(any.summary, "Well done: every line is right, in another convention than the question's.") << any.page;
  EXPECT_NE(
      any.page.find("right in another convention: learning rate outside the velocity. The question uses: learning "
                    "rate inside the velocity, velocity subtracted."),
      std::string::npos)
      << any.page;
  EXPECT_EQ(any.rows[1], (Row{"1", "v_{1}", "4", "0.4", "other convention", "3/3"}));
  EXPECT_EQ(any.rows[4], (Row{"2", "v_{2}", "2.6", "0.26", "other convention", "3/3"}));
  const Marked strict = marked(two_steps + "convention = 'strict'\n", outside);
  EXPECT_NE(
      strict.summary.find("very line is right, in another convention than the question's. That alone cost marks."),
      std::string::npos)
      << strict.summary;
}

TEST(MarkSheet, SpeaksToPeopleAndToProgramsEachInTheirWords) {
  std::string thirds = two_steps;
  thirds.replace(thirds.find("follow_through = 0.5"), 20, "follow_through = 0.3333");
  const Marked sheet = marked(thirds, wrong_sign());
  for (const std::string identifier : {"follow-through", "gradient-sign", "missing"}) {
    EXPECT_EQ(sheet.page.find(identifier), std::string::npos) << sheet.page;
    EXPECT_NE(sheet.json.find('"' + identifier + '"'), std::string::npos) << sheet.json;
  }
  EXPECT_TRUE(sheet.page.starts_with("# 4 out of 18 marks\n")) << sheet.page;
  EXPECT_NE(sheet.json.find("\"marks\": \"3.9996\""), std::string::npos) << sheet.json;
  EXPECT_EQ(sheet.rows[0], (Row{"1", "g_{1}", "-4.000", "4", "check the method", "0/3"}));
  EXPECT_EQ(sheet.rows[1], (Row{"1", "v_{1}", "-0.400", "-0.4", "right from yours", "1/3"}));
  EXPECT_EQ(sheet.rows[3], (Row{"2", "g_{2}", "1.000", "-1", "same as before", "1/3"}));
  EXPECT_EQ(sheet.rows[5][4], "left blank");
  EXPECT_NE(sheet.page.find("right from your own earlier numbers: 0.33 of the marks."), std::string::npos);
  EXPECT_EQ(sheet.page.find("does not count again"), std::string::npos) << "it does, for two thirds";
}

/// Of a line before which all is right, no own numbers are spoken.
TEST(MarkSheet, SpeaksOfOwnNumbersOnlyWhereTheyAreWrong) {
  auto cells = worked({});
  cells[2] = "0.7";
  EXPECT_NE(marked(two_steps, cells).page.find("$\\theta_{1}$: Expected 0.6. "), std::string::npos);
  EXPECT_EQ(marked(two_steps, cells).page.find("your own"), std::string::npos);
  cells = wrong_sign();
  cells[2] = "0.7";  // 1.4 on v_1 = -0.4
  const Marked sheet = marked(two_steps, cells);
  EXPECT_NE(sheet.json.find("Expected 1.4 from your own earlier numbers."), std::string::npos) << sheet.json;
  EXPECT_EQ(sheet.rows[2][3], "1.4");
}

TEST(MarkSheet, MakesNothingOfAStudentsMarkup) {
  auto cells = worked({});
  cells[0] = "$x$ **b** <i> | [a](b)";
  const std::string page = marked(two_steps, cells).page;
  EXPECT_NE(page.find("\\$x\\$ \\*\\*b\\*\\* \\<i\\> \\| \\[a\\](b)"), std::string::npos) << page;
}

/// Longer ones make pandoc share out the page's width, and break them.
TEST(Verdicts, FitIntoTheTable) {
  std::set<std::string> all;
  for (int i = 0; i <= static_cast<int>(Verdict::unreadable); ++i) {
    LineMark mark;
    mark.verdict = static_cast<Verdict>(i);
    const std::string words = plain_words(verdict_words(mark));
    EXPECT_LE(words.size(), 17U) << words;
    EXPECT_TRUE(all.insert(words).second) << words;
  }
}

/// Only the last theta is asked, and the root was forgotten in every step: by hand, G = 0.28217, 0.45249, 0.5384 and
/// 1.52276, 2.2814, 2.71042, and theta - 0.1*g/G.
TEST(Entry, ALineThatIsNotAskedIsNamed) {
  Marker marker(
      parse_problem("title = 'Two steps'\noptimizer = 'adagrad'\nsteps = 3\n[hyperparameters]\neta = 0.1\n[objective]\n"
                    "gradients = [[0.5312, 1.234], [-0.4127, 0.871], [0.2931, -0.655]]\nstart = [1, 2]\n[working]\n"
                    "round = '6 places'\ncarry = 'exact'\n[answer]\nask = ['theta']\nsteps = 'last'\n",
                    "p.toml", ""));
  const Sheet sheet = sheet_of({"0.848514", "1.904950"});
  const MarkedSheet marks = marker.mark(sheet);
  ASSERT_EQ(name_of(marks.lines[0].causes), "root-forgotten");
  ASSERT_TRUE(marks.lines[0].entered);
  const std::string page = to_markdown(MarkSheets(marker).document(sheet, marks, {}));
  EXPECT_NE(page.find("which was not asked for, you forgot the square root"), std::string::npos) << page;
}

/// Plain words, of which the part in front of a colon says by itself what was done.
TEST(Sentences, StandAlone) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const Mistake& mistake : mistakes()) all.emplace_back(mistake.id, mistake.student);
  for (const Slip& slip : slips()) all.emplace_back(slip.id, slip.student);
  for (const auto& [id, sentence] : all) {
    EXPECT_EQ(plain_words(sentence_on(id)), sentence);
    EXPECT_LE(sentence.size(), 110U) << id;
    EXPECT_EQ(sentence.find_first_of("$*_`\\"), std::string::npos) << id;
    EXPECT_LE(times(sentence, ":"), 1U) << id;
    const std::string done = plain_words(what_was_done({{Cause::Kind::mistake, id}}));
    EXPECT_GE(done.size(), 15U) << id;
    EXPECT_NE(done.back(), '.') << id;
    EXPECT_FALSE(plain_words(marker_words_on(id)).empty()) << id;
  }
  EXPECT_EQ(
      plain_words(what_was_done({{Cause::Kind::mistake, "root-forgotten"}, {Cause::Kind::mistake, "update-sign"}})),
      "you forgot the square root, and you stepped in the opposite direction");
}

}  // namespace
}  // namespace stepmark::tests
