#include "reports/export/question.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "lib/problem/entries.hpp"
#include "reports/export/boxes.hpp"
#include "reports/export/identifier.hpp"
#include "reports/figures.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"
#include "reports/statement.hpp"
#include "reports/worked_question.hpp"
#include "solver/length.hpp"

namespace stepmark::exports {

namespace {

/// Each is tried one unit off, on a sheet of all of them: so many take 2 s, and no question for people has as many.
constexpr std::int64_t most_numbers = 500;
/// A longer title is cut by some system or other.
constexpr std::size_t longest_title = 200;

/// @throws InputError
void check_for_doubles(const Problem& problem, const Box& box) {
  const Exact& right = box.answers.front().value;
  const Exact unit = box.answers.front().tolerance * Exact(2);
  if (unit.is_zero() || can_be_told(right, unit)) return;
  throw InputError({problem.file, 0, 0},
                   box.id + " is " + box.right + ", which course systems cannot tell from its neighbours",
                   "expected answers of at most 14 figures and 12 decimal places");
}

Box line_box(const Part& part) {
  Box box;
  box.id = part.row;
  box.name = reports::text("line");
  box.how = "1 to " + std::to_string(part.lines);
  box.right = std::to_string(part.right);
  box.marks = part.marks;
  box.answers = {
      {KnownAnswer::Kind::right, Exact(static_cast<std::int64_t>(part.right)), Exact(0), Exact(1), "Correct.", ""}};
  const Expression right = literal(box.answers.front().value);
  box.rules = {{KnownAnswer::Kind::right, right, literal(0), Exact(1), false, "Correct.", ""}};
  return box;
}

/// A lettered row of numbers is on the page; a lettered misconception is told in words.
std::string id_of(const Part& part) {
  std::string id = part.row;
  std::replace(id.begin(), id.end(), '-', '_');
  return id;
}

std::vector<Choice> choices_of(const Part& part) {
  const bool is_row = part.options[part.right].mistake.empty();
  std::vector<Choice> choices;
  for (std::size_t i = 0; i < part.options.size(); ++i) {
    const Option& option = part.options[i];
    const bool right = i == part.right, names_one = is_row && !option.mistake.empty();
    choices.push_back({option.letter, names_one ? "" : words_of(option),
                       right                    ? "Correct."
                       : names_one              ? find_mistake(option.mistake).student
                       : option.mistake.empty() ? "The numbers show something else."
                                                : "The working shows something else.",
                       right});
  }
  return choices;
}

class Exporter {
 public:
  Exporter(const Problem& problem, Pictures pictures)
      : problem_(problem), pictures_(pictures), question_(problem), marker_(problem) {}

  ExportedQuestion question() {
    exported_.title = one_line(problem_.title, longest_title);
    append_stem(exported_.stem, question_, {});
    append_picture(exported_.stem, start_figure);
    append_parts();
    append_solution();
    append_picture(exported_.solution, way_figure);
    exported_.marks = marks_of(marker_.parts());
    exported_.id = identifier_of(answers());
    add_tags();
    return std::move(exported_);
  }

 private:
  /// Of more than two parameters, a plane would show two.
  void append_picture(std::vector<Block>& blocks, std::optional<Figure> (*figure_of)(const Problem& problem)) const {
    if (pictures_ == Pictures::none || problem_.dimension() > 2) return;
    if (std::optional<Figure> figure = figure_of(problem_)) blocks.emplace_back(std::move(*figure));
  }

  void append_parts() {
    std::vector<Task> tasks = pages_of(problem_.question.kind).tasks(question_, methods_);
    STEPMARK_ASSERT(tasks.size() == marker_.parts().size());
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      const Part& asked = marker_.parts()[i];
      ExportedPart part{asked.asks,
                        id_of(asked),
                        label_of(marker_.parts(), i),
                        std::move(tasks[i].shown),
                        reports::plain_words(tasks[i].words),
                        asked.marks,
                        {},
                        {}};
      if (asked.has_numbers()) part.boxes = numbers(i);
      if (asked.asks == Part::Asks::line) part.boxes = {line_box(asked)};
      if (asked.asks == Part::Asks::letter) part.choices = choices_of(asked);
      exported_.parts.push_back(std::move(part));
    }
  }

  std::vector<Box> numbers(std::size_t part) {
    Boxes made = boxes_of(marker_, part, methods_);
    for (const Box& box : made.boxes) {
      if (!box.answers.empty()) check_for_doubles(problem_, box);
    }
    exported_.known.all += made.known.all;
    exported_.known.differing += made.known.differing;
    exported_.known.calculated_differing += made.known.calculated_differing;
    return std::move(made.boxes);
  }

  void append_solution() {
    if (is_plain(marker_.parts())) return append_worked(exported_.solution, question_);
    pages_of(problem_.question.kind).append_solution(exported_.solution, question_, methods_);
  }

  /// A line for each: "m_1_x = 0.4000", "answer = B" with the numbers that it is about.
  std::string answers() const {
    std::string all;
    for (std::size_t i = 0; i < exported_.parts.size(); ++i) {
      for (const Box& box : exported_.parts[i].boxes) all += box.id + " = " + box.right + '\n';
      if (exported_.parts[i].choices.empty()) continue;
      all += marker_.parts()[i].row + " = " + right_entry(marker_.parts()[i]) + '\n';
      for (const Exact& value : question_.stated()) all += question_.text(value) + '\n';  // a letter alone is few
    }
    return all;
  }

  void add_tags() {
    std::set<std::string> causes;
    for (const ExportedPart& part : exported_.parts) {
      for (const Box& box : part.boxes) {
        for (const KnownAnswer& answer : box.answers) causes.insert(answer.cause);
      }
    }
    causes.erase("");
    exported_.tags = {problem_.base.name, to_string(problem_.question.kind)};
    exported_.tags.insert(exported_.tags.end(), causes.begin(), causes.end());
  }

  const Problem& problem_;
  Pictures pictures_;
  WorkedQuestion question_;
  QuestionMarker marker_;
  RivalMethods methods_;
  ExportedQuestion exported_;
};

}  // namespace

ExportedQuestion exported(const Problem& problem, Pictures pictures) {
  check_length(problem, longest_to_mark, "expected a problem that people work");
  if (numbers_asked(problem) > most_numbers) {
    throw InputError({problem.file, 0, 0}, "it asks for " + std::to_string(numbers_asked(problem)) + " numbers",
                     "expected at most " + std::to_string(most_numbers) + " for the system of a course");
  }
  return Exporter(problem, pictures).question();
}

}  // namespace stepmark::exports
