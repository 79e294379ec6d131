#include "reports/mistakes.hpp"

#include "cli/command.hpp"
#include "cli/output.hpp"

namespace stepmark::cli {

namespace {

Status show_mistakes(const Options& options) {
  const bool json = options.choice("format").value_or("markdown") == "json";
  check_output(options);
  if (options.arguments().empty()) {
    emit(options, json ? mistakes_json() : mistakes_text());
  } else {
    const Problem problem = read_problem(options.arguments().front());
    emit(options, json ? mistakes_json(problem) : mistakes_text(problem));
  }
  return Status::done;
}

}  // namespace

Command mistakes_command() {
  Usage usage{"mistakes", "[PROBLEM]", 0, 1, {}};
  usage.options = {format_option({"markdown", "json"}), output_option(), force_option()};
  return {usage, "the wrong methods that are known, or those that apply to a problem",
          "With a PROBLEM, each mistake that can be made in it, and the equations as they then read.\n", show_mistakes};
}

}  // namespace stepmark::cli
