// Writing to a descriptor.
#pragma once

#include <string_view>

namespace stepmark::files {

/// All of the text, however often the system has to be asked. False if it refuses; errno says why.
bool write_all(int descriptor, std::string_view text);

}  // namespace stepmark::files
