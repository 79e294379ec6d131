// A place for complaints of those who know none.
#pragma once

#include "lib/base/error.hpp"
#include "lib/rooms.hpp"

namespace stepmark::problem {

/// Calls `read`; its InputErrors that have no place get this one.
template <class Read>
auto placed(const Location& where, Read read) try {
  return read();
} catch (const InputError& error) {
  if (error.where().file.empty()) throw error.at(where);
  throw;
}

}  // namespace stepmark::problem
