#include "cli/held_stream.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "lib/base/error.hpp"

namespace stepmark::cli {

namespace {

[[noreturn]] void fail() {
  throw InputError({}, std::string("the output cannot wait on the disk: ") + std::strerror(errno),
                   "expected room for temporary files");
}

}  // namespace

HeldStream::HeldStream(const Options& options) : options_(options), disk_(nullptr, &std::fclose) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file too large for its limit is answered as a full disk is
  check_output(options);
}

void HeldStream::move_to_disk() {
  if (!disk_) disk_.reset(std::tmpfile());
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
  Stream out(options_);
  std::array<char, std::size_t{1} << 16> block;
  while (const std::size_t size = std::fread(block.data(), 1, block.size(), disk_.get()))
    out.write({block.data(), size});
  if (std::ferror(disk_.get()) != 0) fail();
  out.finish();
}

}  // namespace stepmark::cli
