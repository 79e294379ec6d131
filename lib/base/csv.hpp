// Comma-separated values as people and spreadsheets write them, a row at a time.
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/error.hpp"

namespace stepmark {

struct CsvLimits {
  std::size_t cell = 10'000;  ///< bytes
  std::size_t columns = 1000;
  /// Of strangers' files every row is wanted: a cell is cut and cells left out at the limits, bytes may be anything,
  /// and a quote that is not closed as it should be, within 16 MiB, is a character of its cell. Then nothing throws.
  bool lenient = false;
};

/// Reads RFC 4180 and what is commonly met beside it: LF, CRLF or CR line ends, a byte order mark, semicolons or
/// tabs in the place of commas (whichever stands most often in the first line outside quotes; commas on a tie), no
/// newline at the end. A quoted cell may hold separators, newlines and doubled quotes. Lines without any character are
/// passed over. Spaces are kept. Holds one row in memory, what the stream has read ahead, and of a lenient file the
/// whole of a quoted cell.
class CsvReader {
 public:
  struct Cell {
    std::string text;
    std::size_t line = 0, column = 0;  ///< of its first character, or of its opening quote
  };
  using Row = std::vector<Cell>;

  /// `in` must outlive the reader; `file` is for messages.
  CsvReader(std::istream& in, std::string file, CsvLimits limits = {});

  /// The next row; false at the end, and then `row` is empty.
  /// @throws InputError FILE:LINE:COLUMN for a quote that is not closed, text behind a closing quote, a cell or a row
  ///         beyond the limits, a NUL byte, invalid UTF-8. The reader then stands at the beginning of the next line, so
  ///         that a caller may go on.
  bool next(Row& row);

  Location at(const Cell& cell) const { return {file_, cell.line, cell.column}; }

 private:
  static constexpr int end = -1;

  int peek() { return taken_ < ahead_.size() ? static_cast<unsigned char>(ahead_[taken_]) : peek(0); }
  int peek(std::size_t further);
  bool read_more();
  int get();
  bool at_line_end() { return peek() == '\n' || peek() == '\r' || peek() == end; }
  void skip_line_end();
  void find_separator();
  Cell cell();
  bool is_closed_quote();
  void quoted_cell(Cell& cell);
  void plain_cell(Cell& cell);
  void take_plain_bytes(Cell& cell);
  void add(Cell& cell, int byte);
  void read_row(Row& row);
  [[noreturn]] void fail(std::size_t line, std::size_t column, const std::string& wrong, const std::string& expected);

  std::streambuf& in_;  ///< past the stream, which would look at its state for every byte
  std::string file_;
  CsvLimits limits_;
  std::string ahead_;  ///< read from `in_` to see what comes; from `taken_` on, not yet taken
  std::size_t taken_ = 0;
  std::size_t line_ = 1, column_ = 1;
  char separator_ = ',';
};

}  // namespace stepmark
