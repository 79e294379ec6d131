// Why is a line wrong? The causes that explain a whole sheet: the one that explains most lines first, then what
// explains most of those that are left.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "solver/marking/judge.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

/// A cause of some lines of a sheet.
struct Cause {
  Verdict verdict = Verdict::mistake;  ///< or slip
  std::string id;                      ///< two that combine: "first+second"
  std::string detail;                  ///< what the identifier leaves open: "beta2 = 0.99, not 0.999"
  std::vector<std::size_t> positions;  ///< the lines that it explains, in order
  std::vector<std::string> or_else;    ///< others that explain the same lines as well
  double chance = 1;                   ///< that random numbers would be explained too
};

/// An explanation with a higher chance than this is no explanation.
inline constexpr double most_chance = 1e-3;
/// With a higher one it is not even worth a word.
inline constexpr double most_possible = 0.2;

class Diagnosis {
 public:
  /// `judge` must outlive the object.
  explicit Diagnosis(const Judge& judge);
  ~Diagnosis();

  /// Causes of the lines that `judgements` calls faulty, each line in one cause at most; in the order of their first
  /// lines.
  std::vector<Cause> explain(const Sheet& sheet, const std::vector<Judgement>& judgements);

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace stepmark::marking
