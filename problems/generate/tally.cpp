#include "problems/generate/tally.hpp"

#include <algorithm>

namespace stepmark::problems {

namespace {

struct Words {
  const char* were;      ///< "were not fair"
  const char* expected;  ///< which demand to relax
};

Words words_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::undefined:
      return {"had a line without a value", "another family, or fewer steps"};
    case Refusal::zero:
      return {"came upon a zero", "another family, or fewer steps"};
    case Refusal::large:
      return {"had numbers too long, too large or too small to carry", "fewer steps, another family, or fewer places"};
    case Refusal::tie:
      return {"fell on a tie in rounding", "more places, or the level medium or hard"};
    case Refusal::unfair:
      return {"were not fair: honest rounding moves an answer", "fewer steps, another family, or figures"};
    case Refusal::root:
      return {"had roots that are no short numbers",
              "one step, a family with separate components or given gradients, or the level medium"};
    case Refusal::unearned:
      return {"could be answered without the work", "more steps, or a family whose gradients change"};
    case Refusal::uneven:
      return {"were more or less work than the rest of the set", "a smaller count, or another family"};
    case Refusal::repeated:
      return {"had the answers of an earlier problem", "a smaller count, more dimensions, or a harder level"};
    case Refusal::not_tidy:
      return {"were not tidy", "fewer steps, or fewer places"};
    case Refusal::indiscriminate:
      return {"were not discriminating", "more steps, or the kind table, which asks for every line"};
    case Refusal::kind:
      return {
          "had too little to ask of that kind: too few wrong methods with answers of their own, or effects that differ",
          "more steps, another family, or the kind table"};
  }
  STEPMARK_ASSERT(false);
}

/// 12,345
std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) {
    text.insert(static_cast<std::size_t>(at), ",");
  }
  return text;
}

}  // namespace

Refusal refusal_of(FirstLook::Fault fault) {
  switch (fault) {
    case FirstLook::Fault::undefined:
      return Refusal::undefined;
    case FirstLook::Fault::zero:
      return Refusal::zero;
    case FirstLook::Fault::large:
      return Refusal::large;
    case FirstLook::Fault::tie:
      return Refusal::tie;
    case FirstLook::Fault::unfair:
      return Refusal::unfair;
    case FirstLook::Fault::root:
      return Refusal::root;
    case FirstLook::Fault::unearned:
      return Refusal::unearned;
    case FirstLook::Fault::none:
      break;
  }
  STEPMARK_ASSERT(false);
}

void Tally::add(const Certificate& failed) {
  add(!failed.defined        ? Refusal::undefined
      : !failed.tidy         ? Refusal::not_tidy
      : !failed.tie_free     ? Refusal::tie
      : !failed.fair         ? Refusal::unfair
      : !failed.worth_asking ? Refusal::unearned
                             : Refusal::indiscriminate);
  if (failed.worth_asking) ++reasons_[failed.reasons.front().english()];
}

std::uint64_t Tally::total() const {
  std::uint64_t sum = 0;
  for (const std::uint64_t count : counts_) sum += count;
  return sum;
}

Tally::Complaint Tally::complaint(const Request& request, const std::string& optimizer) const {
  // What came furthest says most, if it is more than a few: past the work of the set, else past the first look.
  constexpr std::uint64_t few = 20;
  auto most = counts_.begin();
  for (const Refusal first : {Refusal::repeated, Refusal::uneven, Refusal::undefined}) {
    most = std::max_element(counts_.begin() + static_cast<std::ptrdiff_t>(first), counts_.end());
    if (*most >= few) break;
  }
  const auto refusal = static_cast<Refusal>(most - counts_.begin());
  const Words words = words_of(refusal);
  std::string wrong = "of " + grouped(total()) + " candidates for " + optimizer + " (" + request.family + ", " +
                      to_string(request.level) + "), " + grouped(*most) + ' ' + words.were;
  const auto common = std::max_element(reasons_.begin(), reasons_.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (refusal == Refusal::indiscriminate && common != reasons_.end()) wrong += " (" + common->first + ')';
  return {wrong, "expected " + std::string(words.expected)};
}

}  // namespace stepmark::problems
