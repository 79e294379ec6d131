// Where a command's text goes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"
#include "cli/rooms.hpp"
#include "lib/files/output.hpp"

namespace stepmark::cli {

/// To standard output, or to the file of -o, as files::emit_to does.
void emit(const Options& options, std::string_view text);

/// The same, piece by piece.
files::Stream open_output(const Options& options);

/// Refuses an existing file before any work is done, and the ending of a page for a text.
void check_output(const Options& options);

/// Checks -o as above, and says in which form to write: as --format or --to says, else as the ending of -o says, else
/// the first of the formats. A command with --to writes html, pdf, docx and latex, too.
/// @throws InputError when the options and the ending differ
std::string read_form(const Options& options);

/// An output as the command line has it: its option, and what stands behind that.
struct NamedOutput {
  std::string option, file;
};
/// All of a command's outputs before any work is done: each has a name, a place, no file there already unless `force`,
/// and no two are the same file. @throws InputError
void check_outputs(const std::vector<NamedOutput>& outputs, bool force);

}  // namespace stepmark::cli
