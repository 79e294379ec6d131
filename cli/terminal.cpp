#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

namespace stepmark::cli {

std::optional<std::size_t> terminal_columns() {
  struct winsize size {};
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? std::optional(std::max<std::size_t>(size.ws_col, 20)) : std::nullopt;
}

}  // namespace stepmark::cli
