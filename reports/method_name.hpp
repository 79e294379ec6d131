// What a page calls a method: those of the catalogue in the page's language, a tutor's own as they are written.
#pragma once

#include "lib/optimizer/definition.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// The title; of what has none, the name.
Inline method_title(const Definition& definition);
/// What tells it from other conventions of the same optimizer; may be empty.
Inline method_convention(const Definition& definition);

}  // namespace stepmark::reports
