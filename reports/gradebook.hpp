// A class as a table: a row a student.
#pragma once

#include <string>

#include "reports/rooms.hpp"
#include "solver/marking/marker.hpp"

namespace stepmark::reports {

/// student,marks,out_of,correct,precision,follow_through,faulty,missing,unreadable,first_fault,cause,note
std::string gradebook_header();
/// `note` is plain text; nothing of it or of the name becomes a formula in a spreadsheet.
std::string gradebook_row(const Marker& marker, const std::string& student, const MarkedSheet& marked,
                          const std::string& note);
/// A line of the tape as a gradebook names it: "2 theta x".
std::string gradebook_name(const Marker& marker, std::size_t line);
/// Of a sheet that could not be read: no marks; the note says so.
std::string unreadable_row(const Marker& marker, const std::string& student, const std::string& note);

}  // namespace stepmark::reports
