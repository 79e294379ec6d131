#include "reports/export/formats.hpp"

#include <algorithm>

#include "lib/base/error.hpp"
#include "reports/question.hpp"

namespace stepmark::exports {

const std::vector<ExportFormat>& export_formats() {
  static const std::vector<ExportFormat> all = {
      {"canvas", ".zip", false, canvas_export},
      {"moodle", ".xml", true, moodle_export},
      {"notebook", ".ipynb", true, notebook_export},
      {"text2qti", ".md", true, text2qti_export},
  };
  return all;
}

const ExportFormat& export_format(const std::string& name) {
  const auto& all = export_formats();
  const auto found = std::find_if(all.begin(), all.end(), [&](const ExportFormat& f) { return f.name == name; });
  STEPMARK_ASSERT(found != all.end());
  return *found;
}

std::string notice_of(const ExportFormat& format, const Export& made) {
  std::string words = format.name + ": " + std::to_string(made.questions) +
                      (made.questions == 1 ? " question, " : " questions, ") + in_marks(made.marks) +
                      "; follow-through: " + made.follow_through;
  for (const std::string& notice : made.notices) words += "; " + notice;
  return words + '.';
}

}  // namespace stepmark::exports
