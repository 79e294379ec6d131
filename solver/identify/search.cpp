#include "solver/identify/search.hpp"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>

#include "lib/expression/constant.hpp"

namespace stepmark {

namespace {

using Values = std::vector<double>;

/// A value to try, and how far it is from what one would expect.
struct Choice {
  Exact value;
  int rank;
};

bool is_decay(double x) { return x >= 0.5 && x < 1; }
bool is_small(double x) { return x > 0 && x <= 1e-3; }

std::vector<Choice> choices(const Exact& preferred, Breadth breadth) {
  std::vector<Choice> all = {{preferred, 0}};
  if (breadth == Breadth::preferred) return all;
  const double x = preferred.to_double();
  std::vector<const char*> usual;
  if (is_decay(x)) {
    usual = {"0.9", "0.99", "0.999", "0.95", "0.5",   "0.8",    "0.98", "0.7",
             "0.6", "0.85", "0.88",  "0.97", "0.995", "0.9999", "0"};
  } else if (is_small(x)) {
    usual = {"1e-8", "1e-7", "1e-10", "1e-6", "1e-12", "1e-5", "1e-4", "1e-3", "0"};
  } else if (x > 0 && x < 0.5) {
    usual = {"0.1", "0.01", "0.001", "0.05", "0.005", "0.0001", "0.0005", "0.2", "0"};
  }
  int rank = 0;
  for (const char* text : usual) {
    const Exact value = *Exact::parse(text);
    if (value != preferred) all.push_back({value, ++rank});
  }
  return all;
}

Exact value_of(const Hyperparameter& hyper) { return exact_value(hyper.value).value_or(Exact(0)); }

class Search {
 public:
  Search(Candidate& first, Candidate& all, const Definition& definition, std::optional<std::size_t> rate,
         Breadth breadth)
      : candidate_(first), all_(all), rate_(rate) {
    for (const Hyperparameter& hyper : definition.hyperparameters) {
      depends_.push_back(!exact_value(hyper.value).has_value());
      choices_.push_back(choices(value_of(hyper), depends_.back() ? Breadth::preferred : breadth));
    }
    if (rate_) choices_[*rate_].resize(1);
  }

  std::optional<Found> run(Breadth breadth) {
    current_.assign(choices_.size(), Choice{});
    try_from(0, 0);
    if (!best_ && breadth == Breadth::usual) refine();
    if (best_) mark_open();
    return best_;
  }

 private:
  /// So many hyperparameters at once may have another value than one would expect; where more have, they are fitted.
  static constexpr int most_unusual = 2;

  bool fits(const Values& values) { return candidate_.misfit(values) <= 1 && all_.misfit(values) <= 1; }

  void try_from(std::size_t hyper, int unusual) {
    if (hyper == choices_.size()) return try_current();
    for (const Choice& choice : choices_[hyper]) {
      if (choice.rank > 0 && unusual == most_unusual) break;
      current_[hyper] = choice;
      try_from(hyper + 1, unusual + (choice.rank > 0));
    }
  }

  Values as_doubles() const {
    Values values;
    for (std::size_t i = 0; i < current_.size(); ++i) {
      values.push_back(depends_[i] ? Candidate::follows : current_[i].value.to_double());
    }
    return values;
  }

  void try_current() {
    Values values = as_doubles();
    int plainness = 0;
    for (const Choice& choice : current_) plainness += choice.rank;
    if (best_ && plainness >= best_->plainness) return;
    std::optional<Exact> rate;
    if (rate_ && !fits(values)) {
      rate = fitted_rate(values);
      if (!rate) return;
      values[*rate_] = rate->to_double();
      plainness += digits_of(*rate);
    }
    if (best_ && plainness >= best_->plainness) return;
    if (fits(values)) keep(plainness, rate);
  }

  void keep(int plainness, const std::optional<Exact>& rate) {
    Found found;
    for (const Choice& choice : current_) found.values.push_back(choice.value);
    if (rate) found.values[*rate_] = *rate;
    found.plainness = plainness;
    best_ = std::move(found);
  }

  static int digits_of(const Exact& x) {
    int digits = 1;
    while (digits < 17 && x.rounded(DecimalFormat::figures(digits), RoundingRule::half_up) != x) ++digits;
    return digits;
  }

  /// The learning rate that leads through the first number that it moves; nothing if none does.
  std::optional<Exact> fitted_rate(Values values) {
    const auto at = [&](double rate, const Demand& demand) {
      values[*rate_] = rate;
      return candidate_.value_at(values, demand);
    };
    for (const Demand& demand : candidate_.demands()) {
      double a = 0, b = std::max(current_[*rate_].value.to_double(), 1e-3);
      const double still = at(a, demand);
      if (std::fabs(demand.value - still) <= 4 * demand.tolerance || !std::isfinite(still)) continue;
      double fa = still - demand.value, slope = 0;
      for (int i = 0; i < 40; ++i) {  // the secant; exact after one round where theta is linear in the rate
        const double fb = at(b, demand) - demand.value;
        if (!std::isfinite(fb)) return std::nullopt;
        if (fb != fa) slope = (fb - fa) / (b - a);
        if (std::fabs(fb) <= 0.01 * demand.tolerance) break;
        if (fb == fa) return std::nullopt;
        a = b;
        fa = fb;
        b -= fb / slope;
      }
      const double margin = demand.tolerance / std::fabs(slope);
      if (!(b > 0) || !std::isfinite(b) || !(margin < b)) return std::nullopt;
      return plainest_between(b - margin, b + margin);
    }
    return std::nullopt;
  }

  static constexpr int least_plain = 20;

  /// With as many digits as the numbers have, hyperparameters can be made to fit anything.
  static constexpr int spare_digits = 3;

  /// The digits by which the numbers tell that anything has moved; like components tell it once.
  double digits_of_evidence() {
    Values still = as_doubles();
    if (rate_) still[*rate_] = 0;
    double digits = 0;
    std::vector<std::pair<double, double>> counted;
    for (const Demand& demand : candidate_.demands()) {
      const double from = rate_ ? candidate_.value_at(still, demand) : 0;
      const std::pair like{from, demand.value};
      if (std::count(counted.begin(), counted.end(), like) > 0) continue;
      counted.push_back(like);
      const double moved = std::fabs(demand.value - from) / demand.tolerance;
      if (moved > 1) digits += std::log10(moved);
    }
    return digits;
  }

  /// Not negative; and what shrinks goes on shrinking, what grows growing.
  static bool is_sensible(const Exact& value, const Exact& preferred) {
    const bool shrinks = is_decay(preferred.to_double()), grows = preferred > Exact(1);
    return value.sign() >= 0 && (!shrinks || value < Exact(1)) && (!grows || value > Exact(1));
  }

  /// Least squares over all hyperparameters that are not tiny, from the preferred values; then as few decimal places as
  /// will do.
  void refine() {
    for (std::size_t i = 0; i < choices_.size(); ++i) current_[i] = choices_[i].front();
    Values values = as_doubles();
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i == rate_ || (!depends_[i] && !is_small(values[i]) && values[i] != 0)) free.push_back(i);
    }
    if (free.empty() || free.size() > candidate_.demands().size()) return;
    if (rate_) {
      if (const auto rate = fitted_rate(values)) values[*rate_] = rate->to_double();
    }
    if (!descend(values, free)) return;
    const double evidence = digits_of_evidence();
    for (int places = 1; places <= 12; ++places) {
      int digits = 0;
      for (const std::size_t i : free) {
        const Exact plain = Exact::from_double(values[i]).rounded(DecimalFormat::places(places), RoundingRule::half_up);
        if (!is_sensible(plain, choices_[i].front().value)) return;
        current_[i] = {plain, 0};
        digits += digits_of(plain);
      }
      if (digits + spare_digits > evidence) return;
      if (fits(as_doubles())) return keep(least_plain + digits, std::nullopt);
    }
  }

  Eigen::VectorXd residuals(const Values& values) {
    const auto& demands = candidate_.demands();
    Eigen::VectorXd r(static_cast<Eigen::Index>(demands.size()));
    candidate_.misfit(values, false);
    for (std::size_t i = 0; i < demands.size(); ++i) {
      r(static_cast<Eigen::Index>(i)) = (candidate_.line(demands[i].line) - demands[i].value) / demands[i].tolerance;
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
    for (int i = 0; i < 60 && r.allFinite(); ++i) {
      const Eigen::MatrixXd j = jacobian(values, free, r);
      if (!j.allFinite()) return false;
      const Eigen::VectorXd step = j.colPivHouseholderQr().solve(-r);
      double scale = 1;
      for (; scale > 1e-6; scale /= 2) {
        Values moved = values;
        for (std::size_t k = 0; k < free.size(); ++k) moved[free[k]] += scale * step(static_cast<Eigen::Index>(k));
        const Eigen::VectorXd there = residuals(moved);
        if (!there.allFinite() || there.norm() >= r.norm()) continue;
        values = moved;
        r = there;
        break;
      }
      if (scale <= 1e-6) break;
    }
    return r.allFinite() && r.lpNorm<Eigen::Infinity>() <= 1;
  }

  void mark_open() {
    Values values;
    for (std::size_t i = 0; i < best_->values.size(); ++i) {
      values.push_back(depends_[i] ? Candidate::follows : best_->values[i].to_double());
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      bool open = false;
      for (const Choice& choice : choices_[i]) {
        if (choice.value == best_->values[i]) continue;
        Values other = values;
        other[i] = choice.value.to_double();
        open = open || fits(other);
      }
      best_->open.push_back(open);
    }
  }

  Candidate& candidate_;  ///< the first steps
  Candidate& all_;
  std::optional<std::size_t> rate_;
  std::vector<bool> depends_;  ///< the value follows from other hyperparameters
  std::vector<std::vector<Choice>> choices_;
  std::vector<Choice> current_;
  std::optional<Found> best_;
};

}  // namespace

Exact plainest_between(double lower, double upper) {
  const Exact middle = (Exact::from_double(lower) + Exact::from_double(upper)) / Exact(2);
  for (int figures = 1; figures < 17; ++figures) {
    const Exact rounded = middle.rounded(DecimalFormat::figures(figures), RoundingRule::half_up);
    if (rounded >= Exact::from_double(lower) && rounded <= Exact::from_double(upper)) return rounded;
  }
  return middle.rounded(DecimalFormat::figures(17), RoundingRule::half_up);
}

std::optional<Found> search(Candidate& first, Candidate& all, const Definition& definition,
                            std::optional<std::size_t> rate, Breadth breadth) {
  return Search(first, all, definition, rate, breadth).run(breadth);
}

}  // namespace stepmark
