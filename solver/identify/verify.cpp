#include "solver/identify/verify.hpp"

#include <algorithm>

#include "solver/identify/lines.hpp"
#include "solver/solve.hpp"
#include "solver/trace/carried.hpp"

namespace stepmark {

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

class Comparison {
 public:
  Comparison(const Problem& problem, Agreement agreement, std::optional<int> figures)
      : agreement_(agreement), figures_(figures), tape_(compile(problem)), index_(problem, tape_) {
    if (agreement == Agreement::digits) return;
    Settings settings;
    settings.arithmetic =
        agreement == Agreement::binary64 ? Settings::Arithmetic::binary64 : Settings::Arithmetic::binary32;
    bits_ = solve(problem, settings);
  }

  Verification run(const std::vector<Observed>& trace) {
    Verification result;
    if (agreement_ == Agreement::digits) exact_.emplace(tape_, most_places(trace));
    for (const Observed& observed : trace) {
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
      result.first = agreement_ == Agreement::digits ? in_digits(observed, *line) : in_bits(observed, *line);
      if (result.first) break;
    }
    return result;
  }

 private:
  int most_places(const std::vector<Observed>& trace) const {
    int most = 1;
    for (const Observed& observed : trace) most = std::max(most, precision_of(observed, figures_).format.digits);
    return most;
  }

  std::optional<Difference> in_digits(const Observed& observed, std::size_t line) {
    const Precision precision = precision_of(observed, figures_);
    try {
      const Exact right = exact_->rounded(line, precision.format, RoundingRule::half_up).value;
      // Half a unit, and one of the last guard digit: a number midway may have been rounded either way.
      if ((right - observed.value).abs() <= precision.unit * Exact::decimal(501, guard_digits)) return std::nullopt;
      return Difference{observed, right.to_string()};
    } catch (const NoValue& none) {
      throw InputError(observed.where, "the equations have no value here: " + std::string(none.what()),
                       "expected a problem that is defined");
    }
  }

  std::optional<Difference> in_bits(const Observed& observed, std::size_t line) const {
    const std::string& right = bits_.lines[line].value.text;
    const auto value = Exact::parse(right);  // no infinity is what a number reads as
    const bool same = value && (agreement_ == Agreement::binary64 ? value->to_double() == observed.value.to_double()
                                                                  : value->to_float() == observed.value.to_float());
    if (same) return std::nullopt;
    return Difference{observed, right};
  }

  Agreement agreement_;
  std::optional<int> figures_;
  Tape tape_;
  LineIndex index_;
  Trace bits_;
  std::optional<CarriedWork> exact_;
};

}  // namespace

Verification verify(const Problem& problem, const std::vector<Observed>& trace, Agreement agreement,
                    std::optional<int> figures) {
  return Comparison(problem, agreement, figures).run(trace);
}

}  // namespace stepmark
