#include "cli/command.hpp"
#include "cli/course_page.hpp"
#include "cli/output.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"

namespace stepmark::cli {

namespace {

void check_ending(const std::string& file) {
  if (lower_case(file).ends_with(".html")) return;
  throw InputError({file, 0, 0}, "the practice page is HTML", "expected a file that ends in .html");
}

Status write_page(const Options& options) {
  const auto file = options.value("output");
  if (!file) throw InputError({}, "-o is missing", "expected -o FILE.html");
  check_ending(*file);
  check_outputs({{"-o", *file, "html"}}, options.has("force"));
  const BlankPage blank = read_blank_page(options);
  emit(options, assessment::practice_page(blank.text, blank.file, read_course(options)));
  return Status::done;
}

}  // namespace

Command web_command() {
  Usage usage{"web", "[PROBLEM...|DIRECTORY]", 0, 1000, course_options()};
  usage.options.insert(usage.options.end(),
                       {{"title", "TEXT", "the title of the whole"}, output_option(), force_option()});
  return {usage, "the practice page: one file that works in a browser without a server",
          "The file holds the engine that marks here, and needs no network. Without arguments it draws from the whole\n"
          "catalogue; with problems, a set, or an edition of a paper (as a mock exam), it has these as well. They are "
          "for\npractice: whoever opens the file can find the answers in it.\n",
          write_page};
}

}  // namespace stepmark::cli
