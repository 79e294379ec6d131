// The answer sheet to be filled in, in each of the forms that are read again.
#include <nlohmann/json.hpp>

#include "lib/base/safe.hpp"
#include "reports/handout.hpp"
#include "reports/markdown.hpp"
#include "solver/asked.hpp"

namespace stepmark {

namespace {

struct BlankLine {
  std::int64_t t;
  std::string quantity, component;
};

std::vector<BlankLine> blank_lines(const Problem& problem) {
  const Tape tape = compile(problem);
  std::vector<BlankLine> lines;
  for (const std::size_t position : asked_lines(problem, tape)) {
    const Tape::Line& line = tape.lines[position];
    lines.push_back({line.t, problem.optimizer.equations[line.equation].quantity,
                     line.component ? problem.objective->parameters()[*line.component] : ""});
  }
  return lines;
}

}  // namespace

std::string blank_sheet_csv(const Problem& problem) {
  std::string text = "t,quantity,component,value\n";
  for (const BlankLine& line : blank_lines(problem)) {
    text += std::to_string(line.t) + ',' + line.quantity + ',' + safe_csv_cell(line.component) + ",\n";
  }
  return text;
}

std::string blank_sheet_json(const Problem& problem) {
  nlohmann::ordered_json answers = nlohmann::ordered_json::array();
  for (const BlankLine& line : blank_lines(problem)) {
    answers.push_back({{"t", line.t}, {"quantity", line.quantity}, {"component", line.component}, {"value", ""}});
  }
  return nlohmann::ordered_json{{"answers", answers}}.dump(2) + '\n';
}

std::string blank_sheet_markdown(const Problem& problem) {
  Document page{problem.title, {}};
  Table table;
  table.columns = {{{text("t")}, Table::Align::right},
                   {{text("quantity")}, Table::Align::left},
                   {{text("component")}, Table::Align::left},
                   {{text("value")}, Table::Align::left}};
  for (const BlankLine& line : blank_lines(problem)) {
    table.rows.push_back({{text(std::to_string(line.t))}, {text(line.quantity)}, {text(line.component)}, {}});
  }
  page.blocks.emplace_back(std::move(table));
  return to_markdown(page);
}

}  // namespace stepmark
