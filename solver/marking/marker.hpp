// Marks a sheet line by line, as a good marker would: each line on its own inputs, each fault charged once and named.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/marking/cause.hpp"
#include "solver/marking/pattern.hpp"
#include "solver/marking/sheet.hpp"
#include "solver/marking/verdict.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::mistake {
class MethodStore;
}

namespace stepmark::marking {

struct LineMark {
  std::size_t line = 0;  ///< position in the tape's lines
  Verdict verdict = Verdict::missing;
  Causes causes;                       ///< of a mistake, slip or convention, or of earlier ones that are repeated here
  std::vector<Causes> or_else;         ///< others that explain the sheet equally well
  Causes probably;                     ///< what is not certain: moves no mark
  std::optional<std::size_t> entered;  ///< the line of the tape where the cause entered, where that is not asked
  Imprecision imprecision = Imprecision::none;
  bool rests_on_wrong = false;  ///< on a number of the student's own that is wrong
  std::string expected;         ///< the right answer, as it is asked
  std::string expected_here;    ///< given the student's own earlier numbers; empty if the line has none then
  std::string matched;          ///< the number that an imprecise answer comes near to, stated as asked
  Exact method, accuracy, out_of;
};

struct MarkedSheet {
  std::vector<LineMark> lines;           ///< in the order of the asked lines
  std::vector<std::size_t> root_causes;  ///< positions in `lines`: where each cause entered
  std::string convention;                ///< the entry that the whole sheet follows, if it is another one
  bool invented = false;                 ///< numbers that were not worked out, some or all
  std::optional<Pattern> pattern;        ///< of lines that have no cause
  Exact marks, out_of;
};

/// Prepared once for a problem, then used for any number of sheets, by one thread at a time.
class Marker {
 public:
  /// @param methods  of this problem and of others with the same equations, found once for all of them; null: of this
  ///                 one alone. It must outlive the object.
  /// @throws InputError when the problem has no value for a line that is asked, or one that no cell can hold, or is too
  ///         long (solver/length.hpp)
  explicit Marker(const Problem& problem, mistake::MethodStore* methods = nullptr);
  ~Marker();
  Marker(Marker&&) noexcept;
  Marker& operator=(Marker&&) noexcept;

  const Problem& problem() const;
  const Tape& tape() const;
  /// Positions in tape().lines, one for each entry of a sheet.
  const std::vector<std::size_t>& asked() const;

  /// @param sheet  one entry for each of asked()
  MarkedSheet mark(const Sheet& sheet);

  /// The right answer, as it is asked.
  const Exact& answer(std::size_t position) const;
  /// What a line should be, given what the sheet holds before it, stated as asked.
  std::string expected_at(const Sheet& sheet, std::size_t position);

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace stepmark::marking
