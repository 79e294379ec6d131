#include "reports/method_name.hpp"

#include <algorithm>

#include "lib/optimizer/catalogue.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

namespace {

/// Only what the catalogue itself says is looked up: a stranger's text may hold anything.
Inline catalogued(const Definition& definition, std::string Definition::*field) {
  const auto& names = catalogue_names();
  const bool is_entry = std::find(names.begin(), names.end(), definition.name) != names.end();
  const std::string& words = definition.*field;
  if (!is_entry || catalogue_definition(definition.name).*field != words) return text(words);
  return sentence_in("optimizer", words.c_str());
}

}  // namespace

Inline method_title(const Definition& definition) {
  return definition.title.empty() ? text(definition.name) : catalogued(definition, &Definition::title);
}

Inline method_convention(const Definition& definition) { return catalogued(definition, &Definition::convention); }

}  // namespace stepmark::reports
