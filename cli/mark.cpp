#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <thread>

#include "cli/class_batches.hpp"
#include "cli/command.hpp"
#include "cli/desks.hpp"
#include "cli/feedback_directory.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "lib/base/text.hpp"
#include "reports/gradebook.hpp"

namespace stepmark::cli {

namespace {

std::size_t threads_wanted(const Options& options) {
  const unsigned all = std::max(1U, std::thread::hardware_concurrency());
  return static_cast<std::size_t>(options.number("threads", 1, 256).value_or(static_cast<int>(all)));
}

std::vector<NamedOutput> outputs_of(const Options& options) {
  std::vector<NamedOutput> outputs;
  for (const char* option : {"output", "details", "statistics"}) {
    if (const auto file = options.value(option))
      outputs.push_back({option == std::string("output") ? "-o" : std::string("--") + option, *file});
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
    if (!file || !directory->holds(*file)) continue;
    throw InputError({*file, 0, 0}, "it would stand among the feedback of --feedback",
                     "expected a place outside that directory");
  }
  return directory;
}

/// What the last cell says. What is long comes last, since a cell is cut at its end.
std::string note_of(const ClassSheet& work, const std::string& change, const std::string& feedback_miss) {
  std::vector<std::string> parts;
  if (work.number > 1) parts.push_back(fmt::format("sheet {} of this name", work.number));
  if (!change.empty()) parts.push_back(change);
  if (!feedback_miss.empty()) parts.push_back("no feedback written: " + feedback_miss);
  if (!work.raw.error.empty()) parts.push_back("the sheet cannot be read: " + work.raw.error);
  if (!work.failure.empty()) parts.push_back("the program failed on this sheet: " + work.failure);
  if (!work.notices.empty()) parts.push_back(work.notices.front());
  if (work.notice_count > 1) parts.push_back(fmt::format("and {} more", work.notice_count - 1));
  return fmt::format("{}", fmt::join(parts, "; "));
}

class ClassMarking {
 public:
  explicit ClassMarking(const Options& options)
      : options_(options),
        shard_(parse_shard(options.value("shard").value_or("1/1"), "--shard")),
        feedback_(feedback_directory(options, shard_)),
        problem_(read_problem(options.arguments()[0])),
        desks_(problem_, threads_wanted(options), {feedback_ != nullptr, options.has("details")}),
        statistics_(desks_.marker(), shard_),
        out_(options) {
    if (const auto file = options.value("details")) details_.emplace(*file, options.has("force"));
    if (const auto file = options.value("previous")) previous_.emplace(*file);
  }

  Status run() {
    ClassBatches batches(options_.arguments()[1], shard_, feedback_ != nullptr, previous_ ? &*previous_ : nullptr);
    check_outputs(outputs_of(options_), options_.has("force"));  // now that all inputs are known
    if (feedback_) feedback_->make();
    out_.write(gradebook_header());
    Progress progress("sheets", 0);
    std::vector<ClassSheet> batch;
    while (batches.next(batch)) {
      desks_.mark(batch);
      for (const ClassSheet& work : batch) write(work);  // in the order of the input
      progress.at(batches.read());
    }
    return finish();
  }

 private:
  void write(const ClassSheet& work) {
    work.marked ? statistics_.add(work.sheet, *work.marked) : statistics_.add_unreadable();
    const bool has_feedback = feedback_ && work.marked;
    const std::string miss = has_feedback ? feedback_->write(work.feedback_file, work.feedback) : "";
    if (details_) details_->write(work.details);
    const std::string change = work.before ? work.before->change(work.marked ? work.marked->marks : Exact(0)) : "";
    const std::string note = note_of(work, change, miss);
    out_.write(work.marked ? gradebook_row(desks_.marker(), work.raw.student, *work.marked, note)
                           : unreadable_row(desks_.marker(), work.raw.student, note));
  }

  /// The gradebook first: nothing that goes wrong behind it takes it away.
  Status finish() {
    out_.finish();
    if (details_) details_->finish();
    write_statistics();
    tell_who_is_gone();
    const std::string missed = feedback_ ? feedback_->finish() : "";
    if (missed.empty()) return Status::done;
    fmt::print(stderr, "{}\n", missed);
    return Status::not_done;
  }

  void write_statistics() const {
    const auto file = options_.value("statistics");
    if (!file) return;
    emit_to(*file, options_.has("force"), file->ends_with(".json") ? statistics_.json() : statistics_.markdown());
  }

  /// Every shard has met all students; one says so.
  void tell_who_is_gone() const {
    if (!previous_ || shard_.k > 1) return;
    const std::vector<std::string> names = previous_->gone();
    if (names.empty()) return;
    fmt::print(stderr, "{} of the gradebook before {} no sheet now: {}\n", names.size(),
               names.size() == 1 ? "has" : "have", listed(names, 20));
  }

  const Options& options_;
  Shard shard_;
  std::unique_ptr<FeedbackDirectory> feedback_;
  Problem problem_;
  Desks desks_;
  ClassStatistics statistics_;
  Stream out_;
  std::optional<Stream> details_;
  std::optional<PreviousGradebook> previous_;
};

Status mark_class(const Options& options) {
  check_outputs(outputs_of(options), options.has("force"));  // before the problem is even read
  return ClassMarking(options).run();
}

}  // namespace

Command mark_command() {
  Usage usage{"mark", "PROBLEM CLASS", 2, 2, {}, true};
  usage.options = {{"feedback", "DIRECTORY", "a mark sheet in Markdown for each student"},
                   {"statistics", "FILE", "what the class found hard: Markdown, or JSON if FILE ends in .json"},
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
      "says so.\n",
      mark_class};
}

}  // namespace stepmark::cli
