// Which lines of a tape observed numbers belong to.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "lib/observed/observed.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::identify {

class LineIndex {
 public:
  /// @param tape  the problem's: its lines stand in the same order in each step
  LineIndex(const Problem& problem, const Tape& tape);

  /// The line that `observed` states; nothing for a value at the start (t = 0, or the step before the first) and for
  /// quantities that the definition does not name.
  /// @throws InputError at the number when the step or the component does not exist
  std::optional<std::size_t> find(const Observed& observed) const;
  bool knows(const std::string& quantity) const { return quantities_.count(quantity) > 0; }

 private:
  struct Quantity {
    Shape shape;
    std::size_t first_line;  ///< of a step
  };

  const Problem& problem_;
  std::map<std::string, Quantity> quantities_;
  std::unordered_map<std::string, std::size_t> components_;
  std::size_t lines_in_a_step_ = 0;
};

}  // namespace stepmark::identify
