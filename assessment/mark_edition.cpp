#include "assessment/mark_edition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "assessment/edition.hpp"
#include "assessment/edition_files.hpp"
#include "assessment/neighbours.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/base/threads.hpp"
#include "lib/number/literal.hpp"
#include "lib/sheet/answers.hpp"
#include "reports/gradebook.hpp"
#include "reports/paper_statistics.hpp"
#include "reports/question_sheets.hpp"
#include "reports/render.hpp"
#include "solver/questions/question_filler.hpp"

namespace stepmark::assessment {

namespace {

/// A problem made ready for marking.
struct Prepared {
  QuestionMarker marker;
  QuestionFiller filler;
  QuestionSheets sheets;

  Prepared(const Problem& problem, Answers answers) : marker(problem), filler(marker), sheets(marker, answers) {}
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;
};

/// A student's paper, marked.
struct PaperMark {
  std::vector<PaperStatistics::Question> questions;
  std::vector<std::string> notes;
  std::string feedback;
};

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

void add_rows(const QuestionMarker& marker, const MarkedQuestion& marked, PaperStatistics::Question& question) {
  const auto names = [](const Causes& causes) {
    std::vector<std::string> ids;
    for (const Cause& cause : causes) ids.push_back(cause.id);
    return ids;
  };
  for (std::size_t part = 0; part < marked.parts.size(); ++part) {
    const MarkedPart& one = marked.parts[part];
    const auto& rows = marker.rows(part);
    if (!marker.parts()[part].has_numbers()) {
      question.rows.push_back({gradebook_name(rows.front()), one.marks, one.out_of, names(one.entry.causes)});
      continue;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const LineMark& line = one.numbers.lines[i];
      question.rows.push_back({gradebook_name(rows[i]), line.method + line.accuracy, line.out_of, names(line.causes)});
    }
  }
}

std::vector<WrittenRow> rows_written(const QuestionMarker& marker, const QuestionSheet& sheet,
                                     const MarkedQuestion& marked) {
  std::vector<WrittenRow> rows;
  for (std::size_t part = 0; part < sheet.size(); ++part) {
    if (!marker.parts()[part].has_numbers()) rows.emplace_back();
    for (std::size_t i = 0; i < sheet[part].numbers.size(); ++i) {
      const Written& written = sheet[part].numbers[i];
      const LineMark& mark = marked.parts[part].numbers.lines[i];
      const bool is_right = mark.verdict == Verdict::correct || mark.verdict == Verdict::precision;
      const bool follows = is_right || (mark.verdict == Verdict::follow_through && mark.causes.empty());
      const bool is_number = written.kind == Written::Kind::number;
      rows.push_back({is_number ? std::optional(written.value) : std::nullopt, follows});
    }
  }
  return rows;
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

/// One level below the question's heading.
std::vector<Block> below(std::vector<Block> blocks) {
  for (Block& block : blocks) {
    if (auto* heading = std::get_if<Heading>(&block)) ++heading->level;
  }
  return blocks;
}

}  // namespace

class EditionMarking::Work {
 public:
  Work(const std::string& directory, std::istream& in, const std::string& name, ClassSinks sinks, Settings settings)
      : directory_(directory),
        class_(name),
        edition_(read_edition(directory)),
        reader_(in, name, ClassOn::edition),
        sinks_(std::move(sinks)),
        settings_(settings),
        statistics_(edition_.title, edition_.questions()) {
    for (const EditionCopy& copy : edition_.copies) {
      for (const std::string& problem : copy.problems) ++users_[problem];
    }
  }

  void run() {
    std::vector<std::optional<RawSheet>> sheets(edition_.copies.size());
    std::vector<std::size_t> count(edition_.copies.size(), 0);
    std::vector<RawSheet> strangers;
    RawSheet sheet;
    for (std::uint64_t read = 1; reader_.next(sheet); ++read) {
      sheet.student = std::string(trimmed(sheet.student));
      const auto copy = edition_.copy_of.find(sheet.student);
      if (copy == edition_.copy_of.end()) {
        strangers.push_back(std::move(sheet));
      } else if (count[copy->second] == 0 || !adds_to(*sheets[copy->second], sheet)) {
        if (count[copy->second]++ == 0) sheets[copy->second] = std::move(sheet);
      }
      if (sinks_.progress) sinks_.progress(read);
    }
    write_header();
    const std::vector<PaperMark> marks = marked(sheets);
    for (std::size_t i = 0; i < marks.size(); ++i) write_row(i, marks[i], sheets[i], count[i]);
    for (const RawSheet& stranger : strangers) write_stranger(stranger);
  }

  const PaperStatistics& statistics() const { return statistics_; }

 private:
  /// Of a thread.
  using Desk = std::map<std::string, std::unique_ptr<Prepared>>;

  std::vector<PaperMark> marked(const std::vector<std::optional<RawSheet>>& sheets) {
    std::vector<PaperMark> marks(sheets.size());
    std::vector<std::exception_ptr> failures(settings_.threads);
    const auto share = [&](std::size_t thread) {
      Desk desk;
      try {
        for (std::size_t i = thread; i < sheets.size(); i += settings_.threads) {
          if (sheets[i]) marks[i] = mark(i, *sheets[i], desk);
        }
      } catch (...) {
        failures[thread] = std::current_exception();
      }
    };
    Threads threads;
    for (std::size_t thread = 1; thread < settings_.threads; ++thread)
      threads.work([&share, thread] { share(thread); });
    share(0);
    threads.join();
    for (const std::exception_ptr& failure : failures) {
      if (failure) std::rethrow_exception(failure);
    }
    return marks;
  }

  Prepared& prepared(const std::string& file, const Exact& marks, Desk& desk, std::unique_ptr<Prepared>& own) const {
    const bool is_shared = users_.at(file) > 1;
    std::unique_ptr<Prepared>& place = is_shared ? desk[file] : own;
    if (!place) {
      Problem problem = read_problem(directory_ + '/' + file);
      if (marks.sign() > 0) scale_to(problem, marks);
      place = std::make_unique<Prepared>(problem, settings_.answers);
    }
    return *place;
  }

  /// The rows of each question. @throws InputError for one that the paper does not have
  std::vector<RawSheet> by_question(const RawSheet& sheet) const {
    std::vector<RawSheet> questions(edition_.questions());
    for (const RawAnswer& answer : sheet.answers) {
      const auto question = question_named(answer.question, questions.size());
      if (!question) {
        throw InputError({class_, answer.line, 0}, in_quotes(answer.question) + " is no question of this paper",
                         fmt::format("expected a number from 1 to {}", questions.size()));
      }
      questions[*question].add(answer);
    }
    return questions;
  }

  PaperMark mark(std::size_t copy, const RawSheet& sheet, Desk& desk) const {
    PaperMark paper;
    if (!sheet.error.empty()) paper.notes.push_back("the sheet cannot be read: " + sheet.error);
    for (const std::string& notice : sheet.notices.texts()) paper.notes.push_back(notice);
    if (sheet.unread > 0) paper.notes.push_back(fmt::format("{} answers more than are read", sheet.unread));
    const std::vector<RawSheet> questions = by_question(sheet);
    std::vector<Block> pages;
    for (std::size_t q = 0; q < questions.size(); ++q) {
      std::unique_ptr<Prepared> own;
      Prepared& here = prepared(edition_.copies[copy].problems[q], edition_.copies[copy].marks[q], desk, own);
      FilledQuestion filled = here.filler.fill(questions[q]);
      const MarkedQuestion marked = here.marker.mark(filled.sheet);
      PaperStatistics::Question& question = paper.questions.emplace_back();
      question.earned = marked.marks;
      question.out_of = marked.out_of;
      add_rows(here.marker, marked, question);
      if (!filled.notices.empty()) {
        const std::string more = filled.notice_count > 1 ? fmt::format(", and {} more", filled.notice_count - 1) : "";
        paper.notes.push_back(fmt::format("question {}: {}{}", q + 1, filled.notices.front(), more));
      }
      note_neighbour(copy, q, marked, rows_written(here.marker, filled.sheet, marked), paper);
      if (sinks_.feedback) append_page(pages, q, here, filled, marked);
    }
    if (sinks_.feedback) paper.feedback = page_of(copy, paper, std::move(pages));
    return paper;
  }

  void note_neighbour(std::size_t copy, std::size_t question, const MarkedQuestion& marked,
                      const std::vector<WrittenRow>& written, PaperMark& paper) const {
    if (marked.marks == marked.out_of) return;
    const auto neighbour = neighbour_of(edition_, copy, question, written);
    if (neighbour) {
      paper.notes.push_back(fmt::format("question {} agrees with {}'s variant and not with the student's own",
                                        question + 1, one_line(*neighbour)));
    }
  }

  static void append_page(std::vector<Block>& pages, std::size_t question, const Prepared& here,
                          const FilledQuestion& filled, const MarkedQuestion& marked) {
    Document page = here.sheets.document(filled.sheet, marked, filled.notices);
    pages.emplace_back(Heading{2, {text(fmt::format("Question {}: {}", question + 1, page.title))}});
    std::vector<Block> blocks = below(std::move(page.blocks));
    std::move(blocks.begin(), blocks.end(), std::back_inserter(pages));
  }

  std::string page_of(std::size_t copy, const PaperMark& paper, std::vector<Block> pages) const {
    const auto [marks, out_of] = totals(paper);
    Document page;
    page.title = fmt::format("{} out of {} marks", marks_for_people(marks), marks_for_people(out_of));
    const EditionCopy& student = edition_.copies[copy];
    Inlines who = {text("Student: "), strong(one_line(student.student))};
    if (!student.name.empty()) who.push_back(text(", " + one_line(student.name)));
    page.blocks.emplace_back(Paragraph{std::move(who)});
    page.blocks.emplace_back(Paragraph{{text(one_line(edition_.title, 200))}});
    std::move(pages.begin(), pages.end(), std::back_inserter(page.blocks));
    return rendered(settings_.format, page);
  }

  /// Rounded as the paper says, half up.
  std::pair<Exact, Exact> totals(const PaperMark& paper) const {
    Exact marks = 0, out_of = 0;
    for (const PaperStatistics::Question& question : paper.questions) {
      marks = marks + question.earned;
      out_of = out_of + question.out_of;
    }
    if (edition_.round_marks && marks < out_of) {
      marks = (marks / *edition_.round_marks + Exact(1) / Exact(2)).floor() * *edition_.round_marks;
      marks = std::min(marks, out_of);
    }
    return {marks, out_of};
  }

  void write_header() const {
    std::string header = "student,name,marks,out_of";
    for (std::size_t q = 0; q < edition_.questions(); ++q) header += fmt::format(",q{}", q + 1);
    sinks_.gradebook(header + ",note\n");
  }

  void write_row(std::size_t copy, const PaperMark& paper, const std::optional<RawSheet>& sheet, std::size_t sheets) {
    const EditionCopy& student = edition_.copies[copy];
    if (!sheet) {
      statistics_.add_absent();
      Exact out_of = 0;
      for (const Exact& marks : student.marks) out_of = out_of + marks;
      write(student.student, student.name, 0, out_of, {}, "no sheet");
      return;
    }
    statistics_.add(paper.questions);
    if (sinks_.feedback) sinks_.feedback(student.file + '.' + std::string(ending_of(settings_.format)), paper.feedback);
    std::vector<std::string> notes;
    if (sheets > 1) notes.push_back(fmt::format("{} sheets of this name, of which the first is marked", sheets));
    notes.insert(notes.end(), paper.notes.begin(), paper.notes.end());
    const auto [marks, out_of] = totals(paper);
    write(student.student, student.name, marks, out_of, paper.questions, fmt::format("{}", fmt::join(notes, "; ")));
  }

  void write_stranger(const RawSheet& sheet) const {
    write(sheet.student, "", 0, 0, {},
          sheet.error.empty() ? "not on the roster: there is no copy to mark against"
                              : "the sheet cannot be read: " + sheet.error);
  }

  void write(const std::string& student, const std::string& name, const Exact& marks, const Exact& out_of,
             const std::vector<PaperStatistics::Question>& questions, const std::string& note) const {
    const auto cell = [](const Exact& number) { return marks_in_gradebook(number).to_string(); };
    std::string row =
        fmt::format("{},{},{},{}", safe_csv_cell(student), safe_csv_cell(name), cell(marks), cell(out_of));
    for (std::size_t q = 0; q < edition_.questions(); ++q) {
      row += ',' + (q < questions.size() ? cell(questions[q].earned) : std::string());
    }
    sinks_.gradebook(row + ',' + safe_csv_cell(note) + '\n');
  }

  std::string directory_, class_;
  Edition edition_;
  ClassReader reader_;
  ClassSinks sinks_;
  Settings settings_;
  PaperStatistics statistics_;
  std::map<std::string, std::size_t> users_;  ///< of each problem
};

bool is_edition(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored);
}

EditionMarking::EditionMarking(const std::string& directory, std::istream& sheets, const std::string& name,
                               ClassSinks sinks, Settings settings)
    : work_(std::make_unique<Work>(directory, sheets, name, std::move(sinks), settings)) {}

EditionMarking::~EditionMarking() = default;

void EditionMarking::run() { work_->run(); }

Document EditionMarking::statistics() const { return work_->statistics().document(); }

std::string EditionMarking::statistics_json() const { return work_->statistics().json(); }

}  // namespace stepmark::assessment
