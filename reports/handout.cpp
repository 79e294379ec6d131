#include "reports/handout.hpp"

#include "lib/base/in_order.hpp"
#include "reports/figures.hpp"
#include "reports/kind/kinds.hpp"
#include "reports/kind/parts.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

namespace {

Title title_of(HandoutKind kind, const std::string& title) {
  const Arguments of = {{"title", title}};
  switch (kind) {
    case HandoutKind::questions:
      return title.empty() ? Title(sentence("Questions")) : Title(title);
    case HandoutKind::solutions:
      return title.empty() ? sentence("Solutions") : sentence("{title}: solutions", of);
    case HandoutKind::marker:
      break;
  }
  return title.empty() ? sentence("For the marker") : sentence("{title}: for the marker", of);
}

/// "Question 2: Two steps of Adam (16 marks)"
Inline heading_of(const WorkedQuestion& question, std::uint64_t number) {
  const std::string& title = question.problem().title;
  const Arguments named = {{"number", static_cast<std::int64_t>(number)},
                           {"title", title},
                           {"marks", in_marks(total_marks(question.problem()))}};
  if (number == 0) return sentence("Question ({marks})", named);
  return title.empty() ? sentence("Question {number} ({marks})", named)
                       : sentence("Question {number}: {title} ({marks})", named);
}

}  // namespace

Document HandoutWriter::front(HandoutKind kind, const std::string& title) const {
  Document front{title_of(kind, title), {}};
  if (kind == HandoutKind::questions && names_ == Names::on_the_front)
    front.blocks.emplace_back(field(sentence("Name:")));
  return front;
}

void HandoutWriter::append_content(std::vector<Block>& blocks, HandoutKind kind, const WorkedQuestion& question) {
  const KindPages& pages = pages_of(question.problem().question.kind);
  switch (kind) {
    case HandoutKind::questions:
      append_question(blocks, question, methods_, layout_);
      if (layout_.pictures) append_figure(blocks, 3, sentence("The objective"), start_figure(question.problem()));
      return;
    case HandoutKind::solutions:
      pages.append_solution(blocks, question, methods_);
      if (layout_.pictures) append_way(blocks, 3, question.problem());
      return;
    case HandoutKind::marker:
      return pages.append_marker_sheet(blocks, question, methods_);
  }
}

std::vector<Block> HandoutWriter::blocks(HandoutKind kind, const WorkedQuestion& question, std::uint64_t number) {
  std::vector<Block> blocks;
  if (number > 1) blocks.emplace_back(PageBreak{});
  append_heading(blocks, 2, heading_of(question, number));
  if (kind == HandoutKind::questions && names_ == Names::on_every_question)
    blocks.emplace_back(field(sentence("Name:")));
  append_content(blocks, kind, question);
  return blocks;
}

void handout(const std::vector<Problem>& problems, HandoutKind kind, const std::string& title, unsigned threads,
             const HandoutOutput& output) {
  const bool one = problems.size() == 1;
  const auto page = renderer(output.format, output.layout);
  const Document front = HandoutWriter().front(kind, title.empty() && one ? problems.front().title : title);
  std::string text;
  begin(*page, text, front.title, output.layout.language);
  for (const Block& block : front.blocks) page->append(text, block);
  output.sink(text);
  const auto maker = [&]() -> TextMaker {
    const std::shared_ptr<Renderer> piece = renderer(output.format, output.layout);
    return [&, piece, writer = std::make_shared<HandoutWriter>(HandoutWriter::Names::on_the_front, output.question)](
               std::size_t i, std::string& out) {
      const std::uint64_t number = one && title.empty() ? 0 : i + 1;
      for (const Block& block : writer->blocks(kind, WorkedQuestion(problems[i]), number)) piece->append(out, block);
    };
  };
  make_in_order(problems.size(), threads, maker, output.sink);
  text.clear();
  page->end(text);
  if (!text.empty()) output.sink(text);
}

std::string handout(const std::vector<Problem>& problems, HandoutKind kind, const std::string& title, unsigned threads,
                    const QuestionLayout& question) {
  std::string out;
  const PageSink sink = [&](std::string_view text) { out += text; };
  handout(problems, kind, title, threads, {Format::markdown, {}, sink, question});
  return out;
}

}  // namespace stepmark::reports
