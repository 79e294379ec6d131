// A class as a table: a row a student.
#pragma once

#include <string>

#include "reports/rooms.hpp"
#include "solver/questions/question_marker.hpp"

namespace stepmark::reports {

/// student,marks,out_of,correct,precision,follow_through,faulty,missing,unreadable,first_fault,cause,note
std::string gradebook_header();
/// Marks as a gradebook has them: to two places where no decimal is exact, since 10/3 would be a date in a spreadsheet.
Exact marks_in_gradebook(const Exact& marks);
/// `note` is plain text; nothing of it or of the name becomes a formula in a spreadsheet.
std::string gradebook_row(const QuestionMarker& marker, const std::string& student, const MarkedQuestion& marked,
                          const std::string& note);
/// A row of a sheet as a gradebook names it: "2 theta x", "answer".
std::string gradebook_name(const SheetRow& row);
/// Of a sheet that could not be read: no marks; the note says so.
std::string unreadable_row(const QuestionMarker& marker, const std::string& student, const std::string& note);

}  // namespace stepmark::reports
