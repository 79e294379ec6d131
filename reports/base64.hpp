// Bytes as text (RFC 4648, section 4).
#pragma once

#include <string>
#include <string_view>

#include "reports/rooms.hpp"

namespace stepmark::reports {

std::string base64(std::string_view bytes);

}  // namespace stepmark::reports
