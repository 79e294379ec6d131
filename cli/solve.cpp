#include "solver/solve.hpp"

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "cli/settings.hpp"
#include "reports/markdown.hpp"
#include "reports/trace_csv.hpp"
#include "reports/trace_json.hpp"
#include "reports/worked_solution.hpp"

namespace stepmark::cli {

namespace {

std::string rendered(const Problem& problem, const Trace& trace, const std::string& format) {
  if (format == "json") return trace_json(problem, trace);
  if (format == "csv") return trace_csv(problem, trace);
  return to_markdown(worked_solution(problem, trace));
}

Status solve_problem(const Options& options) {
  const std::string form = read_form(options, {"markdown", "json", "csv"}, true);
  const SettingsOverride override = read_override(options);
  const Problem problem = read_problem(options.arguments().front());
  const Trace trace = solve(problem, settings_for(problem, override));
  emit(options, as_page(rendered(problem, trace, form), form, {&problem, 1}));
  return Status::done;
}

}  // namespace

Command solve_command() {
  Usage usage{"solve", "PROBLEM", 1, 1, {}};
  usage.options = {{"arithmetic", "NAME", "exact, decimal, binary64 or binary32"},
                   {"digits", "N", "the unrounded calculation, N correct digits printed"},
                   {"places", "N", "round to N decimal places"},
                   {"figures", "N", "round to N significant figures"},
                   {"carry", "RULE", "carry on the exact or the rounded number"},
                   {"ties", "RULE", "half-up or half-even"},
                   {"format", "NAME", "markdown, json or csv"},
                   page_option(),
                   output_option(),
                   force_option()};
  return {usage, "the worked solution, line by line",
          "PROBLEM is a TOML file. Options replace what its [working] says; without either, nothing is rounded on the\n"
          "way and ten figures are printed. Whoever rounds carries the rounded number on, unless --carry exact or the\n"
          "file's carry = \"exact\" says otherwise.\n",
          solve_problem};
}

}  // namespace stepmark::cli
