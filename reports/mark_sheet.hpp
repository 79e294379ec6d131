// A marked sheet, for the student who wrote it and for programs.
#pragma once

#include <string>
#include <vector>

#include "lib/base/message.hpp"
#include "reports/document.hpp"
#include "reports/feedback.hpp"
#include "reports/rooms.hpp"
#include "solver/marking/marker.hpp"
#include "solver/questions/part.hpp"

namespace stepmark::reports {

/// The lines that are asked, by their names in the formulas: v_{1,x}.
std::vector<Inline> formulas_of_lines(const Marker& marker);
/// Of any line of the tape.
Inline formula_of_line(const Marker& marker, std::size_t line);

/// The mark sheets of one problem's numbers. Where answers are hidden, no expected number is in any of them: the column
/// is left out of the page, blank in CSV and null in JSON.
class MarkSheets {
 public:
  /// `marker` must outlive the object.
  explicit MarkSheets(const Marker& marker, Answers answers = Answers::shown, LineNames names = LineNames::shown);

  /// What a student is handed: the marks, in a few sentences how they came about, every line with what was expected,
  /// and for each lost mark why. What several lines are told alike is told once.
  Document document(const Sheet& sheet, const MarkedSheet& marked, const std::vector<Message>& notices,
                    const std::string& student = {}) const;
  /// As in INTERFACE: { "marks", "out_of", "lines", "root_causes" }, with "notices" where there are any.
  std::string json(const Sheet& sheet, const MarkedSheet& marked, const std::vector<Message>& notices) const;
  /// t,quantity,component,given,expected,verdict,cause,method,accuracy,out_of
  std::string csv(const Sheet& sheet, const MarkedSheet& marked) const;
  /// Its rows, under the names of `rows`.
  std::string csv_rows(const std::vector<SheetRow>& rows, const Sheet& sheet, const MarkedSheet& marked) const;

  /// The middle of the document: how the marks came about, every line, and why marks were lost.
  /// @param level  of the heading in it
  void append(std::vector<Block>& blocks, const Sheet& sheet, const MarkedSheet& marked, int level) const;

  const Marker& marker() const { return marker_; }
  Answers answers() const { return answers_; }

  /// One or two sentences on a line; empty of a line that is right.
  Inlines feedback(const MarkedSheet& marked, std::size_t position) const;

 private:
  /// More lines than these that are told the same are counted and not named: the table has them.
  static constexpr std::size_t most_named = 6;

  Table table(const Sheet& sheet, const MarkedSheet& marked, const Feedback& feedback) const;
  Inline item(const Remark& remark, const MarkedSheet& marked, const Feedback& feedback) const;
  Inlines lines_of(const Remark& remark) const;
  std::int64_t step_of(const LineMark& mark) const;

  const std::string& expected(const LineMark& mark) const;

  const Marker& marker_;
  Answers answers_;
  LineNames line_names_;
  std::vector<Inline> names_;  ///< of the lines that are asked, as formulas
};

}  // namespace stepmark::reports
