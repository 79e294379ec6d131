// Every key of a problem file: what it means, what stands in its place when it is left out, and a value that is
// refused. The readers take the keys that they know from here, so that no page of them can lag behind.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lib/rooms.hpp"

namespace stepmark::problem {

struct KeyEntry {
  const char* name;
  const char* meaning;
  const char* otherwise;  ///< when it is left out; empty: it cannot be
  /// Lines of the same table that are refused because of this key; empty where nothing in it alone can be wrong.
  const char* refused;
};

struct KeyTable {
  const char* name;     ///< as messages call it: "the problem", "[answer]", "the step schedule"
  const char* meaning;  ///< may be empty
  bool open;            ///< has further keys, whose names the problem gives
  std::vector<KeyEntry> keys;
};

/// In the order of a file; the kinds of schedule behind [modifiers].
const std::vector<KeyTable>& problem_keys();

/// The names of a table's keys. Asserts that there is such a table.
std::vector<std::string> keys_of(std::string_view table);

/// A problem that is refused because of this key alone, as a file; empty where `refused` is.
std::string refused_problem(const KeyTable& table, const KeyEntry& key);

}  // namespace stepmark::problem
