#include "lib/observed/observed.hpp"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "lib/base/csv.hpp"
#include "lib/base/file.hpp"
#include "lib/base/text.hpp"

namespace stepmark {

namespace {

constexpr std::size_t max_bytes = std::size_t{64} << 20;
constexpr std::int64_t max_t = 1'000'000'000;

std::int64_t step_of(std::string_view text, const Location& where) {
  const auto number = Exact::parse(trimmed(text));
  const auto step = number ? number->to_int64() : std::nullopt;
  if (step && *step >= 0 && *step <= max_t) return *step;
  throw InputError(where, "t is " + quoted(text), "expected the number of a step");
}

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

  void add(const Row& row, std::size_t i, std::int64_t t, std::string quantity, std::string component,
           std::vector<Observed>& values) const {
    const CsvReader::Cell& found = cell(row, i);
    if (trimmed(found.text).empty()) return;
    Observed number = observed_number(found.text, reader_.at(found));
    number.t = t;
    number.quantity = std::move(quantity);
    number.component = std::move(component);
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

using Json = nlohmann::json;

/// The text of a member: a string's own characters, or a number's.
std::string text_of(const Json& entry, const char* key, const Location& where) {
  const auto found = entry.find(key);
  if (found == entry.end() || found->is_null()) return "";
  if (found->is_string()) return found->get<std::string>();
  if (found->is_number()) return found->dump();
  throw InputError(where, std::string(key) + " is neither a string nor a number",
                   "expected \"" + std::string(key) + "\": \"...\"");
}

std::vector<Observed> from_json(std::string_view text, const std::string& file) {
  const Location where{file, 1, 1};
  const Json document = Json::parse(text, nullptr, false);
  if (document.is_discarded()) throw InputError(where, "this is not JSON", "expected { \"lines\": [...] }, or CSV");
  const Json& lines = document.is_object() && document.contains("lines") ? document["lines"] : document;
  if (!lines.is_array()) throw InputError(where, "there are no lines", "expected { \"lines\": [...] } or a list");
  std::vector<Observed> values;
  for (const Json& entry : lines) {
    if (!entry.is_object())
      throw InputError(where, "a line is no object", "expected { \"t\", \"quantity\", \"component\", \"value\" }");
    Observed number = observed_number(text_of(entry, "value", where), where);
    number.t = step_of(text_of(entry, "t", where), where);
    number.quantity = text_of(entry, "quantity", where);
    number.component = text_of(entry, "component", where);
    values.push_back(std::move(number));
  }
  return values;
}

/// Where the exponent begins, or the end.
std::size_t exponent_at(std::string_view text) {
  const auto found = text.find_first_of("eE");
  return found == std::string_view::npos ? text.size() : found;
}

}  // namespace

Observed observed_number(std::string_view written, const Location& where) {
  const std::string_view text = trimmed(written);
  const auto value = Exact::parse(text);
  if (!value) throw InputError(where, "the value is " + quoted(written), "expected a number like 0.25 or 1.5e-7");
  const std::string_view mantissa = text.substr(0, exponent_at(text));
  const auto point = mantissa.find('.');
  const auto places = point == std::string_view::npos ? 0 : static_cast<std::int64_t>(mantissa.size() - point - 1);
  std::string digits;
  std::copy_if(mantissa.begin(), mantissa.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  const auto first = digits.find_first_not_of('0');
  Observed number;
  number.value = *value;
  number.unit = Exact(10).pow(-places);
  if (mantissa.size() < text.size()) {
    number.unit = number.unit * Exact::parse("1" + std::string(text.substr(mantissa.size()))).value_or(Exact(1));
  }
  number.figures = first == std::string::npos ? 1 : static_cast<int>(digits.size() - first);
  number.text = text;
  number.where = where;
  return number;
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
  return parse_observed(read_text_file(path, max_bytes), path);
}

}  // namespace stepmark
