#include <algorithm>

#include "lib/base/error.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/kind/plain_parts.hpp"
#include "reports/line_table.hpp"
#include "reports/question.hpp"

namespace stepmark::reports {

namespace {

/// 0, 1, ... 26: "A", "B", ... "AA".
std::string letters(std::size_t i) {
  std::string word;
  for (++i; i > 0; i = (i - 1) / 26) word.insert(word.begin(), static_cast<char>('A' + (i - 1) % 26));
  return word;
}

/// The lettered answers of a choice.
struct Option {
  std::string letter, mistake;  ///< no mistake: the right one
  Stated stated;
};

bool same_answers(const WorkedQuestion& question, const Stated& a, const Stated& b) {
  return std::all_of(question.asked().begin(), question.asked().end(),
                     [&](std::size_t line) { return a[line] == b[line]; });
}

std::string quoted_choice(const std::string& mistake) { return in_quotes(mistake.empty() ? "right" : mistake); }

/// @throws InputError when two of them cannot be told apart
std::vector<Option> options_of(const WorkedQuestion& question, RivalMethods& methods) {
  std::vector<Option> options;
  for (const std::string& mistake : question.problem().question.choices) {
    Option option{letters(options.size()), mistake, {}};
    option.stated = mistake.empty() ? question.stated() : question.state(shown_way(question, methods, mistake));
    for (const Option& other : options) {
      if (!same_answers(question, option.stated, other.stated)) continue;
      throw InputError(
          {question.problem().file, 0, 0},
          "the choices " + quoted_choice(other.mistake) + " and " + quoted_choice(mistake) + " have the same answers",
          "expected choices that differ in what is asked");
    }
    options.push_back(std::move(option));
  }
  return options;
}

/// A row for each option, a column for each line asked; more lines below each other.
void append_options(std::vector<Block>& blocks, const WorkedQuestion& question, const std::vector<Option>& options) {
  const std::vector<std::size_t>& asked = question.asked();
  for (std::size_t first = 0; first < asked.size(); first += components_beside) {
    const std::size_t last = std::min(first + components_beside, asked.size());
    Table table;
    table.columns.push_back({{}, Table::Align::left});
    for (std::size_t i = first; i < last; ++i) {
      table.columns.push_back({{question.name(asked[i])}, Table::Align::right});
    }
    for (const Option& option : options) {
      table.rows.push_back({{strong(option.letter)}});
      for (std::size_t i = first; i < last; ++i) {
        table.rows.back().push_back({question.number(option.stated[asked[i]])});
      }
    }
    blocks.emplace_back(std::move(table));
  }
}

void append_choice(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  const std::vector<Option> options = options_of(question, methods);
  append_words(blocks,
               "Which row gives the correct values" + steps_asked(question.problem()) + "? Exactly one is correct.");
  append_options(blocks, question, options);
  const std::string letters = options.front().letter + "–" + options.back().letter;
  blocks.emplace_back(Paragraph{{strong("Answer (" + letters + "):"), text(" "), blank(cell_blank)}});
  append_words(blocks, "Space for your working:");
  blocks.emplace_back(RuledRoom{6});
}

void append_right_option(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  List wrong;
  for (const Option& option : options_of(question, methods)) {
    if (option.mistake.empty()) {
      blocks.emplace_back(
          Paragraph{{text("Right is "), strong(option.letter),
                     text(", for " + in_marks(total_marks(question)) + ". The others come from these mistakes:")}});
    } else {
      wrong.items.push_back({strong(option.letter), text(" "), emphasis(option.mistake),
                             text(": " + find_mistake(option.mistake).student)});
    }
  }
  if (!wrong.items.empty()) blocks.emplace_back(std::move(wrong));
}

void append_choice_solution(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  append_right_option(blocks, question, methods);
  append_worked(blocks, question);
}

void append_letters(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  Table table;
  table.columns = {
      {{}, Table::Align::left}, {{text("what was done")}, Table::Align::left}, {{text("give")}, Table::Align::right}};
  for (const Option& option : options_of(question, methods)) {
    const bool right = option.mistake.empty();
    table.rows.push_back({{strong(option.letter)}, {}, {text(right ? total_marks(question).to_string() : "0")}});
    table.rows.back()[1] = right ? Inlines{strong("right")}
                                 : Inlines{emphasis(option.mistake), text(": " + find_mistake(option.mistake).marker)};
  }
  blocks.emplace_back(std::move(table));
}

void add_choice(Outline& page, const Problem& problem) {
  const WorkedQuestion question(problem);
  RivalMethods methods;
  std::vector<Inline> heads;
  for (const std::size_t line : question.asked()) heads.push_back(plain_name(question, line));
  Inlines words = listed("Exactly one of these rows is correct. Work out the lines to see which: ", heads);
  words.push_back(text("."));
  page.lines.push_back({std::move(words)});
  for (const Option& option : options_of(question, methods)) {
    std::vector<Inline> numbers;
    for (const std::size_t line : question.asked()) {
      numbers.push_back(math(question.number(option.stated[line]).value, question.text(option.stated[line])));
    }
    page.label_columns = std::max(page.label_columns, option.letter.size() + 2);
    page.lines.push_back({listed("", numbers), plain_indent, option.letter});
  }
}

}  // namespace

KindPages choice_pages() { return {append_choice, append_choice_solution, append_letters, add_choice}; }

}  // namespace stepmark::reports
