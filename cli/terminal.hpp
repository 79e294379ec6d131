// The terminal that standard output is, if it is one.
#pragma once

#include <cstddef>
#include <optional>

#include "cli/rooms.hpp"

namespace stepmark::cli {

/// Its columns, 20 at least; nothing where there is none.
std::optional<std::size_t> terminal_columns();

}  // namespace stepmark::cli
