// The worked solution of a problem: what a tutor hands out.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "reports/document.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark {

class Form;

/// The problem, the convention and its source, the equations and the working rule; then for each step and quantity the
/// formula, the numbers put in and the value; at the end a table of all quantities. `trace` is that of `problem`.
Document worked_solution(const Problem& problem, const Trace& trace);

/// Worked solutions of many problems. What like problems share is prepared once: a further problem with the same
/// optimizer, parameters, steps and shape of objective only has its numbers filled in. The pages are those of
/// `worked_solution`, to the byte.
class WorkedSolutions {
 public:
  WorkedSolutions();
  ~WorkedSolutions();
  WorkedSolutions(WorkedSolutions&&) noexcept;

  Document document(const Problem& problem, const Trace& trace);
  /// Appends the document as Markdown.
  void render(const Problem& problem, const Trace& trace, std::string& out);

 private:
  std::vector<std::shared_ptr<Form>> forms_;  ///< the latest first
};

}  // namespace stepmark
