#include "web/front/row_words.hpp"

#include "assessment/typed.hpp"
#include "reports/hint.hpp"
#include "reports/model_answer.hpp"
#include "reports/sentence.hpp"
#include "web/front/html.hpp"

namespace stepmark::web {

using reports::sentence;

std::string row_words(const PracticeTable& table, std::size_t row, const Language& language) {
  const auto [part, position] = table.sheet().place(row);
  const QuestionMarker& marker = table.marker();
  if (marker.parts()[part].asks != Part::Asks::numbers) {
    return plain_words(entry_prompt(marker, part, position), language);
  }
  const std::string label = label_of(marker.parts(), part),
                    name = plain_words(line_words(marker.numbers(part), position), language);
  return label.empty() ? name : label + ' ' + name;
}

namespace {

RowRemark remark_on_words(const Problem& problem, const Language& language) {
  const std::string answer = html_of_runs(model_answer_in_sentences(problem), language);
  return {plain_words(sentence("compare it with this"), language), answer, ""};
}

RowRemark remark_on_entry(const Session& session, const PracticeSheet::Place& at, const Language& language) {
  const MarkedQuestion& marked = session.table.marked();
  const Part& part = session.table.marker().parts()[at.part];
  const auto html = [&](const QuestionSheets& sheets) {
    return html_of(reports::with_symbols(sheets.feedback(marked, at.part, at.position)), language);
  };
  const EntryMark& mark = marked.parts[at.part].entry;
  RowRemark remark{plain_words(verdict_words(part, mark), language), html(session.told), html(session.untold)};
  if (mark.verdict == Verdict::unreadable) remark.feedback = remark.nudge;  // nothing is told for what is no answer
  return remark;
}

RowRemark remark_on_number(const Session& session, std::size_t row, const PracticeSheet::Place& at,
                           const Language& language) {
  const MarkedQuestion& marked = session.table.marked();
  const LineMark& mark = marked.parts[at.part].numbers.lines[at.position];
  const std::string verdict = plain_words(verdict_words(mark), language);
  if (mark.verdict == Verdict::unreadable) {
    const std::string why = html_of(unreadable_sentence(session.table.rows()[row].value), language);
    return {verdict, why, why};
  }
  const auto html = [&](const QuestionSheets& sheets) {
    return html_of_runs(sheets.feedback(marked, at.part, at.position), language);
  };
  return {verdict, html(session.told), html(session.untold)};
}

}  // namespace

RowRemark row_remark(const Session& session, std::size_t row, const Language& language) {
  const PracticeTable& table = session.table;
  if (table.rows()[row].value.empty()) return {};
  const auto at = table.sheet().place(row);
  if (table.part(row).asks == Part::Asks::words) return remark_on_words(session.problem, language);
  return table.part(row).has_numbers() ? remark_on_number(session, row, at, language)
                                       : remark_on_entry(session, at, language);
}

}  // namespace stepmark::web
