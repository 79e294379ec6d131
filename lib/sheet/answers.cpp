#include "lib/sheet/answers.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "lib/base/csv.hpp"
#include "lib/base/file.hpp"
#include "lib/base/text.hpp"
#include "lib/sheet/markdown_table.hpp"

namespace stepmark {

namespace {

using Json = nlohmann::json;

constexpr std::size_t max_bytes = std::size_t{16} << 20;

/// A cell that is longer is no number.
constexpr CsvLimits any_sheet{10'000, 100, true};

// Tables.

/// Where the columns stand; the names in any case and order.
class Columns {
 public:
  enum Name { t, quantity, component, value, student, count };

  template <class Cells>
  explicit Columns(const Cells& cells) : width_(cells.size()) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      std::string name(trimmed(cells[i]));
      std::transform(name.begin(), name.end(), name.begin(),
                     [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      for (std::size_t k = 0; k < count; ++k) {
        if (name == names[k] && !places_[k]) places_[k] = i;
      }
    }
  }

  bool complete() const { return places_[t] && places_[quantity] && places_[value]; }
  bool has(Name name) const { return places_[name].has_value(); }

  template <class Cells>
  std::string text(const Cells& cells, Name name) const {
    const auto place = places_[name];
    return place && *place < cells.size() ? std::string(trimmed(cells[*place])) : std::string();
  }

  template <class Cells>
  RawAnswer answer(const Cells& cells, std::size_t line) const {
    return {text(cells, t), text(cells, quantity), text(cells, component), whole_value(cells), line};
  }

 private:
  /// An unquoted decimal comma parts a last cell in two.
  template <class Cells>
  std::string whole_value(const Cells& cells) const {
    std::string whole = text(cells, value);
    if (!places_[value] || *places_[value] + 1 != width_) return whole;
    for (std::size_t i = width_; i < cells.size(); ++i) {
      if (!trimmed(cells[i]).empty()) (whole += ',') += trimmed(cells[i]);
    }
    return whole;
  }

  static constexpr std::array<const char*, count> names = {"t", "quantity", "component", "value", "student"};
  std::size_t width_;
  std::array<std::optional<std::size_t>, count> places_;
};

constexpr const char* expected_columns = "expected the columns t,quantity,component,value";

std::vector<std::string_view> texts(const CsvReader::Row& row) {
  std::vector<std::string_view> cells;
  for (const CsvReader::Cell& cell : row) cells.emplace_back(cell.text);
  return cells;
}

// JSON.

std::string json_text(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return "";
  return found->is_string() ? found->get<std::string>() : found->dump();
}

/// @returns why the sheet cannot be read; empty if it was
std::string take_answers(const Json& answers, std::size_t line, RawSheet& sheet) {
  if (!answers.is_array()) return "there are no answers; expected \"answers\": [...]";
  for (const Json& answer : answers) {
    if (!answer.is_object()) {
      sheet.notices.push_back("line " + std::to_string(line) + ": an answer is no object");
      continue;
    }
    sheet.answers.push_back({json_text(answer, "t"), json_text(answer, "quantity"), json_text(answer, "component"),
                             json_text(answer, "value"), line});
  }
  return "";
}

std::string take_json(std::string_view text, std::size_t line, RawSheet& sheet) {
  const Json document = Json::parse(text, nullptr, false);
  if (document.is_discarded()) return "this is not JSON";
  if (document.is_array()) return take_answers(document, line, sheet);
  if (!document.is_object()) return "this is no object; expected { \"answers\": [...] }";
  sheet.student = json_text(document, "student");
  const auto answers = document.find("answers");
  return take_answers(answers == document.end() ? Json() : *answers, line, sheet);
}

/// JSON nests as deep as its text is long; ours nests three deep.
bool is_too_deep(std::string_view text) {
  int depth = 0, most = 0;
  for (const char c : text) {
    depth += (c == '[' || c == '{') - (c == ']' || c == '}');
    most = std::max(most, depth);
  }
  return most > 64;
}

bool looks_like_json(std::string_view text) {
  const std::string_view rest = trimmed(text);
  return !rest.empty() && (rest.front() == '{' || rest.front() == '[');
}

// One sheet.

void read_csv_sheet(std::string_view text, const std::string& file, RawSheet& sheet) {
  std::istringstream in{std::string(text)};
  CsvReader reader(in, file, any_sheet);
  CsvReader::Row row;
  if (!reader.next(row)) throw InputError({file, 1, 1}, "there are no answers", expected_columns);
  const Columns columns(texts(row));
  if (!columns.complete())
    throw InputError(reader.at(row.front()), "the first line names no answers", expected_columns);
  for (;;) {
    try {
      if (!reader.next(row)) return;
      sheet.answers.push_back(columns.answer(texts(row), row.front().line));
    } catch (const InputError& error) {
      sheet.notices.push_back("line " + std::to_string(error.where().line) + ": " + error.wrong());
    }
  }
}

bool read_markdown_sheet(std::string_view text, RawSheet& sheet) {
  for (const MarkdownTable& table : markdown_tables(text)) {
    const Columns columns(table.header);
    if (!columns.complete()) continue;
    for (const MarkdownTable::Row& row : table.rows) sheet.answers.push_back(columns.answer(row.cells, row.line));
    return true;
  }
  return false;
}

}  // namespace

RawSheet parse_sheet(std::string_view text, const std::string& file) {
  text = without_byte_order_mark(text);
  RawSheet sheet;
  sheet.line = 1;
  if (trimmed(text).empty()) throw InputError({file, 1, 1}, "the sheet is empty", expected_columns);
  if (looks_like_json(text)) {
    const std::string error = is_too_deep(text) ? "this is nested too deeply" : take_json(text, 1, sheet);
    if (!error.empty()) throw InputError({file, 1, 1}, error, "expected { \"answers\": [...] }");
    return sheet;
  }
  const bool table = text.find('|') != std::string_view::npos && text.find('\0') == std::string_view::npos &&
                     valid_utf8_prefix(text) == text.size();
  if (!table || !read_markdown_sheet(text, sheet)) read_csv_sheet(text, file, sheet);
  return sheet;
}

RawSheet read_sheet(const std::string& path) { return parse_sheet(read_bytes(path, max_bytes), path); }

// Classes.

class ClassReader::Form {
 public:
  virtual ~Form() = default;
  virtual bool next(RawSheet& sheet) = 0;
};

namespace {

class CsvClass : public ClassReader::Form {
 public:
  CsvClass(std::istream& in, const std::string& file) : reader_(in, file, any_sheet), columns_(header(file)) {
    if (!columns_.complete() || !columns_.has(Columns::student)) {
      throw InputError({file, 1, 1}, "the first line names no students' answers",
                       "expected the columns student,t,quantity,component,value");
    }
    advance();
  }

  bool next(RawSheet& sheet) override {
    sheet = RawSheet{};
    sheet.notices = std::move(pending_);
    pending_.clear();
    if (!has_row_) {
      if (sheet.notices.empty()) return false;
      sheet.error = sheet.notices.front();
      return true;
    }
    const auto first = texts(row_);
    sheet.student = columns_.text(first, Columns::student);
    sheet.line = row_.front().line;
    do {
      const auto cells = texts(row_);
      if (columns_.text(cells, Columns::student) != sheet.student) break;
      sheet.answers.push_back(columns_.answer(cells, row_.front().line));
      advance();
      std::move(pending_.begin(), pending_.end(), std::back_inserter(sheet.notices));
      pending_.clear();
    } while (has_row_);
    return true;
  }

 private:
  Columns header(const std::string& file) {
    CsvReader::Row row;
    if (!reader_.next(row)) throw InputError({file, 1, 1}, "there are no sheets", expected_columns);
    return Columns(texts(row));
  }

  /// To the next row that can be read.
  void advance() {
    for (;;) {
      try {
        has_row_ = reader_.next(row_);
        return;
      } catch (const InputError& error) {
        pending_.push_back("line " + std::to_string(error.where().line) + ": " + error.wrong());
      }
    }
  }

  CsvReader reader_;
  Columns columns_;
  CsvReader::Row row_;
  bool has_row_ = false;
  std::vector<std::string> pending_;  ///< what was passed over on the way to `row_`
};

class JsonLinesClass : public ClassReader::Form {
 public:
  explicit JsonLinesClass(std::istream& in) : in_(in) {}

  bool next(RawSheet& sheet) override {
    std::string text;
    do {
      if (!read_line(text)) return false;
    } while (trimmed(text).empty());
    sheet = RawSheet{};
    sheet.line = line_;
    if (too_long_) {
      sheet.error = "the line is longer than 16 MiB";
    } else if (valid_utf8_prefix(text) != text.size()) {
      sheet.error = "the line is not UTF-8";
    } else {
      sheet.error =
          is_too_deep(text) ? "the line is nested too deeply" : take_json(without_byte_order_mark(text), line_, sheet);
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

  std::istream& in_;
  std::size_t line_ = 0;
  bool too_long_ = false;
};

}  // namespace

namespace {

/// What begins like one and is none is no header either.
void skip_byte_order_mark(std::istream& in) {
  for (const int byte : {0xEF, 0xBB, 0xBF}) {
    if (in.peek() != byte) return;
    in.get();
  }
}

}  // namespace

ClassReader::ClassReader(std::istream& in, const std::string& file) {
  skip_byte_order_mark(in);
  if ((in >> std::ws).peek() == '{') {
    form_ = std::make_unique<JsonLinesClass>(in);
  } else {
    form_ = std::make_unique<CsvClass>(in, file);
  }
}

ClassReader::~ClassReader() = default;

bool ClassReader::next(RawSheet& sheet) { return form_->next(sheet); }

}  // namespace stepmark
