#include "assessment/check_set.hpp"

#include <fstream>
#include <map>
#include <vector>

#include "assessment/write_set.hpp"
#include "lib/base/error.hpp"
#include "lib/base/file.hpp"

namespace stepmark::assessment {

namespace {

[[noreturn]] void refuse(const std::string& path, const std::string& wrong) {
  throw InputError({path, 0, 0}, wrong, "expected what generate wrote", Remedy::begin_anew);
}

/// Compares what would be written with what the directory holds.
class Comparison : public SetSink {
 public:
  explicit Comparison(std::string directory) : directory_(std::move(directory)) {}

  void write(const std::string& file, std::string_view text) override {
    if (found_in(path(file), text.size()) != text) refuse(path(file), "is not as it was written");
  }
  void write_pieces(const std::string& file, const std::function<void(const Piece&)>& pieces) override {
    std::string text;
    pieces([&](std::string_view piece) { text += piece; });
    write(file, text);
  }
  void append(const std::string& sheet, std::string_view text) override {
    std::ifstream& in = sheets_.try_emplace(sheet, path(sheet), std::ios::binary).first->second;
    std::string found(text.size(), '\0');
    in.read(found.data(), static_cast<std::streamsize>(found.size()));
    if (!in || found != text) refuse(path(sheet), "is not as it was written");
  }
  void done(std::string_view entry) override { entries_.emplace_back(entry); }
  void for_each_entry(const Piece& take) const override {
    for (const std::string& entry : entries_) take(entry);
  }

  void expect_ends() {
    for (auto& [sheet, in] : sheets_) {
      if (in.peek() != std::ifstream::traits_type::eof()) refuse(path(sheet), "is not as it was written");
    }
  }

 private:
  std::string path(const std::string& file) const { return directory_ + '/' + file; }

  static std::string found_in(const std::string& path, std::size_t size) try {
    return read_bytes(path, size);
  } catch (const InputError& error) {
    refuse(path, error.wrong() == "is too large" ? "is not as it was written" : error.wrong());
  }

  std::string directory_;
  std::map<std::string, std::ifstream> sheets_;
  std::vector<std::string> entries_;
};

}  // namespace

void check_set(const Request& request, const std::string& directory, unsigned threads,
               const std::function<void(std::uint64_t)>& progress) {
  Comparison there(directory);
  write_problems(request, there, threads, progress);
  there.expect_ends();
  write_manifest(there, request);
}

}  // namespace stepmark::assessment
