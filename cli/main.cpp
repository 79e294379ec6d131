#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <stdexcept>

#include "cli/command.hpp"
#include "cli/heartbeat.hpp"
#include "cli/memory.hpp"
#include "cli/output.hpp"
#include "cli/problem_keys.hpp"
#include "lib/base/error.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/version.hpp"

namespace stepmark::cli {

namespace {

Status print(const std::string& text) {
  emit(Options({"help", "", 0, 0, {}}, {}), text);
  return Status::done;
}

bool asks_for_help(const std::string& word) { return word == "help" || word == "--help" || word == "-h"; }

Status help(const std::vector<std::string>& words) {
  if (words.size() > 1) throw InputError({}, "there are too many arguments", "expected stepmark help [COMMAND]");
  if (words == std::vector<std::string>{"problem"}) return print(problem_file_page());
  return print(words.empty() || asks_for_help(words.front()) ? help_page() : help_page(words.front()));
}

Status show_version(const std::vector<std::string>& words) {
  if (!words.empty()) throw InputError({}, "there are too many arguments", "expected stepmark --version");
  return print(std::string("stepmark ") + version + '\n');
}

/// An error's remedy, as an option of a command.
const char* words_for(Remedy remedy) {
  switch (remedy) {
    case Remedy::none:
      return "";
    case Remedy::overwrite:
      return ", or --force";
    case Remedy::begin_anew:
      return ", or --force to begin anew";
    case Remedy::go_on:
      return ", or --resume to go on with what is there, or --force to begin anew";
  }
  STEPMARK_ASSERT(false);
}

void complain(const InputError& error) {
  std::fprintf(stderr, "%s%s%s\n", error.where().file.empty() ? "stepmark: " : "", error.what(),
               words_for(error.remedy()));
}

Status run(std::vector<std::string> words) {
  if (!words.empty() && words.front() == "--") words.erase(words.begin());
  if (words.empty()) throw InputError({}, "no command is given", "expected one; see stepmark help");
  const std::string& first = words.front();
  const std::vector<std::string> rest(words.begin() + 1, words.end());
  if (first == "--version") return show_version(rest);
  if (asks_for_help(first)) return help(rest);
  const Command& command = find_command(first);
  Usage usage = command.usage;
  usage.options.push_back(help_option());
  const Options options(usage, rest);
  const Heartbeat heartbeat;
  return options.has("help") ? print(help_page(first)) : command.run(options);
}

}  // namespace

}  // namespace stepmark::cli

int main(int argc, char** argv) {
  using stepmark::cli::Status;
  std::signal(SIGXFSZ, SIG_IGN);  // a file too large for its limit is answered as a full disk is
  Status status = Status::not_done;
  stepmark::cli::end_in_one_line_without_memory();
  try {
    status = stepmark::cli::run({argv + 1, argv + argc});
  } catch (const std::bad_alloc&) {
    stepmark::cli::end_without_memory();
  } catch (const std::length_error&) {
    stepmark::cli::end_without_memory();
  } catch (const stepmark::InputError& error) {
    stepmark::cli::complain(error);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "stepmark: %s\n", stepmark::shown(error.what()).c_str());
  }
  return static_cast<int>(status);
}
