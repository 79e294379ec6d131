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

const Forms handout_forms{Format::markdown, {}, true};

HandoutKind kind_of_handout(const Options& options) {
  if (options.has("solutions") && options.has("marker")) {
    throw InputError({}, "--solutions and --marker are both given", "expected one of them");
  }
  if (options.has("marker")) return HandoutKind::marker;
  return options.has("solutions") ? HandoutKind::solutions : HandoutKind::questions;
}

void print(const Options& options, const Form& form, const std::vector<Problem>& problems, HandoutKind kind,
           const std::string& title) {
  const unsigned threads = std::max(1U, std::thread::hardware_concurrency());
  if (form.typeset) {
    return emit(options, typeset_page(handout(problems, kind, title, threads), form.name, problems, title));
  }
  std::string page;
  const PageSink sink = [&](std::string_view text) { page += text; };
  handout(problems, kind, title, threads, {format_named(form.name), layout_of(options), sink});
  emit(options, page);
}

Status print_handout(const Options& options) {
  const HandoutKind kind = kind_of_handout(options);
  const Form form = read_form(options, handout_forms);
  std::vector<Problem> problems;
  for (const std::string& file : options.arguments()) {
    problems.push_back(read_problem(file));
    check_length(problems.back(), kind == HandoutKind::marker ? longest_to_mark : longest_page,
                 "expected fewer steps or components");
  }
  const std::string title = one_line(options.value("title").value_or(""), 200);
  print(options, form, problems, kind, title);
  return Status::done;
}

}  // namespace

Command handout_command() {
  Usage usage{"handout", "PROBLEM...", 1, 100'000, {}};
  usage.options = {{"title", "TEXT", "the title of the sheet"},
                   {"solutions", "", "worked solutions and mark schemes"},
                   {"marker", "", "the look-up sheet: if the student wrote X, they did Y: give Z"},
                   format_option(handout_forms),
                   page_option(),
                   output_option(),
                   force_option()};
  return {usage, "a question sheet to hand out, its solutions, or a sheet for the marker",
          "Each question begins on a page of its own, with the marks of all its parts.\n",
          print_handout};
}

}  // namespace stepmark::cli
