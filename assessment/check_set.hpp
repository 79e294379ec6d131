// A set in a directory, compared with what its request gives.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "assessment/rooms.hpp"
#include "problems/generate.hpp"

namespace stepmark::assessment {

/// Every file but pages, byte by byte; nothing is written. As much work as writing the set.
/// @param progress  is told how many problems have been compared
/// @throws InputError naming the first file that is not there, or not as it was written
void check_set(const Request& request, const std::string& directory, unsigned threads,
               const std::function<void(std::uint64_t)>& progress);

}  // namespace stepmark::assessment
