#include "assessment/edition_files.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "assessment/edition.hpp"
#include "lib/base/csv.hpp"
#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "lib/base/fnv1a.hpp"
#include "lib/base/safe.hpp"
#include "lib/expression/constant.hpp"
#include "lib/problem/placed.hpp"
#include "reports/question.hpp"
#include "solver/questions/question_marker.hpp"
#include "solver/visible.hpp"

namespace stepmark::assessment {

namespace {

using PlainJson = nlohmann::json;

constexpr std::size_t longest_file = std::size_t{1} << 28;
constexpr const char* expected_edition = "expected the directory that stepmark paper has written";

[[noreturn]] void refuse(const std::string& file) {
  throw InputError({file, 0, 0}, "this is not the manifest of an edition", expected_edition);
}

Exact exact_in(const PlainJson& text, const std::string& file) {
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
                   entry.value("cells", std::vector<std::string>()),
                   {},
                   {}};
  if (copy.file.empty() || copy.file.find('/') != std::string::npos) refuse(file);
  for (const PlainJson& question : entry.at("questions")) {
    copy.problems.push_back(inner_path(question.at("problem"), file));
    copy.marks.push_back(exact_in(question.at("marks"), file));
  }
  return copy;
}

/// As an edition was written.
struct Manifest {
  std::string paper;                         ///< its text
  std::string roster;                        ///< its hash
  std::map<std::string, std::string> files;  ///< the hash of each
  Edition edition;
};

void take_files(const PlainJson& files, const std::string& file, Manifest& manifest) {
  for (const auto& [name, hash] : files.items()) manifest.files[inner_path(name, file)] = hash.get<std::string>();
}

void take_copy(const PlainJson& entry, const std::string& file, Manifest& manifest) {
  Edition& edition = manifest.edition;
  edition.copies.push_back(copy_of(entry, file));
  const EditionCopy& copy = edition.copies.back();
  if (copy.cells.size() != edition.columns.size()) refuse(file);
  const bool is_new = edition.copy_of.emplace(copy.student, edition.copies.size() - 1).second;
  if (!is_new || copy.problems.size() != edition.questions()) refuse(file);
  for (const std::string& problem : copy.problems) ++edition.users[problem];
  if (entry.contains("files")) take_files(entry.at("files"), file, manifest);
}

Manifest read_manifest(const std::string& file) try {
  const PlainJson json = PlainJson::parse(read_bytes(file, longest_file));
  Manifest manifest;
  Edition& edition = manifest.edition;
  edition.title = json.at("edition_of").get<std::string>();
  edition.id = json.at("edition").get<std::string>();
  edition.columns = json.value("columns", std::vector<std::string>());
  manifest.roster = json.at("roster").get<std::string>();
  manifest.paper = json.at("paper").get<std::string>();
  take_files(json.at("files"), file, manifest);
  for (const PlainJson& entry : json.at("copies")) take_copy(entry, file, manifest);
  if (edition.copies.empty() || edition.questions() == 0) refuse(file);
  for (std::size_t i = 0; i < edition.copies.size(); ++i) {
    edition.copy_of.emplace(safe_cell_text(edition.copies[i].student), i);
  }
  return manifest;
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

KeyRow key_row(const std::string& value, std::string t) { return {read_key(value), value, std::move(t)}; }

/// How many parts there are, if this is one of them: "", "(a)", "(b)".
std::size_t parts_up_to(const std::string& label) {
  return label.size() == 3 ? static_cast<std::size_t>(label[1] - 'a') + 1 : 1;
}

/// The keys of each problem once, from the rows of the first student who has it.
void read_keys(const std::string& file, Edition& edition) {
  std::istringstream in(read_bytes(file, longest_file));
  CsvReader reader(in, file);
  CsvReader::Row row;
  reader.next(row);
  std::map<std::string, std::string> first;  // student of each problem
  edition.parts.assign(edition.questions(), 1);
  while (reader.next(row)) {
    const auto copy = row.size() == 7 ? edition.copy_of.find(row[0].text) : edition.copy_of.end();
    const auto question = row.size() == 7 ? Exact::parse(row[1].text) : std::nullopt;
    const std::int64_t number = question ? question->to_int64().value_or(0) : 0;
    if (copy == edition.copy_of.end() || number < 1 || number > static_cast<std::int64_t>(edition.questions())) {
      throw InputError(reader.at(row.front()), "this is no row of the key of this edition", expected_edition);
    }
    const auto q = static_cast<std::size_t>(number - 1);
    const std::string& problem = edition.copies[copy->second].problems[q];
    if (first.emplace(problem, row[0].text).first->second == row[0].text)
      edition.keys[problem].push_back(key_row(row[6].text, row[3].text));
    edition.parts[q] = std::max(edition.parts[q], parts_up_to(row[2].text));
  }
}

std::string hash_of(const std::string& path) { return fmt::format("{:016x}", fnv1a(read_bytes(path, longest_file))); }

/// Without ".toml" or ".csv".
std::string stem_of(const std::string& file) { return file.substr(0, file.rfind('.')); }

/// Files of the edition that were edited since it was written.
std::set<std::string> edited_files(const Manifest& manifest) {
  std::set<std::string> edited;
  for (const auto& [file, hash] : manifest.files) {
    if (hash_of(manifest.edition.directory + '/' + file) != hash) edited.insert(file);
  }
  return edited;
}

/// Problems that are other by now: edited, or with an edited file that they may name.
std::set<std::string> edited_problems(const Edition& edition, const std::set<std::string>& files) {
  std::set<std::string> stems, problems;
  bool is_any_shared = false;
  for (const std::string& file : files) {
    const std::string stem = stem_of(file);
    stems.insert(stem);
    is_any_shared = is_any_shared || edition.users.count(stem + ".toml") == 0;
  }
  for (const auto& [problem, users] : edition.users) {
    if (is_any_shared || stems.count(stem_of(problem)) > 0) problems.insert(problem);
  }
  return problems;
}

/// @returns how many parts it has
std::size_t take_key(const Problem& problem, std::vector<KeyRow>& key) {
  QuestionMarker marker(problem);
  key.clear();
  const auto values = right_values(marker);
  for (std::size_t part = 0; part < values.size(); ++part) {
    for (std::size_t row = 0; row < values[part].size(); ++row) {
      const auto t = marker.rows(part)[row].t;
      key.push_back(key_row(values[part][row], t ? std::to_string(*t) : ""));
    }
  }
  return values.size();
}

/// Marks and keys that are other than in the files.
void renew(Edition& edition, const std::set<std::string>& edited) {
  for (std::size_t i = 0; i < edition.copies.size(); ++i) {
    EditionCopy& copy = edition.copies[i];
    for (std::size_t q = 0; q < copy.problems.size(); ++q) {
      const bool is_edited = edited.count(copy.problems[q]) > 0;
      if (!is_edited && !edition.asked[q].is_other) continue;
      const Problem problem = problem_of(edition, i, q);
      copy.marks[q] = total_marks(problem);
      if (!is_edited) continue;
      edition.parts[q] = std::max(edition.parts[q], take_key(problem, edition.keys[copy.problems[q]]));
    }
  }
}

}  // namespace

Problem problem_of(const Edition& edition, std::size_t copy, std::size_t question) {
  Problem problem =
      asking_for_what_shows(read_problem(edition.directory + '/' + edition.copies[copy].problems[question]));
  problem::placed({edition.directory + "/paper.toml", 0, 0}, [&] {
    take_worth(edition.asked[question].worth, problem);
    return true;
  });
  return problem;
}

Edition read_edition(const std::string& directory) {
  Manifest manifest = read_manifest(directory + "/manifest.json");
  Edition& edition = manifest.edition;
  edition.directory = directory;
  read_keys(directory + "/key.csv", edition);
  AmendedPaper paper = read_amended(manifest.paper, directory + "/paper.toml");
  if (paper.questions.size() != edition.questions()) refuse(directory + "/manifest.json");
  edition.round_marks = paper.round_marks;
  edition.asked = std::move(paper.questions);
  edition.changes = std::move(paper.changes);
  const std::set<std::string> files = edited_files(manifest);
  Fnv1a state;
  state.add(manifest.roster + edition.id);
  for (const std::string& file : files) {
    edition.changes.push_back(file + " was edited");
    state.add(hash_of(directory + '/' + file));
  }
  for (const std::string& change : edition.changes) state.add(change);
  if (edition.round_marks) state.add(edition.round_marks->to_string());
  edition.state = state.value();
  renew(edition, edited_problems(edition, files));
  return std::move(edition);
}

}  // namespace stepmark::assessment
