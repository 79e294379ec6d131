#include "reports/export/equations.hpp"

#include <algorithm>

#include "lib/base/error.hpp"
#include "lib/expression/constant.hpp"
#include "reports/filling.hpp"
#include "solver/solve.hpp"

namespace stepmark::exports {

namespace {

/// Longer ones nobody would look through in an editor, and dozens of them make a file that systems refuse.
constexpr std::uint32_t most_nodes = 400;
/// More than doubles hold.
constexpr int figures_kept = 20;
constexpr std::size_t most_terms = 100;

struct TooLong {};

/// @throws InputError where it has no value
Expression as_number(const Expression& constant) {
  const std::optional<Exact> exact = exact_value(constant);
  const DecimalFormat kept = DecimalFormat::figures(figures_kept);
  if (exact) return as_literal(exact->rounded(kept, RoundingRule::half_even));
  return as_literal(*Exact::parse(calculate(constant, kept, RoundingRule::half_even).text));
}

Expression with_numbers(const Expression& e) {
  return rewrite(e, [](const Expression& part) -> std::optional<Expression> {
    if (part.as<Name>() && part.as<Name>()->symbol != "pi") return part;
    return names_in(part).empty() || part == name("pi") ? std::optional(as_number(part)) : std::nullopt;
  });
}

std::optional<Expression> elementary(const Expression& part);

Expression in_elementary_functions(const Expression& e) { return rewrite(e, elementary); }

/// Systems of courses know no activation functions: each by its definition.
std::optional<Expression> elementary(const Expression& part) {
  const auto* called = part.as<Call>();
  if (!called) return std::nullopt;
  const auto argument = [&] { return in_elementary_functions(called->arguments.front()); };
  const auto one_and = [](bool minus, const Expression& e) { return sum({{false, literal(1)}, {minus, e}}); };
  const auto exp_of = [](const Expression& e) { return call(Function::exp, {e}); };
  switch (called->function) {
    case Function::sigmoid:
      return quotient(literal(1), one_and(false, exp_of(negation(argument()))));
    case Function::tanh: {
      const Expression e = exp_of(negation(product(literal(2), argument())));
      return quotient(one_and(true, e), one_and(false, e));
    }
    case Function::softplus:
      return call(Function::log, {one_and(false, exp_of(argument()))});
    case Function::relu:
      return call(Function::max, {argument(), literal(0)});
    default:
      return std::nullopt;
  }
}

class WritingOut final : public Filling {
 public:
  WritingOut(const Problem& problem, const BoxNames& names) : Filling(problem, most_terms), names_(names) {}

 private:
  std::optional<Expression> value(const Name& named, const Scope& scope) override {
    if (named.index) return quantity(named, scope);
    if (const auto integer = scope.integer(std::string_view(named.symbol))) return literal(Exact(*integer));
    const Hyperparameter* hyper = problem().optimizer.find_hyperparameter(named.symbol);
    return hyper ? std::optional(fill(hyper->value, scope)) : std::nullopt;
  }

  std::optional<Expression> quantity(const Name& named, const Scope& scope) {
    const auto index = scope.integer(*named.index);
    const Equation* equation = problem().optimizer.find_equation(named.symbol);
    if (!index || !equation) throw TooLong{};
    const std::optional<std::size_t> component = named.component ? named.component : component_of(named.symbol, scope);
    const std::int64_t t = *index - equation->offset;
    return t < problem().first_step() ? before(named.symbol, *index, component) : line(*equation, t, component);
  }

  Expression line(const Equation& equation, std::int64_t t, std::optional<std::size_t> component) {
    const auto position = static_cast<std::size_t>(&equation - problem().optimizer.equations.data());
    const std::string id = names_.at(position, t, component);
    if (!id.empty()) return name(id);
    const auto [found, is_new] = hidden_.try_emplace({position, t, component});
    if (is_new) found->second = with_numbers(fill(equation.right, {t, component, {}}));
    if (!found->second || found->second.nodes() > most_nodes) throw TooLong{};
    return found->second;
  }

  /// As the tape has it: what stands before the first step.
  Expression before(const std::string& quantity, std::int64_t index, std::optional<std::size_t> component) {
    const auto& state = problem().state;
    const Start* start = problem().optimizer.find_start(quantity, index - (state ? state->t : 0));
    if (!start) throw TooLong{};
    const std::size_t i = component.value_or(0);
    const bool previous = quantity == "theta" && start->index < problem().optimizer.find_equation("theta")->offset;
    if (previous && state && !state->previous.empty()) return state->previous[i];
    if (!start->value) return problem().start[i];
    const bool is_stated = state && state->values.count(quantity) != 0;
    return is_stated ? state->values.at(quantity)[i] : fill(*start->value, {problem().first_step(), component, {}});
  }

  std::optional<Expression> taken(const Conditional&, const Scope&) override { return std::nullopt; }
  Expression dots() override { throw TooLong{}; }
  void left_out(const std::function<void()>&) override {}
  void passed(const Conditional&) override {}

  const BoxNames& names_;
  std::map<std::tuple<std::size_t, std::int64_t, std::optional<std::size_t>>, Expression> hidden_;
};

std::optional<Expression> filled(const Problem& problem, const BoxNames& names, const Expression& e,
                                 const Scope& scope) try {
  const Expression written = in_elementary_functions(with_numbers(WritingOut(problem, names).fill(e, scope)));
  // A wrong way may have put quantities into the objective, where they are no box's numbers.
  const std::vector<Name> left = names_in(written);
  const bool is_whole = std::all_of(left.begin(), left.end(), [](const Name& named) { return !named.index; });
  return is_whole && written.nodes() <= most_nodes ? std::optional(written) : std::nullopt;
} catch (const TooLong&) {
  return std::nullopt;
} catch (const InputError&) {
  return std::nullopt;  // a part of it has no value
}

}  // namespace

Expression as_literal(const Exact& value) { return value.sign() < 0 ? negation(literal(-value)) : literal(value); }

BoxNames::BoxNames(const Tape& tape, const std::vector<std::size_t>& asked, const std::vector<std::string>& ids) {
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const Tape::Line& line = tape.lines[asked[i]];
    ids_[{line.equation, line.t, line.component}] = ids[i];
  }
}

std::string BoxNames::at(std::size_t equation, std::int64_t t, std::optional<std::size_t> component) const {
  const auto found = ids_.find({equation, t, component});
  return found == ids_.end() ? "" : found->second;
}

std::optional<Expression> written_out(const Problem& problem, const BoxNames& names, const Tape::Line& line) {
  return filled(problem, names, problem.optimizer.equations[line.equation].right, {line.t, line.component, {}});
}

std::optional<Expression> as_running_sum(const Problem& problem, const BoxNames& names, const Tape::Line& line) {
  const auto* sum = problem.optimizer.equations[line.equation].right.as<StepSum>();
  const std::string before = names.at(line.equation, line.t - 1, line.component);
  if (!sum || before.empty()) return std::nullopt;
  const auto term = filled(problem, names, sum->body, {line.t, line.component, {{sum->variable, line.t}}});
  return term ? std::optional(expression::sum({{false, name(before)}, {false, *term}})) : std::nullopt;
}

}  // namespace stepmark::exports
