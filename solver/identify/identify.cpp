#include "solver/identify/identify.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "solver/identify/search.hpp"
#include "solver/identify/verify.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/trace/carried.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark {

namespace {

/// A double that has been through a few hundred operations is right to so many figures, or it is another number.
constexpr int trusted_figures = 10;

/// So many steps rule out most hyperparameters.
constexpr std::int64_t first_steps = 8;

/// What the rounding of a few hundred steps adds up to, as a share of the largest number.
constexpr double double_slack = 1e-10, float_slack = 5e-6;

std::optional<std::size_t> rate_position(const Problem& problem) {
  const auto rate = learning_rate(problem);
  if (!rate) return std::nullopt;
  const auto& hypers = problem.optimizer.hyperparameters;
  const auto found = std::find_if(hypers.begin(), hypers.end(),
                                  [&](const Hyperparameter& hyper) { return name(hyper.name) == *rate; });
  if (found == hypers.end()) return std::nullopt;  // a schedule stands in its place
  return static_cast<std::size_t>(found - hypers.begin());
}

class Identifier {
 public:
  Identifier(const Problem& problem, const std::vector<Observed>& trace) : problem_(problem), trace_(trace) {
    std::int64_t last = 0;
    for (const Observed& observed : trace) {
      if (observed.quantity == "theta") last = std::max(last, observed.t);
    }
    if (last < problem.first_step()) {
      throw InputError(trace.front().where, "no number of theta behind the start is there",
                       "expected theta at some step from " + std::to_string(problem.first_step()));
    }
    if (last - problem.first_step() >= Problem::max_steps) {
      throw InputError(trace.front().where, "t reaches " + std::to_string(last), "expected fewer steps");
    }
    problem_.steps = last - problem.first_step() + 1;
  }

  Identification run() {
    std::vector<Problem> trials;
    for (const Definition& definition : definitions()) {
      try {
        trials.push_back(with_optimizer(problem_, definition));
      } catch (const InputError&) {
        continue;  // the modifiers have nothing to act on in it
      }
    }
    try_all(trials);
    if (result_.fits.empty() && may_be_floats()) {
      slack_ = float_slack;
      try_all(trials);
    }
    settle();
    return std::move(result_);
  }

 private:
  void try_all(const std::vector<Problem>& trials) {
    for (const Problem& trial : trials) consider(trial, "", Breadth::usual);
    if (!result_.fits.empty()) return;
    for (const Problem& trial : trials) consider_mistakes(trial);
  }

  /// Single precision takes nine digits at most, and loses more than the last of them within a few steps.
  bool may_be_floats() const {
    int most = 0;
    for (const Observed& observed : trace_) most = std::max(most, observed.figures);
    return most >= 6 && most <= 9;
  }

  std::vector<Definition> definitions() const {
    std::vector<Definition> all = {problem_.base};
    for (const std::string& name : catalogue_names()) {
      if (name != problem_.base.name) all.push_back(catalogue_definition(name));
    }
    return all;
  }

  /// What the optimizer has names for. A velocity of one convention is not that of another, so only theta and the
  /// gradient are asked of optimizers that the problem does not name.
  std::vector<Observed> comparable(const Problem& trial) const {
    std::vector<Observed> kept;
    for (const Observed& observed : trace_) {
      const bool own = trial.base.name == problem_.base.name;
      if (observed.t < trial.first_step() || observed.t > trial.last_step()) continue;
      if (observed.quantity == "theta" || (own && trial.optimizer.find_equation(observed.quantity))) {
        kept.push_back(observed);
      }
    }
    return kept;
  }

  void consider_mistakes(const Problem& trial) {
    for (const WrongMethod& way : wrong_methods(trial))
      consider(worked_wrongly(trial, way), way.mistake, Breadth::preferred);
  }

  void consider(const Problem& trial, const std::string& mistake, Breadth breadth) try {
    const std::vector<Observed> numbers = comparable(trial);
    Problem beginning = trial;
    beginning.steps = std::min(trial.steps, first_steps);
    std::vector<Observed> first = numbers;
    std::erase_if(first, [&](const Observed& observed) { return observed.t > beginning.last_step(); });
    Candidate all(trial, numbers, slack_), brief(beginning, first, slack_);
    Candidate& ruling_out = first.size() > 2 * trial.start.size() ? brief : all;
    const auto found = search(ruling_out, all, trial.optimizer, rate_position(trial), breadth);
    if (!found) return;
    Fit fit;
    fit.problem = trial;
    fit.mistake = mistake;
    for (std::size_t i = 0; i < found->values.size(); ++i) {
      Hyperparameter& hyper = fit.problem.optimizer.hyperparameters[i];
      if (exact_value_known(hyper)) hyper.value = number_of(found->values[i]);
      if (found->open[i]) fit.open.push_back(hyper.name);
    }
    if (!agrees(fit, numbers)) return;
    result_.compared = std::max(result_.compared, numbers.size());
    plainness_.push_back(found->plainness);
    result_.fits.push_back(std::move(fit));
  } catch (const InputError&) {
    // no value on the way, or a component that is none of this problem's: it is not this one
  }

  static bool exact_value_known(const Hyperparameter& hyper) { return names_in(hyper.value).empty(); }
  static Expression number_of(const Exact& value) {
    return value.sign() < 0 ? negation(number(-value)) : number(value);
  }

  /// Proved: doubles have found it, enclosures or the bits themselves confirm it.
  static bool agrees(Fit& fit, const std::vector<Observed>& numbers) {
    for (const auto& [agreement, precision] : {std::pair{Agreement::binary64, Fit::Precision::binary64},
                                               std::pair{Agreement::binary32, Fit::Precision::binary32}}) {
      const int shortest = agreement == Agreement::binary64 ? 14 : 7;
      const bool full = std::any_of(numbers.begin(), numbers.end(),
                                    [&](const Observed& observed) { return observed.figures >= shortest; });
      try {
        if (!full || verify(fit.problem, numbers, agreement).first) continue;
      } catch (const InputError&) {
        continue;  // not a number in this arithmetic
      }
      fit.precision = precision;
      return true;
    }
    return !verify(fit.problem, numbers, Agreement::digits, trusted_figures).first;
  }

  void settle() {
    std::vector<std::size_t> order(result_.fits.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const auto rank = [&](std::size_t i) {
        return std::pair(result_.fits[i].precision == Fit::Precision::stated, plainness_[i]);
      };
      return rank(a) < rank(b);
    });
    std::vector<Fit> sorted;
    for (const std::size_t i : order) sorted.push_back(std::move(result_.fits[i]));
    result_.fits = std::move(sorted);
    for (std::size_t i = 1; i < result_.fits.size(); ++i) {
      if (auto apart = tell_apart(result_.fits.front().problem, result_.fits[i].problem)) {
        apart->second = i;
        result_.apart.push_back(std::move(*apart));
      }
    }
    list_ignored();
  }

  void list_ignored() {
    for (const Observed& observed : trace_) {
      const bool known = observed.quantity == "theta" || problem_.optimizer.find_equation(observed.quantity);
      const auto& listed = result_.ignored;
      if (!known && std::find(listed.begin(), listed.end(), observed.quantity) == listed.end()) {
        result_.ignored.push_back(observed.quantity);
      }
    }
  }

  /// The line of theta, now or in the ten steps to come, that parts them at the fewest figures.
  static std::optional<TellApart> tell_apart(Problem a, Problem b) {
    a.steps = b.steps = a.steps + (a.objective->last_step() ? 0 : 10);
    const Tape first = compile(a), second = compile(b);
    const auto parting = most_telling(a, first, b, second);
    if (!parting) return std::nullopt;
    CarriedWork left(first, most_figures), right(second, most_figures);
    for (int figures = 1; figures <= most_figures; ++figures) {
      const auto format = DecimalFormat::figures(figures);
      const auto text = [&](CarriedWork& work, std::size_t line) {
        return to_string(work.rounded(line, format, RoundingRule::half_up).value, format);
      };
      const std::string one = text(left, parting->first), other = text(right, parting->second);
      if (one == other) continue;
      const Tape::Line& line = first.lines[parting->first];
      return TellApart{0, 0, line.t, a.objective->parameters()[*line.component], one, other};
    }
    return std::nullopt;
  }

  static constexpr int most_figures = 15;

  /// Doubles show which lines of theta differ most, as a share of their size; nothing if none does.
  static std::optional<std::pair<std::size_t, std::size_t>> most_telling(const Problem& a, const Tape& first,
                                                                         const Problem& b, const Tape& second) try {
    const auto theta = [](const Problem& problem, const Tape& tape) {
      const Evaluation values = evaluate_binary64(tape);
      std::map<std::pair<std::int64_t, std::size_t>, std::pair<std::size_t, double>> lines;
      for (std::size_t i = 0; i < tape.lines.size(); ++i) {
        const Tape::Line& line = tape.lines[i];
        if (problem.optimizer.equations[line.equation].quantity != "theta") continue;
        lines[{line.t, *line.component}] = {i, Exact::parse(values.lines[i].value.text).value_or(Exact(0)).to_double()};
      }
      return lines;
    };
    const auto left = theta(a, first), right = theta(b, second);
    std::optional<std::pair<std::size_t, std::size_t>> best;
    double widest = 1e-13;
    for (const auto& [place, one] : left) {
      const auto& other = right.at(place);
      const double size = std::max(std::fabs(one.second), std::fabs(other.second));
      const double share = size > 0 ? std::fabs(one.second - other.second) / size : 0;
      if (share <= 2 * widest) continue;  // a later step has to be clearly better
      widest = share;
      best = std::pair(one.first, other.first);
    }
    return best;
  } catch (const NoValue&) {
    return std::nullopt;
  }

  Problem problem_;
  const std::vector<Observed>& trace_;
  double slack_ = double_slack;
  Identification result_;
  std::vector<int> plainness_;  ///< of each fit
};

}  // namespace

Identification identify(const Problem& problem, const std::vector<Observed>& trace) {
  return Identifier(problem, trace).run();
}

Problem problem_of(const std::vector<Observed>& trace, const std::string& file) {
  const Location where{file, 1, 1};
  std::vector<std::string> components;
  std::map<std::pair<std::int64_t, std::string>, Exact> gradients;
  std::map<std::string, Exact> start;
  std::int64_t last = 0;
  for (const Observed& observed : trace) {
    const auto& known = components;
    if (observed.quantity == "theta" && std::find(known.begin(), known.end(), observed.component) == known.end()) {
      components.push_back(observed.component);
    }
    if (observed.quantity == "theta" && observed.t == 0) start[observed.component] = observed.value;
    if (observed.quantity == "g") gradients[{observed.t, observed.component}] = observed.value;
    if (observed.quantity == "theta") last = std::max(last, observed.t);
  }
  const auto literal = [](const Exact& x) { return x.sign() < 0 ? negation(number(-x)) : number(x); };
  Problem problem;
  problem.file = file;
  problem.base = problem.optimizer = plainest_definition();
  for (const std::string& component : components) {
    const auto found = start.find(component);
    if (found == start.end()) {
      throw InputError(where, "theta at t = 0 is not there for " + quoted(component), "expected it, or --problem");
    }
    problem.start.push_back(literal(found->second));
  }
  std::vector<std::vector<Expression>> steps;
  for (std::int64_t t = 1; t <= last; ++t) {
    steps.emplace_back();
    for (const std::string& component : components) {
      const auto found = gradients.find({t, component});
      if (found == gradients.end()) {
        throw InputError(where, "the gradient g at t = " + std::to_string(t) + " is not there",
                         "expected it for every component and step, or --problem");
      }
      steps.back().push_back(literal(found->second));
    }
  }
  if (steps.empty()) throw InputError(where, "no number of theta behind the start is there", "expected theta at t = 1");
  problem.objective = gradients_objective(std::move(steps), components, where);
  problem.steps = last;
  return problem;
}

}  // namespace stepmark
