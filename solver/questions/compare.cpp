#include "lib/problem/other_optimizer.hpp"
#include "solver/questions/kinds.hpp"

namespace stepmark::questions {

Parts compare_parts(const Problem& problem) {
  Part words;
  words.asks = Part::Asks::words;
  words.row = "words";
  words.marks = entry_marks(problem);
  return {numbers_part(referring_to(problem), ""),
          numbers_part(std::make_shared<const Problem>(second_of_comparison(problem)), "2:"), std::move(words)};
}

}  // namespace stepmark::questions
