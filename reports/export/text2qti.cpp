// Markdown for text2qti, which makes a package for Canvas of it: an instructor can read and change it first. It writes
// bounds to four decimal places, and takes no answer near 0.
#include <algorithm>
#include <regex>

#include "lib/base/error.hpp"
#include "reports/export/decimal.hpp"
#include "reports/export/formats.hpp"
#include "reports/export/page.hpp"
#include "reports/picture/script.hpp"
#include "reports/render.hpp"
#include "reports/seen.hpp"

namespace stepmark::exports {

namespace {

const Exact least_step = Exact::decimal(1, 4);

[[noreturn]] void refuse(const Box& box, const std::string& why) {
  throw InputError({}, box.id + " = " + box.right + ": " + why, "expected the format canvas, which can have it");
}

/// Neither $$ nor \\ survives its reader: a display becomes a formula in a line, whose rows end in \cr, without the
/// room between them that "\\[3pt]" asks for.
std::string in_a_line(const std::string& latex) {
  static const std::regex row_end(R"(\\\\(\[[0-9.]+[a-z]+\])?\s*)");
  std::string out = std::regex_replace(latex, row_end, "\\cr ");
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

std::string markdown_in_lines(std::vector<Block> blocks, const Addresses& addresses = {}) {
  for (Block& block : blocks) {
    if (const auto* display = std::get_if<MathBlock>(&block))
      block = Paragraph{{reports::math(in_a_line(display->latex))}};
  }
  reports::Layout layout;
  layout.illustrate = addresses;
  layout.picture_width = std::to_string(picture::width_on_page) + "px";
  return rendered(Format::markdown, {"", blocks}, layout);
}

/// Behind its sign; all further lines are set in, so that none of them begins something else.
std::string item(const std::string& sign, const std::string& markdown) {
  std::string out = sign + ' ';
  const std::string indent(out.size(), ' ');
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    if (i + 1 == markdown.size() && markdown[i] == '\n') break;
    out += markdown[i];
    if (markdown[i] == '\n' && markdown[i + 1] != '\n') out += indent;
  }
  return out + '\n';
}

std::string paragraph(const Inlines& words) { return markdown_in_lines({Block(Paragraph{words})}); }

class Text2qti {
 public:
  Export write(const std::vector<ExportedQuestion>& questions, const std::string& title) {
    made_.bytes = item("Quiz title:", reports::seen(title.empty() ? "Stepmark" : title));
    for (const ExportedQuestion& question : questions) {
      number_ = questions.size() > 1 ? "Question " + std::to_string(&question - questions.data() + 1) : "";
      append_problem(question);
      solution_ = markdown_in_lines(question.solution, named_behind("", question));
      for (const ExportedPart& part : question.parts) append(part);
    }
    made_.beside = files_of(questions);
    made_.follow_through = "none";
    if (asks_for_numbers(questions)) made_.notices.emplace_back(no_method_marks);
    if (widened_ > 0) {
      made_.notices.push_back(counted(widened_, "answer is", "answers are") +
                              " right within 0.0001, which is one unit or more");
    }
    return std::move(made_);
  }

 private:
  void append_problem(const ExportedQuestion& question) {
    made_.bytes += "\n% " + question.id + ':';  // a comment, for whoever reads it
    for (const std::string& tag : question.tags) made_.bytes += ' ' + tag;
    made_.bytes += '\n';
    if (!question.title.empty()) made_.bytes += item("Text title:", reports::seen(question.title));
    std::vector<Block> page = question.stem;
    for (const ExportedPart& part : question.parts) {
      page.insert(page.end(), part.shown.begin(), part.shown.end());
      const std::string words = part.label.empty() ? part.words : part.label + ' ' + part.words;
      page.emplace_back(Paragraph{{reports::text(words)}});
    }
    made_.bytes += item("Text:", markdown_in_lines(std::move(page), named_behind("", question)));
  }

  void append(const ExportedPart& part) {
    label_ = number_ + (number_.empty() || part.label.empty() ? "" : " ") + part.label;
    if (!label_.empty()) label_ += ": ";
    for (const Box& box : part.boxes) append(box);
    if (!part.choices.empty()) {
      begin(part.id, part.marks, {reports::text(part.words)});
      for (const Choice& choice : part.choices) append(choice);
    }
    if (part.asks == Part::Asks::words) {
      begin("words", part.marks, {reports::text(part.words)});
      made_.bytes += "____\n";
    }
  }

  /// A choice has a letter of its own there, the same one.
  void append(const Choice& choice) {
    std::string sign(1, static_cast<char>('a' + (choice.letter.back() - 'A')));
    sign = (choice.right ? "*" : "") + sign + ')';
    made_.bytes += item(sign, paragraph({reports::text(choice.words.empty() ? choice.letter : choice.words)}));
    made_.bytes += item("...", paragraph({reports::text(choice.feedback)}));
  }

  void append(const Box& box) {
    begin(box.id, box.marks, name_and_step(box));
    const std::vector<Block> mistakes = mistakes_of(box);
    if (!mistakes.empty()) made_.bytes += item("-", markdown_in_lines(mistakes));
    made_.bytes += "= " + window_of(box) + '\n';
  }

  void begin(const std::string& title, const Exact& marks, const Inlines& words) {
    const bool is_half = marks.sign() > 0 && (marks * Exact(2)).is_integer();
    if (!is_half) {
      throw InputError({}, title + " is worth " + marks.to_string() + ", and text2qti takes halves of a mark",
                       "expected other marks, or the format canvas");
    }
    made_.bytes += "\nTitle: " + title + "\nPoints: " + plain_decimal(marks) + '\n';
    Inlines labelled = {reports::text(label_)};  // text2qti refuses two questions that read the same
    labelled.insert(labelled.end(), words.begin(), words.end());
    made_.bytes += item("1.", paragraph(labelled));
    if (!solution_.empty()) made_.bytes += item("...", solution_);
    solution_.clear();
    ++made_.questions;
    made_.marks = made_.marks + marks;
  }

  /// All numbers between the least and the greatest that are right.
  std::string window_of(const Box& box) {
    const Exact& right = box.answers.front().value;
    if (right.is_integer() && box.answers.front().tolerance.is_zero() && !right.is_zero()) return plain_decimal(right);
    const Exact half_unit = box.answers.front().tolerance, more = std::max(least_step - half_unit, Exact(0));
    Exact lower = right, upper = right;
    if (!half_unit.is_zero() && half_unit * Exact(2) < least_step) refuse(box, "text2qti writes four decimal places");
    if (half_unit < least_step) ++widened_;
    for (const KnownAnswer& answer : box.answers) {
      if (answer.kind != KnownAnswer::Kind::right) continue;
      lower = std::min(lower, answer.value - answer.tolerance - more);
      upper = std::max(upper, answer.value + answer.tolerance + more);
    }
    check(box, lower, upper);
    return '[' + lower.to_fixed(4) + ", " + upper.to_fixed(4) + ']';
  }

  static void check(const Box& box, const Exact& lower, const Exact& upper) {
    const auto is_written = [](const Exact& bound) { return (bound / least_step).is_integer(); };
    if (!is_written(lower) || !is_written(upper)) refuse(box, "text2qti writes four decimal places");
    if (std::min(lower.abs(), upper.abs()) < least_step || lower.sign() != upper.sign()) {
      refuse(box, "text2qti takes no answer nearer to 0 than 0.0001");
    }
  }

  Export made_;
  std::string number_, label_;  ///< "Question 2", "Question 2 (a): "
  std::string solution_;        ///< the general feedback of the first question of each problem
  std::size_t widened_ = 0;
};

}  // namespace

Export text2qti_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes) {
  return Text2qti().write(questions, wishes.title);
}

}  // namespace stepmark::exports
