// A directory of a few files that appears whole or not at all.
#pragma once

#include <string>
#include <vector>

#include "lib/rooms.hpp"

namespace stepmark::files {

struct NamedText {
  std::string name, text;
};

/// Refuses what is no directory, and one that is not empty unless `force`. @throws InputError
void check_directory(const std::string& directory, bool force);

/// What grows beside it takes its place in one step; into a directory that has something in it, each file by itself,
/// and other files there stay.
/// @throws InputError as above, and naming what cannot be written
void emit_directory(const std::string& directory, bool force, const std::vector<NamedText>& files);

}  // namespace stepmark::files
