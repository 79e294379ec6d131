#include <fmt/core.h>

#include <algorithm>

#include "cli/command.hpp"
#include "lib/base/error.hpp"

namespace stepmark::cli {

const std::vector<Command>& commands() {
  // clang-format off
  static const std::vector<Command> all = {
      optimizers_command(),
      solve_command(),
      calc_command(),
      generate_command(),
      families_command(),
      mistakes_command(),
      handout_command(),
      sheet_command(),
      certify_command(),
      paper_command(),
      check_command(),
      mark_command(),
      merge_command(),
      practice_command(),
      web_command(),
      identify_command(),
      verify_command(),
      plot_command(),
      export_command(),
      completion_command(),
      manual_command(),
  };
  // clang-format on
  return all;
}

const Command& find_command(const std::string& name) {
  std::vector<std::string> names;
  for (const Command& command : commands()) {
    if (command.usage.command == name) return command;
    names.push_back(command.usage.command);
  }
  names.insert(names.end(), {"help", "--help", "--version"});
  throw InputError({}, "unknown command " + in_quotes(name), suggest(name, names));
}

std::string help_page() {
  std::string text =
      "stepmark works the hand calculations of deep-learning optimizers, with no wrong digit.\n\n"
      "usage: stepmark COMMAND ...\n\n";
  for (const Command& command : commands()) {
    text += fmt::format("  {:<28} {}\n", command.usage.command + ' ' + command.usage.arguments, command.summary);
  }
  text += fmt::format("  {:<28} {}\n", "help [COMMAND]", "this page, or the page of one command");
  text +=
      fmt::format("  {:<28} {}\n", "help problem", "every key of a problem file, with its default and what is refused");
  text += fmt::format("  {:<28} {}\n", "--version", "the version");
  return text + "\nExit status: 0 done; 1 done, and the answer is no; 2 not done, with one line on standard error.\n";
}

std::string help_page(const std::string& name) {
  const Command& command = find_command(name);
  std::string text =
      fmt::format("usage: stepmark {} {} [OPTIONS]\n\n{}\n", name, command.usage.arguments, command.summary);
  if (!command.details.empty()) text += '\n' + command.details;
  return text + "\noptions:\n" + describe(command.usage.options);
}

}  // namespace stepmark::cli
