// Where a command's text goes.
#pragma once

#include <string>
#include <string_view>

#include "cli/options.hpp"

namespace stepmark::cli {

/// To standard output, or to the file of -o: there it appears whole or not at all, and an existing file is left as it
/// is unless --force is given. A device or a pipe named by -o is written to.
/// @throws InputError naming the file, or standard output, when it cannot be written.
void emit(const Options& options, std::string_view text);

/// Refuses an existing file before any work is done.
void check_output(const Options& options);

}  // namespace stepmark::cli
