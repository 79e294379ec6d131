#include <algorithm>

#include "lib/base/error.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/line_table.hpp"
#include "reports/lists.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

namespace {

/// A lettered row of numbers.
struct Row {
  std::string letter, mistake;  ///< no mistake: the right one
  Stated stated;
};

bool same_answers(const WorkedQuestion& question, const Stated& a, const Stated& b) {
  return std::all_of(question.asked().begin(), question.asked().end(),
                     [&](std::size_t line) { return a[line] == b[line]; });
}

std::string quoted_row(const std::string& mistake) { return in_quotes(mistake.empty() ? "right" : mistake); }

/// @throws InputError when two of them cannot be told apart
std::vector<Row> rows_of_choice(const WorkedQuestion& question, RivalMethods& methods) {
  std::vector<Row> options;
  for (const std::string& mistake : question.problem().question.choices) {
    Row option{letter_of(options.size()), mistake, {}};
    option.stated = mistake.empty() ? question.stated() : question.state(shown_way(question, methods, mistake));
    for (const Row& other : options) {
      if (!same_answers(question, option.stated, other.stated)) continue;
      throw InputError(
          {question.problem().file, 0, 0},
          "the choices " + quoted_row(other.mistake) + " and " + quoted_row(mistake) + " have the same answers",
          "expected choices that differ in what is asked");
    }
    options.push_back(std::move(option));
  }
  return options;
}

/// A row for each option, a column for each line asked; more lines below each other.
void append_options(std::vector<Block>& blocks, const WorkedQuestion& question, const std::vector<Row>& options) {
  const std::vector<std::size_t>& asked = question.asked();
  for (std::size_t first = 0; first < asked.size(); first += components_beside) {
    const std::size_t last = std::min(first + components_beside, asked.size());
    Table table;
    table.columns.push_back({{}, Table::Align::left});
    for (std::size_t i = first; i < last; ++i) {
      table.columns.push_back({{question.name(asked[i])}, Table::Align::right});
    }
    for (const Row& option : options) {
      table.rows.push_back({{strong(option.letter)}});
      for (std::size_t i = first; i < last; ++i) {
        table.rows.back().push_back({question.number(option.stated[asked[i]])});
      }
    }
    blocks.emplace_back(std::move(table));
  }
}

Part letter_part(const WorkedQuestion& question) { return parts_of(question.problem()).front(); }

Inlines choice_words(const WorkedQuestion& question) {
  const auto step = step_asked(question.problem());
  return sentences({step ? sentence("Which row gives the correct values for step {t}?", {{"t", *step}})
                         : sentence("Which row gives the correct values?"),
                    sentence("Exactly one is correct.")});
}

void append_choice(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods,
                   const QuestionLayout& layout) {
  const std::vector<Row> options = rows_of_choice(question, methods);
  append_words(blocks, choice_words(question));
  append_options(blocks, question, options);
  append_answer(blocks, answer_label(letter_part(question)));
  append_room(blocks, layout, 6);
}

void append_right_option(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  List wrong;
  for (const Row& option : rows_of_choice(question, methods)) {
    if (option.mistake.empty()) {
      blocks.emplace_back(
          Paragraph{{sentence("Right is {letter}, for {marks}. The others come from these mistakes:",
                              {{"letter", strong(option.letter)}, {"marks", in_marks(letter_part(question).marks)}})}});
    } else {
      wrong.items.push_back({strong(option.letter), text(" "), emphasis(option.mistake), text(": ")});
      wrong.items.back().push_back(with_symbols({sentence(find_mistake(option.mistake).student.c_str())}));
    }
  }
  if (!wrong.items.empty()) blocks.emplace_back(std::move(wrong));
}

void append_choice_solution(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  append_right_option(blocks, question, methods);
  append_worked(blocks, question);
  append_heading(blocks, 3, sentence("Mark scheme"));
  append_entry_scheme(blocks, parts_of(question.problem()));
}

void append_letters(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&) {
  append_letter_look_up(blocks, letter_part(question));
}

void add_choice(Outline& page, const Problem& problem, const QuestionLayout&) {
  const WorkedQuestion question(problem);
  RivalMethods methods;
  std::vector<Inline> heads;
  for (const std::size_t line : question.asked()) heads.push_back(plain_name(question, line));
  page.lines.push_back({{sentence("Exactly one of these rows is correct. Work out the lines to see which: {lines}.",
                                  {{"lines", with_commas(heads)}})}});
  for (const Row& option : rows_of_choice(question, methods)) {
    std::vector<Inline> numbers;
    for (const std::size_t line : question.asked()) {
      numbers.push_back(math(question.number(option.stated[line]).value, question.text(option.stated[line])));
    }
    page.label_columns = std::max(page.label_columns, option.letter.size() + 2);
    page.lines.push_back({with_commas(numbers), plain_indent, option.letter});
  }
}

std::vector<Task> choice_tasks(const WorkedQuestion& question, RivalMethods& methods) {
  Task task{{}, {choice_words(question)}};
  append_options(task.shown, question, rows_of_choice(question, methods));
  return {std::move(task)};
}

}  // namespace

KindPages choice_pages() { return {append_choice, append_choice_solution, append_letters, add_choice, choice_tasks}; }

}  // namespace stepmark::reports
