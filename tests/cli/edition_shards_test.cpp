// An edition and its class in shards, and put together again.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/cli/paper_desk.hpp"
#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

/// With pictures, a pool, and a problem that is the same for all.
struct ShardedPaper : PaperDesk {
  ShardedPaper() {
    scratch.write("p.toml", support::read_all("problems/bank/momentum-bowl.toml"));
    paper = scratch.write("paper.toml",
                          "title = \"T\"\n[[question]]\noptimizer = \"momentum\"\n[[question]]\noptimizer = "
                          "\"adagrad-slides\"\nkind = \"choice\"\nvariants = 3\n[[question]]\nproblem = \"p.toml\"\n");
  }
  support::Outcome write(const std::string& name, std::vector<std::string> more) {
    more.insert(more.begin(), {"paper", paper, "--copies", "7", "--pictures", "-o", scratch.path(name)});
    return stepmark_program(more);
  }
  support::Outcome merge(std::vector<std::string> names, const std::string& into) {
    for (std::string& name : names) name = scratch.path(name);
    names.insert(names.begin(), {"merge", "-o", scratch.path(into)});
    return stepmark_program(names);
  }
  std::string paper;
};

TEST(PaperCommand, ItsShardsAreTheEditionInOnePiece) {
  ShardedPaper desk;
  ASSERT_EQ(desk.write("whole", {}).status, 0);
  for (const std::string k : {"1", "2", "3"}) ASSERT_EQ(desk.write("part" + k, {"--shard", k + "/3"}).status, 0);
  const auto merged = desk.merge({"part3", "part1", "part2"}, "merged");
  ASSERT_EQ(merged.status, 0) << merged.error;
  const auto difference = in_shell("diff -r " + desk.scratch.path("whole") + ' ' + desk.scratch.path("merged"));
  EXPECT_EQ(difference.output, "");
  EXPECT_EQ(difference.status, 0);
  // A shard is an edition of its own for whoever is in it.
  const std::string key = support::read_all(desk.scratch.path("part2/key.csv"));
  const auto marked = stepmark_program({"mark", desk.scratch.path("part2"), desk.scratch.path("part2/key.csv")});
  EXPECT_EQ(marked.status, 0) << marked.error;
  EXPECT_NE(marked.output.find("\n03,"), std::string::npos) << marked.output;
  EXPECT_EQ(marked.output.find("\n02,"), std::string::npos) << marked.output;

  // What is complete is resumed to itself, and one shard of one is a shard.
  std::vector<std::string> again = {"merge", "--resume", "-o", desk.scratch.path("merged")};
  for (const std::string part : {"part1", "part2", "part3"}) again.push_back(desk.scratch.path(part));
  EXPECT_EQ(stepmark_program(again).status, 0);
  ASSERT_EQ(desk.write("single", {"--shard", "1/1"}).status, 0);
  ASSERT_EQ(desk.merge({"single"}, "of one").status, 0);
  EXPECT_EQ(in_shell("diff -r " + desk.scratch.path("whole") + " '" + desk.scratch.path("of one") + "'").output, "");
  expect_refused(desk.merge({"part1", "part2"}, "other"), {"shard 3/3 of the edition is missing"});
  expect_refused(desk.merge({"part1", "part2", "part2", "part3"}, "other"), {"part2: ", "shard 2/3"});
  expect_refused(desk.merge({"part1", "whole"}, "other"), {"whole: ", "no shard"});
  expect_refused(desk.merge({"part1", "."}, "other"), {"no directory of an edition"});
  expect_refused(desk.write("again", {"--shard", "2/8"}), {"--shard is 2/8", "only 7"});
  expect_refused(desk.write("again", {"--shard", "2/3", "--to", "html"}), {"--to html", "--shard", "--to pdf"});
  ASSERT_EQ(stepmark_program({"paper", desk.paper, "--copies", "7", "--shard", "2/3", "--language", "de", "-o",
                              desk.scratch.path("german")})
                .status,
            0);
  expect_refused(desk.merge({"part1", "german", "part3"}, "other"), {"german: ", "'de'", "--language"});
  ASSERT_EQ(desk.write("stranger", {"--shard", "2/4"}).status, 0);
  expect_refused(desk.merge({"part1", "stranger"}, "other"), {"stranger: ", "no shard of the edition of"});
  const auto over = stepmark_program({"merge", "--force", "-o", desk.scratch.path("part1"), desk.scratch.path("part1"),
                                      desk.scratch.path("part2"), desk.scratch.path("part3")});
  expect_refused(over, {"is an input"});
  const std::string edited = desk.scratch.path("part2/problems/03-q1.toml");
  desk.scratch.write("part2/problems/03-q1.toml", support::read_all(edited) + "# mine\n");
  expect_refused(desk.merge({"part1", "part2", "part3"}, "other"), {"03-q1.toml", "was edited"});
  const auto spoilt = [&](const std::string& how, const std::vector<std::string>& parts) {
    SCOPED_TRACE(how);
    ASSERT_EQ(desk.write("part2", {"--shard", "2/3", "--force"}).status, 0);
    ASSERT_EQ(in_shell("cd " + desk.scratch.path("part2") + " && " + how).status, 0);
    expect_refused(desk.merge({"part1", "part2", "part3"}, "other"), parts);
  };
  spoilt("rm sheets/03.csv", {"part2/sheets/03.csv", "missing"});
  spoilt("rm variants.csv", {"part2/variants.csv", "missing"});
  spoilt("sed -i '$d' key.csv", {"part2/key.csv", "was edited"});
  spoilt("echo >> paper.toml", {"part2/paper.toml", "was edited"});
  spoilt("echo > copies/notes.txt", {"notes.txt", "no file of the shard"});
  spoilt("rm copies.md; ln -s /etc/passwd copies.md", {"copies.md", "no regular file"});
  const std::vector<std::string> files = desk.scratch.files();
  EXPECT_EQ(std::count(files.begin(), files.end(), "other"), 0);
}

/// From a pool of two variants, so that many copies are soon written.
struct LongPaper : PaperDesk {
  LongPaper() { scratch.write("paper.toml", one_question + "variants = 2\n"); }
  void write(const std::string& name, const std::string& more) const {
    const auto outcome =
        in_shell("\"$0\" paper " + scratch.path("paper.toml") + " --copies 120 -o " + scratch.path(name) + ' ' + more);
    ASSERT_EQ(outcome.status, 0) << outcome.error;
  }
};

TEST(PaperCommand, ItsShardsAreTheSameWhereverTheMergingWasKilled) {
  const LongPaper desk;
  desk.write("whole", "");
  desk.write("first", "--shard 1/2");
  desk.write("second", "--shard 2/2");
  const std::string whole = desk.scratch.path("whole"), merged = desk.scratch.path("merged"),
                    hidden = merged + "/.unfinished",
                    line = "\"$0\" merge " + desk.scratch.path("first") + ' ' + desk.scratch.path("second") + " -o " +
                           merged;
  int unfinished = 0;
  for (const char* file : {"paper.toml", "copies/001.md", "problems/033-q1.toml", "sheets/060.csv", "solutions/061.md",
                           "copies/090.md", "copies/120.md", "manifest.json"}) {
    SCOPED_TRACE(file);
    in_shell("exec 2>/dev/null; " + line + " & p=$!; until [ -e " + hidden + '/' + file + " ] || [ -e " + merged +
             "/manifest.json ]; do :; done; kill -9 $p; wait $p");
    if (!std::filesystem::exists(merged + "/manifest.json")) {
      ++unfinished;
      expect_refused(in_shell(line), {"--resume"});
    }
    const auto resumed = in_shell(line + " --resume");
    EXPECT_EQ(resumed.status, 0) << resumed.error;
    EXPECT_EQ(in_shell("diff -r " + whole + ' ' + merged).output, "");
    std::filesystem::remove_all(merged);
  }
  EXPECT_GE(unfinished, 4) << "the runs were over before they could be killed";
}

TEST(MarkedEdition, ItsShardsAreTheClassInOnePiece) {
  SatPaper desk;
  ASSERT_EQ(desk.marked({"-o", desk.scratch.path("whole.csv"), "--statistics", desk.scratch.path("whole.json"),
                         "--details", desk.scratch.path("whole.jsonl"), "--threads", "3"})
                .status,
            0);
  std::vector<std::string> books = {"merge"}, statistics = {"merge", "-o", desk.scratch.path("merged.json")};
  std::string details;
  for (const std::string k : {"1", "2"}) {
    const std::string book = desk.scratch.path(k + ".csv"), counted = desk.scratch.path(k + ".json");
    ASSERT_EQ(desk.marked({"--shard", k + "/2", "-o", book, "--statistics", counted, "--details",
                           desk.scratch.path(k + ".jsonl")})
                  .status,
              0);
    books.push_back(book);
    statistics.push_back(counted);
    details += desk.file(k + ".jsonl");
  }
  EXPECT_EQ(stepmark_program(books).output, desk.file("whole.csv"));
  ASSERT_EQ(stepmark_program(statistics).status, 0);
  EXPECT_EQ(desk.file("merged.json"), desk.file("whole.json"));
  EXPECT_EQ(details, desk.file("whole.jsonl"));  // 01 of the first, 02 of the second
  EXPECT_NE(details.find("\"expected\""), std::string::npos);
  expect_refused(stepmark_program({"merge", books[1], books[1]}), {"twice"});
  expect_refused(stepmark_program({"merge", statistics.back()}), {"shard 2/2", "1 is given"});
  expect_refused(stepmark_program({"merge", desk.scratch.path("whole.json")}), {"in one piece"});
}

}  // namespace
}  // namespace stepmark::tests
