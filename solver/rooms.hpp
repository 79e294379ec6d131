// The rooms of this floor: see lib/rooms.hpp.
#pragma once

#include "lib/rooms.hpp"

namespace stepmark {

namespace arithmetic {
using namespace number;
}

namespace tape {
using namespace arithmetic;
using namespace problem;
}  // namespace tape

namespace trace {
using namespace tape;
}

namespace mistake {
using namespace trace;
}

namespace solver {
using namespace trace;
}

namespace marking {
using namespace mistake;
using namespace observed;
using namespace solver;
}  // namespace marking

namespace questions {
using namespace marking;
}

namespace identify {
using namespace mistake;
using namespace observed;
using namespace solver;
}  // namespace identify

}  // namespace stepmark
