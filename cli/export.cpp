#include <fmt/core.h>

#include <algorithm>

#include "assessment/scorm_package.hpp"
#include "cli/command.hpp"
#include "cli/course_page.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/files/directory.hpp"
#include "lib/problem/problem.hpp"
#include "reports/export/formats.hpp"
#include "reports/typeset/page_maker.hpp"
#include "solver/visible.hpp"

namespace stepmark::cli {

namespace {

/// The practice page in a package; not made of exported questions, as all others are.
const exports::ExportFormat scorm{"scorm", ".zip", false, false, "", nullptr};

std::vector<exports::ExportFormat> formats() {
  std::vector<exports::ExportFormat> all = exports::export_formats();
  const auto after =
      std::find_if(all.begin(), all.end(), [](const exports::ExportFormat& f) { return f.name > scorm.name; });
  all.insert(after, scorm);
  return all;
}

std::vector<std::string> names_of_formats() {
  std::vector<std::string> names;
  for (const exports::ExportFormat& format : formats()) names.push_back(format.name);
  return names;
}

/// A file that is named for another system would be taken for what it is not.
void check_ending(const std::string& file, const exports::ExportFormat& format) {
  const std::string name = lower_case(file);
  for (const exports::ExportFormat& other : formats()) {
    if (other.ending.empty() || !name.ends_with(other.ending) || other.ending == format.ending) continue;
    throw InputError({file, 0, 0}, "the file is called " + other.ending + ", and --to is " + format.name,
                     format.ending.empty() ? "expected a directory" : "expected one that ends in " + format.ending);
  }
}

/// Options that the format knows nothing to do with.
void check_options(const Options& options, const exports::ExportFormat& format) {
  const bool is_page = format.name == scorm.name;
  for (const char* option : {"exam", "student", "page", "pass", "language"}) {
    if (options.has(option) && !is_page) {
      throw InputError({}, fmt::format("--{} goes with the practice page, and --to is {}", option, format.name),
                       "expected --to scorm");
    }
  }
  for (const char* option : {"each", "pick", "pictures"}) {
    if (options.has(option) && is_page) {
      throw InputError({}, fmt::format("--{} is given, and --to scorm has the practice page", option),
                       fmt::format("expected no --{}", option));
    }
  }
}

const exports::ExportFormat& format_of(const Options& options) {
  const auto name = options.choice("to");
  if (!name) throw InputError({}, "--to is missing", "expected --to " + alternatives(names_of_formats()));
  const exports::ExportFormat& format = *name == scorm.name ? scorm : exports::export_format(*name);
  check_options(options, format);
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

Status write_package(const Options& options) {
  const BlankPage blank = read_blank_page(options);
  assessment::PageCourse course = read_course(options);
  std::optional<Exact> share;
  if (const auto percent = options.number("pass", 1, 100)) share = Exact(*percent) / Exact(100);
  const exports::Export made = assessment::scorm_export(blank.text, blank.file, std::move(course), share);
  emit(options, made.bytes);
  fmt::print(stderr, "{}\n", exports::notice_of(scorm, made));
  return Status::done;
}

void emit_pictures_beside(const Options& options, const std::map<std::string, std::string>& pictures) {
  if (pictures.empty()) return;
  const std::string file = options.value("output").value_or("");
  if (file.empty() || files::is_stream(file)) {
    throw InputError({}, "--pictures is given without -o", "expected -o FILE, beside which pictures stand");
  }
  files::emit_beside(file, options.has("force"), pictures);
}

Status write_export(const Options& options) {
  const exports::ExportFormat& format = format_of(options);
  if (const auto file = options.value("output")) check_place_of(format, *file, options.has("force"));
  if (format.name == scorm.name) return write_package(options);
  std::vector<exports::ExportedQuestion> questions;
  const auto pictures = options.has("pictures") ? exports::Pictures::of_the_way : exports::Pictures::none;
  for (const std::string& argument : options.arguments()) {
    for (const std::string& file : assessment::problem_files(argument))
      questions.push_back(exports::exported(asking_for_what_shows(read_problem(file)), pictures));
  }
  const exports::Wishes wishes{one_line(options.value("title").value_or(""), 200), options.has("each"),
                               static_cast<std::size_t>(options.number("pick", 1, 100'000).value_or(0)), pictures,
                               typeset::side_by_side()};
  const exports::Export made = exports::exported(format, questions, wishes);
  if (format.ending.empty()) {
    files::emit_directory(*options.value("output"), options.has("force"), made.in_directory);
  } else {
    emit_pictures_beside(options, made.beside);
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
                   {"pictures", "", "the contour lines with a question, and the way in its worked solution"},
                   {"pass", "PERCENT", "of the marks, from which on it is passed; with --to scorm, as the next four"}};
  for (OptionSpec& option : course_options()) usage.options.push_back(std::move(option));
  usage.options.push_back(output_option());
  usage.options.push_back(force_option());
  return {usage, "questions for another system, with the marking that it can do",
          "What was written, and what the system cannot do, is said in a line on standard error.\n", write_export};
}

}  // namespace stepmark::cli
