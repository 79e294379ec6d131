#include <fmt/core.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "assessment/practice_sheet.hpp"
#include "cli/command.hpp"
#include "cli/output.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/files/lock.hpp"
#include "reports/hint.hpp"
#include "reports/mark_sheet.hpp"
#include "reports/plain_question.hpp"
#include "solver/marking/fill.hpp"

namespace stepmark::cli {

namespace {

/// Columns of the terminal; 80 where there is none.
std::size_t terminal_width() {
  struct winsize size {};
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? std::max<std::size_t>(size.ws_col, 20) : 80;
}

/// Standard input holds the answers.
const std::string& problem_file(const std::string& argument) {
  if (argument == "-") throw InputError({}, "the problem cannot come from where the answers do", "expected its file");
  return argument;
}

constexpr const char* commands_help =
    "Type the value, as in 0.25, 1.6e-8 or 1/20; ? for a hint (the formula, then the numbers put in, then the value); "
    "skip to leave the line out; quit to stop. Your answers are kept.\n";

/// A practice session: what has been answered stands in a file after every answer.
class Practice {
 public:
  Practice(const Options& options, const std::string& file)
      : directory_(files::open_directory(files::split_path(file).first)),
        lock_(directory_.get(), ".stepmark." + files::split_path(file).second + ".lock", file),
        marker_(read_problem(problem_file(options.arguments().front()))),
        sheets_(marker_),
        sheet_(marker_, file),
        colour_(::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr) {
    files::check_no_input(file);
    struct stat found {};
    if (::stat(file.c_str(), &found) == 0 && !options.has("force")) sheet_.read();
  }

  void run() {
    say(question_text(marker_.problem()) + '\n');
    say("Answer line by line. Type ? for a hint, skip to leave a line out, quit to stop; your answers are kept.\n");
    const std::size_t lines = marker_.asked().size(), done = lines - sheet_.open_lines();
    if (done > 0) say(fmt::format("Going on where you stopped: {} of {} lines are done.\n", done, lines));
    for (at_ = sheet_.next_open(0); at_ < lines; at_ = sheet_.next_open(at_)) {
      if (!ask()) {
        say(fmt::format("\nYour answers are in {}. The same command goes on from there.\n", sheet_.file()));
        return;
      }
    }
    finish();
  }

 private:
  void say(const std::string& text) const { std::cout << wrapped(text, terminal_width()) << std::flush; }
  std::string painted(const std::string& text, const char* code) const {
    return colour_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }

  /// False at the end of the input, or when the student stops.
  bool ask() {
    int hints = 0;
    for (;;) {
      say(fmt::format("\n{} = ", painted(line_words(marker_, at_), "1")));
      std::string line;
      if (!std::getline(std::cin, line)) return false;
      const std::string answer(trimmed(line));
      const std::string word = lower_case(answer);
      if (word == "quit" || word == "q") return false;
      if (word == "?" || word == "hint") {
        hint(++hints);
      } else if (word == "help" || word == "h") {
        say(commands_help);
      } else if (word == "skip") {
        skip();
        return true;
      } else if (take(written_in(answer))) {
        return true;
      }
    }
  }

  void skip() {
    sheet_.skip(at_);
    sheet_.save();
    judge();
  }

  /// False of what is no answer.
  bool take(Written written) {
    if (written.kind == Written::Kind::unreadable) {
      say("That is no number that I can read. Try again, as in 0.25, 1.6e-8 or 1/20; or type help.\n");
    }
    if (written.kind != Written::Kind::number) return false;
    sheet_.answer(at_, std::move(written));
    sheet_.save();
    judge();
    return true;
  }

  void hint(int level) {
    if (level == 1) return say("  " + formula_hint(marker_, at_) + '\n');
    if (level == 2) return say("  = " + numbers_hint(marker_, sheet_.answers(), at_) + '\n');
    if (level > 3) return say("That was the last hint: type the value to go on, or skip.\n");
    sheet_.show(at_);
    sheet_.save();
    say("  = " + value_here() + '\n');
  }

  /// The right method's value on the numbers written before.
  std::string value_here() { return marker_.expected_at(sheet_.answers(), at_); }

  void judge() {
    const MarkedSheet marked = marker_.mark(sheet_.answers());
    const LineMark& mark = marked.lines[at_];
    const bool right = mark.verdict == Verdict::correct, left_out = mark.verdict == Verdict::missing;
    const std::string word =
        right ? painted("right", "32") : painted(left_out ? "left out" : verdict_words(mark), "33");
    const std::string why = left_out ? "It is " + value_here() + "." : sheets_.feedback(sheet_.answers(), marked, at_);
    say(fmt::format("  {}{}\n", word, why.empty() ? "" : ": " + why));
  }

  void finish() {
    const MarkedSheet marked = marker_.mark(sheet_.answers());
    const std::size_t shown = sheet_.answered_when_shown();
    const std::string of_these = shown == 0
                                     ? ""
                                     : fmt::format(" {} answered after the value had been shown.",
                                                   shown == 1 ? "1 line was" : fmt::format("{} lines were", shown));
    say(fmt::format("\n{} out of {} marks.{} Your answers are in {}.\n", marked.marks.to_string(),
                    marked.out_of.to_string(), of_these, sheet_.file()));
  }

  files::Descriptor directory_;
  files::Lock lock_;
  Marker marker_;
  MarkSheets sheets_;
  assessment::PracticeSheet sheet_;
  bool colour_;
  std::size_t at_ = 0;  ///< the line that is asked
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
