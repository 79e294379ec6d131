// What tests are written in: the names of all rooms are theirs. See lib/rooms.hpp.
#pragma once

#include "assessment/rooms.hpp"

namespace stepmark {

namespace support {
using namespace assessment;
}

namespace tests {
using namespace assessment;
}

namespace bench {
using namespace assessment;
}

}  // namespace stepmark
