// The rooms of this floor: see lib/rooms.hpp.
#pragma once

#include "problems/rooms.hpp"

namespace stepmark::language {}

namespace stepmark::picture {
using namespace marking;
using namespace problems;
}  // namespace stepmark::picture

namespace stepmark::reports {
using namespace language;
using namespace identify;
using namespace marking;
using namespace questions;
using namespace problems;
}  // namespace stepmark::reports

namespace stepmark::exports {
using namespace marking;
using namespace mistake;
using namespace questions;
using namespace problems;
using namespace reports;
}  // namespace stepmark::exports
