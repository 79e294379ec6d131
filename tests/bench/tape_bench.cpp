// Adam on Beale's function and its kin, on the tape and in hand-written loops; one run prints the ratios.
#include "lib/problem/problem.hpp"
#include "reports/markdown.hpp"
#include "reports/worked_solution.hpp"
#include "solver/arithmetic/binary.hpp"
#include "solver/arithmetic/enclosing.hpp"
#include "solver/arithmetic/exact.hpp"
#include "solver/arithmetic/nearest.hpp"
#include "solver/solve.hpp"
#include "solver/tape/run.hpp"
#include "solver/tape/side_by_side.hpp"
#include "solver/trace/hand.hpp"
#include "tests/bench/hand_written.hpp"
#include "tests/bench/ratios.hpp"
#include "tests/rooms.hpp"

namespace stepmark::bench {

namespace {

Problem read(const std::string& text) { return parse_problem(text, "bench", ""); }

/// With the gradient as the hand-written loops have it.
std::string adam_on_beale(int steps, const std::string& working = {}) {
  return "optimizer = \"adam-slides\"\nsteps = " + std::to_string(steps) +
         "\n[hyperparameters]\neta = 0.1\n[objective]\n" +
         "gradient = [\"2*(1.5 - x + x*y)*(y - 1) + 2*(2.25 - x + x*y^2)*(y^2 - 1) + 2*(2.625 - x + x*y^3)*(y^3 - "
         "1)\", "
         "\"2*(1.5 - x + x*y)*x + 2*(2.25 - x + x*y^2)*(2*x*y) + 2*(2.625 - x + x*y^3)*(3*x*y^2)\"]\n"
         "start = { x = 1, y = 1.5 }\n" +
         working;
}

std::string momentum_on_quadratic(int steps) {
  return "optimizer = \"momentum\"\nsteps = " + std::to_string(steps) +
         "\n[hyperparameters]\neta = 0.01\ngamma = 0.9\n[objective]\ngradient = [\"2*x\", \"10*y\"]\nstart = { x = 3, "
         "y = 1 }\n";
}

int bits(int digits) { return static_cast<int>(digits * 3.3219280948873626) + 1; }

constexpr int long_run = 20;

template <class Arithmetic>
void run_tape(benchmark::State& state, const std::string& problem, const Arithmetic& arithmetic) {
  const Tape tape = compile(read(problem));
  Machine<Arithmetic> machine(tape, arithmetic);
  for (auto _ : state) {
    machine.run();
    benchmark::DoNotOptimize(machine[tape.lines.back().result]);
    benchmark::ClobberMemory();
  }
}

void hand_mpfr(benchmark::State& state, int digits) {
  MpfrAdam adam(long_run, bits(digits));
  for (auto _ : state) {
    adam.run();
    benchmark::ClobberMemory();
  }
}

void hand_rational(benchmark::State& state) {
  std::vector<boost::multiprecision::mpq_rational> trace(std::size_t{10} * 3 * 2);
  for (auto _ : state) {
    rational_momentum(10, trace);
    benchmark::ClobberMemory();
  }
}

void hand_double(benchmark::State& state) {
  std::vector<double> trace(std::size_t{long_run} * quantities * 2);
  for (auto _ : state) {
    double_adam(long_run, 0.1, trace.data());
    benchmark::ClobberMemory();
  }
}

constexpr std::size_t many = 4096;

void hand_double_many(benchmark::State& state) {
  std::vector<double> trace(many * long_run * quantities * 2);
  for (auto _ : state) {
    for (std::size_t i = 0; i < many; ++i) {
      double_adam(long_run, 0.1 + 1e-6 * static_cast<double>(i), trace.data() + i * long_run * quantities * 2);
    }
    benchmark::ClobberMemory();
  }
}

void tape_double_many(benchmark::State& state) {
  const Problem problem = read(adam_on_beale(long_run));
  const Tape tape = compile(problem);
  SideBySide<double> together(tape, many);
  const std::uint32_t eta = tape.givens.front().result;
  for (std::size_t i = 0; i < many; ++i) together.set_constant(eta, i, 0.1 + 1e-6 * static_cast<double>(i));
  for (auto _ : state) {
    together.run();
    benchmark::ClobberMemory();
  }
}

void by_hand(benchmark::State& state) {
  const Problem problem = read(adam_on_beale(3, "[working]\nround = \"4 places\"\n"));
  const Tape tape = compile(problem);
  HandWork hand(tape, *problem.working);
  for (auto _ : state) {
    benchmark::DoNotOptimize(hand.run().data());
    benchmark::ClobberMemory();
  }
}

void naive_by_hand(benchmark::State& state, Naive how) {
  std::vector<double> trace(std::size_t{3} * quantities * 2);
  for (auto _ : state) {
    naive_by_hand_adam(3, 4, how, trace.data());
    benchmark::ClobberMemory();
  }
}

void compile_tape(benchmark::State& state) {
  const Problem problem = read(adam_on_beale(3));
  for (auto _ : state) benchmark::DoNotOptimize(compile(problem).code.data());
}

void worked(benchmark::State& state) {
  const std::string text = adam_on_beale(3, "[working]\nround = \"4 places\"\n");
  for (auto _ : state) {
    const Problem problem = read(text);
    benchmark::DoNotOptimize(to_markdown(worked_solution(problem, solve(problem, settings_for(problem)))).data());
  }
}

void register_all() {
  const auto add = [](const std::string& name, auto function) { benchmark::RegisterBenchmark(name.c_str(), function); };
  for (const int digits : {50, 100, 1000}) {
    const std::string suffix = "/" + std::to_string(digits);
    add("hand/mpfr" + suffix, [=](benchmark::State& state) { hand_mpfr(state, digits); });
    add("tape/nearest" + suffix,
        [=](benchmark::State& state) { run_tape(state, adam_on_beale(long_run), NearestArithmetic(bits(digits))); });
    add("tape/enclosing" + suffix,
        [=](benchmark::State& state) { run_tape(state, adam_on_beale(long_run), EnclosingArithmetic(bits(digits))); });
  }
  add("hand/mpq", hand_rational);
  add("tape/exact", [](benchmark::State& state) { run_tape(state, momentum_on_quadratic(10), ExactArithmetic()); });
  add("hand/double", hand_double);
  add("tape/binary64", [](benchmark::State& state) { run_tape(state, adam_on_beale(long_run), Binary64Arithmetic()); });
  add("hand/double_many", hand_double_many);
  add("tape/binary64_many", tape_double_many);
  add("hand/naive_text", [](benchmark::State& state) { naive_by_hand(state, Naive::text); });
  add("hand/naive_scaled", [](benchmark::State& state) { naive_by_hand(state, Naive::scaled); });
  add("tape/by_hand", by_hand);
  add("compile", compile_tape);
  add("worked_solution", worked);
}

}  // namespace

}  // namespace stepmark::bench

int main(int argc, char** argv) {
  stepmark::bench::register_all();
  return stepmark::bench::run(argc, argv,
                              {{"tape/nearest/50", "hand/mpfr/50", 1.25},
                               {"tape/nearest/100", "hand/mpfr/100", 1.2},
                               {"tape/nearest/1000", "hand/mpfr/1000", 1.05},
                               {"tape/enclosing/50", "hand/mpfr/50", 2.8},
                               {"tape/enclosing/100", "hand/mpfr/100", 2.8},
                               {"tape/enclosing/1000", "hand/mpfr/1000", 0},
                               {"hand/mpq", "tape/exact", 10, false},
                               {"tape/by_hand", "hand/naive_text", 1},
                               {"tape/by_hand", "hand/naive_scaled", 0},
                               {"tape/binary64", "hand/double", 5},
                               {"tape/binary64_many", "hand/double_many", 1}});
}
