#include <fmt/core.h>
#include <fmt/ranges.h>

#include "cli/offer.hpp"
#include "cli/texts.hpp"

namespace stepmark::cli {

namespace {

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

std::string bash_completion() { return text_around("completion.bash", offer_function() + options_function()); }

}  // namespace stepmark::cli
