#include "reports/handout.hpp"

#include <thread>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "solver/length.hpp"

namespace stepmark::cli {

namespace {

HandoutKind kind_of_handout(const Options& options) {
  if (options.has("solutions") && options.has("marker")) {
    throw InputError({}, "--solutions and --marker are both given", "expected one of them");
  }
  if (options.has("marker")) return HandoutKind::marker;
  return options.has("solutions") ? HandoutKind::solutions : HandoutKind::questions;
}

Status print_handout(const Options& options) {
  const HandoutKind kind = kind_of_handout(options);
  const std::string form = read_form(options);
  std::vector<Problem> problems;
  for (const std::string& file : options.arguments()) {
    problems.push_back(read_problem(file));
    check_length(problems.back(), kind == HandoutKind::marker ? longest_to_mark : longest_page,
                 "expected fewer steps or components");
  }
  const std::string title = one_line(options.value("title").value_or(""), 200);
  const std::string page = handout(problems, kind, title, std::max(1U, std::thread::hardware_concurrency()));
  emit(options, as_page(page, form, problems, title));
  return Status::done;
}

}  // namespace

Command handout_command() {
  Usage usage{"handout", "PROBLEM...", 1, 100'000, {}};
  usage.options = {{"title", "TEXT", "the title of the sheet"},
                   {"solutions", "", "worked solutions and mark schemes"},
                   {"marker", "", "the look-up sheet: if the student wrote X, they did Y: give Z"},
                   page_option(),
                   output_option(),
                   force_option()};
  return {usage, "a question sheet to hand out, its solutions, or a sheet for the marker",
          "Each question begins on a page of its own. Of a comparison, the marks are those of both optimizers, while "
          "check\nreads the first one's answers.\n",
          print_handout};
}

}  // namespace stepmark::cli
