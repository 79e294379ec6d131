#include <algorithm>

#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/line_table.hpp"
#include "reports/marker_sheet.hpp"

namespace stepmark::reports {

namespace {

void append_find_error(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  const Stated wrong = question.state(shown_way(question, methods, question.problem().question.mistake));
  append_words(blocks,
               "A student's working is shown below. The same single mistake is made in every step; all other lines "
               "follow correctly from the lines above them.");
  append_line_table(blocks, question, all_lines(question),
                    [&](std::size_t line) { return question.number(wrong[line]); });
  append_part(blocks, "(a)", "Which is the first incorrect line, and what should its value be?");
  blocks.emplace_back(Paragraph{{text("Line: "), blank(cell_blank), text(" correct value: "), blank(2 * cell_blank)}});
  append_part(blocks, "(b)", "What was done wrong?");
  blocks.emplace_back(RuledRoom{1});
  append_part(blocks, "(c)", "Write down the correct values. " + marks_sentence(question));
  append_line_table(blocks, question, question.asked(), to_fill_in);
}

/// The lines whose value differs from the right one because their own equation was worked wrongly, the first in front;
/// lines that only follow from them are not among them.
std::vector<std::size_t> faulty_lines(const WorkedQuestion& question, const WrongMethod& method, const Stated& wrong) {
  std::vector<std::size_t> faulty;
  for (std::size_t line = 0; line < wrong.size(); ++line) {
    const std::size_t equation = question.trace().lines[line].equation;
    const bool changed = std::find(method.changed.begin(), method.changed.end(), equation) != method.changed.end();
    if (wrong[line] != question.stated()[line] && (changed || faulty.empty())) faulty.push_back(line);
  }
  return faulty;
}

void append_fault(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  const std::string& mistake = question.problem().question.mistake;
  const WrongMethod& method = shown_way(question, methods, mistake);
  const Stated wrong = question.state(method);
  const std::size_t first = faulty_lines(question, method, wrong).front();
  blocks.emplace_back(Paragraph{{text("The first incorrect line is "), question.name(first),
                                 text(" in step " + std::to_string(question.trace().lines[first].t) + ": it says "),
                                 question.number(wrong[first]), text(" and should be "),
                                 question.number(question.stated()[first]), text(".")}});
  blocks.emplace_back(
      Paragraph{{text("What was done, "), emphasis(mistake), text(": " + find_mistake(mistake).marker)}});
}

void append_find_error_solution(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  append_fault(blocks, question, methods);
  append_worked_and_scheme(blocks, question, methods);
}

void add_find_error(Outline& page, const Problem& problem) {
  const WorkedQuestion question(problem);
  RivalMethods methods;
  const Stated wrong = question.state(shown_way(question, methods, problem.question.mistake));
  page.add("A student's working is shown below. The same single mistake is made in every step.");
  add_lines(page, question, wrong, [](std::size_t) { return true; });
  page.add("Write down the correct values.");
}

}  // namespace

KindPages find_error_pages() {
  return {append_find_error, append_find_error_solution, append_marker_sheet, add_find_error};
}

}  // namespace stepmark::reports
