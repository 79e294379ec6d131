#include "reports/feedback.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "lib/base/safe.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "reports/hint.hpp"
#include "reports/line_words.hpp"
#include "reports/symbols.hpp"
#include "solver/asked.hpp"
#include "solver/marking/slip.hpp"
#include "solver/mistake/mistake.hpp"

namespace stepmark::reports {

std::string verdict_words(const LineMark& mark) {
  const bool again = mark.verdict == Verdict::follow_through && !mark.causes.empty();
  return again ? "same as before" : std::string(rule_of(mark.verdict).student);
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
std::string difference_of(const Definition& definition) {
  return definition.convention.empty() ? definition.title : definition.convention;
}

/// Of causes that combine, one after the other.
std::string on_each(const Causes& causes, const char* between, std::string (*words)(const Cause&)) {
  std::string all;
  for (const Cause& cause : causes) all += (all.empty() ? "" : between) + words(cause);
  return all;
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

std::string sentence_on(const std::string& cause) {
  if (const Slip* slip = find_slip(cause)) return slip->student;
  if (const Mistake* mistake = mistake_of(cause)) return mistake->student;
  return is_in_catalogue(cause) ? fmt::format("You used a different method ({}): use the equations of the question.",
                                              difference_of(catalogue_definition(cause)))
                                : "";
}

std::string sentence_on(const Causes& causes) {
  return on_each(causes, " ", [](const Cause& cause) {
    if (cause.detail.empty()) return sentence_on(cause.id);
    return fmt::format("You worked with {}: read the numbers of the question again.", cause.detail);
  });
}

namespace {

/// "You did this: do that." comes to "you did this".
std::string without_advice(const std::string& sentence) {
  return small(sentence.substr(0, std::min(sentence.find(':'), sentence.rfind('.'))));
}

}  // namespace

std::string what_was_done(const std::string& cause) { return without_advice(sentence_on(cause)); }

std::string what_was_done(const Causes& causes) {
  return on_each(causes, ", and ", [](const Cause& cause) { return without_advice(sentence_on(Causes{cause})); });
}

std::string marker_words_on(const std::string& cause) {
  if (const Slip* slip = find_slip(cause)) return slip->marker;
  if (const Mistake* mistake = mistake_of(cause)) return mistake->marker;
  return is_in_catalogue(cause) ? "another convention: " + difference_of(catalogue_definition(cause)) : "";
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

std::string imprecision_words(Imprecision imprecision, const Problem& problem) {
  switch (imprecision) {
    case Imprecision::too_few_digits:
      return "right, but with fewer digits than asked for (" + to_string(precision_asked(problem)) + ")";
    case Imprecision::truncated:
      return "right, but truncated instead of rounded";
    case Imprecision::last_digit:
      return "right except for the last digit";
    case Imprecision::extra_digits:
      return "right to the digits asked for, but wrong in the digits after them";
    case Imprecision::other_rule:
      return "right by a different rounding rule from the question's";
    case Imprecision::near:
      return "close to the right number, but not to the digits asked for (" + to_string(precision_asked(problem)) + ")";
    case Imprecision::none:
      break;
  }
  return "right";
}

}  // namespace

/// Behind a number that is wrong, what is right is another number than the model answer. Under another convention no
/// number is wrong.
bool Feedback::has_own_answer(const LineMark& here) const {
  return here.rests_on_wrong && marked_.convention.empty() && !here.expected_here.empty() &&
         here.expected_here != here.expected;
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

std::string Feedback::expectation(std::size_t position) const {
  return fmt::format("Expected {}{}.", expected(position),
                     has_own_answer(mark(position)) ? " from your own earlier numbers" : "");
}

/// The number that was expected, and the rest behind it.
std::string Feedback::after_expectation(std::size_t position, const std::string& rest) const {
  if (answers_ == Answers::hidden) return capital(rest);
  return expectation(position) + (rest.empty() ? "" : " " + rest);
}

/// What the question gives may be in no line that is asked; what it is not may be an answer.
std::string Feedback::on_causes(const Causes& causes) const {
  if (answers_ == Answers::shown) return sentence_on(causes);
  Causes without_answer = causes;
  for (Cause& cause : without_answer) cause.detail = cause.detail.substr(0, cause.detail.find(", not "));
  return sentence_on(without_answer);
}

std::size_t Feedback::first_of_cause(std::size_t position) const {
  const auto& roots = marked_.root_causes;
  const auto found = std::find_if(roots.begin(), roots.end(),
                                  [&](std::size_t root) { return mark(root).causes == mark(position).causes; });
  return found == roots.end() ? position : *found;
}

std::string Feedback::alternatives(const LineMark& here) const {
  std::string text;
  for (const Causes& other : here.or_else) text += " Or: " + small(on_causes(other));
  return text;
}

std::string Feedback::on_following(std::size_t position) const {
  const LineMark& here = mark(position);
  const bool hidden = answers_ == Answers::hidden;
  if (here.causes.empty()) {
    return "Right from your own earlier numbers" + (hidden ? "." : "; the model answer is " + here.expected + ".");
  }
  const bool is_named = names_ == LineNames::shown;
  return fmt::format("Same as {}{}.", is_named ? "in " + line_words(marker_, first_of_cause(position)) : "before",
                     is_full(here) ? "; no further marks are lost" : "") +
         (hidden ? "" : " " + expectation(position));
}

/// Where a cause comes from lines that nobody asked for.
std::string Feedback::on_entry(const LineMark& here) const {
  if (!here.entered || names_ == LineNames::hidden) return "";
  const Tape::Line& line = marker_.tape().lines[*here.entered];
  return fmt::format(" It began in {}, which was not asked for.",
                     line_words(marker_.problem().optimizer.equations[line.equation].quantity, "", line.t));
}

std::string Feedback::on_convention(const LineMark& here) const {
  return fmt::format("Right in another convention{}: {}. The question uses: {}.",
                     here.imprecision == Imprecision::none ? "" : " except for the digits",
                     difference_of(catalogue_definition(here.causes.front().id)),
                     difference_of(marker_.problem().base));
}

/// Is it one of those that are wrong in the same way?
bool Feedback::is_alike(std::size_t position) const {
  if (!marked_.pattern || mark(position).verdict != Verdict::wrong || !mark(position).probably.empty()) return false;
  const auto& alike = marked_.pattern->positions;
  return std::find(alike.begin(), alike.end(), position) != alike.end();
}

std::string Feedback::on_pattern() const {
  if (answers_ == Answers::hidden) return "all of them are off by the same amount, or by the same factor.";
  const Exact& value = marked_.pattern->value;
  if (marked_.pattern->kind == Pattern::Kind::factor) {
    if (value == Exact(-1)) return "each has the wrong sign. Look for one fault that they share.";
    return fmt::format("each is {} times the expected number. Look for one fault that they share.", value.to_string());
  }
  return fmt::format("each is {} {} than expected. Look for one fault that they share.", value.abs().to_string(),
                     value.sign() < 0 ? "less" : "more");
}

Inlines Feedback::symbols(const std::string& words) const {
  return in_symbols(words, &marker_.problem().optimizer.latex);
}

std::string Feedback::on(std::size_t position) const {
  const LineMark& here = mark(position);
  switch (here.verdict) {
    case Verdict::correct:
      return "";
    case Verdict::precision:
      return capital(imprecision_words(here.imprecision, marker_.problem())) +
             (answers_ == Answers::hidden ? "." : ": expected " + expected(position) + ".");
    case Verdict::follow_through:
      return on_following(position);
    case Verdict::convention:
      return on_convention(here) +
             (is_full(here) || answers_ == Answers::hidden ? "" : " There it is " + here.expected + ".");
    case Verdict::mistake:
    case Verdict::slip:
      return after_expectation(position, on_causes(here.causes) + alternatives(here) + on_entry(here));
    case Verdict::wrong:
      if (!here.probably.empty()) {
        return after_expectation(position, "Probably: " + small(on_causes(here.probably)));
      }
      return after_expectation(position, "Check the working of this line" +
                                             (is_alike(position) ? ", and of those like it: " + on_pattern() : "."));
    case Verdict::missing:
      return "Left blank." + (answers_ == Answers::hidden ? "" : " " + expectation(position));
    case Verdict::unreadable:
      return "This could not be read as a number." + (answers_ == Answers::hidden ? "" : " " + expectation(position));
  }
  return "";
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

Inlines Feedback::on_all(const Remark& remark, const std::vector<Inline>& names) const {
  const std::size_t first = remark.lines.front();
  const LineMark& here = mark(first);
  const bool several = remark.lines.size() > 1;
  switch (remark.kind) {
    case Remark::Kind::cause:
      return symbols(small(on_causes(here.causes)) + alternatives(here) + on_entry(here));
    case Remark::Kind::wrong:
      if (!here.probably.empty()) return symbols("probably: " + small(on_causes(here.probably)));
      return {text(several ? "check the working of these lines." : "check the working of this line.")};
    case Remark::Kind::alike:
      return {text(on_pattern())};
    case Remark::Kind::imprecise:
      return {text(imprecision_words(here.imprecision, marker_.problem()) + ".")};
    case Remark::Kind::unreadable:
      return {text(several ? "these could not be read as numbers." : "this could not be read as a number.")};
    case Remark::Kind::blank:
      return {text("left blank.")};
    case Remark::Kind::convention:
      return symbols(small(on_convention(here)));
    case Remark::Kind::again:
      return {text("same as in "), names[first_of_cause(first)],
              text(is_full(here) ? "; no further marks are lost." : ".")};
    case Remark::Kind::own_numbers:
      break;
  }
  const Exact& share = marker_.problem().marks.follow_through;
  return {
      text("right from your own earlier numbers: " + (is_full(here)     ? "full marks."
                                                      : share.is_zero() ? "in this question that earns no marks."
                                                                        : marks_for_people(share) + " of the marks."))};
}

}  // namespace stepmark::reports
