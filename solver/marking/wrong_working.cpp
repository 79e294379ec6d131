#include "solver/marking/wrong_working.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "lib/expression/constant.hpp"
#include "lib/number/double_decimal.hpp"

namespace stepmark::marking {

namespace {

/// Bounds on what is kept of pairs: how many, and of how many instructions in all.
constexpr std::size_t most_pairs = 2000, most_pair_instructions = 4'000'000;

/// Of a long problem, this many steps are tried as the first wrong one.
constexpr std::int64_t most_beginnings = 12;

/// What else a hyperparameter is soon taken for.
std::vector<Exact> mistaken_for(const Exact& value) {
  std::vector<Exact> all;
  const auto take = [&](const Exact& other) {
    if (other != value && std::count(all.begin(), all.end(), other) == 0) all.push_back(other);
  };
  const bool is_decay = value >= Exact(1) / Exact(2) && value < Exact(1);
  if (is_decay) {
    for (const char* usual : {"0.9", "0.99", "0.999", "0.95", "0.8", "0.5"}) take(*Exact::parse(usual));
    take(value * *Exact::parse("0.1"));
  } else if (value > Exact::decimal(1, 6)) {  // smaller ones stand beside larger numbers, and show nowhere
    for (const char* factor : {"10", "0.1", "100", "0.01", "2", "0.5"}) take(value * *Exact::parse(factor));
    for (const char* usual : {"0.5", "0.2", "0.1", "0.05", "0.01", "0.001"}) take(*Exact::parse(usual));
  }
  return all;
}

}  // namespace

WrongWorking::WrongWorking(const Judge& judge) : judge_(judge), positions_(judge.tape().lines.size(), no_position) {
  for (std::size_t i = 0; i < judge.lines().size(); ++i) {
    if (judge.lines()[i]) positions_[*judge.lines()[i]] = i;
  }
}

void WrongWorking::begin(const std::vector<std::size_t>& open, Evidence& evidence) {
  open_ = &open;
  evidence_ = &evidence;
  if (!plain_) plain_.emplace("", judge_.problem(), judge_.problem());
  plainly_.clear();
  complete_ = true;
  for (std::size_t line = 0; line < plain_->lines(); ++line) {
    plainly_.push_back(step(*plain_, line, 0));
    complete_ = complete_ && positions_[line] != no_position && evidence_->is_number(positions_[line]);
  }
}

bool WrongWorking::is_open(std::size_t position) const {
  return std::binary_search(open_->begin(), open_->end(), position);
}

/// As the rule of the question would have it written down, who works by that: a number that nobody sees.
double WrongWorking::by_rule(double value) const {
  const auto& working = judge_.problem().working;
  const bool rounds = working && working->carry == Working::Carry::rounded;
  if (!rounds || working->round.kind == DecimalFormat::Kind::none || value == 0 || !std::isfinite(value)) return value;
  const int first = working->round.kind == DecimalFormat::Kind::figures ? double_decimal_exponent(value) + 1 : 0;
  const double unit = double_power_of_ten(first - working->round.digits);
  return std::nearbyint(value / unit) * unit;
}

/// Goes on with what is written, or where that is `carried` rounded, with what was carried.
WrongWorking::Given WrongWorking::step(Alternative& method, std::size_t line, std::int64_t first_step) const {
  const bool rightly = tape_line(line).t < first_step;
  const Given given = rightly ? plainly_[line] : Given{method.evaluate(line), method.evaluate_carried(line)};
  const std::size_t position = positions_[line];
  if (position == no_position || !evidence_->is_number(position)) {
    method.put(line, by_rule(given.on_written));
    method.put_carried(line, given.carried);
    return given;
  }
  const double written = evidence_->written(position);
  method.put(line, written);
  method.put_carried(line, evidence_->gives(given.carried, position) ? given.carried : written);
  return given;
}

void WrongWorking::run(Alternative& method, std::size_t explanation, std::int64_t first_step) {
  for (std::size_t line = 0; line < method.lines(); ++line) weigh(explanation, line, step(method, line, first_step));
}

/// On a sheet without gaps, a line shows a change of its own equation alone.
void WrongWorking::run_changed_lines(Alternative& method) {
  const bool matters = std::any_of(open_->begin(), open_->end(), [&](std::size_t position) {
    return method.changes_equation(tape_line(*judge_.lines()[position]).equation);
  });
  if (!matters) return;
  const std::size_t explanation = evidence_->add(method.id(), Verdict::mistake, Tier::of_pair);
  for (std::size_t line = 0; line < method.lines(); ++line) {
    if (method.changes_equation(method.equation(line))) {
      weigh(explanation, line, step(method, line, 0));
      continue;
    }
    const std::size_t position = positions_[line];
    const double written = evidence_->written(position), carried = plainly_[line].carried;
    method.put(line, written);
    method.put_carried(line, evidence_->gives(carried, position) ? carried : written);
  }
}

/// Does what a method gives in a line speak for it, or against?
void WrongWorking::weigh(std::size_t explanation, std::size_t line, const Given& given) {
  const std::size_t position = positions_[line];
  if (position == no_position || !evidence_->is_number(position)) return;
  const bool carries = evidence_->gives(given.carried, position);
  const double value = carries ? given.carried : given.on_written;
  const bool faulty = evidence_->is_faulty(position);
  // What the right method would give as well, carried the same way, is no evidence of another.
  const double rightly = carries ? plainly_[line].carried : plainly_[line].on_written;
  if (!std::isfinite(rightly)) return;  // what doubles cannot work the right way tells nothing of another
  const double least = 1.5 * evidence_->tolerance(position);
  const bool differs = std::fabs(value - rightly) > least && std::fabs(value - evidence_->right(position)) > least;
  if (faulty && differs && is_open(position)) evidence_->predict(explanation, position, value);
  if (!faulty && differs && !evidence_->gives(value, position)) evidence_->count_against(explanation);
}

void WrongWorking::make_alone() {
  if (std::exchange(alone_made_, true)) return;
  methods_ = wrong_methods(judge_.problem());
  for (const WrongMethod& method : methods_) {
    alone_.emplace_back(method.mistake, worked_wrongly(judge_.problem(), method), judge_.problem());
  }
}

void WrongWorking::mistakes_alone() {
  make_alone();
  for (Alternative& method : alone_) run(method, evidence_->add(method.id(), Verdict::mistake, Tier::of_method), 0);
}

void WrongWorking::mistakes_begun_late() {
  if (complete_) return;
  make_alone();
  const std::int64_t first = judge_.problem().first_step();
  const std::int64_t last = tape_line(*judge_.lines()[open_->front()]).t;
  for (std::int64_t begun = last; begun > first && begun > last - most_beginnings; --begun) {
    for (Alternative& method : alone_) {
      run(method, evidence_->add(method.id(), Verdict::mistake, Tier::of_line), begun);
    }
  }
}

void WrongWorking::make_misread() {
  if (std::exchange(misread_made_, true)) return;
  const Problem& problem = judge_.problem();
  for (std::size_t i = 0; i < problem.optimizer.hyperparameters.size(); ++i) {
    const Hyperparameter& hyper = problem.optimizer.hyperparameters[i];
    const auto value = exact_value(hyper.value);
    if (!value) continue;
    for (const Exact& other : mistaken_for(*value)) {
      Problem misread = problem;
      misread.optimizer.hyperparameters[i].value = literal(other);
      misread_.push_back({hyper.name + " = " + other.to_string() + ", not " + value->to_string(),
                          Alternative("misread-value", misread, problem)});
    }
  }
}

void WrongWorking::misread_values() {
  make_misread();
  for (Misread& misread : misread_) {
    run(misread.way, evidence_->add(misread.way.id(), Verdict::slip, Tier::of_line, misread.value), 0);
  }
}

/// Two mistakes in one line, or in lines that are not asked.
void WrongWorking::mistakes_in_pairs() {
  make_alone();
  make_pairs();
  for (Alternative& method : pairs_) {
    complete_ ? run_changed_lines(method)
              : run(method, evidence_->add(method.id(), Verdict::mistake, Tier::of_pair), 0);
  }
}

void WrongWorking::make_pairs() {
  if (std::exchange(pairs_made_, true)) return;
  const std::size_t most =
      std::min(most_pairs, most_pair_instructions / std::max<std::size_t>(judge_.tape().code.size(), 1));
  for (const WrongMethod& first : methods_) {
    if (!find_mistake(first.mistake).drawn) continue;
    for (const Mistake& second : mistakes()) {
      if (second.id <= first.mistake || !second.drawn) continue;
      for (const WrongMethod& both : wrong_methods(judge_.problem(), first, second)) {
        if (pairs_.size() >= most) return;
        pairs_.emplace_back(first.mistake + "+" + second.id, worked_wrongly(judge_.problem(), both), judge_.problem());
      }
    }
  }
}

}  // namespace stepmark::marking
