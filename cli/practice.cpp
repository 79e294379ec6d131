#include "assessment/practice.hpp"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

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
#include "lib/files/lock.hpp"
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
  Practice(const Problem& problem, const std::string& file, bool begins_again)
      : file_(files::behind_links(file)),
        directory_(files::open_directory(files::split_path(file_).first)),
        lock_(directory_.get(), ".stepmark." + files::split_path(file_).second + ".lock", file_),
        session_(problem),
        colour_(::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr) {
    files::check_no_input(file_);
    struct stat found {};
    if (::stat(file_.c_str(), &found) == 0 && !begins_again) {
      session_.take_up(read_bytes(file_, std::size_t{16} << 20U), file_);
    }
  }

  /// False when the student stops.
  bool run() {
    files::print(rendered(Format::text, session_.question(), {columns()}) + '\n');
    say("Answer line by line. Type ? for a hint, skip to leave a line out, back to take the last answer back, quit to "
        "stop; your answers are kept.\n");
    if (session_.lines_done() > 0) {
      say(fmt::format("Going on where you stopped: {} of {} lines are done.\n", session_.lines_done(),
                      session_.lines()));
    }
    while (!session_.is_done()) {
      say(fmt::format("\n{} = ", painted(session_.asked(), "1")));
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
  for (std::size_t q = 0; q < edition.questions(); ++q) {
    if (edition.asked[q].standing != assessment::Standing::counts) continue;
    files::print(fmt::format("{}Question {} of {}\n\n", q > 0 ? "\n" : "", q + 1, edition.questions()));
    if (!Practice(assessment::problem_of(edition, copy, q), files[q], options.has("force")).run()) return;
  }
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

/// Questions without an end, in a directory that keeps them, the answers and what came up.
class Questions {
 public:
  Questions(const Options& options, std::string directory)
      : drill_(read_request(options)),
        path_(std::move(directory)),
        place_(path_),
        directory_(files::open_directory(path_)),
        lock_(directory_.get(), files::directory_lock, path_) {
    const std::string record = file("record.csv");
    files::check_no_input(record);
    if (options.has("force")) {
      save();  // numbers start again, and files are replaced one by one
    } else if (std::filesystem::exists(record)) {
      drill_.take_up(read_bytes(record, std::size_t{16} << 20U), record);
    } else if (!place_.is_new) {
      throw InputError({path_, 0, 0}, "it is there already, and holds no record of practice",
                       "expected another directory", Remedy::overwrite);
    }
  }

  void run() {
    do {
      if (!drill_.is_open()) draw();
      files::print(fmt::format("\nQuestion {}\n\n", drill_.questions_done() + 1));
      const std::string answers = file(drill_.name() + ".answers.csv");
      Practice practice(asking_for_what_shows(read_problem(file(drill_.name() + ".toml"))), answers, is_fresh_);
      if (!practice.run()) break;
      files::print(wrapped(drill_.close(practice.session()), columns()));
      save();
    } while (goes_on());
    if (drill_.questions_done() == 0) return;
    files::print(wrapped(fmt::format("\n{} The record is {}. Run the same command again to go on.\n", drill_.closing(),
                                     shown(file("record.csv"))),
                         columns()));
  }

 private:
  void draw() {
    for (const auto& [name, text] : drill_.draw()) files::save_to(file(name), true, text);
    save();
    is_fresh_ = true;
  }
  void save() const { files::save_to(file("record.csv"), true, drill_.record()); }
  std::string file(const std::string& name) const { return path_ + '/' + name; }

  static bool goes_on() {
    files::print(wrapped("Press Enter for the next question, or type quit to stop.\n", columns()));
    std::string line;
    if (!std::getline(std::cin, line)) return false;
    const std::string word = lower_case(trimmed(line));
    return word != "quit" && word != "q";
  }

  assessment::Drill drill_;
  std::string path_;
  Place place_;  // outlives the lock in it
  files::Descriptor directory_;
  files::Lock lock_;
  bool is_fresh_ = false;  ///< was the question drawn by this run?
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
