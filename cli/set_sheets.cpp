#include "cli/set_sheets.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "reports/markdown.hpp"
#include "reports/notation.hpp"
#include "reports/statement.hpp"
#include "reports/worked_solution.hpp"
#include "solver/asked.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/solve.hpp"

namespace stepmark::cli {

namespace {

using Kind = Question::Kind;

// ------------------------------------------------------------------------------------------------- lines of a problem

/// What stands in the cells of a table of lines.
using Cell = std::function<Inline(std::size_t line)>;

Inlines symbol_of(const Notation& notation, const TraceLine& line) {
  const std::string& quantity = notation.definition().equations[line.equation].quantity;
  return {math(notation.quantity(quantity, std::to_string(line.index), std::nullopt))};
}

/// A row for each quantity of each step among `lines`, a column for each component.
Table table_of(const Notation& notation, const std::vector<std::size_t>& lines, const Cell& cell) {
  Table table;
  table.columns = {{{text("step")}, Table::Align::right}, {{text("quantity")}, Table::Align::left}};
  for (std::size_t i = 0; i < notation.dimension(); ++i) {
    table.columns.push_back({{math(notation.component(i))}, Table::Align::right});
  }
  std::map<std::pair<std::int64_t, std::size_t>, std::size_t> rows;
  for (const std::size_t at : lines) {
    const TraceLine& line = notation.trace().lines[at];
    const auto [found, is_new] = rows.try_emplace({line.t, line.equation}, table.rows.size());
    if (is_new) {
      table.rows.emplace_back(table.columns.size());
      table.rows.back()[0] = {text(std::to_string(line.t))};
      table.rows.back()[1] = symbol_of(notation, line);
    }
    table.rows[found->second][2 + line.component.value_or(0)] = {cell(at)};
  }
  return table;
}

std::vector<std::size_t> all_lines(const Trace& trace) {
  std::vector<std::size_t> lines(trace.lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i] = i;
  return lines;
}

Inline written(const TraceLine& line) { return math(latex_number(line.value.text).latex); }

/// The trace of the first way of a mistake; nothing where it has no value.
std::optional<Trace> wrong_trace(SetSheets& sheets, const Problem& problem, const std::string& mistake) {
  for (const WrongMethod& way : sheets.ways(problem, mistake)) {
    try {
      const Problem wrong = worked_wrongly(problem, way);
      return solve(wrong, settings_for(wrong));
    } catch (const InputError&) {
    }
  }
  return std::nullopt;
}

std::string asked_values(const Trace& trace, const std::vector<std::size_t>& asked) {
  std::string values;
  for (const std::size_t line : asked) values += (values.empty() ? "" : ", ") + trace.lines[line].value.text;
  return values;
}

// ----------------------------------------------------------------------------------------------------------- question

std::string task_of(Kind kind) {
  switch (kind) {
    case Kind::choice:
      return "Which row is right?";
    case Kind::find_error:
      return "One equation was worked wrongly in every step. Which one, and what should the lines be?";
    case Kind::faded:
      return "Fill in what is missing.";
    default:
      return "Fill in.";
  }
}

/// A row for each choice, lettered, a column for each line asked.
void append_choices(std::vector<Block>& blocks, SetSheets& sheets, const Notation& notation,
                    const std::vector<std::size_t>& asked) {
  Table table;
  table.columns.emplace_back();
  for (const std::size_t at : asked) {
    const TraceLine& line = notation.trace().lines[at];
    const std::string& quantity = notation.definition().equations[line.equation].quantity;
    table.columns.push_back(
        {{math(notation.quantity(quantity, std::to_string(line.index), line.component))}, Table::Align::right});
  }
  char letter = 'A';
  for (const std::string& choice : notation.problem().question.choices) {
    const auto shown =
        choice.empty() ? std::optional(notation.trace()) : wrong_trace(sheets, notation.problem(), choice);
    if (!shown) continue;
    table.rows.push_back({{strong(std::string(1, letter++))}});
    for (const std::size_t line : asked) table.rows.back().push_back({written(shown->lines[line])});
  }
  blocks.emplace_back(std::move(table));
}

void append_other(std::vector<Block>& blocks, const Definition& other) {
  blocks.emplace_back(Paragraph{{text("Take the same steps by the following optimizer, and compare.")}});
  blocks.emplace_back(CodeBlock{"", to_text(other)});
}

void append_task(std::vector<Block>& blocks, SetSheets& sheets, const Notation& notation,
                 const std::vector<std::size_t>& asked) {
  const Problem& problem = notation.problem();
  const Trace& trace = notation.trace();
  blocks.emplace_back(Paragraph{{text(task_of(problem.question.kind))}});
  const Cell empty = [](std::size_t) { return blank(cell_blank); };
  if (problem.question.kind == Kind::choice) {
    append_choices(blocks, sheets, notation, asked);
  } else if (problem.question.kind == Kind::find_error) {
    const Trace wrong = wrong_trace(sheets, problem, problem.question.mistake).value_or(trace);
    blocks.emplace_back(
        table_of(notation, all_lines(trace), [&](std::size_t line) { return written(wrong.lines[line]); }));
  } else if (problem.question.kind == Kind::faded) {
    blocks.emplace_back(table_of(notation, all_lines(trace), [&](std::size_t line) {
      return std::binary_search(asked.begin(), asked.end(), line) ? blank(cell_blank) : written(trace.lines[line]);
    }));
  } else {
    blocks.emplace_back(table_of(notation, asked, empty));
  }
  if (problem.question.other) append_other(blocks, *problem.question.other);
}

Document question_of(SetSheets& sheets, const Notation& notation, const std::vector<std::size_t>& asked) {
  Document document{notation.problem().title, {field("Name")}};
  append_problem(document.blocks, notation);
  append_method(document.blocks, notation);
  document.blocks.emplace_back(Paragraph{working_rule(notation.trace().settings)});
  append_task(document.blocks, sheets, notation, asked);
  document.blocks.emplace_back(PageBreak{});
  return document;
}

// ------------------------------------------------------------------------------------------------------------- marker

/// If the student wrote X, they did Y: what the tested mistakes lead to in the last lines asked.
Document marker_of(SetSheets& sheets, const Generated& made, const Trace& trace,
                   const std::vector<std::size_t>& asked) {
  const std::size_t last = std::min(asked.size(), made.problem.dimension());
  const std::vector<std::size_t> lines(asked.end() - static_cast<std::ptrdiff_t>(last), asked.end());
  Document document{made.problem.title, {}};
  Table table;
  table.columns = {{{text("last answer")}, Table::Align::left},
                   {{text("mistake")}, Table::Align::left},
                   {{text("what was done")}, Table::Align::left}};
  table.rows.push_back({{text(asked_values(trace, lines))}, {text("none")}, {text("right")}});
  for (const std::string& mistake : made.certificate.tested) {
    const auto wrong = wrong_trace(sheets, made.problem, mistake);
    if (!wrong) continue;
    table.rows.push_back({{text(asked_values(*wrong, lines))}, {code(mistake)}, {text(find_mistake(mistake).marker)}});
  }
  document.blocks.emplace_back(std::move(table));
  return document;
}

std::string blank_sheet(const Problem& problem, const Tape& tape, const std::vector<std::size_t>& asked) {
  std::string text = "t,quantity,component,value\n";
  for (const std::size_t position : asked) {
    const Tape::Line& line = tape.lines[position];
    const std::string component = line.component ? problem.objective->parameters()[*line.component] : "";
    text +=
        std::to_string(line.t) + ',' + problem.optimizer.equations[line.equation].quantity + ',' + component + ",\n";
  }
  return text;
}

}  // namespace

const std::vector<WrongMethod>& SetSheets::ways(const Problem& problem, const std::string& mistake) {
  const auto [found, is_new] = ways_.try_emplace({problem.base.name, mistake});
  if (is_new) found->second = wrong_methods(problem, find_mistake(mistake));
  return found->second;
}

ProblemTexts SetSheets::texts_of(const Generated& made, const std::string& data_file) {
  ProblemTexts texts;
  texts.problem = to_toml(made.draft, data_file);
  if (!made.draft.objective.loss.empty()) texts.data = to_csv(made.draft.objective.data);
  const Trace trace = solve(made.problem, settings_for(made.problem));
  const Tape tape = compile(made.problem);
  const std::vector<std::size_t> asked = asked_lines(made.problem, tape);
  texts.question = to_markdown(question_of(*this, Notation(made.problem, trace), asked)) + '\n';
  texts.solution = to_markdown(worked_solution(made.problem, trace)) + '\n';
  texts.marker = to_markdown(marker_of(*this, made, trace, asked)) + '\n';
  texts.sheet = blank_sheet(made.problem, tape, asked);
  return texts;
}

}  // namespace stepmark::cli
