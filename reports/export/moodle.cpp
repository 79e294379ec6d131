// Moodle XML: a cloze question for each problem, or a numerical question for each line. Of several answers that take in
// a number, Moodle grades by the first.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

#include "lib/base/error.hpp"
#include "reports/export/decimal.hpp"
#include "reports/export/formats.hpp"
#include "reports/export/identifier.hpp"
#include "reports/export/page.hpp"
#include "reports/export/xml.hpp"
#include "reports/feedback.hpp"
#include "reports/seen.hpp"
#include "reports/xml_escaped.hpp"

namespace stepmark::exports {

namespace {

const char* const otherwise = "This is neither the right number nor one that a common mistake leads to.";

/// The shares of a mark that a question of its own may give, in hundred thousandths of a per cent; any other stops the
/// whole import. (question/engine/bank.php, fraction_options)
constexpr std::array<std::int64_t, 21> fractions = {0,       500000,  1000000, 1111111, 1250000, 1428571, 1666667,
                                                    2000000, 2500000, 3000000, 3333333, 4000000, 5000000, 6000000,
                                                    6666667, 7000000, 7500000, 8000000, 8333333, 9000000, 10000000};

std::int64_t rounded(const Exact& value) {
  return *value.rounded(DecimalFormat::places(0), RoundingRule::half_even).to_int64();
}

/// "33.33333"
std::string nearest_fraction(const Exact& share) {
  const Exact exact = share * Exact(fractions.back());
  const auto nearer = [&](std::int64_t a, std::int64_t b) { return (exact - a).abs() < (exact - b).abs(); };
  return plain_decimal(Exact::decimal(*std::min_element(fractions.begin(), fractions.end(), nearer), 5));
}

bool is_fraction(const Exact& share) {
  const std::int64_t scaled = rounded(share * Exact(fractions.back()));
  return std::find(fractions.begin(), fractions.end(), scaled) != fractions.end();
}

/// Of a cloze question, marks are whole numbers: where they are not, all of them are multiplied by the same.
class Weights {
 public:
  explicit Weights(const ExportedQuestion& question) {
    for (const ExportedPart& part : question.parts) {
      if (!part.choices.empty()) marks_.push_back(part.marks);
      for (const Box& box : part.boxes) marks_.push_back(box.marks);
    }
    while (!all_whole()) factor_ = factor_ + Exact(1);
  }

  bool is_scaled() const { return factor_ != Exact(1); }
  std::string of(const Exact& marks) const { return (marks * factor_).to_string(); }
  Exact all() const {
    Exact sum;
    for (const Exact& marks : marks_) sum = sum + marks * factor_;
    return sum;
  }

 private:
  bool all_whole() const {
    constexpr std::int64_t most = 1'000'000;
    if (factor_ > Exact(most)) {
      throw InputError({}, "the marks of a cloze question have no common measure", "expected marks as 1, 0.5 or 1/3");
    }
    return std::all_of(marks_.begin(), marks_.end(),
                       [&](const Exact& marks) { return (marks * factor_).to_int64().has_value(); });
  }

  std::vector<Exact> marks_;
  Exact factor_ = 1;
};

/// Text inside the braces of a cloze question, where an unescaped brace would end it.
std::string in_braces(std::string_view text) {
  std::string out;
  for (const char c : xml_escaped(reports::seen(text))) {
    switch (c) {
      case '}':
      case '#':
      case '/':
        out += '\\';
        out += c;
        break;
      case '{':
        out += "&#123;";
        break;
      case '~':
        out += "&#126;";
        break;
      case '\\':
        out += "&#92;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// What is shown holds no field, whatever stands in a title: "{1:" begins one.
std::string without_fields(const std::string& html) {
  std::string out;
  for (std::size_t i = 0; i < html.size(); ++i) {
    std::size_t next = i + 1;
    while (next < html.size() && (std::isdigit(static_cast<unsigned char>(html[next])) || html[next] == ' ')) ++next;
    const bool begins = html[i] == '{' && next < html.size() && html[next] == ':';
    out += begins ? "&#123;" : std::string(1, html[i]);
  }
  return out;
}

class Moodle {
 public:
  explicit Moodle(bool each) : each_(each) {}

  Export write(const std::vector<ExportedQuestion>& questions, const std::string& title) {
    std::string quiz = category(title.empty() ? "Stepmark" : title);
    for (const ExportedQuestion& question : questions) {
      quiz += each_ ? singly(question) : whole(question);
      count(question);
    }
    made_.bytes = std::string(xml_declaration) + xml_element("quiz", {}, '\n' + quiz) + '\n';
    add_notices(questions);
    return std::move(made_);
  }

 private:
  // ------------------------------------------------------------------------------------------------ parts of a
  // question

  static std::string text_element(const std::string& name, const std::string& html, const std::string& files = "") {
    return xml_element(name, {{"format", "html"}}, xml_text("text", {}, html) + files);
  }

  static Addresses addresses_in(const ExportedQuestion& question) { return named_behind(plugin_files, question); }

  static std::string category(const std::string& title) {
    // A slash would part a category from one below it.
    std::string name;
    for (const char c : title) name += c == '/' ? std::string("//") : std::string(1, c);
    return xml_element("question", {{"type", "category"}},
                       xml_element("category", {}, xml_text("text", {}, "$course$/top/" + name))) +
           '\n';
  }

  static std::string tags_of(const ExportedQuestion& question) {
    std::string tags;
    for (const std::string& tag : question.tags) tags += xml_element("tag", {}, xml_text("text", {}, tag));
    return xml_element("tags", {}, tags);
  }

  static std::string named(const ExportedQuestion& question, const std::string& more) {
    const std::string title = question.title.empty() ? question.tags.front() : question.title;
    return xml_element("name", {}, xml_text("text", {}, more.empty() ? title : title + ": " + more));
  }

  /// What all types have in common.
  static std::string question_element(const std::string& type, const ExportedQuestion& question,
                                      const std::string& name, const std::string& page, const Exact& marks,
                                      const std::string& id, const std::string& rest) {
    return xml_element("question", {{"type", type}},
                       named(question, name) +
                           text_element("questiontext", page, moodle_files(question.stem, question)) +
                           text_element("generalfeedback", html_of(question.solution, addresses_in(question)),
                                        moodle_files(question.solution, question)) +
                           xml_text("defaultgrade", {}, marks_text(marks)) + xml_text("penalty", {}, "0.3333333") +
                           xml_text("hidden", {}, "0") + xml_text("idnumber", {}, id) + rest + tags_of(question)) +
           '\n';
  }

  // ---------------------------------------------------------------------------------------------------------------
  // cloze

  std::string whole(const ExportedQuestion& question) {
    const Weights weights(question);
    if (weights.is_scaled()) scaled_ = true;
    // The fields themselves must not be looked through for fields: each stands for itself until the rest is safe.
    std::vector<std::string> fields;
    const auto place = [&](std::string field) {
      fields.push_back(std::move(field));
      return std::string(1, field_mark);
    };
    const std::string page =
        html_page(question,
                  {[&](const Box& box) { return place(numerical_field(box, weights)); },
                   [&](const ExportedPart& part) { return "<p>" + place(choice_field(part, weights)) + "</p>\n"; }},
                  addresses_in(question));
    std::string text;
    std::size_t next = 0;
    for (const char c : without_fields(page)) text += c == field_mark ? fields[next++] : std::string(1, c);
    ++made_.questions;
    made_.marks = made_.marks + weights.all();
    return question_element("cloze", question, "", text, weights.all(), question.id, "");
  }

  /// It is in no text: what no one sees is shown escaped.
  static constexpr char field_mark = '\x01';

  /// Inside a cloze question any number of per cent may stand; Moodle keeps seven places of a share.
  static std::string percent(const Exact& share) {
    return plain_decimal((share * Exact(100)).rounded(DecimalFormat::places(5), RoundingRule::half_even));
  }

  std::string numerical_field(const Box& box, const Weights& weights) {
    std::string field = '{' + weights.of(box.marks) + ":NUMERICAL:";
    for (const KnownAnswer& answer : box.answers) {
      const bool first = &answer == &box.answers.front();
      field += '%' + percent(answer.share) + '%' + (first ? box.right : plain_decimal(answer.value)) + ':' +
               plain_decimal(answer.tolerance) + '#' + in_braces(answer.feedback) + '~';
    }
    return field + "%0%*#" + in_braces(otherwise) + '}';
  }

  static std::string choice_field(const ExportedPart& part, const Weights& weights) {
    std::string field = '{' + weights.of(part.marks) + ":MULTICHOICE_V:";
    for (const Choice& choice : part.choices) {
      if (&choice != &part.choices.front()) field += '~';
      field += (choice.right ? "=" : "") + in_braces(words_of(choice)) + '#' + in_braces(choice.feedback);
    }
    return field + '}';
  }

  // ---------------------------------------------------------------------------------------------------- one for each
  // line

  std::string singly(const ExportedQuestion& question) {
    std::string all;
    std::string page = html_of(question.stem, addresses_in(question));
    for (const ExportedPart& part : question.parts) {
      page += html_task(part);
      for (const Box& box : part.boxes) all += numerical(question, page, part, box);
      if (!part.choices.empty()) all += multichoice(question, page, part);
    }
    return all;
  }

  static std::string id_of(const ExportedQuestion& question, const std::string& part) {
    constexpr std::size_t longest = 100;
    const std::string id = question.id + '/' + part;
    return id.size() <= longest ? id : identifier_of(id);
  }

  std::string fraction(const Exact& share) {
    if (!is_fraction(share)) rounded_ = true;
    return nearest_fraction(share);
  }

  static std::string answer_element(const std::string& fraction, const std::string& format, const std::string& text,
                                    const std::string& feedback, const std::string& rest) {
    return xml_element("answer", {{"fraction", fraction}, {"format", format}},
                       xml_text("text", {}, text) + text_element("feedback", html_paragraph(feedback)) + rest);
  }

  std::string numerical(const ExportedQuestion& question, const std::string& page, const ExportedPart& part,
                        const Box& box) {
    std::string answers;
    for (const KnownAnswer& answer : box.answers) {
      const bool first = &answer == &box.answers.front();
      answers +=
          answer_element(fraction(answer.share), "moodle_auto_format", first ? box.right : plain_decimal(answer.value),
                         answer.feedback, xml_text("tolerance", {}, plain_decimal(answer.tolerance)));
    }
    answers += answer_element("0", "moodle_auto_format", "*", otherwise, xml_text("tolerance", {}, "0"));
    ++made_.questions;
    made_.marks = made_.marks + box.marks;
    const std::string asked = page + "<p>" + html_labelled(part, box) + "</p>\n";
    return question_element("numerical", question, box.id, asked, box.marks, id_of(question, box.id), answers);
  }

  std::string multichoice(const ExportedQuestion& question, const std::string& page, const ExportedPart& part) {
    std::string answers;
    for (const Choice& choice : part.choices) {
      answers +=
          answer_element(choice.right ? "100" : "0", "html", html_paragraph(words_of(choice)), choice.feedback, "");
    }
    ++made_.questions;
    made_.marks = made_.marks + part.marks;
    return question_element("multichoice", question, part.id, page, part.marks, id_of(question, part.id),
                            xml_text("single", {}, "true") + xml_text("shuffleanswers", {}, "false") +
                                xml_text("answernumbering", {}, "none") + answers);
  }

  // -------------------------------------------------------------------------------------------------------------
  // notices

  void count(const ExportedQuestion& question) {
    for (const ExportedPart& part : question.parts) {
      if (part.asks != Part::Asks::words) continue;
      words_ = words_ + part.marks;
    }
  }

  void add_notices(const std::vector<ExportedQuestion>& questions) {
    add_listed_notices(questions, made_);
    if (scaled_) made_.notices.emplace_back("marks were scaled to whole numbers: set the maximum grade of the quiz");
    if (rounded_) made_.notices.emplace_back("shares of a mark were rounded to those that Moodle has");
    if (!words_.is_zero()) {
      made_.notices.push_back("parts that ask for words were left out (" + marks_for_people(words_) + " marks)");
    }
  }

  bool each_;
  Export made_;
  bool scaled_ = false, rounded_ = false;
  Exact words_;
};

}  // namespace

Export moodle_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes) {
  return Moodle(wishes.each).write(questions, wishes.title);
}

}  // namespace stepmark::exports
