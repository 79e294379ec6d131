// How the page of a question is laid out beyond what its kind says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/rooms.hpp"

namespace stepmark::reports {

struct QuestionLayout {
  int space = 0;          ///< ruled lines to work on for each table of answers; 0: as the kind of question has them
  bool equations = true;  ///< of the optimizer; without them students should know them
  bool source = true;
  bool pictures = false;  ///< the contour lines with a question, the way with its solution
};

/// "equations", "source"
std::vector<std::string> what_may_be_left_out();
/// False, and nothing done, of a name that is none of these.
bool leave_out(std::string_view name, QuestionLayout& layout);

}  // namespace stepmark::reports
