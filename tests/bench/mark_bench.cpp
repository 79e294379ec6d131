// A class of 100,000 sheets of two steps of Adam in two dimensions, 20 lines each, read, judged and written by the
// program itself on one thread. --check exits with 1 when a bound on time or memory is missed.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "solver/asked.hpp"
#include "solver/honest_paths.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/solve.hpp"
#include "tests/support/program.hpp"

namespace stepmark::bench {

namespace {

constexpr int sheets = 100'000;

const char* const problem =
    "optimizer = 'adam-slides'\nsteps = 2\n[hyperparameters]\neta = 0.1\nbeta1 = 0.8\nbeta2 = 0.9\n[objective]\n"
    "gradient = ['2*x - 1.5', '6*y + 0.7']\nstart = { x = 3.2, y = 1.7 }\n[working]\nround = '4 places'\n";

struct Cell {
  std::string place;  ///< "1,m,x"
  std::string value;
};
using Cells = std::vector<Cell>;

/// `Line` is one of a tape or of a trace.
template <class Line>
std::string place_of(const Problem& worked, const Line& line) {
  return std::to_string(line.t) + ',' + worked.optimizer.equations[line.equation].quantity + ',' +
         worked.objective->parameters()[*line.component];
}

/// The sheets of the seven honest paths.
std::vector<Cells> right_sheets(const Problem& worked) {
  const Tape tape = compile(worked);
  const DecimalFormat format = precision_asked(worked);
  std::vector<Cells> all;
  for (const HonestRule& rule : honest_rules(worked)) {
    const HonestAnswers answers = follow(rule, tape, format, {});
    Cells cells;
    for (std::size_t i = 0; i < tape.lines.size(); ++i) {
      cells.push_back({place_of(worked, tape.lines[i]),
                       to_string(answers.values.at(i).rounded(format, RoundingRule::half_up), format)});
    }
    all.push_back(std::move(cells));
  }
  return all;
}

/// A sheet for each wrong method that has a value everywhere.
std::vector<Cells> wrong_sheets(const Problem& worked) {
  std::vector<Cells> all;
  for (const WrongMethod& method : wrong_methods(worked)) {
    const Problem wrong = worked_wrongly(worked, method);
    try {
      Cells cells;
      for (const TraceLine& line : solve(wrong, settings_for(wrong)).lines) {
        cells.push_back({place_of(worked, line), line.value.text});
      }
      all.push_back(std::move(cells));
    } catch (const InputError&) {
      continue;
    }
  }
  return all;
}

/// One sheet in `faulty_in` is faulty (0: none): half of these by a wrong method all through, half by a wrong number
/// that nothing explains, which is what takes longest.
void write_class(const std::string& file, unsigned faulty_in) {
  const Problem worked = parse_problem(problem, "bench", "");
  const std::vector<Cells> right = right_sheets(worked), wrong = wrong_sheets(worked);
  std::mt19937 random(7);
  std::ofstream out(file);
  out << "student,t,quantity,component,value\n";
  for (int i = 0; i < sheets; ++i) {
    const bool faulty = faulty_in > 0 && random() % faulty_in == 0;
    const bool by_method = faulty && random() % 2 == 0;
    Cells cells = by_method ? wrong[random() % wrong.size()] : right[random() % right.size()];
    if (faulty && !by_method)
      cells[random() % cells.size()].value = std::to_string(static_cast<double>(random() % 100'000) / 1e4);
    for (const Cell& cell : cells) out << 's' << i << ',' << cell.place << ',' << cell.value << '\n';
  }
}

struct Cost {
  double seconds, megabytes;
};

Cost marked(const std::string& directory, const std::string& sheets_file) {
  const auto begin = std::chrono::steady_clock::now();
  const testing::Outcome outcome =
      testing::run_program({STEPMARK_PROGRAM, "mark", directory + "/problem.toml", sheets_file, "--threads", "1",
                            "--force", "-o", directory + "/gradebook.csv"});
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  if (outcome.status != 0) {
    std::fputs(outcome.error.c_str(), stderr);
    std::exit(2);
  }
  rusage used{};
  ::getrusage(RUSAGE_CHILDREN, &used);
  return {taken.count(), static_cast<double>(used.ru_maxrss) / 1024};
}

bool report(const char* what, const Cost& cost, double most_seconds) {
  constexpr double most_megabytes = 200;
  const bool kept = cost.seconds < most_seconds && cost.megabytes < most_megabytes;
  std::printf("%-50s %6.1f s (bound %2.0f)  %5.0f MiB (bound %3.0f)  %s\n", what, cost.seconds, most_seconds,
              cost.megabytes, most_megabytes, kept ? "kept" : "missed");
  return kept;
}

bool run() {
  ::setenv("TMPDIR", "/dev/shm", 0);
  const testing::ScratchDirectory scratch;
  scratch.write("problem.toml", problem);
  write_class(scratch.path("right.csv"), 0);
  write_class(scratch.path("faulty.csv"), 3);
  const bool right = report("100,000 right sheets", marked(scratch.path("."), scratch.path("right.csv")), 10);
  const bool faulty =
      report("100,000 sheets, one in three faulty", marked(scratch.path("."), scratch.path("faulty.csv")), 60);
  return right && faulty;
}

}  // namespace

}  // namespace stepmark::bench

int main(int argc, char** argv) {
  const bool check = argc > 1 && std::string(argv[1]) == "--check";
  return !stepmark::bench::run() && check ? 1 : 0;
}
