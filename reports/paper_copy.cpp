#include "reports/paper_copy.hpp"

#include <algorithm>

#include "lib/base/safe.hpp"
#include "reports/feedback.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"

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
  table.columns = {{{sentence("question")}, Table::Align::left}, {{sentence("marks")}, Table::Align::right}};
  if (!front.solutions) table.columns.push_back({{sentence("given")}, Table::Align::right});
  Exact sum = 0;
  const auto add = [&](Inline name, const Exact& marks) {
    table.rows.push_back({{std::move(name)}, {number(marks_for_people(marks))}});
    if (!front.solutions) table.rows.back().push_back({blank(cell_blank)});
  };
  for (std::size_t i = 0; i < front.marks.size(); ++i) {
    add(text(std::to_string(i + 1)), front.marks[i]);
    sum = sum + front.marks[i];
  }
  add(sentence("total"), sum);
  return table;
}

Title title_of(const CopyFront& front) {
  const std::string title = one_line(front.title, most_of_a_name);
  return front.solutions ? Title(sentence("{title}: solutions", {{"title", title}})) : Title(title);
}

/// What the tutor says, and how long it takes.
Inline instructions(const CopyFront& front) {
  const std::string said = one_line(on_one_line(front.instructions), 2000);
  const Inline time =
      plural("Allow about {n} minute.", "Allow about {n} minutes.", static_cast<std::uint64_t>(front.minutes));
  return said.empty() ? time : sentence("{instructions} {time}", {{"instructions", said}, {"time", time}});
}

}  // namespace

Document copy_front(const CopyFront& front) {
  Document page;
  page.title = title_of(front);
  std::string about = one_line(front.course, most_of_a_name);
  if (!front.date.empty()) about += (about.empty() ? "" : ", ") + one_line(front.date, most_of_a_name);
  if (!about.empty()) page.blocks.emplace_back(Paragraph{{text(about)}});
  Inlines student = {strong(one_line(front.student, most_of_a_name))};
  if (!front.name.empty()) student.push_back(text(", " + one_line(front.name, most_of_a_name)));
  page.blocks.emplace_back(Paragraph{{sentence("Student: {name}", {{"name", std::move(student)}})}});
  if (!front.solutions) page.blocks.emplace_back(Paragraph{{instructions(front)}});
  page.blocks.emplace_back(boxes(front));
  return page;
}

}  // namespace stepmark::reports
