#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "reports/answer_sheet.hpp"
#include "solver/length.hpp"
#include "solver/visible.hpp"

namespace stepmark::cli {

namespace {

const Forms sheet_forms{Format::markdown, {"csv", "json"}, true};

Status print_sheet(const Options& options) {
  const Form form = read_form(options, sheet_forms);
  const Problem problem = asking_for_what_shows(read_problem(options.arguments().front()));
  check_length(problem, longest_to_mark, "expected a problem that people work");
  if (form.is("csv")) {
    emit(options, answer_sheet_csv(problem));
  } else if (form.is("json")) {
    emit(options, answer_sheet_json(problem));
  } else {
    emit_page(options, form, answer_sheet(problem));
  }
  return Status::done;
}

}  // namespace

Command sheet_command() {
  Usage usage{"sheet", "PROBLEM", 1, 1, {}};
  usage.options = {format_option(sheet_forms), page_option(), output_option(), force_option()};
  return {usage, "a blank answer sheet to fill in",
          "One place for each number, letter or line that the problem asks for. Filled in, it is read by check; that "
          "of a\nclass by mark.\n",
          print_sheet};
}

}  // namespace stepmark::cli
