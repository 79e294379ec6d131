#include "assessment/neighbours.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "lib/base/safe.hpp"
#include "lib/number/literal.hpp"
#include "solver/marking/prices.hpp"

namespace stepmark::assessment {

namespace {

/// Of a number as it is stated: as many as there are numbers of so many digits.
double bits_of(const Literal& number) {
  constexpr double fewest = 19;  // of one digit, with their signs
  const double units = (number.value / number.unit).abs().to_double();
  return std::log2(std::max(fewest, 4 * units));
}

bool states(const Exact& written, const Literal& number) {
  return (written - number.value).abs() <= number.unit / Exact(2);
}

/// For another key: its bits for each row that has its number where the student's own work would give another one, less
/// the bits of rows that have the own number and not the other's. What follows from a number that was written before
/// says nothing of where that comes from.
double bits_for(const std::vector<std::optional<Literal>>& other, const std::vector<std::optional<Literal>>& own,
                const std::vector<WrittenRow>& written) {
  constexpr int fewest_rows = 2;
  double bits = 0;
  int rows = 0;
  for (std::size_t i = 0; i < std::min({other.size(), own.size(), written.size()}); ++i) {
    if (!written[i].number || !other[i] || !own[i] || other[i]->value == own[i]->value) continue;
    const bool fits = states(*written[i].number, *other[i]), is_own = states(*written[i].number, *own[i]);
    if (is_own && !fits) bits -= bits_of(*own[i]);
    if (!fits || is_own || written[i].follows) continue;
    bits += bits_of(*other[i]);
    ++rows;
  }
  return rows < fewest_rows ? 0 : bits;
}

}  // namespace

std::optional<std::string> neighbour_of(const Edition& edition, std::size_t copy, std::size_t question,
                                        const std::vector<WrittenRow>& written) {
  const std::string& mine = edition.copies[copy].problems[question];
  const auto own = edition.keys.find(mine);
  if (own == edition.keys.end()) return std::nullopt;
  const EditionCopy* best = nullptr;
  double most = marking::certain + std::log2(static_cast<double>(edition.copies.size()));
  for (const EditionCopy& other : edition.copies) {
    const auto key = edition.keys.find(other.problems[question]);
    if (other.problems[question] == mine || key == edition.keys.end()) continue;
    const double bits = bits_for(key->second, own->second, written);
    if (bits > most) {
      most = bits;
      best = &other;
    }
  }
  if (best == nullptr) return std::nullopt;
  const std::string student = one_line(best->student);
  const std::size_t others = edition.users.at(best->problems[question]) - 1;
  if (others == 0) return student + "'s variant";
  return fmt::format("the variant of {} and {}", student, others == 1 ? "1 other" : fmt::format("{} others", others));
}

}  // namespace stepmark::assessment
