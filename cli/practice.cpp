#include <fmt/core.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include "assessment/drill_directory.hpp"
#include "assessment/mark_edition.hpp"
#include "cli/command.hpp"
#include "cli/heartbeat.hpp"
#include "cli/output.hpp"
#include "cli/pages.hpp"
#include "cli/request_options.hpp"
#include "cli/terminal.hpp"
#include "lib/base/safe.hpp"
#include "reports/plain_text.hpp"
#include "reports/render.hpp"
#include "solver/visible.hpp"

namespace stepmark::cli {

namespace {

using assessment::Dialogue;

/// Where there is no terminal, as wide as most are.
std::size_t columns() { return terminal_columns().value_or(80); }

/// Standard input holds the answers.
const std::string& problem_file(const std::string& argument) {
  if (argument == "-") throw InputError({}, "the problem cannot come from where the answers do", "expected its file");
  return argument;
}

Dialogue at_terminal(const Options& options) {
  using Tone = Dialogue::Tone;
  const bool has_colour = ::isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  Dialogue dialogue;
  dialogue.language = language_of(options);
  dialogue.show = [language = dialogue.language](const Document& question) {
    Layout layout{columns()};
    layout.language = language;
    files::print(rendered(Format::text, question, layout) + '\n');
  };
  dialogue.say = [](const std::string& text) { files::print(wrapped(text, columns())); };
  dialogue.listen = []() -> std::optional<std::string> {
    std::string line;
    return std::getline(std::cin, line) ? std::optional(line) : std::nullopt;
  };
  dialogue.toned = [=](std::string words, Tone tone) {
    const char* code = tone == Tone::asked ? "1" : tone == Tone::right ? "32" : "33";
    return has_colour && !words.empty() ? fmt::format("\x1b[{}m{}\x1b[0m", code, words) : words;
  };
  return dialogue;
}

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

/// The questions of a copy, one after the other.
void practise_copy(const Options& options) {
  const auto student = options.value("student");
  if (!student) throw InputError({}, "an edition has a copy for each student", "expected --student ID");
  assessment::MockExam exam(options.arguments().front(), *student);
  const std::vector<std::string> files = exam.files_of(session_file(options, exam.name()));
  for (const std::string& file : files) check_outputs({{"-o", file}}, true);
  Heartbeat::stop();
  exam.run(files, options.has("force"), at_terminal(options));
}

Status draw_and_practise(const Options& options) {
  if (!options.has("optimizer") && !options.has("like")) {
    throw InputError({}, "no question is named, and none is to be drawn", "expected a PROBLEM, or --optimizer NAME");
  }
  if (options.has("student")) {
    throw InputError({}, "--student is about the directory of an edition", "expected that as PROBLEM");
  }
  const Dialogue dialogue = at_terminal(options);
  assessment::DrillDirectory drill(read_request(options), options.value("output").value_or("practice"),
                                   options.has("force"), dialogue);
  Heartbeat::stop();
  drill.run();
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
  const Dialogue dialogue = at_terminal(options);
  assessment::KeptPractice(asking_for_what_shows(read_problem(problem_file(argument))), file, options.has("force"),
                           dialogue)
      .run();
  return Status::done;
}

}  // namespace

Command practice_command() {
  Usage usage{"practice", "[PROBLEM]", 0, 1, {}};
  usage.options = request_options();
  const std::vector<OptionSpec> more = {
      {"student", "ID", "where PROBLEM is the directory of an edition: whose copy"},
      language_option("all is said"),
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
