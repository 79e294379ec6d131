// What of a set could be had without the work, told from samples, and what is asked, shown or drawn otherwise for it.
#include <algorithm>
#include <map>

#include "problems/generate/strand.hpp"
#include "problems/generate/stream.hpp"
#include "solver/asked.hpp"

namespace stepmark::problems {

namespace {

constexpr std::uint64_t samples_wanted = 60, samples_drawn = 600;

/// Shares of lines, a hair less than all and than half of them.
constexpr double almost_all = 1 - 1e-9, almost_half = 0.5 - 1e-9;

/// The asked lines, sorted by `key`: the share of each key's that is guessed.
template <class Key>
auto guessed_shares(const Problem& problem, const std::vector<Guessed>& guessed, Key key) {
  const Tape tape = compile(problem);
  const auto key_of = [&](std::size_t line) {
    const Tape::Line& found = tape.lines[line];
    return key(found.t, problem.optimizer.equations[found.equation].quantity);
  };
  std::map<decltype(key_of(0)), double> lines, shares;
  for (const std::size_t line : asked_lines(problem, tape)) ++lines[key_of(line)];
  for (const Guessed& one : guessed) shares[key_of(one.line)] += 1 / lines[key_of(one.line)];
  return shares;
}

/// Was the candidate well enough to tell what can be had without the work?
bool tells_guesses(const FirstLook& look) {
  using Fault = FirstLook::Fault;
  return look.fault != Fault::undefined && look.fault != Fault::zero && look.fault != Fault::large;
}

bool is_unearned(const FirstLook& look) { return look.fault == FirstLook::Fault::unearned; }

}  // namespace

/// To figures where the precision is open, so that nothing is a copy because it is stated coarsely.
std::vector<Strand::Seen> Strand::samples(Bench& bench) const {
  const bool is_open = !request_.format.rounds() && !request_.pins.working;
  const Precision precision{is_open ? DecimalFormat::figures(5) : precisions().front().asked, 0};
  std::vector<Seen> all;
  for (std::uint64_t k = 0; k < samples_drawn && all.size() < samples_wanted; ++k) {
    Draw draw = stream(request_, Stream::sample, k, 0);
    // The last of a set: nothing is filled in yet.
    const Plan plan = plain_plan(k % plans_to_try(), precision);
    Glance seen = seen_at_first(draw, plan, {samples_wanted - 1, samples_wanted}, bench);
    if (tells_guesses(seen.look)) all.emplace_back(std::move(seen));
  }
  return all;
}

void Strand::choose_starts(Bench& bench) {
  starts_near_ = false;
  const std::vector<Seen> seen = samples(bench);
  const auto unearned = static_cast<std::size_t>(
      std::count_if(seen.begin(), seen.end(), [](const Seen& one) { return is_unearned(one.look); }));
  starts_near_ = unearned * 2 >= seen.size();
}

void Strand::fill_in_what_is_guessed(Bench& bench) {
  also_shown_.clear();
  if (request_.kind != Question::Kind::faded) return;
  std::map<std::pair<std::int64_t, std::string>, std::uint64_t> without_work;
  const std::vector<Seen> all = samples(bench);
  for (const Seen& seen : all) {
    const auto by_cell = [](std::int64_t t, const std::string& quantity) { return std::pair(t, quantity); };
    for (const auto& [cell, share] : guessed_shares(seen.problem, seen.look.guessed, by_cell)) {
      if (share > almost_all) ++without_work[cell];
    }
  }
  for (const auto& [cell, times] : without_work) {
    const bool is_result = cell.second == "theta" && cell.first == request_.first_step + request_.steps - 1;
    if (times * 2 >= all.size() && !is_result) also_shown_.push_back({cell.first, cell.second});
  }
}

void Strand::leave_out_guessed(const std::vector<Seen>& seen, double least_share) {
  std::map<std::string, std::uint64_t> without_work;
  for (const Seen& one : seen) {
    const auto by_quantity = [](std::int64_t, const std::string& quantity) { return quantity; };
    for (const auto& [quantity, share] : guessed_shares(one.problem, one.look.guessed, by_quantity)) {
      if (share > least_share) ++without_work[quantity];
    }
  }
  for (const auto& [quantity, times] : without_work) {
    const bool is_of_modifier = !definition_.find_equation(quantity);  // they are there to be asked
    if (times * 2 >= seen.size() && quantity != "theta" && !is_of_modifier) left_out_.push_back(quantity);
  }
}

bool Strand::settle_what_is_asked(Bench& bench) {
  left_out_.clear();
  choose_starts(bench);
  fill_in_what_is_guessed(bench);
  const auto is_worth = [&](const Seen& one) { return !is_unearned(one.look) && is_second_worth_asking(one.problem); };
  for (const double least_share : {almost_all, almost_half}) {
    const std::vector<Seen> seen = samples(bench);
    if (seen.empty() || std::any_of(seen.begin(), seen.end(), is_worth)) return true;  // or nobody can tell
    leave_out_guessed(seen, least_share);
  }
  const std::vector<Seen> seen = samples(bench);
  if (std::any_of(seen.begin(), seen.end(), is_worth)) return true;
  left_out_.clear();
  return false;
}

bool Strand::may_be_worth_asking(Bench& bench) {
  for (const DecayValues values : {DecayValues::usual, DecayValues::drawn}) {
    decays_ = values;
    if (settle_what_is_asked(bench)) return true;
  }
  return false;
}

}  // namespace stepmark::problems
