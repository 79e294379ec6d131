#include "solver/stated.hpp"

#include "solver/asked.hpp"
#include "solver/trace/carried.hpp"
#include "solver/trace/hand.hpp"

namespace stepmark::solver {

namespace {

Stated by_hand(const Tape& tape, const Working& working, const DecimalFormat& format) {
  HandWork hand(tape, working);
  try {
    hand.run();
  } catch (const NoValue&) {  // the lines before it stand
  }
  Stated stated;
  for (const HandWork::Written& line : hand.written()) stated.push_back(line.value.rounded(format, working.ties));
  return stated;
}

Stated carried(const Tape& tape, RoundingRule ties, const DecimalFormat& format) {
  CarriedWork work(tape, format.digits);
  Stated stated;
  try {
    for (std::size_t line = 0; line < tape.lines.size(); ++line) {
      stated.push_back(work.rounded(line, format, ties).value);
    }
  } catch (const NoValue&) {  // the lines before it stand
  }
  return stated;
}

}  // namespace

Stated state(const Problem& problem, const Tape& tape) {
  const Working working = problem.working.value_or(Working{});
  const DecimalFormat format = precision_asked(problem);
  return working.carries_rounded() ? by_hand(tape, working, format) : carried(tape, working.ties, format);
}

}  // namespace stepmark::solver
