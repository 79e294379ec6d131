#include "reports/handout.hpp"

#include <thread>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pandoc.hpp"
#include "cli/typeset.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"

namespace stepmark::cli {

namespace {

HandoutKind read_kind(const Options& options) {
  if (options.has("solutions") && options.has("marker")) {
    throw InputError({}, "--solutions and --marker are both given", "expected one of them");
  }
  if (options.has("marker")) return HandoutKind::marker;
  return options.has("solutions") ? HandoutKind::solutions : HandoutKind::questions;
}

std::optional<std::string> read_form(const Options& options) {
  const auto form = options.choice("to", {"html", "pdf", "docx"});
  if (form && *form != "html" && !options.has("output")) {
    throw InputError({}, "--to " + *form + " is given without -o", "expected -o FILE: it is no text");
  }
  return form;
}

bool shows(const Problem& problem, const std::string& character) {
  const auto in = [&](const std::string& text) { return text.find(character) != std::string::npos; };
  return in(problem.title) || in(problem.base.title) || in(problem.base.convention) || in(problem.base.source);
}

/// @throws InputError that names the text that cannot be printed
std::string convert(const std::string& page, const std::string& form, const std::string& title,
                    const std::vector<Problem>& problems) try {
  return cli::convert(page, form);
} catch (const NoGlyph& error) {
  if (title.find(error.character()) != std::string::npos) throw error.at({"--title", 0, 0});
  for (const Problem& problem : problems) {
    if (shows(problem, error.character())) throw error.at({problem.file, 0, 0});
  }
  throw;
}

Status print_handout(const Options& options) {
  const HandoutKind kind = read_kind(options);
  const auto form = read_form(options);
  check_output(options);
  std::vector<Problem> problems;
  for (const std::string& file : options.arguments()) problems.push_back(read_problem(file));
  const std::string title = one_line(options.value("title").value_or(""), 200);
  const std::string page = handout(problems, kind, title, std::max(1U, std::thread::hardware_concurrency()));
  emit(options, form ? convert(page, *form, title, problems) : page);
  return Status::done;
}

}  // namespace

Command handout_command() {
  Usage usage{"handout", "PROBLEM...", 1, 100'000, {}};
  usage.options = {{"title", "TEXT", "the title of the sheet"},
                   {"solutions", "", "worked solutions and mark schemes"},
                   {"marker", "", "the look-up sheet: if the student wrote X, they did Y: give Z"},
                   {"to", "FORM", "html, pdf or docx, made by pandoc; Markdown when left out"},
                   output_option(),
                   force_option()};
  return {usage, "a question sheet to hand out, its solutions, or a sheet for the marker",
          "Each question begins on a page of its own. Of a comparison, the marks are those of both optimizers, while "
          "check\nreads the first one's answers.\n",
          print_handout};
}

}  // namespace stepmark::cli
