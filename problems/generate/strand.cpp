#include "problems/generate/strand.hpp"

#include <algorithm>
#include <cstdlib>

#include "lib/problem/other_optimizer.hpp"
#include "problems/generate/stream.hpp"
#include "problems/kind/evidence.hpp"
#include "problems/worth.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/trace/evaluate.hpp"
#include "solver/visible.hpp"

namespace stepmark::problems {

namespace {

/// "Two steps of Adam"
Message steps_of(std::int64_t steps, const Message& name) {
  static const std::vector<Message> words = {message("Two"), message("Three"), message("Four"), message("Five"),
                                             message("Six")};
  if (steps == 1) return message("One step of {name}", {{"name", name}});
  const bool in_words = steps - 2 < static_cast<std::int64_t>(words.size());
  const Message number = in_words ? words[static_cast<std::size_t>(steps) - 2] : Message(std::to_string(steps));
  return message("{number} steps of {name}", {{"number", number}, {"name", name}});
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
      bare_(bare(definition_)),
      modified_(apply(request.pins.modifiers, definition_)),
      rates_(learning_rates(definition_)),
      sign_step_rates_(sign_step_rates(definition_)),
      gradient_lines_(gradient_equations(modified_)),
      family_(find_family(request.family)) {
  if (!other_.empty()) other_definition_ = find_definition(other_);
  titles_ = titles();
}

// ------------------------------------------------------------------------------------------------------------ drafting

namespace {

/// "Adam": without what tells conventions apart.
Message short_title(const Definition& definition) {
  const std::string& title = definition.title.empty() ? definition.name : definition.title;
  return message_in("optimizer", title.substr(0, title.find(',')));
}

}  // namespace

namespace {

/// What a title may be, the plainest in front. None says what is asked for.
std::vector<Message> titles_of(Question::Kind kind, const Message& steps, const Message& name, const Message& on) {
  const std::vector<Message::Value> both = {{"name", name}, {"on", on}};
  const Message steps_on = message("{steps} {on}", {{"steps", steps}, {"on", on}});
  switch (kind) {
    case Question::Kind::effect:
      return {message("What {name} does {on}", both), message("Watching {name}", both),
              message("{name} and its settings", both)};
    case Question::Kind::which:
      return {message("Which optimizer was it?"), message("Optimizers and their tables"),
              message("Telling optimizers apart {on}", both)};
    case Question::Kind::missing_hyperparameter:
      return {message("{name} with a value missing", both), message("Reading a table of {name}", both),
              message("{name}, worked backwards", both)};
    case Question::Kind::find_error:
      return {steps_on, message("{name}: checking a working", both), message("A student's {name}", both)};
    default:
      return {steps_on, message("{name} by hand", both), message("{name} {on}", both)};
  }
}

}  // namespace

std::vector<Message> Strand::titles() const {
  const Message name = short_title(definition_);
  const Message both =
      other_definition_ ? message("{one} and of {other}", {{"one", name}, {"other", short_title(*other_definition_)}})
                        : name;
  std::vector<Message> all = titles_of(request_.kind, steps_of(request_.steps, both), both, message(family_.on));
  if (other_definition_) all.resize(1);
  if (request_.first_step == 1) return all;
  for (Message& title : all) {
    title = message("{title}, from step {t} on", {{"title", std::move(title)}, {"t", request_.first_step}});
  }
  return all;
}

/// A set has titles in turn; the variants of one question have one.
const Message& Strand::title_at(const Place& place) const {
  const std::uint64_t turn = place.number < place.count ? place.number / (request_.optimizers.size()) : 0;
  return titles_[static_cast<std::size_t>(turn % titles_.size())];
}

void Strand::draw_state(Draw& draw, Draft& draft) const {
  draft.steps_done = request_.first_step - 1;
  draft.state = request_.pins.state;
  if (!draft.state.empty()) return;
  if (needs_previous(definition_)) {
    for (const Exact& now : draft.objective.start)
      draft.state["previous"].push_back(now + draw.signed_decimal(1, 9, 1));
  }
  for (const std::string& quantity : carried_quantities(modified_)) {
    const bool is_vector = modified_.find_equation(quantity)->shape == Shape::vector;
    std::vector<Exact>& values = draft.state[quantity];
    for (std::size_t i = 0; i < (is_vector ? draft.objective.start.size() : 1); ++i) {
      const bool positive = is_positive(modified_, quantity);
      values.push_back(positive ? draw.decimal(10, 400, 2) : draw.signed_decimal(1, 20, 1));
    }
  }
}

/// As pinned; the precision is the plan's, unless that too is pinned and no other asked for.
void Strand::set_working(Draft& draft, const Precision& precision) const {
  const auto& pinned = request_.pins.working;
  draft.working = pinned.value_or(Working{{}, Working::Carry::rounded});
  draft.answer.give = request_.pins.answer.give;
  if (pinned && !request_.format.rounds()) return;
  draft.working.round = precision.asked;
  draft.working.round.digits += precision.guard;
  if (precision.guard > 0) draft.answer.give = precision.asked;
}

void Strand::fill_in(Draft& draft) const {
  std::vector<Question::Cell>& shown = draft.question.shown;
  for (const Question::Cell& cell : also_shown_) {
    if (std::find(shown.begin(), shown.end(), cell) == shown.end()) shown.push_back(cell);
  }
}

void Strand::leave_out(Draft& draft) const {
  if (left_out_.empty()) return;
  std::vector<std::string>& ask = draft.answer.ask;
  if (ask.empty()) {
    for (const Equation& equation : modified_.equations) ask.push_back(equation.quantity);
  }
  std::erase_if(ask, [&](const std::string& quantity) {
    return std::find(left_out_.begin(), left_out_.end(), quantity) != left_out_.end();
  });
}

/// Of an adaptive method.
std::optional<Exact> Strand::step_length(const Plan& plan) const {
  if (!starts_near_ || sign_step_rates_.empty()) return std::nullopt;
  Exact length = 1;
  for (const auto& [name, value] : plan.values) {
    const bool is_rate = std::find(sign_step_rates_.begin(), sign_step_rates_.end(), name) != sign_step_rates_.end();
    if (is_rate) length = length * value;
  }
  return length;
}

Draft Strand::draft(Draw& draw, const Plan& plan, const Place& place) const {
  Draft draft;
  Family::Drawn drawn = family_.draw(draw, {request_.level, request_.dimension, request_.steps, step_length(plan)});
  draft.objective = std::move(drawn.objective);
  draft.optimizer = optimizer_;
  draft.steps = request_.steps;
  draft.hyperparameters = plan.values;
  draft.modifiers = request_.pins.modifiers;
  draft.marks = request_.pins.marks;
  if (!request_.pins.start.empty()) draft.objective.start = request_.pins.start;
  if (draft.objective.names.empty()) draft.objective.names = request_.pins.names;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    const std::vector<Exact>& column = draw.pick(plan.columns[i]);
    const Exact sign = draw.coin() ? 1 : -1;
    for (std::size_t t = 0; t < column.size(); ++t) draft.objective.gradients[t][i] = sign * column[t];
  }
  if (drawn.rate && !rates_.empty() && !takes_roots(definition_) && !request_.pins.find(rates_.front())) {
    for (auto& [name, value] : draft.hyperparameters) {
      if (name == rates_.front()) value = *drawn.rate;
    }
  }
  set_working(draft, plan.precision);
  if (request_.first_step > 1) draw_state(draw, draft);
  set_kind(draft, request_.kind, modified_, place);
  fill_in(draft);
  leave_out(draft);
  draft.answer.ask.insert(draft.answer.ask.end(), also_asked_.begin(), also_asked_.end());
  if (all_steps_asked_) draft.answer.last_step_only = false;
  const Answer& pinned = request_.pins.answer;
  if (!pinned.ask.empty()) draft.answer.ask = pinned.ask;
  if (!pinned.ask.empty() || pinned.last_step_only) draft.answer.last_step_only = pinned.last_step_only;
  if (request_.kind == Question::Kind::which && request_.optimizers.size() > 1) {
    draft.question.optimizer_names = request_.optimizers;
  }
  if (other_definition_) {
    draft.question.other = other_definition_;
    draft.question.other_name = other_;
  }
  draft.said_title = title_at(place);
  draft.title = draft.said_title;
  return draft;
}

// ------------------------------------------------------------------------------------------------------------- looking

const Problem& Strand::problem_of(const Draft& draft, Bench& bench) const {
  const bool is_ours = bench.strand == this && bench.problem;
  if (is_ours && is_renewable(draft)) {
    renew(*bench.problem, draft, bare_, *functions_);
  } else {
    bench.problem = to_problem(draft, bare_, *functions_);
    unify(bench.problem->optimizer, modified_);
  }
  bench.strand = this;
  return *bench.problem;
}

Strand::Glance Strand::seen_at_first(Draw& draw, const Plan& plan, const Place& place, Bench& bench) const {
  Glance seen{draft(draw, plan, place), nullptr, {}};
  seen.problem = &problem_of(seen.draft, bench);
  LookFor demands;
  demands.perfect_roots = short_roots_;
  if (!family_.gives_gradients) demands.never_zero = gradient_lines_;
  demands.sign_step_rates = sign_step_rates_;
  demands.most_size = request_.level == Level::hard ? 10'000 : 1000;
  seen.look = first_look(*seen.problem, bench.tapes.of(*seen.problem), demands);
  return seen;
}

std::optional<Strand::Glance> Strand::look(Draw& draw, const Plan& plan, const Place& place, Bench& bench,
                                           Tally& tally) const {
  Glance seen = seen_at_first(draw, plan, place, bench);
  if (seen.look.fault == FirstLook::Fault::none) return seen;
  tally.add(refusal_of(seen.look.fault));
  return std::nullopt;
}

Problem Strand::second(const Problem& problem) const {
  Problem other = second_of_comparison(problem);
  if (!family_.gives_gradients) return other;
  std::erase_if(other.answer.ask, [&](const std::string& quantity) {  // what is given is not asked
    const auto* gradient = other.optimizer.find_equation(quantity)->right.as<Call>();
    return gradient && gradient->function == Function::grad;
  });
  return other;
}

bool Strand::is_second_worth_asking(const Problem& problem) const {
  if (!other_definition_) return true;
  const Problem other = second(problem);
  LookFor demands;
  demands.sign_step_rates = sign_step_rates(*other_definition_);
  return first_look(other, compile(other), demands).fault != FirstLook::Fault::unearned;
}

/// What stays undecided (the distance of a wrong method whose value is a zero of exponentials, say) is not certified.
Certificate Strand::certify(const Problem& problem, Bench& bench) const try {
  if (other_definition_) {
    Certificate other = bench.certifier.certify(second(problem), Evidence::brief);
    if (!other.holds()) return other;
  }
  return bench.certifier.certify(problem, Evidence::brief);
} catch (const NoValue& none) {
  Certificate refused;
  refused.reasons = {std::string(none.what())};
  return refused;
}

bool Strand::is_even(const Workload& workload) const {
  if (!workload_) return true;
  return workload.same_operations(*workload_) && std::abs(workload.digits - workload_->digits) <= spare_digits_;
}

std::optional<Generated> Strand::candidate(const Place& place, std::uint64_t attempt, Bench& bench,
                                           const std::function<bool(std::uint64_t)>& is_known, Tally& tally) const {
  const auto refuse = [&](auto why) {
    tally.add(why);
    return std::nullopt;
  };
  Draw draw = stream(request_, Stream::problem, place.number, attempt);
  auto seen = look(draw, draw.pick(plans_), place, bench, tally);
  if (!seen) return std::nullopt;
  if (!is_even(seen->look.workload)) return refuse(Refusal::uneven);
  if (is_known(seen->look.answers)) return refuse(Refusal::repeated);
  Certificate certificate = certify(*seen->problem, bench);
  if (!certificate.holds()) return refuse(certificate);
  if (!finish_kind(seen->draft, *seen->problem, certificate, draw, place, request_.pins.hyperparameters))
    return refuse(Refusal::kind);
  Problem problem = to_problem(seen->draft, definition_, *functions_);
  unify(problem.optimizer, modified_);
  // As the file is read, nothing may be left out: see asking_for_what_shows.
  if (asking_for_what_shows(problem).answer.ask != problem.answer.ask) return refuse(Refusal::zero);
  if (auto own = certificate_of_kind(problem)) {
    if (!own->holds()) return refuse(Refusal::kind);
    certificate = std::move(*own);
  }
  return Generated{place.number,       attempt,
                   seen->look.answers, std::move(seen->draft),
                   std::move(problem), std::move(certificate),
                   seen->look.workload};
}

}  // namespace stepmark::problems
