// Sheets of questions, as the files that students hand in.
#pragma once

#include <string>
#include <vector>

#include "solver/questions/question_filler.hpp"
#include "tests/rooms.hpp"

namespace stepmark::support {

/// One whose rows are "t,quantity,component,value".
inline FilledQuestion filled(const QuestionMarker& marker, const std::vector<std::string>& rows) {
  std::string csv = "t,quantity,component,value\n";
  for (const std::string& row : rows) csv += row + '\n';
  return QuestionFiller(marker).fill(parse_sheet(csv, "sheet.csv"));
}

/// The rows of a sheet on which everything is right; words have all their marks.
inline std::vector<std::string> right_rows(QuestionMarker& marker) {
  const MarkedQuestion blank = marker.mark(marker.blank());
  std::vector<std::string> rows;
  for (std::size_t part = 0; part < marker.parts().size(); ++part) {
    for (std::size_t i = 0; i < marker.rows(part).size(); ++i) {
      const SheetRow& row = marker.rows(part)[i];
      const Part& asked = marker.parts()[part];
      const std::string value = asked.has_numbers()               ? blank.parts[part].numbers.lines[i].expected
                                : asked.asks == Part::Asks::words ? asked.marks.to_string()
                                                                  : right_entry(asked);
      rows.push_back((row.t ? std::to_string(*row.t) : "") + ',' + row.quantity + ',' + row.component + ',' + value);
    }
  }
  return rows;
}

}  // namespace stepmark::support
