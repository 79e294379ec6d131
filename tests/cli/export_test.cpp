// Questions for other systems, from the command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::ScratchDirectory;
using ::testing::HasSubstr;

const std::string bowl = "problems/bank/momentum-bowl.toml";

support::Outcome export_with(std::vector<std::string> words) {
  words.insert(words.begin(), "export");
  return stepmark_program(std::move(words));
}

TEST(ExportCommand, WritesAFileAndSaysWhatArrives) {
  const ScratchDirectory scratch;
  const std::string file = scratch.path("q.xml");
  const support::Outcome outcome = export_with({bowl, "--to", "moodle", "-o", file});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.output, "");
  EXPECT_THAT(outcome.error, HasSubstr("moodle: 1 question, 24 marks; follow-through: by the numbers of "));
  EXPECT_TRUE(support::read_all(file).starts_with("<?xml"));
  EXPECT_EQ(export_with({bowl, "--to", "moodle"}).output, support::read_all(file));
}

TEST(ExportCommand, TakesASetAndADirectory) {
  const ScratchDirectory scratch;
  const std::string set = scratch.path("set");
  ASSERT_EQ(stepmark_program({"generate", "--optimizer", "momentum", "--count", "3", "--seed", "1", "-o", set}).status,
            0);
  EXPECT_THAT(export_with({set, "--to", "notebook"}).error, HasSubstr("notebook: 3 questions, "));
  EXPECT_EQ(export_with({set, "--to", "notebook"}).output, export_with({set + "/problems", "--to", "notebook"}).output);
}

TEST(ExportCommand, DrawsFromAPool) {
  const ScratchDirectory scratch;
  const std::string valley = "problems/bank/momentum-valley.toml";
  const auto pick = [&](const std::string& number, const std::string& format) {
    return export_with(
        {bowl, valley, bowl, "--to", format, "--pick", number, "-o", scratch.path(number + format), "--force"});
  };
  EXPECT_THAT(pick("1", "numbas").error, HasSubstr("numbas: 2 questions, 24 marks"));
  EXPECT_THAT(pick("1", "numbas").error, HasSubstr("left out for the same answers as another one: 1"));
  EXPECT_THAT(pick("1", "numbas").error, HasSubstr("1 of the questions is drawn"));
  EXPECT_THAT(support::read_all(scratch.path("1numbas")), HasSubstr("\"pickingStrategy\": \"random-subset\""));
  EXPECT_THAT(pick("2", "qti21").error, HasSubstr("2 of the questions are drawn"));
  EXPECT_THAT(support::read_all(scratch.path("2qti21")),
              HasSubstr("<selection select=\"2\"/><ordering shuffle=\"true\"/>"));
  EXPECT_THAT(pick("1", "moodle").error, HasSubstr("48 marks"));
  EXPECT_THAT(pick("1", "moodle").error, HasSubstr("all questions arrive: have the system draw 1"));
  expect_refused(pick("3", "numbas"), {"to pick 3 of 2 questions", "at most as many as there are"});
  expect_refused(export_with({bowl, "problems/bank/adam-final.toml", "--to", "numbas", "--pick", "1"}),
                 {"to be picked are questions out of 24 marks and out of", "the same marks"});
}

TEST(ExportCommand, WritesADirectoryWhole) {
  const ScratchDirectory scratch;
  const std::string directory = scratch.path("stack");
  EXPECT_EQ(export_with({bowl, "problems/bank/momentum-valley.toml", "--to", "stack", "-o", directory}).status, 0);
  EXPECT_TRUE(support::read_all(directory + "/0002.xml").starts_with("<?xml"));
  expect_refused(export_with({bowl, "--to", "stack", "-o", directory}), {"stack", "is not empty", "--force"});
  EXPECT_EQ(export_with({bowl, "--to", "rexams", "-o", directory, "--force"}).status, 0);
  EXPECT_THAT(support::read_all(directory + "/0001.Rmd"), HasSubstr("extype: cloze"));
  EXPECT_EQ(scratch.files(), std::vector<std::string>{"stack"});
  expect_refused(export_with({bowl, "--to", "stack"}), {"without -o", "-o DIRECTORY"});
  expect_refused(export_with({bowl, "--to", "stack", "-o", scratch.write("f", "mine")}), {"it is no directory"});
  expect_refused(export_with({bowl, "--to", "stack", "-o", scratch.path("q.zip")}), {"q.zip", "expected a directory"});
  expect_refused(export_with({bowl, "--to", "stack", "--title", "A", "-o", scratch.path("d")}),
                 {"--title", "directory"});
  EXPECT_EQ(support::read_all(scratch.path("f")), "mine");
}

TEST(ExportCommand, RefusesWhatCannotBeWritten) {
  const ScratchDirectory scratch;
  expect_refused(export_with({bowl}),
                 {"--to is missing", "canvas, moodle, notebook, numbas, qti21, rexams, scorm, stack or text2qti"});
  expect_refused(export_with({bowl, "--to", "mooodle"}), {"mooodle", "moodle"});
  expect_refused(export_with({bowl, "--to", "canvas"}), {"without -o", "it is no text"});
  expect_refused(export_with({scratch.path("."), "--to", "moodle"}), {"there is no problem in it"});
  expect_refused(export_with({bowl, "--to", "canvas", "-o", scratch.path("q.xml")}),
                 {"q.xml", "--to is canvas", "ends in .zip"});
  const std::string taken = scratch.write("q.xml", "mine");
  expect_refused(export_with({bowl, "--to", "moodle", "-o", taken}), {"q.xml", "exists already"});
  EXPECT_EQ(support::read_all(taken), "mine");
  EXPECT_EQ(export_with({bowl, "--to", "moodle", "-o", taken, "--force"}).status, 0);
  const std::string fine = scratch.write("fine.toml",
                                         "optimizer = \"momentum\"\nsteps = 1\n[objective]\ngradient = [\"x\"]\nstart "
                                         "= { x = 1 }\n[working]\nround = \"13 places\"\n");
  expect_refused(export_with({fine, "--to", "moodle"}),
                 {"fine.toml", "g_1_x is 1.0000000000000", "at most 14 figures"});
}

}  // namespace
}  // namespace stepmark::tests
