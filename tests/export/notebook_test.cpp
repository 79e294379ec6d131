// The cell of a notebook gives the marks of `check`, without the program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "reports/export/decimal.hpp"
#include "reports/export/formats.hpp"
#include "solver/asked.hpp"
#include "solver/questions/shown_working.hpp"
#include "tests/export/sheets.hpp"
#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"
#include "tests/support/program.hpp"

namespace stepmark::tests {
namespace {

using exports::ExportedPart;
using exports::ExportedQuestion;
using support::Entries;
using ::testing::HasSubstr;

std::vector<std::string> names_of(const ExportedQuestion& question) {
  std::vector<std::string> names;
  for (const ExportedPart& part : question.parts) {
    for (const exports::Box& box : part.boxes) names.push_back(box.id);
    if (!part.choices.empty()) names.push_back(part.id);
  }
  return names;
}

/// What the cells print, by Python.
std::vector<Exact> marks_by(const exports::Export& made, const ExportedQuestion& question,
                            const std::vector<Entries>& sheets) {
  const std::vector<std::string> names = names_of(question);
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
  std::vector<Exact> marks;
  std::istringstream lines(run.output);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t slash = line.find('/');
    const Exact numerator = *Exact::parse(line.substr(0, slash));
    marks.push_back(slash == std::string::npos ? numerator : numerator / *Exact::parse(line.substr(slash + 1)));
  }
  EXPECT_EQ(marks.size(), sheets.size());
  return marks;
}

/// Right, blank, zeros where none is right, and every mistake made all through; the last where those are numbers.
std::vector<Entries> sheets_for(const Problem& problem, const ExportedQuestion& question,
                                const QuestionMarker& marker) {
  const Entries right = support::right_entries(question);
  std::vector<Entries> sheets = {right, Entries(right.size())};
  if (!is_plain(marker.parts())) return sheets;
  const Tape tape = compile(problem);
  const DecimalFormat format = precision_asked(problem);
  for (const WrongMethod& method : wrong_methods(problem)) {
    const Stated stated = questions::state(problem, method);
    Entries entries;
    for (const std::size_t line : asked_lines(problem, tape)) {
      entries.push_back(line < stated.size() ? exports::plain_decimal(stated[line], format) : "");
    }
    sheets.push_back(std::move(entries));
  }
  return sheets;
}

TEST(Notebook, GivesTheMarksOfCheckOrSaysOfHowManySheetsItDoesNot) {
  for (const Problem& problem : support::problems_to_export()) {
    const ExportedQuestion question = exports::exported(problem);
    QuestionMarker marker(problem);
    const std::vector<Entries> sheets = sheets_for(problem, question, marker);
    const std::vector<Exact> marks = marks_by(exports::notebook_export({question}, {}), question, sheets);
    ASSERT_EQ(marks.size(), sheets.size());
    std::set<Entries> differing;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      const Exact check = support::checked(marker, sheets[i]);
      if (i < 2) {
        EXPECT_EQ(marks[i].to_string(), check.to_string()) << problem.file << ": sheet " << i;
      }
      if (marks[i] != check) differing.insert(sheets[i]);
    }
    EXPECT_LE(differing.size(), question.known.differing) << problem.file;
  }
}

TEST(Notebook, ATitleIsNeverCode) {
  const std::string title = "\"); import os; os.abort() # ''' \"\"\" \\ \xf0\x9f\x98\x80 </details> $x$";
  const Problem problem = support::make_problem(
      "momentum", "[objective]\ngradient = [\"2*x\"]\nstart = { x = 3 }\n" + support::rounded_working, 1, "plain");
  Problem hostile = problem;
  hostile.title = title;
  const ExportedQuestion question = exports::exported(hostile);
  const exports::Export made = exports::notebook_export({question}, {});
  EXPECT_EQ(marks_by(made, question, {support::right_entries(question)}), std::vector<Exact>{question.marks});
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

TEST(Notebook, SaysThatItIsForPractice) {
  const ExportedQuestion question = exports::exported(support::problems_to_export().front());
  const exports::Export made = exports::notebook_export({question}, {});
  EXPECT_THAT(made.bytes, HasSubstr("For practice"));
  EXPECT_THAT(exports::notice_of(exports::export_format("notebook"), made),
              HasSubstr("for practice: the key can be read"));
}

}  // namespace
}  // namespace stepmark::tests
