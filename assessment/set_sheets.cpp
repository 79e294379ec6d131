#include "assessment/set_sheets.hpp"

#include "reports/answer_sheet.hpp"

namespace stepmark::assessment {

ProblemTexts SetSheets::texts_of(const Generated& made, const std::string& data_file) {
  ProblemTexts texts;
  texts.problem = to_toml(made.draft, data_file);
  if (!made.draft.objective.loss.empty()) texts.data = to_csv(made.draft.objective.data);
  const WorkedQuestion question(made.problem);
  const auto append = [&](std::string& text, HandoutKind kind) {
    if (made.number == 0) render(Format::markdown, writer_.front(kind, ""), text);
    for (const Block& block : writer_.blocks(kind, question, made.number + 1)) page_->append(text, block);
  };
  append(texts.question, HandoutKind::questions);
  append(texts.solution, HandoutKind::solutions);
  append(texts.marker, HandoutKind::marker);
  texts.sheet = answer_sheet_csv(made.problem);
  return texts;
}

}  // namespace stepmark::assessment
