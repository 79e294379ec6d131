#include "cli/held_stream.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "lib/base/error.hpp"

namespace stepmark::cli {

namespace {

[[noreturn]] void fail() {
  throw InputError({}, std::string("the output cannot wait on the disk: ") + std::strerror(errno),
                   "expected TMPDIR to name a directory with room for temporary files");
}

/// A file without a name, gone with the program.
std::FILE* open_temporary() {
  const char* named = std::getenv("TMPDIR");
  std::string path = std::string(named != nullptr && *named != '\0' ? named : "/tmp") + "/stepmark.XXXXXX";
  const int file = ::mkostemp(path.data(), O_CLOEXEC);
  if (file < 0) return nullptr;
  ::unlink(path.c_str());
  return ::fdopen(file, "w+b");
}

}  // namespace

HeldStream::HeldStream(const Options& options) : options_(options), disk_(nullptr, &std::fclose) {
  check_output(options);
}

void HeldStream::move_to_disk() {
  if (!disk_) disk_.reset(open_temporary());
  if (!disk_ || std::fwrite(waiting_.data(), 1, waiting_.size(), disk_.get()) != waiting_.size()) fail();
  waiting_.clear();
}

void HeldStream::write(std::string_view text) {
  constexpr std::size_t little = std::size_t{1} << 20;
  waiting_ += text;
  if (waiting_.size() >= little) move_to_disk();
}

void HeldStream::forget() {
  waiting_.clear();
  disk_.reset();
}

void HeldStream::finish() {
  if (!disk_) return emit(options_, waiting_);
  move_to_disk();
  if (std::fflush(disk_.get()) != 0 || std::fseek(disk_.get(), 0, SEEK_SET) != 0) fail();
  files::Stream out = open_output(options_);
  std::array<char, std::size_t{1} << 16> block;
  while (const std::size_t size = std::fread(block.data(), 1, block.size(), disk_.get()))
    out.write({block.data(), size});
  if (std::ferror(disk_.get()) != 0) fail();
  out.finish();
}

}  // namespace stepmark::cli
