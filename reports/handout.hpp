// Sheets made of problems: questions to be printed and filled in, worked solutions with the mark scheme, and a look-up
// sheet for markers.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "reports/document.hpp"
#include "reports/worked_solution.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark {

/// Makes the pages of many problems, and keeps what problems with the same equations share.
class Handouts {
 public:
  /// The question with room for the answers: by its kind a table to fill in, choices, a working with a fault in it, or
  /// a table with gaps. @throws InputError where the problem has no value
  Document question(const Problem& problem);
  /// The worked solution and the mark scheme: M for the method, A for accuracy, ft where marks follow through, awrt
  /// ("any that round to"), cao ("correct answer only").
  Document solution(const Problem& problem);
  /// If the student wrote X, they did Y: give Z. For each asked line, the values of the wrong methods that show there.
  Document marker(const Problem& problem);

 private:
  struct Page;
  const std::vector<WrongMethod>& ways(const Problem& problem);

  WorkedSolutions solutions_;
  std::map<std::string, std::vector<WrongMethod>> ways_;  ///< by the equations
};

/// Many pages as one document under a title, each on a page of its own.
Document bound(std::string title, std::vector<Document> pages);

/// The document with a line for the student's name at its head.
Document with_name_field(Document document);

/// The blank answer sheet, as `check` and `mark` read it.
std::string blank_sheet_csv(const Problem& problem);
std::string blank_sheet_json(const Problem& problem);
std::string blank_sheet_markdown(const Problem& problem);

}  // namespace stepmark
