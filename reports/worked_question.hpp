// A problem worked once, with what the pages of a handout take from it.
#pragma once

#include <string>
#include <vector>

#include "problems/certificate.hpp"
#include "problems/rivals.hpp"
#include "reports/document.hpp"
#include "reports/notation.hpp"
#include "reports/rooms.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/stated.hpp"
#include "solver/tape/tape.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark::reports {

/// Refers to the problem, which must outlive it.
class WorkedQuestion {
 public:
  /// @param certificate  the problem's, where it is there: what it has of wrong methods need not be worked again. It
  ///                     outlives the question
  /// @throws InputError when a line has no value
  explicit WorkedQuestion(const Problem& problem, const Certificate* certificate = nullptr);
  WorkedQuestion(const WorkedQuestion&) = delete;
  WorkedQuestion& operator=(const WorkedQuestion&) = delete;

  const Problem& problem() const { return problem_; }
  const Trace& trace() const { return trace_; }
  const Tape& tape() const { return tape_; }
  const Notation& notation() const { return notation_; }
  const DecimalFormat& format() const { return format_; }           ///< in which answers are asked
  const std::vector<std::size_t>& asked() const { return asked_; }  ///< positions of lines
  bool is_asked(std::size_t line) const;
  const Stated& stated() const { return stated_; }  ///< of all lines
  /// What wrong methods give; none where the certificate does not tell.
  const std::vector<WrongAnswers>& wrong_answers() const;

  /// The same problem worked otherwise (by a wrong method, in another convention), under this problem's rule.
  Stated state(const Tape& tape) const;
  Stated state(const WrongMethod& method) const;
  /// "0.4000", as it is asked.
  std::string text(const Exact& stated) const { return to_string(stated, format_); }
  Inline number(const Exact& stated) const;

  /// m_{1,x}, the line's name; without its component if that is a column's.
  Inline name(std::size_t line) const;
  Inline row_name(std::size_t line) const;

 private:
  const Problem& problem_;
  const Certificate* certificate_;
  Trace trace_;
  Tape tape_;
  Notation notation_;
  DecimalFormat format_;
  std::vector<std::size_t> asked_;
  Stated stated_;
};

/// The first way of a mistake that has a value in every line and differs from the right one.
/// @throws InputError when there is none, or no such mistake
const WrongMethod& shown_way(const WorkedQuestion& question, RivalMethods& methods, const std::string& mistake);

}  // namespace stepmark::reports
