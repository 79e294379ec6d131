#include "assessment/set_journal.hpp"

#include <fmt/core.h>

#include <charconv>

#include "lib/base/hash_table.hpp"

namespace stepmark::assessment {

namespace {

/// Up to the next `end`, which is taken away too.
std::string_view cut(std::string_view& text, char end) {
  const std::size_t at = text.find(end);
  const std::string_view first = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return first;
}

std::uint64_t number(std::string_view text, int base) {
  std::uint64_t result = 0;
  std::from_chars(text.data(), text.data() + text.size(), result, base);
  return result;
}

}  // namespace

std::string journal_line(const JournalLine& line) {
  std::string text;
  for (const SheetMark& sheet : line.sheets) text += fmt::format("{}:{:016x} ", sheet.length, sheet.hash);
  text += '\t';
  for (const FileMark& file : line.files) text += fmt::format("{}:{:016x}:{} ", file.length, file.hash, file.name);
  text += '\t' + line.entry;
  return fmt::format("{:016x}\t{}", text_hash(text), text);
}

std::optional<JournalLine> parse_journal_line(std::string_view text) {
  const std::string_view hash = cut(text, '\t');
  if (hash != fmt::format("{:016x}", text_hash(text))) return std::nullopt;
  JournalLine line;
  for (std::string_view sheets = cut(text, '\t'); !sheets.empty();) {
    std::string_view sheet = cut(sheets, ' ');
    const std::uint64_t length = number(cut(sheet, ':'), 10);
    line.sheets.push_back({length, number(sheet, 16)});
  }
  for (std::string_view files = cut(text, '\t'); !files.empty();) {
    std::string_view file = cut(files, ' ');
    const std::uint64_t length = number(cut(file, ':'), 10), file_hash = number(cut(file, ':'), 16);
    line.files.push_back({std::string(file), length, file_hash});
  }
  line.entry = text;
  return line;
}

}  // namespace stepmark::assessment
