#include "cli/set_directory.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "cli/write_all.hpp"
#include "lib/base/error.hpp"

namespace stepmark::cli {

namespace fs = std::filesystem;

namespace {

constexpr const char* hidden_name = ".unfinished";
constexpr const char* journal_name = "journal";
constexpr std::string_view complete_mark = "complete";

[[noreturn]] void fail(const std::string& file, const std::string& why) {
  throw InputError({file, 0, 0}, "cannot be written: " + why, "expected a directory with room for the whole set");
}

[[noreturn]] void fail(const std::string& file) { fail(file, std::strerror(errno)); }

/// Calls what throws on trouble with files; says it as we do.
template <class Action>
auto on_files(const std::string& file, Action action) try {
  return action();
} catch (const fs::filesystem_error& error) {
  fail(file, error.code().message());
}

int open_file(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC, 0666);
  if (descriptor < 0) fail(path);
  return descriptor;
}

void write_all(int descriptor, std::string_view text, const std::string& file) {
  if (!cli::write_all(descriptor, text)) fail(file);
}

/// A journal line: the lengths of the sheets, a tab, the entry.
struct JournalLine {
  std::vector<std::uint64_t> lengths;
  std::string_view entry;
};

JournalLine parse(std::string_view line) {
  JournalLine result;
  const std::size_t tab = line.find('\t');
  const char* at = line.data();
  const char* const end = line.data() + std::min(tab, line.size());
  while (at < end) {
    std::uint64_t length = 0;
    const auto [next, error] = std::from_chars(at, end, length);
    if (error != std::errc()) break;
    result.lengths.push_back(length);
    at = next + 1;
  }
  if (tab != std::string_view::npos) result.entry = line.substr(tab + 1);
  return result;
}

/// Whole lines only: one that a killed run left unfinished does not count.
void for_each_line(const std::string& path, const std::function<void(const std::string&)>& take) {
  std::ifstream in(path, std::ios::binary);
  std::string line;
  while (std::getline(in, line)) {
    if (in.eof()) return;
    take(line);
  }
}

}  // namespace

SetDirectory::SetDirectory(std::string directory, Opening opening)
    : directory_(std::move(directory)), force_(opening.force) {
  std::signal(SIGXFSZ, SIG_IGN);  // a file too large for its limit is answered as a full disk is
  while (directory_.size() > 1 && directory_.ends_with('/')) directory_.pop_back();
  hidden_ = directory_ + '/' + hidden_name;
  on_files(directory_, [&] {
    if (fs::exists(directory_) && !fs::is_directory(directory_)) fail(directory_, "it is no directory");
    opening.resume ? resume(opening) : begin_anew(opening);
  });
}

SetDirectory::~SetDirectory() {
  for (auto& [name, sheet] : sheets_) {
    if (sheet.descriptor >= 0) ::close(sheet.descriptor);
  }
  if (journal_ >= 0) ::close(journal_);
  if (ours_ && !finished_) remove_all();
}

void SetDirectory::remove_all() {
  std::error_code ignored;
  fs::remove_all(hidden_, ignored);
  if (made_) fs::remove(directory_, ignored);
}

/// A run may have been killed before it had begun, after it had ended, or anywhere between.
void SetDirectory::resume(const Opening& opening) {
  bool has_begun = false;
  for_each_line(path(journal_name), [&](const std::string&) { has_begun = true; });
  if (has_begun) return go_on(opening);
  complete_ = fs::exists(directory_ + "/manifest.json");
  if (complete_) return check_manifest(opening);
  fs::remove_all(hidden_);
  begin_anew(opening);
}

void SetDirectory::check_manifest(const Opening& opening) const {
  std::ifstream in(directory_ + "/manifest.json", std::ios::binary);
  std::string head(opening.manifest.size(), '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (in && head == opening.manifest) return;
  throw InputError({directory_, 0, 0}, "there is another set, and it is complete",
                   "expected a new or an empty directory");
}

void SetDirectory::begin_anew(const Opening& opening) {
  const Location where{directory_, 0, 0};
  if (fs::exists(hidden_) && !opening.force) {
    throw InputError(where, "an unfinished set is there", "expected --resume to go on with it, or --force");
  }
  if (fs::exists(directory_) && !fs::is_empty(directory_) && !opening.force) {
    throw InputError(where, "the directory is not empty", "expected a new or an empty one, or --force");
  }
  made_ = fs::create_directories(directory_);
  fs::remove_all(hidden_);
  ours_ = true;
  try {
    fs::create_directory(hidden_);
    fs::create_directory(path("problems"));
    fs::create_directory(path("sheets"));
    journal_ = open_file(path(journal_name), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND);
    write_all(journal_, opening.header + '\n', directory_);
    open_sheets(opening.sheets, std::vector<std::uint64_t>(opening.sheets.size()));
  } catch (...) {  // no destructor will be called
    remove_all();
    throw;
  }
}

void SetDirectory::go_on(const Opening& opening) {
  std::string header, last;
  std::uint64_t length = 0;
  for_each_line(path(journal_name), [&](const std::string& line) {
    (length == 0 ? header : last) = line;
    length += line.size() + 1;
  });
  if (header != opening.header) {
    throw InputError({directory_, 0, 0}, "the unfinished set was begun with other options or by another version",
                     "expected the same, or --force to begin anew");
  }
  made_ = false;
  complete_ = last == complete_mark;
  if (complete_) return;
  fs::resize_file(path(journal_name), length);
  journal_ = open_file(path(journal_name), O_WRONLY | O_APPEND);
  std::vector<std::uint64_t> lengths = parse(last).lengths;
  lengths.resize(opening.sheets.size());
  open_sheets(opening.sheets, lengths);
}

void SetDirectory::open_sheets(const std::vector<std::string>& names, const std::vector<std::uint64_t>& lengths) {
  for (const std::string& name : names) sheets_[name];
  std::size_t i = 0;
  for (auto& [name, sheet] : sheets_) {  // in the order in which the journal has their lengths
    sheet.descriptor = open_file(path(name), O_WRONLY | O_CREAT | O_APPEND);
    sheet.length = lengths[i++];
    if (::ftruncate(sheet.descriptor, static_cast<off_t>(sheet.length)) != 0) fail(directory_);
  }
}

void SetDirectory::for_each_entry(const std::function<void(std::string_view)>& take) const {
  bool is_header = true;
  for_each_line(path(journal_name), [&](const std::string& line) {
    if (!is_header && line != complete_mark) take(parse(line).entry);
    is_header = false;
  });
}

void SetDirectory::write(const std::string& file, std::string_view text) {
  const int descriptor = open_file(path(file), O_WRONLY | O_CREAT | O_TRUNC);
  try {
    write_all(descriptor, text, directory_);
  } catch (...) {
    ::close(descriptor);
    throw;
  }
  if (::close(descriptor) != 0) fail(directory_);
}

void SetDirectory::append(const std::string& sheet, std::string_view text) { sheets_.at(sheet).waiting += text; }

void SetDirectory::flush(Sheet& sheet) {
  write_all(sheet.descriptor, sheet.waiting, directory_);
  sheet.length += sheet.waiting.size();
  sheet.waiting.clear();
}

void SetDirectory::done(std::string_view entry) {
  std::string line;
  for (auto& [name, sheet] : sheets_) {
    flush(sheet);
    line += (line.empty() ? "" : " ") + std::to_string(sheet.length);
  }
  write_all(journal_, line.append("\t").append(entry) + '\n', directory_);
}

void SetDirectory::move_up(const std::string& name) {
  const std::string from = path(name), to = directory_ + '/' + name;
  if (!fs::exists(from)) return;  // moved by a run that was killed then
  if (fs::exists(to)) {
    fs::create_directories(path("replaced"));
    fs::rename(to, path("replaced/" + name));
  }
  fs::rename(from, to);
}

void SetDirectory::finish() {
  on_files(directory_, [&] {
    if (!complete_) {
      for (auto& [name, sheet] : sheets_) flush(sheet);
      if (::syncfs(journal_) != 0) fail(directory_);
      write_all(journal_, std::string(complete_mark) + '\n', directory_);
    }
    ours_ = false;  // from here on a later run can end it
    finished_ = true;
    if (!fs::exists(hidden_)) return;
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(hidden_)) names.push_back(entry.path().filename());
    for (const std::string& name : names) {
      if (name != journal_name && name != "replaced" && name != "manifest.json") move_up(name);
    }
    move_up("manifest.json");
    fs::remove_all(path("replaced"));
    fs::remove_all(hidden_);
  });
}

}  // namespace stepmark::cli
