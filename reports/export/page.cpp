#include "reports/export/page.hpp"

#include <algorithm>

#include "reports/export/decimal.hpp"
#include "reports/picture/script.hpp"
#include "reports/question.hpp"
#include "reports/render.hpp"
#include "reports/seen.hpp"
#include "reports/sentence.hpp"
#include "reports/xml_escaped.hpp"

namespace stepmark::exports {

namespace {

/// In an attribute, where a system that looks for formulas, blanks or fields in the page's text might find them.
std::string attribute(std::string_view text) {
  std::string out;
  for (const char c : xml_escaped(reports::seen(text))) {
    const bool is_markup = std::string_view("\\$`{}[]@#").find(c) != std::string_view::npos;
    out += is_markup ? "&#" + std::to_string(static_cast<int>(c)) + ';' : std::string(1, c);
  }
  return out;
}

std::string image(const Figure& figure, const Addresses& addresses, const Language& language) {
  if (!addresses) return "";
  return "<p><img alt=\"" + attribute(reports::plain_words(figure.alt, language)) + "\" width=\"" +
         std::to_string(picture::width_on_page) + "\" src=\"" + addresses(*figure.picture) + "\"/></p>\n";
}

}  // namespace

std::string html_of(const std::vector<Block>& blocks, const Addresses& addresses, const Language& language) {
  Layout layout{0, reports::Mathematics::tex};
  layout.language = language;
  const auto renderer = reports::renderer(Format::html, layout);
  std::string out;
  for (const Block& block : blocks) {
    const auto* figure = std::get_if<Figure>(&block);
    if (figure != nullptr) out += image(*figure, addresses, language);
    renderer->append(out, figure != nullptr ? Block(Paragraph{figure->caption}) : block);
  }
  return out;
}

std::string html_of(const Inline& run, const Language& language) { return html_of_runs({run}, language); }

std::string html_of_runs(Inlines runs, const Language& language) {
  const std::string paragraph = html_of({Block(Paragraph{std::move(runs)})}, {}, language);
  constexpr std::string_view begin = "<p>", end = "</p>\n";
  return paragraph.substr(begin.size(), paragraph.size() - begin.size() - end.size());
}

std::string html_paragraph(std::string_view words) {
  return html_of({Block(Paragraph{{reports::text(std::string(words))}})});
}

std::string html_name(const Box& box) { return html_of(box.name) + ", " + html_of(reports::text(box.how)); }

Inlines name_and_step(const Box& box) {
  Inlines words = {box.name, reports::text(", " + box.how)};
  if (box.t > 0) words.push_back(reports::text(", step " + std::to_string(box.t)));
  return words;
}

std::string html_name_and_step(const Box& box) {
  std::string html;
  for (const Inline& run : name_and_step(box)) html += html_of(run);
  return html;
}

std::string html_labelled(const ExportedPart& part, const Box& box) {
  return part.label + (part.label.empty() ? "" : " ") + html_name_and_step(box);
}

std::string words_of(const Choice& choice) {
  return choice.words.empty() ? choice.letter : choice.letter + ": " + choice.words;
}

namespace {

/// Calculators show ten digits; what is longer stands there, too, with a power of ten.
constexpr std::size_t digits_shown = 10;

/// "0.0512"; of a mistake that led far away -3.855 times ten to the twelfth.
Inline shown_number(const Exact& value) {
  const std::string plain = plain_decimal(value);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto digits = static_cast<std::size_t>(std::count_if(plain.begin(), plain.end(), is_digit));
  if (digits <= digits_shown) return reports::strong(plain);
  const int exponent = value.decimal_exponent();
  const Exact leading = exponent < 0 ? value * Exact(10).pow(-exponent) : value / Exact(10).pow(exponent);
  return reports::math(plain_decimal(leading) + " \\cdot 10^{" + std::to_string(exponent) + "}");
}

}  // namespace

std::vector<Block> mistakes_of(const Box& box) {
  reports::List list;
  for (const KnownAnswer& answer : box.answers) {
    if (answer.kind != KnownAnswer::Kind::mistake) continue;
    list.items.push_back({shown_number(answer.value), reports::text(": " + answer.feedback)});
  }
  if (list.items.empty()) return {};
  return {Block(Paragraph{{reports::text("If your number is one of these, this is what was done:")}}),
          Block(std::move(list))};
}

std::string html_task(const ExportedPart& part) {
  std::string words = part.words;
  if (!part.label.empty()) words = part.label + ' ' + words + " (" + reports::plain_words(in_marks(part.marks)) + ")";
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

std::string html_page(const ExportedQuestion& question, const Fields& fields, const Addresses& addresses) {
  std::string page = html_of(question.stem, addresses);
  for (const ExportedPart& part : question.parts) {
    page += html_task(part);
    if (!part.boxes.empty()) page += table_of(part.boxes, fields);
    if (!part.choices.empty()) page += fields.choice(part);
  }
  return page;
}

}  // namespace stepmark::exports
