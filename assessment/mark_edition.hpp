// A class marked against its edition: each student on the own variants, in one row.
#pragma once

#include <cstddef>
#include <istream>
#include <memory>
#include <string>

#include "assessment/mark_class.hpp"
#include "assessment/rooms.hpp"
#include "reports/document.hpp"

namespace stepmark::assessment {

/// Is `path` a directory, and so an edition where a problem or an edition may stand?
bool is_edition(const std::string& path);

class EditionMarking {
 public:
  struct Settings {
    std::size_t threads = 1;
    Format format = Format::markdown;  ///< of the mark sheets
    Answers answers = Answers::shown;  ///< in them
  };

  /// Reads the edition and the first sheets.
  /// @param sinks  without details
  /// @throws InputError when `directory` holds no edition, or there is no class
  EditionMarking(const std::string& directory, std::istream& sheets, const std::string& name, ClassSinks sinks,
                 Settings settings);
  ~EditionMarking();
  EditionMarking(const EditionMarking&) = delete;
  EditionMarking& operator=(const EditionMarking&) = delete;

  /// Rows in the order of the roster, whoever has handed nothing in with a note; then those whom it does not have.
  /// Of several sheets of a student the first is marked. A question whose answers are those of another copy is noted,
  /// and moves no mark.
  void run();

  /// How many got each question and line, how well it told strong from weak students, and the causes over the paper.
  Document statistics() const;
  std::string statistics_json() const;

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace stepmark::assessment
