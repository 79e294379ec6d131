// Working by hand: every line (or operation) is rounded when it is written down, and the written number is used from
// there on.
#pragma once

#include <optional>
#include <vector>

#include "solver/arithmetic/quick.hpp"
#include "solver/trace/ladder.hpp"

namespace stepmark {

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
  HandWork(const Tape& tape, const Working& working);

  /// Works all lines. @throws NoValue
  const std::vector<Written>& run();

  /// What has been written: all lines after `run`, those before the one at fault after it has thrown.
  const std::vector<Written>& written() const { return written_; }
  /// The exact value of a given after `run`; nothing if it is irrational or too large for the quick way.
  std::optional<Exact> given(std::size_t i) const;
  Ladder& ladder() { return ladder_; }

 private:
  Written worked(std::size_t line);
  std::optional<Written> quickly(const Tape::Line& line);
  Written surely(std::size_t line);
  Written given_data(std::size_t line);
  void write_earlier_lines(std::size_t rung, std::size_t line);

  const Tape& tape_;
  const Working& working_;
  Machine<QuickArithmetic> quick_;
  Ladder ladder_;
  std::vector<std::size_t> copied_;  ///< of each rung: how many lines its machine has been told
  std::vector<Written> written_;
};

}  // namespace stepmark
