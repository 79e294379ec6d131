// The trace as CSV, for spreadsheets.
#pragma once

#include <string>

#include "lib/problem/problem.hpp"
#include "reports/rooms.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark::reports {

/// t,index,quantity,component,value,exact with a header; fields are quoted where RFC 4180 wants it, lines end with \n.
std::string trace_csv(const Problem& problem, const Trace& trace);

/// The same line by line: `head`, each line, `tail`.
class TraceCsv {
 public:
  /// `problem` must outlive the object.
  TraceCsv(const Problem& problem, const Settings&) : problem_(problem) {}

  std::string head() const { return "t,index,quantity,component,value,exact\n"; }
  void append(std::string& out, const TraceLine& line) const;
  std::string tail() const { return {}; }

 private:
  const Problem& problem_;
};

}  // namespace stepmark::reports
