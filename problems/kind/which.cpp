#include <algorithm>
#include <set>

#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "problems/kind/kinds.hpp"
#include "solver/questions/tables.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark::problems {

namespace {

constexpr std::size_t tables = 4;

/// One of each optimizer of the catalogue but the problem's own, in any order.
std::vector<std::string> others(const Definition& own, Draw& draw) {
  std::vector<std::string> names;
  std::set<std::string> known = {own.optimizer};
  for (const std::string& name : catalogue_names()) {
    const Definition& definition = catalogue_definition(name);
    if (!definition.variant && known.insert(definition.optimizer).second) names.push_back(name);
  }
  draw.shuffle(names);
  return names;
}

/// The parameters that it comes to; nothing where it cannot be worked here.
std::optional<std::vector<Exact>> path_by(const Problem& problem, const Definition& definition) try {
  Problem asking = problem;
  asking.question = {};
  asking.question.kind = Question::Kind::which;
  asking.question.optimizers = {definition};
  return questions::tables_of(asking).front().numbers;
} catch (const InputError&) {
  return std::nullopt;
} catch (const NoValue&) {
  return std::nullopt;
}

bool finish_which(const Finishing& at) {
  const Problem& problem = at.problem;
  Question& question = at.draft.question;
  at.draft.answer.ask.clear();  // what is asked are the letters
  std::vector<std::string> wanted = question.optimizer_names;
  const std::size_t count = wanted.empty() ? tables : wanted.size();
  if (wanted.empty()) {
    wanted = others(problem.base, at.draw);
    wanted.insert(wanted.begin(), at.draft.optimizer);
  }
  std::vector<std::vector<Exact>> paths;
  question.optimizer_names.clear();
  for (const std::string& name : wanted) {
    if (question.optimizer_names.size() == count) break;
    const auto path = path_by(problem, find_definition(name));
    if (!path || std::find(paths.begin(), paths.end(), *path) != paths.end()) continue;
    paths.push_back(*path);
    question.optimizer_names.push_back(name);
  }
  if (question.optimizer_names.size() < count) return false;
  at.draw.shuffle(question.optimizer_names);
  for (const std::string& name : question.optimizer_names) question.optimizers.push_back(find_definition(name));
  return true;
}

}  // namespace

KindDraft which_draft() { return {ask_for_what_is_worked, finish_which}; }

}  // namespace stepmark::problems
