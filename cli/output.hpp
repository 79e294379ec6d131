// Where a command's text goes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"
#include "cli/rooms.hpp"
#include "lib/files/output.hpp"
#include "reports/render.hpp"

namespace stepmark::cli {

/// To standard output, or to the file of -o, as files::emit_to does.
void emit(const Options& options, std::string_view text);

/// The same, piece by piece.
files::Stream open_output(const Options& options);

/// Refuses an existing file before any work is done, and the ending of a page for a text.
void check_output(const Options& options);

/// What a command can write.
struct Forms {
  Format usual = Format::markdown;  ///< where nothing is said
  std::vector<std::string> data;    ///< "json", "csv": for programs
  bool typeset = false;             ///< does it take --to?
};

/// The form that was chosen.
struct Form {
  std::string name;
  bool typeset = false;  ///< made by another program: TeX, pandoc

  bool is(std::string_view other) const { return name == other; }
};

/// Checks -o as above, and says in which form to write: as --format or --to says, else as the ending of -o says, else
/// as usual. An ending of a page counts where the command takes --to.
/// @throws InputError when the options and the ending differ
Form read_form(const Options& options, const Forms& forms);

/// --format, with all that it takes.
OptionSpec format_option(const Forms& forms);

/// An output as the command line has it: its option, and what stands behind that.
struct NamedOutput {
  std::string option, file;
  std::string form = {};  ///< of a page that is written there
};
/// All of a command's outputs before any work is done: each has a name, a place, no file there already unless `force`,
/// and no two are the same file. @throws InputError
void check_outputs(const std::vector<NamedOutput>& outputs, bool force);

}  // namespace stepmark::cli
