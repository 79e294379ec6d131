#include "solver/identify/weighing.hpp"

#include <algorithm>

#include "solver/identify/proof.hpp"
#include "solver/identify/tell_apart.hpp"
#include "solver/marking/prices.hpp"

namespace stepmark::identify {

namespace {

/// A decay of 0, say: it is a plainer optimizer.
bool has_part_switched_off(const Fit& fit) {
  const auto& hypers = fit.problem.optimizer.hyperparameters;
  return std::any_of(hypers.begin(), hypers.end(), [](const Hyperparameter& hyper) {
    const auto* value = hyper.value.as<Number>();
    return value && value->value.is_zero();
  });
}

/// Is the decay one that nobody told and that the numbers do not ask for?
bool has_open_decay(const Fit& fit) {
  return !fit.beside.empty() && std::any_of(fit.open.begin(), fit.open.end(), [&](const std::string& name) {
    return !fit.problem.base.find_hyperparameter(name);
  });
}

/// What loses by fewer bits is not certain to be out. A wrong method in another convention is the same answer again, so
/// there the likelier one is enough.
double telling(const Fit& fit) { return fit.mistake.empty() ? marking::certain : marking::probable; }

}  // namespace

bool Weighing::Weighed::is_sharp() const {
  return fit.precision != Fit::Precision::double_precision && fit.precision != Fit::Precision::single_precision;
}

bool Weighing::has_convinced() const {
  return std::any_of(weighed_.begin(), weighed_.end(), [](const Weighed& one) { return one.convincing; });
}

void Weighing::drop_open_decays() {
  std::erase_if(weighed_, [](const Weighed& one) { return has_open_decay(one.fit); });
}

void Weighing::add(Fit fit, double said, int rate_digits) {
  constexpr int many_digits = 5;
  if (!fit.mistake.empty()) said += marking::bits_of(marking::Assumption::mistake);
  Weighed fresh{std::move(fit), said};
  fresh.left_open = bits_left_open(fresh.fit);
  fresh.convincing = fresh.is_sharp() && rate_digits <= many_digits && !has_part_switched_off(fresh.fit);
  const auto same = std::find_if(weighed_.begin(), weighed_.end(), [&](const Weighed& other) {
    return other.fit.problem.base.name == fresh.fit.problem.base.name && other.fit.mistake == fresh.fit.mistake &&
           other.fit.changed == fresh.fit.changed;
  });
  if (same == weighed_.end()) {
    weighed_.push_back(std::move(fresh));
  } else if (fresh.bits() < same->bits()) {
    *same = std::move(fresh);
  }
}

std::vector<Fit> Weighing::settled() {
  std::stable_sort(weighed_.begin(), weighed_.end(), [&](const Weighed& a, const Weighed& b) {
    const auto rank = [](const Weighed& one) {
      return std::pair(one.bits(), one.fit.problem.optimizer.hyperparameters.size());
    };
    return rank(a) < rank(b);
  });
  std::vector<Fit> fits;
  if (weighed_.empty()) return fits;
  drop_outdone();
  const double fewest = weighed_.front().bits();
  for (Weighed& one : weighed_) {
    one.fit.behind = one.bits() - fewest;
    fits.push_back(std::move(one.fit));
  }
  weighed_.clear();
  return fits;
}

void Weighing::drop_outdone() {
  std::size_t most = 0;
  for (const Weighed& one : weighed_) most = std::max(most, one.fit.compared);
  std::erase_if(weighed_, [&](const Weighed& one) { return one.fit.compared < most; });
  const Weighed best = weighed_.front();
  std::erase_if(weighed_,
                [&](const Weighed& one) { return is_outdone(one, best) || loses_by_its_digits(one.fit, best.fit); });
  drop_the_same();
}

/// One answer for one method, the first: a correction added to one entry may be another entry with one left out.
void Weighing::drop_the_same() {
  std::vector<Weighed> kept;
  for (Weighed& one : weighed_) {
    const bool known = std::any_of(kept.begin(), kept.end(), [&](const Weighed& other) {
      const bool both_wrong = !one.fit.mistake.empty() && !other.fit.mistake.empty();
      const bool may_be_same = both_wrong && (one.fit.problem.base.name != other.fit.problem.base.name ||
                                              one.fit.mistake == other.fit.mistake);
      return (may_be_same || has_part_switched_off(one.fit)) && !tell_apart(other.fit.problem, one.fit.problem);
    });
    if (!known) kept.push_back(std::move(one));
  }
  weighed_ = std::move(kept);
}

/// What needs many more digits, and is less exact, explains nothing beside the best.
bool Weighing::is_outdone(const Weighed& one, const Weighed& best) {
  return one.said > best.said + marking::certain && (best.is_sharp() || !one.is_sharp());
}

/// Where the best gives the bits: do those that another does not give say against it?
bool Weighing::loses_by_its_digits(const Fit& fit, const Fit& best) const {
  if (best.precision != Fit::Precision::binary64 && best.precision != Fit::Precision::binary32) return false;
  const double lost = lost_bits(best.departures);
  if (fit.precision == best.precision) return lost_bits(fit.departures) >= lost + telling(fit);
  try {
    const Form form = best.precision == Fit::Precision::binary64 ? Form::binary64 : Form::binary32;
    const RowByRow rows = row_by_row(fit.problem, numbers_of(numbers_->all), form);
    return lost_bits(rows.departures) >= lost + telling(fit);
  } catch (const InputError&) {
    return true;
  }
}

/// As many as it takes to say which numbers are off, and by how much.
double Weighing::lost_bits(const std::vector<Departure>& departures) const {
  double bits = 0;
  for (const Departure& one : departures) bits += rounded_log2(1 + std::max(1.0, one.units));
  return bits + static_cast<double>(departures.size()) * rounded_log2(static_cast<double>(numbers_->all.size()));
}

/// To say the numbers, once it is known what a fit gives: its last bits, and where they are off.
double Weighing::bits_left_open(const Fit& fit) const {
  const auto numbers = static_cast<double>(numbers_->all.size());
  constexpr double of_doubles = 4;  // of 16 units in the last place: see proof.cpp
  constexpr double between_singles_and_doubles = 29;
  switch (fit.precision) {
    case Fit::Precision::binary64:
    case Fit::Precision::binary32:
      return lost_bits(fit.departures);
    case Fit::Precision::double_precision:
      return numbers * of_doubles;
    case Fit::Precision::single_precision:
      return numbers * (of_doubles + (floats_ ? 0 : between_singles_and_doubles));
    default:
      return 0;
  }
}

}  // namespace stepmark::identify
