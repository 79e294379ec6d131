// The sheets around a question: what they say is worked again here, in doubles.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "reports/class_statistics.hpp"
#include "reports/gradebook.hpp"
#include "reports/handout.hpp"
#include "reports/markdown.hpp"
#include "solver/mistake/mistake.hpp"
#include "tests/reports/problems.hpp"
#include "tests/reports/tools.hpp"
#include "tests/reports/two_steps.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::katex_complaints, support::scan_markdown, support::Row, support::table_rows;
using support::names, support::problem, support::sheet_of, support::worked, support::wrong_sign, support::Method;

// ---------------------------------------------------------------------------------------------------------- handouts

TEST(QuestionSheet, AsksForEveryLineAndGivesNoAnswer) {
  const std::string page = handout({problem()}, HandoutKind::questions);
  EXPECT_NE(page.find("# Two steps\n"), std::string::npos);
  EXPECT_NE(page.find("(" + std::to_string(names.size() * 3) + " marks)"), std::string::npos);
  std::size_t blanks = 0;
  for (const Row& row : table_rows(page, "## Question (18 marks)")) {
    if (row.size() != 3 || row[2].find("\\_\\_") == std::string::npos) continue;
    EXPECT_EQ(row[1], names.at(blanks++));
  }
  EXPECT_EQ(blanks, names.size());
  for (const std::string answer : {"0.4", "0.6", "0.26", "0.34"}) EXPECT_EQ(page.find(answer), std::string::npos);
}

TEST(MarkScheme, HasTheAnswersAndTheMarks) {
  const std::string page = handout({problem()}, HandoutKind::solutions);
  const auto rows = table_rows(page, "### Mark scheme");
  const auto right = worked({});
  ASSERT_EQ(rows.size(), right.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i][1], names[i]);
    EXPECT_EQ(rows[i][2], right[i]);
    EXPECT_EQ(rows[i][3], "M2 A1");
    // Nothing that the student wrote goes into a gradient that is given.
    EXPECT_EQ(rows[i][4], i % 3 == 0 ? "cao" : "cao; ft");
  }
  EXPECT_NE(page.find("0.5 of the marks"), std::string::npos);
}

TEST(MarkScheme, AcceptsWhatAnyHonestRoundingGives) {
  const std::string sections =
      "optimizer = 'gradient-descent'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\n"
      "gradients = [['1/3'], ['1/3']]\nstart = [1]\n[working]\nround = '3 places'\ncarry = 'rounded'\n[answer]\nask = "
      "['theta']\n";
  const std::string page = handout({parse_problem(sections, "p.toml", "")}, HandoutKind::solutions);
  const auto rows = table_rows(page, "### Mark scheme");
  ASSERT_EQ(rows.size(), 2U);
  // 1 - 0.0333 = 0.967 by the printed rule and exactly; 0.967 - 0.0333 = 0.934 by the printed rule, 0.9333 exactly.
  EXPECT_EQ(rows[0][4], "awrt 0.967") << page;
  EXPECT_EQ(rows[1][2], "0.934");
  EXPECT_EQ(rows[1][4], "awrt 0.934, 0.933 to 0.934; ft");
}

/// What stands in a look-up sheet of one page: line and number, the mistakes that give it, and where each ends.
struct LookUp {
  std::map<std::pair<std::string, std::string>, std::string> what;
  std::set<std::pair<std::string, std::string>> ends;
  std::size_t rows = 0;
};

LookUp look_up(const std::string& page) {
  LookUp found;
  std::pair<std::string, std::string> place;
  for (const Row& row : table_rows(page, "### Where each mistake first shows")) {
    if (!row[0].empty()) place.first = row[0];
    place.second = row[1];
    found.what[place] += row[2] + ' ';
    found.ends.insert({row[2], row.back()});
    ++found.rows;
  }
  return found;
}

const std::map<std::string, std::vector<Method>>& common_mistakes() {
  static const std::map<std::string, std::vector<Method>> all = {
      {"gradient-sign", {{.gradient_factor = -1}}},
      {"derivative-factor", {{.gradient_factor = 2}, {.gradient_factor = 0.5}}},
      {"learning-rate-omitted", {{.eta = 1}}},
      {"decay-factor-dropped", {{.gamma = 1}}}};
  return all;
}

TEST(MarkerSheet, FindsMistakesWhereTheyShowFirst) {
  const LookUp found = look_up(handout({problem()}, HandoutKind::marker));
  const auto right = worked({});
  for (std::size_t i = 0; i < right.size(); ++i) {
    const auto place = std::pair(names[i], right[i]);
    ASSERT_TRUE(found.what.contains(place)) << names[i];
    EXPECT_EQ(found.what.at(place), "**right** ");
  }
  for (const auto& [mistake, ways] : common_mistakes()) {
    for (const Method& way : ways) {
      const auto lines = worked(way);
      const auto first =
          static_cast<std::size_t>(std::mismatch(lines.begin(), lines.end(), right.begin()).first - lines.begin());
      ASSERT_LT(first, lines.size());
      const auto place = std::pair(names[first], lines[first]);
      ASSERT_TRUE(found.what.contains(place)) << mistake;
      EXPECT_NE(found.what.at(place).find('*' + mistake + '*'), std::string::npos) << found.what.at(place);
    }
  }
}

TEST(MarkerSheet, TellsWhereEachEnds) {
  const LookUp found = look_up(handout({problem()}, HandoutKind::marker));
  EXPECT_TRUE(found.ends.contains({"**right**", worked({}).back()}));
  std::set<std::string> ends;
  for (const auto& [what, end] : found.ends) ends.insert(end);
  for (const auto& [mistake, ways] : common_mistakes()) {
    for (const Method& way : ways) EXPECT_TRUE(ends.contains(worked(way).back())) << mistake;
  }
}

/// With what stands above it, one page; and what is left out is said.
TEST(MarkerSheet, IsAPageForAQuestion) {
  for (const char* name : {"adam-two-steps-bowl", "adam-beale", "nesterov-bowl", "momentum-bowl"}) {
    const std::string page =
        handout({read_problem("problems/bank/" + std::string(name) + ".toml")}, HandoutKind::marker);
    EXPECT_LE(look_up(page).rows, 40U) << name;
  }
  const Problem crowded = read_problem("problems/bank/adam-two-steps-bowl.toml");
  EXPECT_NE(handout({crowded}, HandoutKind::marker).find("rarer ones are left out"), std::string::npos);
}

/// A line to write on begins with a formula that has no space behind it, which is meant.
std::string without_room_to_write(std::string page) {
  const std::string height = "$\\phantom{\\dfrac{0}{0}}$";
  for (std::size_t at = 0; (at = page.find(height, at)) != std::string::npos;) page.erase(at, height.size());
  return page;
}

/// All kinds of questions are in the bank, and all kinds of objectives.
TEST(Handout, EveryFormulaRendersInKatex) {
  const std::vector<Problem> problems = support::bank();
  std::set<std::pair<std::string, bool>> distinct;
  for (const HandoutKind kind : {HandoutKind::questions, HandoutKind::solutions, HandoutKind::marker}) {
    const support::Scan scan = scan_markdown(without_room_to_write(handout(problems, kind, "All")));
    for (const std::string& breach : scan.breaches) ADD_FAILURE() << breach;
    for (const support::Formula& formula : scan.formulas) distinct.insert({formula.latex, formula.displayed});
  }
  std::vector<support::Formula> formulas;
  for (const auto& [latex, displayed] : distinct) formulas.push_back({latex, displayed});
  EXPECT_GT(formulas.size(), 2000U);
  for (const std::string& complaint : katex_complaints(formulas)) ADD_FAILURE() << complaint;
}

// --------------------------------------------------------------------------------------------------------- gradebooks

Row cells_of(const std::string& row) {
  Row cells;
  std::istringstream stream(row.substr(0, row.find('\n')));
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

TEST(Gradebook, CountsWhatBecameOfEachLine) {
  QuestionMarker marker(problem());
  const Row header = cells_of(gradebook_header());
  const Row row = cells_of(gradebook_row(marker, "=Ann", marker.mark({{sheet_of(wrong_sign()), ""}}), "late"));
  ASSERT_EQ(row.size(), header.size());
  std::map<std::string, std::string> of;
  for (std::size_t i = 0; i < row.size(); ++i) of[header[i]] = row[i];
  EXPECT_FALSE(of["student"].starts_with('='));  // would be a formula in a spreadsheet
  EXPECT_EQ(of["out_of"], std::to_string(names.size() * 3));
  EXPECT_EQ(of["faulty"], "1");
  EXPECT_EQ(of["missing"], "1");
  EXPECT_EQ(of["cause"], "gradient-sign");
  EXPECT_EQ(of["first_fault"], "1 g 1");
  EXPECT_EQ(of["note"], "late");
  // g_2 repeats what was charged; both it and what follows keep half of three marks.
  EXPECT_EQ(of["follow_through"], "4");
  EXPECT_EQ(of["marks"], "6");
  int lines = 0;
  for (const char* verdict : {"correct", "precision", "follow_through", "faulty", "missing", "unreadable"}) {
    lines += std::stoi(of[verdict]);
  }
  EXPECT_EQ(lines, static_cast<int>(names.size()));
}

TEST(Gradebook, AddsUpTheClass) {
  QuestionMarker marker(problem());
  ClassStatistics statistics(marker);
  double marks = 0;
  const auto add = [&](const std::vector<std::string>& cells) {
    const QuestionSheet sheet = {{sheet_of(cells), ""}};
    const MarkedQuestion marked = marker.mark(sheet);
    marks += marked.marks.to_double();
    statistics.add(sheet, marked);
  };
  auto odd = worked({});
  odd[5] = "0.777";
  auto nearly_odd = odd;
  nearly_odd[5] = "0.776";
  for (const auto& cells : {worked({}), wrong_sign(), odd, odd, nearly_odd}) add(cells);
  statistics.add_unreadable();
  const std::string page = to_markdown(statistics.document());
  char mean[32];
  std::snprintf(mean, sizeof mean, "%g", marks / 5);
  EXPECT_NE(page.find("6 sheets, 1 of them with full marks; 1 could not be read. " + std::string(mean)),
            std::string::npos)
      << page;
  std::map<std::string, Row> lost;
  for (const Row& row : table_rows(page, "## Where marks were lost")) lost[row[1]] = {row[0], row[2], row[3]};
  EXPECT_EQ(lost["1 g 1"], (Row{"g_{1}", "1", "20"}));
  EXPECT_EQ(lost["2 theta 1"], (Row{"\\theta_{2}", "4", "80"}));
  const auto causes = table_rows(page, "## Causes");
  ASSERT_FALSE(causes.empty());
  const Row cause = {"gradient-sign", find_mistake("gradient-sign").marker, "1"};
  EXPECT_NE(std::find(causes.begin(), causes.end(), cause), causes.end()) << page;
  EXPECT_EQ(table_rows(page, "## The same answer, unexplained, from several"),
            (std::vector<Row>{{"\\theta_{2}", "2 theta 1", "0.777 or 0.776", "3"}}))
      << page;
}

TEST(ClassStatistics, TakeNoFormulaThatIsNone) {
  std::string json = ClassStatistics(QuestionMarker(problem())).json();
  const std::string name = "v_{1}";
  for (const std::string bad : {"v_{1}$", "v|w", " v", "v\\\\", "v\\n"}) {
    std::string other = json;
    other.replace(other.find(name), name.size(), bad);
    EXPECT_THROW(ClassStatistics::parse(other, "s.json"), InputError) << bad;
  }
  EXPECT_EQ(ClassStatistics::parse(json, "s.json").json(), json);
}

/// More different answers than are kept: what is kept depends on neither the order nor the shards.
TEST(ClassStatistics, KeepTheSameSampleInAnyOrderAndOfAnyShards) {
  QuestionMarker marker(problem());
  QuestionSheet sheet = {{sheet_of(worked({})), ""}};
  MarkedQuestion marked = marker.mark(sheet);
  marked.parts[0].numbers.lines[0].verdict = Verdict::wrong;
  const auto add = [&](ClassStatistics& statistics, int number) {
    sheet[0].numbers[0].value = Exact(number % 5 == 0 ? 7 : 1000 + number);
    statistics.add(sheet, marked);
  };
  const int count = 255'000;
  ClassStatistics forward(marker), backward(marker), odd(marker, {1, 2}), even(marker, {2, 2});
  for (int i = 0; i < count; ++i) {
    add(forward, i);
    add(backward, count - 1 - i);
    add(i % 2 == 0 ? odd : even, i);
  }
  const std::string expected = forward.json();
  EXPECT_NE(expected.find("\"unexplained_is_sample\": true"), std::string::npos);
  EXPECT_TRUE(backward.json() == expected);
  ClassStatistics merged = ClassStatistics::parse(odd.json(), "odd");
  merged.add(ClassStatistics::parse(even.json(), "even"));
  merged.set_shard({});
  EXPECT_TRUE(merged.json() == expected);
}

}  // namespace
}  // namespace stepmark::tests
