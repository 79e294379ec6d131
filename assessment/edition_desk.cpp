#include "assessment/edition_desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>

#include "assessment/neighbours.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "reports/gradebook.hpp"
#include "reports/question.hpp"
#include "reports/question_sheets.hpp"
#include "reports/render.hpp"
#include "reports/sentence.hpp"
#include "solver/questions/entry.hpp"
#include "solver/questions/question_filler.hpp"

namespace stepmark::assessment {

/// A problem made ready for marking.
struct EditionDesk::Prepared {
  QuestionMarker marker;
  QuestionFiller filler;
  QuestionSheets sheets, details;

  Prepared(const Problem& problem, Answers answers, Pictures pictures, MethodStore& methods)
      : marker(problem, &methods), filler(marker), sheets(marker, answers, pictures), details(marker) {}
  Prepared(const Prepared&) = delete;
  Prepared& operator=(const Prepared&) = delete;
};

/// A paper on its way.
struct EditionDesk::Marked {
  PaperMark mark;
  std::vector<std::string> notes;
  std::vector<Block> pages;
  std::vector<std::string> details;              ///< of each question
  std::vector<std::vector<WrittenRow>> written;  ///< of each question
};

namespace {

std::vector<std::string> ids_of(const Causes& causes) {
  std::vector<std::string> ids;
  for (const Cause& cause : causes) ids.push_back(cause.id);
  return ids;
}

std::vector<PaperStatistics::Row> statistics_rows(const QuestionMarker& marker, const MarkedQuestion& marked) {
  std::vector<PaperStatistics::Row> all;
  for (std::size_t part = 0; part < marked.parts.size(); ++part) {
    const MarkedPart& one = marked.parts[part];
    const auto& rows = marker.rows(part);
    if (!marker.parts()[part].has_numbers()) {
      all.push_back({gradebook_name(rows.front()), one.marks, one.out_of, ids_of(one.entry.causes)});
      continue;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const LineMark& line = one.numbers.lines[i];
      all.push_back({gradebook_name(rows[i]), line.method + line.accuracy, line.out_of, ids_of(line.causes)});
    }
  }
  return all;
}

std::vector<WrittenRow> rows_written(const QuestionMarker& marker, const QuestionSheet& sheet,
                                     const MarkedQuestion& marked) {
  std::vector<WrittenRow> rows;
  for (std::size_t part = 0; part < sheet.size(); ++part) {
    const Part& asked = marker.parts()[part];
    if (!asked.has_numbers()) rows.emplace_back();
    if (asked.asks == Part::Asks::letter) {
      const auto chosen = questions::read_letter(asked, sheet[part].entry);
      rows.back().letters = asked.options.size();
      if (chosen) rows.back().letter = asked.options[*chosen].letter;
    }
    for (std::size_t i = 0; i < sheet[part].numbers.size(); ++i) {
      const Written& written = sheet[part].numbers[i];
      const LineMark& mark = marked.parts[part].numbers.lines[i];
      const bool is_right = mark.verdict == Verdict::correct || mark.verdict == Verdict::precision;
      const bool follows = is_right || (mark.verdict == Verdict::follow_through && mark.causes.empty());
      const bool is_number = written.kind == Written::Kind::number;
      rows.push_back({is_number ? std::optional(written.value) : std::nullopt, follows, {}, 0});
    }
  }
  return rows;
}

/// "cannot read 'abc' in words, and 2 more"; empty where all is readable.
std::string unreadable_words(const QuestionMarker& marker, const QuestionSheet& sheet, const MarkedQuestion& marked) {
  std::vector<std::string> rows;
  for (std::size_t part = 0; part < marked.parts.size(); ++part) {
    const auto& names = marker.rows(part);
    const MarkedPart& one = marked.parts[part];
    if (!marker.parts()[part].has_numbers() && one.entry.verdict == Verdict::unreadable) {
      rows.push_back(fmt::format("{} in {}", in_quotes(one_line(sheet[part].entry)), gradebook_name(names.front())));
    }
    for (std::size_t i = 0; i < one.numbers.lines.size(); ++i) {
      if (one.numbers.lines[i].verdict == Verdict::unreadable) rows.push_back(gradebook_name(names[i]));
    }
  }
  if (rows.empty()) return "";
  return "cannot read " + rows.front() + (rows.size() > 1 ? fmt::format(", and {} more", rows.size() - 1) : "");
}

/// One level below the question's heading.
std::vector<Block> below(std::vector<Block> blocks) {
  for (Block& block : blocks) {
    if (auto* heading = std::get_if<Heading>(&block)) ++heading->level;
  }
  return blocks;
}

bool counts(const Edition& edition, std::size_t question) {
  return edition.asked[question].standing != Standing::left_out;
}

/// Rounded as the paper says, half up.
Exact rounded(const Edition& edition, const Exact& marks, const Exact& out_of) {
  if (!edition.round_marks || marks >= out_of) return marks;
  const Exact steps = (marks / *edition.round_marks + Exact(1) / Exact(2)).floor();
  return std::min(steps * *edition.round_marks, out_of);
}

void take_total(const Edition& edition, PaperMark& mark) {
  Exact marks = 0;
  for (const auto& question : mark.row.questions) marks = marks + question.value_or(Exact(0));
  mark.row.marks = rounded(edition, marks, mark.row.out_of);
}

std::vector<std::string> first_notes(const PaperSheet& paper) {
  std::vector<std::string> notes;
  if (paper.marked > 1) {
    notes.push_back(fmt::format("{} sheets of this name, of which number {} is marked: nothing is answered before it",
                                paper.sheets, paper.marked));
  } else if (paper.sheets > 1) {
    notes.push_back(fmt::format("{} sheets of this name, of which the first is marked", paper.sheets));
  }
  for (const std::string& question : paper.repeated) {
    notes.push_back(fmt::format("question {} is answered twice, of which the first is marked", one_line(question)));
  }
  if (!paper.sheet.error.empty()) notes.push_back("the sheet cannot be read: " + paper.sheet.error);
  for (const Message& notice : paper.sheet.notices.texts()) notes.push_back(notice);
  if (paper.sheet.unread > 0) notes.push_back(fmt::format("{} answers more than are read", paper.sheet.unread));
  return notes;
}

PaperMark of_copy(const Edition& edition, std::size_t copy) {
  PaperMark mark;
  mark.row.student = edition.copies[copy].student;
  mark.row.name = edition.copies[copy].name;
  mark.row.cells = edition.copies[copy].cells;
  mark.row.out_of = out_of_copy(edition, edition.copies[copy]);
  return mark;
}

std::int64_t number_of(std::size_t question) { return static_cast<std::int64_t>(question) + 1; }

Document page_of(const Edition& edition, const PaperRow& row, std::vector<Block> pages) {
  Document page;
  page.title = marks_out_of(row.marks, row.out_of);
  Inlines who = {strong(one_line(row.student))};
  if (!row.name.empty()) who.push_back(text(", " + one_line(row.name)));
  page.blocks.emplace_back(Paragraph{{sentence("Student: {name}", {{"name", std::move(who)}})}});
  page.blocks.emplace_back(Paragraph{{text(one_line(edition.title, 200))}});
  std::move(pages.begin(), pages.end(), std::back_inserter(page.blocks));
  return page;
}

}  // namespace

Exact out_of_copy(const Edition& edition, const EditionCopy& copy) {
  Exact out_of = 0;
  for (std::size_t q = 0; q < copy.marks.size(); ++q) {
    if (counts(edition, q)) out_of = out_of + copy.marks[q];
  }
  return out_of;
}

EditionDesk::EditionDesk(const Edition& edition, Wanted wanted)
    : edition_(edition), wanted_(wanted), methods_(std::make_unique<MethodStore>()) {}

EditionDesk::~EditionDesk() = default;

EditionDesk::Prepared& EditionDesk::prepared(std::size_t copy, std::size_t question) {
  const std::string& file = edition_.copies[copy].problems[question];
  const bool is_shared = edition_.users.at(file) > 1;
  std::unique_ptr<Prepared>& place = is_shared ? shared_[file] : own_;
  if (!is_shared || !place)
    place = std::make_unique<Prepared>(problem_of(edition_, copy, question), wanted_.answers, wanted_.pictures(),
                                       *methods_);
  return *place;
}

void EditionDesk::mark_question(std::size_t copy, std::size_t question, const RawSheet& raw, Marked& paper) {
  Prepared& here = prepared(copy, question);
  const FilledQuestion filled = here.filler.fill(raw);
  const MarkedQuestion marked = here.marker.mark(filled.sheet);
  paper.mark.row.questions.emplace_back(marked.marks);
  paper.mark.questions.push_back({marked.marks, marked.out_of, statistics_rows(here.marker, marked)});
  const auto note = [&](const std::string& words) {
    if (!words.empty()) paper.notes.push_back(fmt::format("question {}: {}", question + 1, words));
  };
  const std::string more = filled.notice_count > 1 ? fmt::format(", and {} more", filled.notice_count - 1) : "";
  if (!filled.notices.empty()) note(filled.notices.front().english() + more);
  note(unreadable_words(here.marker, filled.sheet, marked));
  paper.written.push_back(rows_written(here.marker, filled.sheet, marked));
  if (wanted_.details) paper.details.push_back(here.details.json_compact(filled.sheet, marked, filled.notices));
  if (!wanted_.feedback) return;
  Document page = here.sheets.document(filled.sheet, marked, filled.notices);
  paper.pages.emplace_back(Heading{
      2, {sentence("Question {number}: {title}", {{"number", number_of(question)}, {"title", page.title.words()}})}});
  std::vector<Block> blocks = below(std::move(page.blocks));
  std::move(blocks.begin(), blocks.end(), std::back_inserter(paper.pages));
}

void EditionDesk::strike_out(std::size_t copy, std::size_t question, Marked& paper) const {
  const bool is_full = edition_.asked[question].standing == Standing::full;
  const Exact marks = is_full ? edition_.copies[copy].marks[question] : Exact(0);
  paper.mark.row.questions.push_back(is_full ? std::optional(marks) : std::nullopt);
  paper.mark.questions.push_back({marks, marks, {}, true});
  paper.written.emplace_back();
  paper.details.push_back(fmt::format(R"({{"void":"{}","marks":"{}","out_of":"{}"}})", is_full ? "full" : "left out",
                                      marks.to_string(), marks.to_string()));
  paper.pages.emplace_back(Heading{2, {sentence("Question {number}", {{"number", number_of(question)}})}});
  paper.pages.emplace_back(Paragraph{
      {is_full ? sentence("This question was struck out: everybody has its {marks}.", {{"marks", in_marks(marks)}})
               : sentence("This question was struck out: it does not count.")}});
}

PaperMark EditionDesk::marked(std::size_t copy, const PaperSheet& sheet) {
  Marked paper{of_copy(edition_, copy), first_notes(sheet), {}, {}, {}};
  for (std::size_t q = 0; q < sheet.questions.size(); ++q) {
    edition_.asked[q].standing == Standing::counts ? mark_question(copy, q, sheet.questions[q], paper)
                                                   : strike_out(copy, q, paper);
  }
  take_total(edition_, paper.mark);
  if (const auto neighbour = neighbour_of(edition_, copy, paper.written)) paper.notes.push_back(*neighbour);
  PaperRow& row = paper.mark.row;
  row.note = fmt::format("{}", fmt::join(paper.notes, "; "));
  if (wanted_.details) paper.mark.details = json_line(row, edition_.columns, paper.details);
  if (wanted_.feedback) {
    paper.mark.feedback =
        written(page_of(edition_, row, std::move(paper.pages)), *wanted_.feedback, edition_.copies[copy].file + ".");
  }
  return std::move(paper.mark);
}

PaperMark EditionDesk::failed(std::size_t copy, const PaperSheet& sheet, const std::string& why) const {
  PaperMark mark = of_copy(edition_, copy);
  std::vector<std::string> notes = first_notes(sheet);
  notes.push_back("the program failed on this sheet: " + why);
  mark.row.note = fmt::format("{}", fmt::join(notes, "; "));
  return mark;
}

PaperMark EditionDesk::mark(std::size_t copy, const PaperSheet& sheet) try {
  return marked(copy, sheet);
} catch (const InputError&) {
  throw;  // a problem of the edition, which is that of others, too
} catch (const std::bad_alloc&) {
  throw;  // the machine's fault, and no sheet's
} catch (const std::exception& error) {
  own_.reset();  // what marked it is in no state to go on
  shared_.clear();
  methods_ = std::make_unique<MethodStore>();
  return failed(copy, sheet, error.what());
}

}  // namespace stepmark::assessment
