#include "reports/question.hpp"

#include <algorithm>

#include "lib/base/error.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "reports/line_table.hpp"
#include "reports/statement.hpp"
#include "solver/asked.hpp"

namespace stepmark::reports {

namespace {

using Kind = Question::Kind;

void append_words(std::vector<Block>& blocks, std::string words) {
  blocks.emplace_back(Paragraph{{text(std::move(words))}});
}

/// "(a)" and what is to be done.
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
  return each + in_marks(marks.method + marks.accuracy) + ": " + marks.method.to_string() + " for the method, " +
         marks.accuracy.to_string() + " for the value.";
}

Exact marks_of_lines(const WorkedQuestion& question) {
  const Marks& marks = question.problem().marks;
  return Exact(static_cast<std::int64_t>(question.asked().size())) * (marks.method + marks.accuracy);
}

// ------------------------------------------------------------------------------------------------------ what is asked

/// " for step 2", or nothing where every step is asked.
std::string steps_asked(const Problem& problem) {
  const bool one = problem.steps == 1 || problem.answer.last_step_only;
  return one ? " for step " + std::to_string(problem.last_step()) : "";
}

void append_fill_in(std::vector<Block>& blocks, const WorkedQuestion& question) {
  append_words(blocks, "Complete the table" + steps_asked(question.problem()) + ". " + marks_sentence(question));
  append_line_table(blocks, question, question.asked(), to_fill_in);
}

/// The last answers alone: room for the working comes first.
void append_final(std::vector<Block>& blocks, const WorkedQuestion& question) {
  const Problem& problem = question.problem();
  append_words(blocks, "Show your working here, then enter your answers in the table. " + marks_sentence(question));
  const auto lines = static_cast<std::int64_t>(problem.optimizer.equations.size()) * problem.steps;
  blocks.emplace_back(RuledRoom{static_cast<int>(std::clamp<std::int64_t>(lines, 3, 12))});
  append_line_table(blocks, question, question.asked(), to_fill_in);
}

// -------------------------------------------------------------------------------------------------- multiple choice

bool same_answers(const WorkedQuestion& question, const Stated& a, const Stated& b) {
  return std::all_of(question.asked().begin(), question.asked().end(),
                     [&](std::size_t line) { return a[line] == b[line]; });
}

std::string quoted_choice(const std::string& mistake) { return in_quotes(mistake.empty() ? "right" : mistake); }

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

// ------------------------------------------------------------------------------------------------------ find the error

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

// --------------------------------------------------------------------------------------------------------------- faded

void append_faded(std::vector<Block>& blocks, const WorkedQuestion& question) {
  append_words(blocks, "Some lines have been filled in. Complete the rest. " + marks_sentence(question));
  const std::vector<Question::Cell>& shown = question.problem().question.shown;
  std::vector<std::size_t> lines;
  for (const std::size_t line : all_lines(question)) {
    const TraceLine& at = question.trace().lines[line];
    const Question::Cell cell{at.t, question.problem().optimizer.equations[at.equation].quantity};
    if (question.is_asked(line) || std::find(shown.begin(), shown.end(), cell) != shown.end()) lines.push_back(line);
  }
  append_line_table(blocks, question, lines, [&](std::size_t line) {
    return question.is_asked(line) ? blank(cell_blank) : question.number(question.stated()[line]);
  });
}

// ---------------------------------------------------------------------------------------------------------- comparison

std::vector<std::size_t> parameter_lines(const WorkedQuestion& question) {
  std::vector<std::size_t> lines;
  for (const std::size_t line : all_lines(question)) {
    const std::size_t equation = question.trace().lines[line].equation;
    if (question.problem().optimizer.equations[equation].quantity == "theta") lines.push_back(line);
  }
  return lines;
}

const std::string& title_of(const WorkedQuestion& question) {
  const Definition& definition = question.problem().base;
  return definition.title.empty() ? definition.name : definition.title;
}

void append_compare(std::vector<Block>& blocks, const WorkedQuestion& question) {
  const Problem second = second_of_comparison(question.problem());
  const WorkedQuestion other(second);
  append_part(blocks, "(a)", "Carry out the steps with these equations. " + marks_sentence(question));
  append_line_table(blocks, question, question.asked(), to_fill_in);
  append_part(blocks, "(b)", "Carry out the same steps with the following optimizer.");
  append_method(blocks, other.notation());
  append_start(blocks, other.notation());
  append_line_table(blocks, other, other.asked(), to_fill_in);
  append_part(blocks, "(c)",
              "Copy the parameters into the table. How do the two optimizers behave differently, and why?");
  append_side_by_side(blocks, question, other, false);
  blocks.emplace_back(RuledRoom{3});
}

void append_task(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  switch (question.problem().question.kind) {
    case Kind::final:
      return append_final(blocks, question);
    case Kind::choice:
      return append_choice(blocks, question, methods);
    case Kind::find_error:
      return append_find_error(blocks, question, methods);
    case Kind::faded:
      return append_faded(blocks, question);
    case Kind::compare:
      return append_compare(blocks, question);
    case Kind::table:
    case Kind::gradients:
      return append_fill_in(blocks, question);
  }
}

}  // namespace

std::string letters(std::size_t i) {
  std::string word;
  for (++i; i > 0; i = (i - 1) / 26) word.insert(word.begin(), static_cast<char>('A' + (i - 1) % 26));
  return word;
}

std::string in_marks(const Exact& marks) { return marks.to_string() + (marks == Exact(1) ? " mark" : " marks"); }

Exact total_marks(const WorkedQuestion& question) {
  const Exact marks = marks_of_lines(question);
  if (!question.problem().question.other) return marks;
  const Problem second = second_of_comparison(question.problem());
  return marks + marks_of_lines(WorkedQuestion(second));
}

std::string working_instruction(const Problem& problem) {
  const Working working = problem.working.value_or(Working{});
  const DecimalFormat give = precision_asked(problem);
  const std::string ties = " (" + ties_in_words(working.ties) + ")";
  if (working.round.kind == DecimalFormat::Kind::none) {
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

std::vector<std::size_t> faulty_lines(const WorkedQuestion& question, const WrongMethod& method, const Stated& wrong) {
  std::vector<std::size_t> faulty;
  for (std::size_t line = 0; line < wrong.size(); ++line) {
    const std::size_t equation = question.trace().lines[line].equation;
    const bool changed = std::find(method.changed.begin(), method.changed.end(), equation) != method.changed.end();
    if (wrong[line] != question.stated()[line] && (changed || faulty.empty())) faulty.push_back(line);
  }
  return faulty;
}

void append_side_by_side(std::vector<Block>& blocks, const WorkedQuestion& one, const WorkedQuestion& other,
                         bool filled_in) {
  Table table;
  table.columns = {{{text("after step")}, Table::Align::right},
                   {{}, Table::Align::left},
                   {{text(title_of(one))}, Table::Align::right},
                   {{text(title_of(other))}, Table::Align::right}};
  const std::vector<std::size_t> first = parameter_lines(one), second = parameter_lines(other);
  STEPMARK_ASSERT(first.size() == second.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    const TraceLine& line = one.trace().lines[first[i]];
    const std::size_t component = line.component.value_or(0);
    const bool is_new = component == 0;
    const auto cell = [&](const WorkedQuestion& question, std::size_t at) {
      return filled_in ? question.number(question.stated()[at]) : blank(cell_blank);
    };
    table.rows.push_back({{text(is_new ? std::to_string(line.t) : "")},
                          {component_head(one.notation(), component, "value")},
                          {cell(one, first[i])},
                          {cell(other, second[i])}});
  }
  blocks.emplace_back(std::move(table));
}

void append_question(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  append_problem(blocks, question.notation());
  append_method(blocks, question.notation());
  append_words(blocks, working_instruction(question.problem()));
  append_task(blocks, question, methods);
}

}  // namespace stepmark::reports
