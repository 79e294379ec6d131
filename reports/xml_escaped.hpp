// Text as it stands between tags, and in an attribute.
#pragma once

#include <string>
#include <string_view>

#include "reports/rooms.hpp"

namespace stepmark::reports {

std::string xml_escaped(std::string_view text);

}  // namespace stepmark::reports
