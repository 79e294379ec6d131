#include "reports/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "lib/expression/print.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/optimizer/frameworks.hpp"

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
  const Name left{equation.quantity, Index{"t", equation.offset}};
  LatexOptions options;
  options.names = &definition.latex;
  return {{"quantity", equation.quantity},
          {"index", equation.offset == 0 ? "t" : "t+1"},
          {"right", to_text(equation.right)},
          {"shape", equation.shape == Shape::vector ? "vector" : "scalar"},
          {"latex", latex_name(left, &definition.latex).latex + " = " + to_latex(equation.right, options)}};
}

}  // namespace

std::string catalogue_text() {
  std::size_t width = 0;
  for (const std::string& name : catalogue_names()) width = std::max(width, name.size());
  std::string text, group;
  for (const std::string& name : catalogue_names()) {
    const Definition& definition = catalogue_definition(name);
    if (definition.optimizer != group) text += text.empty() ? "" : "\n";
    group = definition.optimizer;
    text += fmt::format("{:<{}}  {}", name, width, definition.title);
    if (!definition.convention.empty()) text += (definition.variant ? ", a variant: " : ": ") + definition.convention;
    text += '\n';
  }
  return text;
}

std::string catalogue_json() {
  Json list = Json::array();
  for (const std::string& name : catalogue_names()) list.push_back(head(catalogue_definition(name)));
  return list.dump(2) + '\n';
}

std::string framework_text(const std::string& name) {
  const Framework& framework = find_framework(name);
  std::size_t width = 0;
  for (const Framework::Call& one : framework.calls) width = std::max(width, one.optimizer.size());
  std::string text = framework.title + "\n\n";
  for (const Framework::Call& one : framework.calls) {
    text += fmt::format("{:<{}}  {}{}\n", one.optimizer, width, one.call, one.remark.empty() ? "" : ": " + one.remark);
  }
  for (const std::string& note : framework.notes) text += '\n' + note + '\n';
  if (!framework.missing.empty()) text += "\nnot in the catalogue:\n";
  for (const Framework::Missing& one : framework.missing) text += fmt::format("  {}: {}\n", one.call, one.why);
  return text;
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

std::string definition_text(const Definition& definition) {
  std::vector<std::string> others = conventions_of(definition);
  std::erase(others, definition.name);
  const std::vector<std::string> variants = variants_of(definition);
  std::string text = to_text(definition);
  const std::string read = versions(definition);
  if (!read.empty() || !others.empty() || !variants.empty()) text += '\n';
  if (!read.empty()) text += fmt::format("# as in {}\n", read);
  if (!others.empty()) text += fmt::format("# other conventions: {}\n", fmt::join(others, ", "));
  if (!variants.empty()) text += fmt::format("# variants: {}\n", fmt::join(variants, ", "));
  return text;
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
