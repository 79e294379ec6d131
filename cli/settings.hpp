// Options that say how a calculation is worked.
#pragma once

#include "cli/options.hpp"
#include "cli/rooms.hpp"
#include "solver/solve.hpp"

namespace stepmark::cli {

/// --arithmetic, --digits, --places, --figures, --carry and --ties, as far as they are given. @throws InputError
SettingsOverride read_override(const Options& options);

}  // namespace stepmark::cli
