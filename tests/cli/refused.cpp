#include "tests/cli/refused.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/rooms.hpp"

namespace stepmark::tests {

support::Outcome stepmark_program(std::vector<std::string> words) {
  words.insert(words.begin(), STEPMARK_PROGRAM);
  return support::run_program(words);
}

support::Outcome in_shell(const std::string& line) {
  return support::run_program({"/bin/bash", "-c", line, STEPMARK_PROGRAM});
}

void expect_refused(const support::Outcome& outcome, const std::vector<std::string>& parts) {
  EXPECT_EQ(outcome.status, 2) << outcome.output.substr(0, 200);
  EXPECT_EQ(outcome.output, "");
  EXPECT_EQ(std::count(outcome.error.begin(), outcome.error.end(), '\n'), 1) << outcome.error.substr(0, 500);
  EXPECT_LT(outcome.error.size(), 400u);
  for (const std::string& part : parts)
    EXPECT_NE(outcome.error.find(part), std::string::npos) << outcome.error << "lacks " << part;
}

}  // namespace stepmark::tests
