#include "solver/marking/slip_search.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

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
std::vector<std::string> with_neighbours(const std::string& padded, const Judge& judge) {
  const Observed number = observed_number(padded, {});
  return {padded, judge.padded((number.value - number.unit).to_string()),
          judge.padded((number.value + number.unit).to_string())};
}

}  // namespace

SlipSearch::SlipSearch(const Judge& judge) : judge_(judge), positions_(judge.tape().lines.size(), no_position) {
  for (std::size_t i = 0; i < judge.lines().size(); ++i) {
    if (judge.lines()[i]) positions_[*judge.lines()[i]] = i;
  }
}

void SlipSearch::begin(const Sheet& sheet, const std::vector<std::size_t>& open, Evidence& evidence) {
  sheet_ = &sheet;
  open_ = &open;
  evidence_ = &evidence;
  shared_.clear();
}

bool SlipSearch::is_asked_number(std::size_t position) const {
  return judge_.lines()[position] && evidence_->is_number(position);
}

/// The pen moves the point of what it writes, or the calculator that of what it shows.
void SlipSearch::simple_slips() {
  for (const std::size_t position : *open_) {
    const auto predict = [&](const char* id, double value) {
      evidence_->predict_stated(evidence_->add(id, Verdict::slip, Tier::of_pen), position, value);
    };
    const double shown = evidence_->right(position);
    const Exact stated = Exact::parse(evidence_->stated(position)).value_or(Exact(0));
    const double written = judge_.scale(position).of(stated);
    predict("sign-slip", -shown);
    for (const double factor : powers_of_ten) {
      predict("decimal-point", written * factor);
      if (shown != written) predict("decimal-point", shown * factor);
    }
  }
}

void SlipSearch::other_slips() {
  std::set<std::size_t> equations;
  for (const std::size_t position : *open_) {
    slips_of_digits(position);
    exchanged_cells(position);
    other_cells(position);
    equations.insert(line_of(position).equation);
  }
  for (const std::size_t equation : equations) slips_in_equation(equation);
}

void SlipSearch::slips_of_digits(std::size_t position) {
  const std::string stated = evidence_->stated(position);
  const auto add = [&](const char* id) { return evidence_->add(id, Verdict::slip, Tier::of_line); };
  for (const Slipped& slip : changed_numbers(stated)) evidence_->predict(add(slip.id), position, slip.value);
  std::vector<std::string> texts = with_neighbours(judge_.padded(stated), judge_);
  texts.push_back(stated);  // "0.5" may also have been meant as 0.5000
  std::set<double> seen;
  for (const std::string& text : texts) {
    for (const double value : transposed(text)) {
      if (seen.insert(value).second) evidence_->predict_exactly(add("transposed-digits"), position, value);
    }
  }
}

/// Two cells that hold each other's numbers are one slip.
void SlipSearch::exchanged_cells(std::size_t position) {
  const Tape::Line& here = line_of(position);
  for (std::size_t other = 0; other < sheet_->size(); ++other) {
    if (other == position || !is_asked_number(other)) continue;
    const Tape::Line& there = line_of(other);
    if (here.equation != there.equation || here.t != there.t) continue;
    const bool both = std::binary_search(open_->begin(), open_->end(), other);
    if (both && other < position) continue;  // predicted from there
    exchange(position, other, both);
  }
}

/// Of many components there are very many pairs, and hardly any is kept as an explanation.
void SlipSearch::exchange(std::size_t position, std::size_t other, bool both) {
  const double here = evidence_->right(other), there = evidence_->right(position);
  if (evidence_->gives(here, position) || (both && evidence_->gives(there, other))) {
    const std::size_t explanation = evidence_->add("cells-exchanged", Verdict::slip, Tier::of_line);
    evidence_->predict(explanation, position, here);
    if (both) evidence_->predict(explanation, other, there);
    return;
  }
  evidence_->predict_in_vain(Tier::of_line, position, here);
  if (both) evidence_->predict_in_vain(Tier::of_line, other, there);
}

void SlipSearch::other_cells(std::size_t position) {
  const Tape::Line& here = line_of(position);
  for (std::size_t other = 0; other < sheet_->size(); ++other) {
    if (other == position || !is_asked_number(other)) continue;
    const Tape::Line& there = line_of(other);
    if (here.component != there.component) continue;
    if (here.equation == there.equation && there.t == here.t - 1) {
      predict_cell("stale-cell", position, evidence_->written(other));
    } else if (other < position && there.t + copied_within >= here.t) {
      evidence_->predict(evidence_->add("copied-cell", Verdict::slip, Tier::of_line), position,
                         evidence_->written(other));
    }
  }
}

void SlipSearch::predict_cell(const char* id, std::size_t position, double value) {
  const Tape::Line& here = line_of(position);
  const auto [found, is_new] = shared_.try_emplace({id, here.equation, here.t}, 0);
  if (is_new) found->second = evidence_->add(id, Verdict::slip, Tier::of_line);
  evidence_->predict(found->second, position, value);
}

std::vector<Alternative>& SlipSearch::slipped(std::size_t equation) {
  auto& ways = slipped_[equation];
  if (!ways.empty()) return ways;
  const std::size_t most =
      std::max(fewest_slips, most_slip_instructions / std::max<std::size_t>(judge_.tape().code.size(), 1));
  for (const SlippedLine& way : slips_in(judge_.problem().optimizer.equations[equation].right, most)) {
    Problem problem = judge_.problem();
    problem.optimizer.equations[equation].right = way.right;
    try {
      ways.emplace_back(way.id, problem, judge_.problem());
    } catch (const InputError&) {
      continue;  // a slip that leaves no sense, such as a vector where a number is wanted
    }
  }
  return ways;
}

/// The equation with one slip in it, on the student's own numbers.
void SlipSearch::slips_in_equation(std::size_t equation) {
  const auto last = std::find_if(open_->rbegin(), open_->rend(),
                                 [&](std::size_t position) { return line_of(position).equation == equation; });
  const std::size_t end = *judge_.lines()[*last] + 1;
  for (Alternative& way : slipped(equation)) {
    const std::size_t explanation = evidence_->add(way.id(), Verdict::slip, Tier::of_line);
    for (std::size_t line = 0; line < end; ++line) {
      const std::size_t position = positions_[line];
      const bool known = position != no_position && evidence_->is_number(position);
      const bool wanted =
          known && way.equation(line) == equation && std::binary_search(open_->begin(), open_->end(), position);
      if (wanted || !known) {
        const double value = way.evaluate(line);
        if (wanted) evidence_->predict(explanation, position, value);
      }
      if (known) way.put(line, evidence_->written(position));
    }
  }
}

}  // namespace stepmark::marking
