// One sheet of a class on its way through `mark`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/sheet/answers.hpp"
#include "reports/previous_gradebook.hpp"
#include "solver/marking/marker.hpp"

namespace stepmark::cli {

struct ClassSheet {
  // As it is read.
  RawSheet raw;
  std::uint32_t number = 1;  ///< of the sheets of this name
  std::string feedback_file;
  std::optional<PreviousMarks> before;

  // As it is marked.
  Sheet sheet;
  std::optional<MarkedSheet> marked;  ///< nothing where it cannot be read
  std::vector<std::string> notices;
  std::size_t notice_count = 0;  ///< of all that there were
  std::string details;           ///< JSON, when wanted
  std::string feedback;          ///< Markdown, when wanted
};

}  // namespace stepmark::cli
