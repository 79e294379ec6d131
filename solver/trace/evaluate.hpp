// A tape run in one arithmetic, its values printed. Failures name the stretch of the tape in which they arose.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "solver/tape/tape.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark {

/// A line (or a given, when `given`) that has no value to print, and why.
class NoValue : public std::runtime_error {
 public:
  NoValue(bool in_given, std::size_t at, const std::string& why)
      : std::runtime_error(why), given(in_given), position(at) {}
  bool given;
  std::size_t position;  ///< in tape.givens or tape.lines
};

/// What became of a line: see TraceLine.
struct EvaluatedLine {
  Printed value;
  std::vector<bool> branches;
  std::vector<Printed> operations;
};

/// What a tape's registers hold after a run, as printed.
struct Evaluation {
  std::vector<Printed> givens;
  std::vector<EvaluatedLine> lines;
};

/// Precision is raised until every digit is proved. Nothing that is undecided at `most_digits` digits beyond those
/// printed is guessed.
inline constexpr int most_digits = 10'000;

/// Each @throws NoValue.
Evaluation evaluate_decimal(const Tape& tape, const Working& working, const DecimalFormat& show);
Evaluation evaluate_exact(const Tape& tape);
Evaluation evaluate_binary64(const Tape& tape);
Evaluation evaluate_binary32(const Tape& tape);

}  // namespace stepmark
