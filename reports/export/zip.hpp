// Archives as other systems take them in: the same bytes for the same content.
#pragma once

#include <string>
#include <vector>

#include "reports/rooms.hpp"

namespace stepmark::exports {

struct ZipEntry {
  std::string name;  ///< "folder/file.xml"
  std::string bytes;
};

/// A ZIP archive (PKWARE APPNOTE 6.3) of entries that are stored as they are, in their order, dated 1 January 1980.
std::string zipped(const std::vector<ZipEntry>& entries);

}  // namespace stepmark::exports
