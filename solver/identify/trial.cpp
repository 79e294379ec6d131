#include "solver/identify/trial.hpp"

#include <algorithm>
#include <set>

namespace stepmark {

Trial::Trial(Problem problem, std::string mistake, std::vector<Stated> numbers, int first_rows)
    : problem_(std::move(problem)),
      mistake_(std::move(mistake)),
      numbers_(std::move(numbers)),
      first_end_(end_of_first(first_rows)) {}

/// The step of the row after which enough is known.
std::int64_t Trial::end_of_first(int rows) const {
  std::set<std::int64_t> steps;
  for (const Stated& stated : numbers_) {
    if (stated.number.quantity == "theta") steps.insert(stated.number.t);
  }
  if (steps.size() <= static_cast<std::size_t>(rows)) return problem_.last_step();
  return *std::next(steps.begin(), rows - 1);
}

Candidate& Trial::first() {
  if (first_) return *first_;
  Problem beginning = problem_;
  beginning.steps = first_end_ - problem_.first_step() + 1;
  std::vector<Stated> early = numbers_;
  std::erase_if(early, [&](const Stated& stated) { return stated.number.t > first_end_; });
  first_ = std::make_shared<Candidate>(beginning, early);
  if (first_end_ == problem_.last_step()) all_ = first_;
  return *first_;
}

bool Trial::fits(const std::vector<double>& values, Slack slack) {
  if (!first().fits(values, slack)) return false;
  if (all_ == first_) return true;
  if (!all_) all_ = std::make_shared<Candidate>(problem_, numbers_);
  return all_->fits(values, slack);
}

}  // namespace stepmark
