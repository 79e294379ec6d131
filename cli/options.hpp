// The command line of one command: options in, their texts out.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/rooms.hpp"

namespace stepmark::cli {

/// Names that are looked up only when they are wanted.
using Names = std::vector<std::string> (*)();

struct OptionSpec {
  std::string name;      ///< "places"
  std::string argument;  ///< "N"; empty for a flag
  std::string help;
  char short_name = 0;                    ///< 'o' for -o; 0 for none
  std::vector<std::string> choices = {};  ///< all values that it may have; empty where they cannot be listed
  Names names = nullptr;                  ///< or names that a shell can offer
  bool repeats = false;                   ///< it may be given several times
};

struct Usage {
  std::string command;              ///< "solve"
  std::string arguments;            ///< "PROBLEM"
  std::size_t least = 0, most = 0;  ///< how many of them
  std::vector<OptionSpec> options;
  bool minus_is_argument = false;  ///< "-1+2" is an argument, as is anything after "--"
  Names names = nullptr;           ///< that the arguments can be
};

class Options {
 public:
  /// @throws InputError on an unknown option (with the nearest right one), a missing value, an option given twice that
  ///         does not repeat, or the wrong number of arguments.
  Options(const Usage& usage, const std::vector<std::string>& words);

  const std::vector<std::string>& arguments() const { return arguments_; }
  bool has(const std::string& option) const { return values_.count(option) != 0; }
  std::optional<std::string> value(const std::string& option) const;
  /// All values of an option that repeats, in their order.
  const std::vector<std::string>& values(const std::string& option) const;
  /// A whole number from least to most. @throws InputError
  std::optional<int> number(const std::string& option, int least, int most) const;
  /// Does the command have that option?
  bool knows(const std::string& option) const { return choices_.count(option) != 0; }
  const std::vector<std::string>& choices(const std::string& option) const { return choices_.at(option); }
  /// One of its choices. @throws InputError with the nearest right one
  std::optional<std::string> choice(const std::string& option) const;

 private:
  std::map<std::string, std::vector<std::string>> choices_;  ///< of every option that the command has
  std::vector<std::string> arguments_;
  std::map<std::string, std::vector<std::string>> values_;
};

/// "a,b,c" at its commas.
std::vector<std::string> split_names(const std::string& text);

/// --threads, at most so many; as many as there are cores where it is not given. @throws InputError
unsigned read_threads(const Options& options, int most);

/// The lines that describe the options, aligned.
std::string describe(const std::vector<OptionSpec>& options);

/// Options that many commands share.
OptionSpec help_option();
OptionSpec output_option();
OptionSpec force_option();

}  // namespace stepmark::cli
