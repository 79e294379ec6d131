// The sheets around a question: what they say is worked again here, in doubles.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "reports/class_statistics.hpp"
#include "reports/gradebook.hpp"
#include "reports/handout.hpp"
#include "reports/mark_sheet.hpp"
#include "reports/markdown.hpp"
#include "solver/marking/fill.hpp"
#include "solver/marking/slip.hpp"
#include "solver/mistake/mistake.hpp"
#include "tests/reports/problems.hpp"
#include "tests/reports/tools.hpp"

namespace stepmark {
namespace {

using testing::katex_complaints, testing::scan_markdown;

constexpr double start = 1, gradients[] = {4, -1};

const char* text =
    "title = 'Two steps'\noptimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\ngamma = 0.9\n"
    "[objective]\ngradients = [[4], [-1]]\nstart = [1]\n[working]\nround = '3 places'\n"
    "[marks]\nmethod = 2\naccuracy = 1\nfollow_through = 0.5\n";

Problem problem() { return parse_problem(text, "p.toml", ""); }

/// Momentum, and what may be done wrong in it.
struct Method {
  double eta = 0.1, gamma = 0.9, gradient_factor = 1, update_sign = -1;
};

/// g, v and theta of both steps, as the page prints them.
std::vector<std::string> worked(const Method& method) {
  std::vector<std::string> lines;
  double v = 0, theta = start;
  const auto write = [&](double value) {
    char printed[32];
    std::snprintf(printed, sizeof printed, "%.3f", value);
    lines.emplace_back(printed);
  };
  for (const double gradient : gradients) {
    const double g = method.gradient_factor * gradient;
    v = method.gamma * v + method.eta * g;
    theta += method.update_sign * v;
    for (const double value : {g, v, theta}) write(value);
  }
  return lines;
}

const std::vector<std::string> names = {"g_{1}", "v_{1}", "\\theta_{1}", "g_{2}", "v_{2}", "\\theta_{2}"};

std::string without_dollars(std::string cell) {
  std::erase(cell, '$');
  const auto first = cell.find_first_not_of(' '), last = cell.find_last_not_of(' ');
  return first == std::string::npos ? "" : cell.substr(first, last - first + 1);
}

using Row = std::vector<std::string>;

/// The rows of the tables between one heading and the next of the same level or above; headers and rules left out.
std::vector<Row> table_rows(const std::string& page, const std::string& heading) {
  std::vector<Row> rows;
  std::istringstream lines(page);
  const std::size_t level = heading.find(' ');
  bool inside = false, body = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) {
      if (line == heading) inside = true;
      if (line != heading && line.find(' ') <= level) inside = false;
    }
    if (!line.starts_with('|')) body = false;
    if (inside && body) {
      rows.emplace_back();
      std::istringstream cells(line.substr(1));
      for (std::string cell; std::getline(cells, cell, '|');) rows.back().push_back(without_dollars(cell));
    }
    if (line.starts_with("|-")) body = true;
  }
  return rows;
}

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

/// What stands in the look-up tables: line and number, the mistakes that give it, and the marks.
struct LookUp {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> mistakes;
  std::map<std::pair<std::string, std::string>, std::set<std::string>> marks;
};

LookUp look_up(const std::string& page) {
  LookUp found;
  std::pair<std::string, std::string> place;
  for (const Row& row : table_rows(page, "### Where a mistake shows first")) {
    if (!row[0].empty()) place.first = row[0];
    if (!row[1].empty()) place.second = row[1];
    const std::string what = row[3].substr(0, row[3].find("*:"));
    found.mistakes[place].insert(what.starts_with("**") ? "right" : what.starts_with('*') ? what.substr(1) : what);
    found.marks[place].insert(row[4]);
  }
  return found;
}

TEST(MarkerSheet, FindsEveryMistakeWhereItShowsFirst) {
  const LookUp found = look_up(handout({problem()}, HandoutKind::marker));
  const auto right = worked({});
  for (std::size_t i = 0; i < right.size(); ++i) {
    const auto place = std::pair(names[i], right[i]);
    ASSERT_TRUE(found.mistakes.contains(place)) << names[i];
    EXPECT_EQ(found.mistakes.at(place), std::set<std::string>{"right"});
    EXPECT_EQ(found.marks.at(place), std::set<std::string>{"M2 A1"});
  }
  const std::map<std::string, std::vector<Method>> wrong = {
      {"gradient-sign", {{.gradient_factor = -1}}},
      {"derivative-factor", {{.gradient_factor = 2}, {.gradient_factor = 0.5}}},
      {"learning-rate-omitted", {{.eta = 1}}},
      {"decay-factor-dropped", {{.gamma = 1}}},
      {"update-sign", {{.update_sign = 1}}}};
  for (const auto& [mistake, ways] : wrong) {
    for (const Method& way : ways) {
      const auto lines = worked(way);
      const auto first =
          static_cast<std::size_t>(std::mismatch(lines.begin(), lines.end(), right.begin()).first - lines.begin());
      ASSERT_LT(first, lines.size());
      const auto place = std::pair(names[first], lines[first]);
      ASSERT_TRUE(found.mistakes.contains(place)) << mistake;
      EXPECT_TRUE(found.mistakes.at(place).contains(mistake)) << mistake;
      EXPECT_TRUE(found.marks.at(place).contains("0")) << mistake;
    }
  }
}

TEST(MarkerSheet, TellsWhatFollows) {
  const std::string page = handout({problem()}, HandoutKind::marker);
  std::set<std::string> rows;
  for (Row row : table_rows(page, "### What follows from it")) {
    row.erase(row.begin());
    std::string joined;
    for (const std::string& cell : row) joined += cell + ' ';
    rows.insert(joined);
  }
  for (const Method& method : {Method{}, {.gradient_factor = -1}, {.gradient_factor = 2}, {.gradient_factor = 0.5}}) {
    const auto lines = worked(method);
    for (const std::size_t step : {0U, 3U}) {
      EXPECT_TRUE(rows.contains(lines[step] + ' ' + lines[step + 1] + ' ' + lines[step + 2] + ' ')) << lines[step];
    }
  }
}

/// A line to write on begins with a formula that has no space behind it, which is meant.
std::string without_room_to_write(std::string page) {
  const std::string height = "$\\phantom{\\dfrac{0}{0}}$";
  for (std::size_t at = 0; (at = page.find(height, at)) != std::string::npos;) page.erase(at, height.size());
  return page;
}

/// All kinds of questions are in the bank, and all kinds of objectives.
TEST(Handout, EveryFormulaRendersInKatex) {
  const std::vector<Problem> problems = testing::bank();
  std::set<std::pair<std::string, bool>> distinct;
  for (const HandoutKind kind : {HandoutKind::questions, HandoutKind::solutions, HandoutKind::marker}) {
    const testing::Scan scan = scan_markdown(without_room_to_write(handout(problems, kind, "All")));
    for (const std::string& breach : scan.breaches) ADD_FAILURE() << breach;
    for (const testing::Formula& formula : scan.formulas) distinct.insert({formula.latex, formula.displayed});
  }
  std::vector<testing::Formula> formulas;
  for (const auto& [latex, displayed] : distinct) formulas.push_back({latex, displayed});
  EXPECT_GT(formulas.size(), 2000U);
  for (const std::string& complaint : katex_complaints(formulas)) ADD_FAILURE() << complaint;
}

// --------------------------------------------------------------------------------------------------------- gradebooks

Sheet sheet_of(const std::vector<std::string>& cells) {
  Sheet sheet;
  for (const std::string& cell : cells) sheet.push_back(cell.empty() ? Written{} : written_in(cell));
  return sheet;
}

Row cells_of(const std::string& row) {
  Row cells;
  std::istringstream stream(row.substr(0, row.find('\n')));
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

/// g, v and theta of one student who took the gradient with the wrong sign, wrote all else after it, and left out the
/// end.
std::vector<std::string> wrong_sign() {
  auto cells = worked({.gradient_factor = -1});
  cells[5].clear();
  return cells;
}

TEST(Gradebook, CountsWhatBecameOfEachLine) {
  Marker marker(problem());
  const Row header = cells_of(gradebook_header());
  const Row row = cells_of(gradebook_row(marker, "=Ann", marker.mark(sheet_of(wrong_sign())), "late"));
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

// ------------------------------------------------------------------------------------------------------- mark sheets

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
    "[objective]\ngradients = [[4, 2], [-1, 3], [2, 5]]\nstart = [1, 2]\n[working]\nround = '4 places'\n";

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
  EXPECT_EQ(sheet.summary,
            "Well done: 30 of 36 lines are right, and 4 more follow rightly from your own earlier numbers. One thing "
            "cost marks: at $\\hat{v}_{2,1}$ in step 2 you left out the bias correction. From there on your method is "
            "right.")
      << sheet.page;
  EXPECT_EQ(marked(adam_text, worked_by_adam({})).summary, "Every line is right. Well done!");
}

TEST(MarkSheet, SaysItIsNoOnceWhenItComesBack) {
  const Marked sheet = marked(adam_text, worked_by_adam({1, 2, 3}));
  EXPECT_NE(sheet.summary.find("It comes back in 5 more lines and is not charged again."), std::string::npos)
      << sheet.summary;
  EXPECT_EQ(times(sheet.page, "put in the 1 - beta"), 1U) << sheet.page;
  EXPECT_EQ(times(sheet.page, "same as in $\\hat{v}_{1,1}$; not charged again."), 1U) << sheet.page;
  EXPECT_EQ(times(sheet.page, "from your own earlier numbers: full marks."), 1U) << sheet.page;
}

/// What is said is true of sheets with nothing, with nothing right, with a rest left out.
TEST(MarkSheet, HasTrueWordsForEverySheet) {
  const auto right = worked({});
  const std::vector<std::string> none(6), odd = {"17", "-19", "23", "29.5", "-31", "37"};
  auto half = right, unread = none, truncated = right;
  std::fill(half.begin() + 3, half.end(), "");
  unread[0] = "what?";
  const auto summary = [](const std::vector<std::string>& cells) { return marked(text, cells).summary; };
  EXPECT_EQ(summary(none),
            "Nothing is filled in yet. The expected numbers show where each line leads: begin with $g_{1}$.");
  EXPECT_EQ(summary(odd),
            "No line is right yet: begin again with $g_{1}$, and compare each number with the one expected.");
  EXPECT_EQ(summary(half), "All that you wrote is right. 3 lines are left blank.");
  EXPECT_EQ(summary(unread), "No number could be read here. Write each answer as a plain number, such as 0.25.");
  auto one = right;
  one[2] = "0.7";
  EXPECT_EQ(summary(one),
            "5 of 6 lines are right. One thing cost marks: at $\\theta_{1}$ in step 1 the number is not right.");
}

/// Under a scheme that gives full marks for it, and under a strict one.
TEST(MarkSheet, DecidesByVerdictsThatEveryLineIsRight) {
  const std::vector<std::string> outside = {"4", "4", "0.6", "-1", "2.6", "0.34"};
  const Marked any = marked(text, outside);
  EXPECT_EQ(any.summary, "Well done: every line is right, in another convention than the question's.") << any.page;
  EXPECT_NE(
      any.page.find("right in another convention: learning rate outside the velocity. The question's is: learning "
                    "rate inside the velocity, velocity subtracted."),
      std::string::npos)
      << any.page;
  EXPECT_EQ(any.rows[1], (Row{"1", "v_{1}", "4", "0.4", "other convention", "3/3"}));
  EXPECT_EQ(any.rows[4], (Row{"2", "v_{2}", "2.6", "0.26", "other convention", "3/3"}));
  const Marked strict = marked(std::string(text) + "convention = 'strict'\n", outside);
  EXPECT_NE(
      strict.summary.find("very line is right, in another convention than the question's. That alone cost marks."),
      std::string::npos)
      << strict.summary;
}

TEST(MarkSheet, SpeaksToPeopleAndToProgramsEachInTheirWords) {
  std::string thirds = text;
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
}

/// Of a line before which all is right, no own numbers are spoken.
TEST(MarkSheet, SpeaksOfOwnNumbersOnlyWhereTheyAreWrong) {
  auto cells = worked({});
  cells[2] = "0.7";
  EXPECT_NE(marked(text, cells).page.find("$\\theta_{1}$: Expected 0.6. "), std::string::npos);
  EXPECT_EQ(marked(text, cells).page.find("your own"), std::string::npos);
  cells = wrong_sign();
  cells[2] = "0.7";  // 1.4 on v_1 = -0.4
  const Marked sheet = marked(text, cells);
  EXPECT_NE(sheet.json.find("Expected 1.4 from your own earlier numbers."), std::string::npos) << sheet.json;
  EXPECT_EQ(sheet.rows[2][3], "1.4");
}

TEST(MarkSheet, NamesTheNumberThatWasNotWorkedOut) {
  auto cells = worked({});
  cells[1] = "0";
  cells[2] = "1.000";
  const Marked sheet = marked(text, cells);
  EXPECT_NE(sheet.page.find("it follows from the 0 that was not worked out: no marks."), std::string::npos)
      << sheet.page;
}

TEST(MarkSheet, MakesNothingOfAStudentsMarkup) {
  auto cells = worked({});
  cells[0] = "$x$ **b** <i> | [a](b)";
  const std::string page = marked(text, cells).page;
  EXPECT_NE(page.find("\\$x\\$ \\*\\*b\\*\\* \\<i\\> \\| \\[a\\](b)"), std::string::npos) << page;
}

/// Plain words, of which the part in front of a colon says by itself what was done.
TEST(Sentences, StandAlone) {
  std::vector<std::pair<std::string, std::string>> all;
  for (const Mistake& mistake : mistakes()) all.emplace_back(mistake.id, mistake.student);
  for (const Slip& slip : slips()) all.emplace_back(slip.id, slip.student);
  for (const auto& [id, sentence] : all) {
    EXPECT_EQ(sentence_on(id), sentence);
    EXPECT_LE(sentence.size(), 110U) << id;
    EXPECT_EQ(sentence.find_first_of("$*_`\\"), std::string::npos) << id;
    EXPECT_LE(times(sentence, ":"), 1U) << id;
    const std::string done = what_was_done(id);
    EXPECT_GE(done.size(), 15U) << id;
    EXPECT_NE(done.back(), '.') << id;
    EXPECT_FALSE(marker_words_on(id).empty()) << id;
  }
  EXPECT_EQ(what_was_done("root-forgotten+update-sign"),
            "you forgot the square root, and you stepped in the opposite direction");
}

TEST(Gradebook, AddsUpTheClass) {
  Marker marker(problem());
  ClassStatistics statistics(marker);
  double marks = 0;
  const auto add = [&](const std::vector<std::string>& cells) {
    const Sheet sheet = sheet_of(cells);
    const MarkedSheet marked = marker.mark(sheet);
    marks += marked.marks.to_double();
    statistics.add(sheet, marked);
  };
  auto odd = worked({});
  odd[5] = "0.777";
  auto nearly_odd = odd;
  nearly_odd[5] = "0.776";
  for (const auto& cells : {worked({}), wrong_sign(), odd, odd, nearly_odd}) add(cells);
  statistics.add_unreadable();
  const std::string page = statistics.markdown();
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
  std::string json = ClassStatistics(Marker(problem())).json();
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
  Marker marker(problem());
  Sheet sheet = sheet_of(worked({}));
  MarkedSheet marked = marker.mark(sheet);
  marked.lines[0].verdict = Verdict::wrong;
  const auto add = [&](ClassStatistics& statistics, int number) {
    sheet[0].value = Exact(number % 5 == 0 ? 7 : 1000 + number);
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
}  // namespace stepmark
