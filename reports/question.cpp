#include "reports/question.hpp"

#include "lib/problem/entries.hpp"
#include "problems/minutes.hpp"
#include "reports/feedback.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/sentence.hpp"
#include "reports/statement.hpp"
#include "solver/asked.hpp"

namespace stepmark::reports {

Inline in_marks(const Exact& marks) {
  const Arguments number = {{"marks", reports::number(marks_for_people(marks))}};
  return marks == Exact(1) ? sentence("{marks} mark", number) : sentence("{marks} marks", number);
}

Inline marks_out_of(const Exact& marks, const Exact& out_of) {
  return sentence("{marks} out of {out_of} marks",
                  {{"marks", number(marks_for_people(marks))}, {"out_of", number(marks_for_people(out_of))}});
}

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
Inline shown_rule(const Problem& problem) {
  const Working working = problem.working.value_or(Working{});
  const DecimalFormat give = precision_asked(problem);
  const Arguments precisions = {{"precision", precision_in_words(give)},
                                {"worked", precision_in_words(working.round)},
                                {"ties", ties_in_words(working.ties)}};
  if (problem.question.kind == Question::Kind::effect) {
    return sentence("Estimate or work out what you need; where you round, keep to {precision} ({ties}).", precisions);
  }
  if (!problem.rounds_while_working()) {
    return sentence("The numbers below are rounded to {precision} ({ties}).", precisions);
  }
  if (working.round == give) {
    return sentence(
        "Every number was rounded to {worked} ({ties}) when it was written down, and the rounded number was used from "
        "then on.",
        precisions);
  }
  return sentence(
      "Every number was rounded to {worked} ({ties}) when it was written down, and the rounded number was used from "
      "then on; the numbers below are rounded to {precision}.",
      precisions);
}

/// How to write down what is worked out.
Inline rounding_rule(const Working& working) {
  const Arguments rounded = {{"precision", precision_in_words(working.round)}, {"ties", ties_in_words(working.ties)}};
  if (working.carry == Working::Carry::exact) {
    return sentence(
        "Write every number to {precision} ({ties}), but keep the full precision of your calculator in later lines.",
        rounded);
  }
  if (working.each == Working::Each::operation) {
    return sentence(
        "Round the result of every single operation to {precision} ({ties}), and use the rounded number from then on.",
        rounded);
  }
  return sentence(
      "Round every number you write down to {precision} ({ties}), and use the rounded number in later lines.", rounded);
}

}  // namespace

Inlines working_instruction(const Problem& problem) {
  if (shows_numbers(problem)) return {shown_rule(problem)};
  const Working working = problem.working.value_or(Working{});
  const DecimalFormat give = precision_asked(problem);
  const Arguments given = {{"precision", precision_in_words(give)}, {"ties", ties_in_words(working.ties)}};
  if (!working.round.rounds()) {
    return {sentence(
        "Keep the full precision of your calculator while working, and round each answer to {precision} ({ties}).",
        given)};
  }
  if (give == working.round) return {rounding_rule(working)};
  return sentences({rounding_rule(working), sentence("Give each answer to {precision}.", given)});
}

Inline minutes_sentence(const Problem& problem) {
  return plural("Allow about {n} minute.", "Allow about {n} minutes.",
                static_cast<std::uint64_t>(minutes_for(problem)));
}

void append_stem(std::vector<Block>& blocks, const WorkedQuestion& question, const QuestionLayout& layout) {
  const Problem& problem = question.problem();
  append_problem(blocks, question.notation(), stating_of(problem));
  if (problem.question.kind != Question::Kind::which) append_method(blocks, question.notation(), layout);
  std::vector<Inline> words = working_instruction(problem);
  words.push_back(between_sentences());
  words.push_back(minutes_sentence(problem));
  append_words(blocks, std::move(words));
}

void append_question(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods,
                     const QuestionLayout& layout) {
  append_stem(blocks, question, layout);
  pages_of(question.problem().question.kind).append_task(blocks, question, methods, layout);
}

}  // namespace stepmark::reports
