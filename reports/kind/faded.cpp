#include <algorithm>

#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/line_table.hpp"
#include "reports/marker_sheet.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

namespace {

/// Is the line one that the question shows?
bool is_shown(const WorkedQuestion& question, std::size_t line) {
  const TraceLine& at = question.trace().lines[line];
  const Question::Cell cell{at.t, question.problem().optimizer.equations[at.equation].quantity};
  const std::vector<Question::Cell>& shown = question.problem().question.shown;
  return std::find(shown.begin(), shown.end(), cell) != shown.end();
}

Inlines ask_the_rest(const WorkedQuestion& question) {
  return sentences({sentence("Some lines have been filled in. Complete the rest."), marks_sentence(question)});
}

void append_faded(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&,
                  const QuestionLayout& layout) {
  append_words(blocks, ask_the_rest(question));
  std::vector<std::size_t> lines;
  for (const std::size_t line : all_lines(question)) {
    if (question.is_asked(line) || is_shown(question, line)) lines.push_back(line);
  }
  append_line_table(blocks, question, lines, [&](std::size_t line) {
    return question.is_asked(line) ? blank(cell_blank) : question.number(question.stated()[line]);
  });
  append_room(blocks, layout);
}

void add_faded(Outline& page, const Problem& problem, const QuestionLayout&) {
  const WorkedQuestion question(problem);
  page.lines.push_back({{sentence("Already filled in:")}});
  add_lines(page, question, question.stated(), [&](std::size_t line) { return is_shown(question, line); });
}

std::vector<Task> faded_tasks(const WorkedQuestion& question, RivalMethods&) {
  std::vector<std::size_t> lines;
  for (const std::size_t line : all_lines(question)) {
    if (is_shown(question, line)) lines.push_back(line);
  }
  Task task{{}, {ask_the_rest(question)}};
  append_line_table(task.shown, question, lines,
                    [&](std::size_t line) { return question.number(question.stated()[line]); });
  return {std::move(task)};
}

}  // namespace

KindPages faded_pages() {
  return {append_faded, append_worked_and_scheme, append_marker_sheet, add_faded, faded_tasks};
}

}  // namespace stepmark::reports
