#include "lib/observed/observed.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <sstream>

#include "lib/base/csv.hpp"
#include "lib/base/file.hpp"
#include "lib/base/json_records.hpp"
#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/number/literal.hpp"
#include "lib/sheet/number.hpp"

namespace stepmark::observed {

namespace {

constexpr std::size_t max_bytes = std::size_t{64} << 20;
/// A certified path may have thousands of digits.
constexpr LiteralBounds bounds{20'000, 10'000};

std::int64_t step_of(std::string_view text, const Location& where) {
  if (const auto step = read_step(trimmed(text))) return *step;
  throw InputError(where, "t is " + in_quotes(text), "expected the number of a step");
}

/// Fit for a terminal: it comes back there as what it is that nothing knows.
std::string shown_name(std::string_view text) { return one_line(text, 200); }

using Row = CsvReader::Row;

/// Where the columns of either form stand.
class Header {
 public:
  Header(const CsvReader& reader, const Row& row) : reader_(reader) {
    for (const Row::value_type& cell : row) names_.emplace_back(trimmed(cell.text));
    t_ = column("t");
    if (!t_) throw InputError(reader.at(row.front()), "there is no column t", "expected t,quantity,component,value");
    value_ = column("value");
    quantity_ = column("quantity");
    component_ = column("component");
    if (value_.has_value() == quantity_.has_value()) return;
    throw InputError(reader.at(row.front()), "quantity and value do not come together",
                     "expected t,quantity,component,value, or t and a column for each component");
  }

  void read(const Row& row, std::vector<Observed>& values) const {
    for (std::size_t i = names_.size(); i < row.size(); ++i) {
      if (trimmed(row[i].text).empty()) continue;
      throw InputError(reader_.at(row[i]), "the row has more cells than the first row",
                       "expected as many; a decimal comma wants quotes or semicolons");
    }
    const std::int64_t t = step_of(cell(row, *t_).text, reader_.at(cell(row, *t_)));
    if (value_) {
      add(row, *value_, t, std::string(trimmed(cell(row, *quantity_).text)),
          component_ ? std::string(trimmed(cell(row, *component_).text)) : "", values);
      return;
    }
    for (std::size_t i = 0; i < names_.size() && i < row.size(); ++i) {
      if (i == *t_) continue;
      const std::size_t bracket = names_[i].find('[');
      const bool of_other = bracket != std::string::npos && names_[i].back() == ']';
      add(row, i, t, of_other ? names_[i].substr(0, bracket) : "theta",
          of_other ? names_[i].substr(bracket + 1, names_[i].size() - bracket - 2) : names_[i], values);
    }
  }

 private:
  std::optional<std::size_t> column(std::string_view name) const {
    const auto found = std::find(names_.begin(), names_.end(), name);
    if (found == names_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names_.begin());
  }

  const CsvReader::Cell& cell(const Row& row, std::size_t i) const {
    if (i < row.size()) return row[i];
    throw InputError(reader_.at(row.front()), "the row has no " + names_[i], "expected as many cells as the first row");
  }

  void add(const Row& row, std::size_t i, std::int64_t t, const std::string& quantity, const std::string& component,
           std::vector<Observed>& values) const {
    const CsvReader::Cell& found = cell(row, i);
    if (trimmed(found.text).empty()) return;
    Observed number = observed_number(found.text, reader_.at(found));
    number.t = t;
    number.quantity = shown_name(quantity);
    number.component = shown_name(component);
    values.push_back(std::move(number));
  }

  const CsvReader& reader_;
  std::vector<std::string> names_;
  std::optional<std::size_t> t_, quantity_, component_, value_;
};

std::vector<Observed> from_csv(std::string_view text, const std::string& file) {
  std::istringstream in{std::string(text)};
  CsvReader reader(in, file);
  Row row;
  std::vector<Observed> values;
  if (!reader.next(row)) return values;
  const Header header(reader, row);
  while (reader.next(row)) header.read(row, values);
  return values;
}

std::vector<Observed> from_json(std::string_view text, const std::string& file) {
  std::vector<Observed> values;
  JsonRecords lines{"lines", {"t", "quantity", "component", "value"}, {}, {}, {}};
  lines.record = [&](const JsonRecords::Record& record) {
    const Location where{file, record.line, record.column};
    Observed number = observed_number(record.texts[3], where);
    number.t = step_of(record.texts[0], where);
    number.quantity = shown_name(record.texts[1]);
    number.component = shown_name(record.texts[2]);
    values.push_back(std::move(number));
  };
  lines.other = [&](std::size_t line) {
    throw InputError({file, line, 0}, "a line is no object",
                     "expected { \"t\", \"quantity\", \"component\", \"value\" }");
  };
  lines.member = [](const std::string&, const std::string&) {};
  if (const auto fault = read_json_records(text, lines)) {
    throw InputError({file, fault->line, fault->column}, fault->wrong, "expected { \"lines\": [...] }, a list, or CSV");
  }
  return values;
}

/// A fraction says all of its digits.
Literal exact_literal(const Exact& value) {
  constexpr int most_places = 30;
  return {value, Exact(10).pow(-most_places), most_places, {}};
}

/// As a person would have written it: 0,05; −3; 1/20; 1.6×10^-3.
std::optional<Literal> as_people_write(std::string_view text) {
  const auto number = read_cell_number(text);
  if (!number || !number->value) return std::nullopt;
  if (!number->unit) return exact_literal(*number->value);
  const int places_and_one = number->value->is_zero() ? 1 : number->value->decimal_exponent() + 1;
  return Literal{*number->value, *number->unit, std::max(1, places_and_one - number->unit->decimal_exponent()), {}};
}

}  // namespace

Observed observed_number(std::string_view written, const Location& where) try {
  const std::string_view text = trimmed(written);
  const auto plain = read_literal(text, bounds);
  const auto literal = plain ? plain : as_people_write(text);
  if (!literal) throw InputError(where, "the value is " + in_quotes(written), "expected a number like 0.25 or 1.5e-7");
  Observed number;
  number.value = literal->value;
  number.unit = literal->unit;
  number.figures = literal->figures;
  number.text = plain ? std::string(text) : one_line(text, 200);
  number.where = where;
  return number;
} catch (const TooLarge&) {
  throw InputError(where, "the value " + in_quotes(written) + " is too large to be worked with",
                   "expected at most 20,000 digits, and an exponent of at most 10,000");
}

std::vector<Observed> parse_observed(std::string_view text, const std::string& file) {
  text = without_byte_order_mark(text);
  check_text(text, file);
  const auto first = text.find_first_not_of(" \t\r\n");
  const bool json = first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
  std::vector<Observed> values = json ? from_json(text, file) : from_csv(text, file);
  if (values.empty()) throw InputError({file, 1, 1}, "there is no number in it", "expected t,quantity,component,value");
  return values;
}

std::vector<Observed> read_observed(const std::string& path) {
  return parse_observed(read_text_argument(path, max_bytes), argument_name(path));
}

}  // namespace stepmark::observed
