#include "reports/kind/kinds.hpp"

#include <map>

namespace stepmark::reports {

const KindPages& pages_of(Question::Kind kind) {
  using Kind = Question::Kind;
  static const std::map<Kind, KindPages> all = {
      {Kind::table, table_pages()},           {Kind::final, final_pages()},
      {Kind::gradients, table_pages()},       {Kind::choice, choice_pages()},
      {Kind::faded, faded_pages()},           {Kind::compare, compare_pages()},
      {Kind::find_error, find_error_pages()}, {Kind::effect, effect_pages()},
      {Kind::which, which_pages()},           {Kind::missing_hyperparameter, missing_pages()},
  };
  return all.at(kind);
}

}  // namespace stepmark::reports
