// What there is to choose from.
#include "lib/optimizer/catalogue.hpp"

#include "lib/base/version.hpp"
#include "problems/family.hpp"
#include "reports/catalogue.hpp"
#include "reports/families.hpp"
#include "reports/mistakes.hpp"
#include "web/front/state.hpp"

namespace stepmark::web {

namespace {

Json about(Fields& fields, State&) {
  fields.finish();
  Json levels = Json::array();
  for (const Level level : {Level::easy, Level::medium, Level::hard}) levels.push_back(to_string(level));
  return {{"version", version},
          {"kinds", question_kinds()},
          {"levels", levels},
          {"optimizers", Json::parse(catalogue_json())},
          {"families", Json::parse(families_json())},
          {"causes", Json::parse(causes_json())}};
}

Json optimizer(Fields& fields, State&) {
  const std::string name = fields.text("name");
  fields.finish();
  const Definition& definition = catalogue_definition(name);
  Json json = Json::parse(definition_json(definition));
  json["text"] = to_text(definition);
  return json;
}

}  // namespace

std::vector<Action> catalogue_actions() { return {{"about", about}, {"optimizer", optimizer}}; }

}  // namespace stepmark::web
