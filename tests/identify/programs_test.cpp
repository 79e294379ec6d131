// Numbers that other people's programs printed, in data/.
#include <gtest/gtest.h>

#include "lib/problem/problem.hpp"
#include "solver/identify/verify.hpp"

namespace stepmark {
namespace {

const std::string data = "tests/identify/data/";

std::optional<Difference> first_difference(const std::string& name, Agreement agreement) {
  return verify(read_problem(data + name + "/problem.toml"), read_observed(data + name + "/trace.csv"), agreement)
      .first;
}

TEST(Programs, ClippedByPyTorchAgreesBitForBit) {
  EXPECT_FALSE(first_difference("clip-torch", Agreement::binary64));
  Problem without = read_problem(data + "clip-torch/problem.toml");
  without.modifiers.clip_epsilon.reset();
  without.optimizer = apply(without.modifiers, without.base);
  EXPECT_TRUE(verify(without, read_observed(data + "clip-torch/trace.csv"), Agreement::digits).first);
}

}  // namespace
}  // namespace stepmark
