#include <filesystem>

#include "assessment/make_edition.hpp"
#include "assessment/merge_files.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"

namespace stepmark::cli {

namespace {

void merge_editions(const Options& options) {
  const auto directory = options.value("output");
  if (!directory) throw InputError({}, "an edition is a directory, and none is named", "expected -o DIRECTORY");
  assessment::merge_edition(options.arguments(), {*directory, options.has("force"), options.has("resume"), {}},
                            progress_line());
}

void merge_files(const Options& options) {
  const std::vector<std::string>& files = options.arguments();
  if (assessment::kind_of_shards(files) == assessment::ShardFiles::statistics) {
    const bool as_json = options.value("output").value_or("").ends_with(".json");
    return emit(options, assessment::merged_statistics_of(files, as_json));
  }
  files::Stream out = open_output(options);
  assessment::merge_gradebook_files(files, [&](std::string_view row) { out.write(row); });
  out.finish();
}

Status merge(const Options& options) {
  std::error_code error;
  if (std::filesystem::is_directory(options.arguments().front(), error)) {
    merge_editions(options);
    return Status::done;
  }
  if (options.has("resume"))
    throw InputError({}, "--resume is about an edition", "expected the directories of its shards");
  merge_files(options);
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
