// The parts of each kind of question: what is asked, and what right, wrong and partly right answers earn.
#include "solver/questions/question_marker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "lib/base/error.hpp"
#include "lib/problem/entries.hpp"
#include "solver/asked.hpp"
#include "tests/questions/sheet.hpp"

namespace stepmark::tests {
namespace {

using support::filled, support::right_rows;
using testing::ElementsAre, testing::HasSubstr;

std::vector<std::string> in_english(const std::vector<Message>& messages) { return {messages.begin(), messages.end()}; }

const std::string two_steps =
    "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\nfunction = 'x^2 + 5*y^2'\n"
    "start = { x = 3, y = -1.2 }\n[working]\nround = '4 places'\n";

Problem with(const std::string& rest) { return parse_problem(two_steps + rest, "p.toml", ""); }

Problem choice() {
  return with(
      "[answer]\nask = ['theta']\nsteps = 'last'\n[question]\nkind = 'choice'\n"
      "choices = ['gradient-sign', 'right', 'update-sign', 'learning-rate-omitted']\n");
}

/// v is wrong from the first step on: g, v, theta, g, ... are lines 1, 2, 3, 4, ...
Problem find_error(const std::string& rest = "choices = ['gradient-sign', 'learning-rate-omitted', 'update-sign']\n") {
  return with("[question]\nkind = 'find-error'\nmistake = 'learning-rate-omitted'\n" + rest);
}

Problem compare(const std::string& rest = "") {
  return with("[question]\nkind = 'compare'\nother = 'gradient-descent'\n" + rest);
}

std::string marks(QuestionMarker& marker, const std::vector<std::string>& rows) {
  const MarkedQuestion marked = marker.mark(filled(marker, rows).sheet);
  return marked.marks.to_string() + '/' + marked.out_of.to_string();
}

Verdict verdict(QuestionMarker& marker, std::size_t part, const std::vector<std::string>& rows) {
  return marker.mark(filled(marker, rows).sheet).parts.at(part).entry.verdict;
}

// --------------------------------------------------------------------------------------------------------------- parts

TEST(Parts, OfEveryProblemOfTheBankComeToItsMarksAndCanAllBeEarned) {
  for (const auto& entry : std::filesystem::directory_iterator("problems/bank")) {
    if (entry.path().extension() != ".toml") continue;
    const Problem problem = read_problem(entry.path().string());
    const Parts parts = parts_of(problem);
    EXPECT_EQ(questions::marks_of(parts), Exact(entries_of(problem)) * Exact(2)) << entry;
    QuestionMarker marker(problem);
    const MarkedQuestion marked = marker.mark(filled(marker, right_rows(marker)).sheet);
    EXPECT_EQ(marked.marks, marked.out_of) << entry;
    EXPECT_EQ(marked.out_of, questions::marks_of(parts)) << entry;
    const MarkedQuestion blank = marker.mark(marker.blank());
    EXPECT_EQ(blank.marks, Exact(0)) << entry;
  }
}

TEST(Parts, AskForNumbersAloneUnlessTheKindSaysOtherwise) {
  EXPECT_TRUE(is_plain(parts_of(with(""))));
  EXPECT_EQ(label_of(parts_of(with("")), 0), "");
  const Parts parts = parts_of(compare());
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(label_of(parts, 1), "(b)");
  EXPECT_EQ(parts[1].row, "2:");
  EXPECT_EQ(parts[2].asks, Part::Asks::words);
}

TEST(Parts, OfAFindErrorKnowTheLineTheLetterAndTheValue) {
  const Parts parts = parts_of(find_error());
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].lines, 6U);
  EXPECT_EQ(right_entry(parts[0]), "2");
  EXPECT_EQ(right_entry(parts[1]), "B");
  EXPECT_EQ(letters_of(parts[1]), "A–C");
  const std::vector<SheetRow> rows = rows_of(parts[2]);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].quantity, "value");  // its name would tell the line
  EXPECT_EQ(rows[1].component, "y");
  EXPECT_FALSE(rows[1].t);
}

TEST(Parts, PrintOtherMisconceptionsWhereTheProblemNamesNone) {
  const Part letters = parts_of(find_error(""))[1];
  ASSERT_EQ(letters.options.size(), 4U);
  EXPECT_EQ(letters.options[letters.right].mistake, "learning-rate-omitted");
}

TEST(Parts, RefuseWhatCannotBeToldApart) {
  const auto refused = [](const Problem& problem) -> std::string {
    try {
      parts_of(problem);
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  };
  EXPECT_THAT(refused(with("[question]\nkind = 'find-error'\nmistake = 'no-such-thing'\n")),
              HasSubstr("no-such-thing"));
  EXPECT_THAT(refused(with("[question]\nkind = 'find-error'\nmistake = 'bias-correction-omitted'\n")),
              HasSubstr("changes nothing here"));
}

TEST(Parts, OfLongProblemsAreRefusedAtOnce) {
  for (const std::string& question : {std::string("kind = 'choice'\nchoices = ['gradient-sign', 'right']\n"),
                                      std::string("kind = 'find-error'\nmistake = 'gradient-sign'\n"),
                                      std::string("kind = 'compare'\nother = 'gradient-descent'\n")}) {
    const Problem problem = parse_problem(
        "optimizer = 'momentum'\nsteps = 100000\n[objective]\nfunction = 'x^2'\nstart = { x = 3 }\n[question]\n" +
            question,
        "p.toml", "");
    EXPECT_THROW(QuestionMarker marker(problem), InputError) << question;
  }
}

// -------------------------------------------------------------------------------------------------------------- choice

TEST(Choice, IsRightOrNothing) {
  QuestionMarker marker(choice());
  EXPECT_EQ(marks(marker, {",answer,,B"}), "4/4");
  EXPECT_EQ(marks(marker, {",answer,,C"}), "0/4");
  EXPECT_EQ(marks(marker, {}), "0/4");
  const MarkedQuestion wrong = marker.mark(filled(marker, {",answer,,A"}).sheet);
  EXPECT_EQ(wrong.parts[0].entry.verdict, Verdict::mistake);
  EXPECT_EQ(name_of(wrong.parts[0].entry.causes), "gradient-sign");
  EXPECT_EQ(wrong.parts[0].entry.expected, "B");
}

TEST(Choice, ReadsALetterAsPeopleWriteIt) {
  QuestionMarker marker(choice());
  for (const char* written : {"b", " B ", "(B)", "B.", "b)", "Ｂ", "[b]"}) {
    EXPECT_EQ(marks(marker, {std::string(",answer,,") + written}), "4/4") << written;
  }
  EXPECT_EQ(marks(marker, {"2,Answer,x,B"}), "4/4");
}

TEST(Choice, EndsNoRunByWhatIsNoLetter) {
  QuestionMarker marker(choice());
  for (const char* written : {"E", "AB", "\"A,B\"", "2", "0.4", "right", "ä", "Z", "=B", "A B"}) {
    EXPECT_EQ(verdict(marker, 0, {std::string(",answer,,") + written}), Verdict::unreadable) << written;
  }
  EXPECT_EQ(verdict(marker, 0, {",answer,,"}), Verdict::missing);
  const FilledQuestion twice = filled(marker, {",answer,,A", ",answer,,B"});
  EXPECT_THAT(in_english(twice.notices), ElementsAre("line 3: 'answer' is there twice; the last counts"));
  EXPECT_EQ(marker.mark(twice.sheet).marks, Exact(4));
  const FilledQuestion numbers = filled(marker, {"2,theta,x,1.2", ",answer,,B"});
  EXPECT_THAT(in_english(numbers.notices),
              ElementsAre("line 2: 'theta' is not asked: the sheet of this question has 'answer'"));
}

// ---------------------------------------------------------------------------------------------------------- find error

TEST(FindError, MarksLineLetterAndValueEachForItself) {
  QuestionMarker marker(find_error());
  const auto right = right_rows(marker);
  EXPECT_EQ(marks(marker, right), "6/6");
  EXPECT_EQ(marks(marker, {",line,,2"}), "2/6");
  EXPECT_EQ(marks(marker, {",answer,,b"}), "2/6");
  EXPECT_EQ(marks(marker, {right[2]}), "1/6");
  EXPECT_EQ(marks(marker, {",line,,3", ",answer,,A", right[2], right[3]}), "2/6");
  EXPECT_EQ(marks(marker, {",line,,1", ",answer,,C", ",value,x,7", ",value,y,7"}), "0/6");
}

TEST(FindError, AsksForNoShownNumberAgain) {
  QuestionMarker marker(find_error());
  // The number that is shown is what the mistake gives: it earns nothing, and the mistake is named.
  const MarkedQuestion shown = marker.mark(filled(marker, {",value,x,6", ",value,y,-12"}).sheet);
  EXPECT_EQ(shown.marks, Exact(0));
}

TEST(FindError, EndsNoRunByWhatIsNoLine) {
  QuestionMarker marker(find_error());
  for (const char* written : {"0", "7", "-2", "2.5", "B", "2 and 3", "99999999999999999999", "v"}) {
    EXPECT_EQ(verdict(marker, 0, {std::string(",line,,") + written}), Verdict::unreadable) << written;
  }
  for (const char* written : {"2", "(2)", "line 2", "2."}) {
    EXPECT_EQ(verdict(marker, 0, {std::string(",line,,") + written}), Verdict::correct) << written;
  }
  EXPECT_EQ(verdict(marker, 0, {",line,,3"}), Verdict::wrong);
  EXPECT_THAT(in_english(filled(marker, {",value,z,1"}).notices), ElementsAre("line 2: no value of 'z' is asked for"));
}

// ------------------------------------------------------------------------------------------------------------- compare

TEST(Compare, MarksBothOptimizersAndTheMarksForWords) {
  QuestionMarker marker(compare());
  const auto right = right_rows(marker);
  EXPECT_EQ(right.size(), 12U + 8 + 1);
  EXPECT_EQ(marks(marker, right), "42/42");
  EXPECT_EQ(marks(marker, {right.begin(), right.begin() + 12}), "24/42");
  EXPECT_EQ(marks(marker, {right.begin() + 12, right.end() - 1}), "16/42");
  EXPECT_EQ(marks(marker, {",words,,1.5"}), "1.5/42");
  EXPECT_EQ(marks(marker, {"1,2:g,x,6", "1,\xEF\xBC\x92:g,y,-12"}), "4/42");  // a full-width 2 too
}

TEST(Compare, TakesNoMarksForWordsThatThereAreNot) {
  QuestionMarker marker(compare());
  for (const char* written : {"3", "-1", "good", "2.01", "1e9"}) {
    EXPECT_EQ(verdict(marker, 2, {std::string(",words,,") + written}), Verdict::unreadable) << written;
    EXPECT_EQ(marks(marker, {std::string(",words,,") + written}), "0/42") << written;
  }
  EXPECT_EQ(verdict(marker, 2, {",words,,0"}), Verdict::wrong);
  EXPECT_EQ(verdict(marker, 2, {",words,,1/2"}), Verdict::precision);
  EXPECT_EQ(verdict(marker, 2, {}), Verdict::missing);
}

// --------------------------------------------------------------------------------------------------------------- marks

TEST(QuestionMarks, ScaleThePartsToTheSumThatIsGiven) {
  const std::string ten = "marks = 10\n";
  for (const Problem& problem : {with("[question]\nkind = 'table'\n" + ten), find_error(ten), compare(ten)}) {
    QuestionMarker marker(problem);
    EXPECT_EQ(questions::marks_of(marker.parts()), Exact(10));
    EXPECT_EQ(marks(marker, right_rows(marker)), "10/10");
  }
  QuestionMarker marker(find_error(ten));
  EXPECT_EQ(marks(marker, {",line,,2"}), "10/3/10");
}

TEST(QuestionMarks, TakeTheTwoPlacesThatAreShownForAllThatWordsAreWorth) {
  QuestionMarker marker(compare("marks = 10\n"));  // 10/21 for the words
  EXPECT_EQ(marks(marker, {",words,,0.48"}), "10/21/10");
  EXPECT_EQ(verdict(marker, 2, {",words,,0.49"}), Verdict::unreadable);
}

TEST(QuestionMarks, KeepTheSharesOfMethodAndAccuracy) {
  const Problem problem = with("[question]\nkind = 'table'\nmarks = 6\n[marks]\nmethod = 2\naccuracy = 1\n");
  EXPECT_EQ(problem.marks.method, Exact(1) / Exact(3));
  EXPECT_EQ(problem.marks.accuracy, Exact(1) / Exact(6));
}

}  // namespace
}  // namespace stepmark::tests
