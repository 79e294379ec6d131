#include "solver/solve.hpp"

#include <optional>

#include "cli/command.hpp"
#include "cli/heartbeat.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "cli/progress.hpp"
#include "cli/settings.hpp"
#include "lib/base/text.hpp"
#include "reports/figures.hpp"
#include "reports/trace_csv.hpp"
#include "reports/trace_json.hpp"
#include "reports/worked_solution.hpp"
#include "solver/length.hpp"
#include "solver/trace/arithmetics.hpp"

namespace stepmark::cli {

namespace {

const Forms solve_forms{Format::markdown, {"json", "csv"}, true};

/// The lines go to the disk until all of them are known to have a value.
template <class Lines>
void print_lines(const Options& options, const Problem& problem, const Settings& settings) {
  check_output(options);
  files::HeldStream out(options.value("output"), options.has("force"));
  std::optional<Lines> form;
  std::string text;
  const auto begin = [&] {
    form.emplace(problem, settings);
    out.write(form->head());
  };
  const auto take = [&](const TraceLine& line) {
    text.clear();
    form->append(text, line);
    out.write(text);
  };
  const auto forget = [&] {
    out.forget();
    begin();
  };
  Progress progress("steps", static_cast<std::uint64_t>(problem.steps));
  begin();
  solve(problem, settings, {take, forget, [&](std::int64_t steps) { progress.at(static_cast<std::uint64_t>(steps)); }});
  out.write(form->tail());
  Heartbeat::stop();
  out.finish();
}

void print_page(const Options& options, const Form& form, const Problem& problem, const Settings& settings) {
  check_length(problem, longest_page, "expected --format csv or json, which have room for all, or fewer steps");
  Document page = worked_solution(problem, solve(problem, settings));
  if (options.has("pictures")) append_way(page.blocks, 2, problem);
  emit_page(options, form, page, {&problem, 1});
}

Status solve_problem(const Options& options) {
  const Form form = read_form(options, solve_forms);
  const SettingsOverride override = read_override(options);
  check_pictures(options, form);
  check_language(options, form);
  const Problem problem = read_problem(options.arguments().front());
  const Settings settings = settings_for(problem, override);
  if (form.is("csv")) {
    print_lines<TraceCsv>(options, problem, settings);
  } else if (form.is("json")) {
    print_lines<TraceJson>(options, problem, settings);
  } else {
    print_page(options, form, problem, settings);
  }
  return Status::done;
}

}  // namespace

Command solve_command() {
  Usage usage{"solve", "PROBLEM", 1, 1, {}};
  std::vector<std::string> names;
  for (const ArithmeticEntry& entry : arithmetics()) names.emplace_back(entry.name);
  const std::vector<std::string> ties = {"half-up", "half-even"};
  usage.options = {{"arithmetic", "NAME", alternatives(names), 0, names},
                   {"digits", "N", "the unrounded calculation, N correct digits printed"},
                   {"places", "N", "round to N decimal places"},
                   {"figures", "N", "round to N significant figures"},
                   {"carry", "RULE", "carry on the exact or the rounded number", 0, {"exact", "rounded"}},
                   {"ties", "RULE", alternatives(ties), 0, ties},
                   format_option(solve_forms),
                   page_option(),
                   fragment_option(),
                   pictures_option(),
                   language_option(),
                   output_option(),
                   force_option()};
  return {usage, "the worked solution, line by line",
          "PROBLEM is a TOML file. Options replace what its [working] says; without either, nothing is rounded on the\n"
          "way and ten figures are printed. Whoever rounds carries the rounded number on, unless --carry exact or the\n"
          "file's carry = \"exact\" says otherwise.\n",
          solve_problem};
}

}  // namespace stepmark::cli
