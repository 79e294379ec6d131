// Files that are written whole or not at all, over nothing that anybody would miss.
#pragma once

#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "lib/files/descriptor.hpp"
#include "lib/files/temporary_file.hpp"

namespace stepmark::files {

/// A device or a pipe, which is written to and never replaced.
bool is_stream(const std::string& file);

/// To a file: there the text appears whole or not at all, and an existing file is left as it is unless `force`, and an
/// input whatever is given. What a link leads to is replaced. What killed runs left beside the file is cleared.
/// @throws InputError naming the file when it cannot be written
void emit_to(const std::string& file, bool force, std::string_view text);

/// The same, to a file that is read and written by turns.
void save_to(const std::string& file, bool force, std::string_view text);

/// To standard output. @throws InputError as above
void print(std::string_view text);

/// The same, piece by piece: standard output gets each piece at once, a file everything at `finish`, and nothing if
/// that is never called. What waits for a file waits on the disk, in its directory, under no name.
class Stream {
 public:
  /// @param file  empty for standard output
  Stream(std::string file, bool force);
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  void write(std::string_view text);
  /// All that may fail for want of room; then only the name is missing. Of several outputs, each is settled first.
  void settle();
  void take_name();
  void finish();

 private:
  void flush();
  std::string file_;
  bool force_;
  Descriptor directory_, device_;
  std::optional<TemporaryFile> growing_;
  std::string waiting_;
};

/// The same, but what was written may come to nothing, or be begun again, until `finish`: nothing goes to standard
/// output before. What is more than a little waits on the disk, under no name.
class HeldStream {
 public:
  /// @param file  nothing: standard output
  HeldStream(std::optional<std::string> file, bool force);
  /// @throws InputError when there is no room on the disk
  void write(std::string_view text);
  void forget();
  void finish();

 private:
  void move_to_disk();

  std::optional<std::string> file_;
  bool force_;
  std::string waiting_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> disk_;
};

/// Files that stand beside another one, by their names; none of them where a name is taken.
void emit_beside(const std::string& file, bool force, const std::map<std::string, std::string>& beside);

/// The file that a name leads to through links: what is written and locked. @throws InputError for a link to nothing
std::string behind_links(const std::string& file);

/// Refuses what has been read (see lib/base/inputs.hpp), or a directory that holds it.
void check_no_input(const std::string& file);
/// Refuses a directory, and a file that exists unless `force`.
void check_file(const std::string& file, bool force);
/// Refuses a place that takes no new file.
void check_place(const std::string& file);

}  // namespace stepmark::files
