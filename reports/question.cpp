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

namespace {

/// The numbers of the page are there; none are worked out line by line.
bool shows_numbers(const Problem& problem) {
  using Kind = Question::Kind;
  const Kind kind = problem.question.kind;
  return kind == Kind::effect || kind == Kind::which || kind == Kind::missing_hyperparameter;
}

/// How the numbers were worked that the page shows.
std::string shown_rule(const Problem& problem) {
  const Working working = problem.working.value_or(Working{});
  const std::string ties = " (" + ties_in_words(working.ties) + ")";
  const std::string give = precision_in_words(precision_asked(problem));
  if (problem.question.kind == Question::Kind::effect) {
    return "Estimate or work out what you need; where you round, keep to " + give + ties + ".";
  }
  if (!problem.rounds_while_working()) return "The numbers below are rounded to " + give + ties + ".";
  const std::string worked = precision_in_words(working.round);
  return "Every number was rounded to " + worked + ties +
         " when it was written down, and the rounded number was used from then on" +
         (worked == give ? "." : "; the numbers below are rounded to " + give + ".");
}

}  // namespace

std::string working_instruction(const Problem& problem) {
  if (shows_numbers(problem)) return shown_rule(problem);
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

void append_stem(std::vector<Block>& blocks, const WorkedQuestion& question, const QuestionLayout& layout) {
  const Problem& problem = question.problem();
  append_problem(blocks, question.notation(), stating_of(problem));
  if (problem.question.kind != Question::Kind::which) append_method(blocks, question.notation(), layout);
  append_words(blocks, working_instruction(problem) + " " + minutes_sentence(problem));
}

void append_question(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods,
                     const QuestionLayout& layout) {
  append_stem(blocks, question, layout);
  pages_of(question.problem().question.kind).append_task(blocks, question, methods, layout);
}

}  // namespace stepmark::reports
