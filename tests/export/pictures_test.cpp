// What the program writes with --pictures, opened by a script that knows the other systems' files alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "reports/export/formats.hpp"
#include "reports/picture/ways.hpp"
#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"
#include "tests/support/program.hpp"

namespace stepmark::tests {
namespace {

using support::Outcome;
using support::ScratchDirectory;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

const std::string bowl = "problems/bank/momentum-bowl.toml", beale = "problems/bank/adam-beale.toml";

struct Opened {
  std::vector<Json> pictures;
  std::string said, bytes;  ///< of a file
};

/// Of every format by itself, so that files which stand beside others are its own.
Opened opened(const exports::ExportFormat& format, std::vector<std::string> words) {
  const ScratchDirectory scratch;
  const std::string file = scratch.path("q" + format.ending);
  words.insert(words.begin(), {STEPMARK_PROGRAM, "export"});
  words.insert(words.end(), {"--to", format.name, "-o", file});
  const Outcome made = support::run_program(words);
  EXPECT_EQ(made.status, 0) << made.error;
  const Outcome run = support::run_program({"/usr/bin/python3", "-B", "tests/export/pictures.py", format.name, file});
  EXPECT_EQ(run.status, 0) << format.name << ": " << run.error;
  Opened all{{}, made.error, format.ending.empty() ? "" : support::read_all(file)};
  std::istringstream lines(run.output);
  for (std::string line; std::getline(lines, line);) all.pictures.push_back(Json::parse(line));
  return all;
}

class EveryFormat : public ::testing::TestWithParam<exports::ExportFormat> {};

TEST_P(EveryFormat, HoldsThePicturesThatItsPagesShow) {
  const Opened both = opened(GetParam(), {bowl, beale, "--pictures"});
  ASSERT_EQ(both.pictures.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(both.pictures[i]["where"], i % 2 == 0 ? "question" : "solution");
    EXPECT_EQ(both.pictures[i]["kind"], GetParam().picture);
  }
  EXPECT_EQ(both.pictures[0]["alt"], "Contour lines of J, y over x, with the start.");
  EXPECT_EQ(both.pictures[1]["alt"],
            "Contour lines of J, y over x. Momentum: from (3, 1) over (2.7, 0.5) to (2.16, -0.2).");
  EXPECT_THAT(both.said, Not(HasSubstr("picture")));
}

TEST_P(EveryFormat, HasTheSameBytesOnEveryRunAndNoPicturesUnasked) {
  const Opened once = opened(GetParam(), {bowl, "--pictures"}), again = opened(GetParam(), {bowl, "--pictures"});
  EXPECT_EQ(once.bytes, again.bytes);
  EXPECT_EQ(once.pictures, again.pictures);
  EXPECT_EQ(once.pictures.size(), 2U);
  EXPECT_TRUE(opened(GetParam(), {bowl}).pictures.empty());
}

/// Two optimizers from the same start: what a pool has of it is one file.
TEST_P(EveryFormat, HoldsWhatTwoQuestionsShowOnce) {
  const ScratchDirectory scratch;
  const std::string valley = "steps = 2\n[objective]\nfunction = \"x^2 + 4*y^2\"\nstart = { x = 3, y = 1 }\n" +
                             support::rounded_working + "[hyperparameters]\neta = ";
  const std::string one = scratch.write("one.toml", "optimizer = \"gradient-descent\"\n" + valley + "0.1\n"),
                    other = scratch.write("other.toml", "optimizer = \"momentum\"\n" + valley + "0.12\n");
  const std::vector<Json> pictures = opened(GetParam(), {one, other, "--pictures"}).pictures;
  ASSERT_EQ(pictures.size(), 4U);
  EXPECT_EQ(pictures[0]["hash"], pictures[2]["hash"]);
  EXPECT_EQ(pictures[0]["file"], pictures[2]["file"]);
  EXPECT_NE(pictures[1]["hash"], pictures[3]["hash"]);
}

/// A way of three steps in a plane and one along a curve; nothing of three parameters; of gradients alone no contour
/// lines.
TEST_P(EveryFormat, SaysOfHowManyQuestionsThereIsNone) {
  const ScratchDirectory scratch;
  const std::string working = "optimizer = \"momentum\"\nsteps = 2\n" + support::rounded_working;
  const auto problem = [&](const std::string& name, const std::string& objective) {
    return scratch.write(name, working + "[objective]\n" + objective);
  };
  const std::string one = problem("one.toml", "function = \"x^2 + x\"\nstart = { x = 3 }\n"),
                    given = problem("given.toml", "gradients = [[4, 1], [-2, 3]]\nstart = { x = 3, y = 1 }\n"),
                    three = problem("three.toml", "function = \"x^2 + y^2 + z^2\"\nstart = { x = 3, y = 2, z = 1 }\n");
  const Opened all = opened(GetParam(), {one, given, three, "--pictures"});
  ASSERT_EQ(all.pictures.size(), 3U);
  EXPECT_EQ(all.pictures[0]["alt"], "J over x, with the start.");
  EXPECT_EQ(all.pictures[1]["where"], "solution");
  EXPECT_EQ(all.pictures[2]["where"], "solution");
  EXPECT_THAT(all.said, HasSubstr("; 1 question has no picture: drawn are steps of one parameter or two."));
}

/// In every place where a system looks for something of its own.
const std::string hostile =
    R"(<script>x()</script> {@f@} [[if]] {1:SA:=y} \(y\) $y$ `r y` [w_0] {x} ' ##ANSWER1## &amp; ]]>)";

TEST_P(EveryFormat, ShowsTheNameOfAnOptimizerAsItIs) {
  const ScratchDirectory scratch;
  scratch.write("own.opt", "optimizer own \"" + hostile +
                               "\"\nhyper eta = 0.1\nstart theta[0] given\n\ng[t] = grad(theta[t-1])\n"
                               "theta[t] = theta[t-1] - eta*g[t]\n");
  const std::string problem = scratch.write(
      "p.toml", "title = '''" + hostile + "'''\noptimizer = \"./own.opt\"\nsteps = 2\n" + support::rounded_working +
                    "[objective]\nfunction = \"x^2 + y^2\"\nstart = { x = 3, y = 1 }\n");
  const Opened all = opened(GetParam(), {problem, "--pictures"});
  ASSERT_EQ(all.pictures.size(), 2U);
  const std::string alt = all.pictures[1]["alt"];
  EXPECT_THAT(alt, HasSubstr("from (3, 1) over (2.4, 0.8) to (1.92, 0.64)."));
  EXPECT_THAT(alt, HasSubstr("<script>x()</script>"));
  const bool works_braces_out = GetParam().name == "numbas";
  EXPECT_EQ(alt.find('{') == std::string::npos, works_braces_out) << "in attributes too";
  if (GetParam().picture == "svg") {
    EXPECT_THAT(all.pictures[1]["words"].dump(), HasSubstr("<script>x()</script>"));
    EXPECT_EQ(all.pictures[1]["points"].size(), 4U) << "with that of the legend";
  }
}

INSTANTIATE_TEST_SUITE_P(Pictures, EveryFormat, ::testing::ValuesIn(exports::export_formats()),
                         [](const auto& each) { return each.param.name; });

/// As far apart on the page as in the trace: (3, 1), (2.7, 0.5), (2.16, -0.2).
TEST(PicturesInExports, ShowTheWay) {
  const Json points = opened(exports::export_format("numbas"), {bowl, "--pictures"}).pictures[1]["points"];
  ASSERT_EQ(points.size(), 4U) << "with that of the legend";
  const auto at = [&](std::size_t i, std::size_t axis) { return points[i][axis].get<double>(); };
  EXPECT_NEAR((at(1, 0) - at(0, 0)) / (at(2, 0) - at(0, 0)), 0.3 / 0.84, 1e-4);
  EXPECT_NEAR((at(1, 1) - at(0, 1)) / (at(2, 1) - at(0, 1)), 0.5 / 1.2, 1e-4);
  EXPECT_LT(at(1, 0), at(0, 0));
  EXPECT_GT(at(1, 1), at(0, 1)) << "an SVG counts from above";
}

/// Whoever measures in it finds no answer: other ways from the same start have the same picture.
TEST(PicturesInExports, OfTheQuestionTellNothingOfTheWay) {
  const std::string valley = "[objective]\nfunction = \"x^2 + 4*y^2\"\nstart = { x = 3, y = 1 }\n[hyperparameters]\n";
  const auto start = [&](const std::string& optimizer, const std::string& rest) {
    return *picture::start_picture(support::make_problem(optimizer, valley + rest));
  };
  const picture::Picture one = start("gradient-descent", "eta = 0.1\n"), other = start("momentum", "eta = 0.12\n");
  EXPECT_EQ(one.x.from, other.x.from);
  EXPECT_EQ(one.y.to, other.y.to);
  ASSERT_TRUE(one.field && other.field);
  EXPECT_EQ(one.field->levels, other.field->levels);
  EXPECT_EQ(one.field->values, other.field->values);
  for (const picture::Picture& each : {one, other}) {
    EXPECT_EQ(each.x.from + each.x.to, 6);
    EXPECT_EQ(each.y.from + each.y.to, 2);
    EXPECT_EQ(each.curves.back().points.size(), 1U);
    EXPECT_THAT((std::set<double>{0.5, 1, 2, 5, 10}), ::testing::Contains(each.x.to - 3));
  }
  EXPECT_GT(start("gradient-descent", "eta = 0.9\n").x.to, one.x.to) << "but the size of the steps";
}

TEST(PicturesInExports, StandBesideAFileThatHasANameAndReplaceNothing) {
  const ScratchDirectory scratch;
  const auto run = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {STEPMARK_PROGRAM, "export", bowl, "--pictures"});
    return support::run_program(words);
  };
  const Outcome nowhere = run({"--to", "text2qti"});
  EXPECT_EQ(nowhere.status, 2);
  EXPECT_THAT(nowhere.error,
              HasSubstr("--pictures is given without -o; expected -o FILE, beside which pictures stand"));
  EXPECT_EQ(nowhere.output, "");
  EXPECT_EQ(run({"--to", "text2qti", "-o", scratch.path("a.md")}).status, 0);
  const std::vector<std::string> files = scratch.files();
  ASSERT_EQ(files.size(), 3U);
  const Outcome taken = run({"--to", "text2qti", "-o", scratch.path("b.md")});
  EXPECT_EQ(taken.status, 2);
  EXPECT_THAT(taken.error, HasSubstr("-1.png"));
  EXPECT_EQ(scratch.files(), files);
  const Outcome page = run({"--to", "scorm", "-o", scratch.path("c.zip")});
  EXPECT_EQ(page.status, 2);
  EXPECT_THAT(page.error, HasSubstr("--pictures is given, and --to scorm has the practice page"));
}

}  // namespace
}  // namespace stepmark::tests
