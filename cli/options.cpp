#include "cli/options.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <thread>

#include "lib/base/error.hpp"
#include "lib/base/text.hpp"

namespace stepmark::cli {

namespace po = boost::program_options;

namespace {

/// Words that are arguments whatever they look like are put aside, so that the parser sees only their number.
constexpr char aside = '\x01';

bool looks_like_argument(const std::string& word, const Usage& usage) {
  if (word.starts_with(aside)) return true;
  if (!usage.minus_is_argument || word.size() < 2 || word[0] != '-' || word[1] == '-') return false;
  return word != "-h" && !word.starts_with("-o");  // no constant begins with these letters
}

std::vector<std::string> put_aside(const Usage& usage, const std::vector<std::string>& words,
                                   std::vector<std::string>& kept) {
  std::vector<std::string> rest;
  for (const std::string& word : words) {
    if (looks_like_argument(word, usage)) {
      rest.push_back(aside + std::to_string(kept.size()));
      kept.push_back(word);
    } else {
      rest.push_back(word);
    }
  }
  return rest;
}

po::options_description described(const Usage& usage) {
  po::options_description description;
  for (const OptionSpec& option : usage.options) {
    const std::string name = option.short_name ? option.name + ',' + option.short_name : option.name;
    if (option.argument.empty()) {
      description.add_options()(name.c_str(), "");
    } else {
      description.add_options()(name.c_str(), po::value<std::string>(), "");
    }
  }
  description.add_options()(" argument", po::value<std::vector<std::string>>(), "");
  return description;
}

po::parsed_options parsed(const Usage& usage, const std::vector<std::string>& words) {
  using style = po::command_line_style::style_t;
  const po::options_description description = described(usage);
  po::positional_options_description positional;
  positional.add(" argument", -1);
  const int chosen = style::allow_long | style::allow_short | style::allow_dash_for_short | style::long_allow_next |
                     style::long_allow_adjacent | style::short_allow_next | style::short_allow_adjacent;
  return po::command_line_parser(words).options(description).positional(positional).style(chosen).run();
}

[[noreturn]] void unknown(const Usage& usage, const std::string& name) {
  std::vector<std::string> names;
  for (const OptionSpec& option : usage.options) names.push_back("--" + option.name);
  throw InputError({}, "unknown option " + in_quotes(name), suggest(name, names, 20));
}

void check_count(const Usage& usage, std::size_t count) {
  if (usage.least <= count && count <= usage.most) return;
  const std::string expected = "expected stepmark " + usage.command + ' ' + usage.arguments;
  throw InputError({}, count < usage.least ? "an argument is missing" : "there are too many arguments", expected);
}

bool repeats(const Usage& usage, const std::string& name) {
  const auto found = std::find_if(usage.options.begin(), usage.options.end(),
                                  [&](const OptionSpec& option) { return option.name == name; });
  return found != usage.options.end() && found->repeats;
}

}  // namespace

Options::Options(const Usage& usage, const std::vector<std::string>& words) {
  for (const OptionSpec& option : usage.options) choices_.emplace(option.name, option.choices);
  const auto end_of_options = std::find(words.begin(), words.end(), "--");
  std::vector<std::string> kept;
  try {
    for (const po::option& option : parsed(usage, put_aside(usage, {words.begin(), end_of_options}, kept)).options) {
      if (option.string_key == " argument") {
        for (const std::string& word : option.value) {
          const bool was_aside = !word.empty() && word[0] == aside;
          arguments_.push_back(was_aside ? kept[std::stoul(word.substr(1))] : word);
        }
        continue;
      }
      std::string value = option.value.empty() ? "" : option.value.front();
      if (!value.empty() && value[0] == aside) value = kept[std::stoul(value.substr(1))];
      std::vector<std::string>& given = values_[option.string_key];
      if (!given.empty() && !repeats(usage, option.string_key)) {
        throw InputError({}, "the option --" + option.string_key + " is given twice", "expected it once");
      }
      given.push_back(std::move(value));
    }
  } catch (const po::unknown_option& error) {
    unknown(usage, error.get_option_name());
  } catch (const po::error& error) {
    throw InputError({}, error.what(), "see stepmark help " + usage.command);
  }
  if (end_of_options != words.end()) arguments_.insert(arguments_.end(), end_of_options + 1, words.end());
  if (!has("help")) check_count(usage, arguments_.size());
}

std::optional<std::string> Options::value(const std::string& option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::nullopt : std::optional(found->second.front());
}

const std::vector<std::string>& Options::values(const std::string& option) const {
  static const std::vector<std::string> none;
  const auto found = values_.find(option);
  return found == values_.end() ? none : found->second;
}

std::optional<int> Options::number(const std::string& option, int least, int most) const {
  const auto text = value(option);
  if (!text) return std::nullopt;
  int result = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), result);
  if (error != std::errc() || end != text->data() + text->size() || result < least || result > most) {
    throw InputError({}, fmt::format("--{} is {}", option, in_quotes(*text)),
                     fmt::format("expected a whole number from {} to {}", least, most));
  }
  return result;
}

std::optional<std::string> Options::choice(const std::string& option) const {
  const auto text = value(option);
  if (!text) return text;
  const std::vector<std::string>& allowed = choices(option);
  if (std::find(allowed.begin(), allowed.end(), *text) == allowed.end()) {
    throw InputError({}, fmt::format("--{} is {}", option, in_quotes(*text)), suggest(*text, allowed));
  }
  return text;
}

std::vector<std::string> split_names(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    parts.push_back(text.substr(at, comma - at));
    at = comma + 1;
  }
  return parts;
}

unsigned read_threads(const Options& options, int most) {
  const int cores = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, static_cast<unsigned>(most)));
  return static_cast<unsigned>(options.number("threads", 1, most).value_or(cores));
}

std::string describe(const std::vector<OptionSpec>& options) {
  std::string text;
  for (const OptionSpec& option : options) {
    const std::string name = (option.short_name ? fmt::format("-{}, --", option.short_name) : "--") + option.name;
    const std::string left = option.argument.empty() ? name : name + ' ' + option.argument;
    text += fmt::format("  {:<28} {}\n", left, option.help);
  }
  return text;
}

OptionSpec help_option() { return {"help", "", "this page", 'h'}; }
OptionSpec output_option() { return {"output", "FILE", "write to FILE, which must not exist yet", 'o'}; }
OptionSpec force_option() { return {"force", "", "write over an existing FILE"}; }

}  // namespace stepmark::cli
