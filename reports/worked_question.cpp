#include "reports/worked_question.hpp"

#include <algorithm>

#include "lib/base/error.hpp"
#include "problems/kind.hpp"
#include "solver/asked.hpp"
#include "solver/solve.hpp"
#include "solver/trace/carried.hpp"
#include "solver/trace/hand.hpp"

namespace stepmark::reports {

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

WorkedQuestion::WorkedQuestion(const Problem& problem)
    : problem_(problem),
      trace_(solve(problem, settings_for(problem))),
      tape_(compile(problem)),
      notation_(problem_, trace_),
      format_(precision_asked(problem)),
      asked_(asked_lines(problem, tape_)),
      stated_(state(tape_)) {
  STEPMARK_ASSERT(stated_.size() == tape_.lines.size());
}

bool WorkedQuestion::is_asked(std::size_t line) const { return std::binary_search(asked_.begin(), asked_.end(), line); }

Stated WorkedQuestion::state(const Tape& tape) const {
  const Working working = problem_.working.value_or(Working{});
  return working.carries_rounded() ? by_hand(tape, working, format_) : carried(tape, working.ties, format_);
}

Stated WorkedQuestion::state(const WrongMethod& method) const {
  return state(compile(worked_wrongly(problem_, method)));
}

Inline WorkedQuestion::number(const Exact& stated) const { return math(latex_number(text(stated)).latex); }

Inline WorkedQuestion::name(std::size_t line) const {
  const TraceLine& at = trace_.lines[line];
  const std::string& quantity = problem_.optimizer.equations[at.equation].quantity;
  return math(notation_.quantity(quantity, std::to_string(at.index), at.component));
}

Inline WorkedQuestion::row_name(std::size_t line) const {
  const TraceLine& at = trace_.lines[line];
  const std::string& quantity = problem_.optimizer.equations[at.equation].quantity;
  return math(notation_.quantity(quantity, std::to_string(at.index), std::nullopt));
}

const WrongMethod& shown_way(const WorkedQuestion& question, RivalMethods& methods, const std::string& mistake) {
  const Location place{question.problem().file, 0, 0};
  try {
    find_mistake(mistake);
  } catch (const InputError& error) {
    throw error.at(place);
  }
  for (const WrongMethod& method : methods.of(question.problem())) {
    if (method.mistake != mistake) continue;
    const Stated stated = question.state(method);
    if (stated.size() == question.stated().size() && stated != question.stated()) return method;
  }
  throw InputError(place, "the mistake " + in_quotes(mistake) + " changes nothing here, or cannot be worked to the end",
                   "expected another; see stepmark mistakes PROBLEM");
}

}  // namespace stepmark::reports
