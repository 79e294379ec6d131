// The options that say which problems are wanted.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/rooms.hpp"
#include "problems/generate.hpp"

namespace stepmark::cli {

/// --optimizer, --family, --kind, --level, --steps, --from-step, --dimension, --places, --figures, --set, --like,
/// --seed.
std::vector<OptionSpec> request_options();

/// As they are given; what was left open is not filled in. @throws InputError
Request read_request(const Options& options);

/// A whole number from 1 on; 0 where it is not given. @throws InputError
std::uint64_t read_positive(const Options& options, const std::string& option);

}  // namespace stepmark::cli
