// Canvas: QTI 1.2 as New Quizzes and Classic Quizzes read it. Every condition that sets a score is read as one more
// right answer, and there are no half marks: known mistakes are told in the feedback alone.
#include <algorithm>
#include <cctype>
#include <map>

#include "lib/base/error.hpp"
#include "reports/export/decimal.hpp"
#include "reports/export/formats.hpp"
#include "reports/export/identifier.hpp"
#include "reports/export/page.hpp"
#include "reports/export/xml.hpp"
#include "reports/export/zip.hpp"

namespace stepmark::exports {

namespace {

/// Classic Quizzes take a smaller number for 0.
const Exact least_in_classic = Exact::decimal(1, 4);
/// A bound that equals the answer stops the import.
const Exact margin_of_exact = Exact::decimal(1, 5);

/// The exponent of ten that what is right in a box is multiplied by, so that none of its bounds is taken for 0.
int shift_of(const Box& box) {
  int shift = 0;
  if (box.answers.front().value.is_zero()) return shift;  // it is no matter whether its bounds are
  const auto is_lost = [&](const Exact& bound) {
    return !bound.is_zero() && bound.abs() * Exact(10).pow(shift) < least_in_classic;
  };
  for (const KnownAnswer& answer : box.answers) {
    if (answer.kind != KnownAnswer::Kind::right) continue;
    while (is_lost(answer.value - answer.tolerance) || is_lost(answer.value + answer.tolerance)) shift += 4;
  }
  return shift;
}

/// The box that asks for ten to the `shift` times as much.
Box shifted(Box box, int shift) {
  if (shift == 0) return box;
  const Exact power = Exact(10).pow(shift);
  for (KnownAnswer& answer : box.answers) {
    answer.value = answer.value * power;
    answer.tolerance = answer.tolerance * power;
  }
  const std::size_t point = box.right.find('.');
  const int places = point == std::string::npos ? 0 : static_cast<int>(box.right.size() - point - 1);
  box.right = box.answers.front().value.to_fixed(std::max(0, places - shift));
  const std::string times = "times " + plain_decimal(power);
  box.name = box.name.kind == reports::Inline::Kind::math
                 ? reports::math(box.name.value + " \\cdot 10^{" + std::to_string(shift) + "}")
                 : reports::text(box.name.value + ' ' + times);
  box.how = "first " + box.how + ", then " + times;
  return box;
}

const char* const on_shifted =
    "Some answers are so small that they are entered times a power of ten: round first as asked, then move the point. "
    "0.00001234 times 10000 is 0.1234.";

/// "[w_0]" would be a blank to fill in.
std::string without_blanks(const std::string& html) {
  std::string out;
  for (std::size_t i = 0; i < html.size(); ++i) {
    const bool in_formula = i > 0 && html[i - 1] == '\\';
    const bool names =
        i + 1 < html.size() && (std::isalnum(static_cast<unsigned char>(html[i + 1])) || html[i + 1] == '_');
    out += html[i] == '[' && names && !in_formula ? "&#91;" : std::string(1, html[i]);
  }
  return out;
}

std::string material(const std::string& html) {
  return xml_element("material", {}, xml_text("mattext", {{"texttype", "text/html"}}, without_blanks(html)));
}

/// A label and its entry stand side by side: a reader takes what comes next.
std::string field(const std::string& label, const std::string& entry) {
  return xml_element("qtimetadatafield", {}, xml_text("fieldlabel", {}, label) + xml_text("fieldentry", {}, entry));
}

std::string feedback(const std::string& ident, const std::string& html) {
  return xml_element("itemfeedback", {{"ident", ident}}, xml_element("flow_mat", {}, material(html)));
}

std::string shows(const std::string& condition, const std::string& feedback) {
  return xml_element("respcondition", {{"continue", "Yes"}},
                     xml_element("conditionvar", {}, condition) +
                         xml_element("displayfeedback", {{"feedbacktype", "Response"}, {"linkrefid", feedback}}, ""));
}

std::string scores(const std::string& condition) {
  return xml_element("respcondition", {{"continue", "No"}},
                     xml_element("conditionvar", {}, condition) +
                         xml_text("setvar", {{"action", "Set"}, {"varname", "SCORE"}}, "100"));
}

const Attributes response = {{"respident", "response1"}};

std::string between(const Exact& lower, const Exact& upper) {
  return xml_element(
      "and", {},
      xml_text("vargte", response, plain_decimal(lower)) + xml_text("varlte", response, plain_decimal(upper)));
}

/// New Quizzes take the margin, Classic Quizzes the bounds.
std::string scores_around(const std::string& right, const KnownAnswer& answer) {
  const Exact margin = answer.tolerance.is_zero() ? margin_of_exact : answer.tolerance;
  const Attributes within = {{"respident", "response1"}, {"margintype", "absolute"}, {"margin", plain_decimal(margin)}};
  return scores(xml_element(
      "or", {}, xml_text("varequal", within, right) + between(answer.value - margin, answer.value + margin)));
}

/// Where an importer puts them among the files of the course, too.
const std::string pictures_folder = "stepmark/";

struct Item {
  std::string type, ident, title;
  Exact points;
  std::string presentation, processing, feedback;
};

class Canvas {
 public:
  explicit Canvas(bool each) : each_(each) {}

  Export write(const std::vector<ExportedQuestion>& questions, const std::string& title) {
    std::string all_ids;
    for (const ExportedQuestion& question : questions) {
      append(question);
      all_ids += question.id;
    }
    if (made_.questions == 0) {
      throw InputError({}, "nothing is asked that Canvas can mark", "expected numbers with marks, or letters");
    }
    pack('s' + identifier_of(all_ids), title.empty() ? "Stepmark" : title);
    add_notices(asks_for_numbers(questions));
    return std::move(made_);
  }

 private:
  // ---------------------------------------------------------------------------------------------------------------
  // items

  void append(const ExportedQuestion& question) {
    const Addresses addresses = named_behind("%24IMS-CC-FILEBASE%24/" + pictures_folder, question);
    const std::string stimulus = ident(question, "problem");
    std::vector<Item> items;
    const std::size_t shifted_before = shifted_;
    for (const ExportedPart& part : question.parts) append_items(items, question, part);
    if (items.empty()) return;
    std::string page = problem_page(question, addresses);
    if (shifted_ > shifted_before) page += html_paragraph(on_shifted);
    items.back().feedback += feedback("general_fb", html_of(question.solution, addresses));
    items.back().processing = shows("<other/>", "general_fb") + items.back().processing;
    append_item({"text_only_question", stimulus, question.title, 0, material(page), "", ""}, "", topics_of(question));
    for (const Item& item : items) {
      append_item(item, stimulus);
      ++made_.questions;
      made_.marks = made_.marks + item.points;
    }
    for (const DrawnPicture& drawn : question.pictures) pictures_[drawn.name] = drawn.bytes;
  }

  static std::string problem_page(const ExportedQuestion& question, const Addresses& addresses) {
    std::string page = html_of(question.stem, addresses);
    for (const ExportedPart& part : question.parts) page += html_task(part);
    return page;
  }

  static std::string ident(const ExportedQuestion& question, const std::string& part) {
    return 'q' + identifier_of(question.id + '/' + part);
  }

  /// Canvas has no tags: they are kept for whoever opens the file.
  static std::string topics_of(const ExportedQuestion& question) {
    std::string topics;
    for (const std::string& tag : question.tags) topics += field("qmd_topic", tag);
    return topics;
  }

  void append_item(const Item& item, const std::string& stimulus, const std::string& more = "") {
    std::string metadata = field("question_type", item.type) + more;
    if (!stimulus.empty()) {
      metadata += field("points_possible", marks_text(item.points)) +
                  field("assessment_question_identifierref", 'a' + item.ident) +
                  field("parent_stimulus_item_ident", stimulus);
    }
    const std::string outcomes = xml_element(
        "outcomes", {},
        xml_element("decvar", {{"maxvalue", "100"}, {"minvalue", "0"}, {"varname", "SCORE"}, {"vartype", "Decimal"}},
                    ""));
    items_ += xml_element("item", {{"ident", item.ident}, {"title", item.title}},
                          xml_element("itemmetadata", {}, xml_element("qtimetadata", {}, metadata)) +
                              xml_element("presentation", {}, item.presentation) +
                              (stimulus.empty() ? "" : xml_element("resprocessing", {}, outcomes + item.processing)) +
                              item.feedback) +
              '\n';
  }

  void append_items(std::vector<Item>& items, const ExportedQuestion& question, const ExportedPart& part) {
    std::int64_t last = 0;
    for (const Box& box : part.boxes) last = std::max(last, box.t);
    for (const Box& box : part.boxes) {
      ++lines_;
      if (!each_ && box.t != last) continue;
      if (box.answers.empty()) continue;  // it is worth no marks
      const int shift = shift_of(box);
      if (shift > 0) ++shifted_;
      items.push_back(numerical(question, part, shifted(box, shift)));
    }
    if (!part.choices.empty()) items.push_back(multiple_choice(question, part));
    if (part.asks == Part::Asks::words) items.push_back(essay(question, part));
  }

  static std::string answer_field(const Attributes& fib) {
    return xml_element("response_str", {{"ident", "response1"}, {"rcardinality", "Single"}},
                       xml_element("render_fib", fib, xml_element("response_label", {{"ident", "answer1"}}, "")));
  }

  Item numerical(const ExportedQuestion& question, const ExportedPart& part, const Box& box) {
    ++numbers_;
    Item item{"numerical_question", ident(question, box.id), box.id, box.marks, "", "", ""};
    item.presentation = material("<p>" + html_labelled(part, box) + "</p>\n") + answer_field({{"fibtype", "Decimal"}});
    item.processing = scores_around(box.right, box.answers.front());
    for (std::size_t i = 1; i < box.answers.size(); ++i) {
      const KnownAnswer& answer = box.answers[i];
      const bool is_right = answer.kind == KnownAnswer::Kind::right || answer.kind == KnownAnswer::Kind::convention;
      if (answer.share != Exact(1) || !is_right) continue;
      item.processing += scores(between(answer.value - answer.tolerance, answer.value + answer.tolerance));
    }
    const std::vector<Block> mistakes = mistakes_of(box);
    if (mistakes.empty()) return item;
    item.processing += shows("<other/>", "general_incorrect_fb");
    item.feedback = feedback("general_incorrect_fb", html_of(mistakes));
    return item;
  }

  static std::string html_task_alone(const ExportedPart& part) {
    return html_paragraph(part.label.empty() ? part.words : part.label + ' ' + part.words);
  }

  static Item multiple_choice(const ExportedQuestion& question, const ExportedPart& part) {
    Item item{"multiple_choice_question", ident(question, part.id), part.id, part.marks, "", "", ""};
    std::string labels;
    for (const Choice& choice : part.choices) {
      labels += xml_element("response_label", {{"ident", choice.letter}}, material(html_paragraph(words_of(choice))));
      const std::string chosen = xml_text("varequal", response, choice.letter);
      item.processing += shows(chosen, choice.letter + "_fb");
      item.feedback += feedback(choice.letter + "_fb", html_paragraph(choice.feedback));
      if (choice.right) item.processing += scores(chosen);
    }
    item.presentation = material(html_task_alone(part)) +
                        xml_element("response_lid", {{"ident", "response1"}, {"rcardinality", "Single"}},
                                    xml_element("render_choice", {}, labels));
    return item;
  }

  static Item essay(const ExportedQuestion& question, const ExportedPart& part) {
    Item item{"essay_question", ident(question, "words"), "words", part.marks, "", "", ""};
    item.presentation = material(html_task_alone(part)) + answer_field({});
    item.processing = xml_element("respcondition", {{"continue", "No"}}, xml_element("conditionvar", {}, "<other/>"));
    return item;
  }

  // -------------------------------------------------------------------------------------------------------------
  // package

  void pack(const std::string& id, const std::string& title) {
    const std::string folder = id + '/', meta = id + "_meta";
    std::vector<ZipEntry> entries = {{"imsmanifest.xml", manifest(id, folder, meta)},
                                     {folder + id + ".xml", assessment(id, title)},
                                     {folder + "assessment_meta.xml", description(id, title)}};
    for (const auto& [name, bytes] : pictures_) entries.push_back({pictures_folder + name, bytes});
    made_.bytes = zipped(entries);
  }

  std::string assessment(const std::string& id, const std::string& title) const {
    const std::string section = xml_element("section", {{"ident", "root_section"}}, '\n' + items_);
    return std::string(xml_declaration) +
           xml_element("questestinterop", {{"xmlns", "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}},
                       xml_element("assessment", {{"ident", id}, {"title", title}},
                                   xml_element("qtimetadata", {}, field("cc_maxattempts", "1")) + section)) +
           '\n';
  }

  std::string description(const std::string& id, const std::string& title) const {
    return std::string(xml_declaration) +
           xml_element("quiz", {{"identifier", id}, {"xmlns", "http://canvas.instructure.com/xsd/cccv1p0"}},
                       xml_text("title", {}, title) + xml_text("quiz_type", {}, "assignment") +
                           xml_text("points_possible", {}, marks_text(made_.marks))) +
           '\n';
  }

  std::string manifest(const std::string& id, const std::string& folder, const std::string& meta) const {
    const auto file = [](const std::string& href) { return xml_element("file", {{"href", href}}, ""); };
    const std::string questions =
        xml_element("resource", {{"identifier", id}, {"type", "imsqti_xmlv1p2"}},
                    file(folder + id + ".xml") + xml_element("dependency", {{"identifierref", meta}}, ""));
    const std::string about = xml_element("resource",
                                          {{"identifier", meta},
                                           {"type", "associatedcontent/imscc_xmlv1p1/learning-application-resource"},
                                           {"href", folder + "assessment_meta.xml"}},
                                          file(folder + "assessment_meta.xml"));
    std::string pictures;
    for (const auto& [name, bytes] : pictures_) {
      const std::string href = pictures_folder + name;
      const Attributes web = {{"identifier", 'p' + identifier_of(name)}, {"type", "webcontent"}, {"href", href}};
      pictures += xml_element("resource", web, file(href));
    }
    return std::string(xml_declaration) +
           xml_element("manifest",
                       {{"identifier", 'm' + id}, {"xmlns", "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"}},
                       xml_element("metadata", {},
                                   xml_text("schema", {}, "IMS Content") + xml_text("schemaversion", {}, "1.1.3")) +
                           "<organizations/>" + xml_element("resources", {}, questions + about + pictures)) +
           '\n';
  }

  void add_notices(bool has_numbers) {
    made_.follow_through = "none";
    if (numbers_ < lines_)
      made_.notices.push_back(std::to_string(numbers_) + " of " + std::to_string(lines_) + " numbers are asked for" +
                              (each_ ? "" : ", those of the last step"));
    if (has_numbers) made_.notices.emplace_back(no_method_marks);
    if (shifted_ > 0) {
      made_.notices.push_back(counted(shifted_, "answer near 0 is", "answers near 0 are") +
                              " asked for times a power of ten, since Classic Quizzes take less than 0.0001 for 0");
    }
  }

  bool each_;
  Export made_;
  std::map<std::string, std::string> pictures_;  ///< bytes, by their names
  std::string items_;
  std::size_t lines_ = 0, numbers_ = 0, shifted_ = 0;
};

}  // namespace

Export canvas_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes) {
  return Canvas(wishes.each).write(questions, wishes.title);
}

}  // namespace stepmark::exports
