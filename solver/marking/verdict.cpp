#include "solver/marking/verdict.hpp"

#include <algorithm>

#include "lib/base/error.hpp"

namespace stepmark::marking {

const std::vector<VerdictRule>& verdict_rules() {
  static const std::vector<VerdictRule> rules = {
      {Verdict::unreadable, "unreadable", "not readable", false, false, false, "what stands there is no number"},
      {Verdict::missing, "missing", "left blank", false, false, false, "nothing stands there"},
      {Verdict::correct, "correct", "right", true, true, false,
       "the equation's value, at the digits asked, on the true numbers or on the student's own honestly rounded ones"},
      {Verdict::precision, "precision", "nearly right", true, false, false,
       "the right number with too few digits, cut off, or a unit off in the last digit written"},
      {Verdict::follow_through, "follow-through", "right from yours", true, true, true,
       "the right method on the student's own earlier wrong number, or a cause that has been charged already"},
      {Verdict::convention, "convention", "other convention", true, true, false,
       "the sheet follows another way to write the optimizer down; where the problem is strict, M alone"},
      {Verdict::mistake, "mistake", "check the method", false, false, false, "a known wrong method, where it enters"},
      {Verdict::slip, "slip", "small slip", true, false, false,
       "a slip of the pen: a sign, two digits exchanged, a power of ten, another cell, a misread value, one product"},
      {Verdict::wrong, "wrong", "not right", false, false, false, "none of these"},
  };
  return rules;
}

const VerdictRule& rule_of(Verdict verdict) {
  const auto& rules = verdict_rules();
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const VerdictRule& rule) { return rule.verdict == verdict; });
  STEPMARK_ASSERT(found != rules.end());
  return *found;
}

}  // namespace stepmark::marking
