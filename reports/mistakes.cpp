#include "reports/mistakes.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>

#include "lib/expression/print.hpp"
#include "solver/mistake/mistake.hpp"

namespace stepmark::reports {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Mistake& mistake) {
  return {{"id", mistake.id}, {"student", mistake.student}, {"marker", mistake.marker}};
}

/// The equations as the mistake has them; one on another gradient has its own words, since the equation is the same.
std::vector<std::string> mistaken_equations(const WrongMethod& way) {
  std::vector<std::string> texts;
  for (const std::size_t i : way.changed) texts.push_back(to_text(way.definition.equations[i]));
  if (!way.objective) return texts;
  for (std::string& text : texts) text += ", the gradient another one";
  return texts;
}

}  // namespace

std::string mistakes_text() {
  std::string text;
  for (const Mistake& mistake : mistakes()) text += fmt::format("{:<32} {}\n", mistake.id, mistake.marker);
  return text;
}

std::string mistakes_json() {
  Json list = Json::array();
  for (const Mistake& mistake : mistakes()) list.push_back(json_of(mistake));
  return list.dump(2) + '\n';
}

std::string mistakes_text(const Problem& problem) {
  std::string text;
  for (const Mistake& mistake : mistakes()) {
    const auto ways = wrong_methods(problem, mistake);
    if (ways.empty()) continue;
    text += fmt::format("{}: {}\n", mistake.id, mistake.marker);
    for (const WrongMethod& way : ways) {
      std::string before = "    ";
      for (const std::string& equation : mistaken_equations(way)) {
        text += before + equation + '\n';
        before = "    and ";
      }
    }
  }
  return text;
}

std::string mistakes_json(const Problem& problem) {
  Json list = Json::array();
  for (const Mistake& mistake : mistakes()) {
    Json ways = Json::array();
    for (const WrongMethod& way : wrong_methods(problem, mistake)) {
      ways.push_back({{"equations", mistaken_equations(way)}});
    }
    if (ways.empty()) continue;
    Json row = json_of(mistake);
    row["ways"] = std::move(ways);
    list.push_back(std::move(row));
  }
  return list.dump(2) + '\n';
}

}  // namespace stepmark::reports
