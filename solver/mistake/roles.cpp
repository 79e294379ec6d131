#include "solver/mistake/roles.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "solver/trace/evaluate.hpp"

namespace stepmark::mistake {

namespace {

bool is_one(const Expression& e) {
  const auto* written = e.as<Number>();
  return written && written->value == Exact(1);
}

/// 1 - x: nothing if e is not of that form.
std::optional<Expression> subtracted_from_one(const Expression& e) {
  const auto* written = e.as<Sum>();
  if (!written || written->terms.size() != 2 || !is_one(written->terms[0].value) || !written->terms[1].minus) {
    return std::nullopt;
  }
  return written->terms[1].value;
}

bool mentions_step(const Expression& e) {
  return mentions(e, [](const Name& named) { return named.symbol == "t" && !named.index; });
}

}  // namespace

bool is_previous(const Expression& e, const StateRole& state) {
  return e == reference(state.quantity, state.offset - 1);
}

std::vector<StateRole> states(const Definition& definition) {
  std::vector<StateRole> found;
  for (std::size_t i = 0; i < definition.equations.size(); ++i) {
    const Equation& equation = definition.equations[i];
    if (equation.quantity == "theta") continue;
    const StateRole state{i, equation.quantity, equation.offset};
    bool uses_itself = false;
    for_each(equation.right, [&](const Expression& part) { uses_itself = uses_itself || is_previous(part, state); });
    if (uses_itself) found.push_back(state);
  }
  return found;
}

std::optional<Recursion> recursion(const Definition& definition, const StateRole& state) {
  const auto* written = definition.equations[state.equation].right.as<Sum>();
  if (!written) return std::nullopt;
  Recursion result;
  std::size_t old_terms = 0;
  for (const Sum::Term& term : written->terms) {
    bool old = false;
    for_each(term.value, [&](const Expression& part) { old = old || is_previous(part, state); });
    if (!old) {
      result.fresh.push_back(term);
      continue;
    }
    result.old = term;
    ++old_terms;
  }
  if (old_terms != 1 || result.fresh.empty()) return std::nullopt;
  return result;
}

bool is_velocity(const Definition& definition, const StateRole& state) {
  const auto parts = recursion(definition, state);
  if (!parts || definition.equations[state.equation].shape != Shape::vector) return false;
  if (parts->fresh.size() != 1) return false;
  const auto all = factors(parts->fresh.front().value);
  return std::count_if(all.begin(), all.end(), [&](const Expression& factor) {
           const auto* named = factor.as<Name>();
           if (!named || !named->index) return false;
           const Equation* equation = definition.find_equation(named->symbol);
           return equation && equation->shape == Shape::vector;
         }) == 1;
}

std::vector<StateRole> velocities(const Definition& definition) {
  std::vector<StateRole> found = states(definition);
  std::erase_if(found, [&](const StateRole& state) { return !is_velocity(definition, state); });
  return found;
}

std::optional<std::string> taken_in(const Definition& definition, const StateRole& velocity) {
  const auto parts = recursion(definition, velocity);
  if (!parts) return std::nullopt;
  for (const Expression& factor : factors(parts->fresh.front().value)) {
    const auto* named = factor.as<Name>();
    if (!named || !named->index) continue;
    const Equation* equation = definition.find_equation(named->symbol);
    if (equation && equation->shape == Shape::vector) return named->symbol;
  }
  return std::nullopt;
}

std::optional<Average> average(const Expression& e) {
  const auto* written = e.as<Sum>();
  if (!written || written->terms.size() != 2 || written->terms[1].minus) return std::nullopt;
  for (const std::size_t first : {0U, 1U}) {
    const auto old = factors(written->terms[first].value), fresh = factors(written->terms[1 - first].value);
    if (old.size() < 2 || fresh.size() < 2) continue;
    const auto weight = subtracted_from_one(fresh.front());
    if (!weight || !(*weight == old.front())) continue;
    return Average{product_of({old.begin() + 1, old.end()}), product_of({fresh.begin() + 1, fresh.end()}), *weight,
                   fresh.front()};
  }
  return std::nullopt;
}

std::vector<LeakySum> leaky_sums(const Definition& definition) {
  std::vector<LeakySum> found;
  for (const StateRole& state : states(definition)) {
    const auto parts = recursion(definition, state);
    const auto* scaled = parts ? parts->old.value.as<Product>() : nullptr;
    const bool decays = scaled && is_hyperparameter(scaled->left, definition) && is_previous(scaled->right, state);
    if (!decays || average(definition.equations[state.equation].right)) continue;
    found.push_back({state, scaled->left, parts->old, parts->fresh});
  }
  return found;
}

bool mentions_vector(const Expression& e, const Definition& definition) {
  return mentions(e, [&](const Name& named) {
    const Equation* equation = named.index ? definition.find_equation(named.symbol) : nullptr;
    return equation && equation->shape == Shape::vector && named.symbol != "theta";
  });
}

std::vector<std::size_t> accumulators(const Definition& definition) {
  const auto gathers = [&](const Equation& equation, std::size_t position) {
    bool squares = false, adds_up = false;
    for_each(equation.right, [&](const Expression& part) {
      squares = squares || (is_square(part) && mentions_vector(part, definition));
      adds_up =
          adds_up || part.as<StepSum>() || is_previous(part, StateRole{position, equation.quantity, equation.offset});
    });
    return squares && adds_up;
  };
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < definition.equations.size(); ++i) {
    const bool is_theta = definition.equations[i].quantity == "theta";
    if (!is_theta && gathers(definition.equations[i], i)) found.push_back(i);
  }
  return found;
}

std::vector<std::size_t> gathered_sizes(const Definition& definition) {
  std::vector<std::size_t> found = accumulators(definition);
  for (const StateRole& state : states(definition)) {
    const bool is_known = std::find(found.begin(), found.end(), state.equation) != found.end();
    if (!is_known && calls(definition.equations[state.equation].right, Function::abs)) found.push_back(state.equation);
  }
  return found;
}

bool is_adaptive(const Definition& definition) { return !gathered_sizes(definition).empty(); }

namespace {

/// The hyperparameters of an equation, each once.
void add_hyperparameters(const Definition& definition, std::size_t equation, std::vector<std::string>& names) {
  for_each(definition.equations[equation].right, [&](const Expression& part) {
    if (!is_hyperparameter(part, definition)) return;
    const std::string& found = part.as<Name>()->symbol;
    if (std::find(names.begin(), names.end(), found) == names.end()) names.push_back(found);
  });
}

}  // namespace

Decays decays(const Definition& definition) {
  Decays found;
  for (const StateRole& state : velocities(definition)) {
    add_hyperparameters(definition, state.equation, found.of_gradients);
  }
  for (const std::size_t equation : gathered_sizes(definition)) {
    add_hyperparameters(definition, equation, found.of_sizes);
  }
  return found;
}

bool is_bias_factor(const Expression& e) {
  const auto rest = subtracted_from_one(e);
  const auto* raised = rest ? rest->as<Power>() : nullptr;
  return raised && raised->base.as<Name>() && mentions_step(raised->exponent);
}

bool is_hyperparameter(const Expression& e, const Definition& definition) {
  const auto* named = e.as<Name>();
  return named && !named->index && definition.find_hyperparameter(named->symbol);
}

std::size_t update_equation(const Definition& definition) {
  const auto found = std::find_if(definition.equations.begin(), definition.equations.end(),
                                  [](const Equation& equation) { return equation.quantity == "theta"; });
  return static_cast<std::size_t>(found - definition.equations.begin());
}

namespace {

/// theta itself, or theta after a decay of its own.
bool stands_for_parameters(const Name& named, const Definition& definition) {
  if (!named.index) return false;
  if (named.symbol == "theta") return true;
  const Equation* equation = definition.find_equation(named.symbol);
  return equation && mentions(equation->right, [](const Name& part) { return part.symbol == "theta"; });
}

}  // namespace

std::optional<Update> update(const Definition& definition) {
  Update result;
  result.equation = update_equation(definition);
  const Equation& equation = definition.equations[result.equation];
  const auto* written = equation.right.as<Sum>();
  if (!written) return std::nullopt;
  const auto* leading = written->terms.front().value.as<Name>();
  if (!leading || !stands_for_parameters(*leading, definition)) return std::nullopt;
  result.leading = written->terms.front().value;
  result.terms.assign(written->terms.begin() + 1, written->terms.end());
  return result;
}

const Expression* point_of(const Expression& e) {
  const auto* called = e.as<Call>();
  return called && called->function == Function::grad ? &called->arguments.front() : nullptr;
}

std::string gradient_point(const Expression& right) {
  std::string symbol;
  for_each(right, [&](const Expression& part) {
    const Expression* point = point_of(part);
    if (const auto* named = point ? point->as<Name>() : nullptr) symbol = named->symbol;
  });
  return symbol;
}

std::vector<std::size_t> gradient_equations(const Definition& definition) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < definition.equations.size(); ++i) {
    if (calls(definition.equations[i].right, Function::grad)) found.push_back(i);
  }
  return found;
}

namespace {

/// theta after each of three steps on gradients that turn round, from 5, with another value of a hyperparameter.
/// @param sign  of the gradients
std::vector<Exact> path(const Definition& definition, std::size_t hyper, int value, int sign) {
  Problem trial;
  trial.optimizer = definition;
  trial.optimizer.hyperparameters[hyper].value = literal(Exact(value));
  std::vector<std::vector<Expression>> gradients;
  for (const int gradient : {1, -2, -3}) gradients.push_back({literal(Exact(std::int64_t{sign} * gradient))});
  trial.objective = gradients_objective(std::move(gradients), {"x"}, {});
  trial.start = {literal(Exact(5))};
  trial.steps = 3;
  const Tape tape = compile(trial);
  const Evaluation values = evaluate_binary64(tape);
  std::vector<Exact> thetas;
  for (std::size_t i = 0; i < tape.lines.size(); ++i) {
    const bool is_theta = definition.equations[tape.lines[i].equation].quantity == "theta";
    if (is_theta) thetas.push_back(Exact::parse(values.lines[i].value.text).value());
  }
  return thetas;
}

/// What the gradient does to theta is nothing at 0, and at the first step twice as much at 2 as at 1. (Decay may move
/// theta without a gradient; a square root of the hyperparameter makes it no rate.)
bool is_learning_rate(const Definition& definition, std::size_t hyper) try {
  if (path(definition, hyper, 0, 1) != path(definition, hyper, 0, -1)) return false;
  const auto moved = [&](int value) {
    return (path(definition, hyper, value, 1).front() - path(definition, hyper, value, -1).front()).to_double();
  };
  const double once = moved(1), twice = moved(2);
  return once != 0 && std::abs(twice / once - 2) < 1e-6;
} catch (const NoValue&) {
  return false;
}

}  // namespace

namespace {

std::vector<std::string> found_rates(const Definition& definition) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < definition.hyperparameters.size(); ++i) {
    if (is_learning_rate(definition, i)) found.push_back(definition.hyperparameters[i].name);
  }
  return found;
}

/// Is each the same expression, and not only an equal one? What is kept of it stays where it is.
bool is_same(const Definition& a, const Definition& b) {
  const auto same_equation = [](const Equation& one, const Equation& other) {
    return one.quantity == other.quantity && one.offset == other.offset &&
           one.right.identity() == other.right.identity();
  };
  const auto same_hyper = [](const Hyperparameter& one, const Hyperparameter& other) {
    return one.name == other.name && one.value.identity() == other.value.identity();
  };
  const auto same_start = [](const Start& one, const Start& other) {
    return one.quantity == other.quantity && one.index == other.index &&
           one.value.has_value() == other.value.has_value() &&
           (!one.value || one.value->identity() == other.value->identity());
  };
  return std::equal(a.equations.begin(), a.equations.end(), b.equations.begin(), b.equations.end(), same_equation) &&
         std::equal(a.hyperparameters.begin(), a.hyperparameters.end(), b.hyperparameters.begin(),
                    b.hyperparameters.end(), same_hyper) &&
         std::equal(a.starts.begin(), a.starts.end(), b.starts.begin(), b.starts.end(), same_start);
}

}  // namespace

/// The mistakes of a problem, and those on top of each other, ask some hundred times for those of one definition.
std::vector<std::string> learning_rates(const Definition& definition) {
  thread_local std::optional<std::pair<Definition, std::vector<std::string>>> last;
  if (!last || !is_same(last->first, definition)) last.emplace(definition, found_rates(definition));
  return last->second;
}

std::optional<Expression> learning_rate(const Problem& problem) {
  const auto rates = learning_rates(problem.base);
  if (rates.empty()) return std::nullopt;
  const Equation* scheduled = problem.optimizer.find_equation(rates.front());
  return scheduled ? reference(rates.front(), scheduled->offset) : name(rates.front());
}

}  // namespace stepmark::mistake
