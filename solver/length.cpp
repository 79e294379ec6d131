#include "solver/length.hpp"

#include "lib/base/error.hpp"

namespace stepmark::solver {

namespace {

void check(const Problem& problem, std::size_t count, std::size_t most, const char* what, const std::string& expected) {
  if (count <= most) return;
  throw InputError({problem.file, 0, 0}, "the problem has " + std::to_string(count) + ' ' + what,
                   expected + ", at most " + std::to_string(most) + ' ' + what);
}

}  // namespace

void check_length(const Problem& problem, const Length& longest, const std::string& expected) {
  check(problem, line_count(problem), longest.lines, "lines", expected);
  check(problem, compile(problem).code.size(), longest.operations, "operations", expected);
}

void check_length(const Problem& problem, const Tape& tape, const Length& longest, const std::string& expected) {
  check(problem, tape.lines.size(), longest.lines, "lines", expected);
  check(problem, tape.code.size(), longest.operations, "operations", expected);
}

}  // namespace stepmark::solver
