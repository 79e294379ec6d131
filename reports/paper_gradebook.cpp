#include "reports/paper_gradebook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "lib/base/safe.hpp"
#include "reports/gradebook.hpp"

namespace stepmark::reports {

namespace {

std::string cell(const Exact& marks) { return marks_in_gradebook(marks).to_string(); }

}  // namespace

std::string paper_gradebook_header(std::size_t questions) {
  std::string header = "student,name,marks,out_of";
  for (std::size_t q = 0; q < questions; ++q) header += fmt::format(",q{}", q + 1);
  return header + ",note\n";
}

std::optional<std::size_t> questions_of_header(std::string_view header) {
  const auto commas = static_cast<std::size_t>(std::count(header.begin(), header.end(), ','));
  const auto others = static_cast<std::size_t>(4);  // between student, name, marks, out_of and note
  if (commas <= others || std::string(header) + '\n' != paper_gradebook_header(commas - others)) return std::nullopt;
  return commas - others;
}

std::string paper_gradebook_row(const PaperRow& row, std::size_t questions) {
  std::string text = fmt::format("{},{},{},{}", safe_csv_cell(row.student), safe_csv_cell(row.name), cell(row.marks),
                                 cell(row.out_of));
  for (std::size_t q = 0; q < questions; ++q) {
    text += ',' + (q < row.questions.size() && row.questions[q] ? cell(*row.questions[q]) : std::string());
  }
  return text + ',' + safe_csv_cell(row.note) + '\n';
}

std::string json_line(const PaperRow& row, const std::vector<std::string>& questions) {
  const nlohmann::ordered_json json = {{"student", one_line(row.student)},
                                       {"name", one_line(row.name)},
                                       {"marks", row.marks.to_string()},
                                       {"out_of", row.out_of.to_string()},
                                       {"note", one_line(row.note, 1000)}};
  std::string line = json.dump();
  line.pop_back();  // its brace
  return fmt::format("{},\"questions\":[{}]}}\n", line, fmt::join(questions, ","));
}

}  // namespace stepmark::reports
