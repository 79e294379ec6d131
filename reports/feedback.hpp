// The words of a marked sheet: what a student reads about a line, and about the sheet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/rooms.hpp"
#include "solver/marking/marker.hpp"

namespace stepmark::reports {

/// Does a student read what was expected? Hidden, for a second try, nothing tells a number of the question's answers.
enum class Answers { shown, hidden };

/// The verdict on a line as a student reads it, short enough for a table: "right from yours".
Inline verdict_words(const LineMark& mark);

/// The sentence for a student on a mistake, a slip, or another method of the catalogue.
Inline sentence_on(const std::string& cause);
/// The same of what was done in a line, with what the identifiers leave open.
Inlines sentences_on(const Causes& causes, Answers answers = Answers::shown);
/// What that says was done, without what to do instead: "you left out the learning rate".
Inline what_was_done(const Causes& causes, Answers answers = Answers::shown);
/// What was done, for a marker; of a convention, what is other in it. Empty of an identifier that is not known.
Inline marker_words_on(const std::string& cause);

/// With a first letter that is a capital, or small.
std::string capital(std::string text);
std::string small(std::string text);

/// At most two places, as people write marks.
std::string marks_for_people(const Exact& marks);

/// May a sentence name a line? Where to find the line is part of the question, its name is an answer.
enum class LineNames { shown, hidden };

/// Lines of a sheet that are told the same.
struct Remark {
  enum class Kind { cause, wrong, alike, imprecise, unreadable, blank, convention, again, own_numbers };
  Kind kind = Kind::cause;
  std::vector<std::size_t> lines;  ///< positions in the sheet, in order; never none
};

/// What is said of one sheet. Refers to all that it is made from.
class Feedback {
 public:
  Feedback(const Marker& marker, const MarkedSheet& marked, Answers answers = Answers::shown,
           LineNames names = LineNames::shown)
      : marker_(marker), marked_(marked), answers_(answers), names_(names) {}

  /// One or two sentences; empty of a line that is right.
  Inlines on(std::size_t position) const;

  /// Every line that is not simply right is in one of them; by their first lines.
  std::vector<Remark> remarks() const;
  /// What is said of all the lines of a remark at once, to go behind their names and a colon.
  /// @param names  of the lines that are asked
  Inline on_all(const Remark& remark, const std::vector<Inline>& names) const;
  /// What earns the marks of a line: what follows from the student's own earlier numbers.
  const std::string& expected(std::size_t position) const;
  /// Do wrong numbers of the student's own go into `expected` somewhere?
  bool goes_on_from_wrong_numbers() const;

 private:
  /// With the symbols of the page.
  Inline symbols(Inlines words) const;
  const LineMark& mark(std::size_t position) const { return marked_.lines[position]; }
  bool has_own_answer(const LineMark& here) const;
  Inline expectation(std::size_t position) const;
  Inlines sentences_on_one(std::size_t position) const;
  Inlines after_expectation(std::size_t position, Inlines rest) const;
  void add_alternatives(Inlines& said, const LineMark& mark) const;
  Inlines on_cause(const LineMark& mark) const;
  Inlines on_wrong(std::size_t position) const;
  Inline on_following(std::size_t position) const;
  Inlines on_convention(const LineMark& mark) const;
  std::optional<Inline> on_entry(const LineMark& mark) const;
  bool is_alike(std::size_t position) const;
  Inline on_pattern() const;
  std::size_t first_of_cause(std::size_t position) const;

  const Marker& marker_;
  const MarkedSheet& marked_;
  Answers answers_;
  LineNames names_;
};

}  // namespace stepmark::reports
