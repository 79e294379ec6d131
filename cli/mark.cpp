#include <fmt/core.h>
#include <sys/stat.h>

#include <fstream>
#include <iostream>
#include <optional>
#include <thread>
#include <unordered_map>

#include "cli/command.hpp"
#include "cli/feedback_directory.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "lib/base/csv.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "reports/class_statistics.hpp"
#include "reports/gradebook.hpp"
#include "reports/mark_sheet.hpp"
#include "reports/markdown.hpp"
#include "reports/previous_gradebook.hpp"
#include "solver/marking/fill.hpp"

namespace stepmark::cli {

namespace {

/// One sheet on its way through.
struct Work {
  RawSheet raw;
  std::string note;  ///< what is known before it is marked
  std::string row;
  Sheet sheet;
  std::optional<MarkedSheet> marked;  ///< nothing where it cannot be read
  std::string details;                ///< JSON, when wanted
  std::string feedback;               ///< Markdown, when wanted
  std::string feedback_file;
};

/// What one thread marks with.
class Desk {
 public:
  Desk(const Problem& problem, bool feedback, bool details)
      : marker_(problem), filler_(marker_), sheets_(marker_), feedback_(feedback), details_(details) {}
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  void mark(Work& work) {
    if (!work.raw.error.empty()) {
      work.row = unreadable_row(marker_, work.raw.student, work.raw.error);
      return;
    }
    FilledSheet filled = filler_.fill(work.raw);
    const MarkedSheet& marked = work.marked.emplace(marker_.mark(filled.sheet));
    std::string note = work.note;
    if (!filled.notices.empty()) {
      note += (note.empty() ? "" : "; ") + filled.notices.front();
      if (filled.notice_count > 1) note += fmt::format("; and {} more", filled.notice_count - 1);
    }
    work.row = gradebook_row(marker_, work.raw.student, marked, note);
    if (feedback_)
      work.feedback = to_markdown(sheets_.document(filled.sheet, marked, filled.notices, work.raw.student));
    if (details_) work.details = sheets_.json_line(filled.sheet, marked, filled.notices, work.raw.student);
    work.sheet = std::move(filled.sheet);
  }

  const Marker& marker() const { return marker_; }

 private:
  Marker marker_;
  SheetFiller filler_;
  MarkSheets sheets_;
  bool feedback_, details_;
};

class ClassMarking {
 public:
  explicit ClassMarking(const Options& options)
      : options_(options),
        problem_(read_problem(options.arguments()[0])),
        shard_(parse_shard(options.value("shard").value_or("1/1"), "--shard")),
        statistics_file_(options.value("statistics")),
        out_(options) {
    if (const auto file = options.value("details")) details_.emplace(*file, options.has("force"));
    if (const auto path = options.value("feedback")) feedback_.emplace(*path, options.has("force"));
    if (const auto file = options.value("previous")) previous_.emplace(*file);
    if (statistics_file_) check_file(*statistics_file_, options.has("force"));
    const auto threads =
        static_cast<std::size_t>(options.number("threads", 1, 256)
                                     .value_or(static_cast<int>(std::max(1U, std::thread::hardware_concurrency()))));
    for (std::size_t i = 0; i < threads; ++i)
      desks_.push_back(std::make_unique<Desk>(problem_, feedback_.has_value(), options.has("details")));
    statistics_.emplace(desks_.front()->marker(), shard_);
  }

  void run() {
    const std::string& file = options_.arguments()[1];
    std::ifstream opened;
    if (file != "-") {
      struct stat found {};
      if (::stat(file.c_str(), &found) != 0) throw InputError({file, 0, 0}, "no such file", "expected a class, or -");
      if (S_ISDIR(found.st_mode)) throw InputError({file, 0, 0}, "is a directory", "expected a class, or -");
      opened.open(file, std::ios::binary);
      if (!opened) throw InputError({file, 0, 0}, "cannot be read", "expected a readable file");
    }
    std::istream& in = file == "-" ? std::cin : opened;
    if (file == "-") std::ios::sync_with_stdio(false);
    ClassReader reader(in, file == "-" ? "standard input" : file);
    if (feedback_) feedback_->make();
    out_.write(gradebook_header());
    Progress progress("sheets", 0);
    std::vector<Work> batch;
    while (read_batch(reader, batch)) {
      mark(batch);
      for (Work& work : batch) finish(work);
      progress.at(read_);
    }
    if (feedback_) feedback_->finish();
    write_statistics();
    if (details_) details_->finish();
    out_.finish();
    tell_who_is_gone();
  }

 private:
  static constexpr std::size_t batch_size = 1024;

  /// A shard has not seen everybody.
  void tell_who_is_gone() const {
    if (!previous_ || shard_.n > 1) return;
    const std::vector<std::string> names = previous_->gone();
    if (names.empty()) return;
    fmt::print(stderr, "{} of the gradebook before {} no sheet now: {}\n", names.size(),
               names.size() == 1 ? "has" : "have", listed(names, 20));
  }

  /// The next sheets of this shard. A name that returns is known in every shard, since each reads all of them.
  bool read_batch(ClassReader& reader, std::vector<Work>& batch) {
    batch.clear();
    RawSheet raw;
    while (batch.size() < batch_size && reader.next(raw)) {
      const std::uint64_t place = read_++;
      const std::uint32_t sheets = ++sheets_of_[std::hash<std::string>{}(raw.student)];
      std::string file = feedback_ ? feedback_->name_for(raw.student, sheets) : "";
      if (place % shard_.n != shard_.k - 1) continue;
      Work work;
      if (sheets > 1) work.note = fmt::format("sheet {} of this name", sheets);
      work.feedback_file = std::move(file);
      work.raw = std::move(raw);
      batch.push_back(std::move(work));
    }
    return !batch.empty();
  }

  void mark(std::vector<Work>& batch) {
    std::vector<std::exception_ptr> failures(desks_.size());
    const auto share = [&](std::size_t desk) {
      try {
        for (std::size_t i = desk; i < batch.size(); i += desks_.size()) desks_[desk]->mark(batch[i]);
      } catch (...) {
        failures[desk] = std::current_exception();
      }
    };
    std::vector<std::thread> threads;
    for (std::size_t desk = 1; desk < desks_.size(); ++desk) threads.emplace_back(share, desk);
    share(0);
    for (std::thread& thread : threads) thread.join();
    for (const std::exception_ptr& failure : failures) {
      if (failure) std::rethrow_exception(failure);
    }
  }

  /// In the order of the input.
  void finish(Work& work) {
    work.marked ? statistics_->add(work.sheet, *work.marked) : statistics_->add_unreadable();
    std::string extra = previous_ ? previous_->change(work.row) : "";
    if (feedback_ && !work.feedback.empty()) {
      try {
        feedback_->write(work.feedback_file, work.feedback);
      } catch (const InputError& error) {
        extra += (extra.empty() ? "" : "; ") + std::string("no feedback written: ") + error.wrong();
      }
    }
    if (details_) details_->write(work.details);
    out_.write(extra.empty() ? work.row : with_note(work.row, extra));
  }

  /// The row with something more in its last cell.
  static std::string with_note(std::string row, const std::string& extra) {
    row.pop_back();
    const bool quoted_cell = row.back() == '"';
    if (quoted_cell) row.pop_back();
    const bool empty = row.back() == ',';
    std::string cell = safe_csv_cell(extra);
    if (cell.front() == '"') cell = cell.substr(1, cell.size() - 2);
    return row + (empty ? "" : "; ") + cell + (quoted_cell ? "\"\n" : "\n");
  }

  void write_statistics() {
    if (!statistics_file_) return;
    const bool json = statistics_file_->ends_with(".json");
    emit_to(*statistics_file_, options_.has("force"), json ? statistics_->json() : statistics_->markdown());
  }

  const Options& options_;
  Problem problem_;
  Shard shard_;
  std::optional<std::string> statistics_file_;
  std::optional<FeedbackDirectory> feedback_;
  Stream out_;
  std::optional<Stream> details_;
  std::optional<PreviousGradebook> previous_;
  std::vector<std::unique_ptr<Desk>> desks_;
  std::optional<ClassStatistics> statistics_;
  std::unordered_map<std::uint64_t, std::uint32_t> sheets_of_;  ///< by a hash of the name
  std::uint64_t read_ = 0;
};

Status mark_class(const Options& options) {
  ClassMarking(options).run();
  return Status::done;
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
