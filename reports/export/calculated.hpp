// The marking of a system that calculates, as its rules say it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reports/export/question.hpp"
#include "reports/rooms.hpp"

namespace stepmark::exports {

using Numbers = std::map<std::string, double>;

/// In doubles, as systems calculate; no number where it has no value.
double evaluated(const Expression& e, const Numbers& names);

/// What is in a box counts on: its number, or where it is blank what belongs there by the equation, or the right one.
double carried_on(const Box& box, const std::optional<Exact>& written, const Numbers& before);

/// What each box earns of its marks. Nothing where a misconception shows that was made in no earlier box, or where
/// nothing is written.
std::vector<Exact> calculated_shares(const std::vector<Box>& boxes, const std::vector<std::optional<Exact>>& sheet);

}  // namespace stepmark::exports
