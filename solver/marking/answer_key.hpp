// What is right in each line of a problem, and how exact an answer must be, whatever stands on the sheet.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/arithmetic/enclosing.hpp"
#include "solver/marking/sheet.hpp"
#include "solver/marking/verdict.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/tape.hpp"
#include "solver/trace/carried.hpp"

namespace stepmark::marking {

/// In place of a position in the sheet, where there is none.
inline constexpr std::size_t no_position = static_cast<std::size_t>(-1);

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

/// Half a unit, and a hair: a tie may be rounded either way.
inline constexpr double half_unit = 0.5 + 1e-6;

/// So many units from what the written numbers give, work that goes on now with these and now with the calculator's may
/// come to in a fair problem.
inline constexpr double near_enough = 3.5;

/// In a fair problem, so many units are what mixing both may come to anywhere.
inline constexpr double most_spread = 40;

/// As a model answer has it: an exact value in full, a rounded one to the digits asked.
std::string model_text(const EnclosingArithmetic::Rounded& rounded, const DecimalFormat& format);

/// The right answers to a problem, the honest paths to them, and the inputs of each. Positions are those of a sheet.
class AnswerKey {
 public:
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

  /// An honest path that rounds, as numbers, one a line of the tape, NaN where it has none.
  struct Path {
    std::vector<double> values;
    std::vector<Exact> written;  ///< fewer when a line has no value
    bool full_marks;
    bool coarse;  ///< with fewer digits than asked
  };

  struct Match {
    bool found = false;
    Imprecision how = Imprecision::none;
  };

  /// @throws InputError when the problem has no value for a line that is asked, or one that no cell can hold
  explicit AnswerKey(const Problem& problem);
  /// Of lines chosen by the caller; a position without a line has no answer.
  AnswerKey(const Problem& problem, std::vector<std::optional<std::size_t>> lines);

  const Problem& problem() const { return problem_; }
  const Tape& tape() const { return *tape_; }
  const std::vector<std::optional<std::size_t>>& lines() const { return asked_; }
  const DecimalFormat& format() const { return format_; }
  /// How closely the right answer is known: to more digits than anyone is asked for or writes.
  int figures_kept() const;

  const Answer& answer(std::size_t position) const { return answers_[position]; }
  const Scale& scale(std::size_t position) const { return answers_[position].scale; }
  double right(std::size_t position) const { return answers_[position].exact; }  ///< in the line's scale
  double unit(std::size_t position) const { return answers_[position].unit; }    ///< the same
  double number(std::size_t position, const Exact& x) const { return answers_[position].scale.of(x); }
  std::string expected(std::size_t position) const;                           ///< the right answer, as it is asked
  std::string padded(std::size_t position, const std::string& number) const;  ///< with all the digits asked
  std::string stated(std::size_t position, double value) const;               ///< as asked

  /// Do doubles tell all right answers, and what the problem gives?
  bool is_told_by_doubles() const { return told_by_doubles_; }
  /// Do all honest paths end within a unit of the right answers?
  bool is_fair() const { return fair_; }
  const std::vector<Path>& paths() const { return paths_; }
  /// `no_position` for a line that is not asked.
  std::size_t position_of(std::size_t line) const { return position_of_line_[line]; }
  /// The asked lines that a line takes its numbers from, through lines that are not asked too.
  const std::vector<std::size_t>& inputs(std::size_t position) const { return inputs_[position]; }
  /// Of a sum over steps, the same one step before; else `no_position`.
  std::size_t sum_before(std::size_t position) const { return sum_before_[position]; }

  /// @param asked  a unit of what is asked; that of the right answer if left out
  double unit_for(std::size_t position, const Written& written, double asked) const;
  double unit_for(std::size_t position, const Written& written) const {
    return unit_for(position, written, answers_[position].unit);
  }
  double unit_of_rule(std::size_t position) const;
  double asked_here(std::size_t position, double right_here) const;
  Exact half_unit_of_wrong(std::size_t position, const Written& written) const;
  double difference(std::size_t position, const Written& written, const Reference& right, double unit) const;

  bool is_exact(std::size_t position, const Written& written) const;
  bool is_right_as_asked(std::size_t position, const Written& written) const;
  bool is_near_truth(std::size_t position, const Written& written) const;
  bool is_on_path(std::size_t path, std::size_t position, const Written& written) const;
  Match matches_some_path(std::size_t position, const Written& written) const;
  bool has_hidden_inputs(std::size_t position, const Sheet& sheet) const;
  std::optional<Imprecision> nearly(std::size_t position, const Reference& right, const Written& written, double unit,
                                    double asked) const;

 private:
  void prepare();
  void find_answers(const std::vector<std::size_t>& lines);
  void state_by_rule(const std::vector<std::size_t>& lines);
  void check_cells(const std::vector<std::size_t>& lines) const;
  void follow_paths(const std::vector<std::size_t>& lines);
  void follow_coarse_paths(const std::vector<std::size_t>& lines, Working working);
  double size_that_tells(std::size_t line, CarriedWork& exact) const;
  DecimalFormat format_for(double value, double step) const;
  bool says_how_to_round() const { return problem_.working || problem_.answer.give; }
  double farthest_stated(std::size_t position, double size) const;
  void find_inputs();
  void find_sums();

  Problem problem_;
  std::unique_ptr<Tape> tape_;
  std::vector<std::optional<std::size_t>> asked_;
  std::vector<std::size_t> position_of_line_;
  std::vector<Answer> answers_;
  std::vector<Path> paths_;
  double largest_ = 0;  ///< of the right answers that doubles tell
  bool told_by_doubles_ = true, fair_ = true;
  std::vector<std::vector<std::size_t>> inputs_;
  std::vector<std::size_t> sum_before_;
  DecimalFormat format_;
  double known_ = 0;  ///< to which part of itself a right answer is known
};

}  // namespace stepmark::marking
