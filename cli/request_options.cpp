#include "cli/request_options.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "assessment/request.hpp"
#include "cli/settings.hpp"
#include "lib/base/safe.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "problems/family.hpp"
#include "problems/level.hpp"

namespace stepmark::cli {

namespace {

std::vector<std::string> family_names() {
  std::vector<std::string> names;
  for (const Family& family : families()) names.push_back(family.id);
  return names;
}

std::uint64_t read_whole(const Options& options, const std::string& option, std::uint64_t usual) {
  const auto text = options.value(option);
  if (!text) return usual;
  std::uint64_t result = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), result);
  if (error == std::errc() && end == text->data() + text->size()) return result;
  throw InputError({}, fmt::format("--{} is {}", option, stepmark::in_quotes(*text)), "expected a whole number");
}

Question::Kind read_kind(const Options& options) {
  const std::vector<std::string>& names = question_kinds();
  const std::string name = options.choice("kind").value_or("table");
  return static_cast<Question::Kind>(std::find(names.begin(), names.end(), name) - names.begin());
}

Level read_level(const Options& options) {
  const std::string name = options.choice("level").value_or("medium");
  return name == "easy" ? Level::easy : name == "medium" ? Level::medium : Level::hard;
}

void read_pins(const Options& options, Request& request) {
  std::set<std::string> given;
  for (const std::string& setting : options.values("set")) {
    const std::string name = setting.substr(0, setting.find('='));
    if (!given.insert(name).second) throw InputError({}, "--set gives " + name + " twice", "expected it once");
    pin(request.pins, setting, request.optimizers);
  }
}

}  // namespace

std::uint64_t read_positive(const Options& options, const std::string& option) {
  const std::uint64_t number = read_whole(options, option, 0);
  if (number > 0 || !options.has(option)) return number;
  throw InputError({}, "--" + option + " is 0", "expected a whole number from 1 on");
}

Request read_request(const Options& options) {
  Request request;
  if (const auto file = options.value("like")) assessment::take_like(request, *file);
  if (const auto names = options.value("optimizer")) request.optimizers = split_names(*names);
  if (options.has("kind") || !options.has("like")) request.kind = read_kind(options);
  request.level = read_level(options);
  request.family = options.value("family").value_or("");
  if (options.has("steps")) {
    request.steps = static_cast<std::int64_t>(std::min<std::uint64_t>(read_positive(options, "steps"), 1'000'000));
  }
  request.first_step = options.number("from-step", 1, 1000).value_or(static_cast<int>(request.first_step));
  request.dimension = read_positive(options, "dimension");
  request.format = read_format(options, 12).value_or(DecimalFormat{});
  request.seed = read_whole(options, "seed", 1);
  read_pins(options, request);
  return request;
}

std::vector<OptionSpec> request_options() {
  const std::vector<std::string> levels = {"easy", "medium", "hard"};
  return {{"optimizer",
           "NAME[,NAME...]",
           "names of the catalogue, or files, in turn (adam-slides)",
           0,
           {},
           [] { return catalogue_names(); }},
          {"family", "NAME", "see stepmark families", 0, {}, family_names},
          {"kind", "NAME", alternatives(question_kinds()), 0, question_kinds()},
          {"level", "NAME", alternatives(levels), 0, levels},
          {"steps", "N", "steps of each problem"},
          {"from-step", "N", "start in the middle: the first step that is worked"},
          {"dimension", "N", "components"},
          {"places", "N", "decimal places of an answer"},
          {"figures", "N", "significant figures of an answer"},
          {"set",
           "NAME=VALUE",
           "a hyperparameter, or a number of [modifiers], that stays; several times",
           0,
           {},
           nullptr,
           true},
          {"like", "PROBLEM", "a problem file: what it gives stays, the rest is drawn"},
          {"seed", "N", "another seed, other problems"}};
}

}  // namespace stepmark::cli
