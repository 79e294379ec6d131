#include "reports/kind/parts.hpp"

#include <utility>

#include "reports/feedback.hpp"
#include "reports/mark_scheme.hpp"
#include "reports/question.hpp"
#include "reports/symbols.hpp"
#include "reports/worked_solution.hpp"

namespace stepmark::reports {

namespace {

/// Under the heading of a question.
void append_lowered(std::vector<Block>& blocks, std::vector<Block> lower) {
  for (Block& block : lower) {
    if (auto* heading = std::get_if<Heading>(&block)) ++heading->level;
    blocks.push_back(std::move(block));
  }
}

}  // namespace

void append_words(std::vector<Block>& blocks, std::string words) {
  blocks.emplace_back(Paragraph{{text(std::move(words))}});
}

void append_heading(std::vector<Block>& blocks, int level, std::string words) {
  blocks.emplace_back(Heading{level, {text(std::move(words))}});
}

void append_part(std::vector<Block>& blocks, const char* label, std::string words) {
  blocks.emplace_back(Paragraph{{strong(label), text(" " + std::move(words))}});
}

std::string marks_sentence(const WorkedQuestion& question) {
  const Marks& marks = question.problem().marks;
  const bool one = question.asked().size() == 1;
  const std::string each = one ? "The answer is worth " : "Each entry is worth ";
  if (marks.method.is_zero() || marks.accuracy.is_zero()) {
    return each + in_marks(marks.method + marks.accuracy) + ".";
  }
  return each + in_marks(marks.method + marks.accuracy) + ": " + marks_for_people(marks.method) + " for the method, " +
         marks_for_people(marks.accuracy) + " for the value.";
}

std::string marks_behind(const Part& part) { return " (" + in_marks(part.marks) + ")"; }

void append_options(std::vector<Block>& blocks, const Part& part) {
  List list;
  for (const Option& option : part.options) {
    list.items.push_back({strong(option.letter), text(" ")});
    append_runs(list.items.back(), in_symbols(words_of(option)));
  }
  blocks.emplace_back(std::move(list));
}

void append_answer(std::vector<Block>& blocks, const std::string& label) {
  blocks.emplace_back(Paragraph{{strong(label + ':'), text(" "), blank(cell_blank)}});
}

void append_room(std::vector<Block>& blocks, const QuestionLayout& layout, int usual) {
  const int lines = layout.space > 0 ? layout.space : usual;
  if (lines == 0) return;
  append_words(blocks, "Space for your working:");
  blocks.emplace_back(RuledRoom{lines});
}

std::string independent_code(const Exact& marks) { return marks.is_zero() ? "0" : 'B' + marks_for_people(marks); }

void append_entry_scheme(std::vector<Block>& blocks, const Parts& parts) {
  Table table;
  table.columns = {{{text("part")}, Table::Align::left},
                   {{text("answer")}, Table::Align::left},
                   {{text("marks")}, Table::Align::left},
                   {{text("accept")}, Table::Align::left}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (right_entry(parts[i]).empty()) continue;
    table.rows.push_back({{text(label_of(parts, i))},
                          {strong(right_entry(parts[i]))},
                          {text(independent_code(parts[i].marks))},
                          {text("nothing else")}});
  }
  blocks.emplace_back(std::move(table));
  append_words(blocks, "B (independent): all of these marks, or none.");
}

void append_letter_look_up(std::vector<Block>& blocks, const Part& part) {
  Table table;
  table.columns = {
      {{}, Table::Align::left}, {{text("what it says")}, Table::Align::left}, {{text("give")}, Table::Align::right}};
  for (std::size_t i = 0; i < part.options.size(); ++i) {
    const auto& [letter, mistake, words] = part.options[i];
    Inlines what;
    if (i == part.right) what.push_back(strong("right"));
    if (i == part.right && !mistake.empty()) what.push_back(text(", "));
    if (!mistake.empty()) {
      what.push_back(emphasis(mistake));
      what.push_back(text(": "));
      append_runs(what, in_symbols(find_mistake(mistake).marker));
    }
    if (!words.empty()) what.push_back(text((what.empty() ? "" : ": ") + words));
    table.rows.push_back(
        {{strong(letter)}, std::move(what), {text(i == part.right ? independent_code(part.marks) : "0")}});
  }
  blocks.emplace_back(std::move(table));
}

std::string steps_asked(const Problem& problem) {
  const bool one = problem.steps == 1 || problem.answer.last_step_only;
  return one ? " for step " + std::to_string(problem.last_step()) : "";
}

void append_worked(std::vector<Block>& blocks, const WorkedQuestion& question) {
  append_lowered(blocks, worked_solution(question.problem(), question.trace()).blocks);
}

void append_scheme(std::vector<Block>& blocks, const WorkedQuestion& question) {
  append_heading(blocks, 3, "Mark scheme");
  append_mark_scheme(blocks, question);
}

void append_worked_and_scheme(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&) {
  append_worked(blocks, question);
  append_scheme(blocks, question);
}

}  // namespace stepmark::reports
