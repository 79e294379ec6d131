// Which release this is.
#pragma once

namespace stepmark {

extern const char* const version;  ///< "0.1.0"

}  // namespace stepmark
