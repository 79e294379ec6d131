#include "reports/question_layout.hpp"

#include <array>

namespace stepmark::reports {

namespace {

struct Hidden {
  const char* name;
  bool QuestionLayout::*shown;
};
constexpr std::array hidden_things = {Hidden{"equations", &QuestionLayout::equations},
                                      Hidden{"source", &QuestionLayout::source}};

}  // namespace

std::vector<std::string> what_may_be_left_out() {
  std::vector<std::string> names;
  for (const Hidden& thing : hidden_things) names.emplace_back(thing.name);
  return names;
}

bool leave_out(std::string_view name, QuestionLayout& layout) {
  for (const Hidden& thing : hidden_things) {
    if (thing.name != name) continue;
    layout.*thing.shown = false;
    return true;
  }
  return false;
}

}  // namespace stepmark::reports
