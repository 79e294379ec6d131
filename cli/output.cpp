#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <utility>

#include "cli/write_all.hpp"
#include "lib/base/error.hpp"
#include "lib/base/inputs.hpp"
#include "lib/base/safe.hpp"

namespace stepmark::cli {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail(const std::string& file, const std::string& what) {
  throw InputError({file, 0, 0}, "cannot be written: " + what, "expected a place that takes the whole output");
}

[[noreturn]] void fail(const std::string& file) { fail(file, std::strerror(errno)); }

[[noreturn]] void refuse_existing(const std::string& file) {
  throw InputError({file, 0, 0}, "the file exists already", "expected a new file, or --force");
}

void write_all(int descriptor, std::string_view text, const std::string& file) {
  if (!cli::write_all(descriptor, text)) fail(file);
}

/// The form that a file name's ending means, as --to and --format name it; empty if it means none.
std::string ending_form(const std::string& file) {
  static const std::map<std::string, std::string> forms = {
      {"html", "html"},   {"htm", "html"},          {"pdf", "pdf"},     {"docx", "docx"}, {"tex", "latex"},
      {"latex", "latex"}, {"markdown", "markdown"}, {"md", "markdown"}, {"json", "json"}, {"csv", "csv"}};
  const std::string name = split_path(file).second;
  const std::size_t dot = name.rfind('.');
  const auto form = dot == std::string::npos ? forms.end() : forms.find(lower_case(name.substr(dot + 1)));
  return form == forms.end() ? "" : form->second;
}

bool is_page(const std::string& form) { return form == "html" || form == "pdf" || form == "docx" || form == "latex"; }

/// A device or a pipe is written to, never replaced.
bool is_stream(const std::string& file) {
  struct stat found {};
  return ::stat(file.c_str(), &found) == 0 && !S_ISREG(found.st_mode) && !S_ISDIR(found.st_mode);
}

/// What a link leads to is replaced, not the link.
std::string behind_links(const std::string& file) {
  struct stat found {};
  if (::lstat(file.c_str(), &found) != 0 || !S_ISLNK(found.st_mode)) return file;
  const std::unique_ptr<char, decltype(&std::free)> path(::realpath(file.c_str(), nullptr), &std::free);
  if (!path) fail(file, "it is a link to nothing");
  return path.get();
}

void write_stream(const std::string& file, std::string_view text) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor < 0) fail(file);
  write_all(descriptor, text, file);
  if (::close(descriptor) != 0) fail(file);
}

}  // namespace

void check_file(const std::string& file, bool force) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return;
  if (S_ISDIR(found.st_mode)) fail(file, "it is a directory");
  if (S_ISREG(found.st_mode) && !force) refuse_existing(file);
}

namespace {

void check_name(const NamedOutput& output) {
  if (!output.file.empty()) return;
  throw InputError({}, "the name behind " + output.option + " is empty", "expected that of a file");
}

/// Text in a file whose ending promises a page would open nowhere.
void check_text_name(const std::string& file) {
  const std::string form = ending_form(file);
  if (!is_page(form) || is_stream(file)) return;
  throw InputError({file, 0, 0}, "what is written there is text, and no " + form,
                   "expected another ending, or a command that takes --to " + form);
}

/// The file that a name leads to, however it is spelt.
std::string place_of(const std::string& file) {
  std::error_code ignored;
  return fs::weakly_canonical(fs::absolute(file, ignored), ignored).string();
}

}  // namespace

void check_output(const Options& options) {
  const auto file = options.value("output");
  if (!file) return;
  check_name({"-o", *file});
  check_text_name(*file);
  check_file(*file, options.has("force"));
}

std::string read_form(const Options& options, const std::vector<std::string>& formats, bool pages) {
  const auto format = options.choice("format", formats);
  const auto to = options.choice("to", {"markdown", "html", "pdf", "docx", "latex"});
  if (format && to && *format != *to) {
    throw InputError({}, "--format " + *format + " and --to " + *to + " are both given", "expected one of them");
  }
  const auto file = options.value("output");
  const auto stated = format ? format : to;
  const std::string ending = file ? ending_form(*file) : "";
  const bool known = std::find(formats.begin(), formats.end(), ending) != formats.end() || (pages && is_page(ending));
  // One text may stand in a file that is named for another; a page or a text in the place of the other opens nowhere.
  if (stated && known && *stated != ending && (is_page(*stated) || is_page(ending))) {
    throw InputError({*file, 0, 0}, "its ending says " + ending + ", and the options say " + *stated,
                     "expected the same of both");
  }
  const std::string form = stated ? *stated : known ? ending : formats.front();
  if (file && !is_page(form)) check_text_name(*file);
  if (file) {
    check_name({"-o", *file});
    check_file(*file, options.has("force"));
  }
  if ((form == "pdf" || form == "docx") && !file) {
    throw InputError({}, "--to " + form + " is given without -o", "expected -o FILE: it is no text");
  }
  return form;
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
  throw InputError({file, 0, 0}, same, "expected an output that is no input, --force or not");
}

void check_outputs(const std::vector<NamedOutput>& outputs, bool force) {
  std::map<std::string, std::string> taken;
  for (const NamedOutput& output : outputs) {
    check_name(output);
    check_text_name(output.file);
    check_file(output.file, force);
    check_no_input(output.file);
    check_place(output.file);
    if (is_stream(output.file)) continue;
    const auto [first, is_new] = taken.emplace(place_of(output.file), output.option);
    if (is_new) continue;
    throw InputError({output.file, 0, 0}, "both " + first->second + " and " + output.option + " would be written there",
                     "expected a file for each");
  }
}

Stream::Stream(const Options& options) : Stream(options.value("output").value_or(""), options.has("force")) {
  check_output(options);
}

Stream::Stream(std::string file, bool force) : file_(std::move(file)), force_(force) {
  std::signal(SIGXFSZ, SIG_IGN);
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

void Stream::finish() {
  flush();
  if (!growing_) return;
  check_no_input(file_);
  growing_->sync();
  growing_->take_name(force_);
}

void emit_to(const std::string& file, bool force, std::string_view text) {
  check_no_input(file);
  save_to(file, force, text);
}

void save_to(const std::string& file, bool force, std::string_view text) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file too large for its limit is answered as a full disk is
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

void emit(const Options& options, std::string_view text) {
  const auto file = options.value("output");
  if (file) check_name({"-o", *file});
  file ? emit_to(*file, options.has("force"), text) : write_all(STDOUT_FILENO, text, "standard output");
}

}  // namespace stepmark::cli
