// The honest paths: what a student who makes no mistake may write, whatever rounding rule is followed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::solver {

/// One rule for the whole sheet. Carried exactly, the answers alone are rounded, to the precision asked.
struct HonestRule {
  std::string name;  ///< "exact"; "4 places, half up"
  Working working;
};

/// Carried exactly; or rounded line by line to the printed precision or one or two digits more, half up or half even.
std::vector<HonestRule> honest_rules(const Problem& problem);

/// What a rule gives.
struct HonestAnswers {
  std::vector<Exact> values;       ///< one a line; fewer when a line has no value
  std::optional<std::size_t> tie;  ///< the first line whose rounding the rule on ties decided
  std::string no_value;            ///< why the line behind the last of `values` has none; empty if all have
};

/// `tape` is the problem's. A rule that carries exactly gives the answers as asked, in every line.
/// @param lines_asked  where a tie of an answer counts, when carried exactly
HonestAnswers follow(const HonestRule& rule, const Tape& tape, const DecimalFormat& asked,
                     const std::vector<std::size_t>& lines_asked);

}  // namespace stepmark::solver
