#include "solver/identify/search.hpp"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "lib/expression/constant.hpp"
#include "lib/number/plainest.hpp"

namespace stepmark::identify {

namespace {

using Values = std::vector<double>;

/// A value to try, and how far it is from what one would expect.
struct Choice {
  Exact value;
  int rank;
};

bool is_decay(double x) { return x >= 0.5 && x < 1; }
bool is_small(double x) { return x > 0 && x <= 1e-3; }

/// An epsilon, say: a term beside others as it stands.
bool is_added(const Definition& definition, const std::string& hyperparameter) {
  const Expression wanted = name(hyperparameter);
  const auto adds = [&](const Sum::Term& term) { return !term.minus && term.value == wanted; };
  bool found = false;
  for (const Equation& equation : definition.equations) {
    for_each(equation.right, [&](const Expression& part) {
      const auto* sum = part.as<Sum>();
      found = found || (sum && std::any_of(sum->terms.begin(), sum->terms.end(), adds));
    });
  }
  return found;
}

/// @param tiny  does it only keep a divisor from 0?
std::vector<Choice> choices(const Exact& preferred, Breadth breadth, bool tiny) {
  std::vector<Choice> all = {{preferred, 0}};
  if (breadth != Breadth::usual) return all;
  const double x = preferred.to_double();
  std::vector<const char*> usual;
  if (is_decay(x)) {
    usual = {"0.9", "0.99", "0.999", "0.95", "0.5",   "0.8",    "0.98", "0.7",
             "0.6", "0.85", "0.88",  "0.97", "0.995", "0.9999", "0"};
  } else if (tiny) {
    usual = {"1e-8", "1e-7", "1e-10", "1e-6", "1e-12", "1e-5", "1e-4", "1e-3", "0"};
  } else if (x > 0 && x < 0.5) {
    usual = {"0.1", "0.01", "0.001", "0.05", "0.005", "0.0001", "0.0005", "0.2", "0"};
  }
  if (x == 0) usual = {"0.01", "0.1", "0.001", "0.0001", "0.0005", "0.05", "0.005", "1e-5", "0.02", "0.2", "0.5"};
  int rank = 0;
  for (const char* text : usual) {
    const Exact value = *Exact::parse(text);
    if (value != preferred) all.push_back({value, ++rank});
  }
  return all;
}

/// Of a value that is another than expected: that it is, and which of the usual ones.
double bits_of_rank(int rank) { return rank == 0 ? 0 : 2 + std::log2(rank); }

/// Of a value that was worked out.
double bits_of_digits(int digits) { return digits * std::log2(10.0); }

Exact value_of(const Hyperparameter& hyper) { return exact_value(hyper.value).value_or(Exact(0)); }

class Search {
 public:
  Search(Trial& trial, Breadth breadth, Slack slack, Slack coarsest)
      : trial_(trial),
        candidate_(trial.first()),
        rate_(trial.rate()),
        breadth_(breadth),
        slack_(slack),
        coarsest_(coarsest) {
    for (const Hyperparameter& hyper : trial.problem().optimizer.hyperparameters) {
      depends_.push_back(!exact_value(hyper.value).has_value());
      tiny_.push_back(is_small(value_of(hyper).to_double()) && is_added(trial.problem().optimizer, hyper.name));
      choices_.push_back(choices(value_of(hyper), depends_.back() ? Breadth::preferred : breadth, tiny_.back()));
    }
    if (rate_) choices_[*rate_].resize(1);
    current_ = preferred();
    far_ = !candidate_.demands().empty() && trial.numbers().steps.front() - trial.problem().first_step() >= far_away;
  }

  std::optional<Found> run() {
    if (breadth_ == Breadth::fitted) {
      refine();
    } else {
      try_from(0, 0);
    }
    if (best_ && best_->slack != Slack::tight) try_other_tiny_values();
    if (best_) mark_open();
    return best_;
  }

 private:
  /// So many hyperparameters at once may have another value than one would expect; where more have, they are fitted.
  int most_unusual() const { return far_ ? 1 : 2; }
  /// Where the first number stands behind so many steps, it is no simple function of the learning rate any more.
  static constexpr std::int64_t far_away = 20;

  void try_from(std::size_t hyper, int unusual) {
    if (hyper == choices_.size()) return try_current(unusual);
    for (const Choice& choice : choices_[hyper]) {
      if (choice.rank > 0 && unusual == most_unusual()) break;
      current_[hyper] = choice;
      try_from(hyper + 1, unusual + (choice.rank > 0));
    }
  }

  Values as_doubles() const { return as_doubles(current_); }

  Values as_doubles(const std::vector<Choice>& chosen) const {
    Values values;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      values.push_back(depends_[i] ? Candidate::follows : chosen[i].value.to_double());
    }
    return values;
  }

  std::vector<Choice> preferred() const {
    std::vector<Choice> all;
    for (const std::vector<Choice>& one : choices_) all.push_back(one.front());
    return all;
  }

  bool good_enough(double bits) const { return best_ && best_->slack == Slack::tight && bits >= best_->bits; }

  void try_current(int unusual) {
    Values values = as_doubles();
    double bits = 0;
    for (const Choice& choice : current_) bits += bits_of_rank(choice.rank);
    if (good_enough(bits)) return;
    if (trial_.fits(values, slack_)) return keep_if_told(bits, unusual, std::nullopt);
    if (!rate_) return;
    if (const auto rate = rate_that_fits(values)) keep_if_told(bits + bits_of_rate(*rate), unusual, rate);
  }

  /// values[*rate_] is that rate afterwards.
  std::optional<Exact> rate_that_fits(Values& values) {
    if (far_) {
      for (const char* text : {"0.1", "0.01", "0.001", "0.2", "0.05", "0.005", "0.5", "1", "0.02", "0.002"}) {
        const Exact rate = *Exact::parse(text);
        values[*rate_] = rate.to_double();
        if (trial_.fits(values, slack_)) return rate;
      }
    }
    const bool hopeless = far_ && breadth_ == Breadth::preferred;
    const auto rate = hopeless ? std::nullopt : fitted_rate(values);
    if (!rate) return std::nullopt;
    values[*rate_] = rate->to_double();
    return trial_.fits(values, slack_) ? rate : std::nullopt;
  }

  /// Where much has been chosen to make it fit, the numbers have to tell more than that.
  void keep_if_told(double bits, int unusual, const std::optional<Exact>& rate) {
    constexpr double digits_of_a_choice = 1.5;
    const double of_choices = digits_of_a_choice * unusual, chosen = of_choices + (rate ? digits_of(*rate) : 0);
    if (chosen > 3 && chosen + 1 > total(evidence())) return;
    // What is right to a few units of single precision tells little in few rows.
    const auto rows = static_cast<double>(trial_.numbers().steps.size());
    if (slack_ == Slack::singles && chosen > std::max(1.0, 2 * rows - 5)) return;
    const double telling = digits_of_a_choice * static_cast<double>(large_unusual());
    if (telling > 0 && missed_by_preferred() < telling) return;
    keep(bits, rate);
  }

  /// A tiny value matters little: where everything else fits as nearly as floats tell, another may fit better.
  void try_other_tiny_values() {
    const Found found = *best_;
    for (std::size_t i = 0; i < choices_.size(); ++i) {
      if (depends_[i] || !tiny_[i] || i == rate_) continue;
      for (const Choice& choice : choices(choices_[i].front().value, Breadth::usual, true)) {
        for (std::size_t k = 0; k < current_.size(); ++k) current_[k] = {found.values[k], 0};
        current_[i] = choice;
        if (trial_.fits(as_doubles(), Slack::doubles)) keep(found.bits + bits_of_rank(choice.rank), std::nullopt);
      }
    }
  }

  /// How many values that are not tiny are others than one would expect.
  std::size_t large_unusual() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < current_.size(); ++i) {
      if (current_[i].rank > 0 && !tiny_[i]) ++count;
    }
    return count;
  }

  /// The digits by which the preferred values, with the learning rate that suits them best, miss the numbers.
  double missed_by_preferred() {
    if (missed_) return *missed_;
    const std::vector<Choice> kept = current_;
    current_ = preferred();
    const Values values = beginning(as_doubles());
    const double told = total(evidence());
    missed_ = candidate_.run(values) ? 0 : told;
    for (const Demand& demand : candidate_.demands()) {
      const double off = std::fabs(candidate_.line(demand.line) - demand.value) / demand.tolerance(slack_);
      if (off > 1) *missed_ += rounded_log10(off);
    }
    current_ = kept;
    return *missed_;
  }

  void keep(double bits, const std::optional<Exact>& rate) {
    const Slack slack = trial_.tightest();
    if (best_ && std::pair(slack, bits) >= std::pair(best_->slack, best_->bits)) return;
    Found found;
    for (const Choice& choice : current_) found.values.push_back(choice.value);
    if (rate) found.values[*rate_] = *rate;
    found.bits = bits;
    found.slack = slack;
    if (rate_) found.rate_digits = digits_of(found.values[*rate_]);
    best_ = std::move(found);
  }

  static int digits_of(const Exact& x) {
    int digits = 1;
    while (digits < 17 && x.rounded(DecimalFormat::figures(digits), RoundingRule::half_up) != x) ++digits;
    return digits;
  }

  /// 0.1 and its like take a bit less.
  static double bits_of_rate(const Exact& rate) {
    const Exact scaled = rate / Exact(10).pow(rate.decimal_exponent());
    const bool usual = scaled == Exact(1) || scaled == Exact(2) || scaled == Exact(5);
    return bits_of_digits(digits_of(rate)) + (usual ? 0 : 1);
  }

  /// The learning rate that leads through the first number that it moves; nothing if none does.
  std::optional<Exact> fitted_rate(Values values) {
    const int most_rounds = far_ ? 8 : 40;
    values[*rate_] = 0;
    const Demand* moved = candidate_.first_missed(values, slack_, 4);
    if (!moved) return std::nullopt;
    const Demand& demand = *moved;
    const auto off_at = [&](double rate) {
      values[*rate_] = rate;
      return candidate_.value_at(values, demand) - demand.value;
    };
    const double tolerance = demand.tolerance(slack_);
    double a = 0, b = std::max(current_[*rate_].value.to_double(), 1e-3);
    double fa = candidate_.line(demand.line) - demand.value, slope = 0;
    for (int i = 0; i < most_rounds; ++i) {  // the secant; exact after one round where theta is linear in the rate
      const double fb = off_at(b);
      if (!std::isfinite(fb)) return std::nullopt;
      if (fb != fa) slope = (fb - fa) / (b - a);
      if (std::fabs(fb) <= 0.01 * tolerance) break;
      if (fb == fa) return std::nullopt;
      a = b;
      fa = fb;
      b -= fb / slope;
    }
    const double margin = tolerance / std::fabs(slope);
    if (!(b > 0) || !std::isfinite(b) || !(margin < b)) return std::nullopt;
    return plainest_between(b - margin, b + margin);
  }

  /// Another than all usual values: one in a thousand.
  static constexpr double bits_of_fitting = 10;

  /// With as many digits as the numbers have, hyperparameters can be made to fit anything.
  static constexpr int spare_digits = 3;

  /// The digits by which each number tells that anything has moved; like components tell it once.
  const std::vector<double>& evidence() {
    if (!evidence_) evidence_ = find_evidence();
    return *evidence_;
  }

  std::vector<double> find_evidence() {
    Values still = as_doubles(preferred());
    if (rate_) still[*rate_] = 0;
    const bool known = rate_ && candidate_.run(still);
    std::vector<double> digits;
    std::multimap<double, double> counted;  // where each went, and from where
    for (const Demand& demand : candidate_.demands()) {
      const double from = known ? candidate_.line(demand.line) : 0;
      const double tolerance = demand.tolerance(slack_);
      const auto is_like = [&](const std::pair<const double, double>& other) {
        return std::fabs(other.second - from) <= tolerance && std::fabs(other.first - demand.value) <= tolerance;
      };
      const auto last = counted.upper_bound(demand.value + 2 * tolerance);
      if (std::any_of(counted.lower_bound(demand.value - 2 * tolerance), last, is_like)) continue;
      counted.emplace(demand.value, from);
      const double moved = std::fabs(demand.value - from) / tolerance;
      if (moved > 1) digits.push_back(rounded_log10(moved));
      farthest_ = std::max(farthest_, std::fabs(demand.value - from));
    }
    return digits;
  }

  static double total(const std::vector<double>& digits) { return std::accumulate(digits.begin(), digits.end(), 0.0); }

  /// Not negative; and what shrinks goes on shrinking, but not nearly to nothing, what grows growing.
  static bool is_sensible(const Exact& value, const Exact& preferred) {
    const bool shrinks = is_decay(preferred.to_double()), grows = preferred > Exact(1);
    if (shrinks) return value >= Exact::decimal(1, 1) && value < Exact(1);
    return value.sign() >= 0 && (!grows || value > Exact(1));
  }

  /// Least squares over all hyperparameters that are not tiny, from the preferred values, with each usual value of the
  /// first that is tiny; then as few decimal places as will do.
  void refine() {
    std::vector<std::size_t> free;
    std::optional<std::size_t> tiny;
    for (std::size_t i = 0; i < current_.size(); ++i) {
      const double x = current_[i].value.to_double();
      if (i == rate_ || (!depends_[i] && !tiny_[i] && x != 0)) {
        free.push_back(i);
      } else if (!tiny && tiny_[i] && !depends_[i]) {
        tiny = i;
      }
    }
    // A number of a digit or two holds nothing fast; there must be more of the others than there are unknowns.
    std::vector<double> telling = evidence();
    std::erase_if(telling, [](double digits) { return digits < 2; });
    if (free.empty() || telling.size() <= free.size()) return;
    if (!tiny) {
      refine(free, total(telling), 0);
      return;
    }
    int rank = 0;
    for (const Choice& choice : choices(choices_[*tiny].front().value, Breadth::usual, true)) {
      current_ = preferred();
      current_[*tiny] = choice;
      if (!refine(free, total(telling), rank++) || (best_ && best_->slack == Slack::tight)) return;
    }
  }

  /// Was it near enough for another tiny value to make a difference?
  bool refine(const std::vector<std::size_t>& free, double evidence, int rank) {
    Values values = beginning(as_doubles()), others = values;
    bool found = descend(values, free), near = is_near(values);
    // Near to 1, a decay rate and the learning rate may do the same; from farther off the way may be found.
    for (const double farther : {0.95, 0.8, 0.5}) {
      if (found) break;
      for (const std::size_t i : free) {
        if (is_decay(others[i])) others[i] = std::min(others[i], farther);
      }
      values = beginning(others);
      found = descend(values, free);
      near = near || is_near(values);
    }
    if (!found) return near;
    for (int places = 1; places <= 12; ++places) {
      int digits = 0;
      bool sensible = true;
      for (const std::size_t i : free) {
        const Exact plain = Exact::from_double(values[i]).rounded(DecimalFormat::places(places), RoundingRule::half_up);
        sensible = sensible && is_sensible(plain, choices_[i].front().value);
        current_[i] = {plain, 0};
        digits += digits_of(plain);
      }
      if (digits + spare_digits > evidence) return true;
      if (!sensible || !trial_.fits(as_doubles(), slack_)) continue;
      keep(bits_of_fitting + bits_of_digits(digits) + bits_of_rank(rank), std::nullopt);
      return true;
    }
    return true;
  }

  /// With the learning rate that suits the other values.
  Values beginning(Values values) {
    if (!rate_) return values;
    if (const auto rate = fitted_rate(values)) values[*rate_] = rate->to_double();
    return values;
  }

  bool is_near(const Values& values) {
    if (!candidate_.run(values)) return false;
    return std::all_of(candidate_.demands().begin(), candidate_.demands().end(), [&](const Demand& demand) {
      return std::fabs(candidate_.line(demand.line) - demand.value) <= 0.05 * farthest_;
    });
  }

  Eigen::VectorXd residuals(const Values& values) {
    const auto& demands = candidate_.demands();
    Eigen::VectorXd r(static_cast<Eigen::Index>(demands.size()));
    if (!candidate_.run(values)) {
      r.setConstant(std::numeric_limits<double>::quiet_NaN());
      return r;
    }
    for (std::size_t i = 0; i < demands.size(); ++i) {
      const Demand& demand = demands[i];
      r(static_cast<Eigen::Index>(i)) = (candidate_.line(demand.line) - demand.value) / demand.tolerance(slack_);
    }
    return r;
  }

  Eigen::MatrixXd jacobian(const Values& values, const std::vector<std::size_t>& free, const Eigen::VectorXd& here) {
    Eigen::MatrixXd j(here.size(), static_cast<Eigen::Index>(free.size()));
    for (std::size_t k = 0; k < free.size(); ++k) {
      Values moved = values;
      const double step = 1e-7 * std::max(std::fabs(values[free[k]]), 1e-4);
      moved[free[k]] += step;
      j.col(static_cast<Eigen::Index>(k)) = (residuals(moved) - here) / step;
    }
    return j;
  }

  /// Gauss-Newton with halved steps. Does it end within the demands?
  bool descend(Values& values, const std::vector<std::size_t>& free) {
    Eigen::VectorXd r = residuals(values);
    for (int i = 0; i < 60 && r.allFinite() && r.lpNorm<Eigen::Infinity>() > 1e-3; ++i) {
      const Eigen::MatrixXd j = jacobian(values, free, r);
      if (!j.allFinite()) return false;
      const Eigen::VectorXd step = j.colPivHouseholderQr().solve(-r);
      double scale = 1;
      for (; scale > 1e-3; scale /= 2) {
        Values moved = values;
        for (std::size_t k = 0; k < free.size(); ++k) moved[free[k]] += scale * step(static_cast<Eigen::Index>(k));
        const Eigen::VectorXd there = residuals(moved);
        if (!there.allFinite() || there.norm() >= r.norm()) continue;
        values = moved;
        r = there;
        break;
      }
      if (scale <= 1e-3) break;
    }
    return r.allFinite() && r.lpNorm<Eigen::Infinity>() <= 1;
  }

  /// Of floats, the last bits are those of the order in which a program works: a tiny value that is told by these alone
  /// is not determined.
  void mark_open() {
    Values values;
    for (std::size_t i = 0; i < best_->values.size(); ++i) {
      values.push_back(depends_[i] ? Candidate::follows : best_->values[i].to_double());
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      bool open = false;
      const Slack slack = tiny_[i] && coarsest_ == Slack::singles ? coarsest_ : best_->slack;
      if (i != rate_ && !depends_[i]) {
        for (const Choice& choice : choices(choices_[i].front().value, Breadth::usual, tiny_[i])) {
          if (choice.value == best_->values[i]) continue;
          Values other = values;
          other[i] = choice.value.to_double();
          open = open || trial_.fits(other, slack);
        }
      }
      best_->open.push_back(open);
    }
  }

  Trial& trial_;
  Candidate& candidate_;  ///< the first steps
  std::optional<std::size_t> rate_;
  Breadth breadth_;
  Slack slack_, coarsest_;
  bool far_ = false;
  std::optional<std::vector<double>> evidence_;  ///< once asked for
  std::optional<double> missed_;                 ///< once asked for
  double farthest_ = 0;                          ///< the largest move that is observed, once evidence is found
  std::vector<bool> depends_;                    ///< the value follows from other hyperparameters
  std::vector<bool> tiny_;                       ///< only keeps a divisor from 0
  std::vector<std::vector<Choice>> choices_;
  std::vector<Choice> current_;
  std::optional<Found> best_;
};

}  // namespace

std::optional<Found> search(Trial& trial, Breadth breadth, Slack slack, Slack coarsest) {
  return Search(trial, breadth, slack, coarsest).run();
}

}  // namespace stepmark::identify
