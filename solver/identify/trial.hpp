// One definition, right or wrong, that may have produced the numbers; compiled only as far as it is looked into.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "solver/identify/candidate.hpp"
#include "solver/rooms.hpp"

namespace stepmark::identify {

/// The numbers that a definition is to give. Many trials share them.
struct Numbers {
  /// @param stated   with some of theta among them
  /// @param problem  where theta begins
  Numbers(std::vector<Stated> stated, const Problem& problem);

  /// Those up to the end of so many of the steps that have numbers of theta; of many components, those of the first
  /// that move.
  struct Beginning {
    std::int64_t end = 0;
    std::vector<Stated> stated;
  };
  const Beginning& beginning(std::size_t rows) const;
  /// The components that stand for all; empty where there are no more than a few.
  const std::set<std::string>& few() const { return few_; }

  std::vector<Stated> all;
  std::vector<std::int64_t> steps;  ///< that have numbers of theta, rising

 private:
  /// What is no optimizer of these is none of all; each is run some hundred times.
  static constexpr std::size_t most_components = 32;
  std::set<std::string> few_;                            ///< empty where there are no more
  mutable std::map<std::size_t, Beginning> beginnings_;  ///< by rows; a thousand trials ask for two of them
};

class Trial {
 public:
  /// @param rate        which hyperparameter is the learning rate, if any
  /// @param first_rows  how many of the steps with numbers are run to rule values out
  Trial(Problem problem, std::optional<std::size_t> rate, std::shared_ptr<const Numbers> numbers,
        std::size_t first_rows);

  const Problem& problem() const { return problem_; }
  std::optional<std::size_t> rate() const { return rate_; }
  const Numbers& numbers() const { return *numbers_; }

  /// The first steps of a few components alone, by which most values are ruled out. @throws InputError as Candidate
  Candidate& first();
  /// Do those fit, and then all?
  bool fits(const std::vector<double>& values, Slack slack);
  /// See Candidate::tightest.
  Slack tightest() const { return all_->tightest(); }

 private:
  Problem problem_;
  std::optional<std::size_t> rate_;
  std::shared_ptr<const Numbers> numbers_;
  std::size_t first_rows_;
  std::shared_ptr<Candidate> first_, all_;  ///< made when first needed; one and the same where that is no longer
};

}  // namespace stepmark::identify
