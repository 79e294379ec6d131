#include "reports/handout.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace stepmark {
namespace {

std::vector<Problem> bank() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator("problems/bank")) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  std::vector<Problem> problems;
  // More than a thread takes at a time, with all kinds of questions.
  for (int round = 0; round < 2; ++round) {
    for (const std::string& file : files) problems.push_back(read_problem(file));
  }
  return problems;
}

TEST(Handout, IsTheSameWithAnyNumberOfThreads) {
  const std::vector<Problem> problems = bank();
  ASSERT_GT(problems.size(), 80U);
  for (const HandoutKind kind : {HandoutKind::questions, HandoutKind::solutions, HandoutKind::marker}) {
    const std::string one = handout(problems, kind, "All");
    EXPECT_EQ(handout(problems, kind, "All", 3), one);
    std::size_t questions = 0;
    for (std::size_t at = 0; (at = one.find("\n## Question ", at)) != std::string::npos; ++at) ++questions;
    EXPECT_EQ(questions, problems.size());
  }
}

}  // namespace
}  // namespace stepmark
