#include "solver/identify/identify.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>

#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "solver/identify/maximized.hpp"
#include "solver/identify/search.hpp"
#include "solver/identify/verify.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/trace/carried.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark {

namespace {

/// So many rows rule out most hyperparameters of a right method, and most wrong methods.
constexpr std::size_t rows_of_right = 8, rows_of_wrong = 3;

std::optional<std::size_t> rate_position(const Problem& problem) {
  const auto rate = learning_rate(problem);
  if (!rate) return std::nullopt;
  const auto& hypers = problem.optimizer.hyperparameters;
  const auto find = [&](const Expression& wanted) {
    const auto found = std::find_if(hypers.begin(), hypers.end(),
                                    [&](const Hyperparameter& hyper) { return name(hyper.name) == wanted; });
    return found == hypers.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - hypers.begin()));
  };
  if (const auto found = find(*rate)) return found;
  // A schedule stands in its place: what it begins from, if it is no list.
  for (const Equation& equation : problem.optimizer.equations) {
    const auto* scheduled = rate->as<Name>();
    if (!equation.given_data || !scheduled || scheduled->symbol != equation.quantity) continue;
    for (const Name& used : names_in(equation.right)) {
      if (const auto found = find(name(used.symbol))) return found;
    }
  }
  return std::nullopt;
}

/// Two rows that state different numbers for one place.
void refuse_contradictions(const std::vector<Observed>& trace) {
  std::map<std::tuple<std::int64_t, std::string, std::string>, const Observed*> stated;
  for (const Observed& observed : trace) {
    const auto [place, fresh] = stated.insert({{observed.t, observed.quantity, observed.component}, &observed});
    const Observed& before = *place->second;
    if (fresh || (before.value - observed.value).abs() < (before.unit + observed.unit) / Exact(2)) continue;
    const std::string of = observed.component.empty() ? "" : " of " + observed.component;
    throw InputError(observed.where,
                     observed.quantity + of + " at t = " + std::to_string(observed.t) + " is " + observed.text +
                         ", and in line " + std::to_string(before.where.line) + " it is " + before.text,
                     "expected one number for it");
  }
}

class Identifier {
 public:
  /// @param gradients_are_stated  the objective's gradients are known to the digits of the trace alone
  /// @param methods  whether wrong methods are tried where no right one fits
  Identifier(const Problem& problem, const std::vector<Observed>& trace, bool gradients_are_stated, Methods methods)
      : problem_(problem), trace_(trace), methods_(methods) {
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
    refuse_contradictions(trace);
    refuse_other_start();
    for (const Observed& observed : trace) {
      if (observed.t >= problem_.first_step() && observed.t <= last) stated_.push_back({observed});
    }
    refuse_other_components();
    if (gradients_are_stated) add_vagueness();
    std::vector<Stated> theta = stated_;
    std::erase_if(theta, [](const Stated& stated) { return stated.number.quantity != "theta"; });
    of_theta_ = std::make_shared<const Numbers>(std::move(theta));
  }

  Identification run() {
    for (const Definition& definition : definitions()) {
      try {
        const Problem trial = with_optimizer(problem_, definition);
        trials_.emplace_back(trial, rate_position(trial), comparable(trial), rows_of_right);
      } catch (const InputError&) {
        continue;  // the modifiers have nothing to act on in it
      }
    }
    try_all();
    if (weighed_.empty()) try_coarsely();
    settle();
    return std::move(result_);
  }

 private:
  void refuse_other_start() const {
    if (const auto other = other_start(problem_, trace_)) {
      const Observed& observed = other->observed;
      const std::string of = observed.component.empty() ? "" : " of " + observed.component;
      throw InputError(observed.where,
                       "theta" + of + " at t = " + std::to_string(observed.t) + " is " + observed.text +
                           ", and the problem begins at " + other->expected,
                       "expected the problem that these numbers belong to");
    }
  }

  void refuse_other_components() const {
    Problem one_step = problem_;
    one_step.steps = 1;
    const Tape tape = compile(one_step);
    const LineIndex index(one_step, tape);
    for (const Stated& stated : stated_) {
      Observed observed = stated.number;
      observed.t = one_step.first_step();
      if (observed.quantity == "theta") index.find(observed);
    }
  }

  /// The problem as it stands, by its own working too: nothing is worked out.
  void try_own() {
    Fit fit;
    fit.problem = problem_;
    const std::shared_ptr<const Numbers> shared = comparable(problem_);
    const std::vector<Stated>& numbers = shared->all;
    if (!prove(fit, numbers, Slack::doubles) && !fits_by_working(fit, numbers)) return;
    add(std::move(fit), numbers.size(), 0, 0);
  }

  static bool fits_by_working(Fit& fit, const std::vector<Stated>& stated) {
    if (!rounds_while_working(fit.problem)) return false;
    fit.precision = Precision::working;
    try {
      return !verify(fit.problem, numbers_of(stated), Agreement::working).first;
    } catch (const InputError&) {
      return false;
    }
  }

  void try_all() {
    const std::vector<Slack> slacks =
        may_be_floats() ? std::vector{Slack::doubles, Slack::singles} : std::vector{Slack::doubles};
    for (const Breadth breadth : {Breadth::usual, Breadth::fitted}) {
      for (const Slack slack : slacks) {
        for (Trial& trial : trials_) consider(trial, "", breadth, slack);
        if (breadth == Breadth::usual && slack == Slack::doubles && weighed_.empty()) try_own();
        if (breadth == Breadth::usual && slack != slacks.back()) continue;
        if (std::any_of(weighed_.begin(), weighed_.end(), [](const Weighed& one) { return one.convincing; })) return;
      }
    }
    if (!weighed_.empty() || methods_ == Methods::right) return;
    for (const Trial& right : trials_) consider_mistakes(right, slacks.back());
  }

  /// A program in doubles may keep a factor in single precision, as PyTorch's NAdam and ASGD do.
  void try_coarsely() {
    for (Trial& trial : trials_) consider(trial, "", Breadth::usual, Slack::singles);
  }

  /// Single precision takes nine digits at most, if it is not widened, and loses more than the last of them within a
  /// few steps.
  bool may_be_floats() const {
    int most = 0;
    for (const Stated& stated : stated_) {
      if (stated.number.quantity != "theta") continue;
      if (!may_be_float(stated.number)) return false;
      most = std::max(most, stated.number.figures);
    }
    return most >= 6;
  }

  struct FiguresOfGradients {
    int most = 0;
    bool fixed = true;  ///< all have one unit
  };

  FiguresOfGradients figures_of_gradients() const {
    FiguresOfGradients result;
    const Observed* first = nullptr;
    for (const Observed& observed : trace_) {
      if (observed.quantity != "g") continue;
      if (!first) first = &observed;
      result.most = std::max(result.most, observed.figures);
      result.fixed = result.fixed && observed.unit == first->unit;
    }
    return result;
  }

  /// A program that prints some figures leaves zeros at the end out: 6 stands for 6.000 beside 3.969.
  static double unit_meant(const Observed& observed, const FiguresOfGradients& gradients) {
    const Exact spare = Exact(10).pow(gradients.fixed ? 0 : gradients.most - observed.figures);
    return (observed.unit / spare).to_double();
  }

  /// Gradients that are known to half a unit leave every step open by as large a share.
  void add_vagueness() {
    std::map<std::string, std::map<std::int64_t, double>> share, path;
    const FiguresOfGradients gradients = figures_of_gradients();
    for (const Observed& observed : trace_) {
      const double value = observed.value.to_double();
      if (observed.quantity == "theta") path[observed.component][observed.t] = value;
      if (observed.quantity != "g") continue;
      // A zero says nothing of its size.
      const double unit = unit_meant(observed, gradients), size = value == 0 ? unit : std::fabs(value);
      share[observed.component][observed.t] = unit / (2 * size);
    }
    for (Stated& stated : stated_) {
      if (stated.number.quantity != "theta") continue;
      double before = 0, vague = 0;
      bool begun = false;
      for (const auto& [t, value] : path[stated.number.component]) {
        if (t > stated.number.t) break;
        if (begun) vague += share[stated.number.component][t] * std::fabs(value - before);
        before = value;
        begun = true;
      }
      stated.vague = 2 * vague;
    }
  }

  std::vector<Definition> definitions() const {
    std::vector<Definition> all = {problem_.base};
    for (const std::string& name : catalogue_names()) {
      if (name != problem_.base.name) all.push_back(catalogue_definition(name));
    }
    return all;
  }

  /// What the optimizer has names for. A velocity of one convention is not that of another, so only theta is asked of
  /// optimizers that the problem does not name.
  std::shared_ptr<const Numbers> comparable(const Problem& trial) const {
    if (trial.base.name != problem_.base.name) return of_theta_;
    std::vector<Stated> kept = stated_;
    std::erase_if(kept, [&](const Stated& one) { return !trial.optimizer.find_equation(one.number.quantity); });
    return kept.size() == of_theta_->all.size() ? of_theta_ : std::make_shared<const Numbers>(std::move(kept));
  }

  void consider_mistakes(const Trial& right, Slack slack) {
    for (const WrongMethod& way : wrong_methods(right.problem())) {
      const Problem wrong = worked_wrongly(right.problem(), way);
      Trial trial(wrong, right.rate(), comparable(wrong), rows_of_wrong);
      consider(trial, way.mistake, Breadth::preferred, slack);
    }
  }

  void consider(Trial& trial, const std::string& mistake, Breadth breadth, Slack slack) try {
    const auto found = search(trial, breadth, slack);
    if (!found) return;
    Fit fit;
    fit.problem = trial.problem();
    fit.mistake = mistake;
    for (std::size_t i = 0; i < found->values.size(); ++i) {
      Hyperparameter& hyper = fit.problem.optimizer.hyperparameters[i];
      if (exact_value_known(hyper)) hyper.value = number_of(found->values[i]);
      if (found->open[i]) fit.open.push_back(hyper.name);
    }
    const std::vector<Stated>& numbers = trial.numbers().all;
    if (!prove(fit, numbers, found->slack)) return;
    add(std::move(fit), numbers.size(), found->plainness, found->rate_digits);
  } catch (const InputError&) {
    // no value on the way: it is not this one
  }

  struct Weighed {
    Fit fit;
    int plainness = 0;
    bool convincing = false;  ///< nothing plainer need be looked for

    /// As well may a number be rounded by a machine's own rounding as by itself; bits say most.
    int weight() const {
      switch (fit.precision) {
        case Precision::binary64:
        case Precision::binary32:
          return plainness - 5;
        case Precision::double_precision:
          return plainness + 4;
        case Precision::single_precision:
          return plainness + 8;
        default:
          return plainness;
      }
    }
    bool is_sharp() const {
      return fit.precision != Precision::double_precision && fit.precision != Precision::single_precision;
    }
  };

  /// One fit a definition: the lightest.
  void add(Fit fit, std::size_t compared, int plainness, int rate_digits) {
    constexpr int many_digits = 5;
    Weighed fresh{std::move(fit), plainness};
    fresh.convincing = fresh.is_sharp() && rate_digits <= many_digits;
    result_.compared = std::max(result_.compared, compared);
    const auto same = std::find_if(weighed_.begin(), weighed_.end(), [&](const Weighed& other) {
      return other.fit.problem.base.name == fresh.fit.problem.base.name && other.fit.mistake == fresh.fit.mistake;
    });
    if (same == weighed_.end() || !same->fit.mistake.empty()) {
      weighed_.push_back(std::move(fresh));
    } else if (fresh.weight() < same->weight()) {
      *same = std::move(fresh);
    }
  }

  static bool exact_value_known(const Hyperparameter& hyper) { return names_in(hyper.value).empty(); }
  static Expression number_of(const Exact& value) {
    return value.sign() < 0 ? negation(number(-value)) : number(value);
  }

  /// Doubles have found it; enclosures or the bits themselves confirm it.
  bool prove(Fit& fit, const std::vector<Stated>& stated, Slack slack) {
    const auto precision = proved_precision(fit, stated, numbers_of(stated), slack);
    if (precision) fit.precision = *precision;
    return precision.has_value();
  }

  static std::vector<Observed> numbers_of(const std::vector<Stated>& stated) {
    std::vector<Observed> numbers;
    for (const Stated& one : stated) numbers.push_back(one.number);
    return numbers;
  }

  using Precision = Fit::Precision;

  std::optional<Precision> proved_precision(const Fit& fit, const std::vector<Stated>& stated,
                                            const std::vector<Observed>& numbers, Slack slack) {
    const auto holds = [&](Agreement agreement) {
      try {
        return !verify(fit.problem, numbers, agreement).first;
      } catch (const InputError&) {
        return false;  // not a number in this arithmetic
      }
    };
    const int most = most_figures_of(numbers);
    const bool floats = may_be_floats();
    if (most >= 14 && holds(Agreement::binary64)) return Precision::binary64;
    if (most >= 7 && floats && holds(Agreement::binary32)) return Precision::binary32;
    try {
      if (!verify_within(fit.problem, numbers, leeway(stated, std::vector<double>(stated.size()))).first)
        return Precision::stated;
      if (holds(Agreement::binary64_rounded)) return Precision::binary64_rounded;
      if (floats && holds(Agreement::binary32_rounded)) return Precision::binary32_rounded;
      const bool single = slack == Slack::singles;
      const std::vector<double> lost = lost_by_rounding(fit.problem, stated, single ? slack : Slack::doubles);
      if (!verify_within(fit.problem, numbers, leeway(stated, lost)).first) {
        return single ? Precision::single_precision : Precision::double_precision;
      }
    } catch (const InputError& error) {
      result_.not_computed.push_back({fit.problem.base.name, fit.mistake, error.what()});
    }
    return std::nullopt;
  }

  static int most_figures_of(const std::vector<Observed>& numbers) {
    int most = 0;
    for (const Observed& observed : numbers) most = std::max(most, observed.figures);
    return most;
  }

  static std::vector<Exact> leeway(const std::vector<Stated>& stated, const std::vector<double>& lost) {
    std::vector<Exact> all;
    for (std::size_t i = 0; i < stated.size(); ++i) all.push_back(Exact::from_double(stated[i].vague + lost[i]));
    return all;
  }

  void settle() {
    std::stable_sort(weighed_.begin(), weighed_.end(), [&](const Weighed& a, const Weighed& b) {
      const auto rank = [](const Weighed& one) {
        return std::pair(one.weight(), one.fit.problem.optimizer.hyperparameters.size());
      };
      return rank(a) < rank(b);
    });
    if (!weighed_.empty()) {
      const int plainness = weighed_.front().plainness;
      const bool sharp = weighed_.front().is_sharp();
      std::erase_if(weighed_, [&](const Weighed& one) { return is_outdone(one, plainness, sharp); });
    }
    for (Weighed& one : weighed_) result_.fits.push_back(std::move(one.fit));
    if (result_.fits.empty()) result_.compared = of_theta_->all.size();
    for (std::size_t i = 1; i < result_.fits.size(); ++i) {
      if (auto apart = tell_apart(result_.fits.front().problem, result_.fits[i].problem)) {
        apart->second = i;
        result_.apart.push_back(std::move(*apart));
      }
    }
    list_ignored();
  }

  /// What needs many more digits, and is less exact, explains nothing beside the best.
  static bool is_outdone(const Weighed& one, int best_plainness, bool best_is_sharp) {
    constexpr int far_less_plain = 10;
    return one.plainness > best_plainness + far_less_plain && (best_is_sharp || !one.is_sharp());
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
  Methods methods_;
  std::vector<Stated> stated_;  ///< the numbers of the steps that are run
  std::shared_ptr<const Numbers> of_theta_;
  std::deque<Trial> trials_;  ///< the right methods
  Identification result_;
  std::vector<Weighed> weighed_;  ///< what fits, as found
};

}  // namespace

Identification identify(const Problem& problem, const std::vector<Observed>& trace) {
  return or_maximized(
      problem, [&](const Problem& tried, Methods methods) { return Identifier(tried, trace, false, methods).run(); });
}

Identification identify(const std::vector<Observed>& trace, const std::string& file) {
  return or_maximized(problem_of(trace, file), [&](const Problem& tried, Methods methods) {
    return Identifier(tried, trace, true, methods).run();
  });
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
