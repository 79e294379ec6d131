#include "problems/family.hpp"

namespace stepmark::problems {

std::string to_string(Level level) {
  return level == Level::easy ? "easy" : level == Level::medium ? "medium" : "hard";
}

const std::vector<Family>& families() {
  static const std::vector<Family> all = [] {
    std::vector<Family> result = quadratic_families();
    for (const auto& more : {function_families(), data_families(), gradient_families()}) {
      result.insert(result.end(), more.begin(), more.end());
    }
    return result;
  }();
  return all;
}

const Family& find_family(std::string_view id) {
  std::vector<std::string> ids;
  for (const Family& family : families()) {
    if (family.id == id) return family;
    ids.push_back(family.id);
  }
  throw InputError({}, "unknown family " + in_quotes(id), suggest(id, ids, ids.size()));
}

}  // namespace stepmark::problems
