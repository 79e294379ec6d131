#include "solver/marking/slip_search.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>
#include <tuple>

#include "lib/base/error.hpp"
#include "lib/observed/observed.hpp"
#include "solver/marking/slip.hpp"

namespace stepmark::marking {

namespace {

/// Among the numbers of a long sheet, one is soon the same by chance; who copies, copies from nearby.
constexpr std::int64_t copied_within = 2;  // steps

/// Each slip in an equation is worked as a problem of its own. Of an equation of very many parts, those that are
/// written first are tried: as many as take so many instructions, and no fewer than other ways of working are
/// (solver/length.hpp).
constexpr std::size_t most_slip_instructions = 4'000'000, fewest_slips = 60;

/// The number with all the digits that are asked, and its neighbours, which another honest path may have given.
std::vector<std::string> with_neighbours(const std::string& padded, std::size_t position, const Judge& judge) {
  const Observed number = observed_number(padded, {});
  return {padded, judge.key().padded(position, (number.value - number.unit).to_string()),
          judge.key().padded(position, (number.value + number.unit).to_string())};
}

/// By the nearest power a point is misplaced most often.
double price_of(const MisplacedPoint& point) { return bits_of(Assumption::decimal_point) + 1 + 2 * (point.places - 1); }

}  // namespace

SlipSearch::SlipSearch(const Judge& judge) : judge_(judge), positions_(judge.key().tape().lines.size(), no_position) {
  for (std::size_t i = 0; i < judge.key().lines().size(); ++i) {
    if (judge.key().lines()[i]) positions_[*judge.key().lines()[i]] = i;
  }
}

void SlipSearch::begin(const Sheet& sheet, Evidence& evidence) {
  sheet_ = &sheet;
  evidence_ = &evidence;
  faulty_.clear();
  for (const std::size_t position : evidence.open()) {
    if (evidence.is_faulty(position)) faulty_.push_back(position);
  }
}

bool SlipSearch::is_asked_number(std::size_t position) const {
  return judge_.key().lines()[position] && evidence_->is_number(position);
}

/// The pen moves the point of what it writes, or the calculator that of what it shows.
void SlipSearch::simple_slips() {
  for (const std::size_t position : faulty_) {
    const double shown = evidence_->right(position);
    const Exact stated = Exact::parse(evidence_->stated(position)).value_or(Exact(0));
    const double written = judge_.key().scale(position).of(stated);
    evidence_->propose("sign-slip", bits_of(Assumption::sign_slip), position,
                       evidence_->saved_stated(position, -shown));
    for (const MisplacedPoint& point : misplaced_points(evidence_->stated(position))) {
      const auto pen = evidence_->saved_stated(position, written * point.factor);
      evidence_->propose("decimal-point", price_of(point), position,
                         pen ? pen : evidence_->saved_stated(position, shown * point.factor));
    }
  }
}

void SlipSearch::other_slips() {
  std::set<std::size_t> equations;
  for (const std::size_t position : faulty_) {
    slips_of_digits(position);
    exchanged_cells(position);
    other_cells(position);
    equations.insert(line_of(position).equation);
  }
  for (const std::size_t equation : equations) slips_in_equation(equation);
  slips_made_alike();
}

/// In several components of a step the same was done to the number: one slip.
void SlipSearch::slips_made_alike() {
  static const std::set<std::string_view> to_the_number = {"sign-slip", "decimal-point", "doubled", "halved",
                                                           "squared-slip"};
  using Alike = std::tuple<std::size_t, std::int64_t, std::string, double, bool>;
  std::map<Alike, Hypothesis> together;
  for (const Hypothesis& alone : evidence_->hypotheses()) {
    const std::string& id = alone.causes.front().id;
    if (alone.causes.size() > 1 || alone.fits.size() > 1 || to_the_number.count(id) == 0) continue;
    const std::size_t position = alone.fits.front().position;
    const bool grows = std::fabs(evidence_->written(position)) > std::fabs(evidence_->right(position));
    const Tape::Line& line = line_of(position);
    const auto [found, is_first] =
        together.try_emplace({line.equation, line.t, id, alone.place, grows && id != "sign-slip"}, alone);
    if (is_first) continue;
    found->second.fits.push_back(alone.fits.front());
    found->second.place += bits_of(Assumption::habit);
  }
  for (auto& [alike, all] : together) {
    std::sort(all.fits.begin(), all.fits.end(),
              [](const Hypothesis::Fit& a, const Hypothesis::Fit& b) { return a.position < b.position; });
    if (all.fits.size() > 1) evidence_->propose(std::move(all));
  }
}

void SlipSearch::slips_of_digits(std::size_t position) {
  const std::string stated = evidence_->stated(position);
  const std::vector<Slipped> changed = changed_numbers(stated);
  for (const Slipped& slip : changed) {
    evidence_->propose(slip.id, bits_of(Assumption::changed_number), position, evidence_->saved(position, slip.value));
  }
  std::vector<std::string> texts = with_neighbours(judge_.key().padded(position, stated), position, judge_);
  texts.push_back(stated);  // "0.5" may also have been meant as 0.5000
  std::set<double> values;
  for (const std::string& text : texts) {
    for (const std::string& other : with_digits_exchanged(text)) values.insert(Exact::parse(other)->to_double());
  }
  const double price = bits_of(Assumption::transposed_digits) + bits_of_choice(values.size());
  for (const double value : values) {
    evidence_->propose("transposed-digits", price, position, evidence_->saved_exactly(position, value));
  }
}

/// Two cells that hold each other's numbers are one slip.
void SlipSearch::exchanged_cells(std::size_t position) {
  const Tape::Line& here = line_of(position);
  const double price = bits_of(Assumption::cells_exchanged) + bits_of_choice(judge_.key().problem().dimension() - 1);
  for (std::size_t other = 0; other < sheet_->size(); ++other) {
    if (other == position || !is_asked_number(other)) continue;
    const Tape::Line& there = line_of(other);
    if (here.equation != there.equation || here.t != there.t) continue;
    const auto taken = evidence_->saved(position, evidence_->right(other));
    const bool both = evidence_->is_faulty(other);
    if (!taken || (both && other < position)) continue;  // proposed from there
    Hypothesis exchanged{{{Cause::Kind::slip, "cells-exchanged"}}, {0}, price, {{position, *taken}}, {}, {}};
    const auto given = both ? evidence_->saved(other, evidence_->right(position)) : std::nullopt;
    if (given) exchanged.fits.push_back({other, *given});
    evidence_->propose(std::move(exchanged));
  }
}

void SlipSearch::other_cells(std::size_t position) {
  const Tape::Line& here = line_of(position);
  std::size_t near = 0;
  for (std::size_t other = 0; other < position; ++other) {
    if (judge_.key().lines()[other] && line_of(other).t + copied_within >= here.t) ++near;
  }
  for (std::size_t other = 0; other < sheet_->size(); ++other) {
    if (other == position || !is_asked_number(other)) continue;
    const Tape::Line& there = line_of(other);
    if (here.component != there.component) continue;
    const auto saved = evidence_->saved(position, evidence_->written(other));
    if (!saved) continue;
    if (here.equation == there.equation && there.t == here.t - 1) {
      evidence_->propose("stale-cell", bits_of(Assumption::stale_cell), position, saved);
    } else if (other < position && there.t + copied_within >= here.t) {
      evidence_->propose("copied-cell", bits_of(Assumption::copied_cell) + bits_of_choice(near), position, saved);
    }
  }
}

void SlipSearch::slips_on(const Hypothesis& hypothesis) {
  std::vector<Hypothesis> found;
  for (const auto& [position, value] : hypothesis.missed) {
    const auto add = [&, position = position](const char* slip, double price, std::optional<double> saved) {
      if (!saved) return;
      Hypothesis both{hypothesis.causes, hypothesis.prices, price, {{position, *saved}}, {}, hypothesis.entered};
      both.causes.push_back({Cause::Kind::slip, slip});
      both.prices.push_back(0);
      found.push_back(std::move(both));
    };
    const double given = value;
    add("sign-slip", bits_of(Assumption::sign_slip), evidence_->saved(position, -given));
    if (!std::isfinite(given)) continue;
    const std::string stated = judge_.key().stated(position, given);
    for (const MisplacedPoint& point : misplaced_points(stated)) {
      add("decimal-point", price_of(point), evidence_->saved(position, given * point.factor));
    }
    const double changed = bits_of(Assumption::changed_number);
    add("doubled", changed, evidence_->saved(position, 2 * given));
    add("halved", changed, evidence_->saved(position, given / 2));
    add("squared-slip", changed, evidence_->saved(position, given * given));
    const auto swapped = with_digits_exchanged(stated);
    const double price = bits_of(Assumption::transposed_digits) + bits_of_choice(swapped.size());
    for (const std::string& other : swapped) {
      add("transposed-digits", price, evidence_->saved_stated(position, Exact::parse(other)->to_double()));
    }
  }
  for (Hypothesis& both : found) evidence_->propose(std::move(both));
}

std::vector<Alternative>& SlipSearch::slipped(std::size_t equation) {
  auto& ways = slipped_[equation];
  if (!ways.empty()) return ways;
  const std::size_t most =
      std::max(fewest_slips, most_slip_instructions / std::max<std::size_t>(judge_.key().tape().code.size(), 1));
  for (const SlippedLine& way : slips_in(judge_.key().problem().optimizer.equations[equation].right, most)) {
    Problem problem = judge_.key().problem();
    problem.optimizer.equations[equation].right = way.right;
    try {
      ways.emplace_back(way.id, problem, judge_.key().problem());
    } catch (const InputError&) {
      continue;  // a slip that leaves no sense, such as a vector where a number is wanted
    }
  }
  return ways;
}

/// The equation with one slip in it, on the student's own numbers: in one line, in all components of a step, or
/// wherever the line is wrong.
void SlipSearch::slips_in_equation(std::size_t equation) {
  const auto last = std::find_if(faulty_.rbegin(), faulty_.rend(),
                                 [&](std::size_t position) { return line_of(position).equation == equation; });
  const std::size_t end = *judge_.key().lines()[*last] + 1;
  auto& ways = slipped(equation);
  const auto signs = static_cast<std::size_t>(
      std::count_if(ways.begin(), ways.end(), [](const Alternative& way) { return way.id() == "term-sign"; }));
  const double of_sign = bits_of(Assumption::sign_slip) + bits_of_choice(signs);
  const double of_others = bits_of(Assumption::formula_slip) + bits_of_choice(ways.size() - signs);
  for (Alternative& way : ways) {
    Hypothesis all{{{Cause::Kind::slip, way.id()}}, {0}, way.id() == "term-sign" ? of_sign : of_others, {}, {}, {}};
    for (std::size_t line = 0; line < end; ++line) {
      const std::size_t position = positions_[line];
      const bool known = position != no_position && evidence_->is_number(position);
      const bool wanted = known && way.equation(line) == equation && evidence_->is_faulty(position);
      if (wanted || !known) {
        const double value = way.evaluate(line);
        const auto saved = wanted ? evidence_->saved(position, value) : std::nullopt;
        if (saved) all.fits.push_back({position, *saved});
      }
      if (known) way.put(line, evidence_->written(position));
    }
    // In several lines it is a method of its own.
    if (all.fits.size() > 1) all.place += bits_of(Assumption::mistake) + bits_of(Assumption::made_once);
    evidence_->propose(std::move(all));
  }
}

}  // namespace stepmark::marking
