// Anybody's numbers on the sheets of all kinds of problem: each is diagnosed whole, twice the same, and its pages are
// written. The first byte says which problem of the bank, each line what stands in the next line asked: nothing for the
// right value, @ for its digits.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "assessment/rooms.hpp"
#include "lib/base/error.hpp"
#include "reports/gradebook.hpp"
#include "reports/markdown.hpp"
#include "reports/question_sheets.hpp"
#include "solver/marking/fill.hpp"

using namespace stepmark;
using namespace stepmark::assessment;

namespace {

std::size_t rows_of(const QuestionMarker& marker) {
  std::size_t rows = 0;
  for (std::size_t i = 0; i < marker.parts().size(); ++i) rows += marker.rows(i).size();
  return rows;
}

/// The short ones: with sanitizers, a sheet of the others takes seconds.
std::vector<std::string> bank() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator("problems/bank")) {
    if (entry.path().extension() != ".toml") continue;
    const std::string file = entry.path().string();
    if (rows_of(QuestionMarker(read_problem(file))) <= 12) files.push_back(file);
  }
  std::sort(files.begin(), files.end());
  STEPMARK_ASSERT(!files.empty());
  return files;
}

struct Desk {
  explicit Desk(const std::string& file) : marker(read_problem(file)), sheets(marker), right(marker.blank()) {
    const MarkedQuestion marked = marker.mark(right);
    for (std::size_t i = 0; i < right.size(); ++i) {
      right[i].entry = marked.parts[i].entry.expected;
      for (std::size_t line = 0; line < right[i].numbers.size(); ++line) {
        right[i].numbers[line].text = marked.parts[i].numbers.lines[line].expected;
      }
    }
  }

  QuestionMarker marker;
  QuestionSheets sheets;
  QuestionSheet right;
};

Desk& desk(std::size_t number) {
  static const std::vector<std::string> files = bank();
  static std::map<std::size_t, Desk> desks;
  return desks.try_emplace(number % files.size(), files[number % files.size()]).first->second;
}

std::string cell(std::string_view line, const std::string& right) {
  if (line.empty()) return right;
  std::string text;
  for (const char c : line) c == '@' ? text += right : text += c;
  return text;
}

std::string_view take_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

void check(const MarkedQuestion& marked) {
  Exact sum(0);
  for (const MarkedPart& part : marked.parts) {
    for (const LineMark& line : part.numbers.lines) {
      STEPMARK_ASSERT(Exact(0) <= line.method && Exact(0) <= line.accuracy &&
                      line.method + line.accuracy <= line.out_of);
    }
    STEPMARK_ASSERT(Exact(0) <= part.marks && part.marks <= part.out_of);
    sum = sum + part.marks;
  }
  STEPMARK_ASSERT(sum == marked.marks && marked.marks <= marked.out_of);
}

QuestionSheet filled(const QuestionSheet& right, std::string_view rest) {
  QuestionSheet sheet = right;
  for (PartAnswer& part : sheet) {
    if (part.numbers.empty()) part.entry = cell(take_line(rest), part.entry);
    for (Written& number : part.numbers) number = written_in(cell(take_line(rest), number.text));
  }
  return sheet;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  Desk& at = desk(data[0]);
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  const QuestionSheet sheet = filled(at.right, rest);
  const MarkedQuestion marked = at.marker.mark(sheet);
  check(marked);
  const std::string json = at.sheets.json_line(sheet, marked, {}, "fuzz");
  STEPMARK_ASSERT(json == at.sheets.json_line(sheet, at.marker.mark(sheet), {}, "fuzz"));
  STEPMARK_ASSERT(gradebook_row(at.marker, "fuzz", marked, "").find('\n') != std::string::npos);
  to_markdown(at.sheets.document(sheet, marked, {}, "fuzz"));
  return 0;
}
