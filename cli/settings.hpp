// Options that say how a calculation is worked.
#pragma once

#include <optional>

#include "cli/options.hpp"
#include "cli/rooms.hpp"
#include "solver/solve.hpp"

namespace stepmark::cli {

/// --places or --figures, at most so many; nothing where neither is given. @throws InputError
std::optional<DecimalFormat> read_format(const Options& options, int most);

/// --arithmetic, --digits, --places, --figures, --carry and --ties, as far as they are given. @throws InputError
SettingsOverride read_override(const Options& options);

}  // namespace stepmark::cli
