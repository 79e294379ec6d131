// Where output goes, and what is left when it cannot go there.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Outcome;
using support::ScratchDirectory;
using Names = std::vector<std::string>;

const std::string bank = "problems/bank/momentum-bowl.toml";

TEST(Output, TakesTheLongestNameThatAFileMayHave) {
  const ScratchDirectory scratch;
  const std::string name(255, 'n');
  EXPECT_EQ(stepmark_program({"calc", "1+1", "-o", scratch.path(name)}).status, 0);
  EXPECT_EQ(support::read_all(scratch.path(name)), "2\n");
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
  EXPECT_EQ(support::read_all(path), "old");
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
  EXPECT_EQ(support::read_all(path), "2\n");
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
  EXPECT_EQ(outcome.output, "won " + support::read_all(path));
  EXPECT_EQ(scratch.files(), Names{"out"});
}

/// A file that a command reads, and a command line in which it is also the output.
TEST(Output, IsNeverAnInput) {
  const std::string csv = "student,t,quantity,component,value\nAda,1,v,x,6\n";
  const std::vector<std::pair<std::string, std::string>> lines = {
      {"solve p.toml", "p.toml"},
      {"solve p.toml", "./hard"},
      {"solve p.toml", "link"},
      {"check p.toml sheet.csv", "sheet.csv"},
      {"check p.toml sheet.csv", "p.toml"},
      {"handout p.toml data.toml", "points.csv"},
      {"solve mine.toml", "mine.optimizer"},
      {"optimizers ./mine.optimizer", "mine.optimizer"},
      {"mark p.toml class.csv", "class.csv"},
      {"mark p.toml class.csv --statistics p.toml", "grades.csv"},
      {"mark p.toml class.csv --details class.csv", "grades.csv"},
      {"mark p.toml class.csv --previous before.csv", "before.csv"},
      {"mark p.toml - <class.csv", "class.csv"},
      {"merge before.csv", "before.csv"},
      {"verify p.toml trace.csv", "trace.csv"},
      {"identify trace.csv --problem p.toml", "p.toml"},
      {"certify p.toml", "p.toml"},
      {"sheet p.toml", "p.toml"},
      {"practice p.toml", "p.toml"},
      {"generate --optimizer ./mine.optimizer", "mine.toml"},
  };
  for (const auto& [line, output] : lines) {
    const ScratchDirectory scratch;
    ASSERT_EQ(in_shell("cp " + bank + ' ' + scratch.path("p.toml")).status, 0);
    scratch.write("class.csv", csv);
    scratch.write("sheet.csv", "t,quantity,component,value\n1,v,x,6\n");
    scratch.write("trace.csv", "t,quantity,component,value\n0,theta,x,3\n1,theta,x,2\n1,g,x,1\n");
    scratch.write("points.csv", "x,y\n1,2\n2,3\n");
    scratch.write("data.toml",
                  "optimizer = 'gradient-descent'\nsteps = 1\n[objective]\nloss = '(w*x - y)^2'\ndata = 'points.csv'\n"
                  "start = { w = 0 }\n[hyperparameters]\neta = 0.1\n");
    scratch.write("mine.optimizer",
                  "optimizer mine \"Mine\"\nhyper lr = 0.1, fade = 0.9\nstart theta[0] given, v[0] = 0\n\n"
                  "g[t] = grad(theta[t-1])\nv[t] = fade*v[t-1] + g[t]\ntheta[t] = theta[t-1] - lr*v[t]\n");
    scratch.write("mine.toml",
                  "optimizer = './mine.optimizer'\nsteps = 1\n[objective]\nfunction = 'x^2'\nstart = { x = 1 }\n");
    ASSERT_EQ(in_shell("cd " + scratch.path("") +
                       " && \"$0\" mark p.toml class.csv -o before.csv && ln p.toml hard && "
                       "ln -s p.toml link")
                  .status,
              0);
    const std::string all = "cd " + scratch.path("") + " && tail -n +1 *.toml *.csv *.optimizer hard 2>/dev/null";
    const std::string before = in_shell(all).output;
    const bool kept = output == "mine.toml";  // that one is no input there
    const Outcome outcome =
        in_shell("cd " + scratch.path("") + " && \"$0\" " + line + " -o " + output + " --force </dev/null");
    if (line.find('<') != std::string::npos) {
      expect_refused(in_shell("cd " + scratch.path("") + " && \"$0\" " + line + " -o " + output + " --force"),
                     {"input"});
    } else if (kept) {
      EXPECT_EQ(outcome.status, 0) << outcome.error;
      continue;
    } else {
      expect_refused(outcome, {"input"});
    }
    EXPECT_EQ(in_shell(all).output, before) << line << " -o " << output;
  }
}

TEST(Output, ThatIsADirectoryReplacesNoInputInIt) {
  const ScratchDirectory scratch;
  const std::string set = scratch.path("set");
  ASSERT_EQ(stepmark_program({"generate", "-o", set}).status, 0);
  const std::string mine = scratch.write("set/problems/mine.optimizer",
                                         "optimizer mine \"Mine\"\nhyper lr = 0.1, fade = 0.9\nstart theta[0] given, "
                                         "v[0] = 0\n\ng[t] = grad(theta[t-1])\nv[t] = fade*v[t-1] + g[t]\n"
                                         "theta[t] = theta[t-1] - lr*v[t]\n");
  const std::string before = in_shell("cd " + set + " && find . | sort && cat problems/*").output;
  expect_refused(stepmark_program({"generate", "--optimizer", mine, "-o", set, "--force"}), {"input"});
  EXPECT_EQ(in_shell("cd " + set + " && find . | sort && cat problems/*").output, before);
}

TEST(Output, KeepsTheModeOfWhatItReplaces) {
  const ScratchDirectory scratch;
  const std::string path = scratch.write("out", "old");
  for (const mode_t mode : {0600U, 0640U, 0755U}) {
    ASSERT_EQ(::chmod(path.c_str(), mode), 0);
    for (const Names& words :
         {Names{"calc", "1+1"}, Names{"mark", bank, scratch.write("c.csv", "student,t,quantity,component,value\n")}}) {
      Names all = words;
      all.insert(all.end(), {"--force", "-o", path});
      EXPECT_EQ(stepmark_program(all).status, 0);
      struct stat found {};
      ASSERT_EQ(::stat(path.c_str(), &found), 0);
      EXPECT_EQ(found.st_mode & 07777, mode);
    }
  }
}

TEST(Output, ClearsWhatKilledRunsLeftAndNothingElse) {
  const ScratchDirectory scratch;
  const std::string held = scratch.write(".stepmark.heldXX", "a run that lives");
  const Names others = {".stepmark.12345", ".stepmark.notesofmine", "stepmark.abcdef", ".stepmark.a-b_cd"};
  for (const std::string& name : others) scratch.write(name, "mine");
  ASSERT_EQ(::symlink("mine", scratch.path(".stepmark.linkXX").c_str()), 0);
  ASSERT_EQ(::mkdir(scratch.path(".stepmark.direct").c_str(), 0700), 0);
  for (const std::string& words :
       {std::string("calc 1+1"),
        "mark " + bank + ' ' + scratch.write("c.csv", "student,t,quantity,component,value\n")}) {
    scratch.write(".stepmark.Ab3xYz", "left behind");
    EXPECT_EQ(in_shell("exec 9<" + held + "; flock 9; \"$0\" " + words + " --force -o " + scratch.path("out")).status,
              0);
    Names expected = others;
    expected.insert(expected.end(), {".stepmark.heldXX", ".stepmark.linkXX", ".stepmark.direct", "out", "c.csv"});
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(scratch.files(), expected) << words;
  }
}

TEST(Output, PrintsEveryPageInEveryFormat) {
  const std::vector<std::pair<std::string, std::string>> begins = {
      {"markdown", ""}, {"text", ""}, {"latex", "\\documentclass"}, {"html", "<!DOCTYPE html>"}};
  const std::string path = "docs/example/path.csv", answers = "docs/example/answers.csv";
  const std::vector<Names> plain = {{"optimizers"},    {"optimizers", "adam"}, {"optimizers", "--framework", "optax"},
                                    {"families"},      {"mistakes"},           {"mistakes", bank},
                                    {"certify", bank}, {"verify", bank, path}, {"identify", path, "--problem", bank}};
  const std::vector<Names> pages = {{"solve", bank}, {"sheet", bank}, {"handout", bank}, {"check", bank, answers}};
  const auto printed = [](Names words, const std::string& format) {
    if (!format.empty()) words.insert(words.end(), {"--format", format});
    const Outcome outcome = stepmark_program(words);
    EXPECT_EQ(outcome.status, 0) << words[0] << format << outcome.error;
    return outcome.output;
  };
  for (const auto* commands : {&plain, &pages}) {
    for (const Names& words : *commands) {
      for (const auto& [format, start] : begins)
        EXPECT_TRUE(printed(words, format).starts_with(start)) << words[0] << format;
      EXPECT_EQ(printed(words, ""), printed(words, commands == &plain ? "text" : "markdown")) << words[0];
      EXPECT_NE(printed(words, "text"), printed(words, "markdown")) << words[0];
    }
  }
  const std::string file = ScratchDirectory().path("x.pdf");
  expect_refused(stepmark_program({"families", "--format", "htm"}), {"--format", "'html'"});
  expect_refused(stepmark_program({"families", "--format", "html", "-o", file}), {"x.pdf"});
  expect_refused(stepmark_program({"solve", bank, "--format", "html", "--to", "pdf", "-o", file}), {"--to pdf"});
}

TEST(Output, TakesTheFormThatTheEndingNames) {
  const ScratchDirectory scratch;
  const std::vector<std::pair<std::string, std::string>> begins = {{"x.pdf", "%PDF"},
                                                                   {"x.html", "<!DOCTYPE html>"},
                                                                   {"x.HTM", "<!DOCTYPE html>"},
                                                                   {"x.docx", "PK"},
                                                                   {"x.tex", "\\documentclass"},
                                                                   {"x.json", "{"},
                                                                   {"x.csv", "t,"},
                                                                   {"x.md", "#"},
                                                                   {"x.txt", "#"}};
  for (const auto& [name, start] : begins) {
    const Outcome outcome = stepmark_program({"solve", bank, "-o", scratch.path(name)});
    EXPECT_EQ(outcome.status, 0) << outcome.error;
    EXPECT_TRUE(support::read_all(scratch.path(name)).starts_with(start)) << name;
  }
  for (const std::string command : {"handout", "sheet"}) {
    const std::string page = scratch.path(command + ".html");
    EXPECT_EQ(stepmark_program({command, bank, "-o", page}).status, 0);
    EXPECT_TRUE(support::read_all(page).starts_with("<!DOCTYPE html>")) << command;
  }
  EXPECT_EQ(stepmark_program({"handout", bank, "--to", "latex", "-o", scratch.path("y.latex")}).status, 0);
}

TEST(Output, IsRefusedWhereTheEndingSaysSomethingElse) {
  const ScratchDirectory scratch;
  expect_refused(stepmark_program({"handout", bank, "--to", "html", "-o", scratch.path("x.pdf")}), {"x.pdf", "html"});
  expect_refused(stepmark_program({"solve", bank, "--format", "json", "-o", scratch.path("x.pdf")}), {"x.pdf", "json"});
  expect_refused(stepmark_program({"calc", "1+1", "-o", scratch.path("x.pdf")}), {"x.pdf", "pdf"});
  expect_refused(stepmark_program({"identify", "docs/example/trace.csv", "-o", scratch.path("x.docx")}), {"x.docx"});
  expect_refused(stepmark_program({"mark", bank, "docs/example/class.csv", "--statistics", scratch.path("x.pdf")}),
                 {"x.pdf"});
  EXPECT_EQ(scratch.files(), Names{});
}

TEST(Output, OfASingleProblemMayBeAFile) {
  const ScratchDirectory scratch;
  const std::string path = scratch.path("x.toml");
  EXPECT_EQ(stepmark_program({"generate", "--optimizer", "momentum", "-o", path}).status, 0);
  EXPECT_EQ(support::read_all(path), stepmark_program({"generate", "--optimizer", "momentum"}).output);
  EXPECT_EQ(stepmark_program({"certify", path}).status, 0);
  expect_refused(stepmark_program({"generate", "--optimizer", "momentum", "-o", path}), {"exists already"});
  expect_refused(stepmark_program({"generate", "--count", "2", "-o", scratch.path("y.toml")}), {"more than one file"});
  expect_refused(stepmark_program({"generate", "-o", scratch.path("y.pdf")}), {"y.pdf", "directory"});
  EXPECT_EQ(scratch.files(), Names{"x.toml"});
}

TEST(Output, AndFeedbackAreNotTheSame) {
  const ScratchDirectory scratch;
  const std::string sheets = scratch.write("c.csv", "student,t,quantity,component,value\nAda,1,v,x,6\n");
  for (const char* option : {"-o", "--details", "--statistics"}) {
    expect_refused(
        stepmark_program({"mark", bank, sheets, option, scratch.path("x"), "--feedback", scratch.path("./x/")}),
        {"x", "--feedback"});
  }
  EXPECT_EQ(scratch.files(), Names{"c.csv"});
}

TEST(Output, AsAPageNeedsAPlaceForTemporaryFilesOrSaysSo) {
  const ScratchDirectory scratch;
  const Outcome outcome =
      in_shell("TMPDIR=/no/such/place \"$0\" handout " + bank + " --to docx -o " + scratch.path("x.docx"));
  if (outcome.status != 0) expect_refused(outcome, {"/no/such/place"});
  EXPECT_EQ(outcome.error.find("filesystem error"), std::string::npos) << outcome.error;
  EXPECT_NE(outcome.error.find("TMPDIR"), std::string::npos) << outcome.error;
}

/// g = 1/(x - 9000), and x counts the steps: an error late in a trace that waited in memory, and on the disk.
/// Wherever a file is written: locks, sheets, what other programs get.
TEST(Output, OfAFileTooLargeForItsLimitIsRefusedInOneLine) {
  const ScratchDirectory scratch;
  scratch.write("class.csv", "student,t,quantity,component,value\na,1,v,x,0.3\n");
  const std::string problem = std::filesystem::absolute("problems/bank/momentum-bowl.toml").string();
  const std::string before = "cd " + scratch.path("") + "; P=" + problem + "; export TMPDIR=$PWD; ulimit -f ";
  for (const std::string line :
       {"echo 1 | \"$0\" practice $P -o kept.csv >/dev/null", "\"$0\" mark $P class.csv -o f --details g --feedback d",
        "\"$0\" solve $P --to pdf -o x.pdf", "\"$0\" solve $P -o x.md",
        "\"$0\" generate --optimizer momentum --count 20 -o s"}) {
    const Outcome outcome =
        in_shell("{ (" + before + "0; " + line + ") 2>&1 >&3 | cat >&2; exit ${PIPESTATUS[0]}; } 3>&1");
    EXPECT_EQ(outcome.status, 2) << line << outcome.error;
    EXPECT_EQ(std::count(outcome.error.begin(), outcome.error.end(), '\n'), 1) << line << outcome.error;
    for (const std::string& name : scratch.files())
      EXPECT_EQ(name.find("stepmark."), std::string::npos) << line << name;
  }
}

TEST(Output, OfALongTraceIsAllOrNothing) {
  const ScratchDirectory scratch;
  scratch.write("count.optimizer",
                "optimizer count \"count\"\nstart theta[0] given\ng[t] = grad(theta[t-1])\ntheta[t] = theta[t-1] + 1 + "
                "0*g[t]\n");
  const auto problem = [&](int steps) {
    return scratch.write("p.toml", "optimizer = \"count.optimizer\"\nsteps = " + std::to_string(steps) +
                                       "\n[objective]\ngradient = [\"1/(x - 9000)\"]\nstart = { x = 0 }\n");
  };
  for (const char* form : {"csv", "json"}) {
    EXPECT_EQ(stepmark_program({"solve", problem(8999), "--format", form}).status, 0);
    const std::string late = problem(9002);
    expect_refused(stepmark_program({"solve", late, "--format", form}), {"g[9001] (step 9001)", "division by zero"});
    expect_refused(stepmark_program({"solve", late, "--format", form, "-o", scratch.path("trace")}),
                   {"division by zero"});
    EXPECT_EQ(scratch.files(), (Names{"count.optimizer", "p.toml"}));
    const std::string file = scratch.path(std::string("trace.") + form);
    const Outcome printed = stepmark_program({"solve", problem(8999), "--format", form});
    ASSERT_EQ(stepmark_program({"solve", problem(8999), "-o", file}).status, 0);
    EXPECT_EQ(support::read_all(file), printed.output);
    std::filesystem::remove(file);
  }
}

TEST(Output, OfTooManyLinesForAPageIsRefusedWithTheWayToGetThem) {
  const ScratchDirectory scratch;
  const std::string problem = scratch.write(
      "p.toml", "optimizer = \"momentum\"\nsteps = 9000\n[objective]\nfunction = \"x^2\"\nstart = { x = 1 }\n");
  expect_refused(stepmark_program({"solve", problem}), {"27000 lines", "--format csv or json"});
  // A sheet that nothing reads again is worth as little in another form.
  for (const char* form : {"markdown", "csv", "json"}) {
    expect_refused(stepmark_program({"sheet", problem, "--format", form}), {"27000 lines", "at most 10000"});
  }
  for (const char* kind : {"--solutions", "--marker"}) {
    expect_refused(stepmark_program({"handout", problem, kind}), {"27000 lines", "fewer steps", "at most 10000"});
  }
  expect_refused(stepmark_program({"check", problem, scratch.write("s.csv", "t,quantity,component,value\n1,v,x,1\n")}),
                 {"27000 lines", "at most 10000"});
}

}  // namespace
}  // namespace stepmark::tests
