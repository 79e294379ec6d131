#include "assessment/mark_edition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <tuple>
#include <utility>

#include "assessment/edition_desk.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/base/threads.hpp"
#include "lib/number/literal.hpp"
#include "reports/gradebook.hpp"

namespace stepmark::assessment {

namespace {

/// Which question a cell of the class names: "2", "q2", "Question 2".
std::optional<std::size_t> question_named(std::string_view cell, std::size_t questions) {
  std::string text = lower_case(trimmed(cell));
  for (const std::string_view front : {"question", "q"}) {
    if (text.starts_with(front)) {
      text = std::string(trimmed(std::string_view(text).substr(front.size())));
      break;
    }
  }
  const auto number = read_step(text);
  if (!number || *number < 1 || *number > static_cast<std::int64_t>(questions)) return std::nullopt;
  return static_cast<std::size_t>(*number - 1);
}

/// A class that is sorted by questions has a student's rows in several places. False, and nothing done, where an answer
/// is there already: that is a second sheet.
bool adds_to(RawSheet& sheet, const RawSheet& more) {
  const auto place = [](const RawAnswer& answer) {
    return std::tie(answer.question, answer.t, answer.quantity, answer.component);
  };
  const bool is_second = std::any_of(more.answers.begin(), more.answers.end(), [&](const RawAnswer& answer) {
    return std::any_of(sheet.answers.begin(), sheet.answers.end(),
                       [&](const RawAnswer& known) { return place(known) == place(answer); });
  });
  if (is_second || !more.error.empty()) return false;
  for (const RawAnswer& answer : more.answers) sheet.add(answer);
  return true;
}

/// The sheets of a class, by copy, and those of strangers.
struct ClassOnEdition {
  std::vector<std::optional<PaperSheet>> copies;
  std::vector<RawSheet> strangers;
};

/// How many marks have changed.
struct ChangeCount {
  std::size_t students = 0, more = 0, fewer = 0, otherwise = 0;

  void add(const PreviousMarks& before, const PaperRow& now) {
    ++students;
    if (!before.is_known || before.change(now).empty()) return;
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
        statistics_(edition_.title, edition_.questions(), settings.shard) {
    if (previous) previous->check_questions(edition_.questions());
    const Wanted wanted{sinks_.feedback ? std::optional(settings.form) : std::nullopt, settings.answers,
                        sinks_.details != nullptr};
    for (std::size_t i = 0; i < settings.threads; ++i)
      desks_.push_back(std::make_unique<EditionDesk>(edition_, wanted));
  }

  void run() {
    const ClassOnEdition all = read();
    sinks_.gradebook(paper_gradebook_header(edition_.questions()));
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
      const auto copy = edition_.copy_of.find(sheet.student);
      copy == edition_.copy_of.end() ? all.strangers.push_back(std::move(sheet))
                                     : take(all.copies[copy->second], std::move(sheet));
      if (sinks_.progress) sinks_.progress(read);
    }
    for (auto& copy : all.copies) {
      if (copy) copy->questions = by_question(copy->sheet);
    }
    for (const RawSheet& stranger : all.strangers) by_question(stranger);  // a class of another paper is refused
    return all;
  }

  static void take(std::optional<PaperSheet>& copy, RawSheet sheet) {
    if (!copy) {
      copy.emplace(PaperSheet{std::move(sheet), {}, 1});
    } else if (!adds_to(copy->sheet, sheet)) {
      ++copy->sheets;
    }
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
      questions[*question].add(answer);
    }
    return questions;
  }

  void check_edition(const RawAnswer& answer) const {
    if (answer.edition.empty() || answer.edition == edition_.id) return;
    throw InputError({class_, answer.line, 0}, "this is an answer on edition " + in_quotes(answer.edition, 40),
                     fmt::format("expected one on {}, which is that of {}", edition_.id, edition_.directory));
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
      mark.row = {student.student, student.name, 0, out_of_copy(edition_, student), {}, "no sheet"};
    }
    note_change(mark.row, is_mine(i));
    if (!is_mine(i)) return;
    sinks_.gradebook(paper_gradebook_row(mark.row, edition_.questions()));
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
    note_change(stranger, is_mine(row));
    if (is_mine(row)) sinks_.gradebook(paper_gradebook_row(stranger, edition_.questions()));
  }

  /// Every shard meets all students, and notes what has become of its own.
  void note_change(PaperRow& row, bool is_mine) {
    if (!previous_) return;
    const PreviousMarks before = previous_->next(row.student);
    if (!is_mine) return;
    count_.add(before, row);
    const std::string change = before.change(row);
    if (!change.empty()) row.note = change + (row.note.empty() ? "" : "; " + row.note);
  }

  std::string class_;
  Edition edition_;
  ClassReader reader_;
  PreviousGradebook* previous_;
  ClassSinks sinks_;
  ClassMarking::Settings settings_;
  std::vector<std::unique_ptr<EditionDesk>> desks_;
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
