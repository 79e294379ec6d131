#include "solver/identify/proof.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "solver/identify/verify.hpp"

namespace stepmark::identify {

namespace {

/// In units of the last place; no number where one is none.
double farthest(const RowByRow& rows) {
  double most = 0;
  for (const Departure& one : rows.departures) {
    if (!(one.units_of_step <= most)) most = one.units_of_step;
  }
  return most;
}

bool is_foreign_bits_only(const RowByRow& rows) {
  constexpr std::size_t one_in = 8;
  constexpr double units_of_one_operation = 4;
  return rows.departures.size() * one_in <= rows.moved && farthest(rows) <= units_of_one_operation;
}

Exact step_to(const Observed& observed, const std::vector<Observed>& numbers) {
  const auto before = std::find_if(numbers.begin(), numbers.end(), [&](const Observed& other) {
    return other.quantity == observed.quantity && other.component == observed.component && other.t == observed.t - 1;
  });
  const bool moves = observed.quantity == "theta" && before != numbers.end();
  return moves ? observed.value - before->value : observed.value;
}

/// How much of the step that it ends a number is off by; how much of itself, if it is no parameter.
double largest_share_of_step(const RowByRow& rows, const std::vector<Observed>& numbers) {
  double most = 0;
  for (const Departure& one : rows.departures) {
    const Exact off = (*Exact::parse(one.expected) - one.observed.value).abs();
    const double share = off.to_double() / std::fabs(step_to(one.observed, numbers).to_double());
    if (!(share <= most)) most = share;
  }
  return most;
}

int most_figures_of(const std::vector<Observed>& numbers) {
  int most = 0;
  for (const Observed& observed : numbers) most = std::max(most, observed.figures);
  return most;
}

std::vector<Exact> leeway(const std::vector<Stated>& stated, const std::vector<double>& lost) {
  constexpr double largest = std::numeric_limits<double>::max();  // numbers beyond it are stated too
  std::vector<Exact> all;
  for (std::size_t i = 0; i < stated.size(); ++i) {
    const double off = stated[i].vague + lost[i];
    all.push_back(Exact::from_double(std::isfinite(off) ? off : largest));
  }
  return all;
}

/// Bit for bit but for a few last bits, each number judged on those stated before it; or never far from that.
std::optional<Fit::Precision> by_rows(const Problem& problem, const std::vector<Observed>& numbers, Slack slack,
                                      Proof& proof) try {
  const Form form = numbers.front().form;
  const auto has_form = [&](const Observed& one) { return one.form == form; };
  if (form == Form::decimal || !std::all_of(numbers.begin(), numbers.end(), has_form)) return std::nullopt;
  const RowByRow rows = row_by_row(problem, numbers, form);
  if (is_foreign_bits_only(rows)) {
    proof.departures = rows.departures;
    return form == Form::binary64 ? Fit::Precision::binary64 : Fit::Precision::binary32;
  }
  // In floats so many units may be a wrong method.
  constexpr double units_of_another_order = 16;
  if (form != Form::binary64) return std::nullopt;
  if (farthest(rows) <= units_of_another_order) return Fit::Precision::double_precision;
  // A factor of the step in single precision, half a unit off, and up to 1/(1 - 0.9) times that behind a correction.
  constexpr double share = 16 * 0x1p-24;
  if (slack == Slack::singles && largest_share_of_step(rows, numbers) <= share) return Fit::Precision::single_precision;
  return std::nullopt;
} catch (const InputError&) {
  return std::nullopt;
}

bool agrees(const Problem& problem, const std::vector<Observed>& numbers, Agreement agreement) {
  try {
    return !verify(problem, numbers, agreement).first;
  } catch (const InputError&) {
    return false;  // not a number in this arithmetic
  }
}

/// By enclosures: to the digits stated, as rounded from IEEE arithmetic, or as near as its rounding leaves it.
std::optional<Fit::Precision> by_enclosures(const Problem& problem, const std::vector<Stated>& stated, Slack slack,
                                            bool floats) {
  const std::vector<Observed> numbers = numbers_of(stated);
  if (!verify_within(problem, numbers, leeway(stated, std::vector<double>(stated.size()))).first) {
    return Fit::Precision::stated;
  }
  if (agrees(problem, numbers, Agreement::binary64_rounded)) return Fit::Precision::binary64_rounded;
  if (floats && agrees(problem, numbers, Agreement::binary32_rounded)) return Fit::Precision::binary32_rounded;
  const bool single = slack == Slack::singles;
  const std::vector<double> lost = lost_by_rounding(problem, stated, single ? slack : Slack::doubles);
  if (verify_within(problem, numbers, leeway(stated, lost)).first) return std::nullopt;
  return single ? Fit::Precision::single_precision : Fit::Precision::double_precision;
}

}  // namespace

std::vector<Observed> numbers_of(const std::vector<Stated>& stated) {
  std::vector<Observed> numbers;
  for (const Stated& one : stated) numbers.push_back(one.number);
  return numbers;
}

Proof proof_of(const Problem& problem, const std::vector<Stated>& stated, Slack slack, bool floats) {
  Proof proof;
  const std::vector<Observed> numbers = numbers_of(stated);
  const int most = most_figures_of(numbers);
  if (most >= 14 && agrees(problem, numbers, Agreement::binary64)) {
    proof.precision = Fit::Precision::binary64;
  } else if (most >= 7 && floats && agrees(problem, numbers, Agreement::binary32)) {
    proof.precision = Fit::Precision::binary32;
  } else {
    proof.precision = by_rows(problem, numbers, slack, proof);
  }
  if (proof.precision || (slack == Slack::singles && !floats)) return proof;
  try {
    proof.precision = by_enclosures(problem, stated, slack, floats);
  } catch (const InputError& error) {
    proof.not_computed = error.what();
  }
  return proof;
}

}  // namespace stepmark::identify
