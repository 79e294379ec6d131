// The right method on a student's own numbers: line by line, each judged on what was written before it.
#pragma once

#include <optional>
#include <vector>

#include "solver/rooms.hpp"
#include "solver/trace/carried.hpp"

namespace stepmark::marking {

/// Goes through the lines of a tape in order: `evaluate` a line, then say with `put_honest`, `put_rounded` or `keep`
/// what stands in it from now on.
class OwnWork {
 public:
  /// @param digits  the most digits that `rounded` will be asked for; `tape` must outlive the object
  OwnWork(const Tape& tape, int digits);

  /// From the first line again.
  void restart();

  /// The next line's value on the numbers as they were written; nothing if it has none there (a division by zero).
  std::optional<Ends> evaluate();
  /// The same, each number being either what was written or what it was before it was rounded; at least `evaluate`.
  Ends hull() const { return hull_; }
  /// The same on what a calculator carries: what the right method gave, wherever that was rounded to what was written.
  /// Nothing where doubles cannot tell.
  std::optional<Ends> carried() const { return ends_of(carried_[tape_.lines[line_].result]); }
  /// The value of `evaluate`, stated; nothing if it has none or cannot be told.
  std::optional<EnclosingArithmetic::Rounded> rounded(const DecimalFormat& format);

  /// This number, or what the right method gave before it was rounded, or that rounded to one or two digits more than
  /// `unit`, or to what the rule of the question says (0: it says nothing). A calculator carries on from this number
  /// where what it carried is further from it than `half_unit`, which is half of the last digit written, and a unit.
  void put_honest(const Exact& written, const Exact& half_unit, double unit, double rule_unit);
  /// This number, or another that is rounded to it: at most `half_unit` away.
  void put_rounded(const Exact& written, const Exact& half_unit);
  /// What the right method gives, or that rounded: a number that was not written down.
  void keep(const DecimalFormat& format);

 private:
  template <class Read>
  auto surely(Read read) -> std::optional<decltype(read(std::declval<Machine<EnclosingArithmetic>&>()))>;
  void next() { ++line_; }

  const Tape& tape_;
  Machine<QuickArithmetic> written_, either_, carried_;
  CertifiedRun sure_;
  std::vector<std::optional<Exact>> put_;  ///< of each line; nothing: kept
  std::size_t line_ = 0;
  std::optional<Ends> value_;
  Ends hull_;
};

}  // namespace stepmark::marking
