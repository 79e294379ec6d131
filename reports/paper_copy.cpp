#include "reports/paper_copy.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "lib/base/safe.hpp"
#include "reports/feedback.hpp"
#include "reports/question.hpp"

namespace stepmark::reports {

namespace {

constexpr std::size_t most_of_a_name = 200;

/// Line ends are blanks: paragraphs of a text are one.
std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return text;
}

Table boxes(const CopyFront& front) {
  Table table;
  table.columns = {{{text("question")}, Table::Align::left}, {{text("marks")}, Table::Align::right}};
  if (!front.solutions) table.columns.push_back({{text("given")}, Table::Align::right});
  Exact sum = 0;
  const auto add = [&](std::string name, const Exact& marks) {
    table.rows.push_back({{text(std::move(name))}, {text(marks_for_people(marks))}});
    if (!front.solutions) table.rows.back().push_back({blank(cell_blank)});
  };
  for (std::size_t i = 0; i < front.marks.size(); ++i) {
    add(fmt::format("{}", i + 1), front.marks[i]);
    sum = sum + front.marks[i];
  }
  add("total", sum);
  return table;
}

}  // namespace

Document copy_front(const CopyFront& front) {
  Document page;
  page.title = one_line(front.title, most_of_a_name) + (front.solutions ? ": solutions" : "");
  std::string about = one_line(front.course, most_of_a_name);
  if (!front.date.empty()) about += (about.empty() ? "" : ", ") + one_line(front.date, most_of_a_name);
  if (!about.empty()) page.blocks.emplace_back(Paragraph{{text(about)}});
  Inlines student = {text("Student: "), strong(one_line(front.student, most_of_a_name))};
  if (!front.name.empty()) student.push_back(text(", " + one_line(front.name, most_of_a_name)));
  page.blocks.emplace_back(Paragraph{std::move(student)});
  const std::string time = fmt::format("Allow about {} {}.", front.minutes, front.minutes == 1 ? "minute" : "minutes");
  if (!front.solutions) {
    const std::string said = one_line(on_one_line(front.instructions), 2000);
    page.blocks.emplace_back(Paragraph{{text(said.empty() ? time : said + ' ' + time)}});
  }
  page.blocks.emplace_back(boxes(front));
  return page;
}

}  // namespace stepmark::reports
