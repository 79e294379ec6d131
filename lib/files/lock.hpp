// Who writes to a directory or a file that grows.
#pragma once

#include <string>

#include "lib/files/descriptor.hpp"

namespace stepmark::files {

/// A file that is locked (flock) while the object lives, and gone afterwards. It says which process of which host has
/// it; the lock of a dead process is none. Where the file system knows no locks, there are none.
class Lock {
 public:
  enum class Kind { alone, shared };

  /// @param directory  an open one, which outlives the object
  /// @param shown      what is locked, in messages
  /// @throws InputError when another process has it, saying which, or when there is no place for the file
  Lock(int directory, std::string name, const std::string& shown, Kind kind = Kind::alone);
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  void take(const std::string& shown, Kind kind);

  int directory_;
  std::string name_;
  Descriptor file_;
};

/// The lock of a directory as a whole.
inline constexpr const char* directory_lock = ".stepmark.lock";
/// Is it the name of a lock, of a directory or anything in it?
bool is_lock_name(const std::string& name);

}  // namespace stepmark::files
