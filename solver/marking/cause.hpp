// What a student did, as the catalogues name it.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "solver/rooms.hpp"

namespace stepmark::marking {

/// A value that was misread: beta2 = 0.99 for 0.999.
struct Misread {
  std::string name, used, given;
  std::string component = {};  ///< of a given gradient, where it has several
  std::int64_t t = 0;          ///< of a given gradient

  bool operator==(const Misread&) const = default;
  bool operator<(const Misread& other) const {
    return std::tie(name, used, given, component, t) <
           std::tie(other.name, other.used, other.given, other.component, other.t);
  }
};

struct Cause {
  enum class Kind {
    mistake,     ///< of the catalogue of mistakes
    slip,        ///< of the list of slips
    convention,  ///< another entry of the catalogue of optimizers that is the same method
    variant      ///< another entry that is another method
  };
  Kind kind = Kind::mistake;
  std::string id;
  Misread misread = {};  ///< of a misread value, which and as what
  bool operator==(const Cause&) const = default;
  /// Strings have no <=> in every library yet.
  bool operator<(const Cause& other) const {
    return std::tie(kind, id, misread) < std::tie(other.kind, other.id, other.misread);
  }
};

/// Made together in one line; none: no cause is known.
using Causes = std::vector<Cause>;

/// "first+second", where one column has to hold them.
std::string name_of(const Causes& causes);

}  // namespace stepmark::marking
