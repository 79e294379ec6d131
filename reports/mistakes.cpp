#include "reports/mistakes.hpp"

#include <fmt/core.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "lib/expression/print.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "reports/equation.hpp"
#include "reports/feedback.hpp"
#include "reports/sentence.hpp"
#include "solver/marking/prices.hpp"
#include "solver/marking/slip.hpp"
#include "solver/marking/verdict.hpp"
#include "solver/mistake/mistake.hpp"

namespace stepmark::reports {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Mistake& mistake) {
  Json row = {{"id", mistake.id}, {"student", mistake.student}, {"marker", mistake.marker}};
  if (!mistake.seen.empty()) row["seen"] = mistake.seen;
  return row;
}

/// Of the catalogue, what is one of several ways to write an optimizer down, or a variant of one.
std::vector<const Definition*> other_methods() {
  std::vector<const Definition*> found;
  for (const std::string& name : catalogue_names()) {
    const Definition& definition = catalogue_definition(name);
    if (!definition.convention.empty()) found.push_back(&definition);
  }
  return found;
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

namespace {

std::string marks_of(const VerdictRule& rule) {
  if (!rule.method) return "none";
  return std::string(rule.shared ? "its share of " : "") + (rule.accuracy ? "M + A" : "M");
}

Table verdicts() {
  Table table;
  table.columns = {{{text("verdict")}, Table::Align::left},
                   {{text("on the sheet")}, Table::Align::left},
                   {{text("marks")}, Table::Align::left},
                   {{text("when")}, Table::Align::left}};
  for (const VerdictRule& rule : verdict_rules()) {
    table.rows.push_back({{text(std::string(rule.id))},
                          {text(std::string(rule.student))},
                          {text(marks_of(rule))},
                          {text(std::string(rule.when))}});
  }
  return table;
}

/// In bits, as sheets are weighed.
Table prices() {
  Table table;
  table.columns = {{{text("one in")}, Table::Align::right},
                   {{text("bits")}, Table::Align::right},
                   {{text("what")}, Table::Align::left},
                   {{text("source")}, Table::Align::left}};
  for (const marking::Frequency& row : marking::frequencies()) {
    table.rows.push_back({{text(fmt::format("{:g}", row.one_in))},
                          {text(fmt::format("{:.1f}", marking::bits_of(row.assumption)))},
                          {text(std::string(row.what))},
                          {text(std::string(row.source))}});
  }
  return table;
}

}  // namespace

Document causes_page() {
  Outline wrong{{}, mistake_columns}, slipped{{}, mistake_columns}, written{{}, mistake_columns};
  for (const Mistake& mistake : mistakes()) wrong.add_labelled(mistake.id, mistake.marker);
  for (const Slip& slip : slips()) slipped.add_labelled(slip.id, slip.marker);
  for (const Definition* other : other_methods()) {
    written.add_labelled(
        other->name, (other->variant ? "variant of " : "convention of ") + other->optimizer + ": " + other->convention);
  }
  Document page;
  const auto add = [&](const char* heading, Outline outline) {
    page.blocks.emplace_back(Heading{2, {text(heading)}});
    page.blocks.emplace_back(std::move(outline));
  };
  add("Mistakes", std::move(wrong));
  add("Slips", std::move(slipped));
  add("Conventions and variants", std::move(written));
  page.blocks.emplace_back(Heading{2, {text("Verdicts")}});
  page.blocks.emplace_back(verdicts());
  page.blocks.emplace_back(Heading{2, {text("What it costs to assume something of a student")}});
  page.blocks.emplace_back(prices());
  return page;
}

std::string causes_json() {
  Json list = Json::array();
  const auto add = [&](const char* kind, const Json& row) {
    Json& told = list.emplace_back(Json{{"kind", kind}});
    told.update(row);
  };
  for (const Mistake& mistake : mistakes()) add("mistake", json_of(mistake));
  for (const Slip& slip : slips()) {
    add("slip", {{"id", slip.id}, {"student", slip.student}, {"marker", slip.marker}});
  }
  for (const Definition* other : other_methods()) {
    add(other->variant ? "variant" : "convention", {{"id", other->name},
                                                    {"student", plain_words(sentence_on(other->name))},
                                                    {"marker", plain_words(marker_words_on(other->name))}});
  }
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
