// What STACK gives for a question, its expressions worked by Maxima, is what `check` gives.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "reports/export/formats.hpp"
#include "tests/export/checked_sheets.hpp"
#include "tests/export/stack_marking.hpp"
#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using exports::ExportedQuestion;
using support::CheckedSheet;
using support::StackQuestion;
using ::testing::HasSubstr;
using ::testing::Not;

/// Maxima takes a second for two or three sheets: of each kind of sheet the first few.
std::vector<CheckedSheet> some_of(const std::vector<CheckedSheet>& sheets) {
  std::vector<CheckedSheet> some;
  std::map<CheckedSheet::Like, int> counts;
  for (const CheckedSheet& sheet : sheets) {
    if (++counts[sheet.like] <= 5) some.push_back(sheet);
  }
  return some;
}

/// In the order of the inputs: letters come last, and boxes without marks have none.
std::vector<std::string> in_inputs(const ExportedQuestion& question, const support::Entries& entries) {
  std::vector<std::string> numbers, letters;
  std::size_t next = 0;
  for (const exports::ExportedPart& part : question.parts) {
    for (const exports::Box& box : part.boxes) {
      if (!box.answers.empty()) numbers.push_back(entries[next]);
      ++next;
    }
    if (!part.choices.empty()) letters.push_back(entries[next++]);
  }
  numbers.insert(numbers.end(), letters.begin(), letters.end());
  return numbers;
}

/// Boxes without marks have no tree, and the trees of letters come last.
std::vector<double> spread(const ExportedQuestion& question, const std::vector<StackQuestion::Outcome>& outcomes) {
  std::vector<double> marks;
  std::size_t letters = 0;
  for (const exports::ExportedPart& part : question.parts) letters += !part.choices.empty();
  std::size_t next = 0, next_letter = outcomes.size() - letters;
  for (const exports::ExportedPart& part : question.parts) {
    for (const exports::Box& box : part.boxes) marks.push_back(box.answers.empty() ? 0 : outcomes.at(next++).score);
    if (!part.choices.empty()) marks.push_back(outcomes.at(next_letter++).score);
  }
  return marks;
}

class StackProblem : public ::testing::TestWithParam<std::size_t> {};

TEST_P(StackProblem, GivesTheMarksOfCheck) {
  const support::CheckedProblem& problem = support::checked_problem(GetParam());
  const std::vector<CheckedSheet> sheets = some_of(problem.sheets);
  const StackQuestion stack(exports::stack_export({problem.question}, {}).in_directory.at(0).text);
  std::vector<std::vector<std::string>> entries;
  for (const CheckedSheet& sheet : sheets) entries.push_back(in_inputs(problem.question, sheet.entries));
  std::vector<std::vector<double>> marks;
  for (const auto& outcomes : stack.mark(entries)) marks.push_back(spread(problem.question, outcomes));
  support::expect_marks_of_check(problem, sheets, marks, {});
}

/// Every fifth, and of each kind the first.
std::vector<std::size_t> some_problems() {
  std::vector<std::size_t> some;
  std::set<std::string> kinds;
  const auto& all = support::problems_to_export();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (kinds.insert(to_string(all[i].question.kind)).second || i % 5 == 0) some.push_back(i);
  }
  EXPECT_EQ(kinds.size(), 10U);
  return some;
}

INSTANTIATE_TEST_SUITE_P(Export, StackProblem, ::testing::ValuesIn(some_problems()));

/// Beside a line's number the step's are still of one parameter.
TEST(Stack, OfOneParameterNamesLeaveItOut) {
  for (std::size_t i = 0; i < support::problems_to_export().size(); ++i) {
    if (support::problems_to_export()[i].dimension() != 1) continue;
    const ExportedQuestion& exported = support::checked_problem(i).question;
    const StackQuestion question(exports::stack_export({exported}, {}).in_directory.at(0).text);
    std::set<std::string> expected;
    for (const exports::ExportedPart& part : exported.parts) {
      for (const exports::Box& box : part.boxes) {
        if (box.answers.empty()) continue;
        const bool has_component = box.t != 0 && !box.component.empty();  // the learning rate of a schedule has none
        std::string name = has_component ? box.id.substr(0, box.id.rfind('_')) : box.id;
        std::erase(name, '_');
        expected.insert("ans_" + name.substr(0, 14));
      }
      if (!part.choices.empty()) expected.insert("ans_" + part.id);
    }
    const std::vector<std::string> inputs = question.inputs();
    EXPECT_EQ((std::set<std::string>(inputs.begin(), inputs.end())), expected) << i;
  }
}

exports::Export stack_of(const std::string& sections, const std::string& title = "A") {
  const std::string hill = "[objective]\ngradient = [\"2*x\"]\nstart = { x = 3 }\n";
  return exports::stack_export(
      {exports::exported(support::make_problem(
          "momentum", hill + "[hyperparameters]\neta = 0.1\ngamma = 0.9\n" + sections, 2, title))},
      {});
}

TEST(Stack, NotesTheMisconceptionByItsIdentifier) {
  const StackQuestion question(stack_of(support::rounded_working).in_directory.at(0).text);
  EXPECT_EQ(question.inputs(),
            (std::vector<std::string>{"ans_g1", "ans_v1", "ans_theta1", "ans_g2", "ans_v2", "ans_theta2"}));
  // The first gradient is wrong; the velocity of the second step leaves out the first one, on the student's numbers.
  const auto outcomes = question.mark({{"7.0000", "0.7000", "2.3000", "4.6000", "0.4600", "1.8400"}}).at(0);
  const std::vector<std::string> notes = {"wrong",          "follow-through", "follow-through",
                                          "follow-through", "state-reset",    "follow-through"};
  for (std::size_t i = 1; i < notes.size(); ++i) EXPECT_EQ(outcomes[i].note, notes[i]) << i;
  EXPECT_EQ(outcomes[4].score, 0);
}

/// A bare name is a name of STACK's too, and a float with an exponent is shown as Maxima likes.
TEST(Stack, NamesAndKeysAreThoseThatItTakes) {
  static const std::regex name("[a-zA-Z]+[0-9a-zA-Z_]*"), decimal("-?[0-9]+([.][0-9]+)?");
  for (std::size_t i = 0; i < support::problems_to_export().size(); ++i) {
    const ExportedQuestion& exported = support::checked_problem(i).question;
    const StackQuestion question(exports::stack_export({exported}, {}).in_directory.at(0).text);
    std::set<std::string> names;
    for (const auto& [tag, node] : question.xml()) {
      if (tag != "input") continue;
      EXPECT_EQ(node.get<std::string>("options"), "allowempty") << "one blank would stop all that goes on from it";
      if (node.get<std::string>("type") != "numerical") continue;
      EXPECT_TRUE(std::regex_match(node.get<std::string>("tans"), decimal)) << node.get<std::string>("tans");
    }
    for (const std::string& input : question.inputs()) {
      EXPECT_TRUE(std::regex_match(input, name)) << input;
      EXPECT_LE(input.size(), 18u) << input;
      EXPECT_TRUE(names.insert(input).second) << i << ' ' << input;
    }
    const std::string text = question.xml().get<std::string>("questiontext.text");
    for (const std::string& input : question.inputs()) {
      EXPECT_THAT(text, HasSubstr("[[input:" + input + "]] [[validation:" + input + "]]"));
    }
  }
}

/// {@ @}, {# #} and [[ ]] are worked out by STACK.
TEST(Stack, ATitleIsNeverWorkedOut) {
  const std::string title = "{@system(1)@} {#x#} [[if test='true']] ]]> </text><b> $x$";
  const exports::Export made = stack_of(support::rounded_working, title);
  const StackQuestion question(made.in_directory.at(0).text);
  EXPECT_EQ(question.xml().get<std::string>("name.text"), title);
  for (const char* field : {"questiontext.text", "generalfeedback.text"}) {
    const std::string text = question.xml().get<std::string>(field);
    EXPECT_THAT(text, Not(HasSubstr("{@")));
    EXPECT_THAT(text, Not(HasSubstr("{#")));
    EXPECT_THAT(text, Not(HasSubstr("[[if")));
  }
  EXPECT_EQ(made.in_directory.at(0).text, stack_of(support::rounded_working, title).in_directory.at(0).text);
}

TEST(Stack, SaysWhatItCannot) {
  const exports::Export made = stack_of(support::rounded_working);
  const std::string notice = exports::notice_of(exports::export_format("stack"), made);
  EXPECT_THAT(notice, HasSubstr("stack: 1 question, 12 marks; follow-through: by the equations"));
  EXPECT_THAT(notice, HasSubstr("a number that STACK cannot read stops the lines that go on from it"));
  EXPECT_EQ(made.in_directory.at(0).name, "0001.xml");
}

}  // namespace
}  // namespace stepmark::tests
