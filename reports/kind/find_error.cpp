#include "reports/feedback.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/line_table.hpp"
#include "reports/mark_scheme.hpp"
#include "reports/marker_sheet.hpp"
#include "reports/sentence.hpp"
#include "reports/statement.hpp"
#include "reports/symbols.hpp"
#include "solver/questions/shown_working.hpp"

namespace stepmark::reports {

namespace {

/// Parts of the question: which line, what was done there, what is right.
constexpr std::size_t part_line = 0, part_letter = 1, part_value = 2;
Inline ask_line() { return sentence("Which is the first incorrect line?"); }
Inline ask_letter() { return sentence("What was done wrong there?"); }
Inline ask_value() { return sentence("Give the correct values of that line."); }

ShownWorking working_of(const WorkedQuestion& question) {
  return shown_working(question.problem(), question.tape(), question.stated());
}

Inline line_label(const Part& part) {
  return sentence("Line ({range}):", {{"range", "1–" + std::to_string(part.lines)}});
}

/// "x: ____ y: ____"
Inlines value_blanks(const WorkedQuestion& question) {
  const Notation& notation = question.notation();
  if (notation.dimension() == 1) return {strong(sentence("Value:")), text(" "), blank(cell_blank)};
  Inlines blanks;
  for (std::size_t i = 0; i < notation.dimension(); ++i) {
    blanks.push_back(math(notation.parameter(i)));
    blanks.push_back(text(": "));
    blanks.push_back(blank(cell_blank));
    blanks.push_back(text(" "));
  }
  return blanks;
}

void append_shown_working(std::vector<Block>& blocks, const WorkedQuestion& question) {
  const ShownWorking working = working_of(question);
  append_words(blocks,
               sentence("A student's working is shown below. The same single mistake is made in every step; all other "
                        "lines follow correctly from the lines above them."));
  const Problem& problem = question.problem();
  if (problem.states_rounding() && problem.working->round != question.format()) {
    append_words(blocks, sentence("It was worked to {worked}, and is shown to {precision}.",
                                  {{"worked", precision_in_words(problem.working->round)},
                                   {"precision", precision_in_words(question.format())}}));
  }
  append_numbered_table(blocks, question, working.rows,
                        [&](std::size_t line) { return question.number(working.stated[line]); });
}

void append_find_error(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&,
                       const QuestionLayout& layout) {
  const Parts parts = parts_of(question.problem());
  append_shown_working(blocks, question);
  append_part(blocks, "(a)", {with_marks(ask_line(), parts[part_line])});
  append_answer(blocks, line_label(parts[part_line]));
  append_part(blocks, "(b)", {with_marks(ask_letter(), parts[part_letter])});
  append_options(blocks, parts[part_letter]);
  append_answer(blocks, answer_label(parts[part_letter]));
  append_part(blocks, "(c)", {with_marks(ask_value(), parts[part_value])});
  blocks.emplace_back(Paragraph{value_blanks(question)});
  append_room(blocks, layout);
}

Inlines fault_words(const WorkedQuestion& question, const Parts& parts, const ShownWorking& working) {
  const std::size_t first = working.first;
  return {sentence("The first incorrect line is line {line}, {name} in step {t}: it says {said} and should be {right}.",
                   {{"line", right_entry(parts[part_line])},
                    {"name", question.name(first)},
                    {"t", question.trace().lines[first].t},
                    {"said", question.number(working.stated[first])},
                    {"right", question.number(question.stated()[first])}})};
}

void append_find_error_solution(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&) {
  const Parts parts = parts_of(question.problem());
  const std::string& mistake = question.problem().question.mistake;
  blocks.emplace_back(Paragraph{fault_words(question, parts, working_of(question))});
  append_words(blocks, sentence("What was done is {letter}, {mistake}: {words}",
                                {{"letter", strong(right_entry(parts[part_letter]))},
                                 {"mistake", emphasis(mistake)},
                                 {"words", with_symbols({sentence(find_mistake(mistake).marker.c_str())})}}));
  append_worked(blocks, question);
  append_heading(blocks, 3, sentence("Mark scheme"));
  append_entry_scheme(blocks, parts);
  append_words(blocks, sentence("The values of part {part}:", {{"part", label_of(parts, part_value)}}));
  append_mark_scheme(blocks, WorkedQuestion(*parts[part_value].problem));
}

void append_find_error_look_up(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  const Parts parts = parts_of(question.problem());
  append_part(blocks, "(a)",
              {sentence("Line {line}: {code}. Any other: 0.", {{"line", right_entry(parts[part_line])},
                                                               {"code", independent_code(parts[part_line].marks)}})});
  append_part(blocks, "(b)", {sentence("By letter:")});
  append_letter_look_up(blocks, parts[part_letter]);
  append_part(blocks, "(c)", {sentence("The values of that line:")});
  append_marker_sheet(blocks, WorkedQuestion(*parts[part_value].problem), methods);
}

void add_find_error(Outline& page, const Problem& problem, const QuestionLayout&) {
  const WorkedQuestion question(problem);
  const Part letters = parts_of(problem)[part_letter];
  const ShownWorking working = working_of(question);
  page.lines.push_back(
      {{sentence("A student's working is shown below. The same single mistake is made in every step.")}});
  add_numbered_lines(page, question, working.stated, working.rows);
  page.lines.push_back({{sentence("What may have been done:")}});
  for (const Option& option : letters.options) {
    page.lines.push_back({{option_words(option)}, plain_indent, option.letter});
  }
}

std::vector<Task> find_error_tasks(const WorkedQuestion& question, RivalMethods&) {
  Task line{{}, {ask_line()}};
  append_shown_working(line.shown, question);
  return {std::move(line), {{}, {ask_letter()}}, {{}, {ask_value()}}};
}

}  // namespace

KindPages find_error_pages() {
  return {append_find_error, append_find_error_solution, append_find_error_look_up, add_find_error, find_error_tasks};
}

}  // namespace stepmark::reports
