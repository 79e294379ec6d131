// Practice through a pipe: what it keeps, and what it leaves alone. At a terminal: tests/practice.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Outcome;
using support::read_all;
using support::ScratchDirectory;

const std::string bank = "problems/bank/momentum-bowl.toml";

class Practice : public ::testing::Test {
 protected:
  /// @param typed  as printf takes it
  Outcome type(const std::string& typed, const std::string& more = "") const {
    return in_shell("printf '" + typed + "' | \"$0\" practice " + bank + " -o " + file_ + ' ' + more);
  }

  nlohmann::json checked() const {
    return nlohmann::json::parse(stepmark_program({"check", bank, file_, "--format", "json"}).output);
  }

  ScratchDirectory scratch_;
  std::string file_ = scratch_.path("kept.csv");
};

TEST_F(Practice, KeepsAnswersAsTheyWereTyped) {
  const std::vector<std::string> typed = {"= 6", "+10", "-1.6×10^-4", "-1/20", "0,05", "-5e-2", "  5.4\\r"};
  std::string lines;
  for (const std::string& answer : typed) lines += answer + "\\n";
  const Outcome first = type(lines);
  EXPECT_EQ(first.status, 0) << first.error;
  EXPECT_EQ(first.output.find("no number"), std::string::npos) << first.output;
  const nlohmann::json sheet = checked();
  const std::vector<std::string> kept = {"= 6", "+10", "-1.6×10^-4", "-1/20", "0,05", "-5e-2", "5.4"};
  for (std::size_t i = 0; i < kept.size(); ++i) {
    EXPECT_EQ(sheet["lines"][i]["given"], kept[i]);
    EXPECT_NE(sheet["lines"][i]["verdict"], "unreadable") << kept[i];
  }
  const Outcome again = type("quit\\r\\n");
  EXPECT_NE(again.output.find("7 of 12 lines are done"), std::string::npos) << again.output;
  EXPECT_NE(again.output.find("g of y at step 2 = \nYour answers"), std::string::npos) << again.output;
}

TEST_F(Practice, LeavesOutWhatIsSkippedAndDoesNotAskForItAgain) {
  const Outcome outcome = type("6\\nskip\\n");
  EXPECT_NE(outcome.output.find("left out: It is 10."), std::string::npos) << outcome.output;
  EXPECT_EQ(checked()["lines"][1]["verdict"], "missing");
  const Outcome again = type("0.3\\n");
  EXPECT_NE(again.output.find("2 of 12 lines"), std::string::npos) << again.output;
  EXPECT_EQ(again.output.find("g of y at step 1 = "), std::string::npos) << again.output;
  EXPECT_EQ(checked()["lines"][2]["verdict"], "correct");
}

TEST_F(Practice, SaysHowToGoOnAndHowOftenTheValueWasTold) {
  const Outcome outcome = type("help\\n?\\n?\\n?\\n?\\n6\\n10\\n?\\n?\\n?\\n");
  EXPECT_NE(outcome.output.find("? for a hint"), std::string::npos) << outcome.output;
  EXPECT_NE(outcome.output.find("That was the last hint"), std::string::npos) << outcome.output;
  std::string rest;
  for (const char* answer : {"0.3", "0.5", "2.7", "0.5", "5.4", "5", "0.54", "0.7", "2.16", "-0.2"}) {
    rest += std::string(answer) + "\\n";
  }
  EXPECT_NE(type(rest).output.find("24 out of 24 marks. 2 lines were answered after the value had been shown."),
            std::string::npos);
}

TEST_F(Practice, AsksOnlyForWhatIsBlankInASheetOfOnesOwn) {
  const std::string sheet =
      "t;quantity;component;value\n2;theta;y;-0.2\n1;g;x;6\n1;g;y;\n1;v;x;0,3\n1;v;y;0.5\n1;theta;x;2.7\n"
      "1;theta;y;0.5\n2;g;x;5.4\n2;g;y;5\n2;v;x;0.54\n2;v;y;0.7\n2;theta;x;2.16\n";
  scratch_.write("kept.csv", sheet);
  type("quit\\n");
  EXPECT_EQ(read_all(file_), sheet) << "nothing was answered";
  const Outcome outcome = type("10\\n");
  EXPECT_NE(outcome.output.find("24 out of 24 marks"), std::string::npos) << outcome.output;
  EXPECT_EQ(checked()["lines"][2]["given"], "0,3");
}

TEST_F(Practice, LeavesAloneWhatItWouldNotKeepWhole) {
  const std::string table = "| t | quantity | component | value |\n|---|---|---|---|\n| 1 | g | x | 6 |\n";
  const std::string header = "t,quantity,component,value\n";
  for (const std::string& text : {table, std::string("{\"answers\": []}"), header + "1,g,x,6\n1,speed,x,7\n",
                                  header + "1,g,x,6\n1,g,x,7\n", std::string("t,quantity,component,value,remark\n")}) {
    scratch_.write("kept.csv", text);
    expect_refused(type("6\\n"), {"kept.csv", "--force"});
    EXPECT_EQ(read_all(file_), text);
  }
  EXPECT_EQ(type("6\\n", "--force").status, 0);
  for (const char* name : {"kept.json", "kept.md"}) {
    const std::string other = scratch_.write(name, "mine");
    expect_refused(stepmark_program({"practice", bank, "-o", other, "--force"}), {"CSV"});
    EXPECT_EQ(read_all(other), "mine");
  }
}

TEST_F(Practice, SpeaksTheLanguageThatIsChosen) {
  const Outcome german = type("6\\n100\\n100\\n?\\n?\\n?\\n0,7\\nskip\\nback\\nabc\\nhelp\\nquit\\n", "--language de");
  EXPECT_EQ(german.status, 0) << german.error;
  for (const char* said :
       {"mit eta = 0,05", "Start: x = 3", "Antworten Sie Zeile f\u00FCr Zeile.",
        "g von x in Schritt 1 = ", "  richtig\n", "Ist das ein Tippfehler?", "  = 0,3\n", "ausgelassen: Richtig ist ",
        "Das ist nicht als Zahl lesbar.", "Geben Sie den Wert ein, etwa 0,25", "Ihre Antworten stehen in "}) {
    EXPECT_NE(german.output.find(said), std::string::npos) << said << '\n' << german.output;
  }
  const Outcome chinese = type("skip\\n", "--language zh");
  EXPECT_NE(chinese.output.find("\u5DF2\u5B8C\u6210"), std::string::npos) << "goes on\n" << chinese.output;
  for (const char* english : {"Answer", "start:", "at step", "It is", "Your answers"}) {
    EXPECT_EQ(chinese.output.find(english), std::string::npos) << english << '\n' << chinese.output;
  }
  expect_refused(type("", "--language xx"), {"xx", "en, de, es, fr or zh"});
}

TEST(PracticeOutput, ThatIsLostIsNotSilent) {
  const ScratchDirectory scratch;
  const std::string line = "echo 6 | \"$0\" practice problems/bank/momentum-bowl.toml -o " + scratch.path("kept.csv");
  for (const char* lost : {" >/dev/full", " >&-"})
    expect_refused(in_shell(line + lost), {"standard output", "cannot be written"});
}

TEST_F(Practice, KnowsBeforeItAsksWhetherAnswersCanBeKept) {
  expect_refused(stepmark_program({"practice", bank, "-o", scratch_.path("none/kept.csv")}), {"No such file"});
  expect_refused(stepmark_program({"practice", bank, "-o", ""}), {"-o is empty"});
}

}  // namespace
}  // namespace stepmark::tests
