#include "solver/identify/trial.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <utility>

#include "lib/expression/constant.hpp"
#include "solver/identify/narrowed.hpp"

namespace stepmark::identify {

namespace {

/// In what order the components of theta begin to move: a step, and its component.
std::vector<std::pair<std::int64_t, std::string>> by_first_move(const std::vector<Stated>& stated,
                                                                const Problem& problem) {
  std::map<std::string, Exact> starts;
  for (std::size_t i = 0; i < problem.start.size(); ++i) {
    starts.emplace(problem.objective->parameters()[i], exact_value(problem.start[i]).value_or(Exact(0)));
  }
  std::map<std::string, std::int64_t> moves;
  for (const auto& [component, start] : starts) moves.emplace(component, std::numeric_limits<std::int64_t>::max());
  for (const Stated& one : stated) {
    const Observed& number = one.number;
    const auto found = moves.find(number.component);
    if (number.quantity != "theta" || found == moves.end() || number.t >= found->second) continue;
    if ((number.value - starts.at(number.component)).abs() > number.unit) found->second = number.t;
  }
  std::vector<std::pair<std::int64_t, std::string>> order;
  for (const auto& [component, t] : moves) order.emplace_back(t, component);
  std::sort(order.begin(), order.end());
  return order;
}

}  // namespace

Numbers::Numbers(std::vector<Stated> stated, const Problem& problem) : all(std::move(stated)) {
  std::set<std::int64_t> rows;
  for (const Stated& one : all) {
    if (one.number.quantity == "theta") rows.insert(one.number.t);
  }
  steps.assign(rows.begin(), rows.end());
  if (problem.dimension() <= most_components) return;
  const auto order = by_first_move(all, problem);
  for (std::size_t i = 0; i < most_components; ++i) few_.insert(order[i].second);
}

const Numbers::Beginning& Numbers::beginning(std::size_t rows) const {
  const auto [known, is_new] = beginnings_.try_emplace(rows);
  Beginning& result = known->second;
  if (!is_new) return result;
  result.end = steps.size() > rows ? steps[rows - 1] : steps.back();
  std::copy_if(all.begin(), all.end(), std::back_inserter(result.stated), [&](const Stated& one) {
    const std::string& component = one.number.component;
    return one.number.t <= result.end && (few_.empty() || component.empty() || few_.count(component) > 0);
  });
  return result;
}

Trial::Trial(Problem problem, std::optional<std::size_t> rate, std::shared_ptr<const Numbers> numbers,
             std::size_t first_rows)
    : problem_(std::move(problem)), rate_(rate), numbers_(std::move(numbers)), first_rows_(first_rows) {}

Candidate& Trial::first() {
  if (first_) return *first_;
  const Numbers::Beginning& beginning = numbers_->beginning(first_rows_);
  Problem brief = problem_;
  brief.steps = beginning.end - problem_.first_step() + 1;
  if (auto narrow = narrowed(brief, numbers_->few())) brief = std::move(*narrow);
  first_ = std::make_shared<Candidate>(brief, beginning.stated);
  if (beginning.stated.size() == numbers_->all.size()) all_ = first_;
  return *first_;
}

bool Trial::fits(const std::vector<double>& values, Slack slack) {
  if (!first().fits(values, slack)) return false;
  if (all_ == first_) return true;
  if (!all_) all_ = std::make_shared<Candidate>(problem_, numbers_->all);
  return all_->fits(values, slack);
}

}  // namespace stepmark::identify
