#include "marker.h"

#include <cstdio>
#include <stepmark/marking.hpp>
#include <stepmark/problem.hpp>

using namespace stepmark;
using namespace stepmark::questions;

namespace {

std::string marks(const char* problem, const char* answers) {
  QuestionMarker marker(parse_problem(problem, "problem", no_files()));
  const MarkedQuestion marked = marker.mark(QuestionFiller(marker).fill(parse_sheet(answers, "answers")).sheet);
  return marked.marks.to_string() + " of " + marked.out_of.to_string();
}

}  // namespace

/// No exception may leave a function of C.
int stepmark_mark(const char* problem, const char* answers, char* said, size_t size) try {
  std::snprintf(said, size, "%s", marks(problem, answers).c_str());
  return 0;
} catch (const InputError& error) {
  std::snprintf(said, size, "%s", error.what());
  return 2;
} catch (const std::exception& error) {
  std::snprintf(said, size, "%s", error.what());
  return 1;
}
