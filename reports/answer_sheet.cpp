#include "reports/answer_sheet.hpp"

#include <nlohmann/json.hpp>

#include "lib/base/safe.hpp"
#include "solver/asked.hpp"

namespace stepmark::reports {

namespace {

struct Place {
  std::int64_t t;
  const std::string* quantity;
  std::string component;
};

std::vector<Place> places(const Problem& problem, const Tape& tape) {
  std::vector<Place> all;
  for (const std::size_t position : asked_lines(problem, tape)) {
    const Tape::Line& line = tape.lines[position];
    all.push_back({line.t, &problem.optimizer.equations[line.equation].quantity,
                   line.component ? problem.objective->parameters()[*line.component] : ""});
  }
  return all;
}

}  // namespace

std::string answer_sheet_csv(const Problem& problem, const Tape& tape) {
  std::string csv = "t,quantity,component,value\n";
  for (const Place& place : places(problem, tape)) {
    csv += std::to_string(place.t) + ',' + *place.quantity + ',' + safe_csv_cell(place.component) + ",\n";
  }
  return csv;
}

std::string answer_sheet_json(const Problem& problem, const Tape& tape) {
  using Json = nlohmann::ordered_json;
  Json answers = Json::array();
  for (const Place& place : places(problem, tape)) {
    answers.push_back({{"t", place.t}, {"quantity", *place.quantity}, {"component", place.component}, {"value", ""}});
  }
  return Json{{"answers", std::move(answers)}}.dump(2) + '\n';
}

Document answer_sheet(const Problem& problem, const Tape& tape) {
  Table table;
  table.columns = {{{text("t")}, Table::Align::right},
                   {{text("quantity")}, Table::Align::left},
                   {{text("component")}, Table::Align::left},
                   {{text("value")}, Table::Align::left}};
  for (const Place& place : places(problem, tape)) {
    table.rows.push_back(
        {{text(std::to_string(place.t))}, {text(*place.quantity)}, {text(place.component)}, {text("")}});
  }
  return {problem.title.empty() ? "Answer sheet" : problem.title, {std::move(table)}};
}

}  // namespace stepmark::reports
