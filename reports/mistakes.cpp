#include "reports/mistakes.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "lib/expression/print.hpp"
#include "reports/equation.hpp"
#include "solver/mistake/mistake.hpp"

namespace stepmark::reports {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Mistake& mistake) {
  return {{"id", mistake.id}, {"student", mistake.student}, {"marker", mistake.marker}};
}

constexpr const char* other_gradient = ", the gradient another one";

/// The equations as the mistake has them; one on another gradient has its own words, since the equation is the same.
std::vector<Inlines> mistaken_equations(const WrongMethod& way) {
  std::vector<Inlines> equations;
  for (const std::size_t i : way.changed) {
    equations.push_back({equation_formula(way.definition.equations[i], way.definition)});
    if (way.objective) equations.back().push_back(text(other_gradient));
  }
  return equations;
}

std::vector<std::string> mistaken_texts(const WrongMethod& way) {
  std::vector<std::string> texts;
  for (const std::size_t i : way.changed) {
    texts.push_back(to_text(way.definition.equations[i]) + (way.objective ? other_gradient : ""));
  }
  return texts;
}

constexpr std::size_t mistake_columns = 33;

void add_way(Outline& outline, const WrongMethod& way) {
  bool is_first = true;
  for (Inlines& equation : mistaken_equations(way)) {
    if (!std::exchange(is_first, false)) equation.insert(equation.begin(), text("and "));
    outline.lines.push_back({std::move(equation), 4});
  }
}

}  // namespace

Document mistakes_page() {
  Outline all{{}, mistake_columns};
  for (const Mistake& mistake : mistakes()) all.add_labelled(mistake.id, mistake.marker);
  return {"", {std::move(all)}};
}

std::string mistakes_json() {
  Json list = Json::array();
  for (const Mistake& mistake : mistakes()) list.push_back(json_of(mistake));
  return list.dump(2) + '\n';
}

Document mistakes_page(const Problem& problem) {
  Outline all;
  for (const Mistake& mistake : mistakes()) {
    const auto ways = wrong_methods(problem, mistake);
    if (ways.empty()) continue;
    all.add(mistake.id + ": " + mistake.marker);
    for (const WrongMethod& way : ways) add_way(all, way);
  }
  return {"", {std::move(all)}};
}

std::string mistakes_json(const Problem& problem) {
  Json list = Json::array();
  for (const Mistake& mistake : mistakes()) {
    Json ways = Json::array();
    for (const WrongMethod& way : wrong_methods(problem, mistake)) {
      ways.push_back({{"equations", mistaken_texts(way)}});
    }
    if (ways.empty()) continue;
    Json row = json_of(mistake);
    row["ways"] = std::move(ways);
    list.push_back(std::move(row));
  }
  return list.dump(2) + '\n';
}

}  // namespace stepmark::reports
