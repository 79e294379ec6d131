#include "lib/base/version.hpp"

namespace stepmark {

const char* const version = STEPMARK_VERSION;

}  // namespace stepmark
