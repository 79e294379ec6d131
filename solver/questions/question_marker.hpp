// Marks a whole question: its numbers as a marker of lines does, letters and lines as right or not, words as a person
// has marked them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "solver/marking/marker.hpp"
#include "solver/questions/part.hpp"
#include "solver/rooms.hpp"

namespace stepmark::questions {

/// What a sheet holds for one part.
struct PartAnswer {
  Sheet numbers;      ///< one entry for each that it asks for
  std::string entry;  ///< of any other part, as it was written; blank: missing
};

/// One for each part.
using QuestionSheet = std::vector<PartAnswer>;

/// Of a part that asks for no numbers. A letter or a number of a line that is not on the page is unreadable. Words with
/// some of their marks are `precision`.
struct EntryMark {
  Verdict verdict = Verdict::missing;
  std::string expected;  ///< "C"; empty of words
  Causes causes;         ///< the misconception for which a wrong letter stands
};

struct MarkedPart {
  bool has_numbers = false;
  MarkedSheet numbers;
  EntryMark entry;
  Exact marks, out_of;
};

struct MarkedQuestion {
  std::vector<MarkedPart> parts;
  Exact marks, out_of;
};

/// Prepared once for a problem, then used for any number of sheets, by one thread at a time.
class QuestionMarker {
 public:
  /// @param methods  as of Marker
  /// @throws InputError as parts_of, and as Marker
  explicit QuestionMarker(const Problem& problem, mistake::MethodStore* methods = nullptr);
  ~QuestionMarker();
  QuestionMarker(QuestionMarker&&) noexcept;
  QuestionMarker& operator=(QuestionMarker&&) noexcept;

  const Problem& problem() const;
  const Parts& parts() const;
  /// As rows_of.
  const std::vector<SheetRow>& rows(std::size_t part) const;
  /// Of a part that asks for numbers.
  Marker& numbers(std::size_t part);
  const Marker& numbers(std::size_t part) const;

  /// Nothing is answered.
  QuestionSheet blank() const;
  /// @param sheet  as blank() has it, filled in
  MarkedQuestion mark(const QuestionSheet& sheet);
  /// Of a part that asks for no numbers.
  EntryMark mark_entry(std::size_t part, const std::string& entry) const;
  /// What an entry with this verdict earns; of words, what they were given.
  Exact marks_of(std::size_t part, const std::string& entry, const EntryMark& mark) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace stepmark::questions
