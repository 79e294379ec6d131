// The room of this floor: see lib/rooms.hpp.
#pragma once

#include "solver/rooms.hpp"

namespace stepmark::problems {
using namespace mistake;
using namespace questions;
using namespace solver;
}  // namespace stepmark::problems
