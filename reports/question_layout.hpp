// How the page of a question is laid out beyond what its kind says.
#pragma once

#include "reports/rooms.hpp"

namespace stepmark::reports {

struct QuestionLayout {
  int space = 0;          ///< ruled lines to work on for each table of answers; 0: as the kind of question has them
  bool equations = true;  ///< of the optimizer; without them students should know them
  bool source = true;
};

}  // namespace stepmark::reports
