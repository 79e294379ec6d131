#include "assessment/neighbours.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
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

/// What agrees with another key, and by how much.
struct Agreement {
  double bits = 0;
  std::size_t rows = 0;  ///< that say something
  std::size_t fits = 0;  ///< all that agree: of two copies that say the same, more of them decide

  void add(const Agreement& other) {
    bits += other.bits;
    rows += other.rows;
    fits += other.fits;
  }
};

double log2_of(std::size_t count) { return std::log2(static_cast<double>(std::max<std::size_t>(count, 1))); }

/// A row that says something, beside the own key.
class Row {
 public:
  Row(const WrittenRow& written, const KeyRow& own) : written_(written), own_(own) {
    is_own_ = own.number ? written.number && states(*written.number, *own.number) : written.letter == own.entry;
    own_bits_ = own.number ? bits_of(*own.number) : log2_of(written.letters);
  }

  /// Bits of the other's number or letter where the student's own work would give another one; the bits of the own one,
  /// less, where that stands there. What follows from a number that was written before says nothing of where that
  /// comes from.
  Agreement with(const KeyRow& other) const { return own_.number ? of_number(other) : of_letter(other); }

  const std::string& step() const { return own_.t; }
  bool is_letter() const { return !own_.number; }
  /// Could it be another copy's?
  bool may_be_copied() const { return !is_own_ && !written_.follows; }

 private:
  Agreement of_number(const KeyRow& other) const {
    if (!other.number || other.number->value == own_.number->value) return {};
    const bool fits = states(*written_.number, *other.number);
    if (is_own_) return {fits ? 0 : -own_bits_, 0, 0};
    return fits && !written_.follows ? Agreement{bits_of(*other.number), 1, 1} : Agreement{0, 0, fits ? 1U : 0U};
  }

  /// A wrong letter is any of the others that are wrong.
  Agreement of_letter(const KeyRow& other) const {
    if (other.entry == own_.entry || other.number) return {};
    if (written_.letter != other.entry) return {-own_bits_ - marking::probable, 0, 0};
    return {log2_of(written_.letters - 1), 1, 1};
  }

  const WrittenRow& written_;
  const KeyRow& own_;
  bool is_own_ = false;
  double own_bits_ = 0;
};

/// The rows of a sheet that say something, and where they are in the keys.
struct Placed {
  std::size_t question, place;
  Row row;
};

/// What of a paper agrees with one other copy.
struct Match {
  Agreement all;
  std::vector<std::string> parts;  ///< "question 2", "step 2 of question 3"
  std::set<std::size_t> questions, letters;
};

class Comparison {
 public:
  Comparison(const Edition& edition, std::size_t copy, const std::vector<std::vector<WrittenRow>>& written)
      : edition_(edition), copy_(copy) {
    for (std::size_t q = 0; q < written.size(); ++q) {
      const auto own = edition.keys.find(edition.copies[copy].problems[q]);
      if (own == edition.keys.end()) continue;
      for (std::size_t i = 0; i < std::min(own->second.size(), written[q].size()); ++i) {
        const KeyRow& key = own->second[i];
        const bool says = key.number ? written[q][i].number.has_value() : !written[q][i].letter.empty();
        if (says && (key.number || written[q][i].letters > 1)) rows_.push_back({q, i, Row(written[q][i], key)});
      }
    }
    for (const Placed& placed : rows_) {
      if (placed.row.is_letter()) continue;
      steps_.emplace(placed.question, placed.row.step());
      questions_.insert(placed.question);
    }
  }

  /// How many rows could be another copy's.
  std::size_t suspects() const {
    return static_cast<std::size_t>(
        std::count_if(rows_.begin(), rows_.end(), [](const Placed& placed) { return placed.row.may_be_copied(); }));
  }

  Match with(const EditionCopy& other) const {
    Match match;
    std::map<std::size_t, std::map<std::string, Agreement>> numbers;  // by question and step
    Agreement letters;
    for (const Placed& placed : rows_) {
      const Agreement found = agreement(placed, other);
      if (!placed.row.is_letter()) {
        numbers[placed.question][placed.row.step()].add(found);
        continue;
      }
      letters.add(found);
      if (found.rows > 0) match.letters.insert(placed.question);
    }
    for (const auto& [question, steps] : numbers) take_question(question, steps, match);
    take_letters(letters, match);
    return match;
  }

 private:
  Agreement agreement(const Placed& placed, const EditionCopy& other) const {
    const std::string& problem = other.problems[placed.question];
    if (problem == edition_.copies[copy_].problems[placed.question]) return {};
    const auto key = edition_.keys.find(problem);
    if (key == edition_.keys.end() || placed.place >= key->second.size()) return {};
    return placed.row.with(key->second[placed.place]);
  }

  /// The whole question, or those of its steps that agree, whichever is more.
  void take_question(std::size_t question, const std::map<std::string, Agreement>& steps, Match& match) const {
    Agreement whole, some;
    std::vector<std::string> names;
    for (const auto& [step, found] : steps) {
      whole.add(found);
      const double bits = found.bits - log2_of(steps_.size());
      if (bits <= 0) continue;
      some.add({bits, found.rows, found.fits});
      names.push_back(step);
    }
    whole.bits -= log2_of(questions_.size());
    const bool is_whole = whole.bits >= some.bits || names.size() == steps.size();
    const Agreement& taken = is_whole ? whole : some;
    if (taken.bits <= 0) return;
    match.all.add(taken);
    match.questions.insert(question);
    const std::string of = fmt::format("question {}", question + 1);
    match.parts.push_back(
        is_whole ? of : fmt::format("{} {} of {}", names.size() == 1 ? "step" : "steps", listed(names), of));
  }

  static void take_letters(const Agreement& letters, Match& match) {
    if (letters.bits <= 0) return match.letters.clear();
    match.all.add(letters);
    std::vector<std::string> numbers;
    for (const std::size_t question : match.letters) numbers.push_back(std::to_string(question + 1));
    match.parts.push_back(fmt::format("the letters of question{} {}", numbers.size() == 1 ? "" : "s", listed(numbers)));
    match.questions.insert(match.letters.begin(), match.letters.end());
  }

  const Edition& edition_;
  std::size_t copy_;
  std::vector<Placed> rows_;
  std::set<std::pair<std::size_t, std::string>> steps_;  ///< of each question, where numbers stand
  std::set<std::size_t> questions_;                      ///< that have these
};

/// "s017's variant", "the variant of s017 and 3 others"
std::string whose(const Edition& edition, const EditionCopy& best, const std::set<std::size_t>& questions) {
  const auto has_the_same = [&](const EditionCopy& copy) {
    return std::all_of(questions.begin(), questions.end(),
                       [&](std::size_t q) { return copy.problems[q] == best.problems[q]; });
  };
  const auto others = std::count_if(edition.copies.begin(), edition.copies.end(), has_the_same) - 1;
  const std::string student = one_line(best.student);
  const char* variant = questions.size() == 1 ? "variant" : "variants";
  if (others == 0) return fmt::format("{}'s {}", student, variant);
  return fmt::format("the {} of {} and {}", variant, student,
                     others == 1 ? "1 other" : fmt::format("{} others", others));
}

}  // namespace

std::optional<std::string> neighbour_of(const Edition& edition, std::size_t copy,
                                        const std::vector<std::vector<WrittenRow>>& written) {
  constexpr std::size_t fewest_rows = 2;
  const Comparison comparison(edition, copy, written);
  if (comparison.suspects() < fewest_rows) return std::nullopt;
  const EditionCopy* best = nullptr;
  Match found;
  double most = marking::certain + log2_of(edition.copies.size());
  for (const EditionCopy& other : edition.copies) {
    if (&other == &edition.copies[copy]) continue;
    Match match = comparison.with(other);
    const bool is_closer = best != nullptr && match.all.bits == most && match.all.fits > found.all.fits;
    if ((match.all.bits <= most && !is_closer) || match.all.rows < fewest_rows) continue;
    most = match.all.bits;
    best = &other;
    found = std::move(match);
  }
  if (best == nullptr) return std::nullopt;
  const bool is_one =
      found.parts.size() == 1 && !found.parts.front().starts_with("the ") && !found.parts.front().starts_with("steps");
  return fmt::format("{} {} with {} and not with the student's own", listed(found.parts), is_one ? "agrees" : "agree",
                     whose(edition, *best, found.questions));
}

}  // namespace stepmark::assessment
