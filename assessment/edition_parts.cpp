#include "assessment/edition_parts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "assessment/edition.hpp"
#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/base/fnv1a.hpp"
#include "reports/class_statistics.hpp"
#include "reports/typeset/copies.hpp"

namespace stepmark::assessment {

namespace fs = std::filesystem;

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t largest_of_a_part = std::size_t{1} << 30;
/// A shard has both, or none.
constexpr std::array pdfs_of_a_part = {"copies.pdf", "solutions.pdf"};
constexpr const char* expected_part = "expected the directory of a shard that stepmark paper has written";

std::string bytes_of(const std::string& directory, const std::string& name) {
  return read_bytes(directory + '/' + name, largest_of_a_part);
}

/// Regular files of a directory, by name; anything else there is none of ours.
std::vector<std::string> files_in(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    if (!fs::is_regular_file(entry.symlink_status())) {
      throw InputError({entry.path().string(), 0, 0}, "this is no regular file", expected_part);
    }
    names.push_back(entry.path().filename().string());
  }
  if (error) throw InputError({directory, 0, 0}, "cannot be read: " + error.message(), expected_part);
  std::sort(names.begin(), names.end());
  return names;
}

[[noreturn]] void refuse_manifest(const std::string& directory) {
  throw InputError({directory + "/manifest.json", 0, 0}, "this is not the manifest of an edition", expected_part);
}

/// The rows of a table, without its header.
std::string_view rows_of(std::string_view table) { return table.substr(std::min(table.size(), table.find('\n') + 1)); }

/// Every file is as it was written, and there is no other.
void check_whole(const std::string& directory, const std::string& sums) {
  const Json written = Json::parse(sums), found = Json::parse(sums_of_shard(directory));
  const auto refuse = [&](const std::string& name, const char* wrong) {
    throw InputError({directory + '/' + name, 0, 0}, wrong, "expected the files that stepmark paper has written");
  };
  for (const auto& [name, hash] : written.items()) {
    if (!found.contains(name)) refuse(name, "it is missing");
    if (found.at(name) != hash) refuse(name, "it was edited since it was written");
  }
  for (const auto& [name, hash] : found.items()) {
    if (!written.contains(name)) refuse(name, "it is no file of the shard");
  }
}

}  // namespace

std::string sums_of_shard(const std::string& directory) {
  Json sums = Json::object();
  const auto add = [&](const std::string& name) {
    sums[name] = fmt::format("{:016x}", fnv1a(bytes_of(directory, name)));
  };
  std::vector<std::string> names = {"paper.toml"};
  names.insert(names.end(), pdfs_of_a_part.begin(), pdfs_of_a_part.end());
  names.insert(names.end(), sheets_of_an_edition.begin(), sheets_of_an_edition.end());
  for (const std::string& name : names) {
    const fs::file_status status = fs::symlink_status(directory + '/' + name);
    if (!fs::exists(status)) continue;
    if (!fs::is_regular_file(status))
      throw InputError({directory + '/' + name, 0, 0}, "this is no regular file", expected_part);
    add(name);
  }
  for (const char* inner : directories_of_an_edition) {
    for (const std::string& file : files_in(directory + '/' + inner)) add(std::string(inner) + '/' + file);
  }
  return sums.dump();
}

EditionParts::Part EditionParts::read(const std::string& directory) try {
  if (!fs::is_regular_file(directory + "/manifest.json")) {
    throw InputError({directory, 0, 0}, "it is no directory of an edition", expected_part);
  }
  Json json = Json::parse(bytes_of(directory, "manifest.json"));
  if (!json.contains("shard")) {
    throw InputError({directory, 0, 0}, "this is no shard of an edition", expected_part);
  }
  Part part{directory, parse_shard(json.at("shard").get<std::string>(), "shard"),
            std::stoull(json.at("students").get<std::string>())};
  part.common = json.at("files").dump();
  for (const Json& entry : json.at("copies")) {
    part.entries.push_back(entry.dump());
  }
  part.has_pdf = fs::exists(directory + '/' + pdfs_of_a_part.front());
  part.sums = json.at("sums").dump();
  part.pages = json.at("pages").get<std::string>();
  for (const char* key : {"shard", "pages", "files", "copies", "sums"}) json.erase(key);
  part.header = json.dump();
  part.head = edition_manifest_head(json.dump(2));
  const std::size_t copies = first_of_shard(part.shard.k + 1, part.shard.n, part.students) -
                             first_of_shard(part.shard.k, part.shard.n, part.students);
  if (part.shard.n <= part.students && part.entries.size() == copies) return part;
  throw InputError({directory + "/manifest.json", 0, 0}, "it does not have the copies of its shard", expected_part);
} catch (const nlohmann::json::exception&) {
  refuse_manifest(directory);
} catch (const std::logic_error&) {  // a number that is none
  refuse_manifest(directory);
}

void EditionParts::check_together() const {
  const Part& first = parts_.front();
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Part& part = parts_[i];
    const Location where{part.directory, 0, 0};
    if (part.header != first.header || part.common != first.common || part.shard.n != first.shard.n) {
      throw InputError(where, "it is no shard of the edition of " + first.directory,
                       "expected shards of one paper, one roster and one version");
    }
    if (i > 0 && part.shard.k == parts_[i - 1].shard.k) {
      throw InputError(where, fmt::format("it is shard {}, as {} is", part.shard.to_string(), parts_[i - 1].directory),
                       "expected each shard once");
    }
    if (part.pages != first.pages) {
      throw InputError(
          where, fmt::format("its pages are '{}', and those of {} '{}'", part.pages, first.directory, first.pages),
          "expected the same --language and --pictures of every shard");
    }
    if (part.has_pdf != first.has_pdf) {
      throw InputError(where,
                       fmt::format("{} has {}, and {} has not", (part.has_pdf ? part : first).directory,
                                   pdfs_of_a_part.front(), (part.has_pdf ? first : part).directory),
                       "expected the same of every shard");
    }
    check_whole(part.directory, part.sums);
  }
  for (std::uint64_t k = 1; k <= first.shard.n; ++k) {
    if (k <= parts_.size() && parts_[k - 1].shard.k == k) continue;
    throw InputError({}, fmt::format("shard {}/{} of the edition is missing", k, first.shard.n),
                     "expected the directories of all shards");
  }
}

EditionParts::EditionParts(const std::vector<std::string>& directories) {
  for (const std::string& directory : directories) parts_.push_back(read(directory));
  std::stable_sort(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) { return a.shard.k < b.shard.k; });
  check_together();
}

SetDirectory::Opening EditionParts::opening(bool force, bool resume) const {
  SetDirectory::Opening opening{force,
                                resume,
                                parts_.front().header,
                                parts_.front().head,
                                {sheets_of_an_edition.begin(), sheets_of_an_edition.end()},
                                {},
                                {directories_of_an_edition.begin(), directories_of_an_edition.end()}};
  opening.pages.emplace_back("paper.toml");
  if (parts_.front().has_pdf) opening.pages.insert(opening.pages.end(), pdfs_of_a_part.begin(), pdfs_of_a_part.end());
  return opening;
}

/// What all have was written with the first.
void EditionParts::write_files(SetDirectory& edition, const Part& part) const {
  const std::string& first = parts_.front().directory;
  for (const char* inner : directories_of_an_edition) {
    for (const std::string& file : files_in(part.directory + '/' + inner)) {
      const std::string name = std::string(inner) + '/' + file;
      const std::string bytes = bytes_of(part.directory, name);
      if (&part == &parts_.front() || !fs::exists(first + '/' + name)) {
        edition.write(name, bytes);
      } else if (bytes_of(first, name) != bytes) {
        throw InputError({part.directory + '/' + name, 0, 0}, "it is other than in " + first,
                         "expected what stepmark paper has written");
      }
    }
  }
}

void EditionParts::append_sheets(SetDirectory& edition, const Part& part) {
  for (const std::string sheet : sheets_of_an_edition) {
    const std::string text = bytes_of(part.directory, sheet);
    edition.append(sheet, sheet.ends_with(".csv") && part.shard.k > 1 ? rows_of(text) : text);
  }
}

void EditionParts::write_part(SetDirectory& edition, const Part& part) const {
  write_files(edition, part);
  append_sheets(edition, part);
}

std::string EditionParts::joined(const std::string& pdf) const {
  std::vector<std::string> pieces;
  for (const Part& part : parts_) pieces.push_back(bytes_of(part.directory, pdf));
  return typeset::joined_pdf(pieces);
}

void EditionParts::write(SetDirectory& edition, const std::function<void(std::size_t done)>& progress) const {
  std::size_t done = 0;  // entries that a run which broke off has left
  edition.for_each_entry([&](std::string_view) { ++done; });
  if (done == 0) {
    edition.write("paper.toml", bytes_of(parts_.front().directory, "paper.toml"));
    edition.done(parts_.front().common);
  }
  std::size_t entry = 1;
  for (const Part& part : parts_) {
    if (done <= entry) write_part(edition, part);  // its files count with its first entry
    for (const std::string& text : part.entries) {
      if (entry++ >= done) edition.done(text);
    }
    progress(part.shard.k);
  }
  if (parts_.front().has_pdf) {
    for (const char* name : pdfs_of_a_part) edition.write(name, joined(name));
  }
  write_edition_manifest(edition, parts_.front().head);
}

}  // namespace stepmark::assessment
