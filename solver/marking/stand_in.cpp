#include "solver/marking/stand_in.hpp"

#include <algorithm>
#include <cmath>

#include "solver/marking/slip.hpp"

namespace stepmark::marking {

namespace {

class StandIns {
 public:
  StandIns(const Judge& judge, const Sheet& sheet, const std::vector<Judgement>& judgements, MarkedSheet& marked)
      : judge_(judge), sheet_(sheet), judgements_(judgements), marked_(marked) {}

  void withhold() {
    std::vector<bool> rests_on_one(sheet_.size(), false);
    for (std::size_t i = 0; i < sheet_.size(); ++i) {
      if (is_copy_of_wrong(i)) take_back(i);
      using Kind = Judgement::Kind;
      LineMark& mark = marked_.lines[i];
      rests_on_one[i] = is_stand_in(i);
      const Kind kind = judgements_[i].kind;
      const bool follows = mark.verdict == Verdict::follow_through;
      // A line left out does not hide what stands before it.
      if (!follows && kind != Kind::missing && kind != Kind::unreadable) continue;
      for (const std::size_t input : judge_.inputs(i)) rests_on_one[i] = rests_on_one[i] || rests_on_one[input];
      mark.after_stand_in = follows && rests_on_one[i];
    }
  }

 private:
  double right(std::size_t position) const {
    const Judgement& judgement = judgements_[position];
    return judgement.has_value_here ? judgement.right_here : judge_.right(position);
  }

  /// Components that are alike have the same number rightly, and so wrongly.
  bool is_copy(std::size_t position, std::size_t of) const {
    const bool same_scale = judge_.scale(of).power == judge_.scale(position).power;
    return sheet_[of].kind == Written::Kind::number && sheet_[of].value == sheet_[position].value &&
           (!same_scale || std::fabs(right(of) - right(position)) > judge_.unit(position));
  }

  bool is_stand_in(std::size_t position) const {
    const LineMark& mark = marked_.lines[position];
    if (mark.verdict != Verdict::wrong || !mark.possibly.empty()) return false;
    const Exact size = sheet_[position].value.abs();
    // Where the work before it comes to nothing, 0 is what it is.
    const bool comes_to_nothing =
        judgements_[position].has_value_here && std::fabs(right(position)) <= judge_.unit(position);
    if (size.is_zero()) return !comes_to_nothing;
    if (size == Exact(1)) return true;
    for (std::size_t other = 0; other < position; ++other) {
      if (is_copy(position, other)) return true;
    }
    return false;
  }

  /// Of a line that is wrong for no known cause: whatever slip may give the same number, it was copied.
  bool is_copy_of_wrong(std::size_t position) const {
    const LineMark& mark = marked_.lines[position];
    if (!find_slip(mark.cause)) return false;
    for (std::size_t other = 0; other < position; ++other) {
      if (marked_.lines[other].verdict == Verdict::wrong && is_copy(position, other)) return true;
    }
    return false;
  }

  void take_back(std::size_t position) {
    LineMark& mark = marked_.lines[position];
    mark.verdict = Verdict::wrong;
    mark.cause.clear();
    mark.or_else.clear();
    std::erase(marked_.root_causes, position);
  }

  const Judge& judge_;
  const Sheet& sheet_;
  const std::vector<Judgement>& judgements_;
  MarkedSheet& marked_;
};

}  // namespace

void withhold_after_stand_ins(const Judge& judge, const Sheet& sheet, const std::vector<Judgement>& judgements,
                              MarkedSheet& marked) {
  StandIns(judge, sheet, judgements, marked).withhold();
}

}  // namespace stepmark::marking
