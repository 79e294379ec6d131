// The formats of other systems. A format is one file, and one row of the table in formats.cpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "lib/files/directory.hpp"
#include "reports/export/question.hpp"
#include "reports/rooms.hpp"

namespace stepmark::exports {

struct Wishes {
  std::string title;     ///< of the whole; plain text
  bool each = false;     ///< a question for every line, where the system can have several lines in one, or fewer
  std::size_t pick = 0;  ///< how many of the questions the system draws for a student; 0: all
  Pictures pictures = Pictures::none;
  std::size_t gnuplots = 1;  ///< which draw them side by side
};

/// What is written, and what has to be said of it.
struct Export {
  std::string bytes;                           ///< of a file
  std::vector<files::NamedText> in_directory;  ///< of a directory
  std::map<std::string, std::string> beside;   ///< by their names, pictures that the file shows
  std::size_t questions = 0;                   ///< as the other system counts them
  Exact marks;                                 ///< out of which it marks them
  std::string follow_through;                  ///< which there is
  std::vector<std::string> notices;            ///< what it cannot carry over, each a clause without a full stop
};

struct ExportFormat {
  std::string name;     ///< "moodle"
  std::string ending;   ///< ".xml"; empty: a directory of files
  bool is_text;         ///< may be shown on a terminal
  bool draws;           ///< can say how many of the questions are drawn
  std::string picture;  ///< the form in which it takes pictures: "svg", and "png" where that is not shown everywhere
  /// @throws InputError where something cannot be said right
  Export (*write)(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);
};

/// In the order in which they are offered.
const std::vector<ExportFormat>& export_formats();
/// Of a name that is among them.
const ExportFormat& export_format(const std::string& name);

/// What the format writes. Where several are to be drawn and the file cannot say so, a notice does.
/// @throws InputError where something cannot be said right, and where fewer questions are there than are to be drawn
Export exported(const ExportFormat& format, const std::vector<ExportedQuestion>& questions, const Wishes& wishes);

/// "moodle: 2 questions, 12 marks; follow-through ...; not carried over: ..."
std::string notice_of(const ExportFormat& format, const Export& made);

/// "0003.xml"
std::string numbered(std::size_t position, const std::string& ending);

/// Of Canvas, whichever way it is reached.
inline const char* const no_method_marks = "no marks for the method alone; known mistakes are told in the feedback";

/// "1 answer is", "2 answers are"
std::string counted(std::size_t number, const std::string& one, const std::string& several);

/// Are numbers worked out? A letter is not, nor is the number of a line.
bool asks_for_numbers(const std::vector<ExportedQuestion>& questions);

/// Of a system that has a list of known numbers: follow-through by them, and on how many known sheets it is not that of
/// `check`.
void add_listed_notices(const std::vector<ExportedQuestion>& questions, Export& made);
/// Of a system that calculates: follow-through by equations, and what of it there is not.
void add_calculated_notices(const std::vector<ExportedQuestion>& questions, Export& made);

Export canvas_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);
Export moodle_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);
Export notebook_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);
Export numbas_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);
Export qti21_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);
Export rexams_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);
Export stack_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);
Export text2qti_export(const std::vector<ExportedQuestion>& questions, const Wishes& wishes);

}  // namespace stepmark::exports
