// The cell of a notebook gives the marks of `check`, without the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <numeric>
#include <sstream>

#include "reports/export/formats.hpp"
#include "tests/export/checked_sheets.hpp"
#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"
#include "tests/support/program.hpp"

namespace stepmark::tests {
namespace {

using exports::ExportedQuestion;
using support::Entries;
using ::testing::HasSubstr;

/// What the cells give for each entry, by Python.
std::vector<std::vector<double>> marks_by(const exports::Export& made, const ExportedQuestion& question,
                                          const std::vector<Entries>& sheets) {
  const std::vector<std::string> names = support::names_of_entries(question);
  nlohmann::json plan = nlohmann::json::array();
  for (const Entries& entries : sheets) {
    nlohmann::json sheet = nlohmann::json::object();
    for (std::size_t i = 0; i < names.size(); ++i) sheet[names[i]] = entries[i];
    plan.push_back(sheet);
  }
  const support::ScratchDirectory scratch;
  const support::Outcome run =
      support::run_program({"/usr/bin/python3", "-B", "tests/export/run_notebook.py",
                            scratch.write("q.ipynb", made.bytes), scratch.write("sheets.json", plan.dump())});
  EXPECT_EQ(run.status, 0) << run.error;
  std::vector<std::vector<double>> marks;
  std::istringstream lines(run.output);
  for (std::string line; std::getline(lines, line);) marks.push_back(nlohmann::json::parse(line));
  EXPECT_EQ(marks.size(), sheets.size());
  return marks;
}

class NotebookProblem : public ::testing::TestWithParam<std::size_t> {};

TEST_P(NotebookProblem, GivesTheMarksOfCheck) {
  const support::CheckedProblem& problem = support::checked_problem(GetParam());
  std::vector<Entries> sheets;
  for (const support::CheckedSheet& sheet : problem.sheets) sheets.push_back(sheet.entries);
  const auto marks = marks_by(exports::notebook_export({problem.question}, {}), problem.question, sheets);
  support::expect_marks_of_check(problem, problem.sheets, marks, {support::Marks::by_known_numbers});
}

INSTANTIATE_TEST_SUITE_P(Export, NotebookProblem,
                         ::testing::Range<std::size_t>(0, support::problems_to_export().size()));

TEST(Notebook, ATitleIsNeverCode) {
  const std::string title = "\"); import os; os.abort() # ''' \"\"\" \\ \xf0\x9f\x98\x80 </details> $x$";
  const Problem problem = support::make_problem(
      "momentum", "[objective]\ngradient = [\"2*x\"]\nstart = { x = 3 }\n" + support::rounded_working, 1, "plain");
  Problem hostile = problem;
  hostile.title = title;
  const ExportedQuestion question = exports::exported(hostile);
  const exports::Export made = exports::notebook_export({question}, {});
  const std::vector<double> marks = marks_by(made, question, {support::right_entries(question)}).at(0);
  EXPECT_EQ(std::accumulate(marks.begin(), marks.end(), 0.0), question.marks.to_double());
  const nlohmann::json notebook = nlohmann::json::parse(made.bytes);
  for (const auto& cell : notebook["cells"]) {
    if (cell["cell_type"] != "code") continue;
    EXPECT_THAT(cell["source"].dump(), ::testing::Not(HasSubstr("abort")));
  }
  EXPECT_EQ(made.bytes, exports::notebook_export({question}, {}).bytes);
}

/// JupyterLab looks for formulas in the Markdown, where two backslashes begin one, and MathJax once more on the page.
TEST(Notebook, ATitleIsNeverAFormula) {
  const std::string hill = "[objective]\ngradient = [\"2*x\"]\nstart = { x = 3 }\n" + support::rounded_working;
  Problem problem = support::make_problem("momentum", hill, 1, "plain");
  problem.title = "\\(y\\) \\[z\\] $w$ \\begin{align}u\\end{align}";
  const ExportedQuestion question = exports::exported(problem);
  const nlohmann::json notebook = nlohmann::json::parse(exports::notebook_export({question}, {}).bytes);
  const std::string front = notebook["cells"][0]["source"].at(0);
  const std::string parted = "<span></span>", slash = "\\\\" + parted, dollar = "\\$" + parted;
  EXPECT_EQ(front, "# " + slash + "(y" + slash + ") " + slash + "\\[z" + slash + "\\] " + dollar + "w" + dollar + " " +
                       slash + "begin\\{align\\}u" + slash + "end\\{align\\}\n");
}

TEST(Notebook, FoldsTheSolutionAndHidesTheKey) {
  const ExportedQuestion& question = support::checked_problem(0).question;
  const nlohmann::json cells = nlohmann::json::parse(exports::notebook_export({question}, {}).bytes)["cells"];
  ASSERT_EQ(cells.size(), 5u);
  EXPECT_EQ(cells[1]["metadata"]["tags"].get<std::vector<std::string>>(), question.tags);
  EXPECT_EQ(cells[3]["metadata"]["jupyter"]["source_hidden"], true);
  EXPECT_EQ(cells[4]["source"][0], "<details>\n");
  EXPECT_EQ(cells[4]["source"].back(), "</details>\n");
}

TEST(Notebook, SaysThatItIsForPractice) {
  const ExportedQuestion question = support::checked_problem(0).question;
  const exports::Export made = exports::notebook_export({question}, {});
  EXPECT_THAT(made.bytes, HasSubstr("For practice"));
  EXPECT_THAT(exports::notice_of(exports::export_format("notebook"), made),
              HasSubstr("for practice: the key can be read"));
}

}  // namespace
}  // namespace stepmark::tests
