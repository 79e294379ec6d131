// The room of this floor: see lib/rooms.hpp.
#pragma once

#include "reports/rooms.hpp"

namespace stepmark::assessment {
using namespace reports;
}
