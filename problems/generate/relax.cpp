#include "problems/generate/relax.hpp"

#include <algorithm>

#include "lib/expression/constant.hpp"
#include "problems/level.hpp"
#include "solver/mistake/roles.hpp"

namespace stepmark::problems {

namespace {

/// A request with one pin relaxed.
struct Relaxed {
  std::string words;
  Request request;
};
/// Of one pin, the nearest first.
using Choices = std::vector<Relaxed>;

constexpr std::size_t values_tried = 4;
constexpr std::size_t pins_told = 3;

/// How far two positive numbers are apart, as a ratio of at least 1.
Exact ratio(const Exact& a, const Exact& b) { return a < b ? b / a : a / b; }

void sort_by_nearness(std::vector<Exact>& values, const Exact& from) {
  std::erase_if(values, [&](const Exact& value) { return value == from || value.sign() <= 0; });
  if (from.sign() <= 0) return;
  std::stable_sort(values.begin(), values.end(),
                   [&](const Exact& a, const Exact& b) { return ratio(a, from) < ratio(b, from); });
  values.resize(std::min(values.size(), values_tried));
}

std::vector<Exact> values_to_try(const Definition& optimizer, const Hyperparameter& hyper, const Request& request) {
  const std::vector<std::string> rates = learning_rates(optimizer);
  std::vector<Exact> values;
  if (std::find(rates.begin(), rates.end(), hyper.name) != rates.end()) return rates_to_try(hyper, request.level);
  if (is_decay(hyper)) values = decays_to_try(optimizer, request.level);
  if (const auto usual = exact_value(hyper.value)) values.insert(values.begin(), *usual);
  return values;
}

Choices of_hyperparameter(const Request& request, const Definition& optimizer, const std::string& name) {
  const Hyperparameter* hyper = optimizer.find_hyperparameter(name);
  if (!hyper) return {};
  std::vector<Exact> values = values_to_try(optimizer, *hyper, request);
  sort_by_nearness(values, *request.pins.find(name));
  Choices choices;
  for (const Exact& value : values) {
    Request relaxed = request;
    for (auto& [known, pinned] : relaxed.pins.hyperparameters) {
      if (known == name) pinned = value;
    }
    choices.push_back({name + '=' + value.to_string(), std::move(relaxed)});
  }
  return choices;
}

/// Twice as much, half as much, and so on; at last none.
Choices of_modifier(const Request& request, const ModifierNumber& number) {
  Choices choices;
  const auto pinned = exact_value(*(request.pins.modifiers.*number.value));
  for (const auto& [times, by] : {std::pair(2, 1), {1, 2}, {5, 1}, {1, 5}}) {
    if (!pinned) break;
    const Exact value = *pinned * Exact(times) / Exact(by);
    Request relaxed = request;
    relaxed.pins.modifiers.*number.value = parse_constant(value.to_string(), {});
    choices.push_back({std::string(number.name) + '=' + value.to_string(), std::move(relaxed)});
  }
  Request without = request;
  without.pins.modifiers.*number.value = std::nullopt;
  choices.push_back({std::string("no ") + number.name, std::move(without)});
  return choices;
}

Choices of_precision(const Request& request) {
  Choices choices;
  const auto add = [&](const DecimalFormat& format) {
    Request relaxed = request;
    relaxed.pins.working->round = format;
    relaxed.pins.answer.give.reset();
    choices.push_back({"numbers rounded to " + to_string(format), std::move(relaxed)});
  };
  DecimalFormat more = request.pins.working->round;
  for (int i = 0; i < 2 && more.rounds(); ++i) {
    ++more.digits;
    add(more);
  }
  for (const int figures : {4, 5, 6}) add(DecimalFormat::figures(figures));
  return choices;
}

template <class Change>
Choices without(const Request& request, const char* words, Change change) {
  Request relaxed = request;
  change(relaxed.pins);
  return {{words, std::move(relaxed)}};
}

std::vector<Choices> choices_of(const Request& request, const Definition& optimizer) {
  const Pins& pins = request.pins;
  std::vector<Choices> all;
  for (const auto& [name, value] : pins.hyperparameters) all.push_back(of_hyperparameter(request, optimizer, name));
  for (const ModifierNumber& number : modifier_numbers()) {
    if (pins.modifiers.*number.value) all.push_back(of_modifier(request, number));
  }
  if (!pins.modifiers.schedules.empty()) {
    all.push_back(without(request, "no schedule", [](Pins& relaxed) { relaxed.modifiers.schedules.clear(); }));
  }
  if (pins.working) all.push_back(of_precision(request));
  if (!pins.start.empty()) {
    all.push_back(without(request, "another start", [](Pins& relaxed) { relaxed.start.clear(); }));
  }
  if (!pins.answer.ask.empty()) {
    all.push_back(without(request, "other quantities to ask for", [](Pins& relaxed) { relaxed.answer = {}; }));
  }
  return all;
}

}  // namespace

std::vector<std::string> relaxations(const Request& request, const Definition& optimizer,
                                     const std::function<bool(const Request&)>& works) {
  std::vector<std::string> found;
  for (const Choices& choices : choices_of(request, optimizer)) {
    const auto working =
        std::find_if(choices.begin(), choices.end(), [&](const Relaxed& one) { return works(one.request); });
    if (working != choices.end()) found.push_back(working->words);
    if (found.size() == pins_told) break;
  }
  return found;
}

}  // namespace stepmark::problems
