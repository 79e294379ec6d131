// What mark writes for a class, and that it does not depend on how it was worked.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/refused.hpp"

namespace stepmark {
namespace {

using testing::Outcome;
using testing::read_all;
using testing::ScratchDirectory;

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
  expect_refused(stepmark_program({"merge", first, second, first}), {"shard 3/3 is there twice"});
  expect_refused(stepmark_program({"merge", first, second, merge_rows[1]}), {"this is no statistics"});
  // A gradebook too short, wherever it stands, loses nobody silently.
  const std::string header = whole.output.substr(0, whole.output.find('\n') + 1);
  const std::string empty = scratch.write("empty.csv", header);
  expect_refused(stepmark_program({"merge", merge_rows[1], empty}), {"has more rows than"});
  expect_refused(stepmark_program({"merge", empty, merge_rows[1]}), {"has more rows than"});
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

TEST(VerifyCommand, DoesNotAgreeWithNothing) {
  const ScratchDirectory scratch;
  const std::string p = scratch.write("p.toml", problem);
  const std::string trace = scratch.write("trace.csv", "t,quantity,component,value\n1,speed,,0.3\n");
  expect_refused(stepmark_program({"verify", p, trace}), {"no number", "momentum"});
}

}  // namespace
}  // namespace stepmark
