// The problems that are shipped.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "problems/certificate.hpp"
#include "solver/mistake/mistake.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::vector<std::string> bank() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator("problems/bank")) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(Bank, EveryProblemIsCertified) {
  Certifier certifier;
  for (const std::string& file : bank()) {
    const Certificate certificate = certifier.certify(read_problem(file), Evidence::brief);
    EXPECT_TRUE(certificate.holds()) << file << ": "
                                     << (certificate.reasons.empty() ? "" : certificate.reasons.front().english());
  }
}

TEST(Bank, CoversEveryOptimizerOfTheCourseAndEveryKind) {
  std::set<std::string> optimizers, titles;
  std::set<Question::Kind> kinds;
  bool in_the_middle = false;
  for (const std::string& file : bank()) {
    const Problem problem = read_problem(file);
    optimizers.insert(problem.base.name);
    kinds.insert(problem.question.kind);
    in_the_middle = in_the_middle || problem.state.has_value();
    EXPECT_FALSE(problem.title.empty()) << file;
  }
  EXPECT_GE(bank().size(), 40U);
  for (const char* name : {"gradient-descent", "momentum", "momentum-notebook", "momentum-pytorch", "nesterov",
                           "nesterov-notebook", "nesterov-pytorch", "adagrad-slides", "adagrad-notebook", "adagrad",
                           "rmsprop-slides", "rmsprop-notebook", "rmsprop", "adam-slides", "adam"}) {
    EXPECT_EQ(optimizers.count(name), 1U) << name;
  }
  EXPECT_EQ(kinds.size(), 10U);
  EXPECT_TRUE(in_the_middle);
}

TEST(Bank, NamesMistakesThatExist) {
  for (const std::string& file : bank()) {
    const Question question = read_problem(file).question;
    if (!question.mistake.empty()) {
      EXPECT_NO_THROW(find_mistake(question.mistake)) << file;
    }
    for (const std::string& choice : question.choices) {
      if (!choice.empty()) {
        EXPECT_NO_THROW(find_mistake(choice)) << file;
      }
    }
  }
}

}  // namespace
}  // namespace stepmark::tests
