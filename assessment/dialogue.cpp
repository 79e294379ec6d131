#include "assessment/dialogue.hpp"

#include <fmt/core.h>
#include <sys/stat.h>

#include <utility>

#include "assessment/mark_edition.hpp"
#include "lib/base/file.hpp"
#include "lib/base/safe.hpp"
#include "lib/files/output.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"

namespace stepmark::assessment {

using Tone = Dialogue::Tone;

void Dialogue::say_line(const Inline& words) const { say(plain_words(words, language) + '\n'); }

KeptPractice::KeptPractice(const Problem& problem, const std::string& file, bool begins_again, const Dialogue& dialogue,
                           const QuestionLayout& layout)
    : dialogue_(dialogue),
      file_(files::behind_links(file)),
      directory_(files::open_directory(files::split_path(file_).first)),
      lock_(directory_.get(), ".stepmark." + files::split_path(file_).second + ".lock", file_),
      session_(problem, layout, dialogue.language) {
  files::check_no_input(file_);
  struct stat found {};
  if (::stat(file_.c_str(), &found) == 0 && !begins_again) {
    session_.take_up(read_bytes(file_, std::size_t{16} << 20U), file_);
  }
}

bool KeptPractice::run(bool is_first) {
  dialogue_.show(session_.question());
  if (is_first) dialogue_.say(session_.instruction());
  if (session_.lines_done() > 0) {
    dialogue_.say_line(sentence("Going on where you stopped: {done} of {lines} lines are done.",
                                {{"done", static_cast<std::int64_t>(session_.lines_done())},
                                 {"lines", static_cast<std::int64_t>(session_.lines())}}));
  }
  const Arguments kept = {{"file", shown(file_)}};
  while (!session_.is_done()) {
    ask();
    const auto typed = dialogue_.listen();
    if (typed && take(*typed)) continue;
    dialogue_.say("\n");
    dialogue_.say_line(sentence("Your answers are in {file}. Run the same command again to continue.", kept));
    return false;
  }
  dialogue_.say("\n");
  dialogue_.say_line(together(sentences({text(session_.closing()), sentence("Your answers are in {file}.", kept)})));
  return true;
}

void KeptPractice::ask() const {
  dialogue_.say('\n' + session_.prompt(dialogue_.toned(session_.asked(), Tone::asked)) + ' ');
}

/// False when the student stops.
bool KeptPractice::take(const std::string& typed) {
  using Kind = PracticeReply::Kind;
  const PracticeReply reply = session_.reply(typed);
  if (reply.keep) files::save_to(file_, true, session_.kept());
  if (reply.kind != Kind::right && reply.kind != Kind::judged) {
    dialogue_.say(reply.text);
    return reply.kind != Kind::stopped;
  }
  const Inline verdict =
      text(dialogue_.toned(reply.verdict, reply.kind == Kind::right ? Tone::right : Tone::not_right));
  const bool has_both = !reply.verdict.empty() && !reply.text.empty();
  const Inline remark = has_both ? sentence("{verdict}: {feedback}", {{"verdict", verdict}, {"feedback", reply.text}})
                        : reply.text.empty() ? verdict
                                             : text(reply.text);
  dialogue_.say_line(together({text("  "), remark}));
  return true;
}

// ----------------------------------------------------------------------------------------------------------- mock exam

namespace {

std::size_t copy_of(const Edition& edition, const std::string& student) {
  const auto copy = edition.copy_of.find(student);
  if (copy != edition.copy_of.end()) return copy->second;
  throw InputError({}, in_quotes(student) + " has no copy in this edition", "expected an identifier of its roster");
}

/// "answers.csv" of question 2 is "answers-q2.csv".
std::string file_of_question(const std::string& file, std::size_t question) {
  const std::size_t slash = file.rfind('/') + 1, dot = file.rfind('.');
  const std::size_t end = dot == std::string::npos || dot < slash ? file.size() : dot;
  return fmt::format("{}-q{}{}", file.substr(0, end), question + 1, file.substr(end));
}

}  // namespace

MockExam::MockExam(const std::string& directory, const std::string& student)
    : edition_(read_edition(directory)), copy_(copy_of(edition_, student)) {}

std::vector<std::string> MockExam::files_of(const std::string& file) const {
  std::vector<std::string> files;
  for (std::size_t q = 0; q < edition_.questions(); ++q) files.push_back(file_of_question(file, q));
  return files;
}

void MockExam::run(const std::vector<std::string>& files, bool begins_again, const Dialogue& dialogue) {
  Exact marks, out_of;
  bool is_first = true;
  for (std::size_t q = 0; q < edition_.questions(); ++q) {
    if (edition_.asked[q].standing != Standing::counts) continue;
    if (q > 0) dialogue.say("\n");
    dialogue.say_line(sentence(
        "Question {number} of {count}",
        {{"number", static_cast<std::int64_t>(q + 1)}, {"count", static_cast<std::int64_t>(edition_.questions())}}));
    dialogue.say("\n");
    KeptPractice practice(problem_of(edition_, copy_, q), files[q], begins_again, dialogue, edition_.asked[q].layout);
    if (!practice.run(std::exchange(is_first, false))) return;
    const auto result = practice.session().result();
    marks = marks + result.marks;
    out_of = out_of + result.out_of;
  }
  dialogue.say("\n");
  dialogue.say_line(sentence("All questions: {marks}.", {{"marks", marks_out_of(marks, out_of)}}));
}

}  // namespace stepmark::assessment
