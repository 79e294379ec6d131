#include "assessment/joined_sheets.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/number/literal.hpp"
#include "lib/sheet/number.hpp"

namespace stepmark::assessment {

namespace {

/// "2" of "q2" and of "Question 2".
std::string plain_question(std::string_view cell) {
  const std::string text = lower_case(trimmed(cell));
  for (const std::string_view front : {"question", "q"}) {
    if (text.starts_with(front)) return std::string(trimmed(std::string_view(text).substr(front.size())));
  }
  return text;
}

std::string plain_number(const std::string& text) {
  const auto number = read_step(trimmed(text));
  return number ? std::to_string(*number) : text;
}

/// What a row answers, however it is spelt.
using Place = std::tuple<std::string, std::string, std::string, std::string>;

Place place_of(const RawAnswer& answer) {
  return {plain_number(plain_question(answer.question)), plain_number(answer.t), answer.quantity, answer.component};
}

bool is_answered(const RawAnswer& answer) { return !is_blank(answer.value); }

bool has_answers(const RawSheet& sheet) { return std::any_of(sheet.answers.begin(), sheet.answers.end(), is_answered); }

/// The last answer to each thing that the sheet has a row for; blank where it has none.
std::map<Place, std::string> answers_of(const RawSheet& sheet) {
  std::map<Place, std::string> answers;
  for (const RawAnswer& answer : sheet.answers) {
    std::string& known = answers[place_of(answer)];
    if (is_answered(answer)) known = answer.value;
  }
  return answers;
}

/// How the rows of a question further down compare with those that are known.
struct Compared {
  std::size_t fresh = 0, other = 0;
  std::vector<const RawAnswer*> rows;  ///< that say something: not blank, nor what is known

  bool is_another_attempt() const { return other > 0 && other >= fresh; }
};

std::map<std::string, Compared> compared(const std::map<Place, std::string>& known, const RawSheet& more) {
  std::map<std::string, Compared> questions;
  for (const RawAnswer& answer : more.answers) {
    const Place place = place_of(answer);
    const auto found = known.find(place);
    const bool was_answered = found != known.end() && !found->second.empty();
    if (found != known.end() && (!is_answered(answer) || found->second == answer.value)) continue;
    Compared& question = questions[std::get<0>(place)];
    if (is_answered(answer)) ++(was_answered ? question.other : question.fresh);
    question.rows.push_back(&answer);
  }
  return questions;
}

bool shares_a_place(const std::map<Place, std::string>& known, const RawSheet& more) {
  return std::any_of(more.answers.begin(), more.answers.end(),
                     [&](const RawAnswer& answer) { return known.count(place_of(answer)) > 0; });
}

}  // namespace

std::optional<std::size_t> question_named(std::string_view cell, std::size_t questions) {
  const auto number = read_step(plain_question(cell));
  if (!number || *number < 1 || *number > static_cast<std::int64_t>(questions)) return std::nullopt;
  return static_cast<std::size_t>(*number - 1);
}

void join(PaperSheet& paper, RawSheet more) {
  const std::map<Place, std::string> known = answers_of(paper.sheet);
  const bool is_repeated = shares_a_place(known, more);
  const bool counts_for_nothing = !has_answers(paper.sheet) && (is_repeated || !paper.sheet.error.empty());
  if (counts_for_nothing && has_answers(more)) {
    paper.marked = ++paper.sheets;
    paper.sheet = std::move(more);
    return;
  }
  bool has_new = false;
  std::set<std::string> repeated;
  for (const auto& [question, found] : compared(known, more)) {
    if (found.is_another_attempt()) {
      repeated.insert(question);
      continue;
    }
    has_new = has_new || found.fresh > 0;
    for (const RawAnswer* row : found.rows) paper.sheet.add(*row);
  }
  if (!more.error.empty() || (is_repeated && !has_new)) {
    ++paper.sheets;
    return;
  }
  paper.repeated.merge(repeated);
  for (const Message& notice : more.notices.texts()) paper.sheet.notices.add(notice);
  paper.sheet.unread += more.unread;
}

}  // namespace stepmark::assessment
