// Why is a line wrong? The shortest explanation of the whole sheet.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "solver/marking/judge.hpp"

namespace stepmark {

/// A cause of some lines of a sheet.
struct Cause {
  Verdict verdict = Verdict::mistake;  ///< or slip
  std::string id;                      ///< two that combine: "first+second"
  std::vector<std::size_t> positions;  ///< the lines that it explains, in order
  std::vector<std::string> or_else;    ///< others that explain the same lines as well
  double chance = 1;                   ///< that random numbers would be explained too
};

/// An explanation with a higher chance than this is no explanation.
inline constexpr double most_chance = 1e-3;

class Diagnosis {
 public:
  /// `judge` must outlive the object.
  explicit Diagnosis(const Judge& judge);
  ~Diagnosis();

  /// Causes of the lines that `judgements` calls faulty, each line in one cause at most.
  std::vector<Cause> explain(const Sheet& sheet, const std::vector<Judgement>& judgements);

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace stepmark
