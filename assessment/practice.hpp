// A practice session: one question, line by line, each answer judged when it is given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assessment/rooms.hpp"
#include "lib/problem/problem.hpp"
#include "reports/document.hpp"
#include "reports/language/language.hpp"
#include "reports/question_layout.hpp"

namespace stepmark::assessment {

/// What comes back for what was typed.
struct PracticeReply {
  enum class Kind {
    right,       ///< the answer is; the next line is asked
    judged,      ///< an answer that is not right, or a line left out: `verdict` and `text` say how; the next is asked
    hint,        ///< the same line is asked again, as below
    help,        ///< what may be typed
    back,        ///< the line before is asked again; or `text` says that there is none
    unreadable,  ///< that is no answer; the same line is asked again
    doubtful,    ///< a likely typing error: the same line is asked again, and what is typed twice is an answer
    nothing,     ///< nothing was typed
    stopped,     ///< the student stops
  };
  Kind kind = Kind::nothing;
  std::string verdict;  ///< "right", "left out", or the verdict in words; of an answer, where the text does not say it
  std::string text;     ///< the feedback, the hint, or what to do; says nothing that the verdict says
  bool keep = false;    ///< `kept` has changed
};

class PracticeSession {
 public:
  /// Nothing is answered. @throws InputError when the problem cannot be marked
  /// @param layout  what of the question is left out where it is printed
  /// @param language  of all that is said
  explicit PracticeSession(const Problem& problem, const QuestionLayout& layout = {}, const Language& language = {});
  ~PracticeSession();

  /// Takes over an answer sheet in CSV that is filled in part, or what `kept` once made.
  /// @throws InputError naming `file` when it is no such sheet, or holds anything that `kept` would lose
  void take_up(const std::string& text, const std::string& file);

  /// An answer sheet in CSV that check reads, with what was skipped and shown in a column of its own.
  std::string kept() const;

  /// As it is printed, in any language.
  Document question() const;
  /// What may be typed.
  std::string instruction() const;

  std::size_t lines() const;
  std::size_t lines_done() const;
  bool is_done() const { return lines_done() == lines(); }
  /// "m of x at step 2", "(b) What was done wrong there? (A–D)": what is asked now. @pre !is_done()
  std::string asked() const;
  /// Is that a number? @pre !is_done()
  bool asks_for_number() const;
  /// "m of x at step 2 =", with what is asked as it is to be shown. @pre !is_done()
  std::string prompt(const std::string& asked) const;

  /// A number, a letter, whatever is asked, or one of: ? (again and again, for the formula, the numbers put in, and the
  /// value; where no number is asked, for advice and the answer), skip, back, help, quit.
  /// @pre !is_done()
  PracticeReply reply(std::string_view typed);

  /// "7 out of 8 marks.", without those for words, which a person gives; with how many lines were answered after their
  /// value had been shown.
  std::string closing();

  /// As it would be marked by now.
  struct Result {
    Exact marks, out_of;  ///< without those for words
    std::uint64_t left_out = 0;
    std::uint64_t shown = 0;                  ///< lines answered after their value had been told
    std::vector<std::string> misconceptions;  ///< that certainly came up, each once
  };
  Result result();

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace stepmark::assessment
