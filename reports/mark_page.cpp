#include "reports/mark_page.hpp"

#include <fmt/core.h>

#include "lib/base/safe.hpp"
#include "reports/feedback.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

std::string given_text(const Written& written) {
  return written.kind == Written::Kind::missing ? "" : one_line(written.text);
}

Inline marks_of(const Exact& marks, const Exact& out_of) {
  return sentence("{marks}/{out_of}",
                  {{"marks", number(marks_for_people(marks))}, {"out_of", number(marks_for_people(out_of))}});
}

void leave_out_column(Table& table, std::size_t column) {
  const auto place = static_cast<std::ptrdiff_t>(column);
  table.columns.erase(table.columns.begin() + place);
  for (auto& row : table.rows) row.erase(row.begin() + place);
}

void append_list(std::vector<Block>& blocks, int level, Inline heading, List list) {
  if (list.items.empty()) return;
  blocks.emplace_back(Heading{level, {std::move(heading)}});
  blocks.emplace_back(std::move(list));
}

List noticed(const std::vector<Message>& notices) {
  List list;
  for (const Message& notice : notices) list.items.push_back({sentence_of(notice)});
  return list;
}

Document mark_sheet_front(const Problem& problem, const Exact& marks, const Exact& out_of, const std::string& student) {
  Document page;
  page.title = marks_out_of(marks, out_of);
  if (!student.empty()) {
    page.blocks.emplace_back(Paragraph{{sentence("Student: {name}", {{"name", strong(one_line(student))}})}});
  }
  if (!problem.title.empty()) page.blocks.emplace_back(Paragraph{{text(problem.title)}});
  return page;
}

std::string mark_csv_header() { return "t,quantity,component,given,expected,verdict,cause,method,accuracy,out_of\n"; }

std::string mark_csv_cells(const SheetRow& row) {
  return fmt::format("{},{},{}", row.t ? std::to_string(*row.t) : "", row.quantity, row.component);
}

}  // namespace stepmark::reports
