// How much work a problem is to a person who carries it through.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "problems/rooms.hpp"
#include "problems/worth.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::problems {

/// Operations count where they are work: products of which no factor is 0, 1, -1 or a power of ten, quotients by what
/// is none of these; the others are written down at sight.
struct Workload {
  int multiplications = 0;  ///< powers included
  int divisions = 0;
  int roots = 0;
  int functions = 0;  ///< exp, log, sin, cos, sigmoid, tanh, softplus
  int digits = 0;     ///< significant digits of the start and of every line that is written down

  bool same_operations(const Workload& other) const {
    return multiplications == other.multiplications && divisions == other.divisions && roots == other.roots &&
           functions == other.functions;
  }
  auto operator<=>(const Workload&) const = default;
};

/// A first look at a problem in binary arithmetic: thousands of times cheaper than a certificate, and right wherever
/// nothing is within a millionth of a digit. What passes is certified afterwards; nothing depends on it but the choice
/// of candidates. The same on every machine.
struct FirstLook {
  enum class Fault {
    none,
    undefined,  ///< a line that is no finite number
    zero,       ///< a line that is zero and must not be
    large,      ///< a line of `most_size` or more, of too many digits, or so near to zero that no decimal shows it
    tie,
    unfair,   ///< honest paths part by more than a unit of the last digit asked
    root,     ///< a root that is no short number, where it must be
    unearned  ///< answers that can be had without the work
  };
  Fault fault = Fault::none;
  Workload workload;                  ///< of the printed rule
  std::uint64_t answers = 0;          ///< a hash of the asked answers
  std::vector<Guessed> guessed = {};  ///< where it is known: answers that can be had without the work
};

struct LookFor {
  bool perfect_roots = false;
  std::vector<std::size_t> never_zero = {};  ///< equations whose lines must not be zero
  double most_size = 1000;
  std::vector<std::string> sign_step_rates = {};  ///< see worth.hpp
};

/// `tape` is the problem's.
FirstLook first_look(const Problem& problem, const Tape& tape, const LookFor& demands);

/// The workload alone, of a problem all of whose lines have values.
Workload workload_of(const Problem& problem, const Tape& tape);
/// The same without the lines that a faded solution fills in.
Workload workload_left(const Problem& problem, const Tape& tape);

}  // namespace stepmark::problems
