// Two runs that write to one place: the second is told who has it.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

namespace fs = std::filesystem;

using support::Outcome;
using support::read_all;
using support::ScratchDirectory;

const std::string bank = "problems/bank/momentum-bowl.toml";

/// A run that stands still when `there` is there; then `second`, whose words and status are the outcome.
Outcome beside(const std::string& first, const std::string& there, const std::string& second) {
  return in_shell(first + " >/dev/null & p=$!; for i in $(seq 2000); do [ -s " + there +
                  " ] && break; sleep 0.005; done; kill -STOP $p; " + second +
                  "; s=$?; echo first $p >&2; kill -9 $p; "
                  "while grep -q State:.[^Z] /proc/$p/status 2>/dev/null; do sleep 0.01; done; exit $s");
}

void expect_told_who_has_it(const Outcome& outcome) {
  const std::size_t at = outcome.error.find("first ");
  ASSERT_NE(at, std::string::npos) << outcome.error;
  const std::string process = outcome.error.substr(at + 6, outcome.error.find('\n', at) - at - 6);
  EXPECT_EQ(outcome.status, 2) << outcome.error;
  EXPECT_NE(outcome.error.find("process " + process + " on "), std::string::npos) << outcome.error;
}

TEST(Lock, OfASet) {
  for (const std::string how : {"", " --resume", " --force"}) {
    const ScratchDirectory scratch;
    const std::string set = scratch.path("set"), whole = scratch.path("whole");
    const std::string line = "\"$0\" generate --optimizer momentum --threads 1 --count 60 -o ";
    expect_told_who_has_it(beside(line + set, set + "/.unfinished/problems/0003.toml", line + set + how));
    ASSERT_EQ(in_shell(line + whole).status, 0);
    EXPECT_EQ(in_shell(line + set + " --resume").status, 0) << "the lock of a dead process is none";
    EXPECT_EQ(in_shell("diff -r " + set + ' ' + whole).output, "");
  }
}

TEST(Lock, OfAPracticeFile) {
  const ScratchDirectory scratch;
  const std::string file = scratch.path("kept.csv"), line = "\"$0\" practice " + bank + " -o " + file;
  expect_told_who_has_it(beside("(echo 6; sleep 30) | exec " + line, file, "echo 7 | " + line));
  EXPECT_NE(read_all(file).find(",6\n"), std::string::npos);
  EXPECT_EQ(in_shell("echo 10 | " + line).status, 0);
  EXPECT_EQ(scratch.files(), std::vector<std::string>{"kept.csv"});
}

TEST(Lock, OfAPracticeFileUnderEveryNameThatLeadsToIt) {
  const ScratchDirectory scratch;
  const std::string file = scratch.path("kept.csv"), line = "\"$0\" practice " + bank + " -o ";
  in_shell("\"$0\" practice " + bank + " -o " + file + " </dev/null; echo 5 | " + line + file);
  fs::create_symlink("kept.csv", scratch.path("link.csv"));
  fs::create_directory(scratch.path("far"));
  fs::create_symlink("../link.csv", scratch.path("far/link.csv"));
  const std::string lock = scratch.path(".stepmark.kept.csv.lock");  // a killed run leaves it behind
  const std::string waiting = "rm -f " + lock + "; (echo 6; sleep 30) | exec " + line + file;
  for (const char* name : {"link.csv", "far/link.csv"}) {
    expect_told_who_has_it(beside(waiting, lock, "echo 7 | " + line + scratch.path(name)));
  }
}

TEST(Lock, OfADirectoryOfFeedback) {
  const ScratchDirectory scratch;
  const std::string feedback = scratch.path("feedback"), sheets = scratch.path("class.csv");
  scratch.write("class.csv", "student,t,quantity,component,value\nAda,1,v,x,6\n");
  fs::create_directory(feedback);
  const std::string line = "\"$0\" mark " + bank + " - --feedback " + feedback;
  const std::string waiting =
      "rm -rf " + feedback + "; mkdir " + feedback + "; (cat " + sheets + "; sleep 30) | exec " + line;
  for (const std::string how : {"", " --force", " --shard 1/2"}) {
    expect_told_who_has_it(beside(waiting, feedback + "/.stepmark.lock", line + how + " <" + sheets));
  }
  expect_told_who_has_it(
      beside(waiting + " --shard 1/2", feedback + "/.stepmark.1-of-2.lock", line + " --force <" + sheets));
  expect_told_who_has_it(
      beside(waiting + " --shard 1/2", feedback + "/.stepmark.1-of-2.lock", line + " --shard 1/2 <" + sheets));
  const Outcome other =
      beside(waiting + " --shard 1/2", feedback + "/.stepmark.1-of-2.lock", line + " --shard 2/2 <" + sheets);
  EXPECT_EQ(other.status, 0) << "other shards write there at the same time";
  EXPECT_EQ(in_shell(line + " --force <" + sheets).status, 0);
  EXPECT_EQ(in_shell("ls -A " + feedback).output, "Ada.md\n");
}

}  // namespace
}  // namespace stepmark::tests
