// What the program does when there is no memory left.
#pragma once

#include "cli/rooms.hpp"

namespace stepmark::cli {

/// One line on standard error, and the end: Status::not_done. Where an exception can pass, std::bad_alloc says it
/// first.
[[noreturn]] void end_without_memory();

/// GMP, MPFR and cmark end a program that has no memory left by abort, and no exception can be thrown through them:
/// they leave what they were at half done. From here on they end as above, and so does what can only call
/// std::terminate. No temporary file has a name while any of this runs (see lib/files/temporary_file.hpp).
void end_in_one_line_without_memory();

}  // namespace stepmark::cli
