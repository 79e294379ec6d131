#include "reports/feedback.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "lib/base/safe.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "reports/hint.hpp"
#include "reports/line_words.hpp"
#include "reports/method_name.hpp"
#include "reports/sentence.hpp"
#include "solver/asked.hpp"
#include "solver/marking/slip.hpp"
#include "solver/mistake/mistake.hpp"

namespace stepmark::reports {

Inline verdict_words(const LineMark& mark) {
  const bool again = mark.verdict == Verdict::follow_through && !mark.causes.empty();
  return again ? sentence_in("verdict", "same as before")
               : sentence_in("verdict", std::string(rule_of(mark.verdict).student).c_str());
}

namespace {

const Mistake* mistake_of(const std::string& cause) {
  const auto& all = mistakes();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Mistake& mistake) { return mistake.id == cause; });
  return found == all.end() ? nullptr : &*found;
}

bool is_in_catalogue(const std::string& name) {
  const auto& names = catalogue_names();
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// "epsilon under the root".
Inline difference_of(const Definition& definition) {
  return definition.convention.empty() ? method_title(definition) : method_convention(definition);
}

/// Of several sentences, the first begins small.
Inlines beginning_small(Inlines said) {
  if (!said.empty()) said.front() = small(std::move(said.front()));
  return said;
}

}  // namespace

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string small(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

Inline sentence_on(const std::string& cause) {
  if (const Slip* slip = find_slip(cause)) return sentence(slip->student.c_str());
  if (const Mistake* mistake = mistake_of(cause)) return sentence(mistake->student.c_str());
  if (!is_in_catalogue(cause)) return {};
  return sentence("You used a different method ({method}): use the equations of the question.",
                  {{"method", difference_of(catalogue_definition(cause))}});
}

namespace {

/// What the question gives may be in no line that is asked; what it is not may be an answer.
Inline sentence_with_detail(const Cause& cause, Answers answers) {
  const Misread& misread = cause.misread;
  if (misread.name.empty()) return sentence_on(cause.id);
  const Inline name = misread.t > 0 ? line_words(misread.name, misread.component, misread.t) : text(misread.name);
  const Arguments values = {{"name", name}, {"used", number(misread.used)}, {"given", number(misread.given)}};
  return answers == Answers::hidden
             ? sentence("You worked with {name} = {used}: read the numbers of the question again.", values)
             : sentence("You worked with {name} = {used}, not {given}: read the numbers of the question again.",
                        values);
}

}  // namespace

Inlines sentences_on(const Causes& causes, Answers answers) {
  Inlines all;
  for (const Cause& cause : causes) all.push_back(sentence_with_detail(cause, answers));
  return all;
}

Inline what_was_done(const Causes& causes, Answers answers) {
  std::optional<Inline> all;
  for (const Cause& cause : causes) {
    const Inline done = small(without_advice(sentence_with_detail(cause, answers)));
    all = all ? sentence("{first}, and {second}", {{"first", *all}, {"second", done}}) : done;
  }
  return all.value_or(Inline());
}

Inline marker_words_on(const std::string& cause) {
  if (const Slip* slip = find_slip(cause)) return sentence(slip->marker.c_str());
  if (const Mistake* mistake = mistake_of(cause)) return sentence(mistake->marker.c_str());
  if (!is_in_catalogue(cause)) return {};
  return sentence("another convention: {convention}", {{"convention", difference_of(catalogue_definition(cause))}});
}

std::string marks_for_people(const Exact& marks) {
  return marks.rounded(DecimalFormat::places(2), RoundingRule::half_up).to_string();
}

namespace {

bool is_full(const LineMark& mark) { return mark.method + mark.accuracy == mark.out_of; }

/// The number that an answer agrees with which is right but for the way in which it is stated.
const std::string& agreed_with(const LineMark& mark) {
  if (!mark.matched.empty()) return mark.matched;
  return mark.expected_here.empty() ? mark.expected : mark.expected_here;
}

/// "4 places"
Inline digits_words(const DecimalFormat& format) {
  const auto digits = static_cast<std::uint64_t>(format.digits);
  return format.kind == DecimalFormat::Kind::places ? plural("{n} place", "{n} places", digits)
                                                    : plural("{n} figure", "{n} figures", digits);
}

/// "right, but truncated instead of rounded"
Inline imprecision_words(Imprecision imprecision, const Problem& problem) {
  const Arguments asked = {{"precision", digits_words(precision_asked(problem))}};
  switch (imprecision) {
    case Imprecision::too_few_digits:
      return sentence("right, but with fewer digits than asked for ({precision})", asked);
    case Imprecision::truncated:
      return sentence("right, but truncated instead of rounded");
    case Imprecision::last_digit:
      return sentence("right except for the last digit");
    case Imprecision::extra_digits:
      return sentence("right to the digits asked for, but wrong in the digits after them");
    case Imprecision::other_rule:
      return sentence("right by a different rounding rule from the question's");
    case Imprecision::near:
      return sentence("close to the right number, but not to the digits asked for ({precision})", asked);
    case Imprecision::none:
      break;
  }
  return sentence_in("verdict", "right");
}

}  // namespace

/// Behind a number that is wrong, what is right is another number than the model answer. Under another convention no
/// number is wrong but what is wrong by that.
bool Feedback::has_own_answer(const LineMark& here) const {
  const bool is_wrong = here.verdict == Verdict::wrong || here.verdict == Verdict::slip;
  const bool goes_on = marked_.convention.empty() ? here.rests_on_wrong : is_wrong;
  return goes_on && !here.expected_here.empty() && here.expected_here != here.expected;
}

const std::string& Feedback::expected(std::size_t position) const {
  const LineMark& here = mark(position);
  if (here.verdict == Verdict::precision && here.imprecision != Imprecision::other_rule) return agreed_with(here);
  return has_own_answer(here) ? here.expected_here : here.expected;
}

bool Feedback::goes_on_from_wrong_numbers() const {
  return std::any_of(marked_.lines.begin(), marked_.lines.end(),
                     [&](const LineMark& here) { return has_own_answer(here); });
}

Inline Feedback::expectation(std::size_t position) const {
  const Arguments answer = {{"expected", number(expected(position))}};
  return has_own_answer(mark(position)) ? sentence("Expected {expected} from your own earlier numbers.", answer)
                                        : sentence("Expected {expected}.", answer);
}

/// The number that was expected, and the rest behind it.
Inlines Feedback::after_expectation(std::size_t position, Inlines rest) const {
  if (answers_ == Answers::shown) rest.insert(rest.begin(), expectation(position));
  return rest;
}

std::size_t Feedback::first_of_cause(std::size_t position) const {
  const auto& roots = marked_.root_causes;
  const auto found = std::find_if(roots.begin(), roots.end(),
                                  [&](std::size_t root) { return mark(root).causes == mark(position).causes; });
  return found == roots.end() ? position : *found;
}

void Feedback::add_alternatives(Inlines& said, const LineMark& here) const {
  for (const Causes& other : here.or_else) {
    said.push_back(sentence("Or: {cause}", {{"cause", sentences(beginning_small(sentences_on(other, answers_)))}}));
  }
}

/// What was done, what else it may have been, and where that began.
Inlines Feedback::on_cause(const LineMark& here) const {
  Inlines said = sentences_on(here.causes, answers_);
  add_alternatives(said, here);
  if (auto entry = on_entry(here)) said.push_back(std::move(*entry));
  return said;
}

Inline Feedback::on_following(std::size_t position) const {
  const LineMark& here = mark(position);
  if (here.causes.empty()) {
    return answers_ == Answers::hidden ? sentence("Right from your own earlier numbers.")
                                       : sentence("Right from your own earlier numbers; the model answer is {answer}.",
                                                  {{"answer", number(here.expected)}});
  }
  if (names_ == LineNames::hidden) {
    return is_full(here) ? sentence("Same as before; no further marks are lost.") : sentence("Same as before.");
  }
  const Arguments first = {{"line", line_words(marker_, first_of_cause(position))}};
  return is_full(here) ? sentence("Same as in {line}; no further marks are lost.", first)
                       : sentence("Same as in {line}.", first);
}

/// Where a cause comes from lines that nobody asked for.
std::optional<Inline> Feedback::on_entry(const LineMark& here) const {
  if (!here.entered || names_ == LineNames::hidden) return std::nullopt;
  const Tape::Line& line = marker_.tape().lines[*here.entered];
  const std::string& quantity = marker_.problem().optimizer.equations[line.equation].quantity;
  return sentence("It began in {line}, which was not asked for.", {{"line", line_words(quantity, "", line.t)}});
}

Inlines Feedback::on_convention(const LineMark& here) const {
  const Arguments methods = {{"other", difference_of(catalogue_definition(here.causes.front().id))},
                             {"own", difference_of(marker_.problem().base)}};
  return {
      here.imprecision == Imprecision::none
          ? sentence("Right in another convention: {other}. The question uses: {own}.", methods)
          : sentence("Right in another convention except for the digits: {other}. The question uses: {own}.", methods)};
}

/// Is it one of those that are wrong in the same way?
bool Feedback::is_alike(std::size_t position) const {
  if (!marked_.pattern || mark(position).verdict != Verdict::wrong || !mark(position).probably.empty()) return false;
  const auto& alike = marked_.pattern->positions;
  return std::find(alike.begin(), alike.end(), position) != alike.end();
}

Inline Feedback::on_pattern() const {
  if (answers_ == Answers::hidden) return sentence("all of them are off by the same amount, or by the same factor.");
  const Exact& value = marked_.pattern->value;
  if (marked_.pattern->kind == Pattern::Kind::factor) {
    if (value == Exact(-1)) return sentence("each has the wrong sign. Look for one fault that they share.");
    return sentence("each is {factor} times the expected number. Look for one fault that they share.",
                    {{"factor", number(value.to_string())}});
  }
  const Arguments amount = {{"amount", number(value.abs().to_string())}};
  return value.sign() < 0
             ? sentence("each is {amount} less than expected. Look for one fault that they share.", amount)
             : sentence("each is {amount} more than expected. Look for one fault that they share.", amount);
}

Inline Feedback::symbols(Inlines words) const {
  return with_symbols(sentences(std::move(words)), marker_.problem().optimizer.latex);
}

Inlines Feedback::on(std::size_t position) const {
  Inlines said = sentences_on_one(position);
  return said.empty() ? said : Inlines{symbols(std::move(said))};
}

Inlines Feedback::sentences_on_one(std::size_t position) const {
  const LineMark& here = mark(position);
  const bool hidden = answers_ == Answers::hidden;
  switch (here.verdict) {
    case Verdict::correct:
      return {};
    case Verdict::precision: {
      const Arguments words = {{"words", imprecision_words(here.imprecision, marker_.problem())},
                               {"expected", number(expected(position))}};
      return {hidden ? sentence("{Words}.", words) : sentence("{Words}: expected {expected}.", words)};
    }
    case Verdict::follow_through:
      if (hidden || here.causes.empty()) return {on_following(position)};
      return {on_following(position), expectation(position)};
    case Verdict::convention: {
      Inlines said = on_convention(here);
      if (!is_full(here) && !hidden) {
        said.push_back(sentence("There it is {answer}.", {{"answer", number(here.expected)}}));
      }
      return said;
    }
    case Verdict::mistake:
    case Verdict::slip:
      return after_expectation(position, on_cause(here));
    case Verdict::wrong:
      return after_expectation(position, on_wrong(position));
    case Verdict::missing:
      return hidden ? Inlines{sentence("Left blank.")} : Inlines{sentence("Left blank."), expectation(position)};
    case Verdict::unreadable: {
      const Inline unreadable = sentence("This could not be read as a number.");
      return hidden ? Inlines{unreadable} : Inlines{unreadable, expectation(position)};
    }
  }
  return {};
}

Inlines Feedback::on_wrong(std::size_t position) const {
  const LineMark& here = mark(position);
  if (!here.probably.empty()) {
    return {
        sentence("Probably: {cause}", {{"cause", sentences(beginning_small(sentences_on(here.probably, answers_)))}})};
  }
  if (!is_alike(position)) return {sentence("Check the working of this line.")};
  return {sentence("Check the working of this line, and of those like it: {pattern}", {{"pattern", on_pattern()}})};
}

namespace {

Remark::Kind kind_of(const LineMark& mark) {
  using Kind = Remark::Kind;
  switch (mark.verdict) {
    case Verdict::precision:
      return Kind::imprecise;
    case Verdict::follow_through:
      return mark.causes.empty() ? Kind::own_numbers : Kind::again;
    case Verdict::convention:
      return Kind::convention;
    case Verdict::wrong:
      return Kind::wrong;
    case Verdict::missing:
      return Kind::blank;
    case Verdict::unreadable:
      return Kind::unreadable;
    case Verdict::correct:
    case Verdict::mistake:
    case Verdict::slip:
      break;
  }
  return Kind::cause;
}

/// What lines have in common that are told the same.
using RemarkKey = std::tuple<Remark::Kind, Causes, std::vector<Causes>, Imprecision>;

}  // namespace

std::vector<Remark> Feedback::remarks() const {
  std::vector<Remark> all;
  std::map<RemarkKey, std::size_t> known;
  for (std::size_t i = 0; i < marked_.lines.size(); ++i) {
    const LineMark& here = mark(i);
    if (here.verdict == Verdict::correct) continue;
    const Remark::Kind kind = is_alike(i) ? Remark::Kind::alike : kind_of(here);
    const bool by_digits = kind == Remark::Kind::imprecise || kind == Remark::Kind::convention;
    const RemarkKey key{kind, kind == Remark::Kind::wrong ? here.probably : here.causes, here.or_else,
                        by_digits ? here.imprecision : Imprecision::none};
    const auto [found, is_new] = known.try_emplace(key, all.size());
    if (is_new) all.push_back({kind, {}});
    all[found->second].lines.push_back(i);
  }
  return all;
}

Inline Feedback::on_all(const Remark& remark, const std::vector<Inline>& names) const {
  const std::size_t first = remark.lines.front();
  const LineMark& here = mark(first);
  const bool several = remark.lines.size() > 1;
  switch (remark.kind) {
    case Remark::Kind::cause:
      return symbols(beginning_small(on_cause(here)));
    case Remark::Kind::wrong:
      if (!here.probably.empty()) return symbols(beginning_small(on_wrong(first)));
      return small(several ? sentence("Check the working of these lines.") : on_wrong(first).front());
    case Remark::Kind::alike:
      return on_pattern();
    case Remark::Kind::imprecise:
      return sentence("{words}.", {{"words", imprecision_words(here.imprecision, marker_.problem())}});
    case Remark::Kind::unreadable:
      return small(several ? sentence("These could not be read as numbers.")
                           : sentence("This could not be read as a number."));
    case Remark::Kind::blank:
      return small(sentence("Left blank."));
    case Remark::Kind::convention:
      return symbols(beginning_small(on_convention(here)));
    case Remark::Kind::again: {
      const Arguments line = {{"line", names[first_of_cause(first)]}};
      return small(is_full(here) ? sentence("Same as in {line}; no further marks are lost.", line)
                                 : sentence("Same as in {line}.", line));
    }
    case Remark::Kind::own_numbers:
      break;
  }
  const Exact& share = marker_.problem().marks.follow_through;
  return is_full(here)     ? sentence("right from your own earlier numbers: full marks.")
         : share.is_zero() ? sentence("right from your own earlier numbers: in this question that earns no marks.")
                           : sentence("right from your own earlier numbers: {share} of the marks.",
                                      {{"share", number(marks_for_people(share))}});
}

}  // namespace stepmark::reports
