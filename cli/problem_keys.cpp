#include "cli/problem_keys.hpp"

#include <fmt/core.h>

#include "lib/base/error.hpp"
#include "lib/problem/keys.hpp"
#include "lib/problem/problem.hpp"

namespace stepmark::cli {

namespace {

using problem::KeyEntry;
using problem::KeyTable;

constexpr std::size_t width = 100;

/// Words that go on in lines of their own, set in.
std::string wrapped(std::string_view words, std::size_t indent) {
  std::string text;
  std::size_t column = indent;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    const std::string_view word = words.substr(begin, end - begin);
    if (column > indent && column + 1 + word.size() > width) {
      text += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      text += ' ';
      ++column;
    }
    text += word;
    column += word.size();
    begin = end + 1;
  }
  return text;
}

/// What the reader says; nothing where it takes the problem after all.
std::string refusal(const std::string& text) try {
  problem::parse_problem(text, "FILE", no_files());
  return "";
} catch (const InputError& error) {
  return error.wrong() + "; " + error.expected();
}

std::string in_one_line(std::string lines) {
  for (std::size_t at; (at = lines.find('\n')) != std::string::npos;) lines.replace(at, 1, ", ");
  return lines;
}

std::string row(const char* label, const std::string& words) {
  constexpr std::size_t indent = 15;
  return words.empty() ? "" : fmt::format("    {:<11}{}\n", label, wrapped(words, indent));
}

std::string entry(const KeyTable& table, const KeyEntry& key) {
  std::string text = fmt::format("  {}\n", key.name) + row("", key.meaning);
  text += row("left out:", *key.otherwise == '\0' ? "an error where its table or kind needs it" : key.otherwise);
  const std::string example = problem::refused_problem(table, key);
  if (example.empty()) return text;
  return text + row("refused:", in_one_line(key.refused)) + row("", refusal(example));
}

}  // namespace

std::string problem_file_page() {
  std::string text =
      "A problem is a TOML file. A number is a TOML number of any length, or a string that holds a constant "
      "(\"1/20\",\n"
      "\"0,05\"); where a list has one component, its brackets may be left out. Relative paths are taken from the "
      "file's\n"
      "directory. A key that is not here is an error, answered with the nearest right one.\n";
  for (const KeyTable& table : problem::problem_keys()) {
    text += fmt::format("\n{}\n", table.name);
    if (*table.meaning != '\0') text += "  " + wrapped(table.meaning, 2) + '\n';
    for (const KeyEntry& key : table.keys) text += entry(table, key);
  }
  return text;
}

}  // namespace stepmark::cli
