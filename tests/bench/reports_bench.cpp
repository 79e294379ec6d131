// Worked solutions to Markdown, thousands in a row: two steps of Adam with two parameters, worked by hand beforehand.
#include <fmt/format.h>

#include <random>

#include "reports/markdown.hpp"
#include "reports/worked_solution.hpp"
#include "solver/solve.hpp"
#include "tests/bench/ratios.hpp"

namespace stepmark::bench {

namespace {

struct Worked {
  Problem problem;
  Trace trace;
};

/// Like those of a generated set: the coefficients, the start and the learning rate differ.
std::vector<Worked> made(std::size_t count) {
  std::mt19937 random(7);
  const auto integer = [&](int first, int last) {
    return first + static_cast<int>(random() % static_cast<unsigned>(last - first + 1));
  };
  std::vector<Worked> all;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string text = fmt::format(
        "title = \"Problem {}\"\noptimizer = \"adam-slides\"\nsteps = 2\n[hyperparameters]\neta = 0.{}\n[objective]\n"
        "function = \"{}*x^2 + {}*x*y + {}*y^2\"\nstart = {{ x = {}, y = -{}.5 }}\n[working]\nround = \"4 places\"\n",
        i, integer(1, 5), integer(2, 9), integer(2, 4), integer(2, 9), integer(1, 5), integer(1, 5));
    Problem problem = parse_problem(text, "bench", "");
    Trace trace = solve(problem, settings_for(problem));
    all.push_back({std::move(problem), std::move(trace)});
  }
  return all;
}

const std::vector<Worked>& several() {
  static const std::vector<Worked> all = made(2000);
  return all;
}

void one_by_one(benchmark::State& state) {
  std::string out;
  std::size_t i = 0;
  for (auto _ : state) {
    const Worked& worked = several()[i++ % several().size()];
    out.clear();
    append_markdown(out, worked_solution(worked.problem, worked.trace));
    benchmark::DoNotOptimize(out.data());
  }
}

void by_the_thousand(benchmark::State& state) {
  WorkedSolutions solutions;
  std::string out;
  std::size_t i = 0;
  for (auto _ : state) {
    const Worked& worked = several()[i++ % several().size()];
    out.clear();
    solutions.render(worked.problem, worked.trace, out);
    benchmark::DoNotOptimize(out.data());
  }
}

}  // namespace

}  // namespace stepmark::bench

int main(int argc, char** argv) {
  benchmark::RegisterBenchmark("one_by_one", stepmark::bench::one_by_one);
  benchmark::RegisterBenchmark("by_the_thousand", stepmark::bench::by_the_thousand);
  return stepmark::bench::run(argc, argv, {});
}
