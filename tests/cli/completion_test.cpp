// What shells offer, and the man page, against what the help pages say.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Outcome;
using support::ScratchDirectory;
using Set = std::set<std::string>;

/// What bash offers for the last of these words, in a directory of one's own.
Set offered(const std::string& words, const ScratchDirectory& scratch = {}) {
  const Outcome outcome =
      in_shell("source <(\"$0\" completion bash); cd '" + scratch.path(".") + "'; COMP_WORDS=(stepmark " + words +
               "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _stepmark; printf '%s\\n' \"${COMPREPLY[@]}\"");
  EXPECT_EQ(outcome.error, "") << words;
  Set offers;
  std::istringstream lines(outcome.output);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) offers.insert(line);
  }
  return offers;
}

/// The words that begin a line of a help page, two blanks from its edge; of options, both spellings.
std::vector<std::string> listed_in(const std::string& page) {
  std::vector<std::string> words;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  ") || line.starts_with("   ")) continue;
    std::istringstream text(line);
    std::string word;
    for (bool more = true; more && text >> word;) {
      more = word.ends_with(',');
      words.push_back(more ? word.substr(0, word.size() - 1) : word);
    }
  }
  return words;
}

std::vector<std::string> all_commands() { return listed_in(stepmark_program({"help"}).output); }

std::vector<std::string> options_in_help(const std::string& command) {
  const std::string page = stepmark_program({"help", command}).output;
  return listed_in(page.substr(page.find("\noptions:\n")));
}

bool is_command(const std::string& word) { return word != "help" && word != "--version"; }

TEST(Completion, OffersEveryCommand) {
  Set commands{"--help"};
  for (const std::string& command : all_commands()) commands.insert(command);
  EXPECT_EQ(offered("''"), commands);
  EXPECT_EQ(offered("so"), Set{"solve"});
  commands.erase("--help");
  commands.erase("--version");
  EXPECT_EQ(offered("help ''"), commands);
}

TEST(Completion, OffersEveryOption) {
  for (const std::string& command : all_commands()) {
    if (!is_command(command)) continue;
    Set options{"--help", "-h"};
    for (const std::string& option : options_in_help(command)) options.insert(option);
    EXPECT_GE(options.size(), 4U) << command;
    EXPECT_EQ(offered(command + " -"), options) << command;
  }
}

TEST(Completion, OffersValues) {
  EXPECT_EQ(offered("solve --arithmetic ''"), (Set{"exact", "decimal", "binary64", "binary32"}));
  EXPECT_EQ(offered("solve x.toml --to = p"), Set{"pdf"});
  EXPECT_EQ(offered("solve --to ="), (Set{"markdown", "html", "pdf", "docx", "latex"}));
  EXPECT_EQ(offered("generate --kind f"), (Set{"final", "find-error", "faded"}));
  EXPECT_EQ(offered("generate --level ''"), (Set{"easy", "medium", "hard"}));
  EXPECT_EQ(offered("generate --to ''"), (Set{"html", "pdf", "docx", "latex"}));
  EXPECT_EQ(offered("generate --optimizer adam-slides,nag"), Set{});
  EXPECT_EQ(offered("generate --optimizer adam-slides,yo"), Set{"adam-slides,yogi"});
  EXPECT_EQ(offered("generate --family saddle"), Set{"saddle"});
  EXPECT_EQ(offered("optimizers --framework k"), Set{"keras"});
  EXPECT_EQ(offered("optimizers adabel"), Set{"adabelief"});
  EXPECT_EQ(offered("calc --ties half"), (Set{"half-up", "half-even", "half-down"}));
  EXPECT_EQ(offered("completion ''"), (Set{"bash", "zsh"}));
  EXPECT_EQ(offered("solve --digits ''"), Set{});
  EXPECT_EQ(offered("solve -- --"), Set{});
  EXPECT_EQ(offered("slove --"), Set{});
}

TEST(Completion, OffersFilesOfTheRightKind) {
  const ScratchDirectory scratch;
  for (const char* name : {"a.toml", "two words.toml", "b.csv", "c.json", "d.jsonl", "e.md", "f.optimizer", "g.cpp"}) {
    scratch.write(name, "");
  }
  std::filesystem::create_directory(scratch.path("sub"));
  scratch.write("sub/h.toml", "");
  const Set problems{"a.toml", "two words.toml", "sub"}, all = offered("merge ''", scratch);
  EXPECT_EQ(all.size(), 9U);
  EXPECT_EQ(offered("merge b.csv ''", scratch), all);
  EXPECT_EQ(offered("solve --digits 3 ''", scratch), problems);
  EXPECT_EQ(offered("solve sub/", scratch), Set{"sub/h.toml"});
  EXPECT_EQ(offered("solve a.toml ''", scratch), Set{});
  EXPECT_EQ(offered("certify a.toml --force a.toml ''", scratch), problems);
  EXPECT_EQ(offered("check ''", scratch), problems);
  EXPECT_EQ(offered("check a.toml ''", scratch), (Set{"b.csv", "c.json", "e.md", "sub"}));
  EXPECT_EQ(offered("check --format csv -- a.toml ''", scratch), (Set{"b.csv", "c.json", "e.md", "sub"}));
  EXPECT_EQ(offered("mark a.toml ''", scratch), (Set{"b.csv", "d.jsonl", "sub"}));
  EXPECT_EQ(offered("mark --previous ''", scratch), (Set{"b.csv", "sub"}));
  EXPECT_EQ(offered("identify --problem ''", scratch), problems);
  EXPECT_EQ(offered("generate -o ''", scratch), Set{"sub"});
  EXPECT_EQ(offered("solve -o ''", scratch), all);
  EXPECT_EQ(offered("optimizers f", scratch), Set{"f.optimizer"});
}

TEST(Completion, HasTheSameForZsh) {
  const std::string script = stepmark_program({"completion", "zsh"}).output;
  EXPECT_TRUE(script.starts_with("#compdef stepmark\n"));
  for (const std::string& command : all_commands()) {
    if (!is_command(command)) continue;
    const std::size_t begin = script.find("\n        " + command + ")\n");
    ASSERT_NE(begin, std::string::npos) << command;
    const std::string part = script.substr(begin, script.find(";;", begin) - begin);
    for (const std::string& option : options_in_help(command)) {
      EXPECT_NE(part.find(option), std::string::npos) << command << ' ' << option;
    }
  }
}

TEST(Completion, KnowsItsShells) {
  expect_refused(stepmark_program({"completion", "fish"}), {"unknown shell 'fish'"});
  expect_refused(stepmark_program({"completion"}), {"an argument is missing"});
}

// ------------------------------------------------------------------------------------------------------------ manual

std::string in_roff(std::string text) {
  for (std::size_t at = 0; (at = text.find('-', at)) != std::string::npos; at += 2) text.insert(at, "\\");
  return text;
}

TEST(Manual, HasEveryCommandAndOption) {
  const std::string page = stepmark_program({"manual"}).output;
  for (const std::string& command : all_commands()) {
    if (!is_command(command)) continue;
    const std::size_t begin = page.find("\n.SS \"stepmark " + command);
    ASSERT_NE(begin, std::string::npos) << command;
    const std::string part = page.substr(begin, page.find("\n.S", begin + 1) - begin);
    for (const std::string& option : options_in_help(command)) {
      EXPECT_NE(part.find("\\fB" + in_roff(option) + "\\fR"), std::string::npos) << command << ' ' << option;
    }
  }
}

TEST(Manual, HoldsNoMacroByAccident) {
  const Set macros{".TH", ".SH", ".SS", ".TP", ".P",  ".B",  ".I",   ".BR",
                   ".RB", ".RI", ".IR", ".EX", ".EE", ".in", ".\\\""};
  std::istringstream lines(stepmark_program({"manual"}).output);
  std::size_t text = 0;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_FALSE(line.starts_with('\'')) << line;
    EXPECT_FALSE(line.starts_with(' ')) << line;
    if (line.starts_with('.')) {
      EXPECT_TRUE(macros.count(line.substr(0, line.find(' '))) == 1) << line;
    } else {
      ++text;
    }
  }
  EXPECT_GT(text, 200U);
}

TEST(Manual, SaysItsVersionAndDate) {
  const std::string version = stepmark_program({"--version"}).output.substr(9);
  const std::string page = stepmark_program({"manual", "--date", "2026-01-31"}).output;
  const std::string head = ".TH STEPMARK 1 \"2026-01-31\" \"Stepmark " + version.substr(0, version.size() - 1) + "\"\n";
  EXPECT_NE(page.find(head), std::string::npos) << page.substr(0, 200);
  expect_refused(stepmark_program({"manual", "--date", "\n.so x"}), {"--date", "expected a date"});
}

}  // namespace
}  // namespace stepmark::tests
