#include "lib/sheet/answers.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <sstream>

#include "lib/base/csv.hpp"
#include "lib/base/file.hpp"
#include "lib/base/json_records.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/sheet/markdown_table.hpp"

namespace stepmark::sheet {

namespace {

constexpr std::size_t max_bytes = std::size_t{16} << 20;

/// A cell that is longer is no number.
constexpr CsvLimits any_sheet{10'000, 100, true};

constexpr const char* expected_columns = "expected the columns t,quantity,component,value";
constexpr const char* expected_in_a_sheet =
    "expected no others than student, t, quantity, component and value; the answers to one problem are one file";

constexpr const char* expected_on_edition =
    "expected no others than student, question, edition, part, t, quantity, component and value";

const char* expected_on(ClassOn on) { return on == ClassOn::edition ? expected_on_edition : expected_in_a_sheet; }

/// What rosters, traces and `practice` write beside an answer, which tells no two answers apart.
bool is_known_beside(std::string_view name) {
  constexpr std::array<std::string_view, 8> known = {"",     "index", "exact",    "equation",
                                                     "name", "email", "practice", "note"};
  return std::find(known.begin(), known.end(), name) != known.end();
}

// Tables.

std::string_view text_in(std::string_view cell) { return cell; }
std::string_view text_in(const CsvReader::Cell& cell) { return cell.text; }

/// Where the columns stand; the names in any case and order.
class Columns {
 public:
  enum Name { t, quantity, component, value, student, question, part, edition, count };

  template <class Cells>
  explicit Columns(const Cells& cells, ClassOn on = ClassOn::problem) : on_(on), width_(cells.size()) {
    for (std::size_t i = 0; i < cells.size(); ++i) place(lower_case(trimmed(text_in(cells[i]))), i);
  }

  bool complete() const { return places_[t] && places_[quantity] && places_[value]; }
  bool has(Name name) const { return places_[name].has_value(); }

  /// `at(i)` is where the name of the column i stands.
  /// @throws InputError when there are columns whose meaning nobody can know: answers may be told apart by them
  template <class At>
  void refuse_strange(const At& at) const {
    if (strange_) throw InputError(at(strange_->column), strange_->wrong, expected_on(on_));
  }

  template <class Cells>
  std::string_view view(const Cells& cells, Name name) const {
    const auto place = places_[name];
    return place && *place < cells.size() ? trimmed(text_in(cells[*place])) : std::string_view();
  }

  template <class Cells>
  std::string text(const Cells& cells, Name name) const {
    return std::string(view(cells, name));
  }

  template <class Cells>
  RawAnswer answer(const Cells& cells, std::size_t line) const {
    return {text(cells, t), text(cells, quantity), text(cells, component), whole_value(cells),
            line,           text(cells, question), text(cells, edition),   text(cells, part)};
  }

 private:
  struct Strange {
    std::size_t column;
    std::string wrong;
  };

  void place(const std::string& name, std::size_t column) {
    const auto known = names.begin() + (on_ == ClassOn::edition ? count : question);
    const auto found = std::find(names.begin(), known, name);
    if (found == known) {
      if (!is_known_beside(name)) note_strange(column, "the column " + in_quotes(name) + " is not known");
      return;
    }
    auto& place = places_[static_cast<std::size_t>(found - names.begin())];
    if (place) note_strange(column, "the column " + in_quotes(name) + " stands twice");
    if (!place) place = column;
  }

  void note_strange(std::size_t column, std::string wrong) {
    if (!strange_) strange_ = Strange{column, std::move(wrong)};
  }

  /// An unquoted decimal comma parts a last cell in two.
  template <class Cells>
  std::string whole_value(const Cells& cells) const {
    std::string whole = text(cells, value);
    if (!places_[value] || *places_[value] + 1 != width_) return whole;
    for (std::size_t i = width_; i < cells.size(); ++i) {
      const std::string_view more = trimmed(text_in(cells[i]));
      if (!more.empty()) (whole += ',') += more;
    }
    return whole;
  }

  static constexpr std::array<std::string_view, count> names = {"t",       "quantity", "component", "value",
                                                                "student", "question", "part",      "edition"};
  ClassOn on_;
  std::size_t width_;
  std::optional<Strange> strange_;
  std::array<std::optional<std::size_t>, count> places_;
};

// JSON.

std::optional<JsonFault> take_json(std::string_view text, std::size_t first_line, RawSheet& sheet,
                                   ClassOn on = ClassOn::problem) {
  const bool on_edition = on == ClassOn::edition;
  JsonRecords answers{"answers", {"t", "quantity", "component", "value"}, {}, {}, {}};
  if (on_edition) answers.keys.insert(answers.keys.end(), {"question", "part", "edition"});
  std::string edition;  // of the whole sheet
  answers.record = [&](JsonRecords::Record record) {
    auto& texts = record.texts;
    sheet.add({std::move(texts[0]), std::move(texts[1]), std::move(texts[2]), std::move(texts[3]),
               first_line + record.line - 1, on_edition ? std::move(texts[4]) : std::string(),
               on_edition ? std::move(texts[6]) : std::string(), on_edition ? std::move(texts[5]) : std::string()});
  };
  answers.other = [&](std::size_t line) {
    sheet.notices.add(
        message("line {line}: an answer is no object", {{"line", std::to_string(first_line + line - 1)}}));
  };
  answers.member = [&](const std::string& key, const std::string& value) {
    if (key == "student") sheet.student = value;
    if (key == "edition") edition = value;
  };
  answers.may_stand = [&](std::string_view key, bool document) {
    return is_known_beside(key) || (document && (key == "student" || (key == "edition" && on_edition)));
  };
  auto fault = read_json_records(text, answers);
  for (RawAnswer& answer : sheet.answers) {
    if (answer.edition.empty()) answer.edition = edition;
  }
  return fault;
}

bool looks_like_json(std::string_view text) {
  const std::string_view rest = trimmed(text);
  return !rest.empty() && (rest.front() == '{' || rest.front() == '[');
}

// One sheet.

constexpr const char* expected_one = "expected one student's; a class is for stepmark mark";

/// Takes a row of one student's sheet, which may have the column of a class.
template <class Cells>
void take_row(const Columns& columns, const Cells& cells, const Location& where, RawSheet& sheet) {
  const std::string student = columns.text(cells, Columns::student);
  if (sheet.student.empty()) sheet.student = student;
  if (!student.empty() && student != sheet.student) {
    throw InputError(where, "these are answers of " + in_quotes(sheet.student) + " and of " + in_quotes(student),
                     expected_one);
  }
  sheet.add(columns.answer(cells, where.line));
}

void read_csv_sheet(std::string_view text, const std::string& file, RawSheet& sheet) {
  std::istringstream in{std::string(text)};
  CsvReader reader(in, file, any_sheet);
  CsvReader::Row row;
  if (!reader.next(row)) throw InputError({file, 1, 1}, "there are no answers", expected_columns);
  const Columns columns(row);
  if (!columns.complete())
    throw InputError(reader.at(row.front()), "the first line names no answers", expected_columns);
  columns.refuse_strange([&](std::size_t i) { return reader.at(row[i]); });
  while (reader.next(row)) take_row(columns, row, reader.at(row.front()), sheet);
}

bool read_markdown_sheet(std::string_view text, const std::string& file, RawSheet& sheet) {
  for (const MarkdownTable& table : markdown_tables(text)) {
    const Columns columns(table.header);
    if (!columns.complete()) continue;
    columns.refuse_strange([&](std::size_t) { return Location{file, table.line, 1}; });
    for (const MarkdownTable::Row& row : table.rows) take_row(columns, row.cells, {file, row.line, 1}, sheet);
    return true;
  }
  return false;
}

}  // namespace

void RawSheet::add(RawAnswer answer) {
  if (answers.size() < most_answers) {
    answers.push_back(std::move(answer));
  } else {
    ++unread;
  }
}

RawSheet parse_sheet(std::string_view text, const std::string& file) {
  text = without_byte_order_mark(text);
  RawSheet sheet;
  sheet.line = 1;
  if (trimmed(text).empty()) throw InputError({file, 1, 1}, "the sheet is empty", expected_columns);
  if (looks_like_json(text)) {
    const auto fault = take_json(text, 1, sheet);
    if (!fault) return sheet;
    throw InputError({file, fault->line, fault->column}, fault->wrong,
                     "expected one { \"answers\": [...] }; a class is for stepmark mark");
  }
  const bool table = text.find('|') != std::string_view::npos && text.find('\0') == std::string_view::npos &&
                     valid_utf8_prefix(text) == text.size();
  if (!table || !read_markdown_sheet(text, file, sheet)) read_csv_sheet(text, file, sheet);
  return sheet;
}

RawSheet read_sheet(const std::string& path) {
  return parse_sheet(read_bytes_argument(path, max_bytes), argument_name(path));
}

// Classes.

namespace {

/// Bytes that have been read from a stream already, and then the rest of it.
class WithHead : public std::streambuf {
 public:
  WithHead(std::string head, std::istream& rest) : block_(std::move(head)), rest_(rest) { show(); }

 protected:
  int_type underflow() override {
    block_.resize(1 << 16);
    rest_.read(block_.data(), static_cast<std::streamsize>(block_.size()));
    block_.resize(static_cast<std::size_t>(rest_.gcount()));
    show();
    return block_.empty() ? traits_type::eof() : traits_type::to_int_type(block_.front());
  }

 private:
  void show() { setg(block_.data(), block_.data(), block_.data() + block_.size()); }

  std::string block_;
  std::istream& rest_;
};

}  // namespace

class ClassReader::Form {
 public:
  Form(std::string head, std::istream& rest) : bytes_(std::move(head), rest), in_(&bytes_) {}
  virtual ~Form() = default;
  virtual bool next(RawSheet& sheet) = 0;

 private:
  WithHead bytes_;

 protected:
  std::istream in_;
};

namespace {

class CsvClass : public ClassReader::Form {
 public:
  CsvClass(std::string head, std::istream& rest, const std::string& file, ClassOn on)
      : Form(std::move(head), rest), reader_(in_, file, any_sheet), columns_(header(file, on)) {
    if (on == ClassOn::edition && !columns_.has(Columns::question)) {
      throw InputError({file, 1, 1}, "the first line has no column question",
                       "expected the columns student,question,t,quantity,component,value");
    }
    if (!columns_.complete() || !columns_.has(Columns::student)) {
      throw InputError({file, 1, 1}, "the first line names no students' answers",
                       "expected the columns student,t,quantity,component,value");
    }
    columns_.refuse_strange([&](std::size_t i) { return reader_.at(row_[i]); });
    has_row_ = reader_.next(row_);
  }

  bool next(RawSheet& sheet) override {
    sheet = RawSheet{};
    if (!has_row_) return false;
    sheet.student = columns_.text(row_, Columns::student);
    sheet.line = row_.front().line;
    sheet.answers.reserve(answers_before_);  // sheets of a class are alike
    do {
      if (columns_.view(row_, Columns::student) != sheet.student) break;
      sheet.add(columns_.answer(row_, row_.front().line));
      has_row_ = reader_.next(row_);
    } while (has_row_);
    answers_before_ = std::min<std::size_t>(sheet.answers.size(), 1000);
    return true;
  }

 private:
  Columns header(const std::string& file, ClassOn on) {
    if (!reader_.next(row_)) throw InputError({file, 1, 1}, "there are no sheets", expected_columns);
    return Columns(row_, on);
  }

  CsvReader reader_;
  CsvReader::Row row_;
  Columns columns_;
  bool has_row_ = false;
  std::size_t answers_before_ = 0;  ///< on the sheet before, as far as that is reserved
};

class JsonLinesClass : public ClassReader::Form {
 public:
  JsonLinesClass(std::string head, std::istream& rest, std::string file, ClassOn on)
      : Form(std::move(head), rest), file_(std::move(file)), on_(on) {}

  bool next(RawSheet& sheet) override {
    std::string text;
    do {
      if (!read_line(text)) return false;
    } while (trimmed(text).empty());
    sheet = RawSheet{};
    sheet.line = line_;
    if (too_long_) {
      sheet.error = "the line is longer than 16 MiB";
    } else if (!trimmed(without_byte_order_mark(text)).starts_with('{')) {
      sheet.error = "this is no { \"student\": ..., \"answers\": [...] }";
    } else if (const auto fault = take_json(without_byte_order_mark(text), line_, sheet, on_)) {
      if (fault->is_strange_key) {
        throw InputError({file_, line_ + fault->line - 1, fault->column}, fault->wrong, expected_on(on_));
      }
      sheet.error = fault->wrong;
    }
    return true;
  }

 private:
  bool read_line(std::string& text) {
    text.clear();
    too_long_ = false;
    ++line_;
    int c = in_.get();
    if (c == std::istream::traits_type::eof()) return false;
    for (; c != '\n' && c != std::istream::traits_type::eof(); c = in_.get()) {
      if (text.size() < max_bytes) {
        text += static_cast<char>(c);
      } else {
        too_long_ = true;
      }
    }
    return true;
  }

  std::string file_;
  ClassOn on_;
  std::size_t line_ = 0;
  bool too_long_ = false;
};

bool is_header(const std::string& line) {
  std::istringstream in(line);
  CsvReader reader(in, "", any_sheet);
  CsvReader::Row row;
  return reader.next(row) && Columns(row).complete();
}

/// Up to the first line that tells the form of the class, if one of the first few does.
struct Head {
  std::string text;
  bool is_json = false;

  explicit Head(std::istream& in) {
    constexpr std::size_t most_lines = 20, most_bytes = 1 << 20;
    std::size_t lines = 0;
    for (std::string line; lines < most_lines && text.size() < most_bytes && take_line(in, most_bytes, line);) {
      text += line;
      const std::string_view start = trimmed(without_byte_order_mark(line));
      if (start.empty()) continue;
      ++lines;
      is_json = start.front() == '{';
      if (is_json || is_header(line)) return;
    }
  }

 private:
  /// With its end; or the beginning of a line that is longer than most are.
  static bool take_line(std::istream& in, std::size_t most, std::string& line) {
    line.clear();
    for (int c = in.get(); c != std::istream::traits_type::eof(); c = in.get()) {
      line += static_cast<char>(c);
      if (c == '\n' || line.size() >= most) break;
    }
    return !line.empty();
  }
};

}  // namespace

ClassReader::ClassReader(std::istream& in, const std::string& file, ClassOn on) {
  Head head(in);
  if (head.is_json) {
    form_ = std::make_unique<JsonLinesClass>(std::move(head.text), in, file, on);
  } else {
    form_ = std::make_unique<CsvClass>(std::move(head.text), in, file, on);
  }
}

ClassReader::~ClassReader() = default;

bool ClassReader::next(RawSheet& sheet) { return form_->next(sheet); }

}  // namespace stepmark::sheet
