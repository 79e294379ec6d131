#include "solver/identify/identify.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <span>

#include "lib/observed/form.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "solver/identify/maximized.hpp"
#include "solver/identify/names.hpp"
#include "solver/identify/narrowed.hpp"
#include "solver/identify/proof.hpp"
#include "solver/identify/search.hpp"
#include "solver/identify/tell_apart.hpp"
#include "solver/identify/verify.hpp"
#include "solver/identify/weighing.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/mistake/roles.hpp"

namespace stepmark::identify {

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
  /// @param trace                 as meant
  /// @param gradients_are_stated  the objective's gradients are known to the digits of the trace alone
  /// @param methods               whether wrong methods are tried where no right one fits
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
    others_stated_ = others_stated();
    if (gradients_are_stated) add_vagueness();
    std::vector<Stated> theta = stated_;
    std::erase_if(theta, [](const Stated& stated) { return stated.number.quantity != "theta"; });
    of_theta_ = std::make_shared<const Numbers>(std::move(theta), problem_);
    floats_ = may_be_floats();
    weighing_.emplace(of_theta_, floats_);
  }

  Identification run() {
    for (const Scope scope : {Scope::everything, Scope::theta}) {
      if (scope == Scope::everything && stated_.size() == of_theta_->all.size()) continue;
      scope_ = scope;
      trials_.clear();
      add_trials();
      try_all();
      if (!weighing_->is_empty()) break;
    }
    settle();
    return std::move(result_);
  }

 private:
  enum class Scope { everything, theta };

  void add_trials() {
    for (const Definition& definition : definitions()) add_trial(problem_, definition, {});
    if (!problem_.modifiers.clip_norm || problem_.modifiers.clip_epsilon) return;
    Problem clipped = problem_;
    clipped.modifiers.clip_epsilon = literal(Exact::decimal(1, 6));
    for (const Definition& definition : definitions()) {
      add_trial(clipped, definition, {"clipped by c/(norm + 1e-6), as PyTorch does"});
    }
  }

  void add_trial(const Problem& problem, const Definition& definition, const std::vector<std::string>& beside) {
    try {
      const Problem trial = with_optimizer(problem, definition);
      trials_.push_back({Trial(trial, rate_position(trial), comparable(trial), rows_of_right), beside});
    } catch (const InputError&) {
      // the modifiers have nothing to act on in it
    }
  }

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
    fit.compared = numbers.size();
    weighing_->add(std::move(fit), 0, 0);
  }

  static bool fits_by_working(Fit& fit, const std::vector<Stated>& stated) {
    if (!fit.problem.rounds_while_working()) return false;
    fit.precision = Fit::Precision::working;
    try {
      return !verify(fit.problem, numbers_of(stated), Agreement::working).first;
    } catch (const InputError&) {
      return false;
    }
  }

  void try_all() {
    std::vector<Slack> slacks = {Slack::doubles};
    if (coarsest() == Slack::singles) slacks.push_back(Slack::singles);
    if (try_breadth(Breadth::usual, slacks) || try_untold(Breadth::usual, slacks)) return;
    if (try_breadth(Breadth::fitted, slacks)) return;
    if (weighing_->is_empty()) try_coarsely();
    if (weighing_->is_empty() && try_untold(Breadth::fitted, slacks)) return;
    if (!weighing_->is_empty() || methods_ == Methods::right) return;
    for (const Entry& right : trials_) consider_mistakes(right, slacks.back());
  }

  bool try_untold(Breadth breadth, const std::vector<Slack>& slacks) {
    const std::size_t told = trials_.size();
    add_untold(breadth == Breadth::fitted ? decay_to_begin_with : Exact(0));
    for (const Slack slack : slacks) {
      for (std::size_t i = told; i < trials_.size(); ++i) consider(trials_[i], {}, breadth, slack);
    }
    trials_.erase(trials_.begin() + static_cast<std::ptrdiff_t>(told), trials_.end());
    weighing_->drop_open_decays();
    return weighing_->has_convinced();
  }

  /// Does something convince, so that nothing else need be looked for?
  bool try_breadth(Breadth breadth, const std::vector<Slack>& slacks) {
    for (const Slack slack : slacks) {
      for (Entry& entry : trials_) consider(entry, {}, breadth, slack);
      if (breadth == Breadth::usual && slack == Slack::doubles && weighing_->is_empty()) try_own();
      if (breadth == Breadth::usual && slack != slacks.back()) continue;
      if (weighing_->has_convinced()) return true;
    }
    return false;
  }

  const Exact decay_to_begin_with = Exact::decimal(1, 2);

  /// What programs do beside the optimizer and the problem does not tell.
  void add_untold(const Exact& decay) {
    const Modifiers& told = problem_.modifiers;
    if (told.weight_decay || told.decoupled_weight_decay) return;
    Problem coupled = problem_, decoupled = problem_;
    coupled.modifiers.weight_decay = literal(decay);
    decoupled.modifiers.decoupled_weight_decay = literal(decay);
    for (const Definition& definition : definitions()) {
      add_trial(coupled, definition, {"weight decay added to the gradient"});
      add_trial(decoupled, definition, {"decoupled weight decay, as in AdamW"});
    }
  }

  /// A program in doubles may keep a factor in single precision, as PyTorch's NAdam and ASGD do.
  void try_coarsely() {
    for (Entry& entry : trials_) consider(entry, {}, Breadth::usual, Slack::singles);
    if (weighing_->is_empty()) try_untold(Breadth::usual, {Slack::singles});
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

  Slack coarsest() const { return floats_ ? Slack::singles : Slack::doubles; }

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
      if (observed.form != Form::decimal) {
        share[observed.component][observed.t] = 0x1p-53;
        continue;
      }
      // A zero says nothing of its size.
      const double unit = unit_meant(observed, gradients), size = value == 0 ? unit : std::fabs(value);
      share[observed.component][observed.t] = unit / (2 * size);
    }
    // Along the way it adds up.
    std::map<std::string, std::map<std::int64_t, double>> vague;
    for (const auto& [component, values] : path) {
      double before = values.begin()->second, sum = 0;
      for (const auto& [t, value] : values) {
        sum += share[component][t] * std::fabs(value - before);
        before = value;
        vague[component][t] = sum;
      }
    }
    for (Stated& stated : stated_) {
      const Observed& number = stated.number;
      if (number.quantity == "theta") stated.vague = 2 * vague[number.component][number.t];
    }
  }

  std::vector<Definition> definitions() const {
    std::vector<Definition> all = {problem_.base};
    for (const std::string& name : catalogue_names()) {
      if (name != problem_.base.name) all.push_back(catalogue_definition(name));
    }
    return all;
  }

  /// Those of the numbers looked at that the optimizer has names for, under its own names. Optimizers that have the
  /// same names share them.
  std::shared_ptr<const Numbers> comparable(const Problem& trial) {
    if (scope_ == Scope::theta) return of_theta_;
    Names names = {{"theta", "theta"}};
    for (const std::string& quantity : others_stated_) {
      if (const auto name = quantity_meant(trial.optimizer, quantity)) names.emplace(quantity, *name);
    }
    std::shared_ptr<const Numbers>& known = comparable_[names];
    if (!known) known = renamed(names);
    return known;
  }

  using Names = std::map<std::string, std::string>;  ///< by what the trace calls a quantity: what an optimizer does

  std::shared_ptr<const Numbers> renamed(const Names& names) const {
    std::vector<Stated> kept;
    for (const Stated& one : stated_) {
      const auto name = names.find(one.number.quantity);
      if (name == names.end()) continue;
      kept.push_back(one);
      kept.back().number.quantity = name->second;
    }
    return std::make_shared<const Numbers>(std::move(kept), problem_);
  }

  /// One that may have produced the numbers, and what it does beside what the problem tells.
  struct Entry {
    Trial trial;
    std::vector<std::string> beside;
  };

  void consider_mistakes(const Entry& right, Slack slack) {
    const Problem& problem = right.trial.problem();
    const std::optional<Problem> narrow = narrowed(problem, right.trial.numbers().few());
    const bool is_wide = problem.dimension() > widest_by_hand;
    for (const WrongMethod& way : wrong_methods(narrow ? *narrow : problem)) {
      if (is_wide && !find_mistake(way.mistake).drawn) continue;
      const Problem wrong = worked_wrongly(problem, way);
      Entry entry{Trial(wrong, right.trial.rate(), comparable(wrong), rows_of_wrong), right.beside};
      Wrong method{way.mistake, {}};
      for (const std::size_t i : way.changed) {
        const Equation &changed = way.definition.equations[i], &written = problem.optimizer.equations[i];
        if (to_text(changed) == to_text(written)) continue;  // the objective is another
        method.changed.push_back({written.quantity, to_text(changed), to_text(written)});
      }
      consider(entry, method, Breadth::preferred, slack);
    }
  }

  struct Wrong {
    std::string mistake;
    std::vector<ChangedLine> changed;
  };

  void consider(Entry& entry, const Wrong& method, Breadth breadth, Slack slack) try {
    Trial& trial = entry.trial;
    const auto found = search(trial, breadth, slack, std::max(slack, coarsest()));
    if (!found) return;
    Fit fit;
    fit.problem = trial.problem();
    fit.mistake = method.mistake;
    fit.changed = method.changed;
    fit.beside = entry.beside;
    for (std::size_t i = 0; i < found->values.size(); ++i) {
      Hyperparameter& hyper = fit.problem.optimizer.hyperparameters[i];
      if (exact_value_known(hyper)) hyper.value = number_of(found->values[i]);
      if (found->open[i]) fit.open.push_back(hyper.name);
    }
    const std::vector<Stated>& numbers = trial.numbers().all;
    if (!prove(fit, numbers, found->slack)) return;
    fit.compared = numbers.size();
    name_ignored(fit, found->slack);
    weighing_->add(std::move(fit), found->bits, found->rate_digits);
  } catch (const InputError&) {
    // no value on the way: it is not this one
  }

  /// The quantities that are stated and that it does not give, or has no name for.
  void name_ignored(Fit& fit, Slack slack) const {
    for (const std::string& quantity : others_stated_) {
      const auto name = quantity_meant(fit.problem.optimizer, quantity);
      if (!name) {
        if (is_named_by_any(quantity)) fit.ignored.push_back({quantity, "it has none"});
        continue;
      }
      if (scope_ == Scope::everything) continue;
      const auto [given, foreign] = compare_quantity(fit, quantity, *name, slack);
      if (foreign) {
        fit.ignored.push_back({quantity, *foreign});
      } else {
        fit.compared += given;
      }
    }
  }

  /// How many numbers of it are stated, and the first that is not this optimizer's.
  std::pair<std::size_t, std::optional<std::string>> compare_quantity(const Fit& fit, const std::string& quantity,
                                                                      const std::string& name, Slack slack) const try {
    std::vector<Stated> given;
    std::copy_if(stated_.begin(), stated_.end(), std::back_inserter(given),
                 [&](const Stated& one) { return one.number.quantity == quantity; });
    const auto fits = [&](std::size_t count) { return fits_beside_theta(fit, {given.data(), count}, name, slack); };
    if (fits(given.size())) return {given.size(), std::nullopt};
    std::size_t fitting = 0, foreign = given.size();  // so many fit, and so many do not
    while (fitting + 1 < foreign) {
      const std::size_t middle = fitting + (foreign - fitting) / 2;
      (fits(middle) ? fitting : foreign) = middle;
    }
    return {0, place(given[fitting].number) + " is not what it gives"};
  } catch (const InputError& error) {
    return {0, error.what()};
  }

  /// @param name  what the optimizer calls the quantity
  bool fits_beside_theta(const Fit& fit, std::span<const Stated> given, const std::string& name, Slack slack) const {
    std::vector<Stated> numbers = of_theta_->all;
    for (const Stated& one : given) {
      numbers.push_back(one);
      numbers.back().number.quantity = name;
    }
    const std::vector<double> own(fit.problem.optimizer.hyperparameters.size(), Candidate::follows);
    return Candidate(fit.problem, numbers).fits(own, slack);
  }

  static std::string place(const Observed& observed) {
    const std::string of = observed.component.empty() ? "" : " of " + observed.component;
    return observed.quantity + of + " at t = " + std::to_string(observed.t);
  }

  std::vector<std::string> others_stated() const {
    std::set<std::string> known = {"theta"};
    std::vector<std::string> names;
    for (const Stated& one : stated_) {
      if (known.insert(one.number.quantity).second) names.push_back(one.number.quantity);
    }
    return names;
  }

  bool is_named_by_any(const std::string& quantity) const {
    return std::any_of(trials_.begin(), trials_.end(), [&](const Entry& entry) {
      return quantity_meant(entry.trial.problem().optimizer, quantity).has_value();
    });
  }

  static bool exact_value_known(const Hyperparameter& hyper) { return names_in(hyper.value).empty(); }
  static Expression number_of(const Exact& value) {
    return value.sign() < 0 ? negation(literal(-value)) : literal(value);
  }

  bool prove(Fit& fit, const std::vector<Stated>& stated, Slack slack) {
    Proof proof = proof_of(fit.problem, stated, slack, floats_);
    if (!proof.not_computed.empty()) {
      result_.not_computed.push_back({fit.problem.base.name, fit.mistake, proof.not_computed});
    }
    if (!proof.precision) return false;
    fit.precision = *proof.precision;
    fit.departures = std::move(proof.departures);
    return true;
  }

  void settle() {
    result_.fits = weighing_->settled();
    result_.compared = result_.fits.empty() ? of_theta_->all.size() : result_.fits.front().compared;
    for (std::size_t i = 1; i < result_.fits.size(); ++i) {
      if (auto apart = tell_apart(result_.fits.front().problem, result_.fits[i].problem)) {
        apart->second = i;
        result_.apart.push_back(std::move(*apart));
      }
    }
    list_ignored();
  }

  void list_ignored() {
    for (const std::string& quantity : others_stated_) {
      if (!is_named_by_any(quantity)) result_.ignored.push_back(quantity);
    }
  }

  Problem problem_;
  const std::vector<Observed>& trace_;
  Methods methods_;
  std::vector<Stated> stated_;              ///< the numbers of the steps that are run
  bool floats_ = false;                     ///< may they be of single precision?
  std::vector<std::string> others_stated_;  ///< quantities beside theta, as the trace calls them
  std::shared_ptr<const Numbers> of_theta_;
  std::map<Names, std::shared_ptr<const Numbers>> comparable_;
  Scope scope_ = Scope::theta;
  std::vector<Entry> trials_;  ///< the right methods
  Identification result_;
  std::optional<Weighing> weighing_;  ///< what fits
};

/// The first reading under which something fits; the widest where nothing does.
template <class Identify>
Identification by_readings(const std::vector<Observed>& trace, Identify identify) {
  std::vector<std::vector<Form>> tried;
  std::optional<Identification> first;
  for (const auto reading :
       {std::optional(Reading::whole_file), std::optional(Reading::by_column), std::optional<Reading>()}) {
    const std::vector<Observed> read = reading ? with_forms(trace, *reading) : trace;
    std::vector<Form> forms;
    std::vector<Observed> meant;
    for (const Observed& observed : read) {
      forms.push_back(observed.form);
      meant.push_back(as_meant(observed));
    }
    if (std::find(tried.begin(), tried.end(), forms) != tried.end()) continue;
    tried.push_back(std::move(forms));
    Identification found = identify(meant);
    if (!found.fits.empty()) return found;
    if (!first) first = std::move(found);
  }
  return std::move(*first);
}

}  // namespace

Identification identify(const Problem& problem, const std::vector<Observed>& trace) {
  return by_readings(trace, [&](const std::vector<Observed>& meant) {
    return or_maximized(
        problem, [&](const Problem& tried, Methods methods) { return Identifier(tried, meant, false, methods).run(); });
  });
}

Identification identify(const std::vector<Observed>& trace, const std::string& file) {
  return by_readings(trace, [&](const std::vector<Observed>& meant) {
    return or_maximized(problem_of(meant, file), [&](const Problem& tried, Methods methods) {
      return Identifier(tried, meant, true, methods).run();
    });
  });
}

}  // namespace stepmark::identify
