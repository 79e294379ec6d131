// Which lines of a tape observed numbers belong to.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lib/observed/observed.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::identify {

class LineIndex {
 public:
  LineIndex(const Problem& problem, const Tape& tape);

  /// The line that `observed` states; nothing for a value at the start (t = 0, or the step before the first) and for
  /// quantities that the definition does not name.
  /// @throws InputError at the number when the step or the component does not exist
  std::optional<std::size_t> find(const Observed& observed) const;
  bool knows(const std::string& quantity) const { return shapes_.count(quantity) > 0; }

 private:
  const Problem& problem_;
  std::map<std::string, Shape> shapes_;
  std::map<std::tuple<std::int64_t, std::string, std::string>, std::size_t> lines_;
};

}  // namespace stepmark::identify
