#include "cli/set_sheets.hpp"

#include "reports/markdown.hpp"
#include "reports/notation.hpp"
#include "reports/statement.hpp"
#include "reports/worked_solution.hpp"
#include "solver/asked.hpp"
#include "solver/solve.hpp"

namespace stepmark::cli {

namespace {

Document question_of(const Problem& problem, const Trace& trace) {
  const Notation notation(problem, trace);
  Document document{problem.title, {}};
  append_problem(document.blocks, notation);
  append_method(document.blocks, notation);
  document.blocks.emplace_back(Paragraph{working_rule(trace.settings)});
  return document;
}

std::string blank_sheet(const Problem& problem) {
  const Tape tape = compile(problem);
  std::string text = "t,quantity,component,value\n";
  for (const std::size_t position : asked_lines(problem, tape)) {
    const Tape::Line& line = tape.lines[position];
    const std::string component = line.component ? problem.objective->parameters()[*line.component] : "";
    text +=
        std::to_string(line.t) + ',' + problem.optimizer.equations[line.equation].quantity + ',' + component + ",\n";
  }
  return text;
}

}  // namespace

ProblemTexts texts_of(const Generated& made, const std::string& data_file) {
  ProblemTexts texts;
  texts.problem = to_toml(made.draft, data_file);
  if (!made.draft.objective.loss.empty()) texts.data = to_csv(made.draft.objective.data);
  const Trace trace = solve(made.problem, settings_for(made.problem));
  texts.question = to_markdown(question_of(made.problem, trace)) + '\n';
  texts.solution = to_markdown(worked_solution(made.problem, trace)) + '\n';
  texts.sheet = blank_sheet(made.problem);
  return texts;
}

}  // namespace stepmark::cli
