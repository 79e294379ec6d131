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

}  // namespace

bool is_decay(const Hyperparameter& hyper) {
  const auto value = exact_value(hyper.value);
  return value && *value > Exact::decimal(3, 1) && *value < Exact(1);
}

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

template <class List>
auto* find(List& values, const std::string& name) {
  const auto found = std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.first == name; });
  return found == values.end() ? nullptr : &found->second;
}

/// Hyperparameters that are put in order pair by pair.
class Ordering {
 public:
  Ordering(Values& values, const Values& pinned, const std::vector<Exact>& others)
      : values_(values), pinned_(pinned), others_(others) {}

  /// Makes the one smaller than the other: exchanged, or, where one of the two is pinned, the other drawn anew.
  void put(const std::string& smaller, const std::string& larger) {
    Exact* one = find(values_, smaller);
    Exact* other = find(values_, larger);
    if (!one || !other || *one < *other) return;
    const bool is_one_pinned = find(pinned_, smaller), is_other_pinned = find(pinned_, larger);
    if (!is_one_pinned && !is_other_pinned) {
      if (*other < *one) std::swap(*one, *other);
    } else if (!is_one_pinned) {
      replace(*one, [&](const Exact& value) { return value < *other; });
    } else if (!is_other_pinned) {
      replace(*other, [&](const Exact& value) { return value > *one; });
    }
  }

 private:
  template <class Suits>
  void replace(Exact& value, Suits suits) {
    const auto found = std::find_if(others_.begin(), others_.end(), suits);
    if (found != others_.end()) value = *found;
  }

  Values& values_;
  const Values& pinned_;
  const std::vector<Exact>& others_;
};

}  // namespace

std::vector<Exact> rates_to_try(const Hyperparameter& rate, Level level) {
  std::vector<Exact> rates = usual_rates(level);
  const auto own = exact_value(rate.value);
  if (own && std::find(rates.begin(), rates.end(), *own) == rates.end()) rates.insert(rates.begin(), *own);
  return rates;
}

std::vector<Exact> decays_to_try(const Definition& definition, Level level) {
  return decays_to_draw(level, takes_roots(definition));
}

Values draw_values(Draw& draw, const Definition& definition, const std::vector<std::string>& rates, Level level,
                   DecayValues decays, std::size_t choice, const Values& pinned) {
  Values values;
  std::vector<Exact> shuffled = decays_to_try(definition, level);
  draw.shuffle(shuffled);
  std::vector<Exact> left = shuffled;
  for (const Hyperparameter& hyper : definition.hyperparameters) {
    if (const Exact* value = find(pinned, hyper.name)) {
      values.emplace_back(hyper.name, *value);
    } else if (std::find(rates.begin(), rates.end(), hyper.name) != rates.end()) {
      const std::vector<Exact> all = rates_to_try(hyper, level);
      values.emplace_back(hyper.name, all[choice % all.size()]);
    } else if (is_decay(hyper) && decays == DecayValues::usual) {
      values.emplace_back(hyper.name, *exact_value(hyper.value));
    } else if (is_decay(hyper) && !left.empty()) {
      values.emplace_back(hyper.name, left.back());
      left.pop_back();
    }
  }
  const Decays roles = stepmark::mistake::decays(definition);
  Ordering ordering(values, pinned, shuffled);
  for (const std::string& of_gradients : roles.of_gradients) {
    for (const std::string& of_sizes : roles.of_sizes) ordering.put(of_gradients, of_sizes);
  }
  return values;
}

}  // namespace stepmark::problems
