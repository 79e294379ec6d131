#include "reports/plain_question.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "reports/plain_text.hpp"
#include "reports/render.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::string question_text(const Problem& problem) { return rendered(Format::text, plain_question(problem)); }

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(PlainQuestion, SaysTheMethodOfEveryProblemOfTheBankAndNothingOfItsRecord) {
  for (const auto& entry : std::filesystem::directory_iterator("problems/bank")) {
    if (entry.path().extension() != ".toml") continue;
    const Problem problem = read_problem(entry.path().string());
    const std::string text = question_text(problem);
    for (const Equation& equation : problem.optimizer.equations) EXPECT_TRUE(has(text, to_text(equation))) << entry;
    for (const char* record : {"\nusual", "\nconvention", "\nsource", "\nhyper"})
      EXPECT_FALSE(has(text, record)) << entry;
    EXPECT_TRUE(has(text, "halves ")) << entry;
  }
}

TEST(PlainQuestion, ShowsWhatItsKindShows) {
  const auto text = [](const char* name) { return question_text(read_problem(std::string("problems/bank/") + name)); };
  EXPECT_TRUE(has(text("adam-faded.toml"), "  v of y at step 1 = 0.2560\n"));
  EXPECT_FALSE(has(text("adam-faded.toml"), "v_hat of x at step 1 ="));
  EXPECT_TRUE(has(text("adam-choice.toml"), "\n  D  7.2000, -16.0000, 5.4007, -2.8010\n"));
  EXPECT_TRUE(has(text("adagrad-find-error.toml"), "  G of x at step 2 = 84.6400\n"));
  EXPECT_TRUE(has(text("adam-against-rmsprop.toml"), "G[t] = gamma*G[t-1] + (1 - gamma)*g[t]^2"));
  EXPECT_TRUE(has(text("adam-from-step-four.toml"), "after step 3: "));
}

TEST(PlainQuestion, WrapsAtSpacesAndLosesNothing) {
  const std::string text = "J = " + std::string("(1.5 - x + x*y)^2 + ") + "(2.25 - x + x*y^2)^2\n\nShort.\nno end";
  for (const std::size_t width : {20U, 24U, 30U, 79U}) {
    std::istringstream lines(wrapped(text, width));
    std::string joined;
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(line.size(), width);
      for (const char c : line) joined += c == ' ' ? "" : std::string(1, c);
    }
    EXPECT_EQ(joined, "J=(1.5-x+x*y)^2+(2.25-x+x*y^2)^2Short.noend") << width;
  }
  EXPECT_EQ(wrapped("one two three four five\n", 20), "one two three four\nfive\n");
  EXPECT_EQ(wrapped("a = one two three four five", 20), "a = one two three\n    four five");
  EXPECT_EQ(wrapped(std::string(30, 'x') + " y", 20), std::string(30, 'x') + "\ny");
}

}  // namespace
}  // namespace stepmark::tests
