// What lines have in common that are wrong for no reason that is known.
#pragma once

#include <optional>
#include <vector>

#include "lib/number/exact.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

class Evidence;
struct Cover;

/// Each is so many times the right number on the student's own earlier ones, or so much more than it.
struct Pattern {
  enum class Kind { factor, difference };
  Kind kind = Kind::factor;
  Exact value;                         ///< in the fewest digits that all of the lines leave open
  std::vector<std::size_t> positions;  ///< two at least, in order
  double saved = 0;                    ///< bits
};

/// A pattern that is certain, of lines that nothing accounts for or of more: causes that account for fewer of them, and
/// for less by so much, are taken out of the cover.
std::optional<Pattern> take_pattern(const Evidence& evidence, Cover& cover);

}  // namespace stepmark::marking
