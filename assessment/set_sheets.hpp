// What stands in a set's files for one problem.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "assessment/page_form.hpp"
#include "assessment/rooms.hpp"
#include "assessment/write_set.hpp"
#include "problems/generate.hpp"
#include "reports/handout.hpp"

namespace stepmark::assessment {

struct ProblemTexts {
  std::string problem, data;  ///< the problem file, and its data if it has any
  std::string sheet;
  std::array<std::string, sheets_of_a_set.size()> sheets;  ///< what is appended to each, in Markdown
  std::array<std::string, sheets_of_a_set.size()> pages;   ///< and to each page beside it, if there is one
};

/// The problems of one set share their equations, optimizer by optimizer, so that wrong methods are kept.
class SetSheets {
 public:
  /// @param form  of the pages beside the sheets, or null
  SetSheets(std::uint64_t count, const PageForm* form) : count_(count), form_(form) {}

  ProblemTexts texts_of(const Generated& made, const std::string& data_file);

 private:
  std::uint64_t count_;
  const PageForm* form_;
  HandoutWriter writer_{HandoutWriter::Names::on_every_question};
  std::unique_ptr<Renderer> page_ = renderer(Format::markdown);
};

}  // namespace stepmark::assessment
