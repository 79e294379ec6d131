#include "solver/marking/diagnosis.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "solver/marking/alternative.hpp"
#include "solver/marking/slip.hpp"
#include "solver/mistake/mistake.hpp"

namespace stepmark {

namespace {

/// What an explanation makes of one line.
struct Prediction {
  std::size_t explanation;
  double value;
};

struct Explanation {
  std::string id;
  Verdict verdict;
  int tier;                            ///< explanations of an earlier tier are searched first
  std::vector<std::size_t> positions;  ///< faulty lines that it gives
  std::vector<double> reaches;         ///< how near it comes to each of them, at least
  int against = 0;                     ///< right lines that it would have made wrong
  double residual = 0;                 ///< how far from what is written, in units, all lines together
};

}  // namespace

class Diagnosis::Work {
 public:
  explicit Work(const Judge& judge) : judge_(judge) {
    line_positions_.assign(judge.tape().lines.size(), none);
    for (std::size_t i = 0; i < judge.lines().size(); ++i) {
      if (judge.lines()[i]) line_positions_[*judge.lines()[i]] = i;
    }
  }

  std::vector<Cause> explain(const Sheet& sheet, const std::vector<Judgement>& judgements) {
    sheet_ = &sheet;
    judgements_ = &judgements;
    explanations_.clear();
    predictions_.assign(sheet.size(), {});
    open_.clear();
    for (std::size_t i = 0; i < sheet.size(); ++i) {
      if (judgements[i].kind == Judgement::Kind::faulty) open_.push_back(i);
    }
    pairs_searched_ = false;
    std::vector<Cause> causes;
    run_rightly();
    simple_slips();
    mistakes_alone();
    other_slips();
    take_accepted(causes);
    if (!open_.empty() && !pairs_searched_) {
      mistakes_in_pairs();
      take_accepted(causes);
    }
    take_possible(causes);
    std::sort(causes.begin(), causes.end(),
              [](const Cause& a, const Cause& b) { return a.positions.front() < b.positions.front(); });
    return causes;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  enum Tier { of_pen, of_method, of_line, of_pair };

  // Numbers.
  /// The share of a number to which a wrong method's value is known: doubles, after some thousand operations.
  static constexpr double told_by_doubles = 1e-12;

  double written(std::size_t position) const { return (*sheet_)[position].value.to_double(); }
  bool is_number(std::size_t position) const { return (*sheet_)[position].kind == Written::Kind::number; }
  /// A unit of the last digit asked, since the inputs of a line were rounded too; at least what doubles can tell.
  double fine(std::size_t position) const {
    const auto& stated = (*sheet_)[position].unit;
    const double unit = judge_.unit(position) > 0 ? judge_.unit(position) : 1e-12;
    const double asked = (stated ? std::min(stated->to_double(), unit) : unit) * (1 + 1e-6);
    return std::max(asked, told_by_doubles * std::fabs(written(position)));
  }
  /// How near a number must come to what is written: a unit of the last digit written, where these are fewer.
  double tolerance(std::size_t position) const {
    const auto& stated = (*sheet_)[position].unit;
    // "1" is seldom a number rounded to a whole one.
    const double most = 0.01 * std::fabs(written(position));
    return stated ? std::max(fine(position), std::min(stated->to_double(), most) * (1 + 1e-6)) : fine(position);
  }
  bool gives(double value, std::size_t position) const {
    return std::fabs(value - written(position)) <= tolerance(position);
  }
  double right(std::size_t position) const {
    const Judgement& judgement = (*judgements_)[position];
    return judgement.has_value_here ? judgement.right_here : judge_.right(position);
  }

  // Candidates.
  std::size_t add(std::string id, Verdict verdict, Tier tier) {
    explanations_.push_back({std::move(id), verdict, tier, {}, {}, 0, 0});
    return explanations_.size() - 1;
  }

  /// Kept, whether or not it is what is written: it counts among what was searched.
  void predict(std::size_t explanation, std::size_t position, double value) {
    if (!std::isfinite(value)) return;
    predictions_[position].push_back({explanation, value});
    if (!gives(value, position)) return;
    const double away = std::fabs(value - written(position));
    const double reach = away <= fine(position) ? fine(position) : tolerance(position);
    explanations_[explanation].positions.push_back(position);
    explanations_[explanation].reaches.push_back(reach);
    explanations_[explanation].residual += away / reach;
  }

  /// A slip explains one line; each line is a slip of its own.
  void predict_slip(const char* id, std::size_t position, double value, Tier tier) {
    predict(add(id, Verdict::slip, tier), position, value);
  }

  /// The right number as it would have been stated, given those before.
  std::string stated(std::size_t position) const {
    const std::string& here = (*judgements_)[position].expected_here;
    return here.empty() ? judge_.expected(position) : here;
  }

  /// The pen moves the point of what it writes, or the calculator that of what it shows.
  void simple_slips() {
    for (const std::size_t position : open_) {
      const double shown = right(position);
      const double written = Exact::parse(stated(position)).value_or(Exact(0)).to_double();
      predict_slip("sign-slip", position, -shown, of_pen);
      for (const double factor : {10.0, 0.1, 100.0, 0.01, 1000.0, 0.001}) {
        predict_slip("decimal-point", position, written * factor, of_pen);
        if (shown != written) predict_slip("decimal-point", position, shown * factor, of_pen);
      }
    }
  }

  /// What a method gives in a line, on the numbers as they were written and as a calculator carries them.
  struct Given {
    double on_written = 0, carried = 0;
  };

  /// Goes on with what is written, or where that is `carried` rounded, with what was carried.
  Given step(Alternative& method, std::size_t line) const {
    const Given given{method.evaluate(line), method.evaluate_carried(line)};
    const std::size_t position = line_positions_[line];
    if (position == none || !is_number(position)) return given;
    method.put(line, written(position));
    if (!gives(given.carried, position)) method.put_carried(line, written(position));
    return given;
  }

  void run_rightly() {
    if (!plain_) plain_.emplace("", judge_.problem(), judge_.problem());
    plainly_.clear();
    complete_ = true;
    for (std::size_t line = 0; line < plain_->lines(); ++line) {
      plainly_.push_back(step(*plain_, line));
      complete_ = complete_ && line_positions_[line] != none && is_number(line_positions_[line]);
    }
  }

  /// On a sheet without gaps, a line shows a change of its own equation alone.
  void run_changed_lines(Alternative& alternative, Verdict verdict, Tier tier) {
    const bool matters = std::any_of(open_.begin(), open_.end(), [&](std::size_t position) {
      return alternative.changes_equation(line_of(position).equation);
    });
    if (!matters) return;
    const std::size_t explanation = add(alternative.id(), verdict, tier);
    for (std::size_t line = 0; line < alternative.lines(); ++line) {
      const std::size_t position = line_positions_[line];
      if (alternative.changes_equation(alternative.equation(line))) {
        weigh(explanation, line, step(alternative, line));
        continue;
      }
      alternative.put(line, written(position));
      const double carried = plainly_[line].carried;
      alternative.put_carried(line, gives(carried, position) ? carried : written(position));
    }
  }

  void run(Alternative& alternative, Verdict verdict, Tier tier) {
    const std::size_t explanation = add(alternative.id(), verdict, tier);
    for (std::size_t line = 0; line < alternative.lines(); ++line) weigh(explanation, line, step(alternative, line));
  }

  /// Does what a method gives in a line speak for it, or against?
  void weigh(std::size_t explanation, std::size_t line, const Given& given) {
    const std::size_t position = line_positions_[line];
    if (position == none || !is_number(position)) return;
    const bool carries = gives(given.carried, position);
    const double value = carries ? given.carried : given.on_written;
    const bool faulty = (*judgements_)[position].kind == Judgement::Kind::faulty;
    // What the right method would give as well, carried the same way, is no evidence of another.
    const double rightly = carries ? plainly_[line].carried : plainly_[line].on_written;
    const double least = 1.5 * tolerance(position);
    const bool differs = std::fabs(value - rightly) > least && std::fabs(value - right(position)) > least;
    if (faulty && differs && is_open(position)) predict(explanation, position, value);
    if (!faulty && differs && !gives(value, position)) ++explanations_[explanation].against;
  }

  bool is_open(std::size_t position) const { return std::binary_search(open_.begin(), open_.end(), position); }

  void mistakes_alone() {
    if (methods_.empty()) {
      methods_ = wrong_methods(judge_.problem());
      for (const WrongMethod& method : methods_) {
        alone_.emplace_back(method.mistake, worked_wrongly(judge_.problem(), method), judge_.problem());
      }
    }
    for (Alternative& alternative : alone_) run(alternative, Verdict::mistake, of_method);
  }

  void other_slips() {
    for (const std::size_t position : open_) {
      std::vector<Slipped> slipped = slips_of(stated(position));
      // "0.5" may also have been meant as 0.5000.
      for (const Slipped& more : slips_of(judge_.padded(stated(position)))) slipped.push_back(more);
      std::set<std::pair<std::string_view, double>> seen;
      for (const Slipped& slip : slipped) {
        const std::string_view id = slip.id;
        const bool simple = id == "sign-slip" || id == "decimal-point";
        if (!simple && seen.emplace(id, slip.value).second) predict_slip(slip.id, position, slip.value, of_line);
      }
      other_cells(position);
      slips_in_line(position);
    }
  }

  const Tape::Line& line_of(std::size_t position) const { return judge_.tape().lines[*judge_.lines()[position]]; }

  void other_cells(std::size_t position) {
    const Tape::Line& here = line_of(position);
    for (std::size_t other = 0; other < sheet_->size(); ++other) {
      if (other == position || !is_number(other) || !judge_.lines()[other]) continue;
      const Tape::Line& there = line_of(other);
      const bool same_quantity = here.equation == there.equation;
      if (same_quantity && here.t == there.t) {
        predict_slip("cells-exchanged", position, right(other), of_line);
      } else if (same_quantity && here.component == there.component && there.t == here.t - 1) {
        predict_slip("stale-cell", position, written(other), of_line);
      } else if (other < position && here.component == there.component && there.t + copied_within >= here.t) {
        predict_slip("copied-cell", position, written(other), of_line);
      }
    }
  }

  /// Among the numbers of a long sheet, one is soon the same by chance; who copies, copies from nearby.
  static constexpr std::int64_t copied_within = 2;  // steps

  /// The line's equation with one slip in it, on the student's own numbers.
  void slips_in_line(std::size_t position) {
    const std::size_t equation = line_of(position).equation;
    auto& slipped = slipped_[equation];
    if (slipped.empty()) {
      for (const SlippedLine& way : slips_in(judge_.problem().optimizer.equations[equation].right)) {
        Problem problem = judge_.problem();
        problem.optimizer.equations[equation].right = way.right;
        try {
          slipped.emplace_back(way.id, problem, judge_.problem());
        } catch (const InputError&) {
          continue;  // a slip that leaves no sense, such as a vector where a number is wanted
        }
      }
    }
    const std::size_t wanted = *judge_.lines()[position];
    for (Alternative& alternative : slipped) {
      for (std::size_t i = 0; i < wanted; ++i) {
        const std::size_t earlier = line_positions_[i];
        const bool known = earlier != none && is_number(earlier);
        known ? alternative.put(i, written(earlier)) : static_cast<void>(alternative.evaluate(i));
      }
      predict_slip(alternative.id().c_str(), position, alternative.evaluate(wanted), of_line);
    }
  }

  /// Two mistakes in one line, or in lines that are not asked.
  void mistakes_in_pairs() {
    pairs_searched_ = true;
    if (!pairs_made_) {
      pairs_made_ = true;
      for (auto& method : methods_) make_pairs(method);
    }
    for (Alternative& alternative : pairs_) {
      complete_ ? run_changed_lines(alternative, Verdict::mistake, of_pair)
                : run(alternative, Verdict::mistake, of_pair);
    }
  }

  void make_pairs(const WrongMethod& first) {
    for (const Mistake& second : mistakes()) {
      if (second.id <= first.mistake) continue;
      for (const WrongMethod& both : wrong_methods(judge_.problem(), first, second)) {
        if (pairs_.size() >= most_pairs) return;
        pairs_.emplace_back(first.mistake + "+" + second.id, worked_wrongly(judge_.problem(), both), judge_.problem());
      }
    }
  }

  // Chances.
  /// The share of the numbers near the right one that some explanation searched so far gives.
  double share(std::size_t position, int tier, double reach) const {
    const double size = std::fabs(right(position));
    if (size == 0) return 1;
    std::vector<std::pair<double, double>> covered;
    const double sign = right(position) < 0 ? -1 : 1;
    for (const Prediction& prediction : predictions_[position]) {
      if (explanations_[prediction.explanation].tier > tier) continue;
      const double value = sign * prediction.value;
      const double low = std::max(value - reach, size / 2), high = std::min(value + reach, size * 2);
      if (low < high) covered.emplace_back(low, high);
    }
    std::sort(covered.begin(), covered.end());
    double total = 0, end = 0;
    for (const auto& [low, high] : covered) {
      total += std::max(0.0, high - std::max(low, end));
      end = std::max(end, high);
    }
    return std::min(1.0, total / (1.5 * size));
  }

  double chance(const Explanation& explanation) const {
    double product = 1;
    std::vector<std::pair<double, double>> counted;
    for (std::size_t i = 0; i < explanation.positions.size(); ++i) {
      const std::size_t position = explanation.positions[i];
      if (!is_open(position)) continue;
      // Components that are alike, and copies of a number, say no more than one of them.
      const std::pair like{right(position), written(position)};
      if (std::count(counted.begin(), counted.end(), like) > 0) continue;
      counted.push_back(like);
      const double reach = explanation.reaches[i];
      product *= std::max(share(position, explanation.tier, reach), share_of_small(position, reach));
    }
    return product;
  }

  /// A number of a digit or less, or none, is near many that are small: that it was foretold says little.
  double share_of_small(std::size_t position, double reach) const {
    const double size = std::fabs(written(position));
    return size >= 10 * reach || size >= std::fabs(right(position)) / 2
               ? 0
               : std::min(1.0, reach / (0.75 * std::max(size, reach)));
  }

  // Choice.
  std::vector<std::size_t> still_open(const Explanation& explanation) const {
    std::vector<std::size_t> positions;
    for (const std::size_t position : explanation.positions) {
      if (is_open(position)) positions.push_back(position);
    }
    return positions;
  }

  /// The best of what is left: most lines, fewest lines against it, the earliest tier.
  const Explanation* best(bool accepted_alone, double& chance_of_best) const {
    const Explanation* found = nullptr;
    std::size_t most = 0;
    for (const Explanation& explanation : explanations_) {
      if (explanation.positions.empty()) continue;
      const std::size_t count = still_open(explanation).size();
      if (count == 0) continue;
      const double how_likely = chance(explanation);
      if (accepted_alone && how_likely > most_chance) continue;
      const bool better = !found || count > most || (count == most && order(explanation) < order(*found));
      if (!better) continue;
      found = &explanation;
      most = count;
      chance_of_best = how_likely;
    }
    return found;
  }

  /// A mistake that is made wherever it can be goes before a slip, one before two. One that is not made elsewhere is as
  /// likely as a slip in that line.
  static int rank(const Explanation& explanation) {
    if (explanation.tier == of_pair) return 3;
    return explanation.verdict == Verdict::mistake && explanation.against == 0 ? 1 : 2;
  }

  /// Less is better. What rounding explains, half a unit a line, does not tell two explanations apart.
  static std::tuple<int, bool> merit(const Explanation& explanation) {
    const double mean =
        explanation.residual / static_cast<double>(std::max<std::size_t>(explanation.positions.size(), 1));
    return {rank(explanation), mean > 0.55};
  }

  /// Of two that explain equally well and as much, the one by which the student keeps more goes in front.
  static std::tuple<int, bool, bool, int> order(const Explanation& explanation) {
    return std::tuple_cat(merit(explanation), std::tuple{explanation.verdict == Verdict::mistake, explanation.against});
  }

  Cause cause_of(const Explanation& explanation, double how_likely) {
    Cause cause{explanation.verdict, explanation.id, still_open(explanation), {}, how_likely};
    for (const Explanation& other : explanations_) {
      const bool as_good = !other.positions.empty() && other.id != explanation.id &&
                           merit(other) == merit(explanation) && still_open(other) == cause.positions;
      if (as_good && std::count(cause.or_else.begin(), cause.or_else.end(), other.id) == 0) {
        cause.or_else.push_back(other.id);
      }
    }
    std::erase_if(open_, [&](std::size_t position) {
      return std::binary_search(cause.positions.begin(), cause.positions.end(), position);
    });
    return cause;
  }

  void take_accepted(std::vector<Cause>& causes) {
    double how_likely = 1;
    while (const Explanation* found = best(true, how_likely)) {
      // Before several lines of one equation are called so many slips: do two mistakes give them all?
      if (found->verdict == Verdict::slip && !pairs_searched_ && has_companion(found->positions.front())) {
        mistakes_in_pairs();
        continue;
      }
      causes.push_back(cause_of(*found, how_likely));
    }
  }

  bool has_companion(std::size_t position) const {
    return std::any_of(open_.begin(), open_.end(), [&](std::size_t other) {
      return other != position && line_of(other).equation == line_of(position).equation;
    });
  }

  /// What is left is named, if at all, as a possibility.
  void take_possible(std::vector<Cause>& causes) {
    double how_likely = 1;
    while (const Explanation* found = best(false, how_likely)) causes.push_back(cause_of(*found, how_likely));
  }

  static constexpr std::size_t most_pairs = 2000;

  const Judge& judge_;
  std::vector<std::size_t> line_positions_;
  const Sheet* sheet_ = nullptr;
  const std::vector<Judgement>* judgements_ = nullptr;
  std::vector<std::size_t> open_;  ///< faulty lines without a cause, in order
  std::vector<Explanation> explanations_;
  std::vector<std::vector<Prediction>> predictions_;  ///< of each position
  std::vector<WrongMethod> methods_;
  std::optional<Alternative> plain_;  ///< the right method
  std::vector<Given> plainly_;        ///< of each line
  std::vector<Alternative> alone_, pairs_;
  bool pairs_made_ = false, pairs_searched_ = false;
  bool complete_ = false;  ///< every line of the problem is asked and stands on the sheet
  std::map<std::size_t, std::vector<Alternative>> slipped_;  ///< of each equation
};

Diagnosis::Diagnosis(const Judge& judge) : work_(std::make_unique<Work>(judge)) {}
Diagnosis::~Diagnosis() = default;

std::vector<Cause> Diagnosis::explain(const Sheet& sheet, const std::vector<Judgement>& judgements) {
  return work_->explain(sheet, judgements);
}

}  // namespace stepmark
