// What the mark sheets of numbers and of whole questions have in common. For this floor alone.
#pragma once

#include <string>
#include <vector>

#include "lib/base/message.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"
#include "solver/marking/sheet.hpp"
#include "solver/questions/part.hpp"

namespace stepmark::reports {

/// What was written in a cell, on one line.
std::string given_text(const Written& written);

/// The title, with the marks; the student, and what the problem is called.
Document mark_sheet_front(const Problem& problem, const Exact& marks, const Exact& out_of, const std::string& student);
/// "1.5/2"
Inline marks_of(const Exact& marks, const Exact& out_of);
void leave_out_column(Table& table, std::size_t column);
/// Under a heading, where there is anything in it.
void append_list(std::vector<Block>& blocks, int level, Inline heading, List list);
/// What was passed over while reading, to append.
List noticed(const std::vector<Message>& notices);

/// t,quantity,component,given,expected,verdict,cause,method,accuracy,out_of
std::string mark_csv_header();
/// t,quantity,component
std::string mark_csv_cells(const SheetRow& row);

}  // namespace stepmark::reports
