// Answer sheets as files: CSV, JSON, JSON Lines, and the Markdown table that a blank sheet is. What is in them is
// anybody's guess; whatever it is, every sheet that can be told from its neighbours is handed on.
#pragma once

#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lib/rooms.hpp"
#include "lib/sheet/notices.hpp"

namespace stepmark::sheet {

/// One answer as it stands in the file.
struct RawAnswer {
  std::string t, quantity, component, value;
  std::size_t line = 0;
  std::string question = {};  ///< of a class on an edition: which of its questions
  std::string edition = {};   ///< and which edition, where that is said
  std::string part = {};      ///< and which part of the question, where that is said
};

struct RawSheet {
  std::string student;
  std::vector<RawAnswer> answers;
  Notices notices;         ///< what was passed over, with its line
  std::string error;       ///< why the sheet cannot be read at all; empty if it can
  std::size_t line = 0;    ///< where it begins
  std::size_t unread = 0;  ///< answers beyond the first `most_answers`

  /// No class asks for a tenth as many.
  static constexpr std::size_t most_answers = 100'000;
  void add(RawAnswer answer);
};

/// One student's sheet, in whichever form it is.
/// @throws InputError when the file cannot be read, holds no table of answers, or those of several students
RawSheet read_sheet(const std::string& path);
RawSheet parse_sheet(std::string_view text, const std::string& file);

/// What a class has answered: one problem, or the questions of an edition, which a column `question` tells apart, and
/// which perhaps a column `edition` names.
enum class ClassOn { problem, edition };

/// The sheets of a class, one at a time: CSV with the column `student`, or JSON Lines, whichever the first line that is
/// either says. Rows of a student stand together. Columns and keys whose meaning nobody can know are refused in both.
class ClassReader {
 public:
  /// `in` must outlive the reader. @throws InputError when the first lines are no header and no JSON
  ClassReader(std::istream& in, const std::string& file, ClassOn on = ClassOn::problem);
  ~ClassReader();

  /// False at the end. @throws InputError FILE:LINE:COLUMN at a key of JSON that is not known
  bool next(RawSheet& sheet);

  class Form;

 private:
  std::unique_ptr<Form> form_;
};

}  // namespace stepmark::sheet
