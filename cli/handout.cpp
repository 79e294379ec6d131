#include "reports/handout.hpp"

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "solver/length.hpp"
#include "solver/visible.hpp"

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

QuestionLayout layout_of_questions(const Options& options, HandoutKind kind) {
  constexpr int most_space = 100;
  QuestionLayout layout;
  layout.space = options.number("space", 1, most_space).value_or(0);
  if (const auto names = options.value("hide")) {
    for (const std::string& name : split_names(*names)) {
      if (leave_out(name, layout)) continue;
      throw InputError({}, "--hide has " + in_quotes(name), "expected " + alternatives(what_may_be_left_out()));
    }
  }
  if (kind == HandoutKind::questions || (!options.has("space") && !options.has("hide"))) return layout;
  throw InputError({}, "--space and --hide are about question sheets",
                   "expected neither --solutions nor --marker with them");
}

struct Page {
  HandoutKind kind;
  std::string title;
  QuestionLayout layout;
};

void print(PageWriter& writer, const std::vector<Problem>& problems, const Page& page) {
  // Pictures have numbers, in the order in which the page has them.
  const unsigned threads = writer.has_pictures() ? 1 : static_cast<unsigned>(typeset::side_by_side());
  std::string text;
  const PageSink sink = [&](std::string_view piece) { text += piece; };
  handout(problems, page.kind, page.title, threads, {writer.format(), writer.layout(), sink, page.layout});
  writer.emit(std::move(text), problems, page.title);
}

Status print_handout(const Options& options) {
  const HandoutKind kind = kind_of_handout(options);
  QuestionLayout layout = layout_of_questions(options, kind);
  layout.pictures = options.has("pictures");
  const Form form = read_form(options, handout_forms);
  check_language(options, form);
  PageWriter writer(options, form);
  std::vector<Problem> problems;
  for (const std::string& file : options.arguments()) {
    problems.push_back(asking_for_what_shows(read_problem(file)));
    check_length(problems.back(), kind == HandoutKind::marker ? longest_to_mark : longest_page,
                 "expected fewer steps or components");
  }
  const std::string title = one_line(options.value("title").value_or(""), 200);
  print(writer, problems, {kind, title, layout});
  return Status::done;
}

}  // namespace

Command handout_command() {
  Usage usage{"handout", "PROBLEM...", 1, 100'000, {}};
  usage.options = {{"title", "TEXT", "the title of the sheet"},
                   {"solutions", "", "worked solutions and mark schemes"},
                   {"space", "LINES", "so many ruled lines to work on below each table of answers"},
                   {"hide", "WHAT[,WHAT]", "equations, source: what students should know", 0, {}, what_may_be_left_out},
                   {"marker", "", "the look-up sheet: if the student wrote X, they did Y: give Z"},
                   format_option(handout_forms),
                   page_option(),
                   fragment_option(),
                   pictures_option(),
                   language_option(),
                   output_option(),
                   force_option()};
  return {usage, "a question sheet to hand out, its solutions, or a sheet for the marker",
          "Each question begins on a page of its own, with the marks of all its parts.\n", print_handout};
}

}  // namespace stepmark::cli
