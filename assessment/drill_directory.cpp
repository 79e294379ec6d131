#include "assessment/drill_directory.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "lib/base/file.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/files/output.hpp"
#include "reports/sentence.hpp"
#include "solver/visible.hpp"

namespace stepmark::assessment {

namespace fs = std::filesystem;

namespace {

constexpr const char* record_name = "record.csv";
constexpr const char* answers_ending = ".answers.csv";
constexpr std::size_t most_bytes = std::size_t{16} << 20U;

void refuse_link(const std::string& file) {
  if (!fs::is_symlink(fs::symlink_status(file))) return;
  throw InputError({file, 0, 0}, "is a link", "expected a file that practice has written");
}

/// "0001.toml", "0001.csv", "0001.answers.csv".
bool is_of_a_question(const std::string& name) {
  const std::size_t digits = std::min(name.find_first_not_of("0123456789"), name.size());
  const std::string ending = name.substr(digits);
  return digits >= 4 && (ending == ".toml" || ending == ".csv" || ending == answers_ending);
}

/// A run that was killed here has left the very files that are to be written.
void check_free(const std::string& file, const std::string& text) {
  refuse_link(file);
  if (!fs::exists(file) || read_bytes(file, most_bytes) == text) return;
  throw InputError({file, 0, 0}, "it is there already, and practice has not put it there", "expected another directory",
                   Remedy::overwrite);
}

}  // namespace

DrillDirectory::Place::Place(std::string name) : path(std::move(name)) {
  std::error_code error;
  is_new = fs::create_directory(path, error);
  if (error) throw InputError({path, 0, 0}, "cannot be made: " + error.message(), "expected the name of a directory");
}

DrillDirectory::Place::~Place() {
  if (is_new) ::rmdir(path.c_str());  // does nothing to one that holds anything
}

DrillDirectory::DrillDirectory(const Request& request, std::string directory, bool begins_again,
                               const Dialogue& dialogue)
    : dialogue_(dialogue),
      drill_(request, dialogue.language),
      place_(std::move(directory)),
      directory_(files::open_directory(place_.path)),
      lock_(directory_.get(), files::directory_lock, place_.path),
      begins_again_(begins_again) {
  const std::string record = file(record_name);
  files::check_no_input(record);
  refuse_link(record);
  if (!begins_again_ && fs::exists(record)) {
    drill_.take_up(read_bytes(record, most_bytes), record);
  } else if (!begins_again_ && !is_empty()) {
    throw InputError({place_.path, 0, 0}, "it is there already, and holds no record of practice",
                     "expected another directory", Remedy::overwrite);
  }
}

void DrillDirectory::run() {
  bool is_first = true;
  while (ask_one(std::exchange(is_first, false)) && goes_on()) {
  }
  if (drill_.questions_done() == 0) return;
  dialogue_.say("\n");
  dialogue_.say_line(
      together(sentences({text(drill_.closing()), sentence("The record is {file}. Run the same command again to go on.",
                                                           {{"file", shown(file(record_name))}})})));
}

/// False when the student stops.
bool DrillDirectory::ask_one(bool is_first) {
  if (!drill_.is_open()) draw();
  dialogue_.say("\n");
  dialogue_.say_line(
      sentence("Question {number}", {{"number", static_cast<std::int64_t>(drill_.questions_done() + 1)}}));
  dialogue_.say("\n");
  const std::string problem = file(drill_.name() + ".toml"), answers = file(drill_.name() + answers_ending);
  for (const std::string& name : {problem, answers}) refuse_link(name);
  KeptPractice practice(asking_for_what_shows(read_problem(problem)), answers, false, dialogue_);
  if (!practice.run(is_first)) return false;
  dialogue_.say(drill_.close(practice.session()));
  save(record_name, drill_.record());
  return true;
}

bool DrillDirectory::is_empty() const {
  const fs::directory_iterator entries(place_.path);
  return std::all_of(begin(entries), end(entries), [](const fs::directory_entry& entry) {
    return files::is_lock_name(entry.path().filename().string());
  });
}

/// Only when a question is drawn is the one before it taken away, if practice begins again.
void DrillDirectory::draw() {
  FilesBeside files = drill_.draw();
  const Problem problem = asking_for_what_shows(parse_problem(
      files.at(drill_.name() + ".toml"), drill_.name() + ".toml", [&](const std::string& name, std::size_t) {
        return NamedText{name, files.at(name)};
      }));
  files[drill_.name() + answers_ending] = PracticeSession(problem).kept();
  if (std::exchange(begins_again_, false)) clear();
  for (const auto& [name, text] : files) check_free(file(name), text);
  for (const auto& [name, text] : files) save(name, text);
  save(record_name, drill_.record());
}

void DrillDirectory::clear() const {
  std::vector<std::string> old;
  for (const auto& entry : fs::directory_iterator(place_.path)) {
    const std::string name = entry.path().filename().string();
    if (is_of_a_question(name) || name.ends_with(".optimizer")) old.push_back(name);
  }
  for (const std::string& name : old) ::unlinkat(directory_.get(), name.c_str(), 0);
}

void DrillDirectory::save(const std::string& name, const std::string& text) const {
  files::save_to(file(name), true, text);
}

bool DrillDirectory::goes_on() const {
  dialogue_.say_line(sentence("Press Enter for the next question, or type quit to stop."));
  const auto typed = dialogue_.listen();
  const std::string word = lower_case(trimmed(typed.value_or("quit")));
  return word != "quit" && word != "q";
}

}  // namespace stepmark::assessment
