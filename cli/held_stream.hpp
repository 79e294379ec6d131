// An output that may come to nothing, or be begun again, until it is finished.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/rooms.hpp"

namespace stepmark::cli {

/// Goes where -o says, or to standard output, at `finish` and not before. What is more than a little waits on the disk,
/// under no name.
class HeldStream {
 public:
  explicit HeldStream(const Options& options);
  /// @throws InputError when there is no room on the disk
  void write(std::string_view text);
  void forget();
  void finish();

 private:
  void move_to_disk();

  const Options& options_;
  std::string waiting_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> disk_;
};

}  // namespace stepmark::cli
