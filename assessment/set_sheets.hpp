// What stands in a set's files for one problem.
#pragma once

#include <memory>
#include <string>

#include "assessment/rooms.hpp"
#include "problems/generate.hpp"
#include "reports/handout.hpp"

namespace stepmark::assessment {

struct ProblemTexts {
  std::string problem, data;  ///< the problem file, and its data if it has any
  std::string question, solution, marker, sheet;
};

/// The problems of one set share their equations, optimizer by optimizer, so that wrong methods are kept.
class SetSheets {
 public:
  ProblemTexts texts_of(const Generated& made, const std::string& data_file);

 private:
  HandoutWriter writer_{HandoutWriter::Names::on_every_question};
  std::unique_ptr<Renderer> page_ = renderer(Format::markdown);
};

}  // namespace stepmark::assessment
