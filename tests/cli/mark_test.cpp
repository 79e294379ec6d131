// What mark writes for a class, and that it does not depend on how it was worked.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Outcome;
using support::read_all;
using support::ScratchDirectory;

const std::string problem =
    "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[3], [-1.4]]\nstart = "
    "[1]\n"
    "[working]\nround = '4 places'\n[answer]\nask = ['v']\n";

/// 3,000 students, whose second answers are their own but for every seventh, who write what nothing explains.
std::string large_class() {
  std::string text = "student,t,quantity,component,value\n";
  for (int i = 0; i < 3000; ++i) {
    const std::string student = "s" + std::to_string(i);
    const std::string second = i % 7 == 0 ? "0.777" : std::to_string(2 + i) + ".5";
    text += student + ",1,v,,0.3\n" + student + ",2,v,," + second + "\n";
  }
  return text;
}

TEST(MarkCommand, SaysTheSameOfAClassWithAnyNumberOfThreads) {
  const ScratchDirectory scratch;
  const std::string p = scratch.write("p.toml", problem), sheets = scratch.write("class.csv", large_class());
  std::vector<std::string> gradebooks, statistics;
  for (const std::string threads : {"1", "2", "5"}) {
    const std::string file = scratch.path("s" + threads + ".md");
    const Outcome outcome = stepmark_program({"mark", p, sheets, "--threads", threads, "--statistics", file});
    ASSERT_EQ(outcome.status, 0) << outcome.error;
    gradebooks.push_back(outcome.output);
    statistics.push_back(read_all(file));
  }
  EXPECT_EQ(gradebooks[0], gradebooks[1]);
  EXPECT_EQ(gradebooks[0], gradebooks[2]);
  EXPECT_EQ(statistics[0], statistics[1]);
  EXPECT_EQ(statistics[0], statistics[2]);
  // Frequent answers stay among the many that came once.
  EXPECT_NE(statistics[0].find("| 0.7770 | 429 |"), std::string::npos) << statistics[0];
}

TEST(MarkCommand, ShardsComeToWhatTheClassInOnePieceComesTo) {
  const ScratchDirectory scratch;
  const std::string p = scratch.write("p.toml", problem), sheets = scratch.write("class.csv", large_class());
  const std::vector<std::string> shards = {"1/3", "2/3", "3/3"};
  std::vector<std::string> merge_rows = {"merge"}, merge_numbers = {"merge"};
  for (const std::string& shard : shards) {
    const std::string rows = scratch.path("rows" + shard.substr(0, 1)), numbers = rows + ".json";
    const Outcome outcome =
        stepmark_program({"mark", p, sheets, "--shard", shard, "--statistics", numbers, "-o", rows});
    ASSERT_EQ(outcome.status, 0) << outcome.error;
    merge_rows.push_back(rows);
    merge_numbers.insert(merge_numbers.begin() + 1, numbers);  // in no order
  }
  const std::string page = scratch.path("whole.md"), json = scratch.path("whole.json");
  const Outcome whole = stepmark_program({"mark", p, sheets, "--statistics", page});
  ASSERT_EQ(stepmark_program({"mark", p, sheets, "--statistics", json}).status, 0);
  EXPECT_EQ(stepmark_program(merge_rows).output, whole.output);
  EXPECT_EQ(stepmark_program(merge_numbers).output, read_all(page));
  const std::string merged = scratch.path("merged.json");
  std::vector<std::string> to_json = merge_numbers;
  to_json.insert(to_json.end(), {"-o", merged});
  EXPECT_EQ(stepmark_program(to_json).status, 0);
  EXPECT_EQ(read_all(merged), read_all(json));

  const std::string first = merge_numbers[1], second = merge_numbers[2];
  expect_refused(stepmark_program({"merge", first, second}), {"is shard 3/3 and 2 are given"});
  expect_refused(stepmark_program({"merge", first, second, first}), {"rows3.json: the file is there twice"});
  const std::string copy = scratch.write("copy.json", read_all(first));
  expect_refused(stepmark_program({"merge", first, second, copy}), {"shard 3/3 is there twice"});
  expect_refused(stepmark_program({"merge", first, second, merge_rows[1]}), {"this is no statistics"});
  // A gradebook too short, wherever it stands, loses nobody silently.
  const std::string header = whole.output.substr(0, whole.output.find('\n') + 1);
  const std::string empty = scratch.write("empty.csv", header);
  expect_refused(stepmark_program({"merge", merge_rows[1], empty}), {"empty.csv: it has 0 rows", "has 1000"});
  expect_refused(stepmark_program({"merge", empty, merge_rows[1]}), {"it has 1000 rows", "empty.csv has 0"});
}

TEST(MarkCommand, WritesNothingBeforeEverythingIsKnownToBeThere) {
  const ScratchDirectory scratch;
  const std::string p = scratch.write("p.toml", problem), taken = scratch.write("taken.md", "mine");
  const std::string sheets = scratch.write("class.csv", "student,t,quantity,component,value\na,1,v,,0.3\n");
  const std::string feedback = scratch.path("feedback");
  expect_refused(stepmark_program({"mark", p, scratch.path("none.csv"), "--feedback", feedback}), {"no such file"});
  EXPECT_FALSE(std::filesystem::exists(feedback));
  const Outcome refused = stepmark_program({"mark", p, sheets, "--statistics", taken});
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(refused.output, "") << "no gradebook is written whose statistics cannot be";
  EXPECT_EQ(read_all(taken), "mine");
}

TEST(MarkCommand, SaysWhatHasChangedSinceTheGradebookBefore) {
  const ScratchDirectory scratch;
  const std::string header = "student,t,quantity,component,value\n";
  const std::string p = scratch.write("p.toml", problem);
  const std::string first = scratch.write("first.csv", header + "a,1,v,,0.3\nb,1,v,,0.3\nc,1,v,,0.3\n");
  const std::string second = scratch.write("second.csv", header + "a,1,v,,0.3\nb,1,v,,0.7\nd,1,v,,0.3\n");
  const std::string before = scratch.write("before.csv", stepmark_program({"mark", p, first}).output);
  const Outcome outcome = stepmark_program({"mark", p, second, "--previous", before});
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  EXPECT_NE(outcome.output.find("the marks were 2\n"), std::string::npos) << outcome.output;
  EXPECT_NE(outcome.output.find("not in the gradebook before\n"), std::string::npos) << outcome.output;
  EXPECT_EQ(outcome.error, "1 of the gradebook before has no sheet now: c\n");
  const Outcome same = stepmark_program({"mark", p, first, "--previous", before});
  EXPECT_EQ(same.output, read_all(before));
  EXPECT_EQ(same.error, "");
}

/// The same sheets again, one name with two of them, whole and in shards.
TEST(MarkCommand, ComparesASecondSheetWithTheSecondBefore) {
  const ScratchDirectory scratch;
  const std::string header = "student,t,quantity,component,value\n";
  const std::string p = scratch.write("p.toml", problem);
  const std::string sheets = scratch.write("class.csv", header + "a,1,v,,0.3\nb,1,v,,0.7\na,1,v,,0.7\nc,1,v,,0.3\n");
  const std::string before = scratch.write("before.csv", stepmark_program({"mark", p, sheets}).output);
  const Outcome whole = stepmark_program({"mark", p, sheets, "--previous", before});
  EXPECT_EQ(whole.output, read_all(before));
  std::vector<std::string> merge = {"merge"};
  for (const std::string shard : {"1/3", "2/3", "3/3"}) {
    merge.push_back(scratch.path("g" + shard.substr(0, 1)));
    const Outcome outcome =
        stepmark_program({"mark", p, sheets, "--previous", before, "--shard", shard, "-o", merge.back()});
    EXPECT_EQ(outcome.error, "");
  }
  EXPECT_EQ(stepmark_program(merge).output, whole.output);
}

TEST(MarkCommand, ReadsTheGradebookBeforeAsASpreadsheetSavesIt) {
  const ScratchDirectory scratch;
  const std::string p = scratch.write("p.toml", problem);
  const std::string sheets = scratch.write("class.csv", "student,t,quantity,component,value\na,1,v,,0.3\nb,1,v,,0.3\n");
  const std::string before = scratch.write("before.csv", "student;marks;out_of\na;2,0;4\nb;1,5;4\n;;\n");
  const Outcome outcome = stepmark_program({"mark", p, sheets, "--previous", before});
  EXPECT_NE(outcome.output.find("\na,2,4,1,0,0,0,1,0,,,\nb,2,4,1,0,0,0,1,0,,,the marks were 1.5\n"), std::string::npos)
      << outcome.output << outcome.error;
  const std::string formula = scratch.write("formula.csv", "student,marks,out_of\na,\"x,=1+1\",4\n");
  expect_refused(stepmark_program({"mark", p, sheets, "--previous", formula}), {"formula.csv:2:3", "'x,=1+1'"});
}

TEST(MarkCommand, SaysThatAnUnreadableSheetIsASecondOne) {
  const ScratchDirectory scratch;
  const std::string p = scratch.write("p.toml", problem);
  const std::string sheets =
      scratch.write("class.jsonl", "{\"student\": \"a\", \"answers\": []}\n{\"student\": \"a\"}\n");
  EXPECT_NE(stepmark_program({"mark", p, sheets}).output.find("\"sheet 2 of this name; the sheet cannot be read"),
            std::string::npos);
}

/// 400 sheets of 300 kB each: a batch ends where they grow large.
TEST(MarkCommand, HoldsFewLargeSheetsAtATime) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "needs room of its own";
#endif
  const ScratchDirectory scratch;
  const std::string p = scratch.write("p.toml", problem);
  std::string answers = R"({"t": 1, "quantity": "v", "value": "0.3"})";
  for (int i = 0; i < 30; ++i) answers += R"(, {"t": ")" + std::string(10'000, 'n') + R"(", "quantity": "v"})";
  const std::string sheet = scratch.write("sheet.jsonl", R"({"student": "a", "answers": [)" + answers + "]}\n");
  const Outcome outcome = in_shell("for i in {1..400}; do cat " + sheet + "; done | { ulimit -v 110000; \"$0\" mark " +
                                   p + " - --threads 1; }");
  EXPECT_EQ(outcome.status, 0) << outcome.error;
  EXPECT_EQ(std::count(outcome.output.begin(), outcome.output.end(), '\n'), 401);
}

TEST(MarkCommand, KnowsThatEachOutputHasAPlaceOfItsOwn) {
  const ScratchDirectory scratch;
  const std::string p = scratch.write("p.toml", problem), feedback = scratch.path("feedback");
  const std::string sheets = scratch.write("class.csv", "student,t,quantity,component,value\na,1,v,,0.3\n");
  const auto mark = [&](const std::vector<std::string>& more) {
    std::vector<std::string> words = {"mark", p, sheets, "--feedback", feedback};
    words.insert(words.end(), more.begin(), more.end());
    return stepmark_program(words);
  };
  const std::string same = scratch.path("same");
  expect_refused(mark({"-o", same, "--statistics", same}), {"same: both -o and --statistics"});
  expect_refused(mark({"-o", same, "--details", scratch.path("./same")}), {"both -o and --details"});
  expect_refused(mark({"--statistics", same, "--details", same, "--force"}), {"both --details and --statistics"});
  expect_refused(mark({"--statistics", scratch.path("none/s.md")}), {"none/s.md", "No such file"});
  for (const std::string option : {"--statistics", "--details", "-o"}) {
    expect_refused(mark({option, ""}), {"the name behind " + option + " is empty"});
  }
  EXPECT_EQ(scratch.files(), (std::vector<std::string>{"class.csv", "p.toml"}));
  EXPECT_EQ(mark({"--statistics", "/dev/null", "--details", "/dev/null"}).status, 0);
}

TEST(VerifyCommand, DoesNotAgreeWithNothing) {
  const ScratchDirectory scratch;
  const std::string p = scratch.write("p.toml", problem);
  const std::string trace = scratch.write("trace.csv", "t,quantity,component,value\n1,speed,,0.3\n");
  expect_refused(stepmark_program({"verify", p, trace}), {"no number", "momentum"});
}

/// Letters beyond the list, two of them, numbers in their place, lines that there are not, rows missing and doubled.
TEST(MarkCommand, GoesOnWhateverStandsInThePartsOfAQuestion) {
  const ScratchDirectory scratch;
  const std::string sheets =
      scratch.write("class.csv",
                    "student,t,quantity,component,value\n"
                    "right,,line,,2\nright,,answer,,C\nright,,value,x,0.18\nright,,value,y,0.96\n"
                    "beyond,,line,,13\nbeyond,,answer,,E\n"
                    "two,,line,,2 3\ntwo,,answer,,AD\n"
                    "number,,line,,D\nnumber,,answer,,2\n"
                    "none,,note,,\n"
                    "doubled,,answer,,A\ndoubled,,answer,,C\n"
                    "old,1,g,x,3.6\n");
  const Outcome outcome =
      stepmark_program({"mark", "problems/bank/adam-find-error.toml", sheets, "--statistics", scratch.path("s.md"),
                        "--details", scratch.path("d.jsonl"), "--feedback", scratch.path("f")});
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  EXPECT_EQ(outcome.output,
            "student,marks,out_of,correct,precision,follow_through,faulty,missing,unreadable,first_fault,cause,note\n"
            "right,6,6,4,0,0,0,0,0,,,\n"
            "beyond,0,6,0,0,0,0,2,2,,,\n"
            "two,0,6,0,0,0,0,2,2,,,\n"
            "number,0,6,0,0,0,0,2,2,,,\n"
            "none,0,6,0,0,0,0,4,0,,,\"line 12: 'note' is not asked: the sheet of this question has 'line', 'answer' or "
            "'value'\"\n"
            "doubled,2,6,1,0,0,0,3,0,,,\"line 14: 'answer' is there twice; the last counts\"\n"
            "old,0,6,0,0,0,0,4,0,,,\"line 15: 'g' is not asked: the sheet of this question has 'line', 'answer' or "
            "'value'\"\n");
  EXPECT_NE(read_all(scratch.path("s.md")).find("| answer | answer | 5 | 71 |"), std::string::npos)
      << read_all(scratch.path("s.md"));
}

/// Seven lines share ten marks: no decimal is exact, and yet shards, sums and what was before agree.
TEST(MarkCommand, KeepsMarksThatAreNoDecimals) {
  const ScratchDirectory scratch;
  const std::string p =
      scratch.write("p.toml",
                    "optimizer = 'momentum'\nsteps = 7\n[hyperparameters]\neta = 0.1\n[objective]\n"
                    "gradients = [[1], [1], [1], [1], [1], [1], [1]]\nstart = [1]\n[working]\nround = '4 places'\n"
                    "[answer]\nask = ['v']\n[question]\nkind = 'table'\nmarks = 10\n");
  const std::string sheets = scratch.write(
      "class.csv", "student,t,quantity,component,value\nAda,1,v,,0.1\nBen,1,v,,0.1\nBen,2,v,,0.19\nCem,1,v,,7\n");
  const std::string whole = scratch.path("whole.csv"), numbers = scratch.path("whole.json");
  ASSERT_EQ(stepmark_program({"mark", p, sheets, "-o", whole, "--statistics", numbers}).status, 0);
  EXPECT_NE(read_all(whole).find("\nAda,1.43,10,1,"), std::string::npos) << read_all(whole);
  EXPECT_NE(read_all(numbers).find("\"marks\": \"30/7\""), std::string::npos) << read_all(numbers);
  const Outcome again = stepmark_program({"mark", p, sheets, "--previous", whole});
  EXPECT_EQ(again.output, read_all(whole)) << again.error;
  std::vector<std::string> rows = {"merge"}, sums = {"merge"};
  for (const std::string shard : {"1/2", "2/2"}) {
    const std::string file = scratch.path("part" + shard.substr(0, 1));
    ASSERT_EQ(
        stepmark_program({"mark", p, sheets, "--shard", shard, "-o", file, "--statistics", file + ".json"}).status, 0);
    rows.push_back(file);
    sums.push_back(file + ".json");
  }
  EXPECT_EQ(stepmark_program(rows).output, read_all(whole));
  const Outcome merged = stepmark_program(sums);
  EXPECT_NE((merged.output + merged.error).find("1.43 marks on average"), std::string::npos)
      << merged.output << merged.error;
}

}  // namespace
}  // namespace stepmark::tests
