#include "assessment/set_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include "lib/base/error.hpp"
#include "lib/base/hash_table.hpp"
#include "lib/files/output.hpp"
#include "lib/files/write_all.hpp"

namespace stepmark::assessment {

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

void write_all(int descriptor, std::string_view text, const std::string& file) {
  if (!files::write_all(descriptor, text)) fail(file);
}

std::string hidden(const std::string& name) { return std::string(hidden_name) + '/' + name; }

/// Whole lines only: one that a killed run left unfinished does not count.
void for_each_line(int base, const std::function<void(const std::string&)>& take) {
  const files::Descriptor hidden_directory = files::open_below(base, hidden_name, O_RDONLY | O_DIRECTORY);
  if (!hidden_directory) return;
  const files::Descriptor journal = files::open_below(hidden_directory.get(), journal_name, O_RDONLY);
  if (!journal) return;
  std::ifstream in("/proc/self/fd/" + std::to_string(journal.get()), std::ios::binary);
  std::string line;
  while (std::getline(in, line)) {
    if (in.eof()) return;
    take(line);
  }
}

/// Is the part of a file from `from` to `to` what was written there?
bool is_whole(int base, const std::string& name, std::uint64_t from, std::uint64_t to, std::uint64_t expected) {
  const files::Descriptor file = files::open_below(base, name, O_RDONLY);
  struct stat found {};
  if (!file || ::fstat(file.get(), &found) != 0 || !S_ISREG(found.st_mode)) return false;
  if (from > to || static_cast<std::uint64_t>(found.st_size) < to) return false;
  TextHash hash;
  std::string block(1 << 16, '\0');
  while (from < to) {
    const ssize_t count =
        ::pread(file.get(), block.data(), std::min<std::uint64_t>(block.size(), to - from), static_cast<off_t>(from));
    if (count <= 0) return false;
    hash.add(std::string_view(block).substr(0, static_cast<std::size_t>(count)));
    from += static_cast<std::uint64_t>(count);
  }
  return hash.value() == expected;
}

bool exists_at(int base, const std::string& name) {
  struct stat found {};
  return ::fstatat(base, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0;
}

}  // namespace

SetDirectory::SetDirectory(std::string directory, Opening opening)
    : directory_(std::move(directory)), directories_(opening.directories), force_(opening.force) {
  while (directory_.size() > 1 && directory_.ends_with('/')) directory_.pop_back();
  hidden_ = directory_ + '/' + hidden_name;
  on_files(directory_, [&] {
    if (fs::exists(directory_) && !fs::is_directory(directory_)) fail(directory_, "it is no directory");
    made_ = fs::create_directories(directory_);
    base_ = files::open_directory(directory_);
    if (!base_) fail(directory_);
    try {
      lock_.emplace(base_.get(), files::directory_lock, directory_);
      check_inputs(opening);
      opening.resume ? resume(opening) : begin_anew(opening);
    } catch (...) {  // no destructor will be called
      lock_.reset();
      if (made_) ::rmdir(directory_.c_str());
      throw;
    }
  });
}

SetDirectory::~SetDirectory() {
  if (ours_ && !finished_) remove_all();
}

void SetDirectory::remove_all() {
  std::error_code ignored;
  fs::remove_all(hidden_, ignored);
  lock_.reset();
  if (made_) fs::remove(directory_, ignored);
}

/// Nothing that takes the place of an input is begun, nor of a folder that no set has put there.
void SetDirectory::check_inputs(const Opening& opening) const {
  for (const std::string& name : directories_) {
    if (!exists_at(base_.get(), name) || exists_at(base_.get(), "manifest.json") ||
        exists_at(base_.get(), hidden_name)) {
      continue;
    }
    throw InputError({directory_ + '/' + name, 0, 0}, "it is there already, and no set has put it there",
                     "expected another directory for the set");
  }
  std::vector<std::string> names = directories_;
  names.emplace_back("manifest.json");
  names.insert(names.end(), opening.sheets.begin(), opening.sheets.end());
  names.insert(names.end(), opening.pages.begin(), opening.pages.end());
  for (const std::string& name : names) files::check_no_input(directory_ + '/' + name);
}

/// A run may have been killed before it had begun, after it had ended, or anywhere between.
void SetDirectory::resume(const Opening& opening) {
  check_no_links();
  bool has_begun = false;
  for_each_line(base_.get(), [&](const std::string&) { has_begun = true; });
  if (has_begun) return go_on(opening);
  fs::remove_all(hidden_);
  complete_ = fs::exists(directory_ + "/manifest.json");
  complete_ ? check_manifest(opening) : begin_anew(opening);
}

void SetDirectory::check_no_links() const {
  for (const std::string& path : {hidden_, this->path(journal_name)}) {
    if (!fs::is_symlink(fs::symlink_status(path))) continue;
    throw InputError({path, 0, 0}, "is a link", "expected what generate wrote", Remedy::begin_anew);
  }
}

void SetDirectory::check_manifest(const Opening& opening) const {
  std::ifstream in(directory_ + "/manifest.json", std::ios::binary);
  std::string head(opening.manifest.size(), '\0');
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (in && head == opening.manifest) return;
  throw InputError({directory_ + "/manifest.json", 0, 0}, "it is that of another set, or broken",
                   "expected that of this set, or another directory");
}

void SetDirectory::begin_anew(const Opening& opening) {
  const Location where{directory_, 0, 0};
  if (exists_at(base_.get(), hidden_name) && !opening.force) {
    throw InputError(where, "an unfinished set is there", "expected another directory", Remedy::go_on);
  }
  for (const auto& entry : fs::directory_iterator(directory_)) {
    if (opening.force || files::is_lock_name(entry.path().filename())) continue;
    throw InputError(where, "the directory is not empty", "expected a new or an empty one", Remedy::overwrite);
  }
  fs::remove_all(hidden_);
  ours_ = true;
  try {
    open_hidden();
    journal_ = files::open_below(tree_.get(), journal_name, O_WRONLY | O_CREAT | O_EXCL | O_APPEND);
    if (!journal_) fail(path(journal_name));
    write_all(journal_.get(), journal_line({{}, {}, opening.header}) + '\n', directory_);
    open_sheets(opening.sheets, std::vector<std::uint64_t>(opening.sheets.size()));
  } catch (...) {  // no destructor will be called
    remove_all();
    throw;
  }
}

/// Our own directories; anything else found in their place is replaced.
void SetDirectory::open_hidden() {
  fs::create_directory(hidden_);
  tree_ = files::open_below(base_.get(), hidden_name, O_RDONLY | O_DIRECTORY);
  if (!tree_) fail(hidden_);
  for (const std::string& name : directories_) {
    if (files::open_below(tree_.get(), name, O_RDONLY | O_DIRECTORY)) continue;
    fs::remove_all(path(name));
    if (::mkdirat(tree_.get(), name.c_str(), 0777) != 0) fail(path(name));
  }
}

/// The journal as far as it is true: how much of it, and how long the sheets were then.
struct SetDirectory::Whole {
  std::uint64_t bytes = 0;
  std::vector<std::uint64_t> lengths;
  bool all = true, complete = false;
  HashTable files;
};

void SetDirectory::go_on(const Opening& opening) {
  made_ = false;
  for (const std::string& name : opening.sheets) sheets_[name];
  Whole whole;
  whole.lengths.resize(sheets_.size());
  std::size_t number = 0;
  const auto refuse = [&](const char* wrong, const char* expected) {
    throw InputError({path(journal_name), number, 0}, wrong, expected, Remedy::begin_anew);
  };
  for_each_line(base_.get(), [&](const std::string& text) {
    ++number;
    const auto line = parse_journal_line(text);
    if (!line || whole.complete ||
        (number > 1 && line->entry != complete_mark && line->sheets.size() != sheets_.size())) {
      refuse("this line is not what this version of generate wrote", "expected an unharmed journal");
    }
    if (number == 1 && line->entry != opening.header) {
      refuse("the unfinished set was begun with other options or by another version", "expected the same");
    }
    whole.complete = line->entry == complete_mark;
    if (number > 1) check_line(*line, whole);
    if (whole.all) whole.bytes += text.size() + 1;
  });
  complete_ = whole.complete && whole.all;
  if (complete_) return;
  if (whole.complete) move_down(opening);
  go_back(whole);
  open_sheets(opening.sheets, whole.lengths);
}

/// Where the files of a set stand of which the last run may have moved some up.
std::string SetDirectory::found_at(const std::string& name) const {
  const std::string top = name.substr(0, name.find('/'));
  return exists_at(base_.get(), hidden(top)) ? hidden(name) : name;
}

void SetDirectory::check_line(const JournalLine& line, Whole& whole) const {
  bool good = whole.all;
  for (const FileMark& file : line.files) {
    good = good && is_whole(base_.get(), found_at(file.name), 0, file.length, file.hash) &&
           fs::file_size(directory_ + '/' + found_at(file.name)) == file.length;
  }
  std::size_t i = 0;
  if (!line.sheets.empty()) {
    for (const auto& [name, sheet] : sheets_) {
      good =
          good && is_whole(base_.get(), found_at(name), whole.lengths[i], line.sheets[i].length, line.sheets[i].hash);
      ++i;
    }
  }
  whole.all = good;
  if (!good) return;
  for (const FileMark& file : line.files) whole.files[text_hash(file.name)] = 1;
  for (i = 0; i < line.sheets.size(); ++i) whole.lengths[i] = line.sheets[i].length;
}

/// What a run that thought itself complete had moved up.
void SetDirectory::move_down(const Opening& opening) {
  std::vector<std::string> names = directories_;
  names.emplace_back("manifest.json");
  names.insert(names.end(), opening.sheets.begin(), opening.sheets.end());
  for (const std::string& name : names) {
    if (!exists_at(base_.get(), hidden(name)) && exists_at(base_.get(), name)) {
      fs::rename(directory_ + '/' + name, path(name));
    }
  }
}

/// To where the journal is true; whatever it does not name is taken away.
void SetDirectory::go_back(const Whole& whole) {
  open_hidden();
  journal_ = files::open_below(tree_.get(), journal_name, O_WRONLY | O_APPEND);
  if (!journal_ || ::ftruncate(journal_.get(), static_cast<off_t>(whole.bytes)) != 0) fail(path(journal_name));
  const auto clear = [&](const std::string& inner) {
    std::vector<std::string> foreign;
    for (const auto& entry : fs::directory_iterator(path(inner))) {
      const std::string name = inner + entry.path().filename().string();
      const bool is_sheet = sheets_.contains(name) && fs::is_regular_file(entry.symlink_status());
      const bool is_ours = std::find(directories_.begin(), directories_.end(), name) != directories_.end();
      if (is_sheet || is_ours || name == journal_name || name == "replaced") continue;
      if (whole.files.at(text_hash(name)) == 0) foreign.push_back(name);
    }
    for (const std::string& name : foreign) fs::remove_all(path(name));
  };
  clear("");
  for (const std::string& inner : directories_) clear(inner + '/');
}

void SetDirectory::open_sheets(const std::vector<std::string>& names, const std::vector<std::uint64_t>& lengths) {
  for (const std::string& name : names) sheets_[name];
  std::size_t i = 0;
  for (auto& [name, sheet] : sheets_) {  // in the order in which the journal has their lengths
    sheet.file = files::open_below(tree_.get(), name, O_WRONLY | O_CREAT | O_APPEND);
    sheet.length = lengths[i++];
    if (!sheet.file || ::ftruncate(sheet.file.get(), static_cast<off_t>(sheet.length)) != 0) fail(path(name));
  }
}

void SetDirectory::for_each_entry(const Piece& take) const {
  bool is_header = true;
  for_each_line(base_.get(), [&](const std::string& text) {
    const auto line = parse_journal_line(text);
    if (!is_header && line && line->entry != complete_mark) take(line->entry);
    is_header = false;
  });
}

/// A link in the way is taken away, not followed; what is there already stays, so that no kill can lose it.
void SetDirectory::write_pieces(const std::string& name, const std::function<void(const Piece&)>& pieces) {
  const std::string growing = "growing";
  fs::remove_all(path(growing));
  const files::Descriptor file = files::open_below(tree_.get(), growing, O_WRONLY | O_CREAT | O_EXCL);
  if (!file) fail(path(name));
  FileMark mark{name, 0, 0};
  TextHash hash;
  pieces([&](std::string_view piece) {
    write_all(file.get(), piece, path(name));
    hash.add(piece);
    mark.length += piece.size();
  });
  mark.hash = hash.value();
  const files::Descriptor directory =
      name.find('/') == std::string::npos
          ? files::open_below(base_.get(), hidden_name, O_RDONLY | O_DIRECTORY)
          : files::open_below(tree_.get(), name.substr(0, name.find('/')), O_RDONLY | O_DIRECTORY);
  const std::string last = name.substr(name.find('/') + 1);
  if (!directory || ::renameat(tree_.get(), growing.c_str(), directory.get(), last.c_str()) != 0) fail(path(name));
  written_.push_back(std::move(mark));
}

void SetDirectory::write(const std::string& name, std::string_view text) {
  write_pieces(name, [&](const Piece& sink) { sink(text); });
}

void SetDirectory::append(const std::string& sheet, std::string_view text) { sheets_.at(sheet).waiting += text; }

void SetDirectory::done(std::string_view entry) {
  JournalLine line{{}, std::exchange(written_, {}), std::string(entry)};
  for (auto& [name, sheet] : sheets_) {
    write_all(sheet.file.get(), sheet.waiting, path(name));
    sheet.length += sheet.waiting.size();
    line.sheets.push_back({sheet.length, text_hash(sheet.waiting)});
    sheet.waiting.clear();
  }
  write_all(journal_.get(), journal_line(line) + '\n', directory_);
}

void SetDirectory::move_up(const std::string& name) {
  if (!exists_at(base_.get(), hidden(name))) return;  // moved by a run that was killed then
  if (exists_at(base_.get(), name)) {
    files::check_no_input(directory_ + '/' + name);
    fs::create_directories(path("replaced"));
    fs::rename(directory_ + '/' + name, path("replaced/" + name));
  }
  fs::rename(path(name), directory_ + '/' + name);
}

void SetDirectory::finish() {
  on_files(directory_, [&] {
    if (!complete_) {
      if (::syncfs(journal_.get()) != 0) fail(directory_);
      const std::string line = journal_line({{}, std::exchange(written_, {}), std::string(complete_mark)});
      write_all(journal_.get(), line + '\n', directory_);
    }
    ours_ = false;  // from here on a later run can end it
    finished_ = true;
    if (!exists_at(base_.get(), hidden_name)) return;
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(hidden_)) names.push_back(entry.path().filename());
    for (const std::string& name : names) {
      const bool stays = name == journal_name || name == "replaced" || name.starts_with(draft);
      if (!stays && name != "manifest.json") move_up(name);
    }
    move_up("manifest.json");
    fs::remove_all(path("replaced"));
    fs::remove_all(hidden_);
  });
}

}  // namespace stepmark::assessment
