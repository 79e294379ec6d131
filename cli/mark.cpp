#include <fmt/core.h>
#include <sys/stat.h>

#include <fstream>
#include <iostream>
#include <memory>
#include <optional>

#include "assessment/class_outputs.hpp"
#include "assessment/mark_edition.hpp"
#include "cli/command.hpp"
#include "cli/heartbeat.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "cli/progress.hpp"
#include "lib/base/file.hpp"
#include "lib/base/inputs.hpp"
#include "lib/base/text.hpp"
#include "reports/render.hpp"
#include "reports/typeset/pages.hpp"
#include "solver/visible.hpp"

namespace stepmark::cli {

namespace {

using assessment::ClassOutputs;
using assessment::FeedbackDirectory;

/// Of mark sheets and statistics.
std::string form_of_pages(const Options& options) {
  const auto format = options.choice("format"), to = options.choice("to");
  if (format && to && *format != *to) {
    throw InputError({}, "--format " + *format + " and --to " + *to + " are both given", "expected one of them");
  }
  for (const char* option : {"to", "pictures", "language"}) {
    if (!options.has(option) || options.has("feedback") || options.has("statistics")) continue;
    throw InputError({}, std::string("--") + option + " is about the pages of --feedback and --statistics",
                     "expected one of these as well");
  }
  return to ? *to : format.value_or(std::string(name_of(Format::markdown)));
}

Shard shard_of(const Options& options) {
  return options.has("shard") ? parse_shard(*options.value("shard"), "--shard") : Shard{};
}

std::vector<NamedOutput> outputs_of(const Options& options) {
  std::vector<NamedOutput> outputs;
  for (const char* option : {"output", "details", "statistics"}) {
    const auto file = options.value(option);
    if (!file) continue;
    const std::string name = option;
    outputs.push_back(
        {name == "output" ? "-o" : "--" + name, *file, name == "statistics" ? form_of_pages(options) : ""});
  }
  return outputs;
}

std::unique_ptr<FeedbackDirectory> feedback_directory(const Options& options, Shard shard) {
  const auto path = options.value("feedback");
  if (!path) return nullptr;
  const std::string part = shard.is_whole() ? "" : fmt::format("{}-of-{}", shard.k, shard.n);
  auto directory = std::make_unique<FeedbackDirectory>(*path, options.has("force"), part);
  for (const char* option : {"output", "details", "statistics"}) {
    const auto file = options.value(option);
    if (!file || file->empty() || !directory->holds(*file)) continue;
    throw InputError({*file, 0, 0}, "it would stand among the feedback of --feedback",
                     "expected a place outside that directory");
  }
  return directory;
}

/// A class may be longer than the memory, so it is not read whole.
std::istream& open_class(const std::string& file, std::ifstream& opened) {
  if (file == "-") {
    std::ios::sync_with_stdio(false);
    return std::cin;
  }
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) throw InputError({file, 0, 0}, "no such file", "expected a class, or -");
  if (S_ISDIR(found.st_mode)) throw InputError({file, 0, 0}, "is a directory", "expected a class, or -");
  opened.open(file, std::ios::binary);
  if (!opened) throw InputError({file, 0, 0}, "cannot be read", "expected a readable file");
  note_input(file);
  return opened;
}

ClassOutputs::Wishes wishes_of(const Options& options) {
  ClassOutputs::Wishes wishes;
  wishes.gradebook = options.value("output").value_or("");
  wishes.details = options.value("details");
  wishes.statistics = options.value("statistics");
  wishes.force = options.has("force");
  wishes.form = form_of_pages(options);
  wishes.pictures = options.has("pictures");
  wishes.language = language_of(options);
  wishes.answers = options.has("hide-answers") ? Answers::hidden : Answers::shown;
  wishes.previous = options.value("previous");
  wishes.shard = shard_of(options);
  wishes.threads = read_threads(options, 256);
  return wishes;
}

template <class Marking>
void run(const Options& options, ClassOutputs& outputs, Marking& marking) {
  check_outputs(outputs_of(options), options.has("force"));  // now that all inputs are known
  outputs.take(marking);
  const std::vector<std::string> gone = outputs.gone();
  if (gone.empty()) return;
  fmt::print(stderr, "{} of the gradebook before {} no sheet now: {}\n", gone.size(), gone.size() == 1 ? "has" : "have",
             listed(gone, 20));
}

/// A class on an edition: a row a student.
void mark_edition(const Options& options, ClassOutputs& outputs) {
  std::ifstream opened;
  const std::string& file = options.arguments()[1];
  assessment::EditionMarking marking(options.arguments()[0], open_class(file, opened), argument_name(file),
                                     outputs.previous(), outputs.sinks(), outputs.settings());
  run(options, outputs, marking);
  if (!marking.amendments().empty()) {
    fmt::print(stderr, "Since the edition was written: {}\n", listed(marking.amendments(), 20));
  }
  if (const std::string change = marking.change(); !change.empty()) fmt::print(stderr, "{}\n", change);
}

void mark_problem(const Options& options, ClassOutputs& outputs, const Problem& problem) {
  if (outputs.previous()) outputs.previous()->check_questions(0);
  std::ifstream opened;
  const std::string& file = options.arguments()[1];
  assessment::ClassMarking marking(problem, open_class(file, opened), argument_name(file), outputs.previous(),
                                   outputs.sinks(), outputs.settings());
  run(options, outputs, marking);
}

Status mark_class(const Options& options) {
  form_of_pages(options);
  if (options.has("hide-answers") && !options.value("feedback")) {
    throw InputError({}, "--hide-answers is about the sheets of --feedback", "expected --feedback DIRECTORY as well");
  }
  const auto feedback = feedback_directory(options, shard_of(options));
  check_outputs(outputs_of(options), options.has("force"));  // before the problem is even read
  const std::string& asked = options.arguments()[0];
  const bool is_edition = assessment::is_edition(asked);
  std::optional<Problem> problem;
  if (!is_edition) problem = asking_for_what_shows(read_problem(asked));
  Heartbeat::stop();
  ClassOutputs outputs(wishes_of(options), feedback.get(), progress_line());
  is_edition ? mark_edition(options, outputs) : mark_problem(options, outputs, *problem);
  return Status::done;
}

std::vector<std::string> pages_and_markdown() {
  std::vector<std::string> forms = typeset::forms();
  forms.insert(forms.begin(), std::string(name_of(Format::markdown)));
  return forms;
}

}  // namespace

Command mark_command() {
  Usage usage{"mark", "PROBLEM CLASS", 2, 2, {}, true};
  usage.options = {
      {"feedback", "DIRECTORY", "a mark sheet for each student"},
      {"hide-answers", "", "no expected number on them: for a second try"},
      {"statistics", "FILE", "what the class found hard; JSON if FILE ends in .json"},
      {"format", "NAME", "of both: " + alternatives(format_names()) + "; markdown when left out", 0, format_names()},
      {"to", "FORM", "the same, and as pages: " + alternatives(typeset::forms()), 0, pages_and_markdown()},
      {"pictures", "", "each student's way beside the right one; the class as bars"},
      language_option(),
      {"details", "FILE", "every sheet line by line: JSON Lines, each as check --format json has it"},
      {"previous", "GRADEBOOK", "note what has changed since"},
      {"shard", "K/N", "every N-th sheet from the K-th; see stepmark merge"},
      {"threads", "N", "how many mark at once; the output is the same"},
      output_option(),
      force_option()};
  return {
      usage, "a whole class: a gradebook row for each sheet",
      "CLASS is CSV with the columns student,t,quantity,component,value, or JSON Lines; - is standard input. Rows of "
      "a\n"
      "student stand together; a name that returns is a further sheet. A sheet that cannot be read gets a row that\n"
      "says so. PROBLEM may be the directory of an edition: then CLASS has the column question as well, each student\n"
      "is marked on the own variants, and has one row. Its paper.toml may have got other marks, schemes and void\n"
      "questions since it was written, and its problems may have been edited; what has been is said.\n",
      mark_class};
}

}  // namespace stepmark::cli
