// Which slips of the pen give what stands in a sheet's wrong lines?
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "solver/marking/alternative.hpp"
#include "solver/marking/evidence.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

/// Prepared once for a problem. A slip is made in one line; the same thing done to a number in several components of a
/// step is one slip, and an equation with something wrong in it may be worked so again in later steps.
class SlipSearch {
 public:
  /// `judge` must outlive the object.
  explicit SlipSearch(const Judge& judge);

  /// A new sheet; see WrongWorking::begin.
  void begin(const Sheet& sheet, Evidence& evidence);

  /// A sign or a decimal point.
  void simple_slips();
  void other_slips();
  /// Slips on top of what a hypothesis gives in lines that it misses.
  void slips_on(const Hypothesis& hypothesis);

 private:
  const Tape::Line& line_of(std::size_t position) const {
    return judge_.key().tape().lines[*judge_.key().lines()[position]];
  }
  bool is_asked_number(std::size_t position) const;
  void slips_of_digits(std::size_t position);
  void exchanged_cells(std::size_t position);
  void other_cells(std::size_t position);
  void slips_in_equation(std::size_t equation);
  void slips_made_alike();
  std::vector<Alternative>& slipped(std::size_t equation);

  const Judge& judge_;
  std::vector<std::size_t> positions_;  ///< of each line; `none` where it is not asked
  const Sheet* sheet_ = nullptr;
  Evidence* evidence_ = nullptr;
  std::vector<std::size_t> faulty_;
  std::map<std::size_t, std::vector<Alternative>> slipped_;  ///< of each equation
};

}  // namespace stepmark::marking
