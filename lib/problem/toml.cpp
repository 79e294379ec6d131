#include "lib/problem/toml.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <tuple>

#include "lib/base/file.hpp"
#include "lib/problem/toml_numbers.hpp"

namespace stepmark::problem {

namespace {

std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return line;
}

toml::table parsed(const MaskedToml& masked, const std::string& file) try {
  return toml::parse(masked.text);
} catch (const toml::parse_error& error) {
  const toml::source_position begin = error.source().begin;
  throw InputError({file, begin.line, begin.column}, one_line(error.description()),
                   "expected TOML, in which expressions stand in quotes and numbers have a decimal point");
}

/// Makes our tree of the library's.
class Converter {
 public:
  Converter(const MaskedToml& masked, const std::string& file) : masked_(masked), file_(file) {}

  TomlValue value(const toml::node& node) const {
    TomlValue result;
    result.file = &file_;
    result.line = std::max(1U, node.source().begin.line);
    result.column = std::max(1U, node.source().begin.column);
    result.text_line = result.line;
    result.text_column = result.column;
    switch (node.type()) {
      case toml::node_type::table:
        table(*node.as_table(), result);
        break;
      case toml::node_type::array:
        result.kind = TomlValue::Kind::array;
        for (const toml::node& item : *node.as_array()) result.items.push_back(value(item));
        break;
      case toml::node_type::string:
        string(node.as_string()->get(), result);
        break;
      default:
        bare(node.type(), result);
    }
    return result;
  }

 private:
  void table(const toml::table& table, TomlValue& result) const {
    result.kind = TomlValue::Kind::table;
    for (const auto& [key, node] : table) {
      const toml::source_position begin = key.source().begin;
      result.entries.push_back({std::string(key.str()), begin.line, begin.column, value(node)});
    }
    std::sort(result.entries.begin(), result.entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
      return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
  }

  void string(const std::string& content, TomlValue& result) const {
    result.kind = TomlValue::Kind::string;
    result.text = content;
    ++result.text_column;
    const std::string_view written = masked_.token_at(result.line, result.column);
    if (!written.starts_with(R"(""")") && !written.starts_with("'''")) return;
    result.text_column += 2;
    if (written.substr(3).starts_with("\n") || written.substr(3).starts_with("\r\n")) {
      ++result.text_line;
      result.text_column = 1;
    }
  }

  void bare(toml::node_type type, TomlValue& result) const {
    const bool number = type == toml::node_type::integer || type == toml::node_type::floating_point;
    result.kind = number                             ? TomlValue::Kind::number
                  : type == toml::node_type::boolean ? TomlValue::Kind::boolean
                                                     : TomlValue::Kind::date;
    result.text = masked_.token_at(result.line, result.column);
    if (number && result.text.empty()) {
      throw InputError(result.where(), "the number cannot be read", "expected a number such as 0.1 or 1e-3");
    }
  }

  const MaskedToml& masked_;
  const std::string& file_;
};

}  // namespace

TomlDocument read_toml(std::string_view text, const std::string& file) {
  text = without_byte_order_mark(text);
  check_text(text, file);
  const MaskedToml masked = mask_numbers(text, file);
  TomlDocument document{std::make_shared<const std::string>(file), {}};
  document.root = Converter(masked, *document.file).value(parsed(masked, file));
  return document;
}

std::string to_string(TomlValue::Kind kind) {
  switch (kind) {
    case TomlValue::Kind::number:
      return "a number";
    case TomlValue::Kind::string:
      return "a string";
    case TomlValue::Kind::boolean:
      return "a boolean";
    case TomlValue::Kind::date:
      return "a date";
    case TomlValue::Kind::array:
      return "a list";
    case TomlValue::Kind::table:
      return "a table";
  }
  return {};
}

}  // namespace stepmark::problem
