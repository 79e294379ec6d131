#include "assessment/merge_files.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <utility>

#include "assessment/merge_gradebooks.hpp"
#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/base/inputs.hpp"
#include "reports/class_statistics.hpp"
#include "reports/paper_statistics.hpp"
#include "reports/render.hpp"

namespace stepmark::assessment {

namespace fs = std::filesystem;

namespace {

/// A file that can be read twice, or what came through a pipe.
std::unique_ptr<std::istream> opened(const std::string& file) {
  std::error_code error;
  auto in = std::make_unique<std::ifstream>(file, std::ios::binary);
  if (!*in || fs::is_directory(file, error)) throw InputError({file, 0, 0}, "no such file", "expected a gradebook");
  if (fs::is_regular_file(file, error)) return in;
  auto kept = std::make_unique<std::stringstream>();
  *kept << in->rdbuf();
  kept->clear();
  return kept;
}

/// Of a file, since what comes through a pipe is gone when it has been looked at.
bool is_json(const std::string& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return false;
  std::ifstream in(file, std::ios::binary);
  return in.get() == '{';
}

template <class Statistics>
std::string text_of(const Statistics& all, bool as_json) {
  return as_json ? all.json() : rendered(Format::markdown, all.document());
}

}  // namespace

ShardFiles kind_of_shards(const std::vector<std::string>& files) {
  const std::string& first = files.front();
  std::set<std::pair<dev_t, ino_t>> seen;
  for (const std::string& file : files) {
    struct stat found {};
    if (::stat(file.c_str(), &found) != 0) throw InputError({file, 0, 0}, "no such file", "expected a gradebook");
    if (!seen.emplace(found.st_dev, found.st_ino).second) {
      throw InputError({file, 0, 0}, "the file is there twice", "expected each shard once");
    }
    note_input(file);
    if (is_json(file) == is_json(first)) continue;
    throw InputError({file, 0, 0},
                     is_json(first) ? "this is no statistics, as " + first + " is"
                                    : "this is JSON, and " + first + " is a gradebook",
                     "expected files of one kind");
  }
  return is_json(first) ? ShardFiles::statistics : ShardFiles::gradebooks;
}

void merge_gradebook_files(const std::vector<std::string>& files, const std::function<void(std::string_view)>& out) {
  std::vector<ShardGradebook> shards;
  for (const std::string& file : files) shards.push_back({file, opened(file)});
  merge_gradebooks(std::move(shards), out);
}

std::string merged_statistics_of(const std::vector<std::string>& files, bool as_json) {
  constexpr std::size_t largest = std::size_t{1} << 30;
  const bool of_paper = PaperStatistics::is_json_of_shard(read_bytes(files.front(), largest));
  return of_paper ? text_of(PaperStatistics::merged(files), as_json) : text_of(merged_statistics(files), as_json);
}

}  // namespace stepmark::assessment
