#include <fmt/core.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "lib/base/hash_table.hpp"
#include "lib/base/inputs.hpp"
#include "reports/class_statistics.hpp"
#include "reports/gradebook.hpp"
#include "reports/gradebook_rows.hpp"

namespace stepmark::cli {

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

/// Gradebooks that can be the shards of one class, in their order.
class Shards {
 public:
  /// @throws InputError when they cannot
  explicit Shards(const std::vector<std::string>& files) : files_(files) {
    for (const std::string& file : files) shards_.push_back(check(file));
    for (std::size_t i = 0; i < shards_.size(); ++i) compare(i);
  }

  /// The first row of each, then the second of each, and so on.
  void interleave(files::Stream& out) {
    std::vector<GradebookRows> rows;
    for (std::size_t i = 0; i < shards_.size(); ++i) {
      shards_[i].in->clear();
      shards_[i].in->seekg(0);
      rows.emplace_back(*shards_[i].in, files_[i]);
    }
    std::string row;
    for (std::size_t i = 0; rows[i].next(row); i = (i + 1) % rows.size()) out.write(row + '\n');
  }

 private:
  struct Shard {
    std::unique_ptr<std::istream> in;
    std::size_t rows = 0;
    std::optional<GradebookRows::Class> of_class;
    std::uint64_t fingerprint = 0;  ///< of rows that no other shard can have; 0 where it may
  };

  static Shard check(const std::string& file) {
    Shard shard{opened(file), 0, {}, 0};
    GradebookRows rows(*shard.in, file);
    std::string row;
    bool named = false;
    while (rows.next_checked(row)) {
      ++shard.rows;
      shard.fingerprint = text_hash(std::to_string(shard.fingerprint) + row);
      named = named || !row.starts_with(',');
    }
    shard.of_class = rows.of_class();
    if (!named) shard.fingerprint = 0;
    return shard;
  }

  void compare(std::size_t i) {
    const Shard &first = shards_.front(), &before = shards_[i == 0 ? 0 : i - 1], &shard = shards_[i];
    const Location where{files_[i], 0, 0};
    const auto twin = by_rows_.emplace(shard.fingerprint, i).first->second;
    if (shard.fingerprint != 0 && twin != i) {
      throw InputError(where, "its rows are those of " + files_[twin], "expected each shard once");
    }
    if (shard.rows > before.rows || first.rows > shard.rows + 1) {
      const std::size_t other = shard.rows > before.rows ? i - 1 : 0;
      throw InputError(
          where, fmt::format("it has {} rows and {} has {}", shard.rows, files_[other], shards_[other].rows),
          "expected all shards of one class, in their order: no more rows than before, and one less at most");
    }
    if (shard.of_class && shard.of_class != first.of_class) {
      throw InputError(where, "its rows are of another problem than those of " + files_.front(),
                       "expected shards of one class");
    }
  }

  const std::vector<std::string>& files_;
  std::vector<Shard> shards_;
  std::map<std::uint64_t, std::size_t> by_rows_;
};

void merge_gradebooks(const Options& options) {
  Shards shards(options.arguments());
  files::Stream out = open_output(options);
  out.write(gradebook_header());
  shards.interleave(out);
  out.finish();
}

void merge_statistics(const Options& options) {
  const ClassStatistics all = merged_statistics(options.arguments());
  const bool json = options.value("output").value_or("").ends_with(".json");
  emit(options, json ? all.json() : all.markdown());
}

/// Of a file, since what comes through a pipe is gone when it has been looked at.
bool is_json(const std::string& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return false;
  std::ifstream in(file, std::ios::binary);
  return in.get() == '{';
}

/// Gradebooks or statistics, and each file once.
void check_kinds(const std::vector<std::string>& files) {
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
}

Status merge(const Options& options) {
  check_kinds(options.arguments());
  is_json(options.arguments().front()) ? merge_statistics(options) : merge_gradebooks(options);
  return Status::done;
}

}  // namespace

Command merge_command() {
  Usage usage{"merge", "FILE...", 1, 100'000, {}};
  usage.options = {output_option(), force_option()};
  return {usage, "puts the shards of a class together",
          "The files are the gradebooks of shard 1/N, 2/N, ..., in this order; or their statistics in JSON, in any\n"
          "order. What comes out is what the class in one piece has, of statistics in Markdown, or in JSON if the\n"
          "file of -o ends in .json.\n",
          merge};
}

}  // namespace stepmark::cli
