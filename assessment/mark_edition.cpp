#include "assessment/mark_edition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "assessment/edition_desk.hpp"
#include "assessment/joined_sheets.hpp"
#include "lib/base/error.hpp"
#include "lib/base/fnv1a.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/base/threads.hpp"
#include "reports/gradebook.hpp"
#include "solver/questions/part.hpp"

namespace stepmark::assessment {

namespace {

/// The sheets of a class, by copy, and those of strangers.
struct ClassOnEdition {
  std::vector<std::optional<PaperSheet>> copies;
  std::vector<RawSheet> strangers;
};

void add_to(Fnv1a& hash, const RawSheet& sheet) {
  const auto add = [&](const std::string& text) {
    hash.add(text);
    hash.add('\n');
  };
  add(sheet.student);
  for (const RawAnswer& answer : sheet.answers) {
    for (const std::string* text : {&answer.question, &answer.t, &answer.quantity, &answer.component, &answer.value}) {
      add(*text);
    }
  }
}

/// How many marks have changed.
struct ChangeCount {
  std::size_t students = 0, more = 0, fewer = 0, otherwise = 0;

  void add(const PreviousMarks& before, const PaperRow& now, const std::string& change) {
    ++students;
    if (!before.is_known || change.empty()) return;
    const Exact marks = marks_in_gradebook(now.marks);
    ++(before.marks < marks ? more : before.marks > marks ? fewer : otherwise);
  }

  std::string words() const {
    if (more + fewer + otherwise == 0) return fmt::format("none of {} students has other marks than before", students);
    std::vector<std::string> parts;
    if (more > 0) parts.push_back(fmt::format("{} more", more));
    if (fewer > 0) parts.push_back(fmt::format("{} fewer", fewer));
    if (otherwise > 0) parts.push_back(fmt::format("{} with the same total, made up or scaled otherwise", otherwise));
    return fmt::format("{} of {} students have other marks than before: {}", more + fewer + otherwise, students,
                       listed(parts));
  }
};

}  // namespace

class EditionMarking::Work {
 public:
  Work(const std::string& directory, std::istream& in, const std::string& name, PreviousGradebook* previous,
       ClassSinks sinks, ClassMarking::Settings settings)
      : class_(name),
        edition_(read_edition(directory)),
        reader_(in, name, ClassOn::edition),
        previous_(previous),
        sinks_(std::move(sinks)),
        settings_(settings),
        columns_{edition_.questions(), edition_.columns, !settings.shard.is_whole()},
        statistics_(edition_.title, edition_.questions(), settings.shard) {
    if (previous) previous->check_questions(edition_.questions());
    const Wanted wanted{sinks_.feedback ? std::optional(settings.form) : std::nullopt, settings.answers,
                        sinks_.details != nullptr};
    for (std::size_t i = 0; i < settings.threads; ++i)
      desks_.push_back(std::make_unique<EditionDesk>(edition_, wanted));
  }

  void run() {
    const ClassOnEdition all = read();
    sinks_.gradebook(paper_gradebook_header(columns_));
    constexpr std::size_t at_once = 256;
    for (std::size_t first = 0; first < all.copies.size(); first += at_once) {
      const std::size_t end = std::min(first + at_once, all.copies.size());
      std::vector<PaperMark> marks = marked(all.copies, first, end);
      for (std::size_t i = first; i < end; ++i) write_copy(i, marks[i - first], all.copies[i].has_value());
    }
    for (std::size_t i = 0; i < all.strangers.size(); ++i) write_stranger(all.copies.size() + i, all.strangers[i]);
  }

  const Edition& edition() const { return edition_; }
  const PaperStatistics& statistics() const { return statistics_; }
  std::string change() const { return previous_ ? count_.words() : ""; }

 private:
  bool is_mine(std::size_t row) const { return row % settings_.shard.n == settings_.shard.k - 1; }

  ClassOnEdition read() {
    ClassOnEdition all{std::vector<std::optional<PaperSheet>>(edition_.copies.size()), {}};
    RawSheet sheet;
    for (std::uint64_t read = 1; reader_.next(sheet); ++read) {
      sheet.student = std::string(trimmed(sheet.student));
      add_to(class_hash_, sheet);
      const auto copy = edition_.copy_of.find(sheet.student);
      copy == edition_.copy_of.end() ? all.strangers.push_back(std::move(sheet))
                                     : take(all.copies[copy->second], std::move(sheet));
      if (sinks_.progress) sinks_.progress(read);
    }
    for (auto& copy : all.copies) {
      if (copy) copy->questions = by_question(copy->sheet);
    }
    for (const RawSheet& stranger : all.strangers) by_question(stranger);  // a class of another paper is refused
    const std::string of_class = fmt::format("{:016x}", edition_.state ^ class_hash_.value());
    shard_mark_ = settings_.shard.to_string() + " of " + of_class;
    statistics_.set_class(of_class);
    return all;
  }

  static void take(std::optional<PaperSheet>& copy, RawSheet sheet) {
    copy ? join(*copy, std::move(sheet)) : static_cast<void>(copy.emplace(PaperSheet{std::move(sheet)}));
  }

  /// The rows of each question. @throws InputError for one that the paper does not have
  std::vector<RawSheet> by_question(const RawSheet& sheet) const {
    std::vector<RawSheet> questions(edition_.questions());
    for (const RawAnswer& answer : sheet.answers) {
      check_edition(answer);
      const auto question = question_named(answer.question, questions.size());
      if (!question) {
        throw InputError({class_, answer.line, 0}, in_quotes(answer.question) + " is no question of this paper",
                         fmt::format("expected a number from 1 to {}", questions.size()));
      }
      check_part(answer, *question);
      questions[*question].add(answer);
    }
    return questions;
  }

  void check_edition(const RawAnswer& answer) const {
    if (answer.edition.empty() || answer.edition == edition_.id) return;
    throw InputError({class_, answer.line, 0}, "this is an answer on edition " + in_quotes(answer.edition, 40),
                     fmt::format("expected one on {}, which is that of {}", edition_.id, edition_.directory));
  }

  void check_part(const RawAnswer& answer, std::size_t question) const {
    const std::size_t parts = edition_.parts[question];
    const auto part = questions::part_labelled(answer.part);
    if (trimmed(answer.part).empty() || (part && *part < parts)) return;
    throw InputError({class_, answer.line, 0},
                     in_quotes(answer.part) + fmt::format(" is no part of question {}", question + 1),
                     parts == 1 ? std::string("expected none: it has one part alone")
                                : fmt::format("expected (a) to ({})", static_cast<char>('a' + parts - 1)));
  }

  /// What goes wrong is told of the first copy on which it does, whatever the number of threads.
  std::vector<PaperMark> marked(const std::vector<std::optional<PaperSheet>>& copies, std::size_t first,
                                std::size_t end) {
    std::vector<PaperMark> marks(end - first);
    std::vector<std::pair<std::size_t, std::exception_ptr>> failures(desks_.size(), {end, nullptr});
    const auto share = [&](std::size_t desk) {
      std::size_t i = first + desk;
      try {
        for (; i < end; i += desks_.size()) {
          if (copies[i] && is_mine(i)) marks[i - first] = desks_[desk]->mark(i, *copies[i]);
        }
      } catch (...) {
        failures[desk] = {i, std::current_exception()};
      }
    };
    Threads threads;
    for (std::size_t desk = 1; desk < desks_.size(); ++desk) threads.work([&share, desk] { share(desk); });
    share(0);
    threads.join();
    const auto earliest = std::min_element(failures.begin(), failures.end(),
                                           [](const auto& a, const auto& b) { return a.first < b.first; });
    if (earliest->second) std::rethrow_exception(earliest->second);
    return marks;
  }

  void write_copy(std::size_t i, PaperMark& mark, bool has_sheet) {
    const EditionCopy& student = edition_.copies[i];
    mark.row.student = student.student;
    if (!has_sheet) {
      mark.row = {student.student, student.name, 0, out_of_copy(edition_, student), {}, "no sheet", student.cells};
    }
    note_change(mark.row, is_mine(i), has_sheet);
    if (!is_mine(i)) return;
    write_row(mark.row);
    mark.questions.empty() ? statistics_.add_absent() : statistics_.add(mark.questions);
    if (!mark.feedback.text.empty()) {
      sinks_.feedback(student.file + '.' + std::string(ending_of(settings_.form.format)), std::move(mark.feedback));
    }
    if (!mark.details.empty()) sinks_.details(mark.details);
  }

  void write_stranger(std::size_t row, const RawSheet& sheet) {
    PaperRow stranger{sheet.student,
                      "",
                      0,
                      0,
                      {},
                      sheet.error.empty() ? "not on the roster: there is no copy to mark against"
                                          : "the sheet cannot be read: " + sheet.error};
    note_change(stranger, is_mine(row), false);
    if (is_mine(row)) write_row(stranger);
  }

  /// With the cell of its shard.
  void write_row(PaperRow row) {
    row.shard = shard_mark_;
    sinks_.gradebook(paper_gradebook_row(row, columns_));
  }

  /// Every shard meets all students, and notes what has become of its own. Who has handed in nothing, now as before,
  /// has no marks that could be others.
  void note_change(PaperRow& row, bool is_mine, bool is_marked) {
    if (!previous_) return;
    const PreviousMarks before = previous_->next(row.student);
    if (!is_mine || (!is_marked && before.marks.is_zero())) return;
    const std::string change = before.change(row);
    count_.add(before, row, change);
    if (!change.empty()) row.note = change + (row.note.empty() ? "" : "; " + row.note);
  }

  std::string class_;
  Edition edition_;
  ClassReader reader_;
  PreviousGradebook* previous_;
  ClassSinks sinks_;
  ClassMarking::Settings settings_;
  std::vector<std::unique_ptr<EditionDesk>> desks_;
  PaperColumns columns_;
  Fnv1a class_hash_;
  std::string shard_mark_;
  PaperStatistics statistics_;
  ChangeCount count_;
};

bool is_edition(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored);
}

EditionMarking::EditionMarking(const std::string& directory, std::istream& sheets, const std::string& name,
                               PreviousGradebook* previous, ClassSinks sinks, ClassMarking::Settings settings)
    : work_(std::make_unique<Work>(directory, sheets, name, previous, std::move(sinks), settings)) {}

EditionMarking::~EditionMarking() = default;

void EditionMarking::run() { work_->run(); }

const std::vector<std::string>& EditionMarking::amendments() const { return work_->edition().changes; }

const PaperStatistics& EditionMarking::statistics() const { return work_->statistics(); }

std::string EditionMarking::change() const { return work_->change(); }

}  // namespace stepmark::assessment
