// The rooms of this floor, a namespace for each folder, and whose names each uses without saying so. What all rooms
// speak of (lib/base) stands in `stepmark` itself. A name of one's own hides a borrowed one, and of two borrowed ones
// the compiler asks which.
#pragma once

namespace stepmark {

namespace number {}

namespace expression {
using namespace number;
}

namespace objective {
using namespace expression;
}

namespace optimizer {
using namespace expression;
}

namespace problem {
using namespace objective;
using namespace optimizer;
}  // namespace problem

namespace sheet {
using namespace expression;
}

namespace observed {
using namespace sheet;
}

}  // namespace stepmark
