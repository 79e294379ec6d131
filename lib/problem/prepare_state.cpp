// A start in the middle: which quantities reach back over steps, and their values so far.
#include <algorithm>
#include <map>
#include <set>

#include "lib/problem/prepare_parts.hpp"

namespace stepmark::problem {

namespace {

[[noreturn]] void refuse(const Location& where, const std::string& quantity, const std::string& why) {
  throw InputError(where, "the definition of " + in_quotes(quantity) + " " + why,
                   "expected an optimizer whose steps need only the step before");
}

// ------------------------------------------------------------------------------------------------- sums over all steps

/// sum(s=1..t, body), else null.
const StepSum* sum_to_now(const Expression& e) {
  const auto* sum = e.as<StepSum>();
  if (!sum) return nullptr;
  const auto* first = sum->first.as<Number>();
  const auto* last = sum->last.as<Name>();
  const bool from_one = first && first->value == Exact(1);
  return from_one && last && last->symbol == "t" && !last->index ? sum : nullptr;
}

bool has_step_sum(const Expression& e) {
  bool found = false;
  for_each(e, [&](const Expression& part) { found = found || part.as<StepSum>(); });
  return found;
}

/// The summand of this step.
Expression at_now(const StepSum& sum) {
  return rewrite(sum.body, [&](const Expression& part) -> std::optional<Expression> {
    const auto* found = part.as<Name>();
    if (!found) return std::nullopt;
    if (!found->index && found->symbol == sum.variable) return name("t");
    if (!found->index || found->index->base != sum.variable) return std::nullopt;
    return name(found->symbol, Index{"t", found->index->offset});
  });
}

/// Q[t] = sum(s=1..t, body) is Q[t] = Q[t-1] + body from a known Q on.
void make_recursive(Equation& equation, Definition& optimizer) {
  const StepSum* sum = sum_to_now(equation.right);
  if (!sum || has_step_sum(sum->body)) return;
  const Expression before = name(equation.quantity, Index{"t", equation.offset - 1});
  optimizer.starts.push_back({equation.quantity, equation.offset, literal(0, "0"), equation.where});
  equation.right = expression::sum({{false, before}, {false, at_now(*sum)}});
}

// ---------------------------------------------------------------------------------------------------------------- lags

/// How many steps `name` reaches back behind the newest value of its quantity; 0 for what this step computes.
std::int64_t lag(const Name& name, const Equation& equation, const Definition& optimizer, const Location& where) {
  const Equation* referred = optimizer.find_equation(name.symbol);
  if (!referred || name.index->base != "t") {
    refuse(where, equation.quantity, "refers to " + in_quotes(name.symbol) + " of the first steps");
  }
  return referred->offset - name.index->offset;
}

std::string steps_before(std::int64_t steps) { return (steps == 2 ? "two" : std::to_string(steps)) + " steps before"; }

/// Quantities whose value of the step before is needed.
std::vector<std::string> lagged_quantities(const Definition& optimizer, const Location& where) {
  std::vector<std::string> lagged;
  for (const Equation& equation : optimizer.equations) {
    if (has_step_sum(equation.right)) refuse(where, equation.quantity, "sums over all steps inside an expression");
    for (const Name& name : names_in(equation.right)) {
      const std::int64_t steps = name.index ? lag(name, equation, optimizer, where) : 0;
      if (steps > (name.symbol == "theta" ? 2 : 1)) {
        refuse(where, equation.quantity, "refers to " + in_quotes(name.symbol) + " of " + steps_before(steps));
      }
      const bool known = std::find(lagged.begin(), lagged.end(), name.symbol) != lagged.end();
      if (steps == 1 && !known) lagged.push_back(name.symbol);
    }
  }
  return lagged;
}

/// The parameters themselves are given by `start`.
bool is_given(const Definition& optimizer, const std::string& quantity) {
  return std::any_of(optimizer.starts.begin(), optimizer.starts.end(),
                     [&](const Start& start) { return start.quantity == quantity && !start.value; });
}

// -------------------------------------------------------------------------------------------------------------- values

/// `previous`, a word that a quantity may have for its name as well.
constexpr const char* previous_key = "previous";

std::vector<Expression> state_values(const NamedExpressions& given, Shape shape, std::size_t dimension) {
  const std::string& quantity = given.name.value;
  const Field field("state", quantity);
  const std::size_t wanted = shape == Shape::vector ? dimension : 1;
  std::vector<Expression> values = constants_of(given.values, field);
  if (values.size() == wanted) return values;
  const std::string entries = std::to_string(values.size()) + (values.size() == 1 ? " entry" : " entries");
  field.fail(given.values.where, quantity + " has " + entries,
             shape == Shape::vector ? "expected " + std::to_string(wanted) + ", one for each component"
                                    : "expected a single number");
}

void check_carried(const Located<std::string>& name, const Definition& optimizer,
                   const std::vector<std::string>& carried) {
  const std::string& key = name.value;
  if (std::find(carried.begin(), carried.end(), key) != carried.end()) return;
  const Field field("state", key);
  if (is_given(optimizer, key)) {
    field.fail(name.where, in_quotes(key) + " in [state]",
               "expected its value in [objective] start" +
                   std::string(needs_previous(optimizer) ? ", and that of the step before as previous" : ""));
  }
  if (key == previous_key) {
    field.fail(name.where, "previous in [state], and " + in_quotes(optimizer.name) + " refers to no theta before start",
               "expected it for a definition with theta of two steps before");
  }
  if (optimizer.find_equation(key)) {
    field.fail(name.where, in_quotes(key) + " is not carried from step to step", suggest(key, carried));
  }
  std::vector<std::string> keys = carried;
  keys.emplace_back("t");
  field.fail(name.where, in_quotes(optimizer.name) + " has no quantity " + in_quotes(key), suggest(key, keys));
}

void check_complete(const State& state, const Definition& optimizer, const std::vector<std::string>& carried,
                    const Location& where) {
  for (const std::string& quantity : carried) {
    if (state.values.contains(quantity)) continue;
    Field("state", quantity)
        .fail(where, "[state] has no " + in_quotes(quantity),
              "expected its value after step " + std::to_string(state.t));
  }
  if (needs_previous(optimizer) && state.previous.empty()) {
    Field("state", previous_key)
        .fail(where, "[state] has no " + in_quotes(previous_key), "expected the parameters one step before start");
  }
}

}  // namespace

std::int64_t prepare_state_time(const StateSpec& spec) {
  const Field field("state", "t");
  if (spec.t.given()) return integer_of(spec.t, field, 0, Problem::max_time);
  field.fail(spec.where, "[state] has no 't'", "expected t = the number of steps that are done");
}

State prepare_state(const StateSpec& spec, Definition& optimizer, std::size_t dimension) {
  State state{prepare_state_time(spec), {}, {}};
  for (Equation& equation : optimizer.equations) make_recursive(equation, optimizer);
  check(optimizer);
  std::vector<std::string> carried = lagged_quantities(optimizer, Field("state").at(spec.where));
  std::erase_if(carried, [&](const std::string& quantity) { return is_given(optimizer, quantity); });
  std::set<std::string> given;
  for (const NamedExpressions& entry : spec.values) {
    const std::string& key = entry.name.value;
    if (!given.insert(key).second) {
      Field("state", key).fail(entry.name.where, key + " is given twice", "expected its values once");
    }
    if (needs_previous(optimizer) && key == previous_key) {
      state.previous = state_values(entry, Shape::vector, dimension);
      continue;
    }
    check_carried(entry.name, optimizer, carried);
    state.values[key] = state_values(entry, optimizer.find_equation(key)->shape, dimension);
  }
  check_complete(state, optimizer, carried, spec.where);
  return state;
}

}  // namespace stepmark::problem
