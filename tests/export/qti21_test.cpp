// What the response processing of a QTI 2.1 item gives is what `check` gives.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <regex>
#include <set>

#include "reports/export/formats.hpp"
#include "solver/marking/fill.hpp"
#include "tests/export/checked_sheets.hpp"
#include "tests/export/qti21_marking.hpp"
#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"
#include "tests/support/program.hpp"

namespace stepmark::tests {
namespace {

using exports::ExportedQuestion;
using support::CheckedSheet;
using support::QtiItem;
using ::testing::HasSubstr;

std::string entry_of(const exports::Export& made, const std::string& pattern) {
  const support::ScratchDirectory scratch;
  const std::string file = scratch.write("a.zip", made.bytes);
  EXPECT_EQ(support::run_program({"/usr/bin/unzip", "-tq", file}).status, 0);
  return support::run_program({"/usr/bin/unzip", "-p", file, pattern}).output;
}

std::string item_of(const exports::Export& made) { return entry_of(made, "items/*.xml"); }

std::vector<double> marks_by(QtiItem& item, const std::vector<std::string>& names, const support::Entries& entries) {
  std::map<std::string, std::string> responses;
  for (std::size_t i = 0; i < names.size(); ++i) responses["R_" + names[i]] = entries[i];
  item.answer(responses);
  std::vector<double> marks;
  double sum = 0;
  for (const std::string& name : names) {
    const bool has_marks = std::any_of(item.tree().begin(), item.tree().end(), [&](const auto& child) {
      return child.first == "outcomeDeclaration" && QtiItem::attribute(child.second, "identifier") == "SCORE_" + name;
    });
    marks.push_back(has_marks ? item.number("SCORE_" + name) : 0);
    sum += marks.back();
  }
  EXPECT_NEAR(sum, item.number("SCORE"), 1e-9);
  EXPECT_LE(sum, item.number("MAXSCORE") + 1e-6);
  EXPECT_EQ(item.shown("SOLUTION").size(), 1u);
  return marks;
}

class Qti21Problem : public ::testing::TestWithParam<std::size_t> {};

TEST_P(Qti21Problem, GivesTheMarksOfCheck) {
  const support::CheckedProblem& problem = support::checked_problem(GetParam());
  QtiItem item(item_of(exports::qti21_export({problem.question}, {})));
  std::vector<std::vector<double>> marks;
  for (const CheckedSheet& sheet : problem.sheets) marks.push_back(marks_by(item, problem.names, sheet.entries));
  support::expect_marks_of_check(problem, problem.sheets, marks, {});
}

INSTANTIATE_TEST_SUITE_P(Export, Qti21Problem, ::testing::Range<std::size_t>(0, support::problems_to_export().size()));

exports::Export qti_of(const std::string& sections, const std::string& title = "A") {
  const std::string bowl = "[objective]\ngradient = [\"2*x\", \"20*y\"]\nstart = { x = 3, y = -1 }\n";
  return exports::qti21_export({exports::exported(support::make_problem("momentum", bowl + sections, 2, title))}, {});
}

TEST(Qti21, NamesAMisconceptionOnTheStudentsOwnNumbers) {
  const Problem problem = support::make_problem(
      "momentum", "[objective]\ngradient = [\"2*x\"]\nstart = { x = 3 }\n[hyperparameters]\neta = 0.1\ngamma = 0.9\n" +
                      support::rounded_working);
  const ExportedQuestion question = exports::exported(problem);
  QtiItem item(item_of(exports::qti21_export({question}, {})));
  const std::vector<std::string> names = support::names_of_entries(question);
  ASSERT_EQ(names, (std::vector<std::string>{"g_1_x", "v_1_x", "theta_1_x", "g_2_x", "v_2_x", "theta_2_x"}));
  // The first gradient is wrong; the velocity of the second step leaves out the first one, on the student's numbers.
  const std::vector<double> marks = marks_by(item, names, {"7.0000", "0.7000", "2.3000", "4.6000", "0.4600", "1.8400"});
  EXPECT_EQ(marks, (std::vector<double>{0, 2, 2, 2, 0, 2}));
  EXPECT_THAT(item.shown("FEEDBACK"), ::testing::Contains(HasSubstr("v_2_x: You went back to the initial value")));
}

/// Last digits that are off are rounded on: what they give within that is right, as `check` has it.
TEST(Qti21, TakesWhatComesOfLastDigitsThatAreOff) {
  const Problem problem =
      support::make_problem("gradient-descent",
                            "[objective]\nfunction = \"x^2 + (y - 1)^2\"\nstart = { x = 3, y = 2 }\n"
                            "[hyperparameters]\neta = 0.1\n" +
                                support::rounded_working);
  const ExportedQuestion question = exports::exported(problem);
  support::Entries entries;
  for (const std::string& right : support::right_entries(question)) {
    entries.push_back((*Exact::parse(right) + Exact::decimal(1, 4)).to_fixed(4));
  }
  QuestionMarker marker(problem);
  QuestionSheet sheet = marker.blank();
  for (std::size_t i = 0; i < entries.size(); ++i) sheet[0].numbers[i] = written_in(entries[i]);
  const MarkedQuestion marked = marker.mark(sheet);
  std::vector<double> check;
  for (const LineMark& line : marked.parts[0].numbers.lines) {
    check.push_back((line.method + line.accuracy).to_double());
  }
  QtiItem item(item_of(exports::qti21_export({question}, {})));
  EXPECT_EQ(marks_by(item, support::names_of_entries(question), entries), check);
  EXPECT_EQ(check, (std::vector<double>{1, 1, 1, 1, 2, 2, 2, 2}));
}

/// What an engine refuses: exponents, attributes and elements that the schema has not, identifiers with odd signs.
TEST(Qti21, IsWrittenAsTheSchemaHasIt) {
  static const std::regex identifier("[A-Za-z_][A-Za-z0-9_.-]*"), decimal("-?[0-9]+([.][0-9]+)?");
  const std::set<std::string> html = {"id", "class", "scope"};
  for (std::size_t i = 0; i < support::problems_to_export().size(); ++i) {
    const QtiItem item(item_of(exports::qti21_export({support::checked_problem(i).question}, {})));
    const std::function<void(const std::string&, const support::XmlTree&, bool)> look =
        [&](const std::string& name, const support::XmlTree& node, bool in_body) {
          if (name == "baseValue" && QtiItem::attribute(node, "baseType") == "float") {
            EXPECT_TRUE(std::regex_match(node.data(), decimal)) << node.data();
          }
          for (const auto& [tag, child] : node) {
            if (tag == "<xmlattr>") {
              for (const auto& [key, value] : child) {
                const bool is_identifier = key.ends_with("dentifier");
                EXPECT_TRUE(!is_identifier || std::regex_match(value.data(), identifier)) << key << ' ' << value.data();
                EXPECT_NE(key, "style");
                EXPECT_NE(key, "role");
              }
            } else {
              EXPECT_NE(tag, "colgroup");
              look(tag, child, in_body);
            }
          }
        };
    look("assessmentItem", item.tree(), false);
  }
}

TEST(Qti21, ATitleIsNeverMarkup) {
  const std::string title = "'/> </itemBody><b>&amp; ]]> <textEntryInteraction responseIdentifier='R_g_1_x'/>";
  const exports::Export made = qti_of(support::rounded_working, title);
  const QtiItem item(item_of(made));
  EXPECT_EQ(QtiItem::attribute(item.tree(), "title"), title);
  EXPECT_EQ(made.bytes, qti_of(support::rounded_working, title).bytes);
  EXPECT_THAT(entry_of(made, "imsmanifest.xml"), HasSubstr("imsqti_item_xmlv2p1"));
  EXPECT_THAT(entry_of(made, "test.xml"), HasSubstr("<assessmentItemRef"));
}

TEST(Qti21, SaysWhatItCannot) {
  const exports::Export made = qti_of(support::rounded_working);
  const std::string notice = exports::notice_of(exports::export_format("qti21"), made);
  EXPECT_THAT(notice, HasSubstr("follow-through: by the equations, on the student's own numbers"));
  EXPECT_THAT(notice, HasSubstr("slips of the pen, misread values and numbers with too few digits"));
  EXPECT_THAT(notice, HasSubstr("not for Canvas"));
}

TEST(Qti21, MarksByKnownNumbersWhereAnEquationIsTooLong) {
  const Problem problem = support::make_problem(
      "adagrad",
      "[objective]\nfunction = \"(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2\"\n"
      "start = { x = 1, y = 1.5 }\n[answer]\nask = [\"theta\"]\n" +
          support::finer_working,
      12);
  const ExportedQuestion question = exports::exported(problem);
  const exports::Export made = exports::qti21_export({question}, {});
  EXPECT_THAT(made.notices, ::testing::Contains(HasSubstr("have too long an equation")));
  const exports::Box& last = question.parts.front().boxes.back();
  EXPECT_FALSE(last.is_written_out);
  EXPECT_FALSE(last.equation.has_value());
  QtiItem item(item_of(made));
  const std::vector<double> marks =
      marks_by(item, support::names_of_entries(question), support::right_entries(question));
  EXPECT_EQ(marks, std::vector<double>(24, 2.0));
}

/// Half of a mark is 0.5 in every locale, and tiny numbers have no exponent.
TEST(Qti21, WritesTinyNumbersInFull) {
  const std::string item =
      item_of(qti_of("[working]\nround = \"8 places\"\ncarry = \"rounded\"\n[hyperparameters]\neta = 0.00000003\n"));
  EXPECT_THAT(item, HasSubstr("0.00000003</baseValue>"));
  EXPECT_THAT(item, ::testing::Not(::testing::ContainsRegex("[0-9]e-[0-9]")));
}

}  // namespace
}  // namespace stepmark::tests
