#include "lib/optimizer/catalogue.hpp"

#include <algorithm>

#include "lib/optimizer/catalogue_text.hpp"

namespace stepmark::optimizer {

namespace {

const std::vector<Definition>& catalogue() {
  static const std::vector<Definition> all = [] {
    std::vector<Definition> definitions;
    for (const CatalogueFile& file : catalogue_files()) {
      auto read = read_definitions(file.text, std::string("catalogue/") + file.name);
      std::move(read.begin(), read.end(), std::back_inserter(definitions));
    }
    return definitions;
  }();
  return all;
}

const Definition* find(std::string_view name) {
  const auto found =
      std::find_if(catalogue().begin(), catalogue().end(), [&](const Definition& d) { return d.name == name; });
  return found == catalogue().end() ? nullptr : &*found;
}

template <class Condition>
const Definition& first(Condition&& holds) {
  const auto found = std::find_if(catalogue().begin(), catalogue().end(), holds);
  STEPMARK_ASSERT(found != catalogue().end());
  return *found;
}

}  // namespace

const std::vector<std::string>& catalogue_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> result;
    for (const Definition& definition : catalogue()) result.push_back(definition.name);
    return result;
  }();
  return names;
}

const Definition& catalogue_definition(std::string_view name) {
  if (const Definition* found = find(name)) return *found;
  throw InputError({}, "unknown optimizer " + in_quotes(name), suggest(name, catalogue_names()));
}

const Definition& usual_definition() {
  return first([](const Definition& definition) { return definition.usual; });
}

const Definition& plainest_definition() {
  return first([](const Definition& definition) { return definition.starts.size() == 1; });
}

const Definition& plainest_with_state() {
  return first([](const Definition& definition) { return definition.starts.size() > 1; });
}

std::vector<std::string> conventions_of(const Definition& definition) {
  std::vector<std::string> names;
  for (const Definition& entry : catalogue()) {
    const bool same = entry.name == definition.name ||
                      (entry.optimizer == definition.optimizer && !entry.variant && !definition.variant);
    if (same) names.push_back(entry.name);
  }
  return names;
}

std::vector<std::string> variants_of(const Definition& definition) {
  std::vector<std::string> names;
  for (const Definition& entry : catalogue()) {
    const bool other = entry.variant && entry.name != definition.name;
    if (other && entry.optimizer == definition.optimizer) names.push_back(entry.name);
  }
  return names;
}

Definition find_definition(const std::string& name_or_file, const Resolver& files) {
  const bool is_file = name_or_file.find('/') != std::string::npos || name_or_file.ends_with(".optimizer");
  if (!is_file) return catalogue_definition(name_or_file);
  const NamedText file = resolved(files, name_or_file, std::size_t{1} << 20);
  auto definitions = read_definitions(file.text, file.name);
  if (definitions.size() != 1) {
    throw InputError({file.name, 0, 0}, "there are " + std::to_string(definitions.size()) + " optimizers in it",
                     "expected one");
  }
  return std::move(definitions.front());
}

}  // namespace stepmark::optimizer
