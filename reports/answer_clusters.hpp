// Answers that are the same but for the last digit: the same way of working, rounded now like this and now like that.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reports/rooms.hpp"

namespace stepmark::reports {

/// An answer to a line, stated to the precision asked, and how many sheets have it.
struct CountedAnswer {
  std::size_t line = 0;
  std::string value;  ///< a decimal: "0.2500"
  std::uint64_t sheets = 0;
};

struct AnswerCluster {
  std::size_t line = 0;
  std::vector<std::string> values;  ///< the most frequent first
  std::uint64_t sheets = 0;
};

/// The most frequent answer of a line takes in those at most a unit of its last digit away, then the next of what is
/// left does, and so on. The largest cluster first; the order of `answers` changes nothing.
std::vector<AnswerCluster> clusters(std::vector<CountedAnswer> answers);

}  // namespace stepmark::reports
