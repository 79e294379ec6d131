// The language of the page, and its sentences, of which the module holds none.
#include "lib/base/error.hpp"
#include "lib/base/text.hpp"
#include "web/front/state.hpp"

namespace stepmark::web {

namespace {

/// What all that follows is said in. Sessions stay open: they hold no words.
Json take_language(Fields& fields, State& state) {
  const std::string name = fields.text("name");
  const auto po = fields.find_text("po");
  fields.finish();
  if (po) {
    try {
      auto catalogue = std::make_unique<const Catalogue>(*po);
      state.language = Language(*catalogue);
      state.catalogue = std::move(catalogue);
    } catch (const std::invalid_argument& error) {
      throw InputError({"request", 0, 0}, std::string("'po' is no catalogue: ") + error.what(),
                       "expected one of gettext");
    }
  } else if (const auto language = Language::named(name)) {
    state.language = *language;
  } else {
    throw InputError({"request", 0, 0}, "there is no language " + in_quotes(name),
                     "expected " + alternatives(language::language_names()));
  }
  return {{"name", state.language.name()}, {"comma", state.language.has_decimal_comma()}};
}

}  // namespace

std::vector<Action> language_actions() { return {{"language", take_language}}; }

}  // namespace stepmark::web
