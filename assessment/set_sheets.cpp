#include "assessment/set_sheets.hpp"

#include <iterator>

#include "reports/answer_sheet.hpp"

namespace stepmark::assessment {

ProblemTexts SetSheets::texts_of(const Generated& made, const std::string& data_file) {
  ProblemTexts texts;
  texts.problem = to_toml(made.draft, data_file);
  if (!made.draft.objective.loss.empty()) texts.data = to_csv(made.draft.objective.data);
  const WorkedQuestion question(made.problem, &made.certificate);
  const bool is_first = made.number == 0;
  constexpr std::array kinds = {HandoutKind::questions, HandoutKind::solutions, HandoutKind::marker};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    Document front = writer_.front(kinds[i], "");
    std::vector<Block> blocks = writer_.blocks(kinds[i], question, made.number + 1);
    if (is_first) render(Format::markdown, front, texts.sheets[i]);
    for (const Block& block : blocks) page_->append(texts.sheets[i], block);
    if (form_ == nullptr) continue;
    if (!is_first) front.blocks.clear();
    std::move(blocks.begin(), blocks.end(), std::back_inserter(front.blocks));
    texts.pages[i] = form_->piece(front, is_first, made.number + 1 == count_).text;
  }
  texts.sheet = answer_sheet_csv(made.problem);
  return texts;
}

}  // namespace stepmark::assessment
