#include "assessment/practice.hpp"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "assessment/practice_sheet.hpp"
#include "cli/command.hpp"
#include "cli/heartbeat.hpp"
#include "cli/output.hpp"
#include "cli/terminal.hpp"
#include "lib/base/file.hpp"
#include "lib/base/safe.hpp"
#include "lib/files/lock.hpp"
#include "reports/plain_text.hpp"
#include "reports/render.hpp"

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
  Practice(const Options& options, const std::string& file)
      : file_(files::behind_links(file)),
        directory_(files::open_directory(files::split_path(file_).first)),
        lock_(directory_.get(), ".stepmark." + files::split_path(file_).second + ".lock", file_),
        session_(read_problem(problem_file(options.arguments().front()))),
        colour_(::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr) {
    files::check_no_input(file_);
    struct stat found {};
    if (::stat(file_.c_str(), &found) == 0 && !options.has("force")) {
      session_.take_up(read_bytes(file_, std::size_t{16} << 20U), file_);
    }
  }

  void run() {
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
        return say(fmt::format("\nYour answers are in {}. The same command goes on from there.\n", shown(file_)));
      }
    }
    say(fmt::format("\n{} Your answers are in {}.\n", session_.closing(), shown(file_)));
  }

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

std::string session_file(const Options& options) {
  if (const auto file = options.value("output")) {
    for (const char* other : {".json", ".jsonl", ".md"}) {
      if (lower_case(*file).ends_with(other)) {
        throw InputError({*file, 0, 0}, "practice keeps answers as CSV", "expected the name of a CSV file");
      }
    }
    return *file;
  }
  std::string name = options.arguments().front();
  name = name.substr(name.rfind('/') + 1);
  return name.substr(0, name.rfind('.')) + ".practice.csv";
}

Status practise(const Options& options) {
  const std::string file = session_file(options);
  check_outputs({{"-o", file}}, true);
  Heartbeat::stop();
  Practice(options, file).run();
  return Status::done;
}

}  // namespace

Command practice_command() {
  Usage usage{"practice", "PROBLEM", 1, 1, {}};
  usage.options = {{"output", "FILE", "where the answers are kept; NAME.practice.csv here when left out", 'o'},
                   {"force", "", "begin again, whatever was answered before"}};
  return {
      usage, "the question line by line at the terminal, each answer judged at once",
      "Every answer is kept, so that the same command goes on where one stopped. What is kept is an answer sheet that\n"
      "check reads; an answer sheet in CSV that is filled in part, behind -o, is asked for what is blank.\n",
      practise};
}

}  // namespace stepmark::cli
