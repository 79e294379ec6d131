#include "reports/question.hpp"

#include "lib/problem/entries.hpp"
#include "problems/minutes.hpp"
#include "reports/feedback.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/statement.hpp"
#include "solver/asked.hpp"

namespace stepmark::reports {

std::string in_marks(const Exact& marks) { return marks_for_people(marks) + (marks == Exact(1) ? " mark" : " marks"); }

Exact total_marks(const Problem& problem) {
  return Exact(entries_of(problem)) * (problem.marks.method + problem.marks.accuracy);
}

std::string working_instruction(const Problem& problem) {
  const Working working = problem.working.value_or(Working{});
  const DecimalFormat give = precision_asked(problem);
  const std::string ties = " (" + ties_in_words(working.ties) + ")";
  if (!working.round.rounds()) {
    return "Keep the full precision of your calculator while working, and round each answer to " +
           precision_in_words(give) + ties + ".";
  }
  const std::string rounded = precision_in_words(working.round) + ties;
  std::string rule;
  if (working.carry == Working::Carry::exact) {
    rule = "Write every number to " + rounded + ", but keep the full precision of your calculator in later lines.";
  } else if (working.each == Working::Each::operation) {
    rule = "Round the result of every single operation to " + rounded + ", and use the rounded number from then on.";
  } else {
    rule = "Round every number you write down to " + rounded + ", and use the rounded number in later lines.";
  }
  return rule + (give == working.round ? "" : " Give each answer to " + precision_in_words(give) + ".");
}

std::string minutes_sentence(const Problem& problem) {
  const std::int64_t minutes = minutes_for(problem);
  return "Allow about " + std::to_string(minutes) + (minutes == 1 ? " minute." : " minutes.");
}

void append_question(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods,
                     const QuestionLayout& layout) {
  append_problem(blocks, question.notation());
  append_method(blocks, question.notation(), layout);
  append_words(blocks, working_instruction(question.problem()) + " " + minutes_sentence(question.problem()));
  pages_of(question.problem().question.kind).append_task(blocks, question, methods, layout);
}

}  // namespace stepmark::reports
