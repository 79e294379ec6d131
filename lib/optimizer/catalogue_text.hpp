// The files of the catalogue, compiled in.
#pragma once

#include <string>
#include <vector>

#include "lib/rooms.hpp"

namespace stepmark::optimizer {

struct CatalogueFile {
  const char* name;
  const char* text;
};

/// In the order of their names.
const std::vector<CatalogueFile>& catalogue_files();

/// catalogue/frameworks.txt
const char* frameworks_text();

}  // namespace stepmark::optimizer
