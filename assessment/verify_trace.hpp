// A trace verified: by the rule that was asked for, and by the problem's own rounding where that is the one that fits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assessment/rooms.hpp"
#include "reports/document.hpp"
#include "solver/identify/verify.hpp"

namespace stepmark::assessment {

struct TraceVerdict {
  Verification result;
  Agreement rule = Agreement::digits;  ///< what it was judged by: as asked, or `working` in the place of `digits`
  std::optional<int> figures;

  bool agrees() const { return !result.first; }
};

/// A program does not work by hand, so what [working] says of rounding is tried only where the unrounded numbers do not
/// agree.
/// @param name  of the trace in messages
/// @throws InputError as `verify` does, and when nothing in the trace can be compared
TraceVerdict verify_trace(const Problem& problem, const std::vector<Observed>& trace, const std::string& name,
                          Agreement rule, std::optional<int> figures = {});

/// What agrees, or the first number that does not.
Document verdict_page(const TraceVerdict& verdict);
/// { "agrees", "rule", "compared", "ignored", "first": null or { "t", "quantity", "component", "value", "expected" },
///   "do_not_follow": [ ... ] }
std::string verdict_json(const TraceVerdict& verdict);

}  // namespace stepmark::assessment
