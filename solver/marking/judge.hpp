// Is a line right? Each on its own inputs, along every honest path.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "solver/marking/answer_key.hpp"
#include "solver/marking/own_work.hpp"
#include "solver/marking/sheet.hpp"
#include "solver/marking/verdict.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

/// What can be said of a line without asking why.
struct Judgement {
  enum class Kind { right, follow_through, imprecise, faulty, missing, unreadable };
  Kind kind = Kind::missing;
  Imprecision imprecision = Imprecision::none;
  double right_here = 0;  ///< the right method's value on the student's own numbers, where there is one; in the scale
  bool has_value_here = false;
  bool despite_own = false;     ///< right, although it does not follow from the wrong numbers before it
  bool rests_on_wrong = false;  ///< some number that it goes on from is wrong
  std::string expected_here;    ///< stated as asked; empty where there is none, and of lines that are right
  std::string matched;          ///< the number that an imprecise answer comes near to, stated as asked
};

/// Is it another number than the right one, however near?
inline bool is_wrong(const Judgement& judgement) {
  return judgement.kind == Judgement::Kind::faulty || judgement.imprecision == Imprecision::near;
}

/// Is it right, or right from what stands before it?
inline bool is_earned(const Judgement& judgement) {
  return judgement.kind == Judgement::Kind::right || judgement.kind == Judgement::Kind::follow_through;
}

/// Judges sheets of one problem.
class Judge {
 public:
  /// @throws InputError as AnswerKey does
  explicit Judge(const Problem& problem);
  /// Of lines chosen by the caller; a position without a line is not judged, and counts as missing.
  Judge(const Problem& problem, std::vector<std::optional<std::size_t>> lines);

  const AnswerKey& key() const { return key_; }

  /// @param sheet  one entry for each line of the key
  std::vector<Judgement> judge(const Sheet& sheet);

 private:
  /// What the right method gives on the student's own numbers.
  struct OwnValue {
    Ends ends, hull;
    Ends carried;                ///< by calculator
    std::optional<Exact> close;  ///< where the answer is held to more digits than doubles have
    double near;
    AnswerKey::Reference reference() const { return {near, close ? &*close : nullptr}; }
  };

  std::optional<OwnValue> running_sum(std::size_t position, const Sheet& sheet,
                                      const std::vector<Judgement>& judgements,
                                      const std::optional<OwnValue>& own) const;
  bool judge_by_truth(const Sheet& sheet, std::vector<Judgement>& judgements) const;
  void judge_on_own_numbers(const Sheet& sheet, std::vector<Judgement>& judgements);
  bool is_tainted(std::size_t position, const std::vector<Judgement>& judgements,
                  const std::vector<bool>& tainted) const;
  std::optional<OwnValue> own_value(std::size_t position, const Written& written, const std::optional<Ends>& ends);
  std::optional<Exact> own_close();
  std::optional<OwnValue> own_closely(std::size_t position);
  double right_here(std::size_t position, const Ends& own);
  bool is_on_own(std::size_t position, const Written& written, const OwnValue& own, bool behind_wrong, double unit,
                 double asked) const;
  bool is_far(std::size_t position, const Written& written, const OwnValue& own) const;
  static bool is_in_hull(double written, const OwnValue& own, double unit);
  std::string own_text(std::size_t position);
  Judgement judged(std::size_t position, const Sheet& sheet, bool tainted, bool reaches_wrong,
                   const std::optional<OwnValue>& own) const;

  AnswerKey key_;
  OwnWork own_;
};

}  // namespace stepmark::marking
