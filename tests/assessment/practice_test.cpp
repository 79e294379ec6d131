// A practice session without a terminal: what goes in comes back judged, and what is kept goes on.
#include "assessment/practice.hpp"

#include <gtest/gtest.h>

#include "lib/base/error.hpp"
#include "reports/render.hpp"
#include "tests/questions/sheet.hpp"

namespace stepmark::assessment {
namespace {

using Kind = PracticeReply::Kind;

Problem two_steps() {
  return parse_problem(
      "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[3], [-1.4]]\n"
      "start = [1]\n[working]\nround = '4 places'\n[answer]\nask = ['v']\n",
      "two-steps", "");
}

TEST(PracticeSession, JudgesAnswerAfterAnswer) {
  PracticeSession session(two_steps());
  EXPECT_EQ(session.lines(), 2U);
  EXPECT_EQ(session.asked(), "v of 1 at step 1");
  EXPECT_EQ(session.reply("").kind, Kind::nothing);
  EXPECT_EQ(session.reply("three").kind, Kind::unreadable);
  EXPECT_EQ(session.reply("HELP").kind, Kind::help);
  const PracticeReply right = session.reply(" 0,3 ");
  EXPECT_EQ(right.kind, Kind::right) << right.verdict << right.text;
  EXPECT_TRUE(right.keep);
  EXPECT_EQ(session.asked(), "v of 1 at step 2");
  const PracticeReply wrong = session.reply("0.777");
  EXPECT_EQ(wrong.kind, Kind::judged);
  EXPECT_NE(wrong.verdict, "right");
  EXPECT_TRUE(session.is_done());
  EXPECT_EQ(session.closing(), "2 out of 4 marks.");
}

TEST(PracticeSession, GivesHintsUpToTheValueAndSaysSoAtTheEnd) {
  PracticeSession session(two_steps());
  EXPECT_NE(session.reply("?").text.find("v[t] ="), std::string::npos);
  EXPECT_FALSE(session.reply("?").keep);
  const PracticeReply value = session.reply("hint");
  EXPECT_TRUE(value.keep);
  EXPECT_EQ(value.text, "  = 0.3\n");
  EXPECT_EQ(session.reply("?").text, "That was the last hint: type the value to go on, or skip.\n");
  session.reply("0.3");
  EXPECT_EQ(session.reply("skip").verdict, "left out");
  EXPECT_NE(session.closing().find("1 line was answered after the value had been shown."), std::string::npos);
}

TEST(PracticeSession, SaysNoHintTwice) {
  PracticeSession session(parse_problem(
      "optimizer = 'gradient-descent'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[3, 4]]\n"
      "start = [1, 1]\n[working]\nround = '4 places'\n[modifiers]\nclip_norm = 2\n[answer]\nask = "
      "['g_norm', 'g_clip']\n",
      "clipped", ""));
  session.reply("1");  // of that norm nothing is clipped
  ASSERT_EQ(session.asked(), "g_clip of 1 at step 1");
  std::vector<std::string> hints;
  for (int i = 0; i < 3; ++i) hints.push_back(session.reply("?").text);
  EXPECT_EQ(hints[1], "  = 3\n");  // which is the value
  EXPECT_EQ(hints[2], "That was the last hint: type the value to go on, or skip.\n");
}

TEST(PracticeSession, AsksInWordsForWhatIsNoLine) {
  for (const char* name : {"adam-choice", "adam-find-error", "adam-effect", "gradient-descent-effect", "adam-which"}) {
    const std::string file = "problems/bank/" + std::string(name) + ".toml";
    PracticeSession session(read_problem(file));
    for (; !session.is_done(); session.reply("skip")) {
      EXPECT_EQ(session.asked().find("answer"), std::string::npos) << session.asked();
      EXPECT_TRUE(session.asks_for_number() || session.asked().find('?') != std::string::npos) << session.asked();
    }
  }
}

TEST(PracticeSession, AsksForAHyperparameterByItsName) {
  PracticeSession session(read_problem("problems/bank/momentum-missing-hyperparameter.toml"));
  EXPECT_EQ(session.asked(), "gamma");
  EXPECT_TRUE(session.asks_for_number());
  const std::string first = session.reply("?").text, second = session.reply("?").text;
  EXPECT_TRUE(first.starts_with("  Find a line of the table")) << first;
  EXPECT_NE(second.find('/'), std::string::npos) << second;
}

TEST(PracticeSession, LeavesOutTheEquationsThatStudentsShouldKnow) {
  QuestionLayout layout;
  layout.equations = false;
  const auto page = [](const PracticeSession& session) { return rendered(Format::text, session.question(), {80}); };
  EXPECT_NE(page(PracticeSession(two_steps())).find("v[t] = "), std::string::npos);
  EXPECT_EQ(page(PracticeSession(two_steps(), layout)).find("v[t] = "), std::string::npos);
}

TEST(PracticeSession, WritesNormsOutAndDecidesCasesByTheStudentsOwnNumbers) {
  const auto hint = [](const char* norm) {
    PracticeSession session(parse_problem(
        "optimizer = 'gradient-descent'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[3, 4]]\n"
        "start = [1, 1]\n[working]\nround = '4 places'\n[modifiers]\nclip_norm = 2\n[answer]\nask = "
        "['g', 'g_norm', 'g_clip', 'theta']\n",
        "clipped", ""));
    session.reply("3");
    session.reply("4");
    session.reply("?");
    EXPECT_EQ(session.reply("?").text, "  = sqrt(3^2 + 4^2)\n");
    session.reply(norm);
    session.reply("?");
    return session.reply("?").text;
  };
  EXPECT_EQ(hint("5"), "  = 2/5*3\n");
  EXPECT_EQ(hint("1"), "  = 3\n");
}

/// Two components, of which the second begins below zero.
Problem bowl() {
  return parse_problem(
      "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\nfunction = 'x^2 + 5*y^2'\n"
      "start = { x = 3, y = -1.2 }\n[working]\nround = '4 places'\n",
      "bowl", "");
}

TEST(PracticeSession, TakesALineBackAndRemembersThatItsValueWasTold) {
  PracticeSession session(two_steps());
  const PracticeReply none = session.reply("back");
  EXPECT_EQ(none.kind, Kind::back);
  EXPECT_NE(none.text.find("nothing to take back"), std::string::npos);
  EXPECT_FALSE(none.keep);
  session.reply("0.777");
  EXPECT_EQ(session.asked(), "v of 1 at step 2");
  const PracticeReply back = session.reply("back");
  EXPECT_EQ(back.kind, Kind::back);
  EXPECT_TRUE(back.keep);
  EXPECT_EQ(session.asked(), "v of 1 at step 1");
  EXPECT_EQ(session.lines_done(), 0U);
  EXPECT_EQ(session.reply("0.3").kind, Kind::right);
  session.reply("skip");
  EXPECT_EQ(session.closing(), "2 out of 4 marks. 1 line was answered after the value had been shown.");
}

TEST(PracticeSession, ARightAnswerThatIsTakenBackWasNotTold) {
  PracticeSession session(two_steps());
  session.reply("0.3");
  session.reply("back");
  session.reply("0.3");
  session.reply("skip");
  EXPECT_EQ(session.closing(), "2 out of 4 marks.");
}

TEST(PracticeSession, AsksAgainWhereAFingerMayHaveSlipped) {
  PracticeSession session(bowl());
  for (const char* typed : {"1.5.2", "skpi", "pi", "3x", "6 6"}) {
    EXPECT_EQ(session.reply(typed).kind, Kind::unreadable) << typed;
  }
  EXPECT_NE(session.reply("1,234").text.find("could be a thousand"), std::string::npos);
  EXPECT_EQ(session.asked(), "g of x at step 1");
  const PracticeReply doubt = session.reply("60");
  EXPECT_EQ(doubt.kind, Kind::doubtful);
  EXPECT_FALSE(doubt.keep);
  EXPECT_EQ(session.asked(), "g of x at step 1");
  EXPECT_EQ(session.reply("6").kind, Kind::right);
  EXPECT_EQ(session.reply("-120").kind, Kind::doubtful);
  EXPECT_EQ(session.reply("-120").kind, Kind::judged);  // it stands
  EXPECT_EQ(session.asked(), "v of x at step 1");
}

TEST(PracticeSession, PutsNoSignAfterASignAndSaysNothingTwice) {
  PracticeSession session(bowl());
  session.reply("6");
  session.reply("-12");
  session.reply("0.61");
  session.reply("?");
  EXPECT_EQ(session.reply("?").text, "  = 0.9*0 + 0.1*(-12)\n");
  session.reply("-1.2");
  const PracticeReply own = session.reply("2.39");
  EXPECT_EQ(own.verdict, "right from your own earlier numbers");
  EXPECT_EQ(own.text, "the model answer is 2.4.");
}

TEST(PracticeSession, BeginsWithAllThatIsThereBeforeTheFirstStep) {
  const auto start = [](const char* optimizer) {
    const PracticeSession session(parse_problem(
        "optimizer = '" + std::string(optimizer) + "'\nsteps = 1\n[objective]\nfunction = 'x^2'\nstart = { x = 3 }\n",
        "p", ""));
    const std::string page = rendered(Format::text, session.question(), {80});
    const std::size_t at = page.find("start: ");
    return page.substr(at, page.find('\n', at) - at);
  };
  EXPECT_EQ(start("momentum"), "start: x = 3, v = 0");
  EXPECT_EQ(start("adam"), "start: x = 3, m = 0, v = 0");
  EXPECT_EQ(start("adagrad-start"), "start: x = 3, G = delta");
  EXPECT_EQ(start("gradient-descent"), "start: x = 3");
}

TEST(PracticeSession, GoesOnFromWhatWasKept) {
  PracticeSession before(two_steps());
  before.reply("skip");
  PracticeSession session(two_steps());
  session.take_up(before.kept(), "kept.csv");
  EXPECT_EQ(session.lines_done(), 1U);
  EXPECT_EQ(session.asked(), "v of 1 at step 2");
  EXPECT_EQ(session.kept(), before.kept());
  EXPECT_EQ(session.reply("quit").kind, Kind::stopped);
  EXPECT_THROW(session.take_up("t,quantity,value,remark\n1,v,0.3,mine\n", "kept.csv"), InputError);
}

// ------------------------------------------------------------------------------------------------- questions with
// parts

Problem asking(const std::string& question) {
  return parse_problem(
      "optimizer = 'momentum'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\nfunction = 'x^2'\n"
      "start = { x = 3 }\n[working]\nround = '4 places'\n[question]\n" +
          question,
      "asking", "");
}

TEST(PracticeSession, AsksForTheLetterOfAChoice) {
  const auto choice = [] { return asking("kind = 'choice'\nchoices = ['gradient-sign', 'right', 'update-sign']\n"); };
  PracticeSession right(choice());
  EXPECT_EQ(right.lines(), 1U);
  EXPECT_EQ(right.asked(), "Which row gives the correct values for step 1? Exactly one is correct. (A–C)");
  EXPECT_EQ(right.reply("0.6").kind, Kind::unreadable);
  EXPECT_EQ(right.reply("AB").text, "Write one letter, A–C.\n");
  EXPECT_EQ(right.reply("b").kind, Kind::right);
  EXPECT_EQ(right.closing(), "6 out of 6 marks.");
  PracticeSession wrong(choice());
  const PracticeReply reply = wrong.reply("A");
  EXPECT_EQ(reply.kind, Kind::judged);
  EXPECT_EQ(reply.verdict, "not right");
  EXPECT_EQ(reply.text.find("Expected B. "), 0U) << reply.text;
  EXPECT_EQ(wrong.closing(), "0 out of 6 marks.");
}

TEST(PracticeSession, AsksForTheLineTheReasonAndTheValue) {
  PracticeSession session(
      asking("kind = 'find-error'\nmistake = 'gradient-sign'\n"
             "choices = ['update-sign', 'gradient-sign', 'learning-rate-omitted']\n"));
  EXPECT_EQ(session.lines(), 3U);
  EXPECT_EQ(session.asked(), "(a) Which is the first incorrect line? (1–3)");
  EXPECT_FALSE(session.asks_for_number());
  EXPECT_EQ(session.reply("4").text, "Write the number of one line, 1 to 3.\n");
  EXPECT_EQ(session.reply("?").kind, Kind::hint);
  EXPECT_EQ(session.reply("?").text, "  = 1\n");
  EXPECT_EQ(session.reply("2").verdict, "not right");
  EXPECT_EQ(session.reply("back").kind, Kind::back);
  EXPECT_EQ(session.reply("1").kind, Kind::right);
  EXPECT_EQ(session.asked(), "(b) What was done wrong there? (A–C)");
  EXPECT_EQ(session.reply("skip").text, "It is B.");
  EXPECT_EQ(session.asked(), "(c) Give the correct values of that line.");
  EXPECT_TRUE(session.asks_for_number());
  EXPECT_EQ(session.reply("6").kind, Kind::right);
  EXPECT_EQ(session.closing(), "4 out of 6 marks. 1 line was answered after the value had been shown.");
  PracticeSession again(
      asking("kind = 'find-error'\nmistake = 'gradient-sign'\n"
             "choices = ['update-sign', 'gradient-sign', 'learning-rate-omitted']\n"));
  again.take_up(session.kept(), "kept.csv");
  EXPECT_TRUE(again.is_done());
  EXPECT_EQ(again.kept(), session.kept());
}

TEST(PracticeSession, GivesAdviceOnALetterOrALineBeforeItTellsIt) {
  PracticeSession session(
      asking("kind = 'find-error'\nmistake = 'gradient-sign'\n"
             "choices = ['update-sign', 'gradient-sign', 'learning-rate-omitted']\n"));
  for (const char* right : {"1", "B"}) {
    const PracticeReply advice = session.reply("?"), told = session.reply("?");
    EXPECT_EQ(advice.kind, Kind::hint);
    EXPECT_TRUE(advice.text.starts_with("  Work out ")) << advice.text;
    EXPECT_FALSE(advice.keep);
    EXPECT_EQ(told.text, std::string("  = ") + right + '\n');
    EXPECT_TRUE(told.keep);
    EXPECT_EQ(session.reply("?").text, "That was the last hint: type your answer to go on, or skip.\n");
    EXPECT_EQ(session.reply(right).kind, Kind::right);
  }
}

TEST(PracticeSession, WorksBothOptimizersAndComparesWords) {
  PracticeSession session(asking("kind = 'compare'\nother = 'gradient-descent'\n"));
  EXPECT_EQ(session.lines(), 3U + 2 + 1);
  for (const char* number : {"6", "0.6", "2.4"}) EXPECT_EQ(session.reply(number).kind, Kind::right) << number;
  EXPECT_EQ(session.asked(), "(b) g of x at step 1");
  EXPECT_EQ(session.reply("6").kind, Kind::right);
  EXPECT_EQ(session.reply("2.5").kind, Kind::judged);
  EXPECT_EQ(session.asked(), "(c) How do the two optimizers behave differently, and why?");
  EXPECT_NE(session.reply("?").text, session.reply("?").text) << "a hint is not said twice";
  const PracticeReply reply = session.reply("They do the same in the first step.");
  EXPECT_EQ(reply.kind, Kind::judged);
  EXPECT_NE(reply.text.find("neither is further along"), std::string::npos) << reply.text;
  EXPECT_TRUE(session.is_done());
  EXPECT_EQ(session.closing(), "8 out of 10 marks. The 2 marks for your own words are given by a person.");
}

TEST(PracticeSession, PrintsWhatEachPartIsAbout) {
  const auto page = [](const std::string& question) {
    return rendered(Format::text, PracticeSession(asking(question)).question(), {80});
  };
  const std::string error = page("kind = 'find-error'\nmistake = 'gradient-sign'\n");
  EXPECT_NE(error.find("  1  g of x at step 1 = -6.0000\n"), std::string::npos) << error;
  EXPECT_NE(error.find("the gradient has the opposite sign\n"), std::string::npos) << error;
  EXPECT_NE(page("kind = 'compare'\nother = 'gradient-descent'\n").find("part (b)"), std::string::npos);
}

/// What is typed for each row of a sheet on which everything is right.
std::vector<std::string> right_answers(const Problem& problem) {
  QuestionMarker marker(problem);
  std::vector<std::string> answers;
  for (const std::string& row : support::right_rows(marker)) answers.push_back(row.substr(row.rfind(',') + 1));
  return answers;
}

TEST(PracticeSession, GivesForEveryKindWhatItsSheetEarns) {
  for (const char* name : {"adam-two-steps-bowl", "adam-final", "adam-gradients", "adam-choice", "adam-find-error",
                           "adam-faded", "adam-against-rmsprop"}) {
    const Problem problem = read_problem("problems/bank/" + std::string(name) + ".toml");
    const Parts parts = parts_of(problem);
    Exact worked = questions::marks_of(parts);
    if (parts.back().asks == Part::Asks::words) worked = worked - parts.back().marks;
    const auto closing = [&](const Exact& marks) {
      return marks.to_string() + " out of " + worked.to_string() + " marks.";
    };
    PracticeSession right(problem), blank(problem), partly(problem);
    const std::vector<std::string> answers = right_answers(problem);
    for (const std::string& answer : answers) {
      right.reply(answer);
      blank.reply("skip");
      partly.reply(&answer == &answers.front() ? "skip" : answer);
    }
    EXPECT_TRUE(right.is_done() && blank.is_done() && partly.is_done()) << name;
    EXPECT_EQ(right.closing().find(closing(worked)), 0U) << name << right.closing();
    EXPECT_EQ(blank.closing().find(closing(0)), 0U) << name << blank.closing();
    const Part& first = parts.front();
    const Exact lost = first.has_numbers() ? first.problem->marks.method + first.problem->marks.accuracy : first.marks;
    EXPECT_EQ(partly.closing().find(closing(worked - lost)), 0U) << name << partly.closing();
  }
}

}  // namespace
}  // namespace stepmark::assessment
