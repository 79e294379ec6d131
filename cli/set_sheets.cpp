#include "cli/set_sheets.hpp"

#include "reports/markdown.hpp"

namespace stepmark::cli {

ProblemTexts SetSheets::texts_of(const Generated& made, const std::string& data_file) {
  ProblemTexts texts;
  texts.problem = to_toml(made.draft, data_file);
  if (!made.draft.objective.loss.empty()) texts.data = to_csv(made.draft.objective.data);
  Document question = with_name_field(handouts_.question(made.problem));
  question.blocks.emplace_back(PageBreak{});
  texts.question = to_markdown(question) + '\n';
  texts.solution = to_markdown(handouts_.solution(made.problem)) + '\n';
  texts.marker = to_markdown(handouts_.marker(made.problem)) + '\n';
  texts.sheet = blank_sheet_csv(made.problem);
  return texts;
}

}  // namespace stepmark::cli
