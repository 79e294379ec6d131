#include <fstream>
#include <memory>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "reports/class_statistics.hpp"
#include "reports/gradebook.hpp"

namespace stepmark::cli {

namespace {

/// Gradebooks on their way, row by row.
class Shards {
 public:
  explicit Shards(const std::vector<std::string>& files) {
    for (const std::string& file : files) {
      shards_.push_back(std::make_unique<std::ifstream>(file, std::ios::binary));
      std::string header;
      if (!*shards_.back()) throw InputError({file, 0, 0}, "no such file", "expected a gradebook");
      if (!std::getline(*shards_.back(), header) || header + '\n' != gradebook_header()) {
        throw InputError({file, 1, 1}, "this is no gradebook",
                         "expected the output of stepmark mark --shard, or its statistics in JSON");
      }
    }
  }

  std::size_t size() const { return shards_.size(); }
  bool next(std::size_t shard, std::string& row) { return static_cast<bool>(std::getline(*shards_[shard], row)); }

 private:
  std::vector<std::unique_ptr<std::ifstream>> shards_;
};

/// The rows of the shards, the first of each, then the second of each, and so on.
void merge_gradebooks(const Options& options) {
  Shards shards(options.arguments());
  Stream out(options);
  out.write(gradebook_header());
  std::string row;
  bool ended = false;
  for (bool any = true; any;) {
    any = false;
    for (std::size_t i = 0; i < shards.size(); ++i) {
      const bool more = shards.next(i, row);
      if (more && ended) {
        throw InputError({options.arguments()[i], 0, 0}, "has more rows than the gradebooks before it allow",
                         "expected all shards of one class, in their order");
      }
      if (more) out.write(row + '\n');
      ended = ended || !more;
      any = any || more;
    }
  }
  out.finish();
}

void merge_statistics(const Options& options) {
  const ClassStatistics all = merged_statistics(options.arguments());
  const bool json = options.value("output").value_or("").ends_with(".json");
  emit(options, json ? all.json() : all.markdown());
}

bool is_json(const std::string& file) {
  std::ifstream opened(file, std::ios::binary);
  return opened.get() == '{';
}

Status merge(const Options& options) {
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
