// A tape run in one arithmetic, its values printed. Failures name the stretch of the tape in which they arose.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "solver/rooms.hpp"
#include "solver/tape/stretches.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark::trace {

/// A line (or a given, when `given`) that has no value to print, and why.
class NoValue : public std::runtime_error {
 public:
  NoValue(bool in_given, std::size_t at, const std::string& why,
          std::string instead = "expected a problem in which every line has a value")
      : std::runtime_error(why), given(in_given), position(at), expected(std::move(instead)) {}
  bool given;
  std::size_t position;  ///< in tape.givens or tape.lines
  std::string expected;
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

/// Evaluates a problem's stretches, each after the one before it.
class Evaluator {
 public:
  virtual ~Evaluator() = default;
  /// Of stretch i, the givens of the first alone. @throws NoValue (positions in that stretch), CannotBeCut
  virtual Evaluation evaluate(std::size_t i) = 0;
};

/// `stretches` and `working` must outlive the evaluator.
std::unique_ptr<Evaluator> decimal_evaluator(Stretches& stretches, const Working& working, const DecimalFormat& show);
std::unique_ptr<Evaluator> exact_evaluator(Stretches& stretches);
std::unique_ptr<Evaluator> binary64_evaluator(Stretches& stretches);
std::unique_ptr<Evaluator> binary32_evaluator(Stretches& stretches);

/// The same of a tape in one piece. Each @throws NoValue.
Evaluation evaluate_decimal(Tape tape, const Working& working, const DecimalFormat& show);
Evaluation evaluate_binary64(Tape tape);

}  // namespace stepmark::trace
