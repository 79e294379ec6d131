// The files of po/, as the build puts them into the library.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stepmark::language {

struct Text {
  std::string_view name;  ///< "de"
  std::string po;
};
/// By name.
const std::vector<Text>& texts();

}  // namespace stepmark::language
