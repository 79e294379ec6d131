#include "assessment/edition_files.hpp"

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "lib/base/csv.hpp"
#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/expression/constant.hpp"

namespace stepmark::assessment {

namespace {

using PlainJson = nlohmann::json;

constexpr std::size_t longest_file = std::size_t{1} << 28;
constexpr const char* expected_edition = "expected the directory that stepmark paper has written";

[[noreturn]] void refuse(const std::string& file) {
  throw InputError({file, 0, 0}, "this is not the manifest of an edition", expected_edition);
}

Exact exact_of(const PlainJson& text, const std::string& file) {
  const auto exact = exact_value(parse_constant(text.get<std::string>(), {file, 0, 0}));
  if (!exact) refuse(file);
  return *exact;
}

/// A file of the edition, and none elsewhere.
std::string inner_path(const PlainJson& text, const std::string& file) {
  const std::string path = text.get<std::string>();
  if (!path.starts_with("problems/") || path.find("..") != std::string::npos) refuse(file);
  return path;
}

EditionCopy copy_of(const PlainJson& entry, const std::string& file) {
  EditionCopy copy{entry.at("student").get<std::string>(),
                   entry.at("name").get<std::string>(),
                   entry.at("file").get<std::string>(),
                   {},
                   {}};
  if (copy.file.empty() || copy.file.find('/') != std::string::npos) refuse(file);
  for (const PlainJson& question : entry.at("questions")) {
    copy.problems.push_back(inner_path(question.at("problem"), file));
    copy.marks.push_back(exact_of(question.at("marks"), file));
  }
  return copy;
}

Edition read_manifest(const std::string& file) try {
  const PlainJson json = PlainJson::parse(read_bytes(file, longest_file));
  Edition edition;
  edition.title = json.at("edition_of").get<std::string>();
  if (!json.at("round_marks").is_null()) edition.round_marks = exact_of(json.at("round_marks"), file);
  for (const PlainJson& entry : json.at("copies")) {
    edition.copies.push_back(copy_of(entry, file));
    const bool is_new = edition.copy_of.emplace(edition.copies.back().student, edition.copies.size() - 1).second;
    if (!is_new || edition.copies.back().problems.size() != edition.questions()) refuse(file);
  }
  if (edition.copies.empty() || edition.questions() == 0) refuse(file);
  return edition;
} catch (const PlainJson::exception&) {
  refuse(file);
} catch (const TooLarge&) {
  refuse(file);
}

/// Nothing of what is no number: a letter.
std::optional<Literal> read_key(const std::string& text) try {
  return read_literal(text, {500, 1000});
} catch (const TooLarge&) {
  return std::nullopt;
}

/// The keys of each problem once, from the rows of the first student who has it.
void read_keys(const std::string& file, Edition& edition) {
  std::istringstream in(read_bytes(file, longest_file));
  CsvReader reader(in, file);
  CsvReader::Row row;
  reader.next(row);
  std::map<std::string, std::string> first;  // student of each problem
  while (reader.next(row)) {
    const auto copy = row.size() == 7 ? edition.copy_of.find(row[0].text) : edition.copy_of.end();
    const auto question = row.size() == 7 ? Exact::parse(row[1].text) : std::nullopt;
    const std::int64_t number = question ? question->to_int64().value_or(0) : 0;
    if (copy == edition.copy_of.end() || number < 1 || number > static_cast<std::int64_t>(edition.questions())) {
      throw InputError(reader.at(row.front()), "this is no row of the key of this edition", expected_edition);
    }
    const std::string& problem = edition.copies[copy->second].problems[static_cast<std::size_t>(number - 1)];
    if (first.emplace(problem, row[0].text).first->second == row[0].text)
      edition.keys[problem].push_back(read_key(row[6].text));
  }
}

}  // namespace

Edition read_edition(const std::string& directory) {
  Edition edition = read_manifest(directory + "/manifest.json");
  read_keys(directory + "/key.csv", edition);
  return edition;
}

}  // namespace stepmark::assessment
