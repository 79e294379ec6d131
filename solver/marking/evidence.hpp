// What speaks for each explanation of a sheet's wrong lines, and how likely it is that random numbers would be
// explained as well.
#pragma once

#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "solver/marking/judge.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

/// Explanations are searched in this order, and an explanation does not bear what is searched after it.
enum class Tier {
  of_pen,     ///< a sign, a decimal point
  of_method,  ///< one mistake, all through
  of_line,    ///< what goes wrong in one line, or from some step on
  of_pair     ///< two mistakes
};

struct Explanation {
  std::string id;
  Verdict verdict;
  Tier tier;
  std::string detail;                  ///< what an identifier leaves open: "beta2 = 0.99, not 0.999"
  std::vector<std::size_t> positions;  ///< faulty lines that it gives, in order
  std::vector<double> reaches;         ///< how near it comes to each of them, at least
  int against = 0;                     ///< right lines that it would have made wrong
  double residual = 0;                 ///< how far from what is written, in reaches, all lines together
};

/// Of one sheet. All numbers are doubles, in the scale of their line: an explanation is held to what these tell of a
/// number, a part in 10^12.
class Evidence {
 public:
  /// All three must outlive the object.
  Evidence(const Judge& judge, const Sheet& sheet, const std::vector<Judgement>& judgements);

  double written(std::size_t position) const { return numbers_[position].written; }
  bool is_number(std::size_t position) const { return sheet_[position].kind == Written::Kind::number; }
  bool is_faulty(std::size_t position) const { return judgements_[position].kind == Judgement::Kind::faulty; }
  /// The right method's value on the numbers before; where it has none, on the true ones.
  double right(std::size_t position) const { return numbers_[position].right; }
  /// The same as it would have been stated.
  std::string stated(std::size_t position) const;

  /// How near a number must come to what is written: a unit of the last digit asked, since the inputs of a line were
  /// rounded too, and half a unit more of the last one written, where this is coarser.
  double tolerance(std::size_t position) const { return numbers_[position].fine + numbers_[position].coarse; }
  bool gives(double value, std::size_t position) const {
    return std::fabs(value - written(position)) <= tolerance(position);
  }

  std::size_t add(std::string id, Verdict verdict, Tier tier, std::string detail = {});
  /// Kept, whether or not it is what is written: it counts among what was searched. Of the lines in order.
  void predict(std::size_t explanation, std::size_t position, double value) {
    predict(explanation, position, value, tolerance(position));
  }
  /// The same of what is written as it is, no rounded number having gone into it.
  void predict_stated(std::size_t explanation, std::size_t position, double value) {
    predict(explanation, position, value, 0.51 * numbers_[position].fine + numbers_[position].coarse);
  }
  /// The same of what is done to the digits themselves, in which no rounding enters.
  void predict_exactly(std::size_t explanation, std::size_t position, double value) {
    predict(explanation, position, value, 1e-9 * std::fabs(value));
  }
  /// What an explanation that nothing speaks for would have given: it counts among what was searched, too.
  void predict_in_vain(Tier tier, std::size_t position, double value);
  void count_against(std::size_t explanation) { ++explanations_[explanation].against; }

  const std::vector<Explanation>& explanations() const { return explanations_; }

  /// That numbers of the same digits, drawn at random, would be explained too: the share of those within a factor of
  /// two of the true number, or of the written one where that is further off (of the pen's slips, which are so common,
  /// the true one alone), that some explanation gives of this tier or an earlier one; multiplied over the lines that
  /// are open.
  double chance(const Explanation& explanation, const std::vector<std::size_t>& open) const;

 private:
  struct Prediction {
    Tier tier;
    double value;
  };

  /// Of a line, worked out once: explanations ask for them by the thousand.
  struct Numbers {
    double written = 0, right = 0;
    double fine = 0;    ///< a unit of the last digit asked or written, at least what doubles tell
    double coarse = 0;  ///< half a unit of the last digit written, where that is coarser
  };
  /// The same for what few explanations ask.
  struct Digits {
    int written = 0, stated = 0;  ///< figures, up to three; 0: not worked out yet
    double typed = 0;             ///< half a unit of the last digit written
  };

  Numbers numbers_of(std::size_t position) const;
  const Digits& digits(std::size_t position) const;
  void predict(std::size_t explanation, std::size_t position, double value, double tolerance);
  double reach(const Explanation& explanation, std::size_t i) const;
  double share(std::size_t position, Tier tier, double reach) const;
  double known_share(std::size_t position, Tier tier, double reach) const;
  double share_around(double centre, std::size_t position, Tier tier, double reach) const;
  double share_of_small(std::size_t position, double reach) const;

  const Judge& judge_;
  const Sheet& sheet_;
  const std::vector<Judgement>& judgements_;
  std::vector<Numbers> numbers_;  ///< of each position, as are those below
  mutable std::vector<Digits> digits_;
  std::vector<Explanation> explanations_;
  std::vector<std::vector<Prediction>> predictions_;
  /// By tier and reach, until more is predicted of it.
  mutable std::vector<std::map<std::pair<Tier, double>, double>> shares_;
};

}  // namespace stepmark::marking
