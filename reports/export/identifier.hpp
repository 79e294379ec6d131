// An identifier that is the same for the same content, on every machine.
#pragma once

#include <string>
#include <string_view>

#include "reports/rooms.hpp"

namespace stepmark::exports {

/// A UUID of version 5 (RFC 4122, section 4.3) in the name space of Stepmark: "8b6e...-....-5...-....-............".
std::string identifier_of(std::string_view content);

}  // namespace stepmark::exports
