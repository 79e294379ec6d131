#include "reports/families.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "problems/family.hpp"

namespace stepmark::reports {

namespace {

constexpr std::size_t family_columns = 24;

}  // namespace

Document families_page() {
  Outline all{{}, family_columns};
  for (const Family& family : families()) all.add_labelled(family.id, family.sentence);
  return {"", {std::move(all)}};
}

std::string families_json() {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Family& family : families()) list.push_back({{"id", family.id}, {"sentence", family.sentence}});
  return list.dump(2) + '\n';
}

}  // namespace stepmark::reports
