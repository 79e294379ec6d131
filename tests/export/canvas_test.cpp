// What Canvas gives for a line is what `check` gives, or nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

#include "reports/export/formats.hpp"
#include "tests/export/checked_sheets.hpp"
#include "tests/export/xml_tree.hpp"
#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"
#include "tests/support/program.hpp"

namespace stepmark::tests {
namespace {

using exports::ExportedQuestion;
using support::XmlTree;
using ::testing::HasSubstr;
using ::testing::Not;

/// Of the archive, by another program.
std::string unzipped(const std::string& archive, const std::string& pattern) {
  const support::ScratchDirectory scratch;
  const std::string file = scratch.write("a.zip", archive);
  EXPECT_EQ(support::run_program({"/usr/bin/unzip", "-tq", file}).status, 0);
  return support::run_program({"/usr/bin/unzip", "-p", file, pattern}).output;
}

/// A window in which New Quizzes give full marks: their reader (instructure/qti, lib/qti/v1/models/numerics) takes
/// every condition that sets a score for one, by its margin where there is one, else by its bounds.
struct Window {
  double lower, upper;
};

struct CanvasItem {
  std::string type, text, letter;  ///< the right one
  double points = 0;
  std::string stimulus;
  std::vector<Window> windows;
  bool has(double number) const {
    return std::any_of(windows.begin(), windows.end(), [&](const Window& window) {
      return number >= window.lower - 1e-13 && number <= window.upper + 1e-13;
    });
  }
};

Window bounds_of(const XmlTree& both) { return {both.get<double>("vargte"), both.get<double>("varlte")}; }

std::vector<Window> windows_of(const XmlTree& item) {
  std::vector<Window> windows;
  const auto processing = item.get_child_optional("resprocessing");
  if (!processing) return windows;
  for (const auto& [tag, condition] : *processing) {
    if (tag != "respcondition" || condition.count("setvar") == 0) continue;
    const XmlTree& when = condition.get_child("conditionvar");
    if (const auto either = when.get_child_optional("or")) {
      const double value = either->get<double>("varequal"), margin = either->get<double>("varequal.<xmlattr>.margin");
      const Window bounds = bounds_of(either->get_child("and"));
      EXPECT_NE(bounds.lower, value) << "stops the import";
      EXPECT_NE(bounds.upper, value);
      EXPECT_NEAR(bounds.upper - value, margin, 1e-12) << "Classic Quizzes take the bounds";
      windows.push_back({value - margin, value + margin});
    } else if (const auto both = when.get_child_optional("and")) {
      windows.push_back(bounds_of(*both));
    }
  }
  return windows;
}

/// Of the conditions that set a score.
std::string right_letter_of(const XmlTree& item) {
  for (const auto& [tag, condition] : item.get_child("resprocessing")) {
    if (tag == "respcondition" && condition.count("setvar") != 0)
      return condition.get<std::string>("conditionvar.varequal");
  }
  return "";
}

/// By what the student's number is to be multiplied first, as the page says it.
double power_asked(const CanvasItem& item) {
  const std::string words = ", then times ";
  const std::size_t at = item.text.find(words);
  return at == std::string::npos ? 1 : std::stod(item.text.substr(at + words.size()));
}

/// By their titles.
std::map<std::string, CanvasItem> items_of(const exports::Export& made) {
  const XmlTree tree = support::read_xml(unzipped(made.bytes, "s*/s*.xml"));
  std::map<std::string, CanvasItem> items;
  for (const auto& [tag, node] : tree.get_child("questestinterop.assessment.section")) {
    if (tag != "item") continue;
    CanvasItem item;
    for (const auto& [name, entry] : node.get_child("itemmetadata.qtimetadata")) {
      const std::string label = entry.get<std::string>("fieldlabel"), value = entry.get<std::string>("fieldentry");
      if (label == "question_type") item.type = value;
      if (label == "points_possible") item.points = std::stod(value);
      if (label == "parent_stimulus_item_ident") item.stimulus = value;
    }
    item.text = node.get<std::string>("presentation.material.mattext");
    item.windows = windows_of(node);
    if (item.type == "multiple_choice_question") item.letter = right_letter_of(node);
    const std::string key = item.type == "text_only_question" ? node.get<std::string>("<xmlattr>.ident")
                                                              : node.get<std::string>("<xmlattr>.title");
    items[key] = item;
  }
  return items;
}

/// Of each entry.
std::vector<double> marks_by(const std::map<std::string, CanvasItem>& items, const std::vector<std::string>& names,
                             const support::Entries& entries) {
  std::vector<double> marks;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto found = items.find(names[i]);
    marks.push_back(0);
    if (found == items.end() || entries[i].empty()) continue;  // it is worth no marks
    const CanvasItem& item = found->second;
    const bool is_right = item.letter.empty() ? item.has(std::strtod(entries[i].c_str(), nullptr) * power_asked(item))
                                              : entries[i] == item.letter;
    if (is_right) marks.back() = item.points;
  }
  return marks;
}

class CanvasProblem : public ::testing::TestWithParam<std::size_t> {};

/// What is right by `check` has all the marks, and nothing else has any.
TEST_P(CanvasProblem, GivesFullMarksToWhatIsRightAndToNothingElse) {
  const support::CheckedProblem& problem = support::checked_problem(GetParam());
  const std::map<std::string, CanvasItem> items = items_of(exports::canvas_export({problem.question}, {"", true}));
  for (const auto& [title, item] : items) {
    EXPECT_TRUE(item.type == "text_only_question" || items.count(item.stimulus) == 1) << problem.where;
  }
  std::vector<std::vector<double>> marks;
  for (const support::CheckedSheet& sheet : problem.sheets)
    marks.push_back(marks_by(items, problem.names, sheet.entries));
  support::expect_marks_of_check(problem, problem.sheets, marks, {support::Marks::all_or_none});
}

/// Whatever else sets a score is read as one more right answer, and `vargt` as another type of question.
TEST_P(CanvasProblem, HasNothingThatNewQuizzesReadAsSomethingElse) {
  const exports::Export made = exports::canvas_export({support::checked_problem(GetParam()).question}, {"", true});
  const std::string text = unzipped(made.bytes, "s*/s*.xml");
  for (const char* never : {"<flow>", "<vargt ", "<varlt ", "\"SCORE\">0", "margintype=\"percent\""}) {
    EXPECT_THAT(text, Not(HasSubstr(never)));
  }
  const XmlTree tree = support::read_xml(text);
  for (const auto& [tag, item] : tree.get_child("questestinterop.assessment.section")) {
    if (tag != "item") continue;
    const auto number = item.get_optional<std::string>("presentation.response_str.render_fib.<xmlattr>.fibtype");
    const auto processing = item.get_child_optional("resprocessing");
    if (!number || !processing) continue;
    EXPECT_EQ(*number, "Decimal");
    for (const auto& [name, condition] : *processing) {
      if (name != "respcondition") continue;
      const auto score = condition.get_optional<std::string>("setvar");
      const XmlTree& when = condition.get_child("conditionvar");
      EXPECT_EQ(score.has_value(), when.count("other") == 0) << "mistakes are told by what is said to any wrong answer";
      if (!score) continue;
      EXPECT_EQ(*score, "100");
      if (when.count("or") == 0) continue;
      EXPECT_EQ(when.get<std::string>("or.varequal.<xmlattr>.margintype"), "absolute");
    }
  }
}

/// Of two optimizers on one page, too.
TEST_P(CanvasProblem, NoTwoItemsReadTheSame) {
  std::set<std::string> texts;
  const auto items = items_of(exports::canvas_export({support::checked_problem(GetParam()).question}, {"", true}));
  for (const auto& [title, item] : items) texts.insert(item.text);
  EXPECT_EQ(texts.size(), items.size());
}

INSTANTIATE_TEST_SUITE_P(Export, CanvasProblem, ::testing::Range<std::size_t>(0, support::problems_to_export().size()));

exports::Export canvas_of(const std::string& sections, const std::string& title, exports::Wishes wishes = {}) {
  return exports::canvas_export(
      {exports::exported(support::make_problem("momentum", sections + support::rounded_working, 2, title))}, wishes);
}
const std::string bowl = "[objective]\ngradient = [\"2*x\", \"20*y\"]\nstart = { x = 3, y = -1 }\n";

TEST(Canvas, AsksForTheLastStepUnlessAllLinesAreWanted) {
  const exports::Export last = canvas_of(bowl, "A"), all = canvas_of(bowl, "A", {"", true});
  EXPECT_EQ(last.questions, 6u);
  EXPECT_EQ(all.questions, 12u);
  EXPECT_THAT(exports::notice_of(exports::export_format("canvas"), last),
              HasSubstr("6 of 12 numbers are asked for, those of the last step"));
  EXPECT_THAT(exports::notice_of(exports::export_format("canvas"), all), Not(HasSubstr("numbers are asked for")));
}

/// Classic Quizzes would take them for 0.
TEST(Canvas, AsksForSmallNumbersTimesAPowerOfTen) {
  const std::string small =
      "[objective]\ngradient = [\"x/1000\"]\nstart = { x = 1 }\n[hyperparameters]\neta = 0.01\n"
      "[answer]\nask = [\"g\", \"v\"]\n[working]\nround = \"8 places\"\n";
  const exports::Export made =
      exports::canvas_export({exports::exported(support::make_problem("momentum", small))}, {"", true});
  EXPECT_THAT(made.notices, ::testing::Contains(HasSubstr("2 answers near 0 are asked for times a power of ten")));
  std::map<std::string, CanvasItem> items = items_of(made);
  EXPECT_THAT(items["v_1_x"].text, HasSubstr("\\cdot 10^{4}\\)</span>, first to 8 decimal places, then times 10000"));
  EXPECT_TRUE(items["v_1_x"].has(0.1));
  EXPECT_FALSE(items["v_1_x"].has(0.00001));
  EXPECT_FALSE(items["v_1_x"].has(0.1001));
  EXPECT_THAT(items["g_1_x"].text, Not(HasSubstr("then times")));
  EXPECT_TRUE(items["g_1_x"].has(0.001));
  EXPECT_THAT(items[items["v_1_x"].stimulus].text, HasSubstr("0.00001234 times 10000 is 0.1234"));
  EXPECT_THAT(unzipped(made.bytes, "s*/s*.xml"), HasSubstr("&lt;strong&gt;0.09&lt;/strong&gt;")) << "scaled too";
}

TEST(Canvas, NoBoundIsOneThatClassicQuizzesTakeForZero) {
  // one unit: its lower bound is half of it
  const std::string unit =
      "[objective]\ngradient = [\"x\"]\nstart = { x = 0.001 }\n[hyperparameters]\neta = 0.1\n"
      "[answer]\nask = [\"v\"]\n[working]\nround = \"4 places\"\n";
  const exports::Export made =
      exports::canvas_export({exports::exported(support::make_problem("momentum", unit, 1))}, {"", true});
  for (const auto& [title, item] : items_of(made)) {
    for (const Window& window : item.windows) {
      EXPECT_GE(std::min(std::fabs(window.lower), std::fabs(window.upper)), 0.0001) << title;
    }
  }
}

TEST(Canvas, RefusesWhatIsWorthNoMarks) {
  EXPECT_THROW(canvas_of(bowl + "[marks]\nmethod = 0\naccuracy = 0\n", "A"), InputError);
}

TEST(Canvas, ATitleIsNeitherMarkupNorABlank) {
  const exports::Export made = canvas_of(bowl, "]]> <b>&amp; [w_0] \\\" ' </mattext>");
  EXPECT_EQ(items_of(made).size(), 7u);
  for (const auto& [title, item] : items_of(made)) EXPECT_THAT(item.text, Not(HasSubstr("[w_0]")));
  EXPECT_EQ(made.bytes, canvas_of(bowl, "]]> <b>&amp; [w_0] \\\" ' </mattext>").bytes);
}

TEST(Canvas, LettersAndWordsAreQuestionsOfTheirKind) {
  std::map<std::string, int> types;
  for (std::size_t i = 0; i < support::problems_to_export().size(); ++i) {
    if (support::problems_to_export()[i].question.kind == Question::Kind::table) continue;
    const ExportedQuestion& question = support::checked_problem(i).question;
    for (const auto& [title, item] : items_of(exports::canvas_export({question}, {}))) {
      ++types[item.type];
    }
  }
  EXPECT_GT(types["multiple_choice_question"], 3);
  EXPECT_GT(types["essay_question"], 1);
  EXPECT_GT(types["numerical_question"], 10);
}

}  // namespace
}  // namespace stepmark::tests
