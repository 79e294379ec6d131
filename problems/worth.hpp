// Is a problem worth asking? Not where its answers can be had without the work: by doing nothing, by copying a number
// that is there already, or, with an adaptive method, by moving each parameter by its learning rate.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "problems/rivals.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

/// How an answer is had without the work.
enum class Guess {
  given,      ///< the question states it: a given gradient, a value of a schedule
  unchanged,  ///< the parameter as it was before the step, or at the start
  rate_step,  ///< the parameter before the step, or at the start, and learning rates added to it or taken away
  copied      ///< another number of the same step, or the same quantity of the step before
};

struct Guessed {
  std::size_t line = 0;  ///< position in tape.lines
  Guess guess = Guess::given;
  std::optional<std::size_t> from;  ///< copied: the line it equals; nothing: the start value
};

/// The learning rates of an adaptive method, whose product is the length of a step of which only the sign is known;
/// none for other methods. `base` is a definition without modifiers.
std::vector<std::string> sign_step_rates(const Definition& base);

/// Binary numbers of a problem that has been worked.
struct WorkedNumbers {
  std::vector<double> givens;  ///< of tape.givens
  std::vector<Mark> lines;     ///< of tape.lines
};

/// Binary values of tape.givens.
std::vector<double> given_numbers(const Tape& tape);

/// The asked lines that a guess comes so near to that rounding may make the two one (`units_apart`), in order.
/// @param rates  sign_step_rates of the problem's base
std::vector<Guessed> guessed_lines(const Problem& problem, const Tape& tape, const std::vector<std::size_t>& asked,
                                   const std::vector<std::string>& rates, const WorkedNumbers& numbers);

/// The first of the parameters after the last step that is among them, or null.
const Guessed* guessed_result(const Problem& problem, const Tape& tape, const std::vector<Guessed>& guessed);

/// A result is never had without the work, and one answer in five at most.
inline constexpr std::size_t least_answers_a_guess = 5;
bool is_worth_asking(const Problem& problem, const Tape& tape, const std::vector<std::size_t>& asked,
                     const std::vector<Guessed>& guessed);

}  // namespace stepmark::problems
