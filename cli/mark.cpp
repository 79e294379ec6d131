#include <fmt/core.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <iostream>
#include <memory>
#include <optional>
#include <thread>

#include "assessment/feedback_directory.hpp"
#include "assessment/mark_class.hpp"
#include "assessment/mark_edition.hpp"
#include "cli/command.hpp"
#include "cli/feedback_pages.hpp"
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

using assessment::FeedbackDirectory;

std::size_t threads_wanted(const Options& options) {
  const unsigned all = std::max(1U, std::thread::hardware_concurrency());
  return static_cast<std::size_t>(options.number("threads", 1, 256).value_or(static_cast<int>(all)));
}

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

std::optional<files::Stream> stream_of(const Options& options, const std::string& option) {
  const auto file = options.value(option);
  return file ? std::optional<files::Stream>(std::in_place, *file, options.has("force")) : std::nullopt;
}

/// Either all outputs appear or none: what can still go wrong does before the first has its name.
void settle_and_name(std::initializer_list<files::Stream*> outputs, FeedbackDirectory* feedback) {
  for (files::Stream* output : outputs) {
    if (output) output->settle();
  }
  if (feedback) feedback->settle();
  for (files::Stream* output : outputs) {
    if (output) output->take_name();
  }
  if (feedback) feedback->take_names();
}

/// Every shard has met all students; one says so.
void tell_who_is_gone(const std::optional<PreviousGradebook>& previous, Shard shard) {
  if (!previous || shard.k > 1) return;
  const std::vector<std::string> names = previous->gone();
  if (names.empty()) return;
  fmt::print(stderr, "{} of the gradebook before {} no sheet now: {}\n", names.size(),
             names.size() == 1 ? "has" : "have", listed(names, 20));
}

/// The statistics as a page, with the class as bars where pictures are wanted.
std::string page_of(const Options& options, Document page, const std::vector<Block>& charts, const std::string& form) {
  Layout layout = typeset::layout_of_source(form);
  layout.language = language_of(options);
  const auto kind = options.has("pictures") ? pictures_in(form) : std::nullopt;
  picture::Illustrator pictures(kind.value_or(picture::Illustrator::Kind::inside_html), "statistics");
  if (kind) layout.illustrate = [&](const picture::Picture& one) { return pictures(one); };
  if (options.has("pictures")) page.blocks.insert(page.blocks.end(), charts.begin(), charts.end());
  std::string text = rendered(typeset::source_of(form), page, layout);
  picture::Illustrator::draw({&pictures}, side_by_side());
  text = pictures.complete(std::move(text));
  if (typeset::is_made(form)) {
    return typeset::made(form, {std::move(text), pictures.beside(), std::string(layout.language.name())});
  }
  emit_beside(*options.value("statistics"), options.has("force"), pictures.beside());
  return text;
}

template <class Statistics>
std::string text_of(const Options& options, const Statistics& statistics, const std::string& form) {
  const bool as_json = options.value("statistics")->ends_with(".json");
  return as_json ? statistics.json() : page_of(options, statistics.document(), statistics.charts(), form);
}

std::unique_ptr<FeedbackPages> pages_for(const Options& options, FeedbackDirectory* directory) {
  if (!directory) return nullptr;
  const std::string form = form_of_pages(options);
  typeset::check_tools(form);
  return std::make_unique<FeedbackPages>(*directory, form, options.has("pictures"), language_of(options));
}

/// What both kinds of class are marked with. The outputs are open while it lives.
struct Desk {
  Desk(const Options& options, FeedbackDirectory* sheets)
      : form(form_of_pages(options)),
        shard(shard_of(options)),
        feedback(sheets),
        pages(pages_for(options, sheets)),
        gradebook(open_output(options)),
        details(stream_of(options, "details")),
        statistics(stream_of(options, "statistics")),
        progress(std::in_place, "sheets", 0) {
    if (const auto file = options.value("previous")) previous.emplace(*file);
  }

  std::string form;
  Shard shard;
  FeedbackDirectory* feedback;           ///< may be null
  std::unique_ptr<FeedbackPages> pages;  ///< where there is one
  files::Stream gradebook;
  std::optional<files::Stream> details, statistics;
  std::optional<PreviousGradebook> previous;
  std::optional<Progress> progress;

  assessment::ClassSinks sinks() {
    assessment::ClassSinks sinks;
    sinks.gradebook = [this](std::string_view row) { gradebook.write(row); };
    if (details) sinks.details = [this](std::string_view line) { details->write(line); };
    if (pages) sinks.feedback = [this](const auto& file, auto page) { pages->take(file, std::move(page)); };
    sinks.progress = [this](std::uint64_t sheets) { progress->at(sheets); };
    return sinks;
  }

  assessment::ClassMarking::Settings settings(const Options& options) const {
    return {shard, threads_wanted(options), pages ? pages->form() : assessment::FeedbackForm{},
            options.has("hide-answers") ? Answers::hidden : Answers::shown};
  }

  /// Marks the class, now that all inputs are known, and gives every output its name.
  template <class Marking>
  void run(const Options& options, Marking& marking) {
    check_outputs(outputs_of(options), options.has("force"));
    if (feedback) feedback->make();
    marking.run();
    if (pages) pages->finish();
    progress.reset();
    if (statistics) statistics->write(text_of(options, marking.statistics(), form));
    settle_and_name({details ? &*details : nullptr, statistics ? &*statistics : nullptr, &gradebook}, feedback);
    tell_who_is_gone(previous, shard);
  }
};

/// A class on an edition: a row a student.
void mark_edition(const Options& options, FeedbackDirectory* feedback) {
  Desk desk(options, feedback);
  std::ifstream opened;
  const std::string& file = options.arguments()[1];
  assessment::EditionMarking marking(options.arguments()[0], open_class(file, opened), argument_name(file),
                                     desk.previous ? &*desk.previous : nullptr, desk.sinks(), desk.settings(options));
  desk.run(options, marking);
  if (!marking.amendments().empty()) {
    fmt::print(stderr, "Since the edition was written: {}\n", listed(marking.amendments(), 20));
  }
  if (const std::string change = marking.change(); !change.empty()) fmt::print(stderr, "{}\n", change);
}

void mark_problem(const Options& options, FeedbackDirectory* feedback) {
  const Problem problem = asking_for_what_shows(read_problem(options.arguments()[0]));
  Desk desk(options, feedback);
  if (desk.previous) desk.previous->check_questions(0);
  std::ifstream opened;
  const std::string& file = options.arguments()[1];
  assessment::ClassMarking marking(problem, open_class(file, opened), argument_name(file),
                                   desk.previous ? &*desk.previous : nullptr, desk.sinks(), desk.settings(options));
  desk.run(options, marking);
}

Status mark_class(const Options& options) {
  form_of_pages(options);
  if (options.has("hide-answers") && !options.value("feedback")) {
    throw InputError({}, "--hide-answers is about the sheets of --feedback", "expected --feedback DIRECTORY as well");
  }
  const auto feedback = feedback_directory(options, shard_of(options));
  check_outputs(outputs_of(options), options.has("force"));  // before the problem is even read
  assessment::is_edition(options.arguments()[0]) ? mark_edition(options, feedback.get())
                                                 : mark_problem(options, feedback.get());
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
