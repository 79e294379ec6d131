// The front of a student's copy of a paper.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lib/number/exact.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

struct CopyFront {
  std::string title, course, date, instructions;
  std::string student, name;  ///< the name may be empty
  std::vector<Exact> marks;   ///< of each question
  std::int64_t minutes = 0;
  bool solutions = false;  ///< then there is no room for a marker
};

/// Whose copy it is, what to know, and a box for the marks of each question and their sum.
Document copy_front(const CopyFront& front);

}  // namespace stepmark::reports
