#include "reports/mark_scheme.hpp"

#include <algorithm>

#include "reports/feedback.hpp"
#include "reports/sentence.hpp"
#include "solver/honest_paths.hpp"
#include "solver/marking/answer_key.hpp"

namespace stepmark::reports {

namespace {

/// The asked answers of each honest path, as they are stated; the exact path in front, then the printed rule's.
std::vector<Stated> honest_answers(const WorkedQuestion& question) {
  const std::vector<HonestRule> rules = honest_rules(question.problem());
  std::vector<Stated> answers;
  for (const HonestRule& rule : rules) {
    const HonestAnswers found = follow(rule, question.tape(), question.format(), question.asked());
    if (found.values.size() < question.tape().lines.size()) continue;
    answers.emplace_back();
    for (const std::size_t line : question.asked()) {
      answers.back().push_back(found.values[line].rounded(question.format(), rule.working.ties));
    }
  }
  return answers;
}

bool within_one_unit(const Stated& path, const Stated& exact, const DecimalFormat& format) {
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (unit_of(exact[i], format) < (path[i] - exact[i]).abs()) return false;
  }
  return true;
}

void widen(std::vector<Window>& windows, const Stated& answers) {
  for (std::size_t i = 0; i < windows.size(); ++i) {
    windows[i].lower = std::min(windows[i].lower, answers[i]);
    windows[i].upper = std::max(windows[i].upper, answers[i]);
  }
}

bool follows_from_asked(const AnswerKey& answers, std::size_t position) { return !answers.inputs(position).empty(); }

bool is_exact(const WorkedQuestion& question, std::size_t line) {
  const Printed& printed = question.trace().lines[line].value;
  const auto value = printed.exact ? Exact::parse(printed.text) : std::nullopt;
  return value && *value == question.stated()[line];
}

/// "awrt 0.3999, 0.3998 to 0.4000; ft"
Inline accepted(const WorkedQuestion& question, std::size_t line, const Window& window, bool follows) {
  const bool one = window.lower == window.upper;
  const Arguments numbers = {{"answer", number(question.text(question.stated()[line]))},
                             {"lower", number(question.text(window.lower))},
                             {"upper", number(question.text(window.upper))}};
  const Inline words = !one                       ? sentence("awrt {answer}, {lower} to {upper}", numbers)
                       : is_exact(question, line) ? sentence("cao")
                                                  : sentence("awrt {answer}", numbers);
  if (!follows || question.problem().marks.follow_through.is_zero()) return words;
  return sentence("{accepted}; ft", {{"accepted", words}});
}

Inline share_of_follow_through(const Marks& marks) {
  if (marks.follow_through == Exact(1)) {
    return sentence(
        "ft (follow-through): full marks for the right method applied to the student's own earlier number.");
  }
  return sentence(
      "ft (follow-through): {share} of the marks for the right method applied to the student's own earlier number.",
      {{"share", number(marks_for_people(marks.follow_through))}});
}

Inlines key(const WorkedQuestion& question) {
  const Marks& marks = question.problem().marks;
  return sentences(
      {sentence("M (method): the correct equation with the numbers substituted. A (accuracy): the value, only if M is "
                "earned. cao: correct answer only. awrt: any answer that rounds to."),
       marks.follow_through.is_zero() ? Inline{} : share_of_follow_through(marks),
       sentence("A correct value that is truncated, given with too few digits or one unit off in its last digit, and a "
                "slip of the pen, earn M only."),
       marks.strict_convention
           ? sentence("Another convention of the same optimizer, used throughout, earns M only.")
           : sentence("Another convention of the same optimizer, used throughout, earns full marks.")});
}

}  // namespace

std::vector<Window> honest_windows(const WorkedQuestion& question) {
  std::vector<Window> windows;
  for (const std::size_t line : question.asked()) {
    windows.push_back({question.stated()[line], question.stated()[line]});
  }
  const std::vector<Stated> paths = honest_answers(question);
  const bool fair = paths.size() == honest_rules(question.problem()).size() &&
                    std::all_of(paths.begin(), paths.end(), [&](const Stated& path) {
                      return within_one_unit(path, paths.front(), question.format());
                    });
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (fair || i == 0) widen(windows, paths[i]);
  }
  return windows;
}

std::string mark_codes(const Exact& method, const Exact& accuracy) {
  std::string codes;
  if (!method.is_zero()) codes = 'M' + marks_for_people(method);
  if (!accuracy.is_zero()) codes += (codes.empty() ? "A" : " A") + marks_for_people(accuracy);
  return codes.empty() ? "0" : codes;
}

std::string follow_through_codes(const Marks& marks) {
  const std::string codes = mark_codes(marks.follow_through * marks.method, marks.follow_through * marks.accuracy);
  return codes == "0" ? codes : codes + " ft";
}

void append_mark_scheme(std::vector<Block>& blocks, const WorkedQuestion& question) {
  const Marks& marks = question.problem().marks;
  const std::vector<Window> windows = honest_windows(question);
  const AnswerKey answer_key(question.problem());
  Table table;
  table.columns = {{{sentence("step")}, Table::Align::right},
                   {{sentence("line")}, Table::Align::left},
                   {{sentence("answer")}, Table::Align::right},
                   {{sentence("marks")}, Table::Align::left},
                   {{sentence("accept")}, Table::Align::left}};
  std::int64_t shown = -1;
  for (std::size_t i = 0; i < question.asked().size(); ++i) {
    const std::size_t line = question.asked()[i];
    const std::int64_t t = question.trace().lines[line].t;
    table.rows.push_back({{text(t == shown ? "" : std::to_string(t))},
                          {question.name(line)},
                          {question.number(question.stated()[line])},
                          {text(mark_codes(marks.method, marks.accuracy))},
                          {accepted(question, line, windows[i], follows_from_asked(answer_key, i))}});
    shown = t;
  }
  blocks.emplace_back(std::move(table));
  blocks.emplace_back(Paragraph{key(question)});
}

}  // namespace stepmark::reports
