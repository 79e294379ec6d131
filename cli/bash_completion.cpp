#include <fmt/core.h>
#include <fmt/ranges.h>

#include "cli/offer.hpp"

namespace stepmark::cli {

namespace {

constexpr const char* bash_head =
    R"bash(# bash completion for stepmark                               -*- shell-script -*-
# Written by "stepmark completion bash".

_stepmark_add() { mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY; }

_stepmark_words() { _stepmark_add < <(compgen -W "$*" -- "$cur"); }

# The last of several words with commas between them.
_stepmark_list() {
  local before=
  [[ $cur != *,* ]] || before=${cur%,*},
  _stepmark_add < <(compgen -P "$before" -W "$*" -- "${cur##*,}")
}

_stepmark_directories() {
  compopt -o filenames 2>/dev/null
  _stepmark_add < <(compgen -d -- "$cur")
}

# Files with one of these endings, all files without any, and directories on the way to them.
_stepmark_files() {
  local ending
  compopt -o filenames 2>/dev/null
  if (($# == 0)); then
    _stepmark_add < <(compgen -f -- "$cur")
    return
  fi
  for ending; do _stepmark_add < <(compgen -f -X "!*$ending" -- "$cur"); done
  _stepmark_directories
}

)bash";

constexpr const char* bash_tail = R"bash(
_stepmark() {
  local cur=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]-} options= valued= option= ended= argument=1 word i
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _stepmark_offer :1
    return
  fi
  _stepmark_options "$command"
  for ((i = 2; i < COMP_CWORD; ++i)); do
    word=${COMP_WORDS[i]}
    if [[ -n $option ]]; then
      [[ $word == = ]] || option=  # "--to=pdf" comes as three words
    elif [[ -z $ended && $word == -- ]]; then
      ended=yes
    elif [[ -z $ended && " $valued " == *" $word "* ]]; then
      option=$word
    elif [[ -n $ended || $word != -?* ]]; then
      ((++argument))
    fi
  done
  if [[ -n $option ]]; then
    [[ $cur != = ]] || cur=
    _stepmark_offer "$command:$option"
  elif [[ -z $ended && $cur == -* ]]; then
    _stepmark_words "$options"
  else
    _stepmark_offer "$command:$argument"
  fi
}

complete -F _stepmark stepmark
)bash";

/// The commands of bash that offer it, each with a blank before it.
std::string offering(const Offer& offer) {
  std::string text;
  if (!offer.words.empty()) {
    text += fmt::format(" {} {};", offer.several ? "_stepmark_list" : "_stepmark_words", fmt::join(offer.words, " "));
  }
  if (offer.files) text += fmt::format(" _stepmark_files {};", fmt::join(offer.endings, " "));
  if (offer.directories) text += " _stepmark_directories;";
  return text;
}

std::string bash_row(const std::string& pattern, const Offer& offer) {
  return offer.is_empty() ? "" : fmt::format("    {}){};\n", pattern, offering(offer));
}

std::string rows_of_options(const Command& command) {
  std::string text;
  for (const OptionSpec& option : command.usage.options) {
    if (option.argument.empty()) continue;
    std::string pattern;
    for (const std::string& form : spellings(option)) {
      pattern += (pattern.empty() ? "" : " | ") + command.usage.command + ':' + form;
    }
    text += bash_row(pattern, offer_of(option));
  }
  return text;
}

std::string rows_of_arguments(const Usage& usage) {
  std::string text;
  const std::vector<Offer> offers = offers_of_arguments(usage);
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const bool any = i + 1 == offers.size() && repeats_last(usage);
    text += bash_row(usage.command + ':' + (any ? "[0-9]*" : std::to_string(i + 1)), offers[i]);
  }
  return text;
}

/// What may stand in a place: of a command, the value of an option, or an argument by its number.
std::string offer_function() {
  const std::string names = fmt::format("{}", fmt::join(first_words(), " "));
  std::string text = "_stepmark_offer() {\n  case $1 in\n";
  text +=
      fmt::format("    :1) _stepmark_words {} --help --version;;\n    help:1) _stepmark_words {};;\n", names, names);
  for (const Command& command : commands()) text += rows_of_options(command) + rows_of_arguments(command.usage);
  return text + "  esac\n}\n\n";
}

std::string spelt(const std::vector<OptionSpec>& options, bool with_value) {
  std::string text;
  for (const OptionSpec& option : options) {
    if (with_value && option.argument.empty()) continue;
    for (const std::string& form : spellings(option)) text += (text.empty() ? "" : " ") + form;
  }
  return text;
}

std::string options_function() {
  std::string text = "_stepmark_options() {\n  case $1 in\n";
  for (const Command& command : commands()) {
    const std::vector<OptionSpec> options = options_of(command);
    text += fmt::format("    {}) options='{}' valued='{}' ;;\n", command.usage.command, spelt(options, false),
                        spelt(options, true));
  }
  return text + "  esac\n}\n";
}

}  // namespace

std::string bash_completion() { return bash_head + offer_function() + options_function() + bash_tail; }

}  // namespace stepmark::cli
