// Where a command's text goes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/descriptor.hpp"
#include "cli/options.hpp"
#include "cli/temporary_file.hpp"

namespace stepmark::cli {

/// To standard output, or to the file of -o: there it appears whole or not at all, and an existing file is left as it
/// is unless --force is given, and an input whatever is given. A device or a pipe named by -o is written to, and what
/// a link leads to is replaced. What killed runs left beside the file is cleared.
/// @throws InputError naming the file, or standard output, when it cannot be written.
void emit(const Options& options, std::string_view text);

/// The same, to a file.
void emit_to(const std::string& file, bool force, std::string_view text);

/// The same, to a file that is read and written by turns.
void save_to(const std::string& file, bool force, std::string_view text);

/// The same, piece by piece: standard output gets each piece at once, a file everything at `finish`, and nothing if
/// that is never called. What waits for a file waits on the disk, in its directory, under no name.
class Stream {
 public:
  explicit Stream(const Options& options);
  Stream(std::string file, bool force);
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  void write(std::string_view text);
  void finish();

 private:
  void flush();
  std::string file_;  ///< empty: standard output
  bool force_;
  Descriptor directory_, device_;
  std::optional<TemporaryFile> growing_;
  std::string waiting_;
};

/// Refuses an existing file before any work is done, and the ending of a page for a text.
void check_output(const Options& options);

/// Checks -o as above, and says in which form to write: as --format or --to says, else as the ending of -o says, else
/// the first of `formats`. @param pages  does the command write html, pdf, docx and latex, too?
/// @throws InputError when the options and the ending differ
std::string read_form(const Options& options, const std::vector<std::string>& formats, bool pages);

/// Refuses what has been read (see lib/base/inputs.hpp), or a directory that holds it.
void check_no_input(const std::string& file);
void check_file(const std::string& file, bool force);
/// Refuses a place that takes no new file.
void check_place(const std::string& file);

/// An output as the command line has it: its option, and what stands behind that.
struct NamedOutput {
  std::string option, file;
};
/// All of a command's outputs before any work is done: each has a name, a place, no file there already unless `force`,
/// and no two are the same file. @throws InputError
void check_outputs(const std::vector<NamedOutput>& outputs, bool force);

}  // namespace stepmark::cli
