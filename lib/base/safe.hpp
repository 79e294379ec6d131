// Text from strangers, made fit for where it is put.
#pragma once

#include <string>
#include <string_view>

namespace stepmark {

/// The next code point of `text`, or a byte that is none; `text` is left with the rest.
std::string_view take_point(std::string_view& text);
/// Of valid UTF-8.
char32_t code_point(std::string_view point);
/// The next one as it is shown: controls, what turns the direction of a line, other signs that no one sees, and bytes
/// that are not UTF-8 as "\x1b", "\u202e".
std::string take_shown(std::string_view& text);

/// All of it as it is shown, on one line.
std::string shown(std::string_view text);

/// One line of plain text that shows `text`, cut to `most` code points. A renderer has still to escape it.
std::string one_line(std::string_view text, std::size_t most = 60);

/// A cell of CSV that holds `text` as it is, quoted where it has to be.
std::string csv_cell(std::string_view text);

/// One line that a spreadsheet does not take for a formula. Numbers stay numbers.
std::string safe_cell_text(std::string_view text);

/// Both: a cell for a spreadsheet.
std::string safe_csv_cell(std::string_view text);

/// A file name without a directory and no device's, of letters and digits of any script, '-' and '_' and at most 90
/// bytes. What is not of ASCII letters, digits, '-' and '_' alone has a number at its end that depends on the text
/// alone: file systems take some letters for others. Of the rest, names may differ in case alone.
std::string safe_file_name(std::string_view text);

/// The same, with the number in any case.
std::string numbered_file_name(std::string_view text);

/// ASCII letters in lower case.
std::string lower_case(std::string_view text);

}  // namespace stepmark
