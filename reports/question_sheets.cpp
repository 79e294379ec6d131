#include "reports/question_sheets.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "lib/base/safe.hpp"
#include "lib/sheet/number.hpp"
#include "reports/figures.hpp"
#include "reports/mark_json.hpp"
#include "reports/mark_page.hpp"
#include "reports/model_answer.hpp"
#include "reports/symbols.hpp"

namespace stepmark::reports {

using Json = nlohmann::ordered_json;

std::string verdict_words(const Part& part, const EntryMark& mark) {
  const bool words = part.asks == Part::Asks::words;
  switch (mark.verdict) {
    case Verdict::correct:
      return words ? "full marks" : "right";
    case Verdict::precision:
      return "partly right";
    case Verdict::missing:
      return words ? "not marked yet" : "left blank";
    case Verdict::unreadable:
      return "not readable";
    default:
      return "not right";
  }
}

namespace {

/// What may be written there.
std::string may_be_written(const Part& part) {
  switch (part.asks) {
    case Part::Asks::letter:
      return fmt::format("Write one letter, {}.", letters_of(part));
    case Part::Asks::line:
      return fmt::format("Write the number of one line, 1 to {}.", part.lines);
    default:
      return fmt::format("Write the marks given, 0 to {}.", marks_for_people(part.marks));
  }
}

std::string expected_words(const Part& part, const EntryMark& mark, Answers answers) {
  if (answers == Answers::hidden || mark.expected.empty()) return "";
  if (part.asks != Part::Asks::letter) return fmt::format("Expected {}.", mark.expected);
  const Option& right = part.options[part.right];
  if (right.mistake.empty() && !right.words.empty()) return fmt::format("Expected {}: {}", mark.expected, right.words);
  const std::string& mistake = right.mistake;
  return fmt::format("Expected {}{}.", mark.expected, mistake.empty() ? "" : " (" + marker_words_on(mistake) + ")");
}

std::string joined(const std::string& first, const std::string& second) {
  return first + (first.empty() || second.empty() ? "" : " ") + second;
}

}  // namespace

std::string entry_feedback(const Part& part, const EntryMark& mark, Answers answers) {
  const std::string expected = expected_words(part, mark, answers);
  switch (mark.verdict) {
    case Verdict::mistake:
      return joined(expected, sentence_on(mark.causes));
    case Verdict::wrong:
      return expected.empty() && part.asks != Part::Asks::words ? "Not this one." : expected;
    case Verdict::missing:
      return part.asks == Part::Asks::words ? "" : joined("Left blank.", expected);
    case Verdict::unreadable:
      return joined(may_be_written(part), expected);
    default:
      return "";
  }
}

// -------------------------------------------------------------------------------------------------------------- pages

QuestionSheets::QuestionSheets(const QuestionMarker& marker, Answers answers, Pictures pictures)
    : marker_(marker), answers_(answers), pictures_(pictures) {
  for (std::size_t i = 0; i < marker.parts().size(); ++i) {
    const Part& part = marker.parts()[i];
    const LineNames names = part.asks == Part::Asks::value ? LineNames::hidden : LineNames::shown;
    numbers_.push_back(part.has_numbers() ? std::make_unique<MarkSheets>(marker.numbers(i), answers, names) : nullptr);
    const bool tells_words = part.asks == Part::Asks::words && answers == Answers::shown;
    if (tells_words) model_answer_ = model_answer(marker.problem());
  }
}

std::string QuestionSheets::feedback(const MarkedQuestion& marked, std::size_t part, std::size_t position) const {
  if (!numbers_[part]) return entry_feedback(marker_.parts()[part], marked.parts[part].entry, answers_);
  return numbers_[part]->feedback(marked.parts[part].numbers, position);
}

namespace {

std::string marks_of(const Exact& marks, const Exact& out_of) {
  return fmt::format("{}/{}", marks_for_people(marks), marks_for_people(out_of));
}

bool is_blank(const PartAnswer& answer) {
  return sheet::is_blank(answer.entry) &&
         std::all_of(answer.numbers.begin(), answer.numbers.end(),
                     [](const Written& number) { return number.kind == Written::Kind::missing; });
}

bool has_tables(const Parts& parts) {
  return std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.asks == Part::Asks::numbers; });
}

/// What is said of the whole sheet; nothing where its parts differ, or tables say it each for itself.
std::string opening(const Parts& parts, const QuestionSheet& sheet, const MarkedQuestion& marked) {
  if (has_tables(parts)) return "";
  if (marked.marks == marked.out_of) return "Everything is right. Well done!";
  const bool nothing = std::all_of(sheet.begin(), sheet.end(), [](const PartAnswer& part) { return is_blank(part); });
  return nothing ? "Nothing has been filled in yet." : "";
}

/// "value of x"
std::string row_words(const SheetRow& row) {
  return row.quantity + (row.component.empty() ? "" : " of " + row.component);
}

}  // namespace

std::string entry_prompt(const QuestionMarker& marker, std::size_t part, std::size_t position) {
  const Part& asked = marker.parts()[part];
  const std::string words = row_words(marker.rows(part)[position]);
  const std::string range = asked.asks == Part::Asks::letter ? " (" + letters_of(asked) + ")"
                            : asked.asks == Part::Asks::line ? fmt::format(" (1\u2013{})", asked.lines)
                                                             : "";
  return joined(label_of(marker.parts(), part), words + range);
}

namespace {

/// What is told of a row of the sheet.
struct Told {
  std::string given, expected, verdict, marks, feedback;
};

/// What is asked beside the numbers of tables.
class EntryTable {
 public:
  explicit EntryTable(const QuestionMarker& marker) : marker_(marker) {
    table_.columns = {{{}, Table::Align::left},
                      {{text("asked")}, Table::Align::left},
                      {{text("you wrote")}, Table::Align::left},
                      {{text("expected")}, Table::Align::left},
                      {{text("verdict")}, Table::Align::left},
                      {{text("marks")}, Table::Align::right}};
  }

  void add(std::size_t part, std::size_t position, const Told& told) {
    table_.rows.push_back({{strong(position == 0 ? label_of(marker_.parts(), part) : "")},
                           {text(row_words(marker_.rows(part)[position]))},
                           {text(told.given)},
                           {text(told.expected)},
                           {text(told.verdict)},
                           {text(told.marks)}});
    remark(part, position, told.feedback);
  }

  void remark(std::size_t part, std::size_t position, const std::string& words) {
    if (words.empty()) return;
    const std::string asked = row_words(marker_.rows(part)[position]);
    Inlines item = {text(joined(label_of(marker_.parts(), part), asked + ": "))};
    append_runs(item, in_symbols(words));
    remarks_.items.push_back(std::move(item));
  }

  void append_to(std::vector<Block>& blocks, Answers answers) {
    if (table_.rows.empty()) return;
    if (has_tables(marker_.parts())) blocks.emplace_back(Heading{2, {text("The other parts")}});
    if (answers == Answers::hidden) leave_out_column(table_, column_expected);
    blocks.emplace_back(std::move(table_));
    if (!remarks_.items.empty()) blocks.emplace_back(std::move(remarks_));
  }

 private:
  static constexpr std::size_t column_expected = 3;

  const QuestionMarker& marker_;
  Table table_;
  List remarks_;
};

}  // namespace

void QuestionSheets::append_table_part(std::vector<Block>& blocks, std::size_t part, const PartAnswer& answer,
                                       const MarkedPart& marked) const {
  const Definition& optimizer = marker_.parts()[part].problem->base;
  const std::string title = optimizer.title.empty() ? optimizer.name : optimizer.title;
  blocks.emplace_back(Heading{2, {text(joined(label_of(marker_.parts(), part), title))}});
  blocks.emplace_back(Paragraph{
      {text(fmt::format("{} out of {} marks.", marks_for_people(marked.marks), marks_for_people(marked.out_of)))}});
  numbers_[part]->append(blocks, answer.numbers, marked.numbers, 3);
}

void QuestionSheets::append_other_parts(std::vector<Block>& blocks, const QuestionSheet& sheet,
                                        const MarkedQuestion& marked) const {
  EntryTable entries(marker_);
  for (std::size_t i = 0; i < marked.parts.size(); ++i) {
    const Part& part = marker_.parts()[i];
    const MarkedPart& of = marked.parts[i];
    if (!part.has_numbers()) {
      entries.add(i, 0,
                  {one_line(sheet[i].entry), of.entry.expected, verdict_words(part, of.entry),
                   marks_of(of.marks, of.out_of), entry_feedback(part, of.entry, answers_)});
    }
    if (part.asks == Part::Asks::words) entries.remark(i, 0, model_answer_);
    for (std::size_t at = 0; part.asks == Part::Asks::value && at < of.numbers.lines.size(); ++at) {
      const LineMark& mark = of.numbers.lines[at];
      entries.add(i, at,
                  {given_text(sheet[i].numbers[at]), mark.expected, verdict_words(mark),
                   marks_of(mark.method + mark.accuracy, mark.out_of), feedback(marked, i, at)});
    }
  }
  entries.append_to(blocks, answers_);
}

Document QuestionSheets::document(const QuestionSheet& sheet, const MarkedQuestion& marked,
                                  const std::vector<std::string>& notices, const std::string& student) const {
  Document page = without_picture(sheet, marked, notices, student);
  if (pictures_ == Pictures::shown) {
    append_figure(page.blocks, 2, "Your way", work_figure(marker_, sheet, marked, answers_));
  }
  return page;
}

Document QuestionSheets::without_picture(const QuestionSheet& sheet, const MarkedQuestion& marked,
                                         const std::vector<std::string>& notices, const std::string& student) const {
  if (is_plain(marker_.parts())) {
    return numbers_[0]->document(sheet[0].numbers, marked.parts[0].numbers, notices, student);
  }
  Document page = mark_sheet_front(marker_.problem(), marked.marks, marked.out_of, student);
  if (const std::string words = opening(marker_.parts(), sheet, marked); !words.empty()) {
    page.blocks.emplace_back(Paragraph{{text(words)}});
  }
  for (std::size_t i = 0; i < marked.parts.size(); ++i) {
    if (marker_.parts()[i].asks == Part::Asks::numbers) append_table_part(page.blocks, i, sheet[i], marked.parts[i]);
  }
  append_other_parts(page.blocks, sheet, marked);
  append_list(page.blocks, 2, "Noticed while reading", noticed(notices));
  return page;
}

// ---------------------------------------------------------------------------------------------------------- programs

namespace {

const char* name_of(Part::Asks asks) {
  switch (asks) {
    case Part::Asks::letter:
      return "letter";
    case Part::Asks::line:
      return "line";
    case Part::Asks::words:
      return "words";
    case Part::Asks::numbers:
    case Part::Asks::value:
      break;
  }
  return "numbers";
}

/// Null where nothing is told.
Json expected_json(const std::string& expected, Answers answers) {
  return answers == Answers::hidden || expected.empty() ? Json() : Json(expected);
}

Json part_json(const QuestionMarker& marker, std::size_t i, const PartAnswer& answer, const MarkedPart& marked,
               Answers answers) {
  const Part& part = marker.parts()[i];
  Json json = {{"part", std::string(1, static_cast<char>('a' + i))},
               {"asks", name_of(part.asks)},
               {"marks", marked.marks.to_string()},
               {"out_of", marked.out_of.to_string()}};
  if (part.has_numbers()) return json;
  json.update({{"quantity", part.row},
               {"given", one_line(answer.entry)},
               {"expected", expected_json(marked.entry.expected, answers)},
               {"verdict", to_string(marked.entry.verdict)},
               {"cause", json_of(marked.entry.causes)},
               {"feedback", entry_feedback(part, marked.entry, answers)}});
  return json;
}

}  // namespace

namespace {

Json question_json(const QuestionMarker& marker, const QuestionSheet& sheet, const MarkedQuestion& marked,
                   const std::vector<std::unique_ptr<MarkSheets>>& numbers, Answers answers) {
  Json json = json_of_marks(marked.marks, marked.out_of);
  for (std::size_t i = 0; i < marked.parts.size(); ++i) {
    const MarkedPart& part = marked.parts[i];
    if (!is_plain(marker.parts())) json["parts"].push_back(part_json(marker, i, sheet[i], part, answers));
    if (numbers[i]) append_lines(json, marker.rows(i), sheet[i].numbers, part.numbers, *numbers[i]);
    if (part.entry.causes.empty()) continue;
    json["root_causes"].push_back(json_of(marker.rows(i).front()));
    json["root_causes"].back().update(
        {{"verdict", to_string(part.entry.verdict)}, {"cause", json_of(part.entry.causes)}});
  }
  return json;
}

}  // namespace

std::string QuestionSheets::json(const QuestionSheet& sheet, const MarkedQuestion& marked,
                                 const std::vector<std::string>& notices) const {
  Json json = question_json(marker_, sheet, marked, numbers_, answers_);
  append_notices(json, notices);
  return json.dump(2) + '\n';
}

std::string QuestionSheets::json_line(const QuestionSheet& sheet, const MarkedQuestion& marked,
                                      const std::vector<std::string>& notices, const std::string& student) const {
  Json json = {{"student", one_line(student)}};
  json.update(question_json(marker_, sheet, marked, numbers_, answers_));
  append_notices(json, notices);
  return json.dump() + '\n';
}

std::string QuestionSheets::json_compact(const QuestionSheet& sheet, const MarkedQuestion& marked,
                                         const std::vector<std::string>& notices) const {
  Json json = question_json(marker_, sheet, marked, numbers_, answers_);
  append_notices(json, notices);
  return json.dump();
}

std::string QuestionSheets::csv(const QuestionSheet& sheet, const MarkedQuestion& marked) const {
  std::string out = mark_csv_header();
  for (std::size_t i = 0; i < marked.parts.size(); ++i) {
    const MarkedPart& part = marked.parts[i];
    if (numbers_[i]) {
      out += numbers_[i]->csv_rows(marker_.rows(i), sheet[i].numbers, part.numbers);
      continue;
    }
    out += fmt::format("{},{},{},{},{},0,{},{}\n", mark_csv_cells(marker_.rows(i).front()),
                       safe_csv_cell(one_line(sheet[i].entry)), answers_ == Answers::hidden ? "" : part.entry.expected,
                       to_string(part.entry.verdict), marking::name_of(part.entry.causes), part.marks.to_string(),
                       part.out_of.to_string());
  }
  return out;
}

}  // namespace stepmark::reports
