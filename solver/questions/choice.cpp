#include <algorithm>

#include "lib/problem/entries.hpp"
#include "solver/questions/kinds.hpp"

namespace stepmark::questions {

Parts choice_parts(const Problem& problem) {
  Part part;
  part.asks = Part::Asks::letter;
  part.row = "answer";
  part.marks = Exact(entries_of(problem)) * entry_marks(problem);
  const std::vector<std::string>& choices = problem.question.choices;
  for (const std::string& mistake : choices) part.options.push_back({letter_of(part.options.size()), mistake});
  part.right = static_cast<std::size_t>(std::find(choices.begin(), choices.end(), "") - choices.begin());
  return {std::move(part)};
}

}  // namespace stepmark::questions
