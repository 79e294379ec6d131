// A class of 100,000 sheets of two steps of Adam in two dimensions, 20 lines each, read, judged and written by the
// program itself on one thread; beside them, classes that are harder to judge. --check exits with 1 when a bound on
// time or memory is missed.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

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
#include "tests/rooms.hpp"
#include "tests/support/program.hpp"

namespace stepmark::bench {

namespace {

constexpr int class_size = 100'000;

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

/// What the classes of the benchmark are made of.
struct Sheets {
  const std::vector<Cells>& right;
  const std::vector<Cells>& wrong;
  std::mt19937 random{7};

  const Cells& any(const std::vector<Cells>& of) { return of[random() % of.size()]; }
  std::string& any_value(Cells& cells) { return cells[random() % cells.size()].value; }
  /// Of four places below ten, as no method comes to.
  std::string any_number() { return std::to_string(static_cast<double>(random() % 100'000) / 1e4); }
};

using Draw = Cells (*)(Sheets&);

Cells right(Sheets& sheets) { return sheets.any(sheets.right); }

/// Every third is faulty: half of these by a wrong method all through, half by a number that nothing explains, which is
/// what takes longer.
Cells one_in_three_faulty(Sheets& sheets) {
  if (sheets.random() % 3 != 0) return right(sheets);
  if (sheets.random() % 2 == 0) return sheets.any(sheets.wrong);
  Cells cells = right(sheets);
  sheets.any_value(cells) = sheets.any_number();
  return cells;
}

Cells three_random_numbers(Sheets& sheets) {
  Cells cells = right(sheets);
  for (int i = 0; i < 3; ++i) sheets.any_value(cells) = sheets.any_number();
  return cells;
}

Cells gap_and_one_wrong(Sheets& sheets) {
  Cells cells = right(sheets);
  sheets.any_value(cells) = "";
  sheets.any_value(cells) = sheets.any_number();
  return cells;
}

Cells all_random(Sheets& sheets) {
  Cells cells = right(sheets);
  for (Cell& cell : cells) cell.value = sheets.any_number();
  return cells;
}

void write_class(const std::string& file, Draw draw, int count) {
  const Problem worked = parse_problem(problem, "bench", "");
  const std::vector<Cells> right_ones = right_sheets(worked), wrong_ones = wrong_sheets(worked);
  Sheets sheets{right_ones, wrong_ones};
  std::ofstream out(file);
  out << "student,t,quantity,component,value\n";
  for (int i = 0; i < count; ++i) {
    for (const Cell& cell : draw(sheets)) out << 's' << i << ',' << cell.place << ',' << cell.value << '\n';
  }
}

struct Cost {
  double seconds, megabytes;
};

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

/// What a program takes of a core, whatever else the machine does.
Cost spent(const std::vector<std::string>& words) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
  }
  int status = 0;
  rusage used{};
  ::wait4(child, &status, 0, &used);
  if (status != 0) std::exit(2);
  return {seconds(used.ru_utime) + seconds(used.ru_stime), static_cast<double>(used.ru_maxrss) / 1024};
}

struct Case {
  const char* name;
  Draw draw;
  int count;
  double most_seconds;  ///< 0: shown beside those that are bound
  bool everything = false;
};

/// The issue bounds right sheets, and one in three faulty; nobody hands in a class of the others.
constexpr Case cases[] = {
    {"right", right, class_size, 10},
    {"one in three faulty", one_in_three_faulty, class_size, 60},
    {"three random numbers in each", three_random_numbers, class_size / 10, 0},
    {"a gap and one wrong number in each", gap_and_one_wrong, class_size / 10, 0},
    {"all random", all_random, class_size / 10, 0},
    {"one in three faulty, with all outputs", one_in_three_faulty, class_size, 0, true},
};

Cost marked(const std::string& directory, const Case& one) {
  const std::string in = directory + "/class.csv";
  write_class(in, one.draw, one.count);
  std::vector<std::string> words = {STEPMARK_PROGRAM, "mark", directory + "/problem.toml", in, "--threads", "1",
                                    "--force",        "-o",   directory + "/gradebook.csv"};
  if (one.everything) {
    words.insert(words.end(), {"--feedback", directory + "/feedback", "--statistics", directory + "/statistics.md",
                               "--details", directory + "/details.jsonl"});
  }
  return spent(words);
}

bool report(const Case& one, const Cost& cost) {
  constexpr double most_megabytes = 200;
  const bool kept = (one.most_seconds == 0 || cost.seconds < one.most_seconds) && cost.megabytes < most_megabytes;
  const std::string bound =
      one.most_seconds == 0 ? "          " : "(bound " + std::to_string(static_cast<int>(one.most_seconds)) + ")";
  std::printf("%7d sheets, %-38s %6.1f s %s  %4.0f us a sheet  %4.0f MiB (bound %3.0f)  %s\n", one.count, one.name,
              cost.seconds, bound.c_str(), cost.seconds * 1e6 / one.count, cost.megabytes, most_megabytes,
              kept ? "kept" : "missed");
  std::fflush(stdout);
  return kept;
}

bool run() {
  ::setenv("TMPDIR", "/dev/shm", 0);
  const support::ScratchDirectory scratch;
  scratch.write("problem.toml", problem);
  bool kept = true;
  for (const Case& one : cases) kept = report(one, marked(scratch.path("."), one)) && kept;
  return kept;
}

}  // namespace

}  // namespace stepmark::bench

int main(int argc, char** argv) {
  const bool check = argc > 1 && std::string(argv[1]) == "--check";
  return !stepmark::bench::run() && check ? 1 : 0;
}
