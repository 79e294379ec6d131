#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>

#include "assessment/edition_parts.hpp"
#include "assessment/merge_gradebooks.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "lib/base/file.hpp"
#include "lib/base/inputs.hpp"
#include "reports/class_statistics.hpp"
#include "reports/paper_statistics.hpp"
#include "reports/render.hpp"

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

void merge_gradebooks(const Options& options) {
  std::vector<assessment::ShardGradebook> shards;
  for (const std::string& file : options.arguments()) shards.push_back({file, opened(file)});
  files::Stream out = open_output(options);
  assessment::merge_gradebooks(std::move(shards), [&](std::string_view row) { out.write(row); });
  out.finish();
}

template <class Statistics>
void emit_statistics(const Options& options, const Statistics& all) {
  const bool json = options.value("output").value_or("").ends_with(".json");
  emit(options, json ? all.json() : rendered(Format::markdown, all.document()));
}

void merge_statistics(const Options& options) {
  constexpr std::size_t largest = std::size_t{1} << 30;
  const std::vector<std::string>& files = options.arguments();
  const bool of_paper = PaperStatistics::is_json_of_shard(read_bytes(files.front(), largest));
  of_paper ? emit_statistics(options, PaperStatistics::merged(files))
           : emit_statistics(options, merged_statistics(files));
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

void merge_editions(const Options& options) {
  const auto directory = options.value("output");
  if (!directory) throw InputError({}, "an edition is a directory, and none is named", "expected -o DIRECTORY");
  for (const std::string& part : options.arguments()) {
    note_input(part);
    note_input(part + "/manifest.json");
  }
  const assessment::EditionParts parts(options.arguments());
  assessment::SetDirectory edition(*directory, parts.opening(options.has("force"), options.has("resume")));
  if (!edition.is_complete()) {
    Progress progress("shards", options.arguments().size());
    parts.write(edition, [&](std::size_t done) { progress.at(done); });
  }
  edition.finish();
}

Status merge(const Options& options) {
  std::error_code error;
  if (fs::is_directory(options.arguments().front(), error)) {
    merge_editions(options);
    return Status::done;
  }
  if (options.has("resume"))
    throw InputError({}, "--resume is about an edition", "expected the directories of its shards");
  check_kinds(options.arguments());
  is_json(options.arguments().front()) ? merge_statistics(options) : merge_gradebooks(options);
  return Status::done;
}

}  // namespace

Command merge_command() {
  Usage usage{"merge", "FILE...", 1, 100'000, {}};
  usage.options = {{"resume", "", "go on with an edition that broke off"}, output_option(), force_option()};
  return {usage, "puts the shards of a class or an edition together",
          "The files are the gradebooks of shard 1/N, 2/N, ..., in this order; or their statistics in JSON, in any\n"
          "order. What comes out is what the class in one piece has, of statistics in Markdown, or in JSON if the\n"
          "file of -o ends in .json. Of the directories that paper --shard has written, in any order, -o names that\n"
          "of the edition.\n",
          merge};
}

}  // namespace stepmark::cli
