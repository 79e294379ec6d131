#include "lib/base/error.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>

#include "lib/base/safe.hpp"

namespace stepmark {

namespace {

/// Up to `most` code points from the front of `text`, which is left with the rest.
std::string escaped(std::string_view& text, std::size_t most) {
  std::string out;
  for (std::size_t count = 0; !text.empty() && count < most; ++count) out += take_shown(text);
  return out;
}

std::string place(const Location& where) {
  std::string text = shown(where.file);
  if (where.line == 0) return text;
  if (!text.empty()) text += ':';
  text += std::to_string(where.line);
  if (where.column != 0) text += ':' + std::to_string(where.column);
  return text;
}

std::string one_line(const Location& where, const std::string& wrong, const std::string& expected) {
  std::string said = wrong;
  if (!expected.empty()) said += "; " + expected;
  const std::string text = place(where);
  return (text.empty() ? "" : text + ": ") + shown(said);
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

InputError::InputError(Location where, std::string wrong, std::string expected, Remedy remedy)
    : std::runtime_error(one_line(where, wrong, expected)),
      where_(std::move(where)),
      wrong_(std::move(wrong)),
      expected_(std::move(expected)),
      remedy_(remedy) {}

InputError InputError::at(Location where) const { return {std::move(where), wrong_, expected_, remedy_}; }

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

std::string in_quotes(std::string_view text, std::size_t most) {
  const std::string shown = escaped(text, most);
  return "'" + shown + (text.empty() ? "'" : "...'");
}

namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

bool holds_only(std::string_view text, const std::string& characters) {
  return text.find_first_not_of(characters) == std::string_view::npos;
}

std::string quoted_if(bool plain, std::string_view text) {
  return plain && text.size() <= 20 ? " " + in_quotes(text) : "";
}

}  // namespace

std::string quoted_name(std::string_view text) {
  const bool has_letter = text.find_first_of(letters) != std::string_view::npos;
  return quoted_if(has_letter && holds_only(text, std::string(letters).append(digits).append("_-")), text);
}

std::string quoted_number(std::string_view text) {
  const bool has_digit = text.find_first_of(digits) != std::string_view::npos;
  return quoted_if(has_digit && holds_only(text, std::string(digits).append(" +-.,/eE")), text);
}

void assertion_failed(const char* condition, const char* file, int line) {
  const std::string path = file;
  const std::string place = path.substr(path.rfind('/') + 1);  // without the folders of the machine that built it
  throw BrokenAssumption("internal error: " + std::string(condition) + " (" + place + ":" + std::to_string(line) + ")");
}

}  // namespace stepmark
