#include "problems/family.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "lib/optimizer/catalogue.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Draft drafted(const Family& family, Level level, std::uint64_t seed) {
  Draw draw({seed});
  Draft draft;
  draft.title = "A \"title\" \\ with marks";
  draft.optimizer = "momentum";
  draft.hyperparameters = {{"eta", Exact::decimal(5, 3)}};
  draft.steps = 3;
  draft.working.round = DecimalFormat::places(4);
  draft.working.carry = Working::Carry::rounded;
  draft.objective = family.draw(draw, {level, family.usual_dimension, 3}).objective;
  return draft;
}

std::string scratch(const std::string& file, const std::string& text) {
  const std::filesystem::path directory = std::filesystem::path(testing::TempDir()) / "stepmark-family";
  std::filesystem::create_directories(directory);
  std::ofstream(directory / file) << text;
  return directory;
}

/// What is written and read again works out as what was drawn.
TEST(Family, ADraftReadsBackAsItself) {
  for (const Family& family : families()) {
    for (const Level level : {Level::easy, Level::medium, Level::hard}) {
      for (std::uint64_t seed = 0; seed < 5; ++seed) {
        const Draft draft = drafted(family, level, seed);
        const std::string directory = scratch("data.csv", to_csv(draft.objective.data));
        const Problem direct = to_problem(draft, catalogue_definition(draft.optimizer));
        const Problem read = parse_problem(to_toml(draft, "data.csv"), "read.toml", directory);
        EXPECT_EQ(direct.title, read.title);
        EXPECT_EQ(direct.objective->parameters(), read.objective->parameters());
        EXPECT_EQ(direct.answer.ask, read.answer.ask);
        EXPECT_EQ(direct.working, read.working);
        const Trace one = solve(direct, settings_for(direct)), other = solve(read, settings_for(read));
        ASSERT_EQ(one.lines.size(), other.lines.size()) << family.id;
        for (std::size_t i = 0; i < one.lines.size(); ++i) EXPECT_EQ(one.lines[i].value, other.lines[i].value);
      }
    }
  }
}

TEST(Family, LongValleysAreLongAndTheirRatesOnTheStatedSide) {
  const Family& family = find_family("ill-conditioned");
  bool below = false, above = false;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Draw draw({seed});
    const Family::Drawn drawn = family.draw(draw, {Level::medium, 2, 2});
    const auto& a = drawn.objective.a;
    const double sum = a[0][0].to_double() + a[1][1].to_double();
    const double root = std::sqrt(sum * sum - 4 * (a[0][0] * a[1][1] - a[0][1] * a[1][0]).to_double());
    const double most = (sum + root) / 2, least = (sum - root) / 2;
    EXPECT_GT(most, 10 * least);
    const bool is_above = drawn.rate->to_double() > 2 / most;
    (is_above ? above : below) = true;
  }
  EXPECT_TRUE(below && above);
}

/// The characteristic polynomial says on which side of the largest eigenvalue a number is.
std::strong_ordering against_largest(const Exact& x, const std::vector<std::vector<Exact>>& a) {
  const Exact sum = a[0][0] + a[1][1];
  if (x * Exact(2) < sum) return std::strong_ordering::less;
  return x * (x - sum) + a[0][0] * a[1][1] - a[0][1] * a[1][0] <=> Exact(0);
}

TEST(Family, RatesOfLongValleysAreTheNearestThousandths) {
  const Family& family = find_family("ill-conditioned");
  int whole = 0;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    Draw draw({seed});
    const Family::Drawn drawn = family.draw(draw, {seed % 2 == 0 ? Level::easy : Level::medium, 2, 2});
    const Exact thousandths = *drawn.rate * Exact(1000);
    const bool stable = against_largest(Exact(2000) / thousandths, drawn.objective.a) > 0;
    const Exact product(stable ? 1800 : 2200);
    const auto order = against_largest(product / thousandths, drawn.objective.a);
    const Exact next = thousandths + Exact(stable ? 1 : -1);
    const auto other = against_largest(product / next, drawn.objective.a);
    EXPECT_TRUE(stable ? order >= 0 && other < 0 : order <= 0 && other > 0) << seed;
    whole += order == 0;
  }
  EXPECT_GT(whole, 10);
}

TEST(Family, NamesTheNearest) {
  EXPECT_EQ(find_family("beale").id, "beale");
  try {
    find_family("baele");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("did you mean 'beale'"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace stepmark::tests
