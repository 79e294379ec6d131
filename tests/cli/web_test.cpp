// The practice page, from the command line: the page that was built, with a course in it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::ScratchDirectory;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string bowl = "problems/bank/momentum-bowl.toml", fit = "problems/bank/adam-line-fit.toml";
const std::string front = "<!DOCTYPE html>\n<script type=\"application/json\" id=\"course\">";
const std::string idle = "<script type=\"text/plain\" id=\"scorm\">report()</script>\n";
const std::string back = "</script>\n<script>run()</script>\n";

class WebCommand : public testing::Test {
 protected:
  support::Outcome web(std::vector<std::string> words) {
    words.insert(words.begin(), {"web", "--page", page_});
    return stepmark_program(std::move(words));
  }

  /// The course of the page that these arguments make.
  nlohmann::json course(std::vector<std::string> words) {
    words.insert(words.end(), {"-o", out_, "--force"});
    const support::Outcome outcome = web(std::move(words));
    EXPECT_EQ(outcome.status, 0) << outcome.error;
    const std::string made = support::read_all(out_);
    EXPECT_TRUE(made.starts_with(front) && made.ends_with(back)) << made;
    const std::string json = made.substr(front.size(), made.size() - front.size() - back.size());
    EXPECT_THAT(json, Not(HasSubstr("<")));
    return nlohmann::json::parse(json);
  }

  ScratchDirectory scratch_;
  std::string page_ = scratch_.write("blank.html", front + "{}</script>\n" + idle + back.substr(10)),
              out_ = scratch_.path("out.html");
};

TEST_F(WebCommand, HasTheCatalogueAloneWithoutArguments) {
  EXPECT_EQ(course({}).dump(), R"({"mode":"practice","problems":[],"title":""})");
  EXPECT_EQ(course({"--title", "Week </script> 4"})["title"], "Week </script> 4");
}

TEST_F(WebCommand, TakesProblemsWithTheFilesThatTheyName) {
  const nlohmann::json made = course({bowl, fit, "--exam"});
  EXPECT_EQ(made["mode"], "exam");
  ASSERT_EQ(made["problems"].size(), 2U);
  EXPECT_EQ(made["problems"][0]["problem"], support::read_all(bowl));
  EXPECT_TRUE(made["problems"][0]["files"].empty());
  EXPECT_EQ(made["problems"][1]["files"]["adam-line-fit.csv"], support::read_all("problems/bank/adam-line-fit.csv"));
  EXPECT_NE(made["problems"][1]["title"], "");
}

TEST_F(WebCommand, TakesASetWithTheOptimizersBesideIt) {
  const std::string optimizer = scratch_.write("half.optimizer",
                                               "optimizer half \"Half\"\nhyper eta = 0.1\nstart theta[0] given\ng[t] = "
                                               "grad(theta[t-1])\ntheta[t] = theta[t-1] - "
                                               "eta/2*g[t]\n");
  const std::string set = scratch_.path("set");
  ASSERT_EQ(stepmark_program({"generate", "--optimizer", optimizer, "--count", "2", "-o", set}).status, 0);
  const nlohmann::json made = course({set});
  ASSERT_EQ(made["problems"].size(), 2U);
  EXPECT_EQ(made["problems"][1]["files"]["half.optimizer"], support::read_all(set + "/problems/half.optimizer"));
}

TEST_F(WebCommand, MakesAMockExamOfAnEdition) {
  scratch_.write("quiz.toml",
                 "title = \"Quiz\"\n[[question]]\noptimizer = \"momentum\"\nvariants = \"student\"\n"
                 "[[question]]\noptimizer = \"gradient-descent\"\n");
  const std::string edition = scratch_.path("edition");
  const support::Outcome made = stepmark_program({"paper", scratch_.path("quiz.toml"), "--copies", "2", "-o", edition});
  ASSERT_EQ(made.status, 0) << made.error;
  const nlohmann::json first = course({edition});
  EXPECT_EQ(first["title"], "Quiz");
  EXPECT_EQ(first["mode"], "exam");
  ASSERT_EQ(first["problems"].size(), 2U);
  const std::string manifest = support::read_all(edition + "/manifest.json");
  const std::string second_student = nlohmann::json::parse(manifest)["copies"][1]["student"];
  const nlohmann::json second = course({edition, "--student", second_student});
  EXPECT_NE(first["problems"][0]["problem"], second["problems"][0]["problem"]);
  expect_refused(web({edition, "--student", "nobody", "-o", scratch_.path("x.html")}), {"no copy of 'nobody'"});
}

TEST_F(WebCommand, KnowsWhatAQuestionOfAnEditionIsWorthByNow) {
  const std::string strict =
      scratch_.write("strict.toml",
                     "optimizer = \"momentum\"\nsteps = 2\n[marks]  # harder\nmethod = 0\naccuracy = 3\n"
                     "[objective]\ngradients = [\n  [4],\n  [1]\n]\nstart = [0]\n"
                     "[question]\nkind = \"table\"\nmarks = 6\n");
  const std::string paper = "title = \"Quiz\"\nvoid = \"full\"\n", own = "[[question]]\nproblem = \"" + strict + "\"\n";
  const std::string drawn = "[[question]]\noptimizer = \"momentum\"\n", last = "[[question]]\noptimizer = \"adam\"\n";
  scratch_.write("quiz.toml", paper + own + "marks = 10\n" + drawn + last);
  const std::string edition = scratch_.path("edition");
  const support::Outcome made = stepmark_program({"paper", scratch_.path("quiz.toml"), "--copies", "1", "-o", edition});
  ASSERT_EQ(made.status, 0) << made.error;
  EXPECT_EQ(course({edition})["problems"][0]["out_of"], "10");
  EXPECT_EQ(course({edition})["problems"].size(), 3U);

  const std::string scheme = "scheme = { method = 1, accuracy = 2, follow_through = 0.5, convention = \"strict\" }\n";
  scratch_.write("edition/paper.toml",
                 paper + own + "marks = 7\n" + scheme + drawn + "void = true\n" + last + "marks = 4\n");
  const nlohmann::json amended = course({edition});
  ASSERT_EQ(amended["problems"].size(), 2U);
  EXPECT_EQ(amended["problems"][0]["out_of"], "7");
  EXPECT_EQ(amended["problems"][1]["out_of"], "4");
  // What the text says, the program reads: a value is worth twice its method in the first question.
  const std::string problem = scratch_.write("amended.toml", amended["problems"][0]["problem"]);
  const std::string sheet = scratch_.write("sheet.csv", "t,quantity,component,value\n1,v,1,0.04\n");
  const nlohmann::json checked =
      nlohmann::json::parse(stepmark_program({"check", problem, sheet, "--format", "json"}).output);
  EXPECT_EQ(checked["out_of"], "7");
  EXPECT_EQ(checked["lines"][0]["method"], "7/12");
  EXPECT_EQ(checked["lines"][0]["accuracy"], "7/6");
}

TEST_F(WebCommand, IsTheSameBytesOnEveryRun) {
  course({bowl});
  const std::string once = support::read_all(out_);
  course({bowl});
  EXPECT_EQ(support::read_all(out_), once);
}

TEST_F(WebCommand, RefusesWhatItCannotMake) {
  const std::string out = scratch_.path("x.html");
  expect_refused(web({}), {"-o is missing", "FILE.html"});
  expect_refused(web({"-o", scratch_.path("x.pdf")}), {"x.pdf", "is HTML"});
  expect_refused(web({"--exam", "-o", out}), {"--exam", "without a problem"});
  expect_refused(web({bowl, "--student", "s1", "-o", out}), {"--student", "edition of a paper"});
  expect_refused(web({"no.toml", "-o", out}), {"no.toml"});
  const std::string broken = scratch_.write("broken.toml", "optimizer = 'momentum'\nsteps = 1\n");
  expect_refused(web({broken, "-o", out}), {"broken.toml"});
  expect_refused(stepmark_program({"web", "--page", bowl, "-o", out}), {"momentum-bowl.toml", "no practice page"});
  const std::string taken = scratch_.write("taken.html", "mine");
  expect_refused(web({bowl, "-o", taken}), {"exists already"});
  EXPECT_EQ(support::read_all(taken), "mine");
  expect_refused(web({bowl, "-o", page_, "--force"}), {"blank.html"});
}

}  // namespace
}  // namespace stepmark::tests
