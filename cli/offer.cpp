#include "cli/offer.hpp"

#include <algorithm>
#include <map>

namespace stepmark::cli {

namespace {

/// The endings of the files that a help page calls so.
const std::map<std::string, std::vector<std::string>>& kinds_of_files() {
  static const std::map<std::string, std::vector<std::string>> kinds = {
      {"PROBLEM", {".toml"}},          {"ANSWERS", {".csv", ".json", ".md"}},
      {"CLASS", {".csv", ".jsonl"}},   {"TRACE", {".csv", ".json"}},
      {"GRADEBOOK", {".csv"}},         {"FILE", {}},
      {"NAME | FILE", {".optimizer"}}, {"NAME[,NAME...]", {".optimizer"}},
  };
  return kinds;
}

Offer offer_of(const std::string& called, std::vector<std::string> words) {
  Offer offer{called, std::move(words), called.find(',') != std::string::npos, false, {}, called == "DIRECTORY"};
  if (const auto kind = kinds_of_files().find(called); kind != kinds_of_files().end()) {
    offer.files = true;
    offer.endings = kind->second;
  }
  return offer;
}

/// "[NAME | FILE]" and "PROBLEM..." without what says how often they may stand there.
std::string bare(std::string argument) {
  if (argument.starts_with('[')) argument = argument.substr(1, argument.size() - 2);
  if (argument.ends_with("...")) argument.resize(argument.size() - 3);
  return argument;
}

/// "PROBLEM [NAME | FILE]" at the blanks outside brackets.
std::vector<std::string> split_arguments(const std::string& text) {
  std::vector<std::string> parts;
  int depth = 0;
  bool inside = false;
  for (const char c : text) {
    depth += c == '[' ? 1 : c == ']' ? -1 : 0;
    const bool ends = c == ' ' && depth == 0;
    if (!ends && !inside) parts.emplace_back();
    if (!ends) parts.back() += c;
    inside = !ends;
  }
  return parts;
}

}  // namespace

Offer offer_of(const OptionSpec& option) {
  return offer_of(option.argument, option.names != nullptr ? option.names() : option.choices);
}

std::vector<Offer> offers_of_arguments(const Usage& usage) {
  const std::vector<std::string> names = usage.names != nullptr ? usage.names() : std::vector<std::string>{};
  std::vector<Offer> offers;
  for (const std::string& argument : split_arguments(usage.arguments)) {
    offers.push_back(offer_of(bare(argument), names));
  }
  return offers;
}

bool repeats_last(const Usage& usage) { return usage.arguments.ends_with("..."); }

std::vector<OptionSpec> options_of(const Command& command) {
  std::vector<OptionSpec> options = command.usage.options;
  options.push_back(help_option());
  return options;
}

std::vector<std::string> spellings(const OptionSpec& option) {
  std::vector<std::string> forms = {"--" + option.name};
  if (option.short_name != 0) forms.push_back(std::string("-") + option.short_name);
  return forms;
}

std::vector<std::string> first_words() {
  std::vector<std::string> words;
  for (const Command& command : commands()) words.push_back(command.usage.command);
  words.emplace_back("help");
  return words;
}

}  // namespace stepmark::cli
