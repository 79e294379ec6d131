// One definition, right or wrong, that may have produced the numbers; compiled only as far as it is looked into.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "solver/identify/candidate.hpp"

namespace stepmark {

class Trial {
 public:
  /// @param mistake     empty for a right method
  /// @param first_rows  the steps that are run to rule values out: as many as have numbers of theta
  Trial(Problem problem, std::string mistake, std::vector<Stated> numbers, int first_rows);

  const Problem& problem() const { return problem_; }
  const std::string& mistake() const { return mistake_; }
  const std::vector<Stated>& numbers() const { return numbers_; }

  /// The first steps alone, by which most values are ruled out. @throws InputError as Candidate
  Candidate& first();
  /// Do the first steps fit, and then all of them?
  bool fits(const std::vector<double>& values, Slack slack);
  /// See Candidate::tightest.
  Slack tightest() const { return all_->tightest(); }

 private:
  std::int64_t end_of_first(int rows) const;

  Problem problem_;
  std::string mistake_;
  std::vector<Stated> numbers_;
  std::int64_t first_end_;
  std::shared_ptr<Candidate> first_, all_;  ///< made when first needed; one and the same where that is no longer
};

}  // namespace stepmark
