// An exercise of R/exams gives full marks to what is right, and to nothing else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <sstream>

#include "reports/export/formats.hpp"
#include "tests/export/checked_sheets.hpp"
#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using exports::ExportedQuestion;
using support::CheckedSheet;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, '|');) all.push_back(part);
  return all;
}

/// The meta-information, and the marking by it: R/exams' own vignette, "num" and "schoice" of a cloze.
struct Exercise {
  explicit Exercise(const std::string& rmd) {
    std::istringstream in(rmd);
    bool is_meta = false;
    for (std::string line; std::getline(in, line);) {
      is_meta = is_meta || line == "Meta-information";
      const std::size_t colon = line.find(": ");
      if (is_meta && colon != std::string::npos) meta[line.substr(0, colon)] = line.substr(colon + 2);
    }
    types = split(meta["exclozetype"]), solutions = split(meta["exsolution"]), tolerances = split(meta["extol"]);
    points = split(meta["expoints"]);
  }

  double marks(std::size_t i, const std::string& entry) const {
    if (entry.empty()) return 0;
    if (types[i] == "schoice") {
      const auto letter = static_cast<std::size_t>(entry[0] - 'A');
      return letter < solutions[i].size() && solutions[i][letter] == '1' ? std::stod(points[i]) : 0;
    }
    const double off = std::fabs(std::strtod(entry.c_str(), nullptr) - std::stod(solutions[i]));
    return off <= std::stod(tolerances[i]) + 1e-12 ? std::stod(points[i]) : 0;
  }

  std::map<std::string, std::string> meta;
  std::vector<std::string> types, solutions, tolerances, points;
};

/// Of each entry; a box that is worth no marks is no answer of it.
std::vector<double> marks_by(const Exercise& exercise, const ExportedQuestion& question,
                             const support::Entries& entries) {
  std::vector<double> marks;
  std::size_t next = 0;
  for (const exports::ExportedPart& part : question.parts) {
    for (const exports::Box& box : part.boxes) {
      const std::string& entry = entries[marks.size()];
      marks.push_back(box.answers.empty() ? 0 : exercise.marks(next++, entry));
    }
    if (!part.choices.empty()) {
      const std::string& entry = entries[marks.size()];
      marks.push_back(exercise.marks(next++, entry));
    }
  }
  EXPECT_EQ(next, exercise.solutions.size());
  return marks;
}

class RexamsProblem : public ::testing::TestWithParam<std::size_t> {};

TEST_P(RexamsProblem, GivesFullMarksOrNone) {
  const support::CheckedProblem& problem = support::checked_problem(GetParam());
  const exports::Export made = exports::rexams_export({problem.question}, {});
  const Exercise exercise(made.in_directory.at(0).text);
  EXPECT_EQ(exercise.meta.at("extype"), "cloze");
  const bool says_so = std::any_of(made.notices.begin(), made.notices.end(), [](const std::string& notice) {
    return notice.find("of the key alone, where check takes others too") != std::string::npos;
  });
  std::vector<std::vector<double>> marks;
  for (const CheckedSheet& sheet : problem.sheets) marks.push_back(marks_by(exercise, problem.question, sheet.entries));
  support::expect_marks_of_check(problem, problem.sheets, marks, {support::Marks::all_or_none, true, !says_so});
}

INSTANTIATE_TEST_SUITE_P(Export, RexamsProblem, ::testing::Range<std::size_t>(0, support::problems_to_export().size()));

exports::Export rexams_of(const std::string& sections, const std::string& title = "A") {
  const std::string bowl = "[objective]\ngradient = [\"2*x\", \"20*y\"]\nstart = { x = 3, y = -1 }\n";
  return exports::rexams_export({exports::exported(support::make_problem("momentum", bowl + sections, 2, title))}, {});
}

/// R runs what stands in a chunk or behind `r.
/// It looks for its fields when the Markdown has become a page.
TEST(Rexams, AConventionIsNeverAField) {
  Problem problem = support::make_problem(
      "momentum", "[objective]\ngradient = [\"2*x\"]\nstart = { x = 3 }\n" + support::rounded_working);
  problem.base.title = "as ##ANSWER1## has it";
  const std::string text = exports::rexams_export({exports::exported(problem)}, {}).in_directory.at(0).text;
  const auto on_the_page = [&] {
    std::string page = text;
    std::erase(page, '\\');
    return page;
  }();
  std::size_t count = 0;
  for (std::size_t at = 0; (at = on_the_page.find("##ANSWER1##", at)) != std::string::npos; ++at) ++count;
  EXPECT_EQ(count, 1U) << "the box";
  EXPECT_THAT(text, HasSubstr("ANSWER1")) << "and the words";
}

TEST(Rexams, ATitleIsNeverRun) {
  const std::string title = "`r system('true')` ##ANSWER1## ```{r} quit() ``` Meta-information extype: num";
  const exports::Export made = rexams_of(support::rounded_working, title);
  const std::string text = made.in_directory.at(0).text;
  EXPECT_THAT(text, Not(HasSubstr("`r ")));
  EXPECT_THAT(text, Not(HasSubstr("```{")));
  EXPECT_EQ(Exercise(text).meta.at("extype"), "cloze");
  EXPECT_EQ(Exercise(text).types.size(), 12u);
  EXPECT_EQ(text, rexams_of(support::rounded_working, title).in_directory.at(0).text);
}

TEST(Rexams, SaysWhatItCannot) {
  const std::string notice = exports::notice_of(exports::export_format("rexams"), rexams_of(support::rounded_working));
  EXPECT_THAT(notice, HasSubstr("rexams: 1 question, 24 marks; follow-through: none"));
  EXPECT_THAT(notice, HasSubstr("no marks for the method alone"));
}

}  // namespace
}  // namespace stepmark::tests
