// How long a question takes: its workload, at the pace of a student with a pocket calculator.
#pragma once

#include <cstdint>

#include "lib/problem/problem.hpp"
#include "problems/rooms.hpp"
#include "problems/workload.hpp"

namespace stepmark::problems {

/// Seconds for each operation and for each digit that is written down. By the keystroke-level model (Card, Moran and
/// Newell 1980): 1.35 s of thought before each number and before the operation, and 0.28 s a key; two numbers of five
/// digits, a sign and an equals sign make 7.4 s, a single one 4.4 s, and a quotient is keyed with its brackets. A
/// student at an exam, who looks numbers up in the lines above and keys many of them twice, takes twice as long. A
/// digit is written in half a second, and read once more.
struct Pace {
  std::int64_t multiplication = 15, division = 18, root = 9, function = 9, digit = 1;
  std::int64_t letter = 20;  ///< to read what may be chosen, at 200 words a minute
  std::int64_t words = 120;  ///< for an answer of a few sentences: its two marks, at a mark a minute
};

/// Of all that a question asks for: to choose among rows, or to find the wrong one, all of them are worked; what a
/// faded solution shows is read alone. Of a comparison, both optimizers; of an effect, the path with each setting; of
/// tables, two steps of each optimizer.
/// @pre all lines have values
Workload workload_of_question(const Problem& problem);

/// Rounded up to whole minutes: at least 1, since something is written.
std::int64_t minutes_for(const Problem& problem, const Pace& pace = {});

}  // namespace stepmark::problems
