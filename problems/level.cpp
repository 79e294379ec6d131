#include "problems/level.hpp"

#include <algorithm>

#include "lib/expression/constant.hpp"
#include "solver/mistake/roles.hpp"

namespace stepmark::problems {

namespace {

std::vector<Exact> numbers(std::initializer_list<const char*> texts) {
  std::vector<Exact> result;
  for (const char* text : texts) result.push_back(*Exact::parse(text));
  return result;
}

const std::vector<Exact>& usual_rates(Level level) {
  static const std::vector<Exact> easy = numbers({"0.1", "0.2", "0.5", "0.01"});
  static const std::vector<Exact> medium = numbers({"0.1", "0.2", "0.05", "0.3", "0.02", "0.01"});
  static const std::vector<Exact> hard = numbers({"0.15", "0.05", "0.025", "0.12", "0.01", "0.004", "0.001"});
  return level == Level::easy ? easy : level == Level::medium ? medium : hard;
}

const std::vector<Exact>& decays_to_draw(Level level, bool roots) {
  static const std::vector<Exact> squares = numbers({"0.5", "0.75", "0.36", "0.64", "0.84", "0.96", "0.8", "0.9"});
  static const std::vector<Exact> easy = numbers({"0.9", "0.8", "0.6"});
  static const std::vector<Exact> medium = numbers({"0.9", "0.8", "0.6", "0.7", "0.95"});
  static const std::vector<Exact> hard = numbers({"0.9", "0.95", "0.85", "0.75", "0.99"});
  if (level == Level::easy) return roots ? squares : easy;
  return level == Level::medium ? medium : hard;
}

bool is_decay(const Hyperparameter& hyper) {
  const auto value = exact_value(hyper.value);
  return value && *value > Exact::decimal(3, 1) && *value < Exact(1);
}

}  // namespace

DecimalFormat usual_format(Level level) { return DecimalFormat::places(level == Level::easy ? 3 : 4); }

bool takes_roots(const Definition& definition) {
  bool found = false;
  for (const Equation& equation : definition.equations) {
    for_each(equation.right, [&](const Expression& part) {
      const auto* call = part.as<Call>();
      found = found || (call && call->function == Function::sqrt);
    });
  }
  return found;
}

namespace {

Exact* find(Values& values, const std::string& name) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.first == name; });
  return found == values.end() ? nullptr : &found->second;
}

/// Averages of gradients decay faster than those of their squares.
void put_in_order(Values& values, const Decays& roles) {
  for (const std::string& faster : roles.of_gradients) {
    for (const std::string& slower : roles.of_sizes) {
      Exact* one = find(values, faster);
      Exact* other = find(values, slower);
      if (one && other && *one > *other) std::swap(*one, *other);
    }
  }
}

}  // namespace

std::vector<Exact> rates_to_try(const Hyperparameter& rate, Level level) {
  std::vector<Exact> rates = usual_rates(level);
  const auto own = exact_value(rate.value);
  if (own && std::find(rates.begin(), rates.end(), *own) == rates.end()) rates.insert(rates.begin(), *own);
  return rates;
}

Values draw_values(Draw& draw, const Definition& definition, const std::vector<std::string>& rates, Level level,
                   DecayValues decays, std::size_t choice) {
  Values values, drawn;
  std::vector<Exact> left = decays_to_draw(level, takes_roots(definition));
  draw.shuffle(left);
  for (const Hyperparameter& hyper : definition.hyperparameters) {
    if (std::find(rates.begin(), rates.end(), hyper.name) != rates.end()) {
      const std::vector<Exact> all = rates_to_try(hyper, level);
      values.emplace_back(hyper.name, all[choice % all.size()]);
    } else if (is_decay(hyper) && decays == DecayValues::usual) {
      values.emplace_back(hyper.name, *exact_value(hyper.value));
    } else if (is_decay(hyper) && !left.empty()) {
      drawn.emplace_back(hyper.name, left.back());
      left.pop_back();
    }
  }
  put_in_order(drawn, stepmark::mistake::decays(definition));
  values.insert(values.end(), drawn.begin(), drawn.end());
  return values;
}

}  // namespace stepmark::problems
