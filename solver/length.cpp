#include "solver/length.hpp"

#include <algorithm>
#include <cstdlib>

#include "lib/base/error.hpp"

namespace stepmark::solver {

namespace {

void check(const Problem& problem, std::size_t count, std::size_t most, const char* what, const std::string& expected) {
  if (count <= most) return;
  throw InputError({problem.file, 0, 0}, "the problem has " + std::to_string(count) + ' ' + what,
                   expected + ", at most " + std::to_string(most) + ' ' + what);
}

/// From the first digit that is written out to the last: 1e-400 has 401.
std::size_t digits_of(const Exact& x) {
  if (x.is_zero()) return 1;
  const std::size_t digits = x.bits() * 30'103 / 100'000;  // log10(2)
  return std::max(digits, static_cast<std::size_t>(std::abs(x.decimal_exponent()))) + 1;
}

/// The most that a number is given with, or rounded to.
std::size_t most_digits(const Problem& problem, const Tape& tape) {
  std::size_t most = problem.working ? static_cast<std::size_t>(problem.working->round.digits) : 0;
  if (problem.answer.give) most = std::max(most, static_cast<std::size_t>(problem.answer.give->digits));
  for (const Exact& constant : tape.constants) most = std::max(most, digits_of(constant));
  return most;
}

void check_digits(const Problem& problem, const Tape& tape, const Length& longest, const std::string& expected) {
  const std::size_t digits = most_digits(problem, tape);
  const std::size_t most = longest.operations * (usual_digits * usual_digits) / (digits * digits);
  if (digits <= usual_digits || tape.code.size() <= most) return;
  const std::string so_long = " operations on numbers of " + std::to_string(digits) + " digits";
  throw InputError({problem.file, 0, 0}, "the problem has " + std::to_string(tape.code.size()) + so_long,
                   expected + ", at most " + std::to_string(most) + so_long);
}

}  // namespace

void check_length(const Problem& problem, const Length& longest, const std::string& expected) {
  check(problem, line_count(problem), longest.lines, "lines", expected);
  check_length(problem, compile(problem), longest, expected);
}

void check_length(const Problem& problem, const Tape& tape, const Length& longest, const std::string& expected) {
  check(problem, tape.lines.size(), longest.lines, "lines", expected);
  check(problem, tape.code.size(), longest.operations, "operations", expected);
  check_digits(problem, tape, longest, expected);
}

}  // namespace stepmark::solver
