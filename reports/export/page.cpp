#include "reports/export/page.hpp"

#include "reports/question.hpp"
#include "reports/render.hpp"

namespace stepmark::exports {

std::string html_of(const std::vector<Block>& blocks) {
  const auto renderer = reports::renderer(Format::html, {0, reports::Mathematics::tex});
  std::string out;
  for (const Block& block : blocks) renderer->append(out, block);
  return out;
}

std::string html_of(const Inline& run) {
  const std::string paragraph = html_of({Block(Paragraph{{run}})});
  constexpr std::string_view begin = "<p>", end = "</p>\n";
  return paragraph.substr(begin.size(), paragraph.size() - begin.size() - end.size());
}

std::string html_paragraph(std::string_view words) {
  return html_of({Block(Paragraph{{reports::text(std::string(words))}})});
}

std::string html_name(const Box& box) { return html_of(box.name) + ", " + html_of(reports::text(box.how)); }

std::string html_task(const ExportedPart& part) {
  std::string words = part.words;
  if (!part.label.empty()) words = part.label + ' ' + words + " (" + in_marks(part.marks) + ")";
  return html_of(part.shown) + html_paragraph(words);
}

namespace {

std::string table_of(const std::vector<Box>& boxes, const Fields& fields) {
  std::string rows;
  for (const Box& box : boxes) {
    const std::string step = box.t == 0 ? "" : "step " + std::to_string(box.t);
    rows += "<tr><td>" + step + "</td><td>" + html_name(box) + "</td><td>" + fields.box(box) + "</td></tr>\n";
  }
  return "<table>\n<tbody>\n" + rows + "</tbody>\n</table>\n";
}

}  // namespace

std::string html_page(const ExportedQuestion& question, const Fields& fields) {
  std::string page = html_of(question.stem);
  for (const ExportedPart& part : question.parts) {
    page += html_task(part);
    if (!part.boxes.empty()) page += table_of(part.boxes, fields);
    if (!part.choices.empty()) page += fields.choice(part);
  }
  return page;
}

}  // namespace stepmark::exports
