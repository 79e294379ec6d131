// Markdown as text2qti reads it: intervals in four decimal places, everything else set in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "lib/base/error.hpp"
#include "reports/export/formats.hpp"
#include "tests/export/checked_sheets.hpp"
#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Numerical {
  std::string title;
  double points = 0, lower = 0, upper = 0;
};

std::vector<Numerical> numericals_of(const std::string& markdown) {
  static const std::regex interval(R"(^= \[(-?[0-9]+\.[0-9]{4}), (-?[0-9]+\.[0-9]{4})\]$)");
  std::vector<Numerical> all;
  Numerical next;
  std::istringstream lines(markdown);
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (line.starts_with("Title: ")) next.title = line.substr(7);
    if (line.starts_with("Points: ")) next.points = std::stod(line.substr(8));
    if (!line.starts_with("= ")) continue;
    static const std::regex line_number("= ([0-9]+)");
    if (std::regex_match(line, found, line_number)) {
      next.lower = next.upper = std::stod(found[1]);
      all.push_back(next);
      continue;
    }
    EXPECT_TRUE(std::regex_match(line, found, interval)) << line;
    next.lower = std::stod(found[1]), next.upper = std::stod(found[2]);
    all.push_back(next);
  }
  return all;
}

class Text2qtiProblem : public ::testing::TestWithParam<std::size_t> {};

/// Of what it does not refuse: right are the numbers that `check` takes, and those one unit off where it says so.
TEST_P(Text2qtiProblem, GivesFullMarksToWhatIsRightAndToNothingElse) {
  const support::CheckedProblem& problem = support::checked_problem(GetParam());
  exports::Export made;
  try {
    made = exports::text2qti_export({problem.question}, {});
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("the format canvas"));
    return;
  }
  std::map<std::string, Numerical> numbers;
  for (const Numerical& number : numericals_of(made.bytes)) numbers[number.title] = number;
  std::vector<std::vector<double>> marks;
  for (const support::CheckedSheet& sheet : problem.sheets) {
    marks.emplace_back();
    for (std::size_t i = 0; i < problem.names.size(); ++i) {
      const auto found = numbers.find(problem.names[i]);
      const bool is_number = found != numbers.end() && !sheet.entries[i].empty();
      const double number = is_number ? std::strtod(sheet.entries[i].c_str(), nullptr) : 0;
      const bool is_in = is_number && found->second.lower - 1e-12 <= number && number <= found->second.upper + 1e-12;
      const bool is_letter = found == numbers.end();  // of which another test
      marks.back().push_back(is_letter ? sheet.marks[i] : is_in ? found->second.points : 0);
    }
  }
  const bool is_wide = std::any_of(made.notices.begin(), made.notices.end(), [](const std::string& notice) {
    return notice.find("right within 0.0001") != std::string::npos;
  });
  support::expect_marks_of_check(problem, problem.sheets, marks, {support::Marks::all_or_none, true, true, is_wide});
}

INSTANTIATE_TEST_SUITE_P(Export, Text2qtiProblem,
                         ::testing::Range<std::size_t>(0, support::problems_to_export().size()));

const std::string bowl =
    "[objective]\ngradient = [\"2*x\", \"20*y\"]\nstart = { x = 3, y = -1 }\n[hyperparameters]\neta = 0.04\n";

exports::Export export_of(const std::string& sections, const std::string& title = "A") {
  return exports::text2qti_export({exports::exported(support::make_problem("momentum", sections, 2, title))}, {});
}

TEST(Text2qti, TakesWhatIsRightAndLeavesOutMistakes) {
  const std::string rule = "[working]\nround = \"3 places\"\n";
  const exports::ExportedQuestion question = exports::exported(support::make_problem("momentum", bowl + rule));
  const std::vector<Numerical> read = numericals_of(exports::text2qti_export({question}, {}).bytes);
  const std::vector<exports::Box>& boxes = question.parts.front().boxes;
  ASSERT_EQ(read.size(), boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    EXPECT_EQ(read[i].title, boxes[i].id);
    EXPECT_EQ(read[i].points, 2);
    const auto has = [&](double number) { return read[i].lower <= number && number <= read[i].upper; };
    for (const exports::KnownAnswer& answer : boxes[i].answers) {
      EXPECT_EQ(has(answer.value.to_double()), answer.kind == exports::KnownAnswer::Kind::right) << boxes[i].id;
    }
  }
}

TEST(Text2qti, SaysThatFourPlacesAreTakenWithinOneUnit) {
  const exports::Export made = export_of(bowl + support::rounded_working);
  EXPECT_THAT(made.notices, ::testing::Contains("12 answers are right within 0.0001, which is one unit or more"));
  for (const Numerical& number : numericals_of(made.bytes)) EXPECT_NEAR(number.upper - number.lower, 0.0002, 2e-4);
}

std::string refusal(const std::string& sections) {
  try {
    export_of(sections);
  } catch (const InputError& error) {
    return error.what();
  }
  return "exported";
}

TEST(Text2qti, RefusesWhatItsReaderWouldChange) {
  EXPECT_THAT(refusal(bowl + "[working]\nround = \"5 places\"\n"),
              HasSubstr("four decimal places; expected the format canvas"));
  const std::string zero = "[objective]\ngradient = [\"2*x\"]\nstart = { x = 0 }\n";
  EXPECT_THAT(refusal(zero + support::rounded_working),
              HasSubstr("no answer nearer to 0 than 0.0001; expected the format canvas"));
  EXPECT_THAT(refusal(bowl + support::rounded_working + "[marks]\nmethod = 1\naccuracy = \"1/3\"\n"),
              HasSubstr("text2qti takes halves of a mark"));
  EXPECT_THAT(refusal(bowl + support::rounded_working + "[marks]\nmethod = 0\naccuracy = 0\n"),
              HasSubstr("g_1_x is worth 0"));
}

/// Its reader refuses a question that reads as another one does.
TEST(Text2qti, NoTwoQuestionsReadTheSame) {
  const exports::ExportedQuestion question =
      exports::exported(support::make_problem("momentum", bowl + support::rounded_working));
  std::istringstream lines(exports::text2qti_export({question, question}, {}).bytes);
  std::set<std::string> questions;
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("1. ")) continue;
    ++count;
    questions.insert(line);
  }
  EXPECT_EQ(count, 24u);
  EXPECT_EQ(questions.size(), count);
}

TEST(Text2qti, OnlyItsOwnLinesBeginAnything) {
  const std::string markdown = export_of(bowl + support::rounded_working, "1. = 5 % $a$ COMMENT").bytes;
  EXPECT_THAT(markdown, Not(HasSubstr("$$")));
  EXPECT_THAT(markdown, Not(HasSubstr("\\\\")));
  EXPECT_THAT(markdown, ::testing::ContainsRegex("[$].begin.aligned..*.cr .*.end.aligned.[$]")) << "in a line";
  static const std::regex begins(
      R"(^(Quiz title: |% |Text title: |Text: |Title: |Points: |1\. |\.\.\. |- |= | ).*|^$)");
  std::istringstream lines(markdown);
  for (std::string line; std::getline(lines, line);) EXPECT_TRUE(std::regex_match(line, begins)) << line;
}

}  // namespace
}  // namespace stepmark::tests
