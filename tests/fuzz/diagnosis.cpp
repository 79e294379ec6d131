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
#include "reports/mark_sheet.hpp"
#include "reports/markdown.hpp"
#include "solver/marking/fill.hpp"

using namespace stepmark;
using namespace stepmark::assessment;

namespace {

/// The short ones: with sanitizers, a sheet of the others takes seconds.
std::vector<std::string> bank() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator("problems/bank")) {
    if (entry.path().extension() != ".toml") continue;
    const std::string file = entry.path().string();
    if (Marker(read_problem(file)).asked().size() <= 12) files.push_back(file);
  }
  std::sort(files.begin(), files.end());
  STEPMARK_ASSERT(!files.empty());
  return files;
}

struct Desk {
  explicit Desk(const std::string& file) : marker(read_problem(file)), sheets(marker) {
    for (const LineMark& line : marker.mark(Sheet(marker.asked().size())).lines) right.push_back(line.expected);
  }

  Marker marker;
  MarkSheets sheets;
  std::vector<std::string> right;
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

void check(const MarkedSheet& marked) {
  Exact sum(0);
  for (const LineMark& line : marked.lines) {
    STEPMARK_ASSERT(Exact(0) <= line.method && Exact(0) <= line.accuracy && line.method + line.accuracy <= line.out_of);
    sum = sum + line.method + line.accuracy;
  }
  STEPMARK_ASSERT(sum == marked.marks && marked.marks <= marked.out_of);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  Desk& at = desk(data[0]);
  std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  Sheet sheet;
  for (const std::string& right : at.right) sheet.push_back(written_in(cell(take_line(rest), right)));
  const MarkedSheet marked = at.marker.mark(sheet);
  check(marked);
  const std::string json = at.sheets.json_line(sheet, marked, {}, "fuzz");
  STEPMARK_ASSERT(json == at.sheets.json_line(sheet, at.marker.mark(sheet), {}, "fuzz"));
  STEPMARK_ASSERT(gradebook_row(at.marker, "fuzz", marked, "").find('\n') != std::string::npos);
  to_markdown(at.sheets.document(sheet, marked, {}, "fuzz"));
  return 0;
}
