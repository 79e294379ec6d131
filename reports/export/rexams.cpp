// R/exams: an exercise (.Rmd) for each problem, a cloze of numbers and letters, each number with its tolerance.
#include <algorithm>

#include "lib/base/error.hpp"
#include "reports/base64.hpp"
#include "reports/export/decimal.hpp"
#include "reports/export/formats.hpp"
#include "reports/export/page.hpp"
#include "reports/export/pictures.hpp"
#include "reports/feedback.hpp"
#include "reports/picture/script.hpp"
#include "reports/render.hpp"
#include "reports/seen.hpp"

namespace stepmark::exports {

namespace rexams {

namespace {

/// What an exact answer is read within: 0 is taken for no tolerance at all, and then for 0.01.
const Exact tolerance_of_exact = Exact::decimal(1, 6);

/// knitr runs `r ...` and what stands in fences; the field of a cloze is ##ANSWER1##, on the page too, where its first
/// signs are no longer escaped.
std::string without_code(const std::string& markdown) {
  std::string out;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    out += markdown[i];
    const bool runs = markdown.compare(i, 2, "`r") == 0, is_field = markdown.compare(i, 7, "#ANSWER") == 0;
    if (runs || is_field) out += "\u200b";
  }
  return out;
}

std::string markdown_of(const std::vector<Block>& blocks, const Addresses& addresses = {}) {
  reports::Layout layout;
  layout.illustrate = addresses;
  layout.picture_width = std::to_string(picture::width_on_page) + "px";
  return without_code(rendered(Format::markdown, {"", blocks}, layout));
}

/// Where an exercise lies R/exams does not tell it, so that a file beside it is found from its own folder alone: what
/// it needs it brings along. R/exams itself needs base64enc.
std::string supplements(const ExportedQuestion& question) {
  if (question.pictures.empty()) return "";
  constexpr std::size_t width = 120;
  std::string code = "```{r, echo = FALSE, results = \"hide\"}\n";
  for (const DrawnPicture& drawn : question.pictures) {
    const std::string text = reports::base64(drawn.bytes);
    code += "writeBin(base64enc::base64decode(\"\n";
    for (std::size_t at = 0; at < text.size(); at += width) code += text.substr(at, width) + '\n';
    code += "\"), \"" + drawn.name + "\")\n";
  }
  return code + "```\n\n";
}

class Exercise {
 public:
  explicit Exercise(const ExportedQuestion& question) : question_(question) {
    for (const ExportedPart& part : question.parts) add(part);
    if (entries_.empty()) throw InputError({}, "nothing is asked that R/exams can mark", "expected numbers or letters");
  }

  const Exact& marks() const { return marks_; }
  std::size_t left_out() const { return left_out_; }

  std::string text() const {
    const Addresses addresses = named_behind("", question_);
    return supplements(question_) + "Question\n========\n\n" + markdown_of(question_.stem, addresses) + '\n' + tasks_ +
           '\n' + fields() + options() + "\nSolution\n========\n\n" + markdown_of(question_.solution, addresses) +
           "\nMeta-information\n================\n" + meta();
  }

 private:
  struct Entry {
    std::string words, type, solution, tolerance;
    Exact marks;
    std::vector<std::string> choices;
  };

  void add(const ExportedPart& part) {
    tasks_ += markdown_of(part.shown);
    const std::string words = part.label.empty() ? part.words : part.label + ' ' + part.words;
    tasks_ += markdown_of({Block(Paragraph{{reports::text(words)}})}) + '\n';
    for (const Box& box : part.boxes) {
      if (!box.answers.empty()) add(box);
    }
    if (!part.choices.empty()) add_choice(part);
  }

  void add(const Box& box) {
    const KnownAnswer& right = box.answers.front();
    Entry entry;
    entry.type = "num";
    entry.words = inline_markdown(name_and_step(box)) + ':';
    entry.solution = box.right;
    entry.tolerance = plain_decimal(right.tolerance.is_zero() ? tolerance_of_exact : around_key(box));
    entry.marks = box.marks;
    take(std::move(entry));
  }

  /// One tolerance around the key: what else is right has to be left out.
  Exact around_key(const Box& box) {
    const KnownAnswer& right = box.answers.front();
    const bool has_more = std::any_of(box.answers.begin() + 1, box.answers.end(), [](const KnownAnswer& answer) {
      return answer.share == Exact(1) && answer.kind != KnownAnswer::Kind::carried;
    });
    if (has_more) ++left_out_;
    return right.tolerance;
  }

  void add_choice(const ExportedPart& part) {
    Entry entry;
    entry.type = "schoice";
    entry.words = "Answer:";
    entry.marks = part.marks;
    for (const Choice& choice : part.choices) {
      entry.solution += choice.right ? '1' : '0';
      entry.choices.push_back(words_of(choice));
    }
    entry.tolerance = "0";
    take(std::move(entry));
  }

  void take(Entry entry) {
    marks_ = marks_ + entry.marks;
    entries_.push_back(std::move(entry));
  }

  static std::string inline_markdown(const Inlines& words) {
    std::string markdown = markdown_of({Block(Paragraph{words})});
    while (!markdown.empty() && markdown.back() == '\n') markdown.pop_back();
    return markdown;
  }

  std::string fields() const {
    std::string all;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      all += "* " + entries_[i].words + " ##ANSWER" + std::to_string(i + 1) + "##\n";
    }
    return all + '\n';
  }

  /// R/exams wants an item for each choice, and one for each number, which has none of its own.
  std::string options() const {
    std::string items;
    const bool has_choices =
        std::any_of(entries_.begin(), entries_.end(), [](const Entry& e) { return !e.choices.empty(); });
    if (!has_choices) return "";
    for (const Entry& entry : entries_) {
      if (entry.choices.empty()) items += "* \n";
      for (const std::string& choice : entry.choices) items += "* " + inline_markdown({reports::text(choice)}) + '\n';
    }
    return "Answerlist\n----------\n" + items;
  }

  std::string meta() const {
    std::string types, solutions, tolerances, points;
    for (const Entry& entry : entries_) {
      const std::string bar = types.empty() ? "" : "|";
      types += bar + entry.type;
      solutions += bar + entry.solution;
      tolerances += bar + entry.tolerance;
      points += bar + marks_text(entry.marks);
    }
    const std::string title = question_.title.empty() ? question_.tags.front() : question_.title;
    return "exname: " + one_line_of(title) + "\nextype: cloze\nexsolution: " + solutions + "\nexclozetype: " + types +
           "\nextol: " + tolerances + "\nexpoints: " + points + "\nexextra[id]: " + question_.id +
           "\nextags: " + tags() + '\n';
  }

  static std::string one_line_of(const std::string& title) {
    std::string out;
    for (const char c : reports::seen(title)) {
      const bool is_plain = c != '`' && c != '\\' && c != '\n' && c != '#';
      out += is_plain ? c : ' ';
    }
    return out;
  }

  std::string tags() const {
    std::string all;
    for (const std::string& tag : question_.tags) all += (all.empty() ? "" : "|") + tag;
    return all;
  }

  const ExportedQuestion& question_;
  std::string tasks_;
  std::vector<Entry> entries_;
  Exact marks_;
  std::size_t left_out_ = 0;
};

}  // namespace

}  // namespace rexams

Export rexams_export(const std::vector<ExportedQuestion>& questions, const Wishes&) {
  Export made;
  std::size_t left_out = 0;
  Exact words;
  for (const ExportedQuestion& question : questions) {
    const rexams::Exercise exercise(question);
    ++made.questions;
    made.marks = made.marks + exercise.marks();
    left_out += exercise.left_out();
    made.in_directory.push_back({numbered(made.questions, ".Rmd"), exercise.text()});
    for (const ExportedPart& part : question.parts) {
      if (part.asks == Part::Asks::words) words = words + part.marks;
    }
  }
  made.follow_through = "none";
  if (asks_for_numbers(questions)) made.notices.emplace_back("no marks for the method alone");
  made.notices.emplace_back(
      "known mistakes are not named; a cloze is not for exams2canvas, which the format canvas is for");
  if (left_out > 0) {
    made.notices.push_back(counted(left_out, "answer is", "answers are") +
                           " right within half a unit of the key alone, where check takes others too");
  }
  if (!words.is_zero()) {
    made.notices.push_back("parts that ask for words are not marked (" + marks_for_people(words) + " marks)");
  }
  return made;
}

}  // namespace stepmark::exports
