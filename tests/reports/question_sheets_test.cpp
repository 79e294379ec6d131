// The pages of questions with parts: the marks that they promise are those that are given, for every kind.
#include "reports/question_sheets.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "reports/answer_sheet.hpp"
#include "reports/gradebook.hpp"
#include "reports/handout.hpp"
#include "reports/markdown.hpp"
#include "reports/model_answer.hpp"
#include "tests/questions/sheet.hpp"
#include "tests/reports/problems.hpp"

namespace stepmark::tests {
namespace {

using support::filled, support::right_rows;
using testing::HasSubstr, testing::Not;
using Json = nlohmann::json;

Problem of_bank(const std::string& name) { return read_problem("problems/bank/" + name + ".toml"); }

const std::vector<std::string> of_each_kind = {"adam-two-steps-bowl", "adam-final",      "adam-gradients",
                                               "adam-choice",         "adam-find-error", "adam-faded",
                                               "adam-against-rmsprop"};

/// All that the mark scheme of a solution has to give: M, A and B in its tables, and the B of words and of a choice.
Exact promised(const std::string& solution) {
  static const std::regex code(R"([MAB]([0-9]+(\.[0-9]+)?))"), row(R"(^\|.*\| ((M|A|B)[0-9][^|]*) \|.*)");
  Exact sum;
  std::istringstream lines(solution.substr(solution.find("### Mark scheme")));
  for (std::string line; std::getline(lines, line);) {
    std::smatch cells;
    const bool is_words = line.starts_with("### In words: B");
    if (!is_words && !std::regex_match(line, cells, row)) continue;
    const std::string codes = is_words ? line : cells[1].str();
    for (std::sregex_iterator at(codes.begin(), codes.end(), code), end; at != end; ++at) {
      sum = sum + *Exact::parse((*at)[1].str());
    }
  }
  return sum;
}

TEST(QuestionPages, PromiseTheMarksThatRightAnswersEarn) {
  for (const std::string& name : of_each_kind) {
    const Problem problem = of_bank(name);
    QuestionMarker marker(problem);
    const MarkedQuestion marked = marker.mark(filled(marker, right_rows(marker)).sheet);
    EXPECT_EQ(marked.marks, marked.out_of) << name;
    const std::string total = "(" + marked.out_of.to_string() + " marks)";
    for (const HandoutKind kind : {HandoutKind::questions, HandoutKind::solutions, HandoutKind::marker}) {
      EXPECT_THAT(handout({problem}, kind), HasSubstr("## Question " + total)) << name;
    }
    const std::string solution = handout({problem}, HandoutKind::solutions);
    EXPECT_EQ(promised(solution), marked.out_of) << name << solution;
  }
}

TEST(QuestionPages, GiveForOneFaultWhatTheSchemeTakes) {
  for (const std::string& name : of_each_kind) {
    QuestionMarker marker(of_bank(name));
    std::vector<std::string> rows = right_rows(marker);
    rows.pop_back();  // left blank
    const MarkedQuestion marked = marker.mark(filled(marker, rows).sheet);
    const MarkedPart& last = marked.parts.back();
    const Exact lost = last.has_numbers ? last.numbers.lines.back().out_of : last.out_of;
    EXPECT_EQ(marked.marks, marked.out_of - lost) << name;
  }
}

TEST(QuestionPages, AskPartByPartAndGiveNothingAway) {
  const std::string page = handout({of_bank("adam-find-error")}, HandoutKind::questions);
  for (const char* part :
       {"| 2 |  | $m_{1}$ | $3.6000$ | $19.2000$ |", "**(a)** Which is the first incorrect line? (2 marks)",
        "**Line (1–12):**", "**(b)** What was done wrong there? (2 marks)", "**Answer (A–D):**",
        "**(c)** Give the correct values of that line. (2 marks)"}) {
    EXPECT_THAT(page, HasSubstr(part));
  }
  EXPECT_THAT(page, Not(HasSubstr("average-weight-dropped")));
  EXPECT_THAT(page, Not(HasSubstr("0.1800")));
}

TEST(QuestionPages, LookUpLinesLettersAndValues) {
  const std::string page = handout({of_bank("adam-find-error")}, HandoutKind::marker);
  EXPECT_THAT(page, HasSubstr("Line 2: B2. Any other: 0."));
  EXPECT_THAT(page, HasSubstr("**right**, *average-weight-dropped*"));
  EXPECT_THAT(page, HasSubstr("| $m_{1}$ | $0.1800$ | $0.9600$ |"));
  EXPECT_THAT(handout({of_bank("adam-choice")}, HandoutKind::marker), HasSubstr("| **D** | **right** | B8 |"));
}

TEST(QuestionPages, LeaveRoomAndLeaveOutWhatIsWanted) {
  const Problem problem = of_bank("momentum-bowl");
  const auto rules = [&](const QuestionLayout& layout) {
    const std::string page = handout({problem}, HandoutKind::questions, "", 1, layout);
    std::size_t count = 0;
    for (std::size_t at = page.find("\n$\\phantom"); at != std::string::npos; at = page.find("\n$\\phantom", at + 1))
      ++count;
    return count;
  };
  EXPECT_EQ(rules({7}), rules({}) + 7);
  const std::string bare = handout({problem}, HandoutKind::questions, "", 1, {0, false, false});
  EXPECT_THAT(bare, Not(HasSubstr("**Source:**")));
  EXPECT_THAT(bare, Not(HasSubstr("\\gamma v")));
  EXPECT_THAT(bare, HasSubstr("**Convention:**"));
  EXPECT_THAT(handout({problem}, HandoutKind::solutions, "", 1, {0, false, false}), HasSubstr("**Source:**"));
}

// -------------------------------------------------------------------------------------------------------- model answer

/// Gradient descent at 0.1 on x^2 + 5 y^2 multiplies x by 0.8 and y by 0; at its side momentum keeps 0.9 of its
/// velocity.
TEST(ModelAnswer, FollowsFromTheTrace) {
  const std::string answer = model_answer(parse_problem(
      "optimizer = 'momentum'\nsteps = 3\n[hyperparameters]\neta = 0.15\n[objective]\nfunction = 'x^2 + 5*y^2'\n"
      "start = { x = 1, y = 1 }\n[working]\nround = '4 places'\n[question]\nkind = 'compare'\nother = "
      "'gradient-descent'\n",
      "p.toml", ""));
  // Momentum: x 1, 0.7, 0.22, -0.278; gradient descent: 1, 0.7, 0.49, 0.343. y: 1, -0.5, -1.1, 0.01 and 1, -0.5, 0.25,
  // -0.125.
  EXPECT_THAT(answer, HasSubstr("In x, neither changes direction."));
  EXPECT_THAT(answer, HasSubstr("In y, Momentum changes direction once and Gradient descent changes direction 2 times: "
                                "Gradient descent oscillates more."));
  EXPECT_THAT(answer,
              HasSubstr("J is 0.07778 with Momentum and 0.1958 with Gradient descent: Momentum is further along."));
  EXPECT_THAT(answer,
              HasSubstr("in x rises from 0.150 to 1.13 with Momentum and stays at 0.150 with Gradient descent."));
}

TEST(ModelAnswer, OfGivenGradientsTellsHowFarEachGoes) {
  const std::string answer = model_answer(
      parse_problem("optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[1], "
                    "[1]]\nstart = [2]\n"
                    "[working]\nround = '4 places'\n[question]\nkind = 'compare'\nother = 'gradient-descent'\n",
                    "p.toml", ""));
  EXPECT_THAT(answer, HasSubstr("Momentum ends 0.29 from the start and Gradient descent 0.2: Momentum goes further."));
}

// -------------------------------------------------------------------------------------------------------------- sheets

Json checked(const Problem& problem, const std::vector<std::string>& rows, Answers answers = Answers::shown) {
  QuestionMarker marker(problem);
  const FilledQuestion sheet = filled(marker, rows);
  return Json::parse(QuestionSheets(marker, answers).json(sheet.sheet, marker.mark(sheet.sheet), sheet.notices));
}

TEST(QuestionSheets, TellPartsInJson) {
  const Json json = checked(of_bank("adam-find-error"), {",line,,2", ",answer,,A", ",value,x,0.18"});
  EXPECT_EQ(json.at("marks"), "3");
  EXPECT_EQ(json.at("out_of"), "6");
  ASSERT_EQ(json.at("parts").size(), 3U);
  EXPECT_EQ(json["parts"][0], (Json{{"part", "a"},
                                    {"asks", "line"},
                                    {"quantity", "line"},
                                    {"given", "2"},
                                    {"expected", "2"},
                                    {"verdict", "correct"},
                                    {"cause", nullptr},
                                    {"marks", "2"},
                                    {"out_of", "2"},
                                    {"feedback", ""}}));
  EXPECT_EQ(json["parts"][1].at("expected"), "C");
  EXPECT_EQ(json["parts"][2], (Json{{"part", "c"}, {"asks", "numbers"}, {"marks", "1"}, {"out_of", "2"}}));
  ASSERT_EQ(json.at("lines").size(), 2U);
  EXPECT_EQ(json["lines"][0].at("quantity"), "value");
  EXPECT_EQ(json["lines"][0].at("t"), nullptr);
  EXPECT_EQ(json["lines"][0].at("verdict"), "correct");
}

TEST(QuestionSheets, TellOfAWrongRowWhatLeadsToIt) {
  const Json json = checked(of_bank("adam-choice"), {",answer,,a"});
  EXPECT_EQ(json["parts"][0].at("cause"), "weight-squared-too");
  EXPECT_EQ(json.at("root_causes")[0].at("quantity"), "answer");
  EXPECT_EQ(json.at("lines").size(), 0U);
  EXPECT_FALSE(checked(of_bank("momentum-bowl"), {}).contains("parts"));  // as it has always been
}

TEST(QuestionSheets, NameTheSecondOptimizersQuantities) {
  const Json json = checked(of_bank("adam-against-rmsprop"), {"1,2:g,x,-12.6"});
  EXPECT_EQ(json.at("marks"), "2");
  EXPECT_EQ(json["lines"].back().at("quantity"), "2:theta");
}

TEST(QuestionSheets, HideEveryAnswerForASecondTry) {
  for (const char* name : {"adam-find-error", "adam-choice", "adam-against-rmsprop"}) {
    QuestionMarker marker(of_bank(name));
    // Twice the weight of the other decay: a mistake that comes again in the second component.
    const std::vector<std::string> rows = {",line,,3",      ",answer,,B", ",value,x,0.72",
                                           ",value,y,3.84", "1,2:g,x,9",  ",words,,x"};
    const FilledQuestion sheet = filled(marker, rows);
    const MarkedQuestion marked = marker.mark(sheet.sheet);
    const QuestionSheets sheets(marker, Answers::hidden);
    const std::string page = to_markdown(sheets.document(sheet.sheet, marked, {}));
    const std::string all = page + sheets.json(sheet.sheet, marked, {}) + sheets.csv(sheet.sheet, marked);
    for (const char* told : {"Expected", "0.1800", "average-weight-dropped", "\"expected\": \"", "m of "}) {
      EXPECT_THAT(all, Not(HasSubstr(told))) << name;
    }
  }
}

TEST(QuestionSheets, AreOneRowOfCsvForEachRowOfTheSheet) {
  for (const std::string& name : of_each_kind) {
    QuestionMarker marker(of_bank(name));
    const QuestionSheet blank = marker.blank();
    const std::string csv = QuestionSheets(marker).csv(blank, marker.mark(blank));
    const std::string sheet = answer_sheet_csv(marker.problem());
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), std::count(sheet.begin(), sheet.end(), '\n')) << name;
  }
}

TEST(QuestionSheets, BeginWithWhatIsTrueOfAllParts) {
  for (const char* name : {"adam-choice", "adam-find-error"}) {
    QuestionMarker marker(of_bank(name));
    const QuestionSheets sheets(marker);
    const auto page = [&](const std::vector<std::string>& rows) {
      const FilledQuestion sheet = filled(marker, rows);
      return to_markdown(sheets.document(sheet.sheet, marker.mark(sheet.sheet), {}, "Ada"));
    };
    EXPECT_THAT(page(right_rows(marker)), HasSubstr("Everything is right. Well done!")) << name;
    EXPECT_THAT(page({}), HasSubstr("Nothing has been filled in yet.")) << name;
    EXPECT_THAT(page({",answer,,B"}), Not(HasSubstr("Nothing has been filled in"))) << name;
    EXPECT_THAT(page({}), HasSubstr("Student: **Ada**")) << name;
  }
}

TEST(QuestionSheets, GiveTheModelAnswerWithTheMarksForWords) {
  QuestionMarker marker(of_bank("adam-against-rmsprop"));
  const FilledQuestion sheet = filled(marker, {",words,,1.5"});
  const MarkedQuestion marked = marker.mark(sheet.sheet);
  const std::string page = to_markdown(QuestionSheets(marker).document(sheet.sheet, marked, {}));
  EXPECT_THAT(page, HasSubstr("| **(c)** | words | 1.5 |  | partly right | 1.5/2 |"));
  EXPECT_THAT(page, HasSubstr("RMSProp is further along."));
  EXPECT_THAT(to_markdown(QuestionSheets(marker, Answers::hidden).document(sheet.sheet, marked, {})),
              Not(HasSubstr("further along")));
}

TEST(QuestionSheets, SayInWordsWhatCouldNotBeRead) {
  QuestionMarker marker(of_bank("adam-find-error"));
  const FilledQuestion sheet = filled(marker, {",line,,99", ",answer,,AB", ",value,x,maybe"});
  const std::string page = to_markdown(QuestionSheets(marker).document(sheet.sheet, marker.mark(sheet.sheet), {}));
  EXPECT_THAT(page, HasSubstr("(a) line: Write the number of one line, 1 to 12. Expected 2."));
  EXPECT_THAT(
      page, HasSubstr("(b) answer: Write one letter, A–D. Expected C (the weight $1 - b$ of the new value left out)."));
  EXPECT_THAT(page, HasSubstr("(c) value of x: This could not be read as a number. Expected 0.18."));
}

TEST(Gradebook, CountsLettersAndLinesAsRows) {
  QuestionMarker marker(of_bank("adam-find-error"));
  const MarkedQuestion marked = marker.mark(filled(marker, {",line,,3", ",answer,,Z", ",value,x,0.18"}).sheet);
  EXPECT_EQ(gradebook_row(marker, "Ann", marked, ""), "Ann,1,6,1,0,0,1,1,1,line,,\n");
  EXPECT_EQ(unreadable_row(marker, "Ben", "lost"), "Ben,0,6,0,0,0,0,0,4,,,lost\n");
}

}  // namespace
}  // namespace stepmark::tests
