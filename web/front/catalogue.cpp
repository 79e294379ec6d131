// What there is to choose from.
#include "lib/optimizer/catalogue.hpp"

#include "lib/base/version.hpp"
#include "problems/family.hpp"
#include "reports/catalogue.hpp"
#include "reports/families.hpp"
#include "reports/feedback.hpp"
#include "reports/mistakes.hpp"
#include "reports/sentence.hpp"
#include "web/front/state.hpp"

namespace stepmark::web {

namespace {

/// As the command has them, with what people read in their language.
Json optimizers_json(const Language& language) {
  Json list = Json::parse(catalogue_json());
  for (Json& row : list) {
    for (const char* words : {"title", "convention"}) {
      row[words] = language.said("optimizer", row[words].get_ref<const std::string&>());
    }
  }
  return list;
}

Json families_json(const Language& language) {
  Json list = Json::parse(reports::families_json());
  for (Json& row : list) row["sentence"] = language.said("", row["sentence"].get_ref<const std::string&>());
  return list;
}

Json causes_json(const Language& language) {
  Json list = Json::parse(reports::causes_json());
  for (Json& row : list) {
    const std::string id = row["id"];
    row["student"] = plain_words(sentence_on(id), language);
    row["marker"] = plain_words(marker_words_on(id), language);
  }
  return list;
}

Json about(Fields& fields, State& state) {
  fields.finish();
  const Language& language = state.language;
  Json levels = Json::array();
  for (const Level level : {Level::easy, Level::medium, Level::hard}) levels.push_back(to_string(level));
  return {{"version", version},
          {"kinds", question_kinds()},
          {"levels", levels},
          {"optimizers", optimizers_json(language)},
          {"families", families_json(language)},
          {"causes", causes_json(language)}};
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
