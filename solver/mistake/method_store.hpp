// The wrong methods of problems, found once for all that have the same equations: the variants of a question differ in
// their numbers alone.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "solver/mistake/mistake.hpp"
#include "solver/rooms.hpp"

namespace stepmark::mistake {

/// Two mistakes on top of each other.
struct MethodPair {
  std::string first, second;
  WrongMethod both;
};

/// For one thread at a time. What it gives stays where it is as long as it lives.
class MethodStore {
 public:
  /// As wrong_methods. They are worked with the problem's own numbers, see worked_wrongly.
  const std::vector<WrongMethod>& of(const Problem& problem);

  /// Those of them that are drawn, each with each that comes later by its identifier; not many more than `most`.
  std::vector<std::shared_ptr<const MethodPair>> pairs_of(const Problem& problem, std::size_t most);

 private:
  using Pairs = std::vector<std::shared_ptr<const MethodPair>>;
  struct Kept {
    std::vector<WrongMethod> methods;
    std::vector<std::optional<Pairs>> pairs;  ///< of each method that is made first
  };

  Kept& kept(const Problem& problem);

  std::map<std::string, Kept> kept_;
};

}  // namespace stepmark::mistake
