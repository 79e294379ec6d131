// How far a long piece of work has come.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "assessment/rooms.hpp"

namespace stepmark::assessment {

/// Told what is counted ("problems"), how many there are by now, and of how many.
using ProgressSink = std::function<void(const std::string& what, std::uint64_t done, std::uint64_t all)>;

}  // namespace stepmark::assessment
