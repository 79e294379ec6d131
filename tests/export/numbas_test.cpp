// What Numbas gives for a question is what `check` gives.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "reports/export/formats.hpp"
#include "tests/export/checked_sheets.hpp"
#include "tests/export/numbas_marking.hpp"
#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using exports::ExportedQuestion;
using support::CheckedSheet;
using support::NumbasQuestion;
using ::testing::HasSubstr;
using ::testing::Not;

nlohmann::json question_of(const exports::Export& made) {
  return support::numbas_exam(made.bytes)["question_groups"][0]["questions"][0];
}

std::vector<double> marks_by(const NumbasQuestion& question, const std::vector<std::string>& names,
                             const support::Entries& entries) {
  std::map<std::string, std::string> answers;
  for (std::size_t i = 0; i < names.size(); ++i) answers[names[i]] = entries[i];
  auto outcomes = question.mark(answers);
  std::vector<double> marks;
  for (const std::string& name : names) marks.push_back(outcomes[name].score);
  return marks;
}

class NumbasProblem : public ::testing::TestWithParam<std::size_t> {};

TEST_P(NumbasProblem, GivesTheMarksOfCheck) {
  const support::CheckedProblem& problem = support::checked_problem(GetParam());
  const NumbasQuestion numbas(question_of(exports::numbas_export({problem.question}, {})));
  std::vector<std::vector<double>> marks;
  for (const CheckedSheet& sheet : problem.sheets) marks.push_back(marks_by(numbas, problem.names, sheet.entries));
  support::expect_marks_of_check(problem, problem.sheets, marks, {support::Marks::by_equations, false});
}

/// What a part is marked by again are the student's own numbers: of all boxes that its windows name, none that is 0 or
/// stands behind it.
TEST_P(NumbasProblem, MarksAgainWithTheNumbersThatItNames) {
  static const std::regex variable("box[0-9]+");
  const nlohmann::json question =
      question_of(exports::numbas_export({support::checked_problem(GetParam()).question}, {}));
  const nlohmann::json& parts = question["parts"];
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const nlohmann::json& part = parts[i];
    EXPECT_EQ(part["variableReplacementStrategy"], "originalfirst");
    EXPECT_EQ(part["adaptiveMarkingPenalty"], 0);
    if (part["type"] != "numberentry") continue;
    EXPECT_EQ(part["adaptiveMarkingUseCondition"], "studentnumber<>0");
    std::set<std::string> replaced, named;
    for (const nlohmann::json& each : part["variableReplacements"]) {
      replaced.insert(each["variable"]);
      const std::size_t from = std::stoul(each["part"].get<std::string>().substr(1));
      EXPECT_LT(from, i);
      EXPECT_EQ(question["variables"][each["variable"].get<std::string>()]["description"], parts[from]["customName"]);
    }
    for (const nlohmann::json& alternative : part["alternatives"]) {
      EXPECT_EQ(alternative["useAlternativeFeedback"], false);
      for (const char* bound : {"minValue", "maxValue"}) {
        const std::string jme = alternative[bound];
        for (auto it = std::sregex_iterator(jme.begin(), jme.end(), variable); it != std::sregex_iterator(); ++it) {
          named.insert(it->str());
        }
      }
    }
    EXPECT_TRUE(std::includes(replaced.begin(), replaced.end(), named.begin(), named.end())) << part["customName"];
  }
}

INSTANTIATE_TEST_SUITE_P(Export, NumbasProblem, ::testing::Range<std::size_t>(0, support::problems_to_export().size()));

exports::Export numbas_of(const std::string& sections, const std::string& title = "A", exports::Wishes wishes = {}) {
  const std::string bowl = "[objective]\ngradient = [\"2*x\", \"20*y\"]\nstart = { x = 3, y = -1 }\n";
  return exports::numbas_export({exports::exported(support::make_problem("momentum", bowl + sections, 2, title))},
                                wishes);
}

/// Numbas calculates what stands in braces, wherever it shows text.
TEST(Numbas, ATitleIsNeverCalculated) {
  const std::string title = "{random(1..9)} \\\\simplify{x} $y$ </p><b>";
  const exports::Export made = numbas_of(support::rounded_working, title);
  const nlohmann::json exam = support::numbas_exam(made.bytes);
  const std::string name = exam["name"];
  EXPECT_THAT(name, Not(HasSubstr("{")));
  EXPECT_THAT(name, Not(HasSubstr("\\simplify")));
  EXPECT_EQ(question_of(made)["name"], name);
  EXPECT_EQ(made.bytes, numbas_of(support::rounded_working, title).bytes);
}

TEST(Numbas, NoBraceStandsOutsideOfAFormula) {
  static const std::regex formulas(R"(\\\([^]*?\\\)|\\\[[^]*?\\\])");
  for (std::size_t i = 0; i < support::problems_to_export().size(); ++i) {
    const nlohmann::json question = question_of(exports::numbas_export({support::checked_problem(i).question}, {}));
    for (const char* field : {"statement", "advice"}) {
      const std::string text = std::regex_replace(question[field].get<std::string>(), formulas, "");
      EXPECT_EQ(text.find('{'), std::string::npos) << i << ' ' << field;
    }
  }
}

TEST(Numbas, WritesTinyNumbersInFull) {
  const exports::Export made =
      numbas_of("[working]\nround = \"8 places\"\ncarry = \"rounded\"\n[hyperparameters]\neta = 0.00000003\n");
  EXPECT_THAT(made.bytes, HasSubstr("0.00000003"));
  const nlohmann::json question = question_of(made);
  for (const auto& [name, variable] : question["variables"].items()) {
    EXPECT_FALSE(std::regex_search(variable["definition"].get<std::string>(), std::regex("[0-9]e")));
  }
}

/// -1 - 0.5*(-1.999) = -0.0005 is rounded to -0.001; 0, the right number, is no further off.
TEST(Numbas, TakesWhatFollowsAtATie) {
  const std::string given =
      "[hyperparameters]\neta = 0.5\n[objective]\ngradients = [[-2], [1]]\nstart = [-1]\n"
      "[working]\nround = \"3 places\"\ncarry = \"rounded\"\n";
  const exports::ExportedQuestion question = exports::exported(support::make_problem("momentum-pytorch", given, 2));
  const support::NumbasQuestion numbas(question_of(exports::numbas_export({question}, {})));
  const auto score = [&](const std::string& velocity, const std::string& parameter) {
    return numbas.mark({{"v_1_1", velocity}, {"theta_1_1", parameter}})["theta_1_1"].score;
  };
  EXPECT_EQ(score("-1.999", "-0.001"), 2);
  EXPECT_EQ(score("-1.999", "0"), 2);
  EXPECT_EQ(score("-2", "-0.001"), 1);
  EXPECT_EQ(score("-2", "0"), 2);
}

TEST(Numbas, SaysWhatItCannot) {
  const std::string notice = exports::notice_of(exports::export_format("numbas"), numbas_of(support::rounded_working));
  EXPECT_THAT(notice, HasSubstr("numbas: 1 question, 24 marks; follow-through: by the equations"));
  EXPECT_THAT(notice, HasSubstr("a wrong 0 is not carried on"));
}

}  // namespace
}  // namespace stepmark::tests
