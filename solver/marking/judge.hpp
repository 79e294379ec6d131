// Is a line right? Each on its own inputs, along every honest path.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/marking/own_work.hpp"
#include "solver/marking/sheet.hpp"
#include "solver/marking/verdict.hpp"
#include "solver/rooms.hpp"

namespace stepmark::marking {

/// In place of a position in the sheet, where there is none.
inline constexpr std::size_t no_position = static_cast<std::size_t>(-1);

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

/// What the numbers of a line are counted in, so that doubles tell them: 1, but for a line that is asked to digits
/// which no double holds, as those of 1e1000 or 1e-1000.
struct Scale {
  std::optional<Exact> power;  ///< of ten; nothing: 1
  /// What is not 0 stays so, as the least of doubles.
  double of(const Exact& x) const;
};

/// One unit of the last digit that a number states; nothing if it states none. Of a whole number that ends in zeros
/// nobody can tell: it is taken to state what is asked, `asked` being a unit of that.
std::optional<double> unit_stated(const Written& written, double asked, const Scale& scale);

/// Judges sheets of one problem.
class Judge {
 public:
  /// @throws InputError when the problem has no value for a line that is asked, or one that no cell can hold
  explicit Judge(const Problem& problem);
  /// Of lines chosen by the caller; a position without a line is not judged, and counts as missing.
  Judge(const Problem& problem, std::vector<std::optional<std::size_t>> lines);

  const Problem& problem() const { return problem_; }
  const Tape& tape() const { return *tape_; }
  const std::vector<std::optional<std::size_t>>& lines() const { return asked_; }

  /// @param sheet  one entry for each of lines()
  std::vector<Judgement> judge(const Sheet& sheet);

  std::string expected(std::size_t position) const;                           ///< the right answer, as it is asked
  std::string padded(std::size_t position, const std::string& number) const;  ///< with all the digits asked
  std::string stated(std::size_t position, double value) const;               ///< as asked
  const Scale& scale(std::size_t position) const { return answers_[position].scale; }
  double right(std::size_t position) const { return answers_[position].exact; }  ///< in the line's scale
  double unit(std::size_t position) const { return answers_[position].unit; }    ///< the same
  /// Do doubles tell all right answers, and what the problem gives?
  bool is_told_by_doubles() const { return told_by_doubles_; }
  /// The asked lines that a line takes its numbers from, through lines that are not asked too.
  const std::vector<std::size_t>& inputs(std::size_t position) const { return inputs_[position]; }

 private:
  struct Answer {
    Exact stated;  ///< carried exactly, rounded as asked
    Exact model;   ///< what the model answer says
    DecimalFormat format;
    double telling = 0;  ///< what digits are counted of: its size, a parameter's step
    Exact close;         ///< carried exactly, to many more digits
    std::string text;    ///< as the model answer has it: by the rule of the question
    Scale scale;
    double exact = 0, unit = 0;  ///< in the scale
    bool from_hidden = false;    ///< some of its inputs are not asked
  };

  /// A number that an answer is compared with. As all doubles here, in the scale of the line.
  struct Reference {
    double near;         ///< to about 15 digits
    const Exact* close;  ///< to as many as an answer is held to; null where that is not known
  };

  /// What the right method gives on the student's own numbers.
  struct OwnValue {
    Ends ends, hull;
    Ends carried;                ///< by calculator
    std::optional<Exact> close;  ///< where the answer is held to more digits than doubles have
    double near;
    Reference reference() const { return {near, close ? &*close : nullptr}; }
  };

  void prepare();
  void find_answers(const std::vector<std::size_t>& lines);
  void state_by_rule(const std::vector<std::size_t>& lines);
  void check_cells(const std::vector<std::size_t>& lines) const;
  void follow_paths(const std::vector<std::size_t>& lines);
  void follow_coarse_paths(const std::vector<std::size_t>& lines, Working working);
  double size_that_tells(std::size_t line, CarriedWork& exact) const;
  DecimalFormat format_for(double value, double step) const;
  Exact half_unit_of_wrong(std::size_t position, const Written& written) const;
  void find_inputs();
  void find_sums();
  std::optional<OwnValue> running_sum(std::size_t position, const Sheet& sheet,
                                      const std::vector<Judgement>& judgements,
                                      const std::optional<OwnValue>& own) const;
  double number(std::size_t position, const Exact& x) const { return answers_[position].scale.of(x); }
  double difference(std::size_t position, const Written& written, const Reference& right, double unit) const;
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
  static bool is_in_hull(double written, const OwnValue& own, double unit);
  std::string own_text(std::size_t position);
  Judgement judged(std::size_t position, const Sheet& sheet, bool tainted, bool reaches_wrong,
                   const std::optional<OwnValue>& own) const;
  double asked_here(std::size_t position, double right_here) const;
  double unit_of_rule(std::size_t position) const;
  double unit_for(std::size_t position, const Written& written, double asked) const;
  double unit_for(std::size_t position, const Written& written) const {
    return unit_for(position, written, answers_[position].unit);
  }
  bool is_right_as_asked(std::size_t position, const Written& written) const;
  bool is_near_truth(std::size_t position, const Written& written) const;
  bool is_exact(std::size_t position, const Written& written) const;
  bool is_on_path(std::size_t path, std::size_t position, const Written& written) const;
  struct Match {
    bool found = false;
    Imprecision how = Imprecision::none;
  };
  Match matches_some_path(std::size_t position, const Written& written) const;
  bool says_how_to_round() const { return problem_.working || problem_.answer.give; }
  double farthest_stated(std::size_t position, double size) const;
  bool has_hidden_inputs(std::size_t position, const Sheet& sheet) const;
  std::optional<Imprecision> nearly(std::size_t position, const Reference& right, const Written& written, double unit,
                                    double asked) const;

  Problem problem_;
  std::unique_ptr<Tape> tape_;
  std::vector<std::optional<std::size_t>> asked_;
  std::vector<std::size_t> position_of_line_;  ///< npos where a line is not asked
  std::vector<Answer> answers_;
  /// A path as numbers, one a line of the tape, NaN where it has none; does it earn full marks?
  struct Path {
    std::vector<double> values;
    std::vector<Exact> written;  ///< fewer when a line has no value
    bool full_marks;
    bool coarse;  ///< with fewer digits than asked
  };
  std::vector<Path> paths_;  ///< the honest ones that round
  double largest_ = 0;       ///< of the right answers that doubles tell
  bool told_by_doubles_ = true;
  bool fair_ = true;  ///< they all end within a unit of the right answers
  std::vector<std::vector<std::size_t>> inputs_;
  std::vector<std::size_t> sum_before_;  ///< of a sum over steps, the position of the same one step before
  DecimalFormat format_;
  double known_ = 0;  ///< to which part of itself a right answer is known
  std::unique_ptr<OwnWork> own_;
};

}  // namespace stepmark::marking
