#include "reports/paper_gradebook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "lib/base/safe.hpp"
#include "reports/gradebook.hpp"

namespace stepmark::reports {

namespace {

std::string cell(const Exact& marks) { return marks_in_gradebook(marks).to_string(); }

}  // namespace

namespace {

constexpr std::array<std::string_view, 4> before_questions = {"student", "name", "marks", "out_of"};

std::string name_of_question(std::size_t q) { return fmt::format("q{}", q + 1); }

/// Does the gradebook itself have such a column?
bool is_taken(const std::string& name, std::size_t questions) {
  const std::string plain = lower_case(name);
  if (plain == "note" || plain == shard_column) return true;
  if (std::find(before_questions.begin(), before_questions.end(), plain) != before_questions.end()) return true;
  for (std::size_t q = 0; q < questions; ++q) {
    if (plain == name_of_question(q)) return true;
  }
  return false;
}

}  // namespace

std::string paper_gradebook_header(const PaperColumns& columns) {
  std::string header = fmt::format("{}", fmt::join(before_questions, ","));
  for (std::size_t q = 0; q < columns.questions; ++q) header += ',' + name_of_question(q);
  header += ",note";
  for (const std::string& name : columns.more) {
    header += ',' + safe_csv_cell(is_taken(name, columns.questions) ? "roster_" + name : name);
  }
  if (columns.has_shard) header += fmt::format(",{}", shard_column);
  return header + '\n';
}

std::optional<std::size_t> questions_of_header(const std::vector<std::string>& cells) {
  if (cells.size() < before_questions.size() ||
      !std::equal(before_questions.begin(), before_questions.end(), cells.begin())) {
    return std::nullopt;
  }
  std::size_t questions = 0, at = before_questions.size();
  for (; at < cells.size() && cells[at] == name_of_question(questions); ++at) ++questions;
  return questions > 0 && at < cells.size() && cells[at] == "note" ? std::optional(questions) : std::nullopt;
}

std::string paper_gradebook_row(const PaperRow& row, const PaperColumns& columns) {
  std::string text = fmt::format("{},{},{},{}", safe_csv_cell(row.student), safe_csv_cell(row.name), cell(row.marks),
                                 cell(row.out_of));
  for (std::size_t q = 0; q < columns.questions; ++q) {
    text += ',' + (q < row.questions.size() && row.questions[q] ? cell(*row.questions[q]) : std::string());
  }
  text += ',' + safe_csv_cell(row.note);
  for (std::size_t i = 0; i < columns.more.size(); ++i) {
    text += ',' + (i < row.cells.size() ? safe_csv_cell(row.cells[i]) : std::string());
  }
  if (columns.has_shard) text += ',' + row.shard;
  return text + '\n';
}

std::string json_line(const PaperRow& row, const std::vector<std::string>& columns,
                      const std::vector<std::string>& questions) {
  nlohmann::ordered_json json = {{"student", one_line(row.student)}, {"name", one_line(row.name)}};
  for (std::size_t i = 0; i < std::min(columns.size(), row.cells.size()); ++i) {
    json["roster"][one_line(columns[i])] = one_line(row.cells[i], 200);
  }
  json["marks"] = row.marks.to_string();
  json["out_of"] = row.out_of.to_string();
  json["note"] = one_line(row.note, 1000);
  std::string line = json.dump();
  line.pop_back();  // its brace
  return fmt::format("{},\"questions\":[{}]}}\n", line, fmt::join(questions, ","));
}

}  // namespace stepmark::reports
