// A docx that holds nothing but the size and the margins of a page, for pandoc to take them from.
#pragma once

#include <string_view>

namespace stepmark::typeset {

extern const std::string_view paper;

}  // namespace stepmark::typeset
