// The fields of a request: each is read once, and what nobody has read is refused by name.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lib/problem/problem.hpp"
#include "web/rooms.hpp"

namespace stepmark::web {

using Json = nlohmann::ordered_json;

class Fields {
 public:
  /// @throws InputError where `text` is no JSON object
  explicit Fields(std::string_view text);

  /// All @throw InputError where the field is of another kind, and those without `find` where it is missing.
  std::string text(const std::string& name);
  std::optional<std::string> find_text(const std::string& name);
  std::optional<std::string> find_choice(const std::string& name, const std::vector<std::string>& choices);
  /// A JSON number or its text, both whole.
  std::int64_t number(const std::string& name, std::int64_t least, std::int64_t most);
  std::optional<std::int64_t> find_number(const std::string& name, std::int64_t least, std::int64_t most);
  bool flag(const std::string& name);
  std::vector<std::string> list(const std::string& name);
  /// { NAME: TEXT }, in the order in which they are written.
  std::vector<std::pair<std::string, std::string>> texts(const std::string& name);
  bool has(const std::string& name) const { return json_.contains(name); }

  /// "problem", "files" and "name". @throws InputError as parse_problem
  Problem problem();

  /// @throws InputError naming a field that nothing has read
  void finish() const;

 private:
  const Json* find(const std::string& name);
  std::string one_text(const std::string& name, const Json& value) const;

  Json json_;
  std::set<std::string> read_;
};

}  // namespace stepmark::web
