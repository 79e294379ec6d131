#include "solver/marking/prices.hpp"

#include <algorithm>

#include "lib/base/error.hpp"

namespace stepmark::marking {

const std::vector<Frequency>& frequencies() {
  static constexpr std::string_view published = "25 published workings, 198 numbers";
  static constexpr std::string_view judgement = "our judgement";
  static const std::vector<Frequency> rows = {
      {Assumption::arithmetic_error, 24, "a line worked out wrongly, in no way that has a name",
       "published: 16 of 198 numbers are wrong by themselves"},
      {Assumption::short_number, 4, "a wrong number that is as short as the right one", judgement},
      {Assumption::imprecision, 50, "a line cut off, too coarse, or a unit off", published},
      {Assumption::miscopied, 8, "a line that goes on from the right number where a wrong one is written", judgement},
      {Assumption::habit, 4, "one more line of the same kind", judgement},
      {Assumption::mistake, 5, "a sheet on which one wrong method is used; one of those that apply",
       "published: 4 of 25 workings"},
      {Assumption::begun_late, 4, "it begins only after some step", judgement},
      {Assumption::made_once, 4, "it is made in a single step", judgement},
      {Assumption::one_component, 4, "it is made in one component alone", "published: 1 of 4 mistakes"},
      {Assumption::convention, 8, "a sheet in another course's convention; one of those that there are", judgement},
      {Assumption::variant, 32, "a sheet that follows another method from end to end", judgement},
      {Assumption::sign_slip, 24, "a line whose sign is turned", judgement},
      {Assumption::decimal_point, 40, "a line a power of ten out", judgement},
      {Assumption::transposed_digits, 60, "a line with two digits exchanged", judgement},
      {Assumption::changed_number, 100, "a line doubled, halved or squared", judgement},
      {Assumption::cells_exchanged, 80, "two cells exchanged", judgement},
      {Assumption::stale_cell, 40, "a line copied from the step before", "published: 1 of 25 workings"},
      {Assumption::copied_cell, 80, "a line copied from another one", judgement},
      {Assumption::formula_slip, 40, "a line in which the formula is lost: a term, a factor, a sign, another quantity",
       "published: 3 of 198 numbers"},
      {Assumption::misread_value, 16, "a sheet on which a given value is misread", "published: 1 of 25 workings"},
      {Assumption::invention, 64, "a sheet, or the rest of one, that was never worked out", judgement},
      {Assumption::number_repeated, 2, "of numbers not worked out, one that is there already", judgement},
      {Assumption::one_number, 4, "numbers not worked out, all of them the same", judgement},
      {Assumption::all_zeros, 8, "numbers not worked out, all of them 0", judgement},
  };
  return rows;
}

double bits_of(Assumption assumption) {
  const auto& rows = frequencies();
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Frequency& row) { return row.assumption == assumption; });
  STEPMARK_ASSERT(found != rows.end());
  return std::log2(found->one_in);
}

}  // namespace stepmark::marking
