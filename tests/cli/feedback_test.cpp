// The directory of feedback: a file for each student, and nothing touched beside it.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

namespace fs = std::filesystem;

using support::Outcome;
using support::read_all;
using support::ScratchDirectory;
using Names = std::vector<std::string>;

const std::string problem =
    "optimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\n[objective]\ngradients = [[3], [-1.4]]\nstart = "
    "[1]\n"
    "[working]\nround = '4 places'\n[answer]\nask = ['v']\n";

class Feedback : public ::testing::Test {
 protected:
  Feedback() : p_(scratch_.write("p.toml", problem)), directory_(scratch_.path("feedback")) {}

  std::string class_of(const Names& students) const {
    std::string text = "student,t,quantity,component,value\n";
    for (const std::string& student : students) text += '"' + student + "\",1,v,,0.3\n";
    return scratch_.write("class.csv", text);
  }

  Outcome mark(const std::string& sheets, const Names& more = {}) const {
    Names words = {"mark", p_, sheets, "--feedback", directory_};
    words.insert(words.end(), more.begin(), more.end());
    return stepmark_program(words);
  }

  Names files() const {
    Names names;
    for (const auto& entry : fs::directory_iterator(directory_)) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

  ScratchDirectory scratch_;
  std::string p_, directory_;
};

TEST_F(Feedback, IsWrittenInTheFormatThatIsNamed) {
  const std::string sheets = class_of({"Ada", "Ben"}), statistics = scratch_.path("class.html");
  expect_refused(mark(sheets, {"--format", "text", "--statistics", statistics}), {"class.html"});
  expect_refused(mark(sheets, {"--format", "html", "--statistics", scratch_.path("class.md")}), {"class.md", "html"});
  expect_refused(mark(sheets, {"--format", "html", "--statistics", scratch_.path("c.txt")}), {"c.txt", "says text"});
  expect_refused(mark(sheets, {"--statistics", statistics}), {"class.html", "expected --format html"});
  const Outcome outcome = mark(sheets, {"--format", "html", "--statistics", statistics});
  EXPECT_EQ(outcome.status, 0) << outcome.error;
  EXPECT_EQ(files(), (Names{"Ada.html", "Ben.html"}));
  for (const std::string& file : {directory_ + "/Ben.html", statistics}) {
    EXPECT_TRUE(read_all(file).starts_with("<!DOCTYPE html>")) << file;
  }
}

TEST_F(Feedback, IsEachStudentsOwn) {
  // The last two become the same name with the same number behind it.
  const Names students = {"unnamed", "", "Ada", "ada", "Ada! : &!#* ", "Ada !.  ;#&."};
  const Outcome outcome = mark(class_of(students));
  EXPECT_EQ(outcome.status, 0) << outcome.error;
  EXPECT_EQ(files().size(), students.size());
  EXPECT_TRUE(fs::exists(directory_ + "/unnamed.md"));
  EXPECT_TRUE(fs::exists(directory_ + "/Ada.md"));
}

TEST_F(Feedback, OfAReturningStudentStandsUnderTheSameName) {
  ASSERT_EQ(mark(class_of({"", "Ada", "ada", "", "ada"})).status, 0);
  const Names names = files();
  ASSERT_EQ(names.size(), 5U);
  const auto second =
      std::find_if(names.begin(), names.end(), [](const std::string& name) { return name.ends_with("~sheet2.md"); });
  ASSERT_NE(second, names.end());
  EXPECT_TRUE(fs::exists(directory_ + '/' + second->substr(0, second->find("~sheet2")) + ".md"));
}

TEST_F(Feedback, HasTheSameNamesInEveryShard) {
  const std::string sheets = class_of({"Ada", "ada", "unnamed", "", "Ada", "ada"});
  ASSERT_EQ(mark(sheets).status, 0);
  const Names whole = files();
  fs::remove_all(directory_);
  for (const char* shard : {"1/2", "2/2"}) EXPECT_EQ(mark(sheets, {"--shard", shard}).status, 0) << shard;
  EXPECT_EQ(files(), whole);
}

TEST_F(Feedback, DoesNotBeginAmongOldSheets) {
  const std::string sheets = class_of({"Ada"});
  fs::create_directory(directory_);
  EXPECT_EQ(mark(sheets).status, 0) << "an empty directory is as good as none";
  expect_refused(mark(sheets), {"feedback: the directory is not empty", "--force"});
  EXPECT_EQ(mark(sheets, {"--force"}).status, 0);
  expect_refused(stepmark_program({"mark", p_, sheets, "--feedback", ""}), {"the directory for the feedback is empty"});
}

TEST_F(Feedback, ThatCannotBeWrittenLeavesNothingWritten) {
  const std::string sheets = class_of({"Ada", "Ben", "Cyd"});
  const Names others = {"-o",        scratch_.path("grades.csv"),   "--statistics", scratch_.path("class.md"),
                        "--details", scratch_.path("details.jsonl")};
  const auto expect_no_other = [&] {
    for (const std::size_t i : {1U, 3U, 5U}) EXPECT_FALSE(fs::exists(others[i])) << others[i];
  };
  fs::create_directories(directory_ + "/Ben.md/of another kind");
  Names forced = others;
  forced.emplace_back("--force");
  expect_refused(mark(sheets, forced), {"Ben.md: cannot be written: Is a directory"});
  EXPECT_EQ(files(), Names{"Ben.md"});
  expect_no_other();

  const std::string full = scratch_.path("full");
  const Outcome without_room = in_shell("{ ulimit -f 0; \"$0\" mark " + p_ + ' ' + sheets + " --feedback " + full +
                                        " -o " + others[1] + "; } 2>&1 | cat; exit ${PIPESTATUS[0]}");
  EXPECT_EQ(without_room.status, 2);
  EXPECT_EQ(std::count(without_room.output.begin(), without_room.output.end(), '\n'), 1) << without_room.output;
  EXPECT_FALSE(fs::exists(full));
  expect_no_other();
}

/// The gradebook has no room left when all feedback is there.
TEST_F(Feedback, GoesWhereAnotherOutputFails) {
  const std::string sheets = class_of({"Ada", "Ben"});
  expect_refused(mark(sheets, {"--statistics", "/dev/full", "-o", scratch_.path("grades.csv")}), {"/dev/full"});
  EXPECT_FALSE(fs::exists(directory_));
  EXPECT_FALSE(fs::exists(scratch_.path("grades.csv")));
  EXPECT_EQ(mark(sheets, {"--statistics", "/dev/null", "-o", scratch_.path("grades.csv")}).status, 0);
  EXPECT_EQ(files(), (Names{"Ada.md", "Ben.md"}));
}

TEST_F(Feedback, WaitsWhereTheNextRunClearsItAway) {
  fs::create_directories(directory_ + "/.stepmark.feedback.waiting");
  fs::create_directories(directory_ + "/.stepmark.1-of-2.waiting/sheet");
  EXPECT_EQ(mark(class_of({"Ada"})).status, 0);
  EXPECT_EQ(files(), Names{"Ada.md"});
}

TEST_F(Feedback, GoesThroughNoLinkAndOpensNoPipe) {
  const std::string precious = scratch_.write("precious.txt", "mine");
  fs::create_directory(directory_);
  fs::create_symlink("../precious.txt", directory_ + "/Ada.md");
  ASSERT_EQ(::mkfifo((directory_ + "/Ben.md").c_str(), 0600), 0);
  const std::string sheets = class_of({"Ada", "Ben"});
  const std::string line = "timeout 20 \"$0\" mark " + p_ + ' ' + sheets + " --feedback " + directory_;
  EXPECT_EQ(in_shell(line + " --shard 1/1 --force").status, 0);
  EXPECT_EQ(read_all(precious), "mine");
  for (const char* name : {"/Ada.md", "/Ben.md"}) {
    EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(directory_ + name))) << name;
  }
}

TEST_F(Feedback, IsNoPlaceForOtherOutputs) {
  const std::string sheets = class_of({"Ada"});
  fs::create_directory(directory_);
  for (const char* option : {"-o", "--statistics", "--details"}) {
    expect_refused(mark(sheets, {option, directory_ + "/../feedback/Ada.md"}), {"among the feedback"});
  }
  EXPECT_TRUE(fs::is_empty(directory_));
  fs::remove(directory_);
  expect_refused(mark(sheets, {"-o", directory_ + "/grades.csv"}), {"among the feedback"});
  EXPECT_FALSE(fs::exists(directory_));
}

}  // namespace
}  // namespace stepmark::tests
