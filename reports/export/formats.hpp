// The formats of other systems. A format is one file, and one row of the table in formats.cpp.
#pragma once

#include <string>
#include <vector>

#include "reports/export/question.hpp"
#include "reports/rooms.hpp"

namespace stepmark::exports {

struct Wishes {
  std::string title;  ///< of the whole; plain text
  bool each = false;  ///< a question for every line, where the system can have several lines in one, or fewer
};

/// What is written, and what has to be said of it.
struct Export {
  std::string bytes;
  std::size_t questions = 0;         ///< as the other system counts them
  Exact marks;                       ///< out of which it marks them
  std::string follow_through;        ///< which there is
  std::vector<std::string> notices;  ///< what it cannot carry over, each a clause without a full stop
};

struct ExportFormat {
  std::string name;    ///< "moodle"
  std::string ending;  ///< ".xml"
  bool is_text;        ///< may be shown on a terminal
  /// @throws InputError where something cannot be said right
  Export (*write)(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);
};

/// In the order in which they are offered.
const std::vector<ExportFormat>& export_formats();
/// Of a name that is among them.
const ExportFormat& export_format(const std::string& name);

/// "moodle: 2 questions, 12 marks; follow-through ...; not carried over: ..."
std::string notice_of(const ExportFormat& format, const Export& made);

Export canvas_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);
Export moodle_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);
Export notebook_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);
Export text2qti_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);

}  // namespace stepmark::exports
