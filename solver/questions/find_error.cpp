#include <algorithm>

#include "solver/length.hpp"
#include "solver/questions/kinds.hpp"
#include "solver/questions/shown_working.hpp"

namespace stepmark::questions {

namespace {

Part line_part(const Problem& problem, const ShownWorking& working) {
  Part part;
  part.asks = Part::Asks::line;
  part.row = "line";
  part.marks = entry_marks(problem);
  part.lines = working.rows.back();
  part.right = working.rows[working.first];
  return part;
}

Part letter_part(const Problem& problem, const std::vector<std::string>& choices) {
  Part part;
  part.asks = Part::Asks::letter;
  part.row = "answer";
  part.marks = entry_marks(problem);
  for (const std::string& mistake : choices) part.options.push_back({letter_of(part.options.size()), mistake});
  part.right =
      static_cast<std::size_t>(std::find(choices.begin(), choices.end(), problem.question.mistake) - choices.begin());
  return part;
}

/// The problem, asking for one quantity of one step alone; its components share the marks of one entry.
Problem asking_for(const Problem& problem, const Tape::Line& line) {
  Problem one = problem;
  one.answer.ask = {problem.optimizer.equations[line.equation].quantity};
  one.answer.last_step_only = false;
  one.question = {};
  for (std::int64_t t = problem.first_step(); t <= problem.last_step(); ++t) {
    if (t != line.t) one.question.shown.push_back({t, one.answer.ask.front()});
  }
  const Exact numbers = line.component ? static_cast<std::int64_t>(problem.dimension()) : 1;
  one.marks.method = problem.marks.method / numbers;
  one.marks.accuracy = problem.marks.accuracy / numbers;
  return one;
}

Part value_part(const Problem& problem, const Tape& tape, const Stated& right, const ShownWorking& working) {
  Part part = numbers_part(std::make_shared<const Problem>(asking_for(problem, tape.lines[working.first])), "value");
  part.asks = Part::Asks::value;
  part.mistake = problem.question.mistake;
  for (std::size_t i = 0; i < right.size(); ++i) {
    if (working.rows[i] != working.rows[working.first]) continue;
    part.shown.push_back(working.stated[i] == right[i] ? std::nullopt : std::optional(working.stated[i]));
  }
  return part;
}

}  // namespace

Parts find_error_parts(const Problem& problem) {
  check_length(problem, longest_to_mark, "expected a problem that people work");
  const Tape tape = compile(problem);
  const Stated right = solver::state(problem, tape);
  const ShownWorking working = shown_working(problem, tape, right);
  return {line_part(problem, working), letter_part(problem, choices_for(problem, right, working)),
          value_part(problem, tape, right, working)};
}

}  // namespace stepmark::questions
