// What a system that calculates gives marks for: the right numbers, and what follows from the student's own.
#pragma once

#include <optional>
#include <vector>

#include "reports/export/question.hpp"
#include "reports/rooms.hpp"
#include "reports/worked_question.hpp"

namespace stepmark::exports {

/// A misconception, with the numbers of a sheet on which it is made all through.
struct WrongWay {
  const WrongMethod* method;
  std::vector<std::optional<Exact>> answers;  ///< one for each box
};

/// Fills in the equation and the rules of each box. Of several rules that a number meets, the first says what `check`
/// would: right, right from the student's own numbers, one unit off, a misconception.
/// @param by_equations  false: by the known answers alone
void add_rules(std::vector<Box>& boxes, const WorkedQuestion& question, const std::vector<WrongWay>& ways,
               bool by_equations);

}  // namespace stepmark::exports
