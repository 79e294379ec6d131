#include "reports/question_sheets.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "lib/base/safe.hpp"
#include "lib/sheet/number.hpp"
#include "reports/figures.hpp"
#include "reports/mark_json.hpp"
#include "reports/mark_page.hpp"
#include "reports/method_name.hpp"
#include "reports/model_answer.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

using Json = nlohmann::ordered_json;

Inline verdict_words(const Part& part, const EntryMark& mark) {
  const bool words = part.asks == Part::Asks::words;
  switch (mark.verdict) {
    case Verdict::correct:
      return words ? sentence_in("verdict", "full marks") : sentence_in("verdict", "right");
    case Verdict::precision:
      return sentence_in("verdict", "partly right");
    case Verdict::missing:
      return words ? sentence_in("verdict", "not marked yet") : sentence_in("verdict", "left blank");
    case Verdict::unreadable:
      return sentence_in("verdict", "not readable");
    default:
      return sentence_in("verdict", "not right");
  }
}

namespace {

Inline what_may_be_written(const Part& part) {
  switch (part.asks) {
    case Part::Asks::letter:
      return sentence("Write one letter, {letters}.", {{"letters", letters_of(part)}});
    case Part::Asks::line:
      return sentence("Write the number of one line, 1 to {n}.", {{"n", static_cast<std::int64_t>(part.lines)}});
    default:
      return sentence("Write the marks given, 0 to {marks}.", {{"marks", number(marks_for_people(part.marks))}});
  }
}

/// Empty where nothing is told.
Inline expectation(const Part& part, const EntryMark& mark, Answers answers) {
  if (answers == Answers::hidden || mark.expected.empty()) return {};
  const Arguments expected = {{"expected", mark.expected}};
  if (part.asks != Part::Asks::letter) return sentence("Expected {expected}.", expected);
  const Option& right = part.options[part.right];
  if (!right.mistake.empty()) {
    return sentence("Expected {expected} ({mistake}).",
                    {{"expected", mark.expected}, {"mistake", marker_words_on(right.mistake)}});
  }
  if (right.words.empty()) return sentence("Expected {expected}.", expected);
  return sentence("Expected {expected}: {words}",
                  {{"expected", mark.expected}, {"words", sentence(right.words.c_str())}});
}

}  // namespace

Inlines entry_feedback(const Part& part, const EntryMark& mark, Answers answers) {
  const Inline expected = expectation(part, mark, answers);
  const bool words = part.asks == Part::Asks::words;
  switch (mark.verdict) {
    case Verdict::mistake: {
      Inlines said = sentences_on(mark.causes);
      said.insert(said.begin(), expected);
      return sentences(std::move(said));
    }
    case Verdict::wrong:
      return sentences({expected.value.empty() && !words ? sentence("Not this one.") : expected});
    case Verdict::missing:
      return words ? Inlines{} : sentences({sentence("Left blank."), expected});
    case Verdict::unreadable:
      return sentences({what_may_be_written(part), expected});
    default:
      return {};
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
    if (tells_words) model_answer_ = model_answer_in_sentences(marker.problem());
  }
}

Inlines QuestionSheets::feedback(const MarkedQuestion& marked, std::size_t part, std::size_t position) const {
  if (!numbers_[part]) return entry_feedback(marker_.parts()[part], marked.parts[part].entry, answers_);
  return numbers_[part]->feedback(marked.parts[part].numbers, position);
}

namespace {

bool is_blank(const PartAnswer& answer) {
  return sheet::is_blank(answer.entry) &&
         std::all_of(answer.numbers.begin(), answer.numbers.end(),
                     [](const Written& number) { return number.kind == Written::Kind::missing; });
}

bool has_tables(const Parts& parts) {
  return std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.asks == Part::Asks::numbers; });
}

/// What is said of the whole sheet; nothing where its parts differ, or tables say it each for itself.
std::optional<Inline> opening(const Parts& parts, const QuestionSheet& sheet, const MarkedQuestion& marked) {
  if (has_tables(parts)) return std::nullopt;
  if (marked.marks == marked.out_of) return sentence("Everything is right. Well done!");
  const bool nothing = std::all_of(sheet.begin(), sheet.end(), [](const PartAnswer& part) { return is_blank(part); });
  return nothing ? std::optional(sentence("Nothing has been filled in yet.")) : std::nullopt;
}

/// The rows of a sheet that name no quantity.
[[maybe_unused]] constexpr const char* row_names[] = {
    STEPMARK_WORDS_IN("row", "answer"), STEPMARK_WORDS_IN("row", "line"), STEPMARK_WORDS_IN("row", "value"),
    STEPMARK_WORDS_IN("row", "words")};

/// "value of x"; "answer-b" is one of several.
Inlines row_words(const SheetRow& row) {
  const std::size_t end = std::min(row.quantity.find('-'), row.quantity.size());
  Inlines name = {sentence_in("row", row.quantity.substr(0, end).c_str()), text(row.quantity.substr(end))};
  if (row.component.empty()) return name;
  return {sentence("{quantity} of {component}", {{"quantity", std::move(name)}, {"component", row.component}})};
}

/// "(b) answer"
Inlines row_words(const QuestionMarker& marker, std::size_t part, std::size_t position) {
  const std::string label = label_of(marker.parts(), part);
  Inlines asked = row_words(marker.rows(part)[position]);
  if (label.empty()) return asked;
  return {sentence("{part} {asked}", {{"part", label}, {"asked", std::move(asked)}})};
}

std::string without_full_stop(const std::string& sentence) {
  for (const std::string_view stop : {".", "\u3002"}) {
    if (sentence.ends_with(stop)) return sentence.substr(0, sentence.size() - stop.size());
  }
  return sentence;
}

/// "(c) Give the correct values of that line: x"
Inlines asked_in_words(const QuestionMarker& marker, std::size_t part, std::size_t position,
                       const std::string& question) {
  const std::string& component = marker.rows(part)[position].component;
  const std::string label = label_of(marker.parts(), part);
  Inlines words;
  if (!label.empty()) words.push_back(text(label + ' '));
  words.push_back(component.empty() || marker.rows(part).size() == 1
                      ? text(question)
                      : sentence("{asked}: {remark}", {{"asked", without_full_stop(question)}, {"remark", component}}));
  return words;
}

}  // namespace

Inlines entry_prompt(const QuestionMarker& marker, std::size_t part, std::size_t position,
                     const std::string& question) {
  const Part& asked = marker.parts()[part];
  Inlines words =
      question.empty() ? row_words(marker, part, position) : asked_in_words(marker, part, position, question);
  if (asked.asks != Part::Asks::letter && asked.asks != Part::Asks::line) return words;
  const std::string range =
      asked.asks == Part::Asks::letter ? letters_of(asked) : "1\u2013" + std::to_string(asked.lines);
  return {sentence("{asked} ({range})", {{"asked", std::move(words)}, {"range", range}})};
}

namespace {

/// What is told of a row of the sheet.
struct Told {
  std::string given;
  Inline expected, verdict, marks;
  Inlines feedback;
};

/// What is asked beside the numbers of tables.
class EntryTable {
 public:
  explicit EntryTable(const QuestionMarker& marker) : marker_(marker) {
    table_.columns = {{{}, Table::Align::left},
                      {{sentence("asked")}, Table::Align::left},
                      {{sentence("you wrote")}, Table::Align::left},
                      {{sentence("expected")}, Table::Align::left},
                      {{sentence("verdict")}, Table::Align::left},
                      {{sentence("marks")}, Table::Align::right}};
  }

  void add(std::size_t part, std::size_t position, const Told& told) {
    table_.rows.push_back({{strong(position == 0 ? label_of(marker_.parts(), part) : "")},
                           {row_words(marker_.rows(part)[position])},
                           {text(told.given)},
                           {told.expected},
                           {told.verdict},
                           {told.marks}});
    remark(part, position, told.feedback);
  }

  void remark(std::size_t part, std::size_t position, const Inlines& words) {
    if (words.empty()) return;
    remarks_.items.push_back({sentence(
        "{asked}: {remark}", {{"asked", row_words(marker_, part, position)}, {"remark", with_symbols(words)}})});
  }

  void append_to(std::vector<Block>& blocks, Answers answers) {
    if (table_.rows.empty()) return;
    if (has_tables(marker_.parts())) blocks.emplace_back(Heading{2, {sentence("The other parts")}});
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
  const std::string label = label_of(marker_.parts(), part);
  const Inline title = method_title(marker_.parts()[part].problem->base);
  blocks.emplace_back(Heading{2, label.empty() ? Inlines{title} : Inlines{text(label + " "), title}});
  blocks.emplace_back(Paragraph{{sentence("{Clause}.", {{"clause", marks_out_of(marked.marks, marked.out_of)}})}});
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
                  {one_line(sheet[i].entry), text(of.entry.expected), verdict_words(part, of.entry),
                   marks_of(of.marks, of.out_of), entry_feedback(part, of.entry, answers_)});
    }
    if (part.asks == Part::Asks::words) entries.remark(i, 0, model_answer_);
    for (std::size_t at = 0; part.asks == Part::Asks::value && at < of.numbers.lines.size(); ++at) {
      const LineMark& mark = of.numbers.lines[at];
      entries.add(i, at,
                  {given_text(sheet[i].numbers[at]), number(mark.expected), verdict_words(mark),
                   marks_of(mark.method + mark.accuracy, mark.out_of), feedback(marked, i, at)});
    }
  }
  entries.append_to(blocks, answers_);
}

Document QuestionSheets::document(const QuestionSheet& sheet, const MarkedQuestion& marked,
                                  const std::vector<Message>& notices, const std::string& student) const {
  Document page = without_picture(sheet, marked, notices, student);
  if (pictures_ == Pictures::shown) {
    append_figure(page.blocks, 2, sentence("Your way"), work_figure(marker_, sheet, marked, answers_));
  }
  return page;
}

Document QuestionSheets::without_picture(const QuestionSheet& sheet, const MarkedQuestion& marked,
                                         const std::vector<Message>& notices, const std::string& student) const {
  if (is_plain(marker_.parts())) {
    return numbers_[0]->document(sheet[0].numbers, marked.parts[0].numbers, notices, student);
  }
  Document page = mark_sheet_front(marker_.problem(), marked.marks, marked.out_of, student);
  if (const auto words = opening(marker_.parts(), sheet, marked)) page.blocks.emplace_back(Paragraph{{*words}});
  for (std::size_t i = 0; i < marked.parts.size(); ++i) {
    if (marker_.parts()[i].asks == Part::Asks::numbers) append_table_part(page.blocks, i, sheet[i], marked.parts[i]);
  }
  append_other_parts(page.blocks, sheet, marked);
  append_list(page.blocks, 2, sentence("Noticed while reading"), noticed(notices));
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
               {"feedback", plain_words(entry_feedback(part, marked.entry, answers))}});
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
                                 const std::vector<Message>& notices) const {
  Json json = question_json(marker_, sheet, marked, numbers_, answers_);
  append_notices(json, notices);
  return json.dump(2) + '\n';
}

std::string QuestionSheets::json_line(const QuestionSheet& sheet, const MarkedQuestion& marked,
                                      const std::vector<Message>& notices, const std::string& student) const {
  Json json = {{"student", one_line(student)}};
  json.update(question_json(marker_, sheet, marked, numbers_, answers_));
  append_notices(json, notices);
  return json.dump() + '\n';
}

std::string QuestionSheets::json_compact(const QuestionSheet& sheet, const MarkedQuestion& marked,
                                         const std::vector<Message>& notices) const {
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
