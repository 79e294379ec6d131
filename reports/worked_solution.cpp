#include "reports/worked_solution.hpp"

#include <string>

#include "reports/closing_table.hpp"
#include "reports/method_name.hpp"
#include "reports/notation.hpp"
#include "reports/sentence.hpp"
#include "reports/statement.hpp"
#include "reports/working.hpp"

namespace stepmark::reports {

namespace {

void append_heading(std::vector<Block>& blocks, Inline words) { blocks.emplace_back(Heading{2, {std::move(words)}}); }

void append_step(std::vector<Block>& blocks, const Notation& notation, std::int64_t t) {
  append_heading(blocks, sentence("Step {t}", {{"t", t}}));
  for (std::size_t e = 0; e < notation.definition().equations.size(); ++e) append_working(blocks, notation, e, t);
}

void append_result(std::vector<Block>& blocks, const Notation& notation) {
  const std::int64_t last = notation.problem().last_step();
  const std::int64_t index = last + notation.definition().find_equation("theta")->offset;
  const Lead lead = {
      [&](Inline values) {
        return sentence("After step {t}, the parameters are {values}.", {{"t", last}, {"values", std::move(values)}});
      },
      sentence("After step {t}, the parameters are", {{"t", last}})};
  append_equalities(blocks, {}, lead, {*notation.equality("theta", index)});
}

Title title_of(const Problem& problem) {
  return problem.title.empty() ? Title(method_title(problem.base)) : Title(problem.title);
}

}  // namespace

Document worked_solution(const Problem& problem, const Trace& trace) {
  const Notation notation(problem, trace);
  Document document{title_of(problem), {}};
  std::vector<Block>& blocks = document.blocks;
  blocks.reserve(64);
  append_heading(blocks, sentence("Problem"));
  append_problem(blocks, notation);
  append_heading(blocks, sentence("Method"));
  append_method(blocks, notation);
  if (problem.objective->kind() != Objective::Kind::gradient) append_gradient(blocks, notation);
  blocks.emplace_back(Paragraph{working_rule(trace.settings)});
  for (std::int64_t t = problem.first_step(); t <= problem.last_step(); ++t) append_step(blocks, notation, t);
  append_heading(blocks, sentence("All quantities"));
  append_result(blocks, notation);
  append_closing_table(blocks, notation);
  return document;
}

}  // namespace stepmark::reports
