// The equations of lines, written out until only numbers and other boxes are left: what a system that calculates works
// out on the student's own numbers.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "lib/problem/problem.hpp"
#include "reports/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::exports {

/// A literal, behind a sign where it is negative.
Expression as_literal(const Exact& value);

/// Boxes by the lines that they ask for.
class BoxNames {
 public:
  /// @param asked  positions in the tape's lines
  /// @param ids    one for each
  BoxNames(const Tape& tape, const std::vector<std::size_t>& asked, const std::vector<std::string>& ids);

  /// Empty where the line is not asked.
  std::string at(std::size_t equation, std::int64_t t, std::optional<std::size_t> component) const;

 private:
  std::map<std::tuple<std::size_t, std::int64_t, std::optional<std::size_t>>, std::string> ids_;
};

/// A line of `problem`, which may be the one of the tape worked otherwise, in the ids of boxes of earlier lines. What
/// holds none of them is one number, to 20 figures. Nothing where it would be too long, or has no value.
std::optional<Expression> written_out(const Problem& problem, const BoxNames& names, const Tape::Line& line);

/// A sum over steps as people work it: the box of the step before, and the new term. Nothing of any other line.
std::optional<Expression> as_running_sum(const Problem& problem, const BoxNames& names, const Tape::Line& line);

}  // namespace stepmark::exports
