#include "reports/handout.hpp"

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pandoc.hpp"
#include "lib/base/safe.hpp"
#include "reports/markdown.hpp"

namespace stepmark::cli {

namespace {

Document handout(const Options& options) {
  Handouts handouts;
  std::vector<Document> pages;
  for (const std::string& file : options.arguments()) {
    const Problem problem = read_problem(file);
    pages.push_back(options.has("solutions") ? handouts.solution(problem)
                    : options.has("marker")  ? handouts.marker(problem)
                                             : handouts.question(problem));
  }
  const bool question = !options.has("solutions") && !options.has("marker");
  if (pages.size() > 1 && question) {
    for (std::size_t i = 0; i < pages.size(); ++i) {
      pages[i].title = "Question " + std::to_string(i + 1) + ": " + pages[i].title;
    }
  }
  const std::string usual = options.has("solutions") ? "Worked solutions"
                            : options.has("marker")  ? "For the marker"
                                                     : "Questions";
  Document all = bound(one_line(options.value("title").value_or(usual), 200), std::move(pages));
  return question ? with_name_field(std::move(all)) : all;
}

Status make_handout(const Options& options) {
  if (options.has("solutions") && options.has("marker")) {
    throw InputError({}, "--solutions and --marker are both given", "expected one of them, or neither");
  }
  const auto to = options.choice("to", {"html", "pdf", "docx"});
  if (to && *to != "html" && !options.has("output")) {
    throw InputError({}, "--to " + *to + " is given without -o", "expected -o FILE: it is no text");
  }
  check_output(options);
  const std::string markdown = to_markdown(handout(options));
  emit(options, to ? convert(markdown, *to) : markdown);
  return Status::done;
}

Status print_sheet(const Options& options) {
  const std::string format = options.choice("format", {"csv", "markdown", "json"}).value_or("csv");
  check_output(options);
  const Problem problem = read_problem(options.arguments().front());
  emit(options, format == "json"       ? blank_sheet_json(problem)
                : format == "markdown" ? blank_sheet_markdown(problem)
                                       : blank_sheet_csv(problem));
  return Status::done;
}

}  // namespace

Command handout_command() {
  Usage usage{"handout", "PROBLEM...", 1, 100'000, {}};
  usage.options = {{"title", "TEXT", "the title of the handout"},
                   {"solutions", "", "worked solutions with the mark scheme, in place of the questions"},
                   {"marker", "", "the look-up sheet: which wrong method gives which number"},
                   {"to", "FORM", "html, pdf or docx, made by pandoc; Markdown when left out"},
                   output_option(),
                   force_option()};
  return {usage, "the question sheet, the worked solutions, or the marker's look-up sheet",
          "Each problem stands on a page of its own.\n", make_handout};
}

Command sheet_command() {
  Usage usage{"sheet", "PROBLEM", 1, 1, {}};
  usage.options = {{"format", "NAME", "csv, markdown or json"}, output_option(), force_option()};
  return {usage, "a blank answer sheet to fill in", "Filled in, it is what check reads.\n", print_sheet};
}

}  // namespace stepmark::cli
