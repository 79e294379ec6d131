#include "reports/answer_sheet.hpp"

#include <nlohmann/json.hpp>

#include "lib/base/safe.hpp"
#include "solver/questions/part.hpp"

namespace stepmark::reports {

namespace {

std::vector<SheetRow> rows_asked(const Problem& problem) {
  std::vector<SheetRow> all;
  for (const Part& part : parts_of(problem)) {
    for (SheetRow& row : rows_of(part)) all.push_back(std::move(row));
  }
  return all;
}

std::string step_of(const SheetRow& row) { return row.t ? std::to_string(*row.t) : ""; }

}  // namespace

std::string answer_sheet_csv(const Problem& problem) {
  std::string csv = "t,quantity,component,value\n";
  for (const SheetRow& row : rows_asked(problem)) {
    csv += step_of(row) + ',' + row.quantity + ',' + safe_csv_cell(row.component) + ",\n";
  }
  return csv;
}

std::string answer_sheet_json(const Problem& problem) {
  using Json = nlohmann::ordered_json;
  Json answers = Json::array();
  for (const SheetRow& row : rows_asked(problem)) {
    answers.push_back({{"t", row.t ? Json(*row.t) : Json()},
                       {"quantity", row.quantity},
                       {"component", row.component},
                       {"value", ""}});
  }
  return Json{{"answers", std::move(answers)}}.dump(2) + '\n';
}

Document answer_sheet(const Problem& problem) {
  Table table;
  table.columns = {{{text("t")}, Table::Align::right},
                   {{text("quantity")}, Table::Align::left},
                   {{text("component")}, Table::Align::left},
                   {{text("value")}, Table::Align::left}};
  for (const SheetRow& row : rows_asked(problem)) {
    table.rows.push_back({{text(step_of(row))}, {text(row.quantity)}, {text(row.component)}, {text("")}});
  }
  return {problem.title.empty() ? "Answer sheet" : problem.title, {std::move(table)}};
}

}  // namespace stepmark::reports
