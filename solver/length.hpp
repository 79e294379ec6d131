// How long a problem may be. A trace as CSV or JSON has no such bound: it passes by line by line.
#pragma once

#include <cstddef>
#include <string>

#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::solver {

struct Length {
  std::size_t lines = 0, operations = 0;
};

/// What is written out or marked keeps words for each line, and marking works all of them in some sixty ways: so many
/// take seconds and some hundred megabytes. A page of so many lines has some two hundred sheets of paper.
inline constexpr Length longest_to_mark{10'000, 500'000};
inline constexpr Length longest_page{10'000, 1'000'000};
/// A certificate keeps numbers alone, and tells how far it has come.
inline constexpr Length longest_to_certify{100'000, 1'000'000};

/// An operation on longer numbers counts for as many as the square of the length: in a look-up sheet it takes 0.2 ms at
/// 1,000 digits and 40 ms at 10,000. So what is allowed of either takes some 8 s at most.
inline constexpr std::size_t usual_digits = 170;

/// @throws InputError "the problem has ... lines; EXPECTED", naming the bound
void check_length(const Problem& problem, const Length& longest, const std::string& expected);
/// The same of a tape that is there already.
void check_length(const Problem& problem, const Tape& tape, const Length& longest, const std::string& expected);

}  // namespace stepmark::solver
