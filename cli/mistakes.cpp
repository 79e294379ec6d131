#include "reports/mistakes.hpp"

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"

namespace stepmark::cli {

namespace {

const Forms mistakes_forms{Format::text, {"json"}};

Status show_mistakes(const Options& options) {
  const Form form = read_form(options, mistakes_forms);
  if (options.has("all")) {
    if (!options.arguments().empty()) {
      throw InputError({}, "--all lists what is known, and a problem what can be made in it", "expected one of them");
    }
    form.is("json") ? emit(options, causes_json()) : emit_page(options, form, causes_page());
  } else if (options.arguments().empty()) {
    form.is("json") ? emit(options, mistakes_json()) : emit_page(options, form, mistakes_page());
  } else {
    const Problem problem = read_problem(options.arguments().front());
    form.is("json") ? emit(options, mistakes_json(problem)) : emit_page(options, form, mistakes_page(problem));
  }
  return Status::done;
}

}  // namespace

Command mistakes_command() {
  Usage usage{"mistakes", "[PROBLEM]", 0, 1, {}};
  usage.options = {{"all", "", "slips and conventions as well: everything that a mark sheet may name"},
                   format_option(mistakes_forms),
                   output_option(),
                   force_option()};
  return {usage, "the wrong methods that are known, or those that apply to a problem",
          "With a PROBLEM, each mistake that can be made in it, and the equations as they then read.\n", show_mistakes};
}

}  // namespace stepmark::cli
