// The room of this floor: see lib/rooms.hpp.
#pragma once

#include "assessment/rooms.hpp"

namespace stepmark::web {
using namespace assessment;
}
