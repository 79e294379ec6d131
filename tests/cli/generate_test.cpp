// What generate writes, and what is left when it cannot.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "solver/questions/part.hpp"
#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

namespace fs = std::filesystem;

using support::Outcome;
using support::ScratchDirectory;

std::vector<std::string> words(const std::string& directory, const std::string& count,
                               const std::vector<std::string>& more = {}) {
  std::vector<std::string> all = {"generate", "--optimizer", "momentum", "--count", count, "-o", directory};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

Outcome generate(const std::string& directory, const std::string& count, const std::vector<std::string>& more = {}) {
  return stepmark_program(words(directory, count, more));
}

/// Every file below a directory, with its content.
std::map<std::string, std::string> contents(const std::string& directory) {
  std::map<std::string, std::string> all;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) all[fs::relative(entry.path(), directory)] = support::read_all(entry.path());
  }
  return all;
}

TEST(GenerateCommand, WritesASet) {
  const ScratchDirectory scratch;
  const std::string directory = scratch.path("set");
  const Outcome outcome = generate(directory, "3");
  EXPECT_EQ(outcome.status, 0) << outcome.error;
  EXPECT_EQ(outcome.output + outcome.error, "");
  const auto files = contents(directory);
  for (const char* file : {"problems/0001.toml", "problems/0003.toml", "sheets/0002.csv", "questions.md",
                           "solutions.md", "marker.md", "manifest.json"}) {
    EXPECT_TRUE(files.contains(file)) << file;
  }
  const auto manifest = nlohmann::json::parse(files.at("manifest.json"));
  EXPECT_EQ(manifest.at("seed"), "1");
  ASSERT_EQ(manifest.at("problems").size(), 3U);
  for (const auto& problem : manifest.at("problems")) {
    for (const char* property : {"defined", "tidy", "tie_free", "fair", "discriminating", "worth_asking"}) {
      EXPECT_TRUE(problem.at("certificate").at(property).get<bool>());
    }
    const std::string file = problem.at("file");
    const Outcome certified = stepmark_program({"certify", directory + '/' + file});
    EXPECT_EQ(certified.status, 0) << certified.output;
  }
}

TEST(GenerateCommand, DataStandBesideTheirProblem) {
  const ScratchDirectory scratch;
  const std::string directory = scratch.path("set");
  ASSERT_EQ(generate(directory, "2", {"--family", "linear-regression"}).status, 0);
  EXPECT_TRUE(contents(directory).contains("problems/0002.csv"));
  EXPECT_EQ(stepmark_program({"certify", directory + "/problems/0002.toml"}).status, 0);
}

TEST(GenerateCommand, AnOptimizerFileIsBroughtAlong) {
  const ScratchDirectory scratch;
  const std::string file = scratch.write("mine.optimizer",
                                         "optimizer mine \"Mine\"\nhyper lr = 0.1, fade = 0.9\nstart theta[0] given, "
                                         "v[0] = 0\n\ng[t] = grad(theta[t-1])\nv[t] = fade*v[t-1] + g[t]\n"
                                         "theta[t] = theta[t-1] - lr*v[t]\n");
  const std::string directory = scratch.path("set");
  const Outcome outcome = stepmark_program({"generate", "--optimizer", file, "-o", directory});
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  EXPECT_EQ(stepmark_program({"certify", directory + "/problems/0001.toml"}).status, 0);
}

TEST(GenerateCommand, TwoOptimizersMayCallThemselvesTheSame) {
  const ScratchDirectory scratch;
  const std::string start =
      "optimizer mine\nhyper lr = 0.1, fade = 0.9\nstart theta[0] given, v[0] = 0\n\n"
      "g[t] = grad(theta[t-1])\n";
  const std::string outside =
      scratch.write("outside.optimizer", start + "v[t] = fade*v[t-1] + g[t]\ntheta[t] = theta[t-1] - lr*v[t]\n");
  const std::string inside =
      scratch.write("inside.optimizer", start + "v[t] = fade*v[t-1] + lr*g[t]\ntheta[t] = theta[t-1] - v[t]\n");
  const std::string directory = scratch.path("set");
  const Outcome outcome =
      stepmark_program({"generate", "--optimizer", outside + ',' + inside, "--count", "4", "-o", directory});
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  const auto files = contents(directory);
  EXPECT_NE(files.at("problems/mine.optimizer").find("- lr*v[t]"), std::string::npos);
  EXPECT_NE(files.at("problems/mine-2.optimizer").find("- v[t]"), std::string::npos);
  for (const char* name : {"0001", "0002", "0003", "0004"}) {
    const std::string problem = "problems/" + std::string(name) + ".toml";
    const bool is_first = name[3] % 2 == 1;
    EXPECT_NE(files.at(problem).find(is_first ? "\"mine.optimizer\"" : "\"mine-2.optimizer\""), std::string::npos);
    EXPECT_EQ(stepmark_program({"certify", directory + '/' + problem}).status, 0);
  }
}

TEST(GenerateCommand, MakesPagesOfItsSheets) {
  const ScratchDirectory scratch;
  const std::map<std::string, std::string> begins = {
      {"pdf", "%PDF"}, {"html", "<!DOCTYPE html>"}, {"docx", "PK"}, {"latex", "\\documentclass"}};
  for (const auto& [form, start] : begins) {
    const std::string directory = scratch.path(form);
    ASSERT_EQ(generate(directory, "2", {"--to", form}).status, 0);
    const auto files = contents(directory);
    for (const char* sheet : {"questions.", "solutions.", "marker."}) {
      EXPECT_TRUE(files.at(sheet + form).starts_with(start)) << sheet << form;
      EXPECT_EQ(files.at(sheet + form).ends_with("</html>\n"), form == "html") << sheet;
      for (const auto& [name, text] : files) EXPECT_FALSE(name.starts_with("draft.")) << name;
      EXPECT_FALSE(files.at(std::string(sheet) + "md").empty());
    }
  }
  const Outcome paper = support::run_program(
      {"/usr/bin/python3", "-c", "import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read('word/document.xml'))",
       scratch.path("docx") + "/questions.docx"});
  EXPECT_NE(paper.output.find("w:w=\"11906\""), std::string::npos) << "A4";
  expect_refused(generate(scratch.path("x"), "1001", {"--to", "pdf"}), {"1001 problems", "at most 1000"});
  expect_refused(stepmark_program({"generate", "--to", "pdf"}), {"without -o", "-o DIRECTORY"});
  expect_refused(stepmark_program({"generate", "--kind", "compare", "--optimizer", "adam,adam"}),
                 {"adam is compared with itself", "expected another optimizer"});
}

TEST(GenerateCommand, PrintsASingleProblem) {
  const Outcome outcome = stepmark_program({"generate", "--optimizer", "momentum"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.output.find("optimizer = \"momentum\""), std::string::npos);
  expect_refused(stepmark_program({"generate", "--count", "2"}), {"more than one file", "-o DIRECTORY"});
}

TEST(GenerateCommand, PinsWhatIsSet) {
  const Outcome outcome =
      stepmark_program({"generate", "--set", "eta=0.1", "--set=beta2=0.99", "--set", "weight_decay=0.1"});
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  for (const char* line : {"eta = 0.1\n", "beta1 = 0.9\n", "beta2 = 0.99\n", "[modifiers]\nweight_decay = 0.1\n"}) {
    EXPECT_NE(outcome.output.find(line), std::string::npos) << line << outcome.output;
  }
  expect_refused(stepmark_program({"generate", "--set", "eta=0.1", "--set", "eta=0.2"}), {"gives eta twice"});
  expect_refused(stepmark_program({"generate", "--set", "etta=0.1"}), {"'etta'", "did you mean 'eta'"});
  expect_refused(stepmark_program({"generate", "--set", "eta=0.00001"}), {"expected eta="});
}

TEST(GenerateCommand, PinsWhatAProblemSays) {
  const ScratchDirectory scratch;
  scratch.write(
      "mine.optimizer",
      "optimizer mine\nhyper lr = 0.1, fade = 0.9\nstart theta[0] given, v[0] = 0\n\ng[t] = grad(theta[t-1])\n"
      "v[t] = fade*v[t-1] + lr*g[t]\ntheta[t] = theta[t-1] - v[t]\n");
  const std::string like =
      scratch.write("like.toml",
                    "optimizer = 'mine.optimizer'\nsteps = 3\n[hyperparameters]\nfade = 0.7\n[objective]\n"
                    "function = 'x^2'\nstart = { x = 1.5 }\n[working]\nround = '5 places'\nties = 'half even'\n");
  const std::string file = scratch.path("drawn.toml");
  const Outcome outcome = stepmark_program({"generate", "--like", like, "--set", "lr=0.2", "-o", file});
  ASSERT_EQ(outcome.status, 0) << outcome.error;
  const std::string text = support::read_all(file);
  for (const char* line : {"steps = 3\n", "lr = 0.2\n", "fade = 0.7\n", "start = { x = 1.5 }\n",
                           "round = \"5 places\"\n", "ties = \"half even\"\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
  EXPECT_EQ(stepmark_program({"certify", file}).status, 0);
  expect_refused(stepmark_program({"generate", "--like", scratch.path("none.toml")}), {"none.toml"});
}

/// A set goes on only with what was pinned before.
TEST(GenerateCommand, KnowsItsPins) {
  const ScratchDirectory scratch;
  const std::string directory = scratch.path("set");
  ASSERT_EQ(generate(directory, "2", {"--set", "gamma=0.8"}).status, 0);
  const auto manifest = nlohmann::json::parse(contents(directory).at("manifest.json"));
  EXPECT_NE(manifest.at("options").at("pinned").get<std::string>().find("gamma = 0.8"), std::string::npos);
  EXPECT_EQ(generate(directory, "2", {"--set", "gamma=0.8", "--resume"}).status, 0);
  expect_refused(generate(directory, "2", {"--set", "gamma=0.7", "--resume"}), {"another set"});
}

TEST(GenerateCommand, GoesOnAfterBeingKilledToTheSameBytes) {
  const ScratchDirectory scratch;
  const std::string whole = scratch.path("whole"), killed = scratch.path("killed");
  ASSERT_EQ(generate(whole, "200", {"--threads", "1"}).status, 0);
  const auto expected = contents(whole);
  std::string line = "\"$0\"";
  for (const std::string& word : words(killed, "200", {"--resume"})) line += ' ' + word;
  int kills = 0;
  for (; kills < 100; ++kills) {
    const std::string seconds = std::to_string(0.1 * std::pow(1.06, kills));  // slow machines get there too
    if (in_shell("timeout --foreground -s KILL " + seconds + ' ' + line).status == 0) break;
    if (!fs::exists(killed)) continue;
    for (const auto& [file, content] : contents(killed)) {
      if (file.starts_with(".unfinished") || file == ".stepmark.lock") continue;  // what has been moved up is whole
      EXPECT_TRUE(content == expected.at(file)) << file;
    }
  }
  EXPECT_GT(kills, 0) << "the run was too short to be killed";
  EXPECT_LT(kills, 100);
  EXPECT_TRUE(expected == contents(killed));
  EXPECT_EQ(generate(killed, "200", {"--resume"}).status, 0) << "nothing is left to do";
  EXPECT_TRUE(expected == contents(killed));
  expect_refused(generate(killed, "100", {"--resume"}), {"another set"});
}

TEST(GenerateCommand, AnUnfinishedSetIsNotMixedWithAnother) {
  const ScratchDirectory scratch;
  const std::string directory = scratch.path("set");
  const std::string journal = directory + "/.unfinished/journal";
  std::string line = "\"$0\"";
  for (const std::string& word : words(directory, "100000")) line += ' ' + word;
  in_shell(line + " & until [ -s " + journal + " ]; do sleep 0.02; done; kill -KILL $!; wait $!");
  ASSERT_TRUE(fs::exists(journal));
  expect_refused(generate(directory, "100000"), {"unfinished", "--resume"});
  expect_refused(generate(directory, "50", {"--resume"}), {"other options"});
  EXPECT_EQ(generate(directory, "2", {"--force"}).status, 0);
  EXPECT_FALSE(fs::exists(directory + "/.unfinished"));
}

TEST(GenerateCommand, LeavesWhatIsThereAlone) {
  const ScratchDirectory scratch;
  const std::string file = scratch.write("notes.txt", "mine");
  const std::string directory = fs::path(file).parent_path();
  expect_refused(generate(directory, "2"), {"not empty", "--force"});
  expect_refused(generate(file, "2"), {"no directory"});
  expect_refused(generate("/proc/none/set", "2"), {"/proc/none"});
  EXPECT_EQ(scratch.files(), std::vector<std::string>{"notes.txt"});
  EXPECT_EQ(generate(directory, "2", {"--force"}).status, 0);
  EXPECT_EQ(support::read_all(file), "mine");
  EXPECT_EQ(generate(directory, "1", {"--force", "--seed", "2"}).status, 0);
  EXPECT_FALSE(fs::exists(directory + "/problems/0002.toml")) << "the old set is gone as a whole";
}

TEST(GenerateCommand, AFullDiskLeavesNothing) {
  const ScratchDirectory scratch;
  const std::string directory = scratch.path("set");
  std::string line = "ulimit -f 40; \"$0\"";
  for (const std::string& word : words(directory, "200")) line += ' ' + word;
  expect_refused(in_shell(line), {directory, "cannot be written"});
  EXPECT_FALSE(fs::exists(directory));
}

TEST(GenerateCommand, RefusesWhatCannotBe) {
  const ScratchDirectory scratch;
  const std::string directory = scratch.path("set");
  expect_refused(generate(directory, "0"), {"count is 0"});
  expect_refused(generate(directory, "x"), {"--count", "whole number"});
  expect_refused(generate(directory, "1", {"--steps", "10000"}), {"steps is more than", "1 to 20"});
  expect_refused(generate(directory, "1", {"--dimension", "1000"}), {"dimension is 1000", "1 to 10"});
  expect_refused(generate(directory, "1", {"--family", "baele"}), {"did you mean 'beale'"});
  expect_refused(generate(directory, "1", {"--kind", "finale"}), {"did you mean 'final'"});
  expect_refused(generate(directory, "1", {"--level", "medum"}), {"did you mean 'medium'"});
  expect_refused(generate(directory, "1", {"--places", "3", "--figures", "3"}), {"--places and --figures"});
  expect_refused(generate(directory, "20000", {"--family", "beale", "--level", "easy"}), {"a smaller count"});
  EXPECT_FALSE(fs::exists(directory));
}

TEST(GenerateLike, KeepsTheOtherOptimizerAndWhereAProblemBegins) {
  const std::string compared =
      stepmark_program({"generate", "--like", "problems/bank/adam-against-rmsprop.toml", "--seed", "4"}).output;
  EXPECT_THAT(compared, testing::HasSubstr("other = \"rmsprop-slides\""));
  const std::string middle =
      stepmark_program({"generate", "--like", "problems/bank/nesterov-from-step-three.toml", "--seed", "4"}).output;
  const Problem original = read_problem("problems/bank/nesterov-from-step-three.toml");
  const Problem drawn = parse_problem(middle, "p.toml", "");
  ASSERT_TRUE(drawn.state);
  EXPECT_EQ(drawn.state->t, original.state->t);
  EXPECT_EQ(drawn.state->values, original.state->values);
}

TEST(Generate, ChoicesAndErrorsMayBeginInTheMiddle) {
  for (const char* kind : {"choice", "find-error"}) {
    const Outcome made = stepmark_program({"generate", "--optimizer", "momentum", "--kind", kind, "--from-step", "3"});
    EXPECT_EQ(made.status, 0) << made.error;
    const Problem problem = parse_problem(made.output, "p.toml", "");
    EXPECT_EQ(problem.first_step(), 3);
    EXPECT_NO_THROW(parts_of(problem));
  }
}

/// Two kinds with one seed have different numbers.
TEST(Generate, KindsDrawForThemselves) {
  const auto start = [](const char* kind) {
    return parse_problem(stepmark_program({"generate", "--optimizer", "momentum", "--kind", kind}).output, "p.toml", "")
        .start;
  };
  EXPECT_NE(start("table"), start("final"));
}

}  // namespace
}  // namespace stepmark::tests
