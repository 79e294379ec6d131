#include "solver/marking/convention.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "solver/marking/diagnosis.hpp"

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
  for (const auto& line : judge.lines()) {
    const auto found = lines.find(key_of(judge.problem(), judge.tape().lines[*line]));
    matching.push_back(found == lines.end() ? std::nullopt : std::optional(found->second));
  }
  return matching;
}

}  // namespace

struct OtherEntries::Entry {
  std::string name;
  Judge judge;
};

OtherEntries::OtherEntries(const Judge& judge, std::vector<std::string> names)
    : judge_(judge), names_(std::move(names)) {}
OtherEntries::~OtherEntries() = default;

void OtherEntries::prepare() {
  if (std::exchange(prepared_, true)) return;
  for (const auto& [name, other] : worked_as(judge_.problem(), names_)) {
    try {
      auto lines = matching_lines(judge_, other);
      entries_.push_back(std::make_unique<Entry>(Entry{name, Judge(other, std::move(lines))}));
    } catch (const InputError&) {
      continue;  // undefined here
    }
  }
}

std::optional<std::vector<Judgement>> OtherEntries::judged_by(Entry& entry, const Sheet& sheet) {
  Sheet comparable = sheet;
  for (std::size_t i = 0; i < comparable.size(); ++i) {
    if (!entry.judge.lines()[i]) comparable[i] = Written{};
  }
  auto judgements = entry.judge.judge(comparable);
  for (std::size_t i = 0; i < sheet.size(); ++i) {
    const auto kind = judgements[i].kind;
    const bool fits = kind == Judgement::Kind::right || kind == Judgement::Kind::imprecise;
    if (sheet[i].kind == Written::Kind::number && !fits) return std::nullopt;
  }
  return judgements;
}

/// That random numbers would fit some entry: its share of the numbers of each line that is wrong in that asked.
double OtherEntries::chance(const Sheet& sheet, const MarkedSheet& marked) const {
  double product = 1;
  std::set<std::pair<Exact, std::string>> counted;  // components that are alike say no more than one of them
  for (std::size_t i = 0; i < marked.lines.size(); ++i) {
    const LineMark& mark = marked.lines[i];
    if (mark.verdict != Verdict::wrong && mark.verdict != Verdict::mistake && mark.verdict != Verdict::slip) continue;
    if (!counted.emplace(sheet[i].value, mark.expected).second) continue;
    const double size = std::fabs(judge_.scale(i).of(sheet[i].value));
    const double covered = 2 * judge_.unit(i) * static_cast<double>(entries_.size());
    product *= size > 0 ? std::min(1.0, covered / (1.5 * size)) : 1;
  }
  return product;
}

std::optional<OtherEntries::Fit> OtherEntries::fit(const Sheet& sheet, const MarkedSheet& marked) {
  prepare();
  if (chance(sheet, marked) > most_chance) return std::nullopt;
  Fit found;
  for (const auto& entry : entries_) {
    auto judgements = judged_by(*entry, sheet);
    if (!judgements) continue;
    if (found.names.empty()) found.judgements = std::move(*judgements);
    found.names.push_back(entry->name);
  }
  return found.names.empty() ? std::nullopt : std::optional(std::move(found));
}

}  // namespace stepmark::marking
