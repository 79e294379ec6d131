// Worked solutions to Markdown, thousands in a row: two steps of Adam with two parameters, worked by hand beforehand.
#include <fmt/format.h>

#include <cstdio>
#include <random>
#include <thread>

#include "lib/base/in_order.hpp"
#include "reports/markdown.hpp"
#include "reports/render.hpp"
#include "reports/worked_solution.hpp"
#include "solver/solve.hpp"
#include "tests/bench/ratios.hpp"
#include "tests/rooms.hpp"

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
  static const std::vector<Worked> all = made(256);
  return all;
}

void page(benchmark::State& state) {
  std::string out;
  std::size_t i = 0;
  for (auto _ : state) {
    const Worked& worked = several()[i++ % several().size()];
    out.clear();
    render(Format::markdown, worked_solution(worked.problem, worked.trace), out);
    benchmark::DoNotOptimize(out.data());
  }
}

/// A page cut at its numbers: what a loop written for these pages alone would know, and what it would print.
struct Cut {
  std::vector<std::string> literals, numbers;
};

Cut cut(const std::string& page) {
  Cut pieces;
  const auto is_number = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
  for (std::size_t at = 0; at < page.size();) {
    const auto end_of = [&](bool number) {
      std::size_t end = at;
      while (end < page.size() && is_number(page[end]) == number) ++end;
      return end;
    };
    std::size_t end = end_of(false);
    pieces.literals.push_back(page.substr(at, end - at));
    at = end;
    end = end_of(true);
    pieces.numbers.push_back(page.substr(at, end - at));
    at = end;
  }
  return pieces;
}

/// The bound below: fmt prints the same bytes, and decides nothing.
void fmt_loop(benchmark::State& state) {
  std::vector<Cut> pages;
  for (const Worked& worked : several())
    pages.push_back(cut(to_markdown(worked_solution(worked.problem, worked.trace))));
  fmt::memory_buffer out;
  std::size_t i = 0;
  for (auto _ : state) {
    const Cut& page = pages[i++ % pages.size()];
    out.clear();
    for (std::size_t k = 0; k < page.literals.size(); ++k) {
      fmt::format_to(std::back_inserter(out), "{}{}", page.literals[k], page.numbers[k]);
    }
    benchmark::DoNotOptimize(out.data());
  }
}

/// From the problem: worked by hand and printed.
void worked_and_printed(benchmark::State& state) {
  std::string out;
  std::size_t i = 0;
  for (auto _ : state) {
    const Problem& problem = several()[i++ % several().size()].problem;
    out.clear();
    render(Format::markdown, worked_solution(problem, solve(problem, settings_for(problem))), out);
    benchmark::DoNotOptimize(out.data());
  }
}

/// 4,096 pages by both cores, in order into one file; the time of one page by the clock on the wall.
void into_one_file(benchmark::State& state) {
  constexpr std::size_t pages = 4096;
  std::FILE* file = std::tmpfile();
  const auto maker = [] {
    return [](std::size_t i, std::string& text) {
      const Worked& worked = several()[i % several().size()];
      render(Format::markdown, worked_solution(worked.problem, worked.trace), text);
    };
  };
  for (auto _ : state) {
    std::rewind(file);
    make_in_order(pages, std::thread::hardware_concurrency(), maker,
                  [&](std::string_view text) { std::fwrite(text.data(), 1, text.size(), file); });
  }
  std::fclose(file);
  state.counters["pages a second"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * pages, benchmark::Counter::kIsRate);
}

}  // namespace

}  // namespace stepmark::bench

int main(int argc, char** argv) {
  using namespace stepmark::bench;
  benchmark::RegisterBenchmark("fmt_loop", fmt_loop);
  benchmark::RegisterBenchmark("page", page);
  benchmark::RegisterBenchmark("worked_and_printed", worked_and_printed);
  benchmark::RegisterBenchmark("into_one_file", into_one_file)->UseRealTime()->MinTime(0.5);
  return run(argc, argv, {{"page", "fmt_loop", 0}});
}
