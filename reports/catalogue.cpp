#include "reports/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "lib/expression/print.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/optimizer/frameworks.hpp"
#include "reports/equation.hpp"

namespace stepmark::reports {

namespace {

using Json = nlohmann::ordered_json;

std::string subscripted(const std::string& quantity, std::int64_t index) {
  return fmt::format("{}[{}]", quantity, index);
}

Json head(const Definition& definition) {
  return {{"name", definition.name},           {"title", definition.title},
          {"optimizer", definition.optimizer}, {"convention", definition.convention},
          {"variant", definition.variant},     {"source", definition.source}};
}

Json equation_json(const Equation& equation, const Definition& definition) {
  return {{"quantity", equation.quantity},
          {"index", equation.offset == 0 ? "t" : "t+1"},
          {"right", to_text(equation.right)},
          {"shape", equation.shape == Shape::vector ? "vector" : "scalar"},
          {"latex", equation_formula(equation, definition).value}};
}

constexpr std::size_t gap = 2;

std::string entry_words(const Definition& definition) {
  if (definition.convention.empty()) return definition.title;
  return definition.title + (definition.variant ? ", a variant: " : ": ") + definition.convention;
}

}  // namespace

Document catalogue_page() {
  std::size_t width = 0;
  for (const std::string& name : catalogue_names()) width = std::max(width, name.size());
  std::vector<Outline> groups;
  std::string group;
  for (const std::string& name : catalogue_names()) {
    const Definition& definition = catalogue_definition(name);
    if (groups.empty() || definition.optimizer != group) groups.push_back({{}, width + gap});
    group = definition.optimizer;
    groups.back().add_labelled(name, entry_words(definition));
  }
  return {"", {groups.begin(), groups.end()}};
}

std::string catalogue_json() {
  Json list = Json::array();
  for (const std::string& name : catalogue_names()) list.push_back(head(catalogue_definition(name)));
  return list.dump(2) + '\n';
}

Document framework_page(const std::string& name) {
  const Framework& framework = find_framework(name);
  Document page{framework.title, {}};
  Outline calls, missing;
  for (const Framework::Call& one : framework.calls) {
    calls.label_columns = std::max(calls.label_columns, one.optimizer.size() + gap);
    calls.add_labelled(one.optimizer, one.call + (one.remark.empty() ? "" : ": " + one.remark));
  }
  page.blocks.emplace_back(std::move(calls));
  for (const std::string& note : framework.notes) page.blocks.emplace_back(Paragraph{{text(note)}});
  if (framework.missing.empty()) return page;
  missing.add("not in the catalogue:");
  for (const Framework::Missing& one : framework.missing) missing.add(one.call + ": " + one.why, 2);
  page.blocks.emplace_back(std::move(missing));
  return page;
}

std::string framework_json(const std::string& name) {
  const Framework& framework = find_framework(name);
  Json json = {{"framework", framework.name}, {"title", framework.title}, {"notes", framework.notes}};
  json["calls"] = Json::array();
  for (const Framework::Call& one : framework.calls) {
    json["calls"].push_back({{"optimizer", one.optimizer}, {"call", one.call}, {"remark", one.remark}});
  }
  json["missing"] = Json::array();
  for (const Framework::Missing& one : framework.missing)
    json["missing"].push_back({{"call", one.call}, {"why", one.why}});
  return json.dump(2) + '\n';
}

namespace {

/// With the version that was read; empty for one that only a definition of the user's knows.
std::string title_of(const std::string& framework) {
  const auto found = std::find_if(frameworks().begin(), frameworks().end(),
                                  [&](const Framework& one) { return one.name == framework; });
  return found == frameworks().end() ? "" : found->title;
}

/// "PyTorch 1.13; Keras 3"
std::string versions(const Definition& definition) {
  std::vector<std::string> titles;
  for (const FrameworkCall& one : definition.calls) {
    const std::string title = title_of(one.framework);
    if (!title.empty() && std::find(titles.begin(), titles.end(), title) == titles.end()) titles.push_back(title);
  }
  return fmt::format("{}", fmt::join(titles, "; "));
}

}  // namespace

Document definition_page(const Definition& definition) {
  std::vector<std::string> others = conventions_of(definition);
  std::erase(others, definition.name);
  const std::vector<std::string> variants = variants_of(definition);
  std::string text = to_text(definition);
  const std::string read = versions(definition);
  if (!read.empty() || !others.empty() || !variants.empty()) text += '\n';
  if (!read.empty()) text += fmt::format("# as in {}\n", read);
  if (!others.empty()) text += fmt::format("# other conventions: {}\n", fmt::join(others, ", "));
  if (!variants.empty()) text += fmt::format("# variants: {}\n", fmt::join(variants, ", "));
  return {"", {Code{std::move(text)}}};
}

std::string definition_json(const Definition& definition) {
  Json json = head(definition);
  json["calls"] = Json::array();
  for (const FrameworkCall& one : definition.calls) {
    json["calls"].push_back({{"framework", one.framework},
                             {"version", title_of(one.framework)},
                             {"call", one.call},
                             {"remark", one.remark}});
  }
  json["conventions"] = conventions_of(definition);
  json["variants"] = variants_of(definition);
  json["hyperparameters"] = Json::object();
  for (const Hyperparameter& hyper : definition.hyperparameters)
    json["hyperparameters"][hyper.name] = to_text(hyper.value);
  json["starts"] = Json::object();
  for (const Start& start : definition.starts) {
    json["starts"][subscripted(start.quantity, start.index)] = start.value ? to_text(*start.value) : "given";
  }
  json["equations"] = Json::array();
  for (const Equation& equation : definition.equations)
    json["equations"].push_back(equation_json(equation, definition));
  return json.dump(2) + '\n';
}

}  // namespace stepmark::reports
