#include "lib/files/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#include "lib/base/error.hpp"
#include "lib/base/inputs.hpp"
#include "lib/files/write_all.hpp"

namespace stepmark::files {

namespace {

[[noreturn]] void fail(const std::string& file, const std::string& what) {
  throw InputError({file, 0, 0}, "cannot be written: " + what, "expected a place that takes the whole output");
}

[[noreturn]] void fail(const std::string& file) { fail(file, std::strerror(errno)); }

[[noreturn]] void refuse_existing(const std::string& file) {
  throw InputError({file, 0, 0}, "the file exists already", "expected a new file", Remedy::overwrite);
}

void write_all(int descriptor, std::string_view text, const std::string& file) {
  if (!files::write_all(descriptor, text)) fail(file);
}

void write_stream(const std::string& file, std::string_view text) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) fail(file);
  write_all(descriptor, text, file);
  if (::close(descriptor) != 0) fail(file);
}

}  // namespace

std::string behind_links(const std::string& file) {
  struct stat found {};
  if (::lstat(file.c_str(), &found) != 0 || !S_ISLNK(found.st_mode)) return file;
  const std::unique_ptr<char, decltype(&std::free)> path(::realpath(file.c_str(), nullptr), &std::free);
  if (!path) fail(file, "it is a link to nothing");
  return path.get();
}

bool is_stream(const std::string& file) {
  struct stat found {};
  return ::stat(file.c_str(), &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

void check_file(const std::string& file, bool force) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return;
  if (S_ISDIR(found.st_mode)) fail(file, "it is a directory");
  if (S_ISREG(found.st_mode) && !force) refuse_existing(file);
}

namespace {

/// The directory of a file, open. @throws InputError when there is none
Descriptor directory_of(const std::string& file) {
  Descriptor directory = open_directory(split_path(file).first);
  if (!directory) fail(file);
  return directory;
}

}  // namespace

void check_place(const std::string& file) {
  if (is_stream(file)) return;
  const std::string real = behind_links(file);
  const Descriptor directory = directory_of(real);
  const TemporaryFile attempt(directory.get(), split_path(real).second, real);
}

void check_no_input(const std::string& file) {
  const std::string input = input_at(file);
  if (input.empty()) return;
  const std::string same = input == file ? "it is an input" : input + " is an input, and would be written over";
  throw InputError({file, 0, 0}, same, "expected an output that is none");
}

Stream::Stream(std::string file, bool force) : file_(std::move(file)), force_(force) {
  if (file_.empty()) return;
  check_file(file_, force_);
  if (!is_stream(file_)) {
    file_ = behind_links(file_);
    directory_ = directory_of(file_);
    clear_leftovers(directory_.get());
    growing_.emplace(directory_.get(), split_path(file_).second, file_);
    return;
  }
  device_ = Descriptor(::open(file_.c_str(), O_WRONLY | O_CLOEXEC));
  if (!device_) fail(file_);
}

void Stream::flush() {
  if (growing_) {
    growing_->add(waiting_);
  } else {
    write_all(device_ ? device_.get() : STDOUT_FILENO, waiting_, file_.empty() ? "standard output" : file_);
  }
  waiting_.clear();
}

void Stream::write(std::string_view text) {
  constexpr std::size_t block = 1 << 16;
  waiting_ += text;
  if (waiting_.size() >= block) flush();
}

void Stream::settle() {
  flush();
  if (!growing_) return;
  check_no_input(file_);
  check_file(file_, force_);
  growing_->sync();
}

void Stream::take_name() {
  if (growing_) growing_->take_name(force_);
}

void Stream::finish() {
  settle();
  take_name();
}

void emit_to(const std::string& file, bool force, std::string_view text) {
  check_no_input(file);
  save_to(file, force, text);
}

void save_to(const std::string& file, bool force, std::string_view text) {
  check_file(file, force);
  if (is_stream(file)) return write_stream(file, text);
  const std::string real = behind_links(file);
  const Descriptor directory = directory_of(real);
  clear_leftovers(directory.get());
  TemporaryFile whole(directory.get(), split_path(real).second, real);
  whole.add(text);
  whole.sync();
  whole.take_name(force);
}

void print(std::string_view text) { write_all(STDOUT_FILENO, text, "standard output"); }

// -------------------------------------------------------------------------------------------------------- held

namespace {

[[noreturn]] void cannot_wait() {
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

HeldStream::HeldStream(std::optional<std::string> file, bool force)
    : file_(std::move(file)), force_(force), disk_(nullptr, &std::fclose) {}

void HeldStream::move_to_disk() {
  if (!disk_) disk_.reset(open_temporary());
  if (!disk_ || std::fwrite(waiting_.data(), 1, waiting_.size(), disk_.get()) != waiting_.size()) cannot_wait();
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
  if (!disk_) return file_ ? emit_to(*file_, force_, waiting_) : print(waiting_);
  move_to_disk();
  if (std::fflush(disk_.get()) != 0 || std::fseek(disk_.get(), 0, SEEK_SET) != 0) cannot_wait();
  Stream out(file_.value_or(""), force_);
  std::array<char, std::size_t{1} << 16> block;
  while (const std::size_t size = std::fread(block.data(), 1, block.size(), disk_.get()))
    out.write({block.data(), size});
  if (std::ferror(disk_.get()) != 0) cannot_wait();
  out.finish();
}

void emit_beside(const std::string& file, bool force, const std::map<std::string, std::string>& beside) {
  const std::string directory = split_path(file).first;
  for (const auto& [name, bytes] : beside) check_file(directory + '/' + name, force);
  for (const auto& [name, bytes] : beside) emit_to(directory + '/' + name, force, bytes);
}

}  // namespace stepmark::files
