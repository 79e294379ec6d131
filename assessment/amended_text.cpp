#include "assessment/amended_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <regex>
#include <sstream>
#include <vector>

#include "lib/base/text.hpp"

namespace stepmark::assessment {

namespace {

using TextLines = std::vector<std::string>;

TextLines text_lines(const std::string& text) {
  std::istringstream in(text);
  TextLines lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// Where a table is headed, and where the next one is, or the end of the file.
struct Section {
  TextLines::iterator header, end;
};

Section find_section(TextLines& lines, const std::string& name) {
  const std::regex header("\\s*\\[\\s*" + name + "\\s*\\]\\s*(#.*)?");
  const auto begin =
      std::find_if(lines.begin(), lines.end(), [&](const auto& l) { return std::regex_match(l, header); });
  if (begin == lines.end()) return {begin, begin};
  return {begin, std::find_if(begin + 1, lines.end(), [](const auto& l) { return trimmed(l).starts_with('['); })};
}

void set_marks(TextLines& lines, const Exact& marks, const std::string& kind) {
  const std::string entry = "marks = \"" + marks.to_string() + '"';
  const auto [header, end] = find_section(lines, "question");
  if (header == lines.end()) {
    lines.insert(lines.end(), {"", "[question]", "kind = \"" + kind + '"', entry});
    return;
  }
  static const std::regex old("\\s*marks\\s*=.*");
  const auto found = std::find_if(header + 1, end, [](const auto& line) { return std::regex_match(line, old); });
  found == end ? void(lines.insert(header + 1, entry)) : void(*found = entry);
}

void set_scheme(TextLines& lines, const Marks& scheme) {
  const auto [header, end] = find_section(lines, "marks");
  lines.erase(header, end);
  const auto entry = [](const char* name, const Exact& value) {
    return fmt::format("{} = \"{}\"", name, value.to_string());
  };
  lines.insert(lines.end(), {"", "[marks]", entry("method", scheme.method), entry("accuracy", scheme.accuracy),
                             entry("follow_through", scheme.follow_through),
                             fmt::format("convention = \"{}\"", scheme.strict_convention ? "strict" : "any")});
}

}  // namespace

std::string amended_text(const std::string& text, const QuestionWorth& worth, const std::string& kind) {
  TextLines lines = text_lines(text);
  if (worth.marks) set_marks(lines, *worth.marks, kind);
  if (worth.scheme) set_scheme(lines, *worth.scheme);
  std::string amended;
  for (const std::string& line : lines) amended += line + '\n';
  return amended;
}

}  // namespace stepmark::assessment
