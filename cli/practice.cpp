#include "assessment/practice.hpp"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <utility>

#include "assessment/drill.hpp"
#include "assessment/edition_files.hpp"
#include "assessment/mark_edition.hpp"
#include "cli/command.hpp"
#include "cli/heartbeat.hpp"
#include "cli/output.hpp"
#include "cli/request_options.hpp"
#include "cli/terminal.hpp"
#include "lib/base/file.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/files/lock.hpp"
#include "reports/feedback.hpp"
#include "reports/plain_text.hpp"
#include "reports/render.hpp"
#include "solver/visible.hpp"

namespace stepmark::cli {

namespace {

/// Where there is no terminal, as wide as most are.
std::size_t columns() { return terminal_columns().value_or(80); }

/// Standard input holds the answers.
const std::string& problem_file(const std::string& argument) {
  if (argument == "-") throw InputError({}, "the problem cannot come from where the answers do", "expected its file");
  return argument;
}

/// What has been answered stands in a file after every answer.
class Practice {
 public:
  Practice(const Problem& problem, const std::string& file, bool begins_again, const QuestionLayout& layout = {})
      : file_(files::behind_links(file)),
        directory_(files::open_directory(files::split_path(file_).first)),
        lock_(directory_.get(), ".stepmark." + files::split_path(file_).second + ".lock", file_),
        session_(problem, layout),
        colour_(::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr) {
    files::check_no_input(file_);
    struct stat found {};
    if (::stat(file_.c_str(), &found) == 0 && !begins_again) {
      session_.take_up(read_bytes(file_, std::size_t{16} << 20U), file_);
    }
  }

  /// False when the student stops. @param is_first  then what may be typed is told
  bool run(bool is_first = true) {
    files::print(rendered(Format::text, session_.question(), {columns()}) + '\n');
    if (is_first) {
      say("Answer line by line. Type ? for a hint, skip to leave a line out, back to take the last answer back, quit "
          "to "
          "stop; your answers are kept.\n");
    }
    if (session_.lines_done() > 0) {
      say(fmt::format("Going on where you stopped: {} of {} lines are done.\n", session_.lines_done(),
                      session_.lines()));
    }
    while (!session_.is_done()) {
      say(fmt::format("\n{}{} ", painted(session_.asked(), "1"), session_.asks_for_number() ? " =" : ":"));
      std::string line;
      if (!std::getline(std::cin, line) || !take(line)) {
        say(fmt::format("\nYour answers are in {}. Run the same command again to continue.\n", shown(file_)));
        return false;
      }
    }
    say(fmt::format("\n{} Your answers are in {}.\n", session_.closing(), shown(file_)));
    return true;
  }

  assessment::PracticeSession& session() { return session_; }

 private:
  void say(const std::string& text) const { files::print(wrapped(text, columns())); }
  std::string painted(const std::string& text, const char* code) const {
    return colour_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }

  /// False when the student stops.
  bool take(const std::string& typed) {
    using Kind = assessment::PracticeReply::Kind;
    const assessment::PracticeReply reply = session_.reply(typed);
    if (reply.keep) files::save_to(file_, true, session_.kept());
    if (reply.kind == Kind::right || reply.kind == Kind::judged) {
      const std::string verdict = painted(reply.verdict, reply.kind == Kind::right ? "32" : "33");
      say(fmt::format("  {}{}\n", verdict, reply.text.empty() ? "" : ": " + reply.text));
    } else {
      say(reply.text);
    }
    return reply.kind != Kind::stopped;
  }

  std::string file_;
  files::Descriptor directory_;
  files::Lock lock_;
  assessment::PracticeSession session_;
  bool colour_;
};

/// @param usual  the name without its ending, where none is given
std::string session_file(const Options& options, const std::string& usual) {
  if (const auto file = options.value("output")) {
    for (const char* other : {".json", ".jsonl", ".md"}) {
      if (lower_case(*file).ends_with(other)) {
        throw InputError({*file, 0, 0}, "practice keeps answers as CSV", "expected the name of a CSV file");
      }
    }
    return *file;
  }
  return usual + ".practice.csv";
}

std::string name_of_problem(const std::string& file) {
  const std::string name = file.substr(file.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

/// "answers.csv" of question 2 is "answers-q2.csv".
std::string file_of_question(const std::string& file, std::size_t question) {
  const std::size_t slash = file.rfind('/') + 1, dot = file.rfind('.');
  const std::size_t end = dot == std::string::npos || dot < slash ? file.size() : dot;
  return fmt::format("{}-q{}{}", file.substr(0, end), question + 1, file.substr(end));
}

std::size_t copy_of(const assessment::Edition& edition, const Options& options) {
  const auto student = options.value("student");
  if (!student) throw InputError({}, "an edition has a copy for each student", "expected --student ID");
  const auto copy = edition.copy_of.find(*student);
  if (copy != edition.copy_of.end()) return copy->second;
  throw InputError({}, in_quotes(*student) + " has no copy in this edition", "expected an identifier of its roster");
}

/// A mock exam: the questions of a copy that count, one after the other.
void practise_copy(const Options& options) {
  const assessment::Edition edition = assessment::read_edition(options.arguments().front());
  const std::size_t copy = copy_of(edition, options);
  const std::string file = session_file(options, edition.copies[copy].file);
  std::vector<std::string> files;
  for (std::size_t q = 0; q < edition.questions(); ++q) {
    files.push_back(file_of_question(file, q));
    check_outputs({{"-o", files.back()}}, true);
  }
  Heartbeat::stop();
  Exact marks, out_of;
  bool is_first = true;
  for (std::size_t q = 0; q < edition.questions(); ++q) {
    if (edition.asked[q].standing != assessment::Standing::counts) continue;
    files::print(fmt::format("{}Question {} of {}\n\n", q > 0 ? "\n" : "", q + 1, edition.questions()));
    Practice practice(assessment::problem_of(edition, copy, q), files[q], options.has("force"),
                      edition.asked[q].layout);
    if (!practice.run(std::exchange(is_first, false))) return;
    const auto result = practice.session().result();
    marks = marks + result.marks;
    out_of = out_of + result.out_of;
  }
  files::print(
      fmt::format("\nAll questions: {} out of {} marks.\n", marks_for_people(marks), marks_for_people(out_of)));
}

/// A directory that is made where there is none, and is gone again if nothing comes into it.
struct Place {
  explicit Place(std::string name) : path(std::move(name)) {
    std::error_code error;
    is_new = std::filesystem::create_directory(path, error);
    if (error) throw InputError({path, 0, 0}, "cannot be made: " + error.message(), "expected the name of a directory");
  }
  ~Place() {
    if (is_new) ::rmdir(path.c_str());  // does nothing to one that holds anything
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  std::string path;
  bool is_new = false;
};

/// Questions without an end, in a directory that keeps them, the answers and what came up. No link in it is followed.
class Questions {
 public:
  Questions(const Options& options, std::string directory)
      : drill_(read_request(options)),
        place_(std::move(directory)),
        directory_(files::open_directory(place_.path)),
        lock_(directory_.get(), files::directory_lock, place_.path),
        begins_again_(options.has("force")) {
    const std::string record = file(record_name);
    files::check_no_input(record);
    refuse_link(record);
    if (!begins_again_ && std::filesystem::exists(record)) {
      drill_.take_up(read_bytes(record, std::size_t{16} << 20U), record);
    } else if (!begins_again_ && !is_empty()) {
      throw InputError({place_.path, 0, 0}, "it is there already, and holds no record of practice",
                       "expected another directory", Remedy::overwrite);
    }
  }

  void run() {
    bool is_first = true;
    do {
      if (!drill_.is_open()) draw();
      files::print(fmt::format("\nQuestion {}\n\n", drill_.questions_done() + 1));
      const std::string problem = file(drill_.name() + ".toml"), answers = file(drill_.name() + answers_ending);
      for (const std::string& name : {problem, answers}) refuse_link(name);
      Practice practice(asking_for_what_shows(read_problem(problem)), answers, false);
      if (!practice.run(std::exchange(is_first, false))) break;
      files::print(wrapped(drill_.close(practice.session()), columns()));
      save(record_name, drill_.record());
    } while (goes_on());
    if (drill_.questions_done() == 0) return;
    files::print(wrapped(fmt::format("\n{} The record is {}. Run the same command again to go on.\n", drill_.closing(),
                                     shown(file(record_name))),
                         columns()));
  }

 private:
  static constexpr const char* record_name = "record.csv";
  static constexpr const char* answers_ending = ".answers.csv";

  static void refuse_link(const std::string& file) {
    if (!std::filesystem::is_symlink(std::filesystem::symlink_status(file))) return;
    throw InputError({file, 0, 0}, "is a link", "expected a file that practice has written");
  }

  bool is_empty() const {
    for (const auto& entry : std::filesystem::directory_iterator(place_.path)) {
      if (!files::is_lock_name(entry.path().filename().string())) return false;
    }
    return true;
  }

  /// Only when a question is drawn is the one before it taken away, if practice begins again.
  void draw() {
    assessment::FilesBeside files = drill_.draw();
    const Problem problem = asking_for_what_shows(parse_problem(
        files.at(drill_.name() + ".toml"), drill_.name() + ".toml", [&](const std::string& name, std::size_t) {
          return NamedText{name, files.at(name)};
        }));
    files[drill_.name() + answers_ending] = assessment::PracticeSession(problem).kept();
    if (std::exchange(begins_again_, false)) clear();
    for (const auto& [name, text] : files) check_free(file(name), text);
    for (const auto& [name, text] : files) save(name, text);
    save(record_name, drill_.record());
  }

  /// "0001.toml", "0001.csv", "0001.answers.csv".
  static bool is_of_a_question(const std::string& name) {
    const std::size_t digits = std::min(name.find_first_not_of("0123456789"), name.size());
    const std::string ending = name.substr(digits);
    return digits >= 4 && (ending == ".toml" || ending == ".csv" || ending == answers_ending);
  }

  void clear() const {
    std::vector<std::string> old;
    for (const auto& entry : std::filesystem::directory_iterator(place_.path)) {
      const std::string name = entry.path().filename().string();
      if (is_of_a_question(name) || name.ends_with(".optimizer")) old.push_back(name);
    }
    for (const std::string& name : old) ::unlinkat(directory_.get(), name.c_str(), 0);
  }

  /// A run that was killed here has left the very files that are to be written.
  static void check_free(const std::string& file, const std::string& text) {
    refuse_link(file);
    if (!std::filesystem::exists(file) || read_bytes(file, std::size_t{16} << 20U) == text) return;
    throw InputError({file, 0, 0}, "it is there already, and practice has not put it there",
                     "expected another directory", Remedy::overwrite);
  }

  void save(const std::string& name, const std::string& text) const { files::save_to(file(name), true, text); }
  std::string file(const std::string& name) const { return place_.path + '/' + name; }

  static bool goes_on() {
    files::print(wrapped("Press Enter for the next question, or type quit to stop.\n", columns()));
    std::string line;
    if (!std::getline(std::cin, line)) return false;
    const std::string word = lower_case(trimmed(line));
    return word != "quit" && word != "q";
  }

  assessment::Drill drill_;
  Place place_;  // outlives the lock in it
  files::Descriptor directory_;
  files::Lock lock_;
  bool begins_again_;
};

Status draw_and_practise(const Options& options) {
  if (!options.has("optimizer") && !options.has("like")) {
    throw InputError({}, "no question is named, and none is to be drawn", "expected a PROBLEM, or --optimizer NAME");
  }
  if (options.has("student")) {
    throw InputError({}, "--student is about the directory of an edition", "expected that as PROBLEM");
  }
  Questions questions(options, options.value("output").value_or("practice"));
  Heartbeat::stop();
  questions.run();
  return Status::done;
}

void check_nothing_is_drawn(const Options& options) {
  for (const OptionSpec& option : request_options()) {
    if (!options.has(option.name)) continue;
    throw InputError({}, "--" + option.name + " is about questions that are drawn, and a PROBLEM is given",
                     "expected one of them");
  }
}

Status practise(const Options& options) {
  if (options.arguments().empty()) return draw_and_practise(options);
  check_nothing_is_drawn(options);
  const std::string& argument = options.arguments().front();
  if (assessment::is_edition(argument)) {
    practise_copy(options);
    return Status::done;
  }
  if (options.has("student")) {
    throw InputError({}, "--student is about the directory of an edition", "expected that in the place of a problem");
  }
  const std::string file = session_file(options, name_of_problem(argument));
  check_outputs({{"-o", file}}, true);
  Heartbeat::stop();
  Practice(asking_for_what_shows(read_problem(problem_file(argument))), file, options.has("force")).run();
  return Status::done;
}

}  // namespace

Command practice_command() {
  Usage usage{"practice", "[PROBLEM]", 0, 1, {}};
  usage.options = request_options();
  const std::vector<OptionSpec> more = {
      {"student", "ID", "where PROBLEM is the directory of an edition: whose copy"},
      {"output", "FILE", "where the answers are kept: NAME.practice.csv, or the directory practice, when left out",
       'o'},
      {"force", "", "begin again, whatever was answered before"}};
  usage.options.insert(usage.options.end(), more.begin(), more.end());
  return {
      usage, "the question line by line at the terminal, each answer judged at once",
      "Every answer is kept, so that the same command goes on where one stopped. What is kept is an answer sheet that\n"
      "check reads; an answer sheet in CSV that is filled in part, behind -o, is asked for what is blank.\n"
      "PROBLEM may be the directory of an edition: then the questions of a copy are asked one after the other, and "
      "-q1,\n"
      "-q2, ... stands in the name of each file.\n"
      "Without PROBLEM, questions are drawn one after the other, as generate draws them. -o is then a directory, "
      "which\n"
      "keeps each question with its answers, and a record of the misconceptions that came up; those are asked again.\n",
      practise};
}

}  // namespace stepmark::cli
