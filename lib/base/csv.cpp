#include "lib/base/csv.hpp"

#include <algorithm>
#include <array>

#include "lib/base/file.hpp"

namespace stepmark {

CsvReader::CsvReader(std::istream& in, std::string file, CsvLimits limits)
    : in_(*in.rdbuf()), file_(std::move(file)), limits_(limits) {
  find_separator();
}

// The first line with anything in it is read ahead, as far as the limits allow a line to go.
void CsvReader::find_separator() {
  const std::size_t most = std::min<std::size_t>(limits_.cell * limits_.columns, 1 << 20);
  bool is_blank = true;
  for (int byte = in_.sbumpc(); byte != end; byte = in_.sbumpc()) {
    ahead_ += static_cast<char>(byte);
    const bool ends = byte == '\n' || byte == '\r';
    if ((ends && !is_blank) || ahead_.size() >= most) break;
    is_blank = is_blank && ends;
  }
  taken_ = ahead_.size() - without_byte_order_mark(ahead_).size();
  constexpr std::string_view separators = ",;\t";
  std::array<std::size_t, separators.size()> counts{};
  bool inside = false;
  for (const char c : ahead_) {
    if (c == '"') inside = !inside;
    const std::size_t which = separators.find(c);
    if (!inside && which != std::string_view::npos) ++counts[which];
  }
  separator_ = separators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

/// What the stream holds already, or else a byte: it may be somebody who types.
bool CsvReader::read_more() {
  constexpr std::streamsize most = 1 << 16;
  if (taken_ == ahead_.size() || taken_ >= most) {
    ahead_.erase(0, taken_);
    taken_ = 0;
  }
  const std::size_t before = ahead_.size();
  const auto size = static_cast<std::size_t>(std::clamp<std::streamsize>(in_.in_avail(), 1, most));
  ahead_.resize(before + size);
  ahead_.resize(before +
                static_cast<std::size_t>(in_.sgetn(ahead_.data() + before, static_cast<std::streamsize>(size))));
  return ahead_.size() > before;
}

int CsvReader::peek(std::size_t further) {
  while (taken_ + further >= ahead_.size()) {
    if (!read_more()) return end;
  }
  return static_cast<unsigned char>(ahead_[taken_ + further]);
}

int CsvReader::get() {
  const int byte = peek();
  if (byte == end) return end;
  ++taken_;
  if (byte == '\n' || (byte == '\r' && peek() != '\n')) {
    ++line_;
    column_ = 1;
  } else if ((byte & 0xC0) != 0x80) {
    ++column_;
  }
  return byte;
}

void CsvReader::skip_line_end() {
  if (get() == '\r' && peek() == '\n') get();
}

void CsvReader::fail(std::size_t line, std::size_t column, const std::string& wrong, const std::string& expected) {
  while (!at_line_end()) get();
  skip_line_end();
  throw InputError({file_, line, column}, wrong, expected);
}

void CsvReader::add(Cell& cell, int byte) {
  if (limits_.lenient) {
    // One byte more than the limit shows that there were more.
    if (cell.text.size() <= limits_.cell) cell.text += static_cast<char>(byte);
    return;
  }
  if (byte == 0) fail(cell.line, cell.column, "the cell holds a NUL byte", "expected UTF-8 text");
  if (cell.text.size() >= limits_.cell) {
    fail(cell.line, cell.column, "the cell" + quoted_number(cell.text) + " is too long",
         "expected at most " + std::to_string(limits_.cell) + " bytes");
  }
  cell.text += static_cast<char>(byte);
}

void CsvReader::plain_cell(Cell& cell) {
  take_plain_bytes(cell);
  while (!at_line_end() && peek() != separator_) add(cell, get());
}

/// As many bytes at once as are ASCII, have been read and are within the limits: of most cells, all.
void CsvReader::take_plain_bytes(Cell& cell) {
  const std::string_view rest = std::string_view(ahead_).substr(taken_, limits_.cell);
  const auto is_other = [&](char c) {
    return c == separator_ || c == '\n' || c == '\r' || c == '\0' || (c & 0x80) != 0;
  };
  const auto size = static_cast<std::size_t>(std::find_if(rest.begin(), rest.end(), is_other) - rest.begin());
  cell.text = rest.substr(0, size);
  taken_ += size;
  column_ += size;
}

/// A quote that is never closed would swallow all rows behind it: then it is a character like another.
bool CsvReader::is_closed_quote() {
  constexpr std::size_t longest = std::size_t{16} << 20;
  for (std::size_t i = 1; i < longest; ++i) {
    const int byte = peek(i);
    if (byte == end) return false;
    if (byte != '"') continue;
    const int next = peek(i + 1);
    if (next != '"') return next == separator_ || next == '\n' || next == '\r' || next == end;
    ++i;
  }
  return false;
}

void CsvReader::quoted_cell(Cell& cell) {
  get();
  while (true) {
    const int byte = get();
    if (byte == end) fail(cell.line, cell.column, "the quote is not closed", "expected '\"' before the end");
    if (byte == '"') {
      if (peek() != '"') break;
      get();
    }
    add(cell, byte);
  }
  if (!at_line_end() && peek() != separator_) {
    fail(
        line_, column_, "text behind a closing quote",
        "expected " + (separator_ == '\t' ? "a tab" : std::string("'") + separator_ + "'") + " or the end of the line");
  }
}

CsvReader::Cell CsvReader::cell() {
  Cell cell{{}, line_, column_};
  const bool is_quoted = peek() == '"' && (!limits_.lenient || is_closed_quote());
  is_quoted ? quoted_cell(cell) : plain_cell(cell);
  if (!limits_.lenient && valid_utf8_prefix(cell.text) != cell.text.size()) {
    fail(cell.line, cell.column, "the cell is not UTF-8", "expected UTF-8 text");
  }
  return cell;
}

void CsvReader::read_row(Row& row) {
  row.push_back(cell());
  while (peek() == separator_) {
    get();
    if (row.size() >= limits_.columns && limits_.lenient) {
      cell();
      continue;
    }
    if (row.size() >= limits_.columns) {
      fail(line_, column_, "too many columns", "expected at most " + std::to_string(limits_.columns));
    }
    row.push_back(cell());
  }
  skip_line_end();
}

bool CsvReader::next(Row& row) {
  row.clear();
  while (peek() == '\n' || peek() == '\r') skip_line_end();
  if (peek() == end) return false;
  read_row(row);
  return true;
}

}  // namespace stepmark
