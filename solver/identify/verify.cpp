#include "solver/identify/verify.hpp"

#include <algorithm>
#include <cmath>

#include "lib/expression/constant.hpp"
#include "solver/identify/lines.hpp"
#include "solver/solve.hpp"
#include "solver/trace/carried.hpp"

namespace stepmark::identify {

namespace {

/// Digits beyond those stated, to see on which side of the middle the true value lies.
constexpr int guard_digits = 3;

/// How a number is to be compared: the unit of the last digit that counts, and a format that tells a little more.
struct Precision {
  Exact unit;
  DecimalFormat format;
};

Precision precision_of(const Observed& observed, std::optional<int> figures) {
  const int counted = figures ? std::min(*figures, observed.figures) : observed.figures;
  const Exact unit = observed.unit * Exact(10).pow(observed.figures - counted);
  // Zero has no figures; it states places.
  const int exponent = unit.decimal_exponent();
  if (observed.value.is_zero() || exponent <= 0)
    return {unit, DecimalFormat::places(std::max(0, -exponent) + guard_digits)};
  return {unit, DecimalFormat::figures(counted + guard_digits)};
}

bool is_binary(Agreement agreement) { return agreement != Agreement::digits && agreement != Agreement::working; }

bool is_double(Agreement agreement) {
  return agreement == Agreement::binary64 || agreement == Agreement::binary64_rounded;
}

/// Is `value` what `observed` says, to its last digit? A number midway may have been rounded either way.
bool says(const Observed& observed, const Exact& value) {
  return (value - observed.value).abs() <= observed.unit / Exact(2);
}

/// By so many digits a number is told from all others of single precision.
constexpr int digits_of_a_float = 9;

class Comparison {
 public:
  Comparison(const Problem& problem, Agreement agreement, std::optional<int> figures, std::vector<Exact> leeway)
      : agreement_(agreement),
        figures_(figures),
        leeway_(std::move(leeway)),
        tape_(compile(problem)),
        index_(problem, tape_) {
    if (agreement == Agreement::digits) return;
    Settings settings = settings_for(problem);
    if (is_binary(agreement)) {
      settings = {};
      settings.arithmetic = is_double(agreement) ? Settings::Arithmetic::binary64 : Settings::Arithmetic::binary32;
    }
    printed_ = solve(problem, settings);
  }

  Verification run(const Problem& problem, const std::vector<Observed>& trace) {
    Verification result;
    result.first = other_start(problem, trace, figures_);
    if (result.first) return result;
    if (agreement_ == Agreement::digits) exact_.emplace(tape_, most_places(trace));
    for (std::size_t i = 0; i < trace.size() && !result.first; ++i) {
      const Observed& observed = trace[i];
      if (!index_.knows(observed.quantity)) {
        const auto& known = result.ignored;
        if (std::find(known.begin(), known.end(), observed.quantity) == known.end()) {
          result.ignored.push_back(observed.quantity);
        }
        continue;
      }
      const auto line = index_.find(observed);
      if (!line) continue;
      ++result.compared;
      const Exact leeway = leeway_.empty() ? Exact(0) : leeway_[i];
      result.first = agreement_ == Agreement::digits ? in_digits(observed, *line, leeway) : as_printed(observed, *line);
    }
    return result;
  }

 private:
  int most_places(const std::vector<Observed>& trace) const {
    int most = 1;
    for (const Observed& observed : trace) most = std::max(most, precision_of(observed, figures_).format.digits);
    return most;
  }

  std::optional<Difference> in_digits(const Observed& observed, std::size_t line, const Exact& leeway) {
    const Precision precision = precision_of(observed, figures_);
    try {
      const Exact right = exact_->rounded(line, precision.format, RoundingRule::half_up).value;
      // Half a unit, and one of the last guard digit: a number midway may have been rounded either way.
      const Exact allowed = precision.unit * Exact::decimal(501, guard_digits) + leeway;
      if ((right - observed.value).abs() <= allowed) return std::nullopt;
      return Difference{observed, right.to_string()};
    } catch (const NoValue& none) {
      throw InputError(observed.where, "the equations have no value here: " + std::string(none.what()),
                       "expected a problem that is defined");
    }
  }

  std::optional<Difference> as_printed(const Observed& observed, std::size_t line) const {
    const std::string& right = printed_.lines[line].value.text;
    const auto value = Exact::parse(right);  // no infinity is what a number reads as
    if (value && is_same(observed, *value)) return std::nullopt;
    return Difference{observed, right};
  }

  bool is_same(const Observed& observed, const Exact& value) const {
    switch (agreement_) {
      case Agreement::binary64:
        return value.to_double() == observed.value.to_double();
      case Agreement::binary32:
        return value.to_float() == observed.value.to_float() && may_be_float(observed);
      case Agreement::binary64_rounded:
        return says(observed, Exact::from_double(value.to_double()));
      case Agreement::binary32_rounded:
        return says(observed, Exact::from_double(static_cast<double>(value.to_float())));
      default:
        return says(observed, value);
    }
  }

  Agreement agreement_;
  std::optional<int> figures_;
  std::vector<Exact> leeway_;
  Tape tape_;
  LineIndex index_;
  Trace printed_;
  std::optional<CarriedWork> exact_;
};

/// Where the problem puts it; nothing if it is irrational.
std::optional<Exact> start_of(const Problem& problem, const Observed& observed) {
  if (observed.quantity != "theta" || observed.t != problem.first_step() - 1) return std::nullopt;
  const auto& components = problem.objective->parameters();
  const bool only = observed.component.empty() && components.size() == 1;
  const auto found = only ? components.begin() : std::find(components.begin(), components.end(), observed.component);
  if (found == components.end()) {
    throw InputError(observed.where, observed.quantity + " has no component " + in_quotes(observed.component),
                     suggest(observed.component, components));
  }
  return exact_value(problem.start[static_cast<std::size_t>(found - components.begin())]);
}

}  // namespace

bool may_be_float(const Observed& observed) {
  if (observed.figures <= digits_of_a_float) return true;
  const float nearest = observed.value.to_float();
  return std::isfinite(nearest) && says(observed, Exact::from_double(static_cast<double>(nearest)));
}

std::optional<Difference> other_start(const Problem& problem, const std::vector<Observed>& trace,
                                      std::optional<int> figures) {
  for (const Observed& observed : trace) {
    const auto right = start_of(problem, observed);
    if (!right || (*right - observed.value).abs() <= precision_of(observed, figures).unit / Exact(2)) continue;
    const bool same_double = observed.value.to_double() == right->to_double();
    const float nearest = right->to_float();
    if (same_double || (std::isfinite(nearest) && says(observed, Exact::from_double(static_cast<double>(nearest))))) {
      continue;
    }
    return Difference{observed, right->to_string()};
  }
  return std::nullopt;
}

Verification verify(const Problem& problem, const std::vector<Observed>& trace, Agreement agreement,
                    std::optional<int> figures) {
  Verification result = Comparison(problem, agreement, figures, {}).run(problem, trace);
  const bool bits = agreement == Agreement::binary64 || agreement == Agreement::binary32;
  if (result.first && result.compared > 0 && bits) {
    result.rows = row_by_row(problem, trace, agreement == Agreement::binary64 ? Form::binary64 : Form::binary32);
  }
  return result;
}

Verification verify_within(const Problem& problem, const std::vector<Observed>& trace,
                           const std::vector<Exact>& leeway) {
  return Comparison(problem, Agreement::digits, std::nullopt, leeway).run(problem, trace);
}

}  // namespace stepmark::identify
