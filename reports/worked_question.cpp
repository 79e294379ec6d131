#include "reports/worked_question.hpp"

#include <algorithm>

#include "solver/asked.hpp"
#include "solver/questions/shown_working.hpp"
#include "solver/solve.hpp"

namespace stepmark::reports {

WorkedQuestion::WorkedQuestion(const Problem& problem, const Certificate* certificate)
    : problem_(problem),
      certificate_(certificate),
      trace_(solve(problem, settings_for(problem))),
      tape_(compile(problem)),
      notation_(problem_, trace_),
      format_(precision_asked(problem)),
      asked_(asked_lines(problem, tape_)),
      stated_(state(tape_)) {
  STEPMARK_ASSERT(stated_.size() == tape_.lines.size());
}

bool WorkedQuestion::is_asked(std::size_t line) const { return std::binary_search(asked_.begin(), asked_.end(), line); }

const std::vector<WrongAnswers>& WorkedQuestion::wrong_answers() const {
  static const std::vector<WrongAnswers> none;
  return certificate_ ? certificate_->wrong_answers : none;
}

Stated WorkedQuestion::state(const Tape& tape) const { return solver::state(problem_, tape); }

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
  return questions::shown_way(question.problem(), question.stated(), methods.of(question.problem()), mistake);
}

}  // namespace stepmark::reports
