#include "cli/command.hpp"
#include "cli/offer.hpp"
#include "cli/output.hpp"
#include "lib/base/error.hpp"

namespace stepmark::cli {

namespace {

std::vector<std::string> known_shells() { return {"bash", "zsh"}; }

Status print_completion(const Options& options) {
  const std::string& shell = options.arguments().front();
  if (shell != "bash" && shell != "zsh")
    throw InputError({}, "unknown shell " + in_quotes(shell), suggest(shell, known_shells()));
  check_output(options);
  emit(options, shell == "bash" ? bash_completion() : zsh_completion());
  return Status::done;
}

}  // namespace

Command completion_command() {
  Usage usage{"completion", "SHELL", 1, 1, {}};
  usage.options = {output_option(), force_option()};
  usage.names = known_shells;
  return {
      usage, "a script that completes command lines, for bash or zsh",
      "A package has installed them. Else, in bash: source <(stepmark completion bash); in zsh, write it to a file\n"
      "named _stepmark in a directory of fpath.\n",
      print_completion};
}

}  // namespace stepmark::cli
