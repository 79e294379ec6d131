#include "lib/base/error.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>

namespace stepmark {

namespace {

/// Length in bytes of the valid UTF-8 sequence at the front of `text`, 0 if there is none.
std::size_t sequence_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 0;
  }
  return length;
}

/// Up to `most` code points from the front of `text`, which is left with the rest.
std::string escaped(std::string_view& text, std::size_t most) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string out;
  for (std::size_t count = 0; !text.empty() && count < most; ++count) {
    const auto byte = static_cast<unsigned char>(text[0]);
    const std::size_t length = sequence_length(text);
    const bool control =
        byte < 0x20 || byte == 0x7F || (length == 2 && byte == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0);
    if (length == 0 || control) out += {'\\', 'x', hex[byte >> 4], hex[byte & 15]};
    if (length != 0 && !control) out += text.substr(0, length);
    text.remove_prefix(length == 0 || control ? 1 : length);
  }
  return out;
}

std::string place(const Location& where) {
  std::string_view file = where.file;
  std::string text = escaped(file, file.size());
  if (where.line == 0) return text;
  if (!text.empty()) text += ':';
  text += std::to_string(where.line);
  if (where.column != 0) text += ':' + std::to_string(where.column);
  return text;
}

std::string one_line(const Location& where, const std::string& wrong, const std::string& expected) {
  std::string said = wrong;
  if (!expected.empty()) said += "; " + expected;
  std::string_view rest = said;
  const std::string text = place(where);
  return (text.empty() ? "" : text + ": ") + escaped(rest, rest.size());
}

std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

InputError::InputError(Location where, std::string wrong, std::string expected)
    : std::runtime_error(one_line(where, wrong, expected)),
      where_(std::move(where)),
      wrong_(std::move(wrong)),
      expected_(std::move(expected)) {}

InputError InputError::at(Location where) const { return {std::move(where), wrong_, expected_}; }

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.size() > 200) return {};
  std::size_t best = std::max<std::size_t>(word.size() < 4 ? 1 : 2, word.size() / 3) + 1;
  std::string found;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edits(word, candidate);
    if (distance < best && distance < std::max(word.size(), candidate.size())) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

std::string suggest(std::string_view word, const std::vector<std::string>& candidates, std::size_t most) {
  if (const std::string near = nearest(word, candidates); !near.empty()) return "did you mean '" + near + "'?";
  if (candidates.empty()) return {};
  std::string text = candidates.size() == 1 ? "expected " : "expected one of ";
  for (std::size_t i = 0; i < std::min(most, candidates.size()); ++i) text += (i == 0 ? "" : ", ") + candidates[i];
  return candidates.size() > most ? text + ", ..." : text;
}

std::string quoted(std::string_view text, std::size_t most) {
  const std::string shown = escaped(text, most);
  return "'" + shown + (text.empty() ? "'" : "...'");
}

void assertion_failed(const char* condition, const char* file, int line) {
  const std::string path = file;  // without the folders of the machine that built it
  const std::size_t room = std::min(path.rfind("/lib/"), std::min(path.rfind("/solver/"), path.rfind("/problems/")));
  const std::string place = room == std::string::npos ? path.substr(path.rfind('/') + 1) : path.substr(room + 1);
  throw BrokenAssumption("internal error: " + std::string(condition) + " (" + place + ":" + std::to_string(line) + ")");
}

}  // namespace stepmark
