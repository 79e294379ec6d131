// A Jupyter notebook (nbformat 4.5): the question, a cell for the answers, a cell that marks them in plain Python, and
// the worked solution folded. Whoever opens it can read the key: it is for practice.
#include <nlohmann/json.hpp>

#include "reports/base64.hpp"
#include "reports/export/decimal.hpp"
#include "reports/export/formats.hpp"
#include "reports/export/pictures.hpp"
#include "reports/feedback.hpp"
#include "reports/render.hpp"

namespace stepmark::exports {

namespace {

using Json = nlohmann::ordered_json;

/// Behind the key: %ANSWERS% is the name of the dictionary. Numbers are fractions, as exact as they are written.
constexpr std::string_view marking = R"(
def number(text):
    try:
        return Fraction(str(text).strip().replace("\u2212", "-").replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None

def judged(box, text):
    """The share of the marks, and what is said."""
    text = str(text).strip()
    if not text:
        return Fraction(0), "blank"
    if "letter" in box:
        letter = text.upper()
        right = letter == box["letter"]
        return Fraction(right), "right" if right else box["feedback"].get(letter, "no such letter")
    value = number(text)
    if value is None:
        return Fraction(0), "not a number"
    for answer in box["answers"]:
        if abs(value - Fraction(answer["value"])) <= Fraction(answer["tolerance"]):
            return Fraction(answer["share"]), answer["feedback"]
    return Fraction(0), "wrong"

marks = Fraction(0)
for box in key["boxes"]:
    share, words = judged(box, %ANSWERS%.get(box["id"], ""))
    marks += share * Fraction(box["marks"])
    print(box["id"], words)
print("marks:", marks, "of", key["marks"])
)";

std::string markdown_of(const std::vector<Block>& blocks, const Addresses& addresses = {}) {
  reports::Layout layout;
  layout.illustrate = addresses;
  layout.mathematics = reports::Mathematics::tex;
  return rendered(Format::markdown, {"", blocks}, layout);
}

/// What a cell holds for its text: of a notebook, the pictures that no other file has.
Json attachments(const std::vector<const DrawnPicture*>& pictures) {
  Json all = Json::object();
  for (const DrawnPicture* drawn : pictures) all[drawn->name]["image/png"] = reports::base64(drawn->bytes);
  return all;
}

/// nbformat keeps a text as its lines.
Json lines_of(const std::string& text) {
  Json lines = Json::array();
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

std::string in_python(const std::string& text) {
  // A JSON string without surrogates is a string of Python too.
  return Json(text).dump(-1, ' ', false);
}

class Notebook {
 public:
  Export write(const std::vector<ExportedQuestion>& questions, const std::string& title) {
    const std::string name = title.empty() && questions.size() == 1 ? questions.front().title : title;
    std::vector<Block> front;
    if (!name.empty()) front.emplace_back(Heading{1, {reports::text(name)}});
    front.emplace_back(Paragraph{{reports::text(
        "For practice: fill in the answers, then run the cell below them. The key stands in that cell.")}});
    add_text("front", markdown_of(front));
    for (const ExportedQuestion& question : questions) add(question, questions.size() > 1);
    Json notebook;
    notebook["cells"] = std::move(cells_);
    notebook["metadata"]["kernelspec"] = {{"display_name", "Python 3"}, {"language", "python"}, {"name", "python3"}};
    notebook["metadata"]["language_info"] = {{"name", "python"}};
    notebook["nbformat"] = 4;
    notebook["nbformat_minor"] = 5;
    made_.bytes = notebook.dump(1) + '\n';
    add_notices(questions);
    return std::move(made_);
  }

 private:
  void add_text(const std::string& id, const std::string& markdown,
                const std::vector<const DrawnPicture*>& pictures = {}, const Json& metadata = Json::object()) {
    Json cell = {{"cell_type", "markdown"}, {"id", id}, {"metadata", metadata}, {"source", lines_of(markdown)}};
    if (!pictures.empty()) cell["attachments"] = attachments(pictures);
    cells_.push_back(std::move(cell));
  }

  void add_code(const std::string& id, const std::string& code, bool hidden) {
    Json metadata = Json::object();
    if (hidden) metadata["jupyter"]["source_hidden"] = true;
    cells_.push_back({{"cell_type", "code"},
                      {"execution_count", nullptr},
                      {"id", id},
                      {"metadata", metadata},
                      {"outputs", Json::array()},
                      {"source", lines_of(code)}});
  }

  void add(const ExportedQuestion& question, bool several) {
    const std::string number = std::to_string(++made_.questions), prefix = "q" + number + '-';
    const std::string answers = several && made_.questions > 1 ? "answers_" + number : "answers";
    add_text(prefix + "problem", page_of(question, several), pictures_among(question.stem, question),
             {{"tags", question.tags}});
    add_code(prefix + "answers", blank_answers(question, answers), false);
    add_code(prefix + "marking", marking_code(question, answers), true);
    add_text(prefix + "solution",
             "<details>\n<summary>Worked solution</summary>\n\n" +
                 markdown_of(question.solution, attached_to(question)) + "\n</details>\n",
             pictures_among(question.solution, question));
  }

  static Addresses attached_to(const ExportedQuestion& question) { return named_behind("attachment:", question); }

  static std::string page_of(const ExportedQuestion& question, bool several) {
    std::vector<Block> page;
    if (several && !question.title.empty()) page.emplace_back(Heading{2, {reports::text(question.title)}});
    page.insert(page.end(), question.stem.begin(), question.stem.end());
    for (const ExportedPart& part : question.parts) {
      page.insert(page.end(), part.shown.begin(), part.shown.end());
      page.emplace_back(Paragraph{{reports::text(part.label.empty() ? part.words : part.label + ' ' + part.words)}});
      if (!part.boxes.empty()) page.emplace_back(table_of(part));
      if (!part.choices.empty()) append_choices(page, part);
    }
    return markdown_of(page, attached_to(question));
  }

  static Table table_of(const ExportedPart& part) {
    Table table;
    table.columns = {{{reports::text("answer")}}, {{reports::text("quantity")}}, {{reports::text("how exact")}}};
    for (const Box& box : part.boxes) {
      table.rows.push_back({{reports::text(box.id)}, {box.name}, {reports::text(box.how)}});
    }
    return table;
  }

  static void append_choices(std::vector<Block>& page, const ExportedPart& part) {
    reports::List list;
    for (const Choice& choice : part.choices) {
      if (!choice.words.empty())
        list.items.push_back({reports::strong(choice.letter), reports::text(' ' + choice.words)});
    }
    if (!list.items.empty()) page.emplace_back(std::move(list));
  }

  static std::string blank_answers(const ExportedQuestion& question, const std::string& name) {
    std::string code = name + " = {\n";
    for (const ExportedPart& part : question.parts) {
      for (const Box& box : part.boxes) code += "    " + in_python(box.id) + ": \"\",  # " + box.how + '\n';
      if (!part.choices.empty()) code += "    " + in_python(part.id) + ": \"\",  # a letter\n";
    }
    return code + "}\n";
  }

  std::string marking_code(const ExportedQuestion& question, const std::string& answers) {
    std::string code(marking);
    const std::string place = "%ANSWERS%";
    code.replace(code.find(place), place.size(), answers);
    return "import json\nfrom fractions import Fraction\n\nkey = json.loads(" + in_python(key_of(question).dump()) +
           ")\n" + code;
  }

  Json key_of(const ExportedQuestion& question) {
    Json key;
    key["id"] = question.id;
    key["boxes"] = Json::array();
    Exact marks;
    for (const ExportedPart& part : question.parts) {
      for (const Box& box : part.boxes) key["boxes"].push_back(key_of(box));
      if (!part.choices.empty()) key["boxes"].push_back(key_of(part));
      if (part.asks == Part::Asks::words) {
        words_ = words_ + part.marks;
      } else {
        marks = marks + part.marks;
      }
    }
    key["marks"] = marks.to_string();
    made_.marks = made_.marks + marks;
    return key;
  }

  static Json key_of(const Box& box) {
    Json key = {{"id", box.id}, {"marks", box.marks.to_string()}, {"answers", Json::array()}};
    for (const KnownAnswer& answer : box.answers) {
      const bool right = answer.kind == KnownAnswer::Kind::right;
      const bool first = &answer == &box.answers.front();
      key["answers"].push_back({{"value", first ? box.right : plain_decimal(answer.value)},
                                {"tolerance", plain_decimal(answer.tolerance)},
                                {"share", answer.share.to_string()},
                                {"cause", answer.cause},
                                {"feedback", right ? "right" : answer.feedback}});
    }
    return key;
  }

  static Json key_of(const ExportedPart& part) {
    Json key = {{"id", part.id}, {"marks", part.marks.to_string()}, {"feedback", Json::object()}};
    for (const Choice& choice : part.choices) {
      if (choice.right) key["letter"] = choice.letter;
      if (!choice.right) key["feedback"][choice.letter] = choice.feedback;
    }
    return key;
  }

  void add_notices(const std::vector<ExportedQuestion>& questions) {
    add_listed_notices(questions, made_);
    made_.notices.emplace_back("for practice: the key can be read");
    if (!words_.is_zero()) {
      made_.notices.push_back("parts that ask for words are not marked (" + marks_for_people(words_) + " marks)");
    }
  }

  Json cells_ = Json::array();
  Export made_;
  Exact words_;
};

}  // namespace

Export notebook_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes) {
  return Notebook().write(questions, wishes.title);
}

}  // namespace stepmark::exports
