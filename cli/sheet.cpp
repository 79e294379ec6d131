#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "reports/answer_sheet.hpp"
#include "reports/markdown.hpp"
#include "solver/length.hpp"

namespace stepmark::cli {

namespace {

Status print_sheet(const Options& options) {
  const std::string format = read_form(options);
  const Problem problem = read_problem(options.arguments().front());
  if (format != "csv" && format != "json") {
    check_length(problem, longest_page, "expected --format csv or json, which have room for all, or fewer steps");
  }
  const Tape tape = compile(problem);
  emit(options, format == "csv"    ? answer_sheet_csv(problem, tape)
                : format == "json" ? answer_sheet_json(problem, tape)
                                   : as_page(to_markdown(answer_sheet(problem, tape)), format));
  return Status::done;
}

}  // namespace

Command sheet_command() {
  Usage usage{"sheet", "PROBLEM", 1, 1, {}};
  usage.options = {format_option({"markdown", "csv", "json"}), page_option(), output_option(), force_option()};
  return {
      usage, "a blank answer sheet to fill in",
      "One place for each number that the problem asks for. Filled in, it is read by check; that of a class by mark.\n",
      print_sheet};
}

}  // namespace stepmark::cli
