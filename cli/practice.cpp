#include <fmt/core.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "cli/command.hpp"
#include "cli/output.hpp"
#include "lib/base/safe.hpp"
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

/// A practice session: what has been answered stands in a file after every answer, an answer sheet like any other.
class Practice {
 public:
  Practice(const Options& options, std::string file)
      : marker_(read_problem(options.arguments().front())),
        sheets_(marker_),
        file_(std::move(file)),
        colour_(::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr) {
    sheet_.resize(marker_.asked().size());
    struct stat found {};
    if (::stat(file_.c_str(), &found) == 0 && !options.has("force")) go_on();
  }

  void run() {
    say(question_text(marker_.problem()) + '\n');
    say("Answer line by line. Type ? for a hint, skip to leave a line out, quit to stop; your answers are kept.\n");
    if (next_ > 0) say(fmt::format("Going on where you stopped: {} of {} lines are done.\n", next_, sheet_.size()));
    while (next_ < sheet_.size()) {
      if (!ask()) {
        say(fmt::format("\nYour answers are in {}. The same command goes on from there.\n", file_));
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

  /// A sheet of the same problem: its lines up to the first that is blank.
  void go_on() {
    const RawSheet kept = read_sheet(file_);
    const FilledSheet filled = SheetFiller(marker_).fill(kept);
    if (kept.answers.size() != sheet_.size() || !filled.notices.empty()) {
      throw InputError({file_, 0, 0}, "holds no answers to this question",
                       "expected what practice has kept of it, another file with -o, or --force to begin again there");
    }
    sheet_ = filled.sheet;
    while (next_ < sheet_.size() && sheet_[next_].kind != Written::Kind::missing) ++next_;
    for (std::size_t i = next_; i < sheet_.size(); ++i) sheet_[i] = Written{};
  }

  /// False at the end of the input, or when the student stops.
  bool ask() {
    int hints = 0;
    for (;;) {
      say(fmt::format("\n{} = ", painted(line_words(marker_, next_), "1")));
      std::string answer;
      if (!std::getline(std::cin, answer)) return false;
      if (answer == "quit" || answer == "q") return false;
      if (answer == "?" || answer == "hint") {
        hint(++hints);
        continue;
      }
      Written written = written_in(answer);
      if (answer == "skip") {
        written.kind = Written::Kind::unreadable;
        written.text = "skip";
      } else if (written.kind == Written::Kind::missing) {
        continue;
      } else if (written.kind == Written::Kind::unreadable) {
        say("That is no number that I can read. Try again, as in 0.25, 1.6e-8 or 1/20.\n");
        continue;
      }
      sheet_[next_] = std::move(written);
      judge();
      ++next_;
      save();
      return true;
    }
  }

  void hint(int level) {
    if (level == 1) return say("  " + formula_hint(marker_, next_) + '\n');
    if (level == 2) return say("  = " + numbers_hint(marker_, sheet_, next_) + '\n');
    Sheet tried = sheet_;
    tried[next_] = written_in("123456789");  // any number that is not right: what would be, given those before?
    const LineMark mark = marker_.mark(tried).lines[next_];
    say("  = " + (mark.expected_here.empty() ? mark.expected : mark.expected_here) + '\n');
  }

  void judge() {
    const MarkedSheet marked = marker_.mark(sheet_);
    const LineMark& mark = marked.lines[next_];
    const bool right = mark.verdict == Verdict::correct, skipped = sheet_[next_].text == "skip";
    const std::string word = right ? painted("right", "32") : painted(skipped ? "left out" : verdict_words(mark), "33");
    const std::string why = skipped ? "It is " + mark.expected + "." : sheets_.feedback(sheet_, marked, next_);
    say(fmt::format("  {}{}\n", word, why.empty() ? "" : ": " + why));
  }

  void save() const {
    std::string text = "t,quantity,component,value\n";
    const Problem& problem = marker_.problem();
    for (std::size_t i = 0; i < sheet_.size(); ++i) {
      const Tape::Line& line = marker_.tape().lines[marker_.asked()[i]];
      text += fmt::format("{},{},{},{}\n", line.t, problem.optimizer.equations[line.equation].quantity,
                          line.component ? safe_csv_cell(problem.objective->parameters()[*line.component]) : "",
                          i < next_ ? safe_csv_cell(sheet_[i].text) : "");
    }
    emit_to(file_, true, text);
  }

  void finish() {
    const MarkedSheet marked = marker_.mark(sheet_);
    say(fmt::format("\n{} out of {} marks. Your answers are in {}.\n", marked.marks.to_string(),
                    marked.out_of.to_string(), file_));
  }

  Marker marker_;
  MarkSheets sheets_;
  std::string file_;
  bool colour_;
  Sheet sheet_;
  std::size_t next_ = 0;
};

std::string session_file(const Options& options) {
  if (const auto file = options.value("output")) return *file;
  std::string name = options.arguments().front();
  name = name.substr(name.rfind('/') + 1);
  return name.substr(0, name.rfind('.')) + ".practice.csv";
}

Status practise(const Options& options) {
  Practice(options, session_file(options)).run();
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
      "check reads.\n",
      practise};
}

}  // namespace stepmark::cli
