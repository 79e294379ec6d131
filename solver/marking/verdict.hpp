// What can be said of a line.
#pragma once

#include <string_view>
#include <vector>

#include "solver/rooms.hpp"

namespace stepmark::marking {

enum class Verdict { correct, follow_through, precision, mistake, slip, convention, wrong, missing, unreadable };

/// What a verdict is worth, and when it is given: one table for marks, pages and the handbook.
struct VerdictRule {
  Verdict verdict;
  std::string_view id;       ///< "follow-through"
  std::string_view student;  ///< as a student reads it, short enough for a table
  bool method, accuracy;     ///< which of a line's two marks it earns
  bool shared;               ///< only the share of them that follows through
  std::string_view when;
};

const std::vector<VerdictRule>& verdict_rules();  ///< in the order in which the first that matches wins
const VerdictRule& rule_of(Verdict);

inline std::string_view to_string(Verdict verdict) { return rule_of(verdict).id; }

/// Is something wrong in the line itself?
inline bool is_fault(Verdict verdict) {
  return verdict == Verdict::mistake || verdict == Verdict::slip || verdict == Verdict::wrong;
}

/// Why a line that is right in value loses its accuracy mark.
enum class Imprecision { none, too_few_digits, truncated, last_digit, extra_digits, other_rule, near };

}  // namespace stepmark::marking
