#include "solver/identify/trial.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace stepmark::identify {

Numbers::Numbers(std::vector<Stated> stated) : all(std::move(stated)) {
  std::set<std::int64_t> rows;
  for (const Stated& one : all) {
    if (one.number.quantity == "theta") rows.insert(one.number.t);
  }
  steps.assign(rows.begin(), rows.end());
}

Numbers::Beginning Numbers::beginning(std::size_t rows) const {
  Beginning result{steps.size() > rows ? steps[rows - 1] : steps.back(), {}};
  std::copy_if(all.begin(), all.end(), std::back_inserter(result.stated),
               [&](const Stated& one) { return one.number.t <= result.end; });
  return result;
}

Trial::Trial(Problem problem, std::optional<std::size_t> rate, std::shared_ptr<const Numbers> numbers,
             std::size_t first_rows)
    : problem_(std::move(problem)), rate_(rate), numbers_(std::move(numbers)), first_rows_(first_rows) {}

Candidate& Trial::first() {
  if (first_) return *first_;
  const Numbers::Beginning beginning = numbers_->beginning(first_rows_);
  Problem brief = problem_;
  brief.steps = beginning.end - problem_.first_step() + 1;
  first_ = std::make_shared<Candidate>(brief, beginning.stated);
  if (beginning.end == problem_.last_step()) all_ = first_;
  return *first_;
}

bool Trial::fits(const std::vector<double>& values, Slack slack) {
  if (!first().fits(values, slack)) return false;
  if (all_ == first_) return true;
  if (!all_) all_ = std::make_shared<Candidate>(problem_, numbers_->all);
  return all_->fits(values, slack);
}

}  // namespace stepmark::identify
