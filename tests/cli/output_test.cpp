// Where output goes, and what is left when it cannot go there.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "tests/cli/refused.hpp"

namespace stepmark {
namespace {

using testing::Outcome;
using testing::ScratchDirectory;
using Names = std::vector<std::string>;

const std::string bank = "problems/bank/momentum-bowl.toml";

TEST(Output, TakesTheLongestNameThatAFileMayHave) {
  const ScratchDirectory scratch;
  const std::string name(255, 'n');
  EXPECT_EQ(stepmark_program({"calc", "1+1", "-o", scratch.path(name)}).status, 0);
  EXPECT_EQ(testing::read_all(scratch.path(name)), "2\n");
  EXPECT_EQ(scratch.files(), Names{name});
}

/// Where no file may grow; what is said goes through a pipe, which has no size.
Outcome without_room(const std::string& arguments) {
  return in_shell("{ ulimit -f 0; \"$0\" " + arguments + "; } 2>&1 >/dev/null | cat >&2; exit ${PIPESTATUS[0]}");
}

TEST(Output, LeavesNothingWhereAFileMayNotGrow) {
  const ScratchDirectory scratch;
  expect_refused(without_room("solve " + bank + " -o " + scratch.path("out.md")), {"out.md", "File too large"});
  EXPECT_EQ(scratch.files(), Names{});
}

TEST(Output, KeepsTheOldFileWhereTheNewOneMayNotGrow) {
  const ScratchDirectory scratch;
  const std::string path = scratch.write("out.md", "old");
  expect_refused(without_room("solve " + bank + " --force -o " + path), {"File too large"});
  EXPECT_EQ(testing::read_all(path), "old");
  EXPECT_EQ(scratch.files(), Names{"out.md"});
}

TEST(Output, IsWrittenToAPipeAndDoesNotReplaceIt) {
  for (const std::string force : {"", " --force"}) {
    const ScratchDirectory scratch;
    const std::string pipe = scratch.path("pipe");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const Outcome outcome =
        in_shell("timeout 10 cat " + pipe + " & timeout 10 \"$0\" calc 1+1 -o " + pipe + force + "; wait");
    EXPECT_EQ(outcome.output, "2\n");
    struct stat found {};
    ASSERT_EQ(::stat(pipe.c_str(), &found), 0);
    EXPECT_TRUE(S_ISFIFO(found.st_mode));
  }
}

TEST(Output, GoesThroughADeviceWithoutForce) {
  EXPECT_EQ(in_shell("\"$0\" calc 1+1 -o /dev/stdout | cat").output, "2\n");
  expect_refused(stepmark_program({"calc", "1+1", "-o", "/dev/full"}), {"/dev/full", "No space left"});
}

TEST(Output, ReplacesWhatALinkLeadsTo) {
  const ScratchDirectory scratch;
  const std::string path = scratch.write("real", "old"), link = scratch.path("link"), loose = scratch.path("loose");
  ASSERT_EQ(::symlink("real", link.c_str()), 0);
  ASSERT_EQ(::symlink("nothing", loose.c_str()), 0);
  expect_refused(stepmark_program({"calc", "1+1", "-o", link}), {"exists already"});
  EXPECT_EQ(stepmark_program({"calc", "1+1", "-o", link, "--force"}).status, 0);
  EXPECT_EQ(testing::read_all(path), "2\n");
  for (const Names& force : {Names{}, Names{"--force"}}) {
    Names words = {"calc", "1+1", "-o", loose};
    words.insert(words.end(), force.begin(), force.end());
    expect_refused(stepmark_program(words), {"link to nothing"});
  }
  EXPECT_EQ(scratch.files(), (Names{"link", "loose", "real"}));
}

TEST(Output, OfAClosedPipeEndsQuietlyOrWithOneLine) {
  const std::string closed_early = "\"$0\" optimizers --format json | true; echo ${PIPESTATUS[0]}";
  const Outcome quiet = in_shell(closed_early);
  EXPECT_EQ(quiet.error, "");
  const Outcome ignored = in_shell("trap '' PIPE; " + closed_early);
  EXPECT_LE(std::count(ignored.error.begin(), ignored.error.end(), '\n'), 1) << ignored.error;
  expect_refused(in_shell("\"$0\" calc 1+1 >&-"), {"standard output"});
  EXPECT_EQ(in_shell("\"$0\" clac 1 2>&-").status, 2);
}

TEST(Output, NeedsAName) {
  expect_refused(stepmark_program({"calc", "1", "-o", ""}), {"-o is empty"});
  expect_refused(stepmark_program({"calc", "1", "-o"}), {"--output"});
  expect_refused(stepmark_program({"calc", "1", "-o", "/no/such/place"}), {"/no/such/place", "No such file"});
}

TEST(Output, OfSeveralAtOnceIsThatOfOne) {
  const ScratchDirectory scratch;
  const std::string path = scratch.path("out");
  const Outcome outcome = in_shell("for i in 1 2 3 4 5 6 7 8; do { \"$0\" calc $i$i$i -o " + path +
                                   " 2>/dev/null && echo won $i$i$i; } & done; wait");
  EXPECT_EQ(outcome.output, "won " + testing::read_all(path));
  EXPECT_EQ(scratch.files(), Names{"out"});
}

}  // namespace
}  // namespace stepmark
