// Which numbers work for an optimizer, and how much work its problems will be.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "lib/base/text.hpp"
#include "problems/generate/relax.hpp"
#include "problems/generate/strand.hpp"
#include "problems/generate/stream.hpp"

namespace stepmark::problems {

namespace {

constexpr std::uint64_t plans_tried = 24;
constexpr std::uint64_t trials = 60;  ///< of each plan
constexpr int most_guard = 2;
constexpr std::size_t certified_trials = 4;
/// Where a plan is worth less on the average, another precision is tried.
constexpr std::size_t enough_worth = certified_trials * trials / 200;
constexpr std::uint64_t scouted = 3000;
constexpr std::uint64_t column_trials = 800;
constexpr std::size_t enough_columns = 24;

/// The workloads that occur, the commonest first.
std::vector<Workload> by_frequency(const std::vector<Workload>& loads) {
  std::map<Workload, std::size_t> counts;
  for (const Workload& load : loads) ++counts[load];
  std::vector<Workload> distinct;
  for (const auto& [load, count] : counts) distinct.push_back(load);
  std::stable_sort(distinct.begin(), distinct.end(),
                   [&](const Workload& a, const Workload& b) { return counts[a] > counts[b]; });
  return distinct;
}

}  // namespace

/// Over several steps they are found where the gradients can be chosen.
bool Strand::can_have_short_roots() const {
  return request_.level == Level::easy && takes_roots(definition_) && (family_.gives_gradients || request_.steps == 1);
}

/// With usual decays, a plan for each learning rate.
std::uint64_t Strand::plans_to_try() const {
  if (decays_ == DecayValues::drawn) return plans_tried;
  std::size_t most = 1;
  for (const std::string& rate : rates_) {
    if (request_.pins.find(rate)) continue;
    most = std::max(most, rates_to_try(*definition_.find_hyperparameter(rate), request_.level).size());
  }
  return most;
}

/// Gradients of one component whose roots come out short, each found once.
std::vector<std::vector<Exact>> Strand::short_rooted(const Plan& plan, std::size_t component, Draw draw) const {
  std::vector<std::vector<Exact>> found;
  Tally unused;
  for (std::uint64_t i = 0; i < column_trials && found.size() < enough_columns; ++i) {
    Draft one = draft(draw, plan, {});
    std::vector<Exact> column;
    for (auto& step : one.objective.gradients) {
      column.push_back(step[component]);
      step = {step[component]};
    }
    one.objective.start = {one.objective.start[component]};
    if (!one.objective.names.empty()) one.objective.names = {one.objective.names[component]};
    const Problem problem = to_problem(one, bare_);
    const FirstLook look = first_look(problem, compile(problem), {true, {}, 1000, sign_step_rates_});
    using Fault = FirstLook::Fault;
    if (look.fault == Fault::undefined || look.fault == Fault::unearned || look.fault == Fault::root) continue;
    if (std::find(found.begin(), found.end(), column) == found.end()) found.push_back(std::move(column));
  }
  return found;
}

Plan Strand::plain_plan(std::uint64_t number, const Precision& precision) const {
  Draw values = stream(request_, Stream::plan, number, 0);
  return {draw_values(values, definition_, rates_, request_.level, decays_, static_cast<std::size_t>(number),
                      request_.pins.hyperparameters),
          precision,
          {}};
}

Plan Strand::plan(std::uint64_t number, const Precision& precision) const {
  Plan plan = plain_plan(number, precision);
  if (!short_roots_ || !family_.gives_gradients || request_.first_step > 1) return plan;
  std::vector<std::vector<std::vector<Exact>>> columns;
  for (std::size_t i = 0; i < request_.dimension; ++i) {
    columns.push_back(short_rooted(plan, i, stream(request_, Stream::plan, number, i + 1)));
    if (columns.back().empty()) return plan;
  }
  plan.columns = std::move(columns);
  return plan;
}

/// How many of a plan's trials pass the first look, times how many of a few of these are certified.
std::size_t Strand::worth(const Plan& plan, std::uint64_t number, Bench& bench, Tally& tally) const {
  std::size_t passed = 0, tried = 0, held = 0;
  for (std::uint64_t k = 0; k < trials; ++k) {
    Draw draw = stream(request_, Stream::trial, number, k);
    const auto seen = look(draw, plan, {k, trials}, bench, tally);
    passed += seen.has_value();
    if (!seen || tried == certified_trials) continue;
    ++tried;
    const Certificate certificate = certify(*seen->problem, bench);
    held += certificate.holds();
    if (!certificate.holds()) tally.add(certificate);
  }
  return passed * held;
}

std::vector<Precision> Strand::precisions() const {
  const auto& pinned = request_.pins.working;
  if (pinned && !request_.format.rounds()) return {{request_.pins.answer.give.value_or(pinned->round), 0}};
  std::vector<DecimalFormat> formats = {request_.format};
  if (!request_.format.rounds()) {
    formats = {usual_format(request_.level), DecimalFormat::figures(4), DecimalFormat::figures(5)};
  }
  std::vector<Precision> all;
  for (int guard = 0; guard <= most_guard; ++guard) {
    for (const DecimalFormat& format : formats) all.push_back({format, guard});
  }
  return all;
}

/// The plans that are worth the most, down to a third of the best, and what all together are worth.
Strand::Found Strand::find_plans(const Precision& precision, Bench& bench, Tally& tally) const {
  std::vector<std::pair<std::size_t, Plan>> tried;
  std::size_t best = 0;
  Found found;
  for (std::uint64_t i = 0; i < plans_to_try(); ++i) {
    Plan one = plan(i, precision);
    const std::size_t worth = this->worth(one, i, bench, tally);
    best = std::max(best, worth);
    found.worth += worth;
    tried.emplace_back(worth, std::move(one));
  }
  for (auto& [worth, one] : tried) {
    if (worth > 0 && worth * 3 >= best) found.plans.push_back(std::move(one));
  }
  return found;
}

/// The first precision at which enough candidates pass; else that at which the most do.
void Strand::choose_plans(Bench& bench, Tally& tally) {
  Found best;
  for (const Precision& precision : precisions()) {
    Found found = find_plans(precision, bench, tally);
    if (found.worth > best.worth) best = std::move(found);
    if (best.worth >= enough_worth * plans_to_try()) break;
  }
  plans_ = std::move(best.plans);
}

std::vector<Strand::Seen> Strand::scouts(Bench& bench, Tally& tally) const {
  std::vector<Seen> all;
  for (std::uint64_t i = 0; i < scouted; ++i) {
    Draw draw = stream(request_, Stream::scout, i, 0);
    auto seen = look(draw, draw.pick(plans_), {i % request_.count, request_.count}, bench, tally);
    if (seen) all.emplace_back(std::move(*seen));
  }
  return all;
}

namespace {

constexpr std::size_t workloads_tried = 6;
constexpr std::size_t certified_of_each = 24;
constexpr std::size_t enough_certified = 3;
/// A set of fewer is slow to come by, and may run out of attempts.
constexpr double enough_taken = 0.001;
/// Where fewer candidates than this share have just the same digits, one digit in twenty may differ.
constexpr std::size_t common = scouted / 200;

}  // namespace

/// The commonest workload of which enough candidates are certified.
void Strand::choose_workload(const std::vector<Seen>& seen, Bench& bench, Tally& tally) {
  std::vector<Workload> loads;
  for (const Seen& one : seen) loads.push_back(one.look.workload);
  std::vector<Workload> distinct = by_frequency(loads);
  distinct.resize(std::min(distinct.size(), workloads_tried));
  std::size_t best = 0;
  std::pair<Workload, int> chosen;
  candidates_taken_ = 0;
  for (const Workload& load : distinct) {
    workload_ = load;
    const auto same = static_cast<std::size_t>(std::count(loads.begin(), loads.end(), load));
    spare_digits_ = same >= common ? 0 : load.digits / 20;
    std::size_t tried = 0, held = 0;
    for (const Seen& one : seen) {
      if (!is_even(one.look.workload) || tried == certified_of_each || held == enough_certified) continue;
      ++tried;
      const Certificate certificate = certify(one.problem, bench);
      if (certificate.holds()) ++held;
      if (!certificate.holds()) tally.add(certificate);
    }
    if (held > best) {
      best = held;
      chosen = {load, spare_digits_};
      std::set<std::uint64_t> answers;
      for (const Seen& one : seen) {
        if (is_even(one.look.workload)) answers.insert(one.look.answers);
      }
      candidates_taken_ = static_cast<double>(answers.size() * held) / static_cast<double>(tried * scouted);
    }
    if (best == enough_certified) break;
  }
  workload_.reset();
  if (best > 0) std::tie(workload_, spare_digits_) = chosen;
}

bool Strand::ask_for_more(Bench& bench) {
  const bool asks_little = request_.kind == Question::Kind::final || request_.kind == Question::Kind::choice;
  if (!asks_little || all_steps_asked_ || !request_.pins.answer.ask.empty()) return false;
  Tally unused;
  const std::size_t before = also_asked_.size();
  for (std::uint64_t i = 0; i < plans_to_try() && also_asked_.size() == before; ++i) {
    const Plan one = plan(i, precisions().back());
    for (std::uint64_t k = 0; k < trials && also_asked_.size() == before; ++k) {
      Draw draw = stream(request_, Stream::trial, i, k);
      const auto seen = look(draw, one, {k, trials}, bench, unused);
      if (!seen) continue;
      const std::vector<std::string> asked = seen->problem->answer.ask;
      for (const std::string& quantity : bench.certifier.certify(*seen->problem).ask) {
        if (std::find(asked.begin(), asked.end(), quantity) == asked.end()) also_asked_.push_back(quantity);
      }
      if (also_asked_.size() == before) all_steps_asked_ = true;
      if (all_steps_asked_) return true;
    }
  }
  return also_asked_.size() > before;
}

bool Strand::finds_numbers(Bench& bench, Tally& tally) {
  also_asked_.clear();
  all_steps_asked_ = false;
  settle_what_is_asked(bench);
  do {
    choose_plans(bench, tally);
  } while (plans_.empty() && ask_for_more(bench));
  if (plans_.empty()) return false;
  choose_workload(scouts(bench, tally), bench, tally);
  return workload_ || request_.count == 1;  // a single problem is as much work as it is
}

/// @throws InputError naming the steps that would do
void Strand::refuse_steps() const {
  const std::string wrong = fmt::format(
      "the answers to {} of {} ({}) can be given without the work: a parameter moves by the learning rate whatever the "
      "gradient, does not move, or a number is copied",
      request_.steps == 1 ? "one step" : fmt::format("{} steps", request_.steps), optimizer_, family_.id);
  Request more = request_;
  for (++more.steps; more.steps <= request_.steps + steps_tried; ++more.steps) {
    Bench bench;
    if (!Strand(more, optimizer_, other_).may_be_worth_asking(bench)) continue;
    throw InputError({}, wrong, fmt::format("expected {} steps or more", more.steps));
  }
  refuse_pins(wrong);
  throw InputError({}, wrong, "expected another family, or other quantities to ask");
}

/// @throws InputError naming the pins to relax, if that would do
void Strand::refuse_pins(const std::string& wrong) const {
  const auto works = [&](const Request& request) {
    Bench bench;
    Tally unused;
    Strand strand(request, optimizer_, other_);
    return strand.may_be_worth_asking(bench) && strand.finds_anything(bench, unused);
  };
  const std::vector<std::string> relaxed = relaxations(request_, definition_, works);
  if (relaxed.empty()) return;
  throw InputError({}, wrong, "expected " + alternatives(relaxed) + " instead of what is pinned");
}

bool Strand::finds_anything(Bench& bench, Tally& tally) {
  bool is_rare = false;
  for (const double least_taken : {enough_taken, 0.0}) {
    for (const DecayValues values : {DecayValues::usual, DecayValues::drawn}) {
      for (const bool short_roots : {true, false}) {
        if (short_roots && !can_have_short_roots()) continue;
        decays_ = values;
        short_roots_ = short_roots;
        const bool found = finds_numbers(bench, tally);
        if (found && candidates_taken_ >= least_taken) return true;
        is_rare = is_rare || found;
      }
    }
    if (!is_rare) return false;
  }
  return false;
}

void Strand::scout(Bench& bench) {
  if (!may_be_worth_asking(bench)) refuse_steps();
  Tally tally;
  if (finds_anything(bench, tally)) return;
  const auto [wrong, expected] = tally.complaint(request_, optimizer_);
  refuse_pins(wrong);
  throw InputError({}, wrong, expected);
}

}  // namespace stepmark::problems
