#include <fmt/core.h>

#include "assessment/practice_page.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/files/directory.hpp"
#include "lib/problem/problem.hpp"
#include "reports/export/formats.hpp"
#include "solver/visible.hpp"

namespace stepmark::cli {

namespace {

std::vector<std::string> names_of_formats() {
  std::vector<std::string> names;
  for (const exports::ExportFormat& format : exports::export_formats()) names.push_back(format.name);
  return names;
}

/// A file that is named for another system would be taken for what it is not.
void check_ending(const std::string& file, const exports::ExportFormat& format) {
  const std::string name = lower_case(file);
  for (const exports::ExportFormat& other : exports::export_formats()) {
    if (other.ending.empty() || !name.ends_with(other.ending) || other.ending == format.ending) continue;
    throw InputError({file, 0, 0}, "the file is called " + other.ending + ", and --to is " + format.name,
                     format.ending.empty() ? "expected a directory" : "expected one that ends in " + format.ending);
  }
}

const exports::ExportFormat& format_of(const Options& options) {
  const auto name = options.choice("to");
  if (!name) throw InputError({}, "--to is missing", "expected --to " + alternatives(names_of_formats()));
  const exports::ExportFormat& format = exports::export_format(*name);
  if (!format.is_text && !options.has("output")) {
    throw InputError({}, "--to " + *name + " is given without -o",
                     format.ending.empty() ? "expected -o DIRECTORY" : "expected -o FILE: it is no text");
  }
  if (format.ending.empty() && options.has("title")) {
    throw InputError({}, "--title goes with a file, and --to " + *name + " writes a directory", "expected no --title");
  }
  check_ending(options.value("output").value_or(""), format);
  return format;
}

void check_place_of(const exports::ExportFormat& format, const std::string& output, bool force) {
  if (format.ending.empty()) return files::check_directory(output, force);
  check_outputs({{"-o", output}}, force);
}

Status write_export(const Options& options) {
  const exports::ExportFormat& format = format_of(options);
  if (const auto file = options.value("output")) check_place_of(format, *file, options.has("force"));
  std::vector<exports::ExportedQuestion> questions;
  for (const std::string& argument : options.arguments()) {
    for (const std::string& file : assessment::problem_files(argument))
      questions.push_back(exports::exported(asking_for_what_shows(read_problem(file))));
  }
  const exports::Wishes wishes{one_line(options.value("title").value_or(""), 200), options.has("each"),
                               static_cast<std::size_t>(options.number("pick", 1, 100'000).value_or(0))};
  const exports::Export made = exports::exported(format, questions, wishes);
  if (format.ending.empty()) {
    files::emit_directory(*options.value("output"), options.has("force"), made.in_directory);
  } else {
    emit(options, made.bytes);
  }
  fmt::print(stderr, "{}\n", exports::notice_of(format, made));
  return Status::done;
}

}  // namespace

Command export_command() {
  Usage usage{"export", "PROBLEM...|DIRECTORY", 1, 100'000, {}};
  usage.options = {{"to", "FORMAT", alternatives(names_of_formats()), 0, names_of_formats()},
                   {"each", "", "a question for every line"},
                   {"pick", "N", "the problems are a pool, from which N are drawn for each student"},
                   {"title", "TEXT", "the title of the whole"},
                   output_option(),
                   force_option()};
  return {usage, "questions for another system, with the marking that it can do",
          "What was written, and what the system cannot do, is said in a line on standard error.\n", write_export};
}

}  // namespace stepmark::cli
