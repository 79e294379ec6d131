#include <fmt/core.h>
#include <fmt/ranges.h>

#include "cli/offer.hpp"
#include "cli/texts.hpp"

namespace stepmark::cli {

namespace {

/// `text` with a backslash before each of `special`, fit to stand between single quotes.
std::string zsh_escaped(const std::string& text, const std::string& special) {
  std::string result;
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      if (c == '\\' || special.find(c) != std::string::npos) result += '\\';
      result += c;
    }
  }
  return result;
}

std::string glob_of(const Offer& offer) {
  return offer.endings.empty() ? "*" : fmt::format("*({})(-.)", fmt::join(offer.endings, "|"));
}

/// The action in a specification of zsh's _arguments: none, a list of words, or a function. A function with arguments
/// of its own begins with a blank.
std::string action_for(const Offer& offer) {
  const std::string words = fmt::format("{}", fmt::join(offer.words, " "));
  if (offer.words.empty() && offer.files) return fmt::format("_files -g \"{}\"", glob_of(offer));
  if (offer.words.empty()) return offer.directories ? "_directories" : "";
  if (!offer.files) return '(' + words + ')';
  return fmt::format(" {} \"{}\" {}", offer.several ? "_stepmark_list" : "_stepmark_either", glob_of(offer), words);
}

std::string option_row(const OptionSpec& option) {
  const std::string help = zsh_escaped(option.help, "[]");
  const std::string value = option.argument.empty() ? ""
                                                    : ':' + zsh_escaped(option.argument, ":") + ':' +
                                                          zsh_escaped(action_for(offer_of(option)), "");
  const std::string equals = value.empty() ? "" : "=", plus = value.empty() ? "" : "+";
  if (option.short_name == 0) return fmt::format("'--{}{}[{}]{}'", option.name, equals, help, value);
  const std::string both = fmt::format("-{0} --{1}", option.short_name, option.name);
  return fmt::format("'({0})'{{-{1}{2},--{3}{4}}}'[{5}]{6}'", both, option.short_name, plus, option.name, equals, help,
                     value);
}

std::string argument_rows(const Usage& usage) {
  std::string text;
  const std::vector<Offer> offers = offers_of_arguments(usage);
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const bool any = i + 1 == offers.size() && repeats_last(usage);
    text += fmt::format(" \\\n            '{}:{}:{}'", any ? "*" : std::to_string(i + 1),
                        zsh_escaped(offers[i].called, ":"), zsh_escaped(action_for(offers[i]), ""));
  }
  return text;
}

std::string zsh_description(const std::string& command, const std::string& summary) {
  return fmt::format("        '{}:{}'\n", command, zsh_escaped(summary, ":"));
}

std::string first_word() {
  std::string text = "      local -a commands=(\n";
  for (const Command& command : commands()) text += zsh_description(command.usage.command, command.summary);
  text += zsh_description("help", "the commands, or the page of one command");
  return text + "      )\n      _describe command commands\n      ;;\n    argument)\n      case $words[1] in\n";
}

std::string arguments_of(const Command& command) {
  std::string text = fmt::format("        {})\n          _arguments -S", command.usage.command);
  for (const OptionSpec& option : options_of(command)) text += " \\\n            " + option_row(option);
  return text + argument_rows(command.usage) + "\n          ;;\n";
}

}  // namespace

std::string zsh_completion() {
  std::string text = first_word();
  text += fmt::format("        help)\n          _arguments '1:command:({})'\n          ;;\n",
                      fmt::join(first_words(), " "));
  for (const Command& command : commands()) text += arguments_of(command);
  return text_around("completion.zsh", text);
}

}  // namespace stepmark::cli
