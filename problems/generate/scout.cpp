// Which numbers work for an optimizer, and how much work its problems will be.
#include <algorithm>
#include <map>
#include <tuple>

#include "problems/generate/strand.hpp"
#include "problems/generate/stream.hpp"

namespace stepmark::problems {

namespace {

constexpr std::uint64_t plans_tried = 24;
constexpr std::uint64_t trials = 60;  ///< of each plan
constexpr int most_guard = 2;
constexpr std::size_t certified_trials = 4;
/// Where all plans together are worth less, another precision is tried.
constexpr std::size_t enough_worth = certified_trials * plans_tried * trials / 200;
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

bool Strand::wants_short_roots() const { return request_.level == Level::easy && takes_roots(definition_); }

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
    const Problem problem = to_problem(one, definition_);
    const FirstLook look = first_look(problem, compile(problem), {true, {}, 1000});
    if (look.fault == FirstLook::Fault::root || look.fault == FirstLook::Fault::undefined) continue;
    if (std::find(found.begin(), found.end(), column) == found.end()) found.push_back(std::move(column));
  }
  return found;
}

Plan Strand::plan(std::uint64_t number, const Precision& precision) const {
  Draw values = stream(request_, Stream::plan, number, 0);
  Plan plan{draw_values(values, definition_, rates_, request_.level), precision, {}};
  if (!wants_short_roots() || !family_.gives_gradients || request_.first_step > 1) return plan;
  std::vector<std::vector<std::vector<Exact>>> columns;
  for (std::size_t i = 0; i < request_.dimension; ++i) {
    columns.push_back(short_rooted(plan, i, stream(request_, Stream::plan, number, i + 1)));
    if (columns.back().empty()) return plan;
  }
  plan.columns = std::move(columns);
  return plan;
}

/// How many of a plan's trials pass the first look, times how many of a few of these are certified.
std::size_t Strand::worth(const Plan& plan, std::uint64_t number, Certifier& certifier, Tally& tally) const {
  std::size_t passed = 0, tried = 0, held = 0;
  for (std::uint64_t k = 0; k < trials; ++k) {
    Draw draw = stream(request_, Stream::trial, number, k);
    const auto seen = look(draw, plan, {k, trials}, tally);
    passed += seen.has_value();
    if (!seen || tried == certified_trials) continue;
    ++tried;
    const Certificate certificate = certify(*seen, certifier);
    held += certificate.holds();
    if (!certificate.holds()) tally.add(certificate);
  }
  return passed * held;
}

std::vector<Precision> Strand::precisions() const {
  std::vector<DecimalFormat> formats = {request_.format};
  if (!request_.format.rounds()) {
    formats = {usual_format(request_.level), DecimalFormat::figures(4)};
  }
  std::vector<Precision> all;
  for (const DecimalFormat& format : formats) {
    for (int guard = 0; guard <= most_guard; ++guard) all.push_back({format, guard});
  }
  return all;
}

/// The plans that are worth the most, down to a third of the best, and what all together are worth.
Strand::Found Strand::find_plans(const Precision& precision, Certifier& certifier, Tally& tally) const {
  std::vector<std::pair<std::size_t, Plan>> tried;
  std::size_t best = 0;
  Found found;
  for (std::uint64_t i = 0; i < plans_tried; ++i) {
    Plan one = plan(i, precision);
    const std::size_t worth = this->worth(one, i, certifier, tally);
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
void Strand::choose_plans(Certifier& certifier, Tally& tally) {
  Found best;
  for (const Precision& precision : precisions()) {
    Found found = find_plans(precision, certifier, tally);
    if (found.worth > best.worth) best = std::move(found);
    if (best.worth >= enough_worth) break;
  }
  plans_ = std::move(best.plans);
}

std::vector<Strand::Seen> Strand::scouts(Tally& tally) const {
  std::vector<Seen> all;
  for (std::uint64_t i = 0; i < scouted; ++i) {
    Draw draw = stream(request_, Stream::scout, i, 0);
    auto seen = look(draw, draw.pick(plans_), {i % request_.count, request_.count}, tally);
    if (seen) all.push_back(std::move(*seen));
  }
  return all;
}

namespace {

constexpr std::size_t workloads_tried = 6;
constexpr std::size_t certified_of_each = 24;
constexpr std::size_t enough_certified = 3;
/// Where fewer candidates than this share have just the same digits, one digit in twenty may differ.
constexpr std::size_t common = scouted / 200;

}  // namespace

/// The commonest workload of which enough candidates are certified.
void Strand::choose_workload(const std::vector<Seen>& seen, Certifier& certifier, Tally& tally) {
  std::vector<Workload> loads;
  for (const Seen& one : seen) loads.push_back(one.look.workload);
  std::vector<Workload> distinct = by_frequency(loads);
  distinct.resize(std::min(distinct.size(), workloads_tried));
  std::size_t best = 0;
  std::pair<Workload, int> chosen;
  for (const Workload& load : distinct) {
    workload_ = load;
    const auto same = static_cast<std::size_t>(std::count(loads.begin(), loads.end(), load));
    spare_digits_ = same >= common ? 0 : load.digits / 20;
    std::size_t tried = 0, held = 0;
    for (const Seen& one : seen) {
      if (!is_even(one.look.workload) || tried == certified_of_each || held == enough_certified) continue;
      ++tried;
      const Certificate certificate = certify(one, certifier);
      if (certificate.holds()) ++held;
      if (!certificate.holds()) tally.add(certificate);
    }
    if (held > best) best = held, chosen = {load, spare_digits_};
    if (best == enough_certified) break;
  }
  workload_.reset();
  if (best > 0) std::tie(workload_, spare_digits_) = chosen;
}

bool Strand::ask_for_more(Certifier& certifier) {
  const bool asks_little = request_.kind == Question::Kind::final || request_.kind == Question::Kind::choice;
  if (!asks_little || all_steps_asked_) return false;
  Tally unused;
  const std::size_t before = also_asked_.size();
  for (std::uint64_t i = 0; i < plans_tried && also_asked_.size() == before; ++i) {
    const Plan one = plan(i, precisions().back());
    for (std::uint64_t k = 0; k < trials && also_asked_.size() == before; ++k) {
      Draw draw = stream(request_, Stream::trial, i, k);
      const auto seen = look(draw, one, {k, trials}, unused);
      if (!seen) continue;
      const std::vector<std::string> asked = seen->problem.answer.ask;
      for (const std::string& quantity : certifier.certify(seen->problem).ask) {
        if (std::find(asked.begin(), asked.end(), quantity) == asked.end()) also_asked_.push_back(quantity);
      }
      if (also_asked_.size() == before) all_steps_asked_ = true;
      if (all_steps_asked_) return true;
    }
  }
  return also_asked_.size() > before;
}

void Strand::scout(Certifier& certifier) {
  Tally tally;
  do {
    choose_plans(certifier, tally);
  } while (plans_.empty() && ask_for_more(certifier));
  if (!plans_.empty()) choose_workload(scouts(tally), certifier, tally);
  if (!workload_) tally.give_up(request_, optimizer_);
}

}  // namespace stepmark::problems
