// Where a command's text goes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace stepmark::cli {

/// To standard output, or to the file of -o: there it appears whole or not at all, and an existing file is left as it
/// is unless --force is given. A device or a pipe named by -o is written to.
/// @throws InputError naming the file, or standard output, when it cannot be written.
void emit(const Options& options, std::string_view text);

/// The same, to a file.
void emit_to(const std::string& file, bool force, std::string_view text);

/// When is a file to be safe from a power cut: behind each, or is that the caller's care, behind many?
enum class Sync { each, later };
/// Under that very name, whatever bears it so far: a link is replaced and not followed, a pipe is not opened.
void emit_entry(const std::string& file, bool force, std::string_view text, Sync sync);

/// The same, piece by piece: standard output gets each piece at once, a file everything at `finish`, and nothing if
/// that is never called. What waits for a file waits on the disk, in its directory, under no name.
class Stream {
 public:
  explicit Stream(const Options& options);
  Stream(std::string file, bool force);
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  void write(std::string_view text);
  void finish();

 private:
  void flush();
  std::string file_;  ///< empty: standard output
  bool force_;
  int descriptor_ = 1;  ///< standard output
  std::string waiting_;
};

/// Refuses an existing file before any work is done.
void check_output(const Options& options);
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
