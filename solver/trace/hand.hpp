// Working by hand: every line (or operation) is rounded when it is written down, and the written number is used from
// there on.
#pragma once

#include <optional>
#include <vector>

#include "solver/arithmetic/modular.hpp"
#include "solver/arithmetic/quick.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/stretches.hpp"
#include "solver/trace/certified_run.hpp"

namespace stepmark::trace {

class HandWork {
 public:
  /// A number as it was written down.
  struct Written {
    Exact value;                      ///< of given data: as show_given_data shows it; what is carried is exact
    bool exact = true;                ///< nothing was rounded off in its line
    bool tie = false;                 ///< the rule on ties decided a rounding in its line
    std::vector<bool> branches = {};  ///< see TraceLine
    struct Operation {
      Exact value;
      bool exact;
    };
    std::vector<Operation> operations = {};  ///< where each is rounded
  };

  /// @param working  carries rounded and rounds; both arguments must outlive the object
  /// @param before   of a later stretch of steps, what `handed_on` says of the one before it
  HandWork(const Tape& tape, const Working& working, std::vector<Exact> before = {});

  /// Works all lines. @throws NoValue
  const std::vector<Written>& run();

  /// What has been written: all lines after `run`, those before the one at fault after it has thrown.
  const std::vector<Written>& written() const { return written_; }
  /// The exact value of a given after `run`; nothing if it is irrational or too large for the quick way.
  std::optional<Exact> given(std::size_t i) const;
  CertifiedRun& sure() { return sure_; }
  /// The values that a later stretch goes on from, after `run`: those of its imports, then of its sums.
  /// @throws CannotBeCut where one is not known exactly
  std::vector<Exact> handed_on(const Tape& later);

 private:
  Written worked(std::size_t line);
  std::optional<Written> quickly(const Tape::Line& line);
  Written surely(std::size_t line);
  Written given_data(std::size_t line);
  Machine<EnclosingArithmetic>& write_earlier_lines(std::size_t rung, std::size_t line);
  template <Arithmetic A>
  void write(Machine<A>& machine, std::size_t line) const;
  bool is_not(const Exact& value, std::size_t line, const std::vector<Written::Operation>& before);
  Machine<ModularArithmetic>& residues();

  Exact value_of_line(std::size_t line) const;
  Exact value_of_sum(std::uint32_t total);
  template <Arithmetic A>
  void take_before(Machine<A>& machine) const;

  const Tape& tape_;
  const Working& working_;
  std::vector<Exact> before_;
  Machine<QuickArithmetic> quick_;
  CertifiedRun sure_;
  std::optional<Machine<ModularArithmetic>> residues_;
  std::size_t residues_copied_ = 0;
  std::vector<Written> written_;
};

}  // namespace stepmark::trace
