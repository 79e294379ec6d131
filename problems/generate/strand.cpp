#include "problems/generate/strand.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

namespace stepmark {

namespace {

/// What a stream of numbers is for; part of its key.
enum class Stream : std::uint64_t { plan = 1, trial = 2, scout = 3, problem = 4 };

Draw stream(const Request& request, Stream what, std::uint64_t a, std::uint64_t b) {
  return Draw({request.seed, static_cast<std::uint64_t>(what), a, b});
}

DecimalFormat with_guard(DecimalFormat format, int guard) {
  format.digits += guard;
  return format;
}

std::string count_of_steps(std::int64_t steps) {
  static const std::vector<std::string> words = {"One", "Two", "Three", "Four", "Five", "Six"};
  const std::string number = steps <= 6 ? words[static_cast<std::size_t>(steps) - 1] : std::to_string(steps);
  return number + (steps == 1 ? " step of " : " steps of ");
}

/// State that is made of squares is positive.
bool is_positive(const Definition& definition, const std::string& quantity) {
  bool squares = false;
  for_each(definition.find_equation(quantity)->right,
           [&](const Expression& part) { squares = squares || part.as<Power>(); });
  return squares;
}

}  // namespace

Strand::Strand(const Request& request, std::string optimizer, std::string other)
    : request_(request),
      optimizer_(std::move(optimizer)),
      other_(std::move(other)),
      definition_(find_definition(optimizer_)),
      family_(find_family(request.family)) {
  if (!other_.empty()) other_definition_ = find_definition(other_);
}

// ------------------------------------------------------------------------------------------------------------ drafting

namespace {

/// "Adam": without what tells conventions apart.
std::string short_title(const Definition& definition) {
  const std::string& title = definition.title.empty() ? definition.name : definition.title;
  return title.substr(0, title.find(','));
}

}  // namespace

std::string Strand::title_of(const Draft& draft, const std::string& remark) const {
  std::string title = count_of_steps(draft.steps) + short_title(definition_);
  if (other_definition_) title += " and of " + short_title(*other_definition_);
  title += ' ' + family_.on;
  if (draft.steps_done > 0) title += ", from step " + std::to_string(draft.steps_done + 1) + " on";
  return remark.empty() ? title : title + ": " + remark;
}

void Strand::draw_state(Draw& draw, Draft& draft) const {
  draft.steps_done = request_.first_step - 1;
  for (const std::string& quantity : carried_quantities(definition_)) {
    const bool is_vector = definition_.find_equation(quantity)->shape == Shape::vector;
    std::vector<Exact>& values = draft.state[quantity];
    for (std::size_t i = 0; i < (is_vector ? draft.objective.start.size() : 1); ++i) {
      const bool positive = is_positive(definition_, quantity);
      values.push_back(positive ? draw.decimal(10, 400, 2) : draw.signed_decimal(1, 20, 1));
    }
  }
}

Draft Strand::draft(Draw& draw, const Plan& plan, const Place& place) const {
  Draft draft;
  Family::Drawn drawn = family_.draw(draw, {request_.level, request_.dimension, request_.steps});
  draft.objective = std::move(drawn.objective);
  draft.optimizer = optimizer_;
  draft.steps = request_.steps;
  draft.hyperparameters = plan.values;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    const std::vector<Exact>& column = draw.pick(plan.columns[i]);
    const Exact sign = draw.coin() ? 1 : -1;
    for (std::size_t t = 0; t < column.size(); ++t) draft.objective.gradients[t][i] = sign * column[t];
  }
  std::string remark;
  if (drawn.rate && !takes_roots(definition_)) {
    for (auto& [name, value] : draft.hyperparameters) {
      if (name == learning_rate_of(definition_)) value = *drawn.rate, remark = drawn.remark;
    }
  }
  draft.working.round = with_guard(request_.format, plan.guard);
  draft.working.carry = Working::Carry::rounded;
  if (plan.guard > 0) draft.answer.give = request_.format;
  if (request_.first_step > 1) draw_state(draw, draft);
  set_kind(draft, request_.kind, definition_, place);
  if (other_definition_) {
    draft.question.other = other_definition_;
    draft.question.other_name = other_;
  }
  draft.title = title_of(draft, remark);
  return draft;
}

// ------------------------------------------------------------------------------------------------------------- looking

std::optional<Strand::Seen> Strand::look(Draw& draw, const Plan& plan, const Place& place, Tally& tally) const {
  Seen seen;
  seen.draft = draft(draw, plan, place);
  seen.problem = to_problem(seen.draft, definition_);
  LookFor demands;
  demands.perfect_roots = wants_short_roots();
  demands.zero_allowed = family_.gives_gradients;
  demands.most_size = request_.level == Level::hard ? 10'000 : 1000;
  seen.look = first_look(seen.problem, compile(seen.problem), demands);
  if (seen.look.fault == FirstLook::Fault::none) return seen;
  tally.add(refusal_of(seen.look.fault));
  return std::nullopt;
}

namespace {

/// The same problem for the second optimizer.
Problem other_problem(const Problem& problem) {
  Problem other = problem;
  other.base = other.optimizer = *problem.question.other;
  for (Hyperparameter& hyper : other.optimizer.hyperparameters) {
    if (const Hyperparameter* given = problem.optimizer.find_hyperparameter(hyper.name)) hyper.value = given->value;
  }
  other.question = {};
  other.answer.ask.clear();
  for (const Equation& equation : other.optimizer.equations) other.answer.ask.push_back(equation.quantity);
  return other;
}

}  // namespace

Certificate Strand::certify(const Seen& seen, Certifier& certifier) const {
  if (other_definition_) {
    Certificate other = certifier.certify(other_problem(seen.problem), Evidence::brief);
    if (!other.holds()) return other;
  }
  return certifier.certify(seen.problem, Evidence::brief);
}

bool Strand::is_even(const Workload& workload) const {
  if (!workload_) return true;
  return workload.same_operations(*workload_) && std::abs(workload.digits - workload_->digits) <= spare_digits_;
}

std::optional<Generated> Strand::candidate(const Place& place, std::uint64_t attempt, Certifier& certifier,
                                           const std::function<bool(std::uint64_t)>& is_known, Tally& tally) const {
  const auto refuse = [&](auto why) {
    tally.add(why);
    return std::nullopt;
  };
  Draw draw = stream(request_, Stream::problem, place.number, attempt);
  auto seen = look(draw, draw.pick(plans_), place, tally);
  if (!seen) return std::nullopt;
  if (!is_even(seen->look.workload)) return refuse(Refusal::uneven);
  if (is_known(seen->look.answers)) return refuse(Refusal::repeated);
  Certificate certificate = certify(*seen, certifier);
  if (!certificate.holds()) return refuse(certificate);
  if (!finish_kind(seen->draft, seen->problem, certificate, draw, place)) return refuse(Refusal::kind);
  seen->problem.question = seen->draft.question;
  return Generated{place.number,
                   attempt,
                   seen->look.answers,
                   std::move(seen->draft),
                   std::move(seen->problem),
                   std::move(certificate),
                   seen->look.workload};
}

// ------------------------------------------------------------------------------------------------------------ scouting

namespace {

constexpr std::uint64_t plans_tried = 24;
constexpr std::uint64_t trials = 60;  ///< of each plan
constexpr int most_guard = 2;
/// Below this share of candidates that pass the first look, more digits are worked with.
constexpr std::uint64_t too_few = plans_tried * trials / 200;
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
    const FirstLook look = first_look(problem, compile(problem), {true, true, 1000});
    if (look.fault == FirstLook::Fault::root || look.fault == FirstLook::Fault::undefined) continue;
    if (std::find(found.begin(), found.end(), column) == found.end()) found.push_back(std::move(column));
  }
  return found;
}

Plan Strand::plan(std::uint64_t number, int guard) const {
  Draw values = stream(request_, Stream::plan, number, 0);
  Plan plan{draw_values(values, definition_, request_.level), guard};
  if (!wants_short_roots() || !family_.gives_gradients || request_.first_step > 1) return plan;
  std::vector<std::vector<std::vector<Exact>>> columns;
  for (std::size_t i = 0; i < request_.dimension; ++i) {
    columns.push_back(short_rooted(plan, i, stream(request_, Stream::plan, number, i + 1)));
    if (columns.back().empty()) return plan;
  }
  plan.columns = std::move(columns);
  return plan;
}

/// The plans with which the most candidates pass the first look, down to a third of the best.
void Strand::find_plans(int guard, Tally& tally) {
  std::vector<std::pair<std::uint64_t, Plan>> tried;
  std::uint64_t best = 0, all = 0;
  for (std::uint64_t i = 0; i < plans_tried; ++i) {
    Plan one = plan(i, guard);
    std::uint64_t passed = 0;
    for (std::uint64_t k = 0; k < trials; ++k) {
      Draw draw = stream(request_, Stream::trial, i, k);
      passed += look(draw, one, {k, trials}, tally).has_value();
    }
    best = std::max(best, passed);
    all += passed;
    tried.emplace_back(passed, std::move(one));
  }
  plans_.clear();
  if (all < too_few && guard < most_guard) return;
  for (auto& [passed, one] : tried) {
    if (passed > 0 && passed * 3 >= best) plans_.push_back(std::move(one));
  }
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

void Strand::scout(Certifier& certifier) {
  Tally tally;
  for (int guard = 0; guard <= most_guard && plans_.empty(); ++guard) find_plans(guard, tally);
  if (!plans_.empty()) choose_workload(scouts(tally), certifier, tally);
  if (!workload_) tally.give_up(request_, optimizer_);
}

}  // namespace stepmark
