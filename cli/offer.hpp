// What a shell can offer at a place of a command line.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/rooms.hpp"

namespace stepmark::cli {

/// What may stand in one place: the value of an option, or an argument.
struct Offer {
  std::string called;  ///< "PROBLEM"
  std::vector<std::string> words;
  bool several = false;              ///< words with commas between them
  bool files = false;                ///< of which those with these endings are meant, or all if there are none
  std::vector<std::string> endings;  ///< ".toml"
  bool directories = false;

  bool is_empty() const { return words.empty() && !files && !directories; }
};

/// @param option  one that takes a value
Offer offer_of(const OptionSpec& option);

/// For each argument of the command, in order.
std::vector<Offer> offers_of_arguments(const Usage& usage);

/// Can the last argument be followed by more of its kind?
bool repeats_last(const Usage& usage);

/// All options of a command, --help with them.
std::vector<OptionSpec> options_of(const Command& command);

/// "--output", and "-o" if there is a short one.
std::vector<std::string> spellings(const OptionSpec& option);

/// The names of all commands, and `help`.
std::vector<std::string> first_words();

/// The scripts that a shell reads.
std::string bash_completion();
std::string zsh_completion();

}  // namespace stepmark::cli
