// What a student did, as the catalogues name it.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "solver/rooms.hpp"

namespace stepmark::marking {

struct Cause {
  enum class Kind {
    mistake,     ///< of the catalogue of mistakes
    slip,        ///< of the list of slips
    convention,  ///< another entry of the catalogue of optimizers that is the same method
    variant      ///< another entry that is another method
  };
  Kind kind = Kind::mistake;
  std::string id;
  std::string detail = {};  ///< what the identifier leaves open: "beta2 = 0.99, not 0.999"
  bool operator==(const Cause&) const = default;
  /// Strings have no <=> in every library yet.
  bool operator<(const Cause& other) const {
    return std::tie(kind, id, detail) < std::tie(other.kind, other.id, other.detail);
  }
};

/// Made together in one line; none: no cause is known.
using Causes = std::vector<Cause>;

/// "first+second", where one column has to hold them.
std::string name_of(const Causes& causes);

}  // namespace stepmark::marking
