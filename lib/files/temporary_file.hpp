// A file that grows without a name, and takes one when it is whole.
#pragma once

#include <string>
#include <string_view>

#include "lib/files/descriptor.hpp"

namespace stepmark::files {

/// The error of the last call of the system, about an output. @throws InputError always
[[noreturn]] void fail_to_write(const std::string& file);

/// Where the system knows files without a name (O_TMPFILE), a killed run leaves nothing; else, and for the moment in
/// which an old file is replaced, there is a file ".stepmark.XXXXXX", locked while the run lives.
class TemporaryFile {
 public:
  /// @param directory  an open one, which outlives the object
  /// @param shown      how messages call the file
  /// @throws InputError when the directory takes no file
  TemporaryFile(int directory, std::string name, std::string shown);

  /// @throws InputError when there is no room, as all below
  void add(std::string_view text);
  /// Waits until it is safe from a power cut.
  void sync();
  /// What bears the name is replaced if `force`, be it a link or a pipe, and refused otherwise. Of a file that is
  /// replaced, mode and owner are kept, the owner as far as the system lets us.
  void take_name(bool force);

 private:
  void keep_mode();
  bool link_as(const std::string& name) const;
  std::string name_beside();
  void copy_to(const std::string& name);

  int directory_;
  std::string name_, shown_;
  Descriptor file_;
};

/// Takes away the files ".stepmark.XXXXXX" of runs that live no more.
void clear_leftovers(int directory);
bool is_leftover_name(std::string_view name);

}  // namespace stepmark::files
