// Whole sets, files and certificates included, as a tutor makes them: the program itself on one thread. What it takes
// of the processor is told beside the time on the clock, since that one depends on who else is working.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cstdlib>

#include "tests/rooms.hpp"
#include "tests/support/program.hpp"

namespace stepmark::bench {

namespace {

constexpr int problems = 1000;

/// Of all programs that have been run, in seconds of user time.
double processor_time() {
  rusage used{};
  ::getrusage(RUSAGE_CHILDREN, &used);
  return static_cast<double>(used.ru_utime.tv_sec) + static_cast<double>(used.ru_utime.tv_usec) * 1e-6;
}

void generate_set(benchmark::State& state, const std::string& optimizer, const std::string& level) {
  const double before = processor_time();
  for (auto _ : state) {
    const support::ScratchDirectory scratch;
    const auto outcome = support::run_program({STEPMARK_PROGRAM, "generate", "--optimizer", optimizer, "--level", level,
                                               "--count", std::to_string(problems), "--steps", "2", "--dimension", "2",
                                               "--threads", "1", "-o", scratch.path("set")});
    if (outcome.status != 0) state.SkipWithError(outcome.error.c_str());
  }
  state.counters["problems/s"] =
      benchmark::Counter(double{problems} * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
  const double made = double{problems} * static_cast<double>(state.iterations());
  state.counters["problems/s of user time"] = made / (processor_time() - before);
}

}  // namespace

}  // namespace stepmark::bench

int main(int argc, char** argv) {
  // A disk that has just seen as many files deleted is slow to make new ones: ext4 keeps away from their places.
  ::setenv("TMPDIR", "/dev/shm", 0);
  using stepmark::bench::generate_set;
  for (const char* optimizer : {"momentum", "nesterov", "adagrad-slides", "rmsprop-slides", "adam-slides"}) {
    for (const char* level : {"easy", "medium", "hard"}) {
      benchmark::RegisterBenchmark((std::string(optimizer) + '/' + level).c_str(), generate_set, optimizer, level)
          ->Unit(benchmark::kMillisecond)
          ->UseRealTime()
          ->Iterations(1);
    }
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
}
