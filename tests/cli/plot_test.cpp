// Pictures from the command line.
#include <gtest/gtest.h>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::ScratchDirectory;

const std::string bank = "problems/bank/momentum-bowl.toml";

support::Outcome plot(std::vector<std::string> words) {
  words.insert(words.begin(), "plot");
  return stepmark_program(std::move(words));
}

TEST(PlotCommand, TheNameOfTheFileDecidesTheForm) {
  const ScratchDirectory scratch;
  const std::vector<std::pair<std::string, std::string>> beginnings = {
      {"svg", "<?xml"}, {"pdf", "%PDF-"}, {"png", "\x89PNG"}};
  for (const auto& [ending, beginning] : beginnings) {
    const std::string file = scratch.path("way." + ending);
    EXPECT_EQ(plot({bank, "-o", file}).status, 0) << ending;
    EXPECT_TRUE(support::read_all(file).starts_with(beginning)) << ending;
  }
  EXPECT_TRUE(plot({bank}).output.starts_with("<?xml"));
}

TEST(PlotCommand, RefusesWhatNoPictureCanBe) {
  const ScratchDirectory scratch;
  expect_refused(plot({bank, "-o", scratch.path("way.txt")}), {"way.txt", "no picture", ".svg, .pdf or .png"});
  expect_refused(plot({bank, "-o", scratch.path("way.pdf"), "--to", "png"}), {"way.pdf", "--to is png"});
  expect_refused(plot({bank, "--to", "png"}), {"without -o"});
  expect_refused(plot({bank, "--what", "quantity"}), {"no quantity is named"});
  expect_refused(plot({bank, "--what", "quantity", "--quantity", "w"}), {"no quantity 'w'", "g, v, theta"});
  expect_refused(plot({bank, "--what", "mistake"}), {"no mistake is named"});
  expect_refused(plot({bank, "--what", "mistake", "--mistake", "bias-corection-omitted"}), {"bias-correction-omitted"});
  expect_refused(plot({bank, "--components", "x,z"}), {"no component 'z'", "x, y"});
  expect_refused(plot({bank, bank, "--optimizer", "adam"}), {"--optimizer goes with one problem"});
  expect_refused(plot({bank, "--optimizer", "adan"}), {"adan", "adam"});
  EXPECT_TRUE(scratch.files().empty());
}

TEST(PlotCommand, OverwritesNothing) {
  const ScratchDirectory scratch;
  const std::string file = scratch.write("way.svg", "mine");
  expect_refused(plot({bank, "-o", file}), {"way.svg", "exists already"});
  EXPECT_EQ(support::read_all(file), "mine");
  EXPECT_EQ(plot({bank, "-o", file, "--force"}).status, 0);
  const std::string problem = scratch.write("p.svg", support::read_all(bank));
  expect_refused(plot({problem, "-o", problem, "--force"}), {"p.svg", "input"});
}

TEST(PlotCommand, SaysWhereGnuplotIsMissing) {
  const ScratchDirectory scratch;
  expect_refused(in_shell("PATH=" + scratch.path(".") + " \"$0\" plot " + bank), {"gnuplot is not there"});
}

}  // namespace
}  // namespace stepmark::tests
