// The page of a problem file: every key, what stands in its place when it is left out, and what is refused.
#pragma once

#include <string>

#include "cli/rooms.hpp"

namespace stepmark::cli {

/// What is refused is tried as the page is made: the message is the reader's own.
std::string problem_file_page();

}  // namespace stepmark::cli
