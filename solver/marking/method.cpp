#include "solver/marking/method.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/other_optimizer.hpp"

namespace stepmark::marking {

namespace {

/// What is carried from step to step, and all that it is worked out from, parameters aside.
std::set<std::string> what_makes_state(const Definition& definition) {
  std::vector<std::string> open = carried_quantities(definition);
  std::set<std::string> known(open.begin(), open.end());
  while (!open.empty()) {
    const Equation* equation = definition.find_equation(open.back());
    open.pop_back();
    for (const Name& name : names_in(equation->right)) {
      const bool quantity = name.symbol != "theta" && definition.find_equation(name.symbol);
      if (quantity && known.insert(name.symbol).second) open.push_back(name.symbol);
    }
  }
  return known;
}

/// The right-hand side with every subscript counted from what its quantity is called behind the step, since theta[t+1]
/// of one book is theta[t] of another.
Expression from_behind_the_step(const Definition& definition, const std::string& quantity) {
  return rewrite(definition.find_equation(quantity)->right, [&](const Expression& e) -> std::optional<Expression> {
    const Name* found = e.as<Name>();
    const Equation* named = found && found->index ? definition.find_equation(found->symbol) : nullptr;
    if (!named || found->index->base.empty()) return std::nullopt;
    return name(found->symbol, Index{found->index->base, found->index->offset - named->offset});
  });
}

bool has_same_state(const Definition& a, const Definition& b) {
  const std::set<std::string> quantities = what_makes_state(a);
  return quantities == what_makes_state(b) &&
         std::all_of(quantities.begin(), quantities.end(), [&](const std::string& quantity) {
           return from_behind_the_step(a, quantity) == from_behind_the_step(b, quantity);
         });
}

}  // namespace

std::vector<std::pair<std::string, Problem>> worked_as(const Problem& problem, const std::vector<std::string>& names) {
  std::vector<std::pair<std::string, Problem>> others;
  for (const std::string& name : names) {
    if (name == problem.base.name) continue;
    try {
      Problem other = with_optimizer(problem, catalogue_definition(name));
      if (!problem.state || has_same_state(problem.optimizer, other.optimizer)) {
        others.emplace_back(name, std::move(other));
      }
    } catch (const InputError&) {
      continue;  // a modifier has nothing to act on in it
    }
  }
  return others;
}

std::vector<std::pair<std::string, Problem>> other_conventions(const Problem& problem) {
  return worked_as(problem, conventions_of(problem.base));
}

namespace {

using LineKey = std::tuple<std::int64_t, std::string, std::optional<std::size_t>>;

LineKey key_of(const Problem& problem, const Tape::Line& line) {
  return {line.t, problem.optimizer.equations[line.equation].quantity, line.component};
}

/// The lines of `other` that state what the lines of `judge` state.
std::vector<std::optional<std::size_t>> matching_lines(const Judge& judge, const Problem& other) {
  std::map<LineKey, std::size_t> lines;
  const Tape tape = compile(other);
  for (std::size_t i = 0; i < tape.lines.size(); ++i) lines[key_of(other, tape.lines[i])] = i;
  std::vector<std::optional<std::size_t>> matching;
  for (const auto& line : judge.key().lines()) {
    const auto found = lines.find(key_of(judge.key().problem(), judge.key().tape().lines[*line]));
    matching.push_back(found == lines.end() ? std::nullopt : std::optional(found->second));
  }
  return matching;
}

/// Are there wrong lines that no single mistake accounts for?
bool leaves_much(const Evidence& evidence, const Cover& cover) {
  const auto is_slip = [](const Found& found) { return found.causes.front().kind == Cause::Kind::slip; };
  const auto slips = std::count_if(cover.found.begin(), cover.found.end(), is_slip);
  return slips > 1 || std::any_of(cover.open.begin(), cover.open.end(),
                                  [&](std::size_t position) { return evidence.is_faulty(position); });
}

}  // namespace

Method::Method(std::optional<Cause> cause, double price, std::unique_ptr<Judge> judge, MethodStore& methods)
    : cause_(std::move(cause)), price_(price), judge_(std::move(judge)), methods_(methods) {}

Account Method::judged(const Sheet& sheet) {
  const auto& lines = judge_->key().lines();
  const bool has_all = std::all_of(lines.begin(), lines.end(), [](const auto& line) { return line.has_value(); });
  if (has_all) return judged_as_it_is(sheet);
  Sheet comparable = sheet;
  for (std::size_t i = 0; i < comparable.size(); ++i) {
    if (!lines[i]) comparable[i] = Written{};
  }
  return judged_as_it_is(comparable);
}

Account Method::judged_as_it_is(const Sheet& comparable) {
  Account account;
  account.judgements = judge_->judge(comparable);
  account.unexplained = account.bits = price_;
  const bool needs_no_cause =
      std::all_of(account.judgements.begin(), account.judgements.end(), [](const Judgement& judgement) {
        using Kind = Judgement::Kind;
        return judgement.kind != Kind::faulty && judgement.kind != Kind::imprecise && !judgement.despite_own;
      });
  if (needs_no_cause) return account;
  const Evidence evidence(*judge_, comparable, account.judgements);
  account.unexplained = account.bits += evidence.cost();
  return account;
}

void Method::explain(const Sheet& sheet, Account& account) {
  Evidence evidence(*judge_, sheet, account.judgements);
  if (evidence.open().empty()) return;
  if (!wrong_working_) wrong_working_.emplace(*judge_, methods_);
  if (!slips_) slips_.emplace(*judge_);
  slips_->begin(sheet, evidence);
  slips_->simple_slips();
  const bool in_doubles = judge_->key().is_told_by_doubles();
  if (in_doubles) {
    wrong_working_->begin(evidence);
    wrong_working_->mistakes();
    wrong_working_->misread_values();
    slips_->other_slips();
  }
  Cover cover = cheapest_cover(evidence);
  if (in_doubles && leaves_much(evidence, cover)) {
    const std::vector<Found> found = cover.found;
    for (const Found& each : found) slips_->slips_on(Hypothesis(evidence.hypotheses()[each.hypothesis]));
    if (!cause_) wrong_working_->mistakes_in_pairs();
    cover = cheapest_cover(evidence);
  }
  account.pattern = take_pattern(evidence, cover);
  account.found = std::move(cover.found);
  account.bits = account.unexplained - (evidence.cost() - cover.bits);
}

std::vector<std::unique_ptr<Method>> other_methods(const Judge& asked, MethodStore& wrong_methods) {
  std::vector<std::unique_ptr<Method>> methods;
  const auto add = [&](Cause::Kind kind, Assumption assumption, const std::vector<std::string>& names) {
    const double price = bits_of(assumption) + bits_of_choice(names.size());
    for (const auto& [name, other] : worked_as(asked.key().problem(), names)) {
      try {
        auto lines = matching_lines(asked, other);
        methods.push_back(std::make_unique<Method>(Cause{kind, name}, price,
                                                   std::make_unique<Judge>(other, std::move(lines)), wrong_methods));
      } catch (const InputError&) {
        continue;  // undefined here
      }
    }
  };
  add(Cause::Kind::convention, Assumption::convention, conventions_of(asked.key().problem().base));
  add(Cause::Kind::variant, Assumption::variant, variants_of(asked.key().problem().base));
  return methods;
}

}  // namespace stepmark::marking
