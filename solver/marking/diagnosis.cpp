#include "solver/marking/diagnosis.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "solver/marking/evidence.hpp"
#include "solver/marking/slip_search.hpp"
#include "solver/marking/wrong_working.hpp"

namespace stepmark::marking {

namespace {

/// A mistake that is made wherever it can be goes first. One that is not made elsewhere is as likely as a slip in that
/// line, and likelier than a slip that is made in several; two mistakes go last.
int rank(const Explanation& explanation) {
  if (explanation.tier == Tier::of_pair) return 4;
  if (explanation.verdict == Verdict::mistake) return explanation.against == 0 ? 1 : 2;
  return explanation.positions.size() == 1 ? 2 : 3;
}

/// What rounding explains, half a unit a line, does not tell two explanations apart.
bool is_close(const Explanation& explanation) {
  const auto lines = static_cast<double>(std::max<std::size_t>(explanation.positions.size(), 1));
  return explanation.residual / lines <= 0.55;
}

/// Less is better. Of two that explain equally well and as much, the one by which the student keeps more goes in front.
auto order(const Explanation& explanation) {
  return std::tuple{rank(explanation), !is_close(explanation), explanation.verdict == Verdict::mistake,
                    explanation.against};
}

/// Takes causes for the lines of a sheet that are open. Which explanation is best is not asked of all of them each
/// time: taking one changes the standing of those alone that share a line with it.
class Choice {
 public:
  Choice(const Evidence& evidence, std::vector<std::size_t>& open, std::size_t positions)
      : evidence_(evidence), open_(open), at_(positions) {
    rank_new();
  }

  struct Best {
    const Explanation* explanation = nullptr;
    double chance = 1;
  };

  /// The best of what is left that is no likelier by chance than `most`: most lines, then the order of merit. Two
  /// mistakes in one line are no mere possibility: there are too many pairs.
  Best best(double most) {
    if (most != most_) rank_refused();
    most_ = most;
    while (!ranked_.empty()) {
      const auto [lines, order, index] = *ranked_.begin();
      const Explanation& explanation = evidence_.explanations()[index];
      const double chance = evidence_.chance(explanation, open_);
      const bool is_vague_pair = chance > most_chance && explanation.tier == Tier::of_pair && lines == -1;
      if (chance <= most && !is_vague_pair) return {&explanation, chance};
      ranked_.erase(ranked_.begin());
      refused_.push_back(index);
    }
    return {};
  }

  /// After more has been searched, which changes what is likely by chance.
  void search_on() {
    rank_refused();
    rank_new();
  }

  /// Its lines are no longer open.
  Cause take(const Best& best) {
    const Explanation& explanation = *best.explanation;
    Cause cause{explanation.verdict,
                explanation.id,
                explanation.detail,
                still_open(explanation),
                others(explanation, std::max(best.chance, most_chance)),
                best.chance};
    std::erase_if(open_, [&](std::size_t position) {
      return std::binary_search(cause.positions.begin(), cause.positions.end(), position);
    });
    close(cause.positions);
    return cause;
  }

 private:
  using Order = decltype(order(std::declval<const Explanation&>()));
  using Rank = std::tuple<std::ptrdiff_t, Order, std::size_t>;  ///< minus its open lines; the explanation itself

  Rank rank_of(std::size_t index) const { return {-open_lines_[index], order(evidence_.explanations()[index]), index}; }

  void rank_if_open(std::size_t index) {
    if (open_lines_[index] != 0) ranked_.insert(rank_of(index));
  }

  void rank_refused() {
    for (const std::size_t index : std::exchange(refused_, {})) rank_if_open(index);
  }

  void rank_new() {
    for (; known_ < evidence_.explanations().size(); ++known_) {
      const Explanation& explanation = evidence_.explanations()[known_];
      for (const std::size_t position : explanation.positions) at_[position].push_back(known_);
      open_lines_.push_back(static_cast<std::ptrdiff_t>(still_open(explanation).size()));
      rank_if_open(known_);
    }
  }

  void close(const std::vector<std::size_t>& positions) {
    std::map<std::size_t, std::ptrdiff_t> fewer;  // of each explanation that shares a line
    for (const std::size_t position : positions) {
      for (const std::size_t index : at_[position]) ++fewer[index];
    }
    for (const auto& [index, lines] : fewer) {
      ranked_.erase(rank_of(index));
      open_lines_[index] -= lines;
      rank_if_open(index);
    }
  }

  std::vector<std::size_t> still_open(const Explanation& explanation) const {
    std::vector<std::size_t> positions;
    for (const std::size_t position : explanation.positions) {
      if (std::binary_search(open_.begin(), open_.end(), position)) positions.push_back(position);
    }
    return positions;
  }

  /// Those that explain the same lines as well: of a single line, a slip is as good as a mistake; of several, two
  /// mistakes are as good as a slip that is made in each.
  std::vector<std::string> others(const Explanation& explanation, double most) const {
    const std::vector<std::size_t> positions = still_open(explanation);
    std::vector<std::string> ids;
    for (const std::size_t index : at_[positions.front()]) {
      const Explanation& other = evidence_.explanations()[index];
      const bool as_good = other.id != explanation.id && is_as_short(other, explanation, positions.size()) &&
                           is_close(other) == is_close(explanation) && still_open(other) == positions &&
                           evidence_.chance(other, open_) <= most;
      if (as_good && std::count(ids.begin(), ids.end(), other.id) == 0) ids.push_back(other.id);
    }
    return ids;
  }

  static bool is_as_short(const Explanation& other, const Explanation& explanation, std::size_t lines) {
    if (rank(other) == rank(explanation)) return true;
    const bool is_pair = other.tier == Tier::of_pair;
    return lines == 1 ? !is_pair && other.tier != Tier::of_line : is_pair && explanation.verdict == Verdict::slip;
  }

  const Evidence& evidence_;
  std::vector<std::size_t>& open_;
  std::vector<std::vector<std::size_t>> at_;  ///< of each position, what explains it
  std::size_t known_ = 0;                     ///< explanations that were ranked
  std::vector<std::ptrdiff_t> open_lines_;    ///< of each
  std::set<Rank> ranked_;
  std::vector<std::size_t> refused_;  ///< likelier by chance than `most_`
  double most_ = 0;
};

}  // namespace

class Diagnosis::Work {
 public:
  explicit Work(const Judge& judge) : judge_(judge), methods_(judge), slips_(judge) {}

  std::vector<Cause> explain(const Sheet& sheet, const std::vector<Judgement>& judgements) {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < sheet.size(); ++i) {
      if (judgements[i].kind == Judgement::Kind::faulty) open.push_back(i);
    }
    if (open.empty()) return {};
    Evidence evidence(judge_, sheet, judgements);
    methods_.begin(open, evidence);
    slips_.begin(sheet, open, evidence);
    slips_.simple_slips();
    if (judge_.is_told_by_doubles()) {
      methods_.mistakes_alone();
      methods_.mistakes_begun_late();
      methods_.misread_values();
      slips_.other_slips();
    }
    std::vector<Cause> causes;
    choose(evidence, open, causes);
    std::sort(causes.begin(), causes.end(),
              [](const Cause& a, const Cause& b) { return a.positions.front() < b.positions.front(); });
    return causes;
  }

 private:
  /// What no explanation gives by itself is searched for pairs of mistakes; what is then left is named, if at all, as a
  /// possibility.
  void choose(Evidence& evidence, std::vector<std::size_t>& open, std::vector<Cause>& causes) {
    Choice choice(evidence, open, judge_.lines().size());
    bool pairs_searched = !judge_.is_told_by_doubles();
    const auto search_pairs = [&] {
      methods_.mistakes_in_pairs();
      choice.search_on();
      pairs_searched = true;
    };
    for (;;) {
      const auto found = choice.best(most_chance);
      // Before several lines of one equation are called so many slips: do two mistakes give them all?
      const bool may_be_pair = !found.explanation || (found.explanation->verdict == Verdict::slip &&
                                                      has_companion(found.explanation->positions.front(), open));
      if (!pairs_searched && !open.empty() && may_be_pair) {
        search_pairs();
        continue;
      }
      if (!found.explanation) break;
      causes.push_back(choice.take(found));
    }
    for (auto found = choice.best(most_possible); found.explanation; found = choice.best(most_possible)) {
      causes.push_back(choice.take(found));
    }
  }

  bool has_companion(std::size_t position, const std::vector<std::size_t>& open) const {
    const auto equation = [&](std::size_t of) { return judge_.tape().lines[*judge_.lines()[of]].equation; };
    return std::any_of(open.begin(), open.end(),
                       [&](std::size_t other) { return other != position && equation(other) == equation(position); });
  }

  const Judge& judge_;
  WrongWorking methods_;
  SlipSearch slips_;
};

Diagnosis::Diagnosis(const Judge& judge) : work_(std::make_unique<Work>(judge)) {}
Diagnosis::~Diagnosis() = default;

std::vector<Cause> Diagnosis::explain(const Sheet& sheet, const std::vector<Judgement>& judgements) {
  return work_->explain(sheet, judgements);
}

}  // namespace stepmark::marking
