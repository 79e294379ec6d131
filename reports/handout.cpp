#include "reports/handout.hpp"

#include <algorithm>
#include <iterator>

#include "lib/base/in_order.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "reports/line_table.hpp"
#include "reports/mark_scheme.hpp"
#include "reports/marker_sheet.hpp"
#include "reports/question.hpp"
#include "reports/worked_solution.hpp"

namespace stepmark {

namespace {

void append_heading(std::vector<Block>& blocks, int level, std::string words) {
  blocks.emplace_back(Heading{level, {text(std::move(words))}});
}

std::string title_of(HandoutKind kind, const std::string& title) {
  switch (kind) {
    case HandoutKind::questions:
      return title.empty() ? "Questions" : title;
    case HandoutKind::solutions:
      return title.empty() ? "Solutions" : title + ": solutions";
    case HandoutKind::marker:
      break;
  }
  return title.empty() ? "For the marker" : title + ": for the marker";
}

/// "Question 2: Two steps of Adam (16 marks)"
std::string heading_of(const WorkedQuestion& question, std::uint64_t number) {
  const std::string& title = question.problem().title;
  std::string words = number == 0 ? "Question" : "Question " + std::to_string(number);
  if (number > 0 && !title.empty()) words += ": " + title;
  return words + " (" + in_marks(total_marks(question)) + ")";
}

/// Under the heading of a question.
void append_lowered(std::vector<Block>& blocks, std::vector<Block> lower) {
  for (Block& block : lower) {
    if (auto* heading = std::get_if<Heading>(&block)) ++heading->level;
    blocks.push_back(std::move(block));
  }
}

void append_right_option(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  List wrong;
  for (const Option& option : options_of(question, methods)) {
    if (option.mistake.empty()) {
      blocks.emplace_back(
          Paragraph{{text("Right is "), strong(option.letter),
                     text(", for " + in_marks(total_marks(question)) + ". The others come from these mistakes:")}});
    } else {
      wrong.items.push_back({strong(option.letter), text(" "), emphasis(option.mistake),
                             text(": " + find_mistake(option.mistake).student)});
    }
  }
  if (!wrong.items.empty()) blocks.emplace_back(std::move(wrong));
}

void append_fault(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  const std::string& mistake = question.problem().question.mistake;
  const WrongMethod& method = shown_way(question, methods, mistake);
  const Stated wrong = question.state(method);
  const std::size_t first = faulty_lines(question, method, wrong).front();
  blocks.emplace_back(Paragraph{{text("The first incorrect line is "), question.name(first),
                                 text(" in step " + std::to_string(question.trace().lines[first].t) + ": it says "),
                                 question.number(wrong[first]), text(" and should be "),
                                 question.number(question.stated()[first]), text(".")}});
  blocks.emplace_back(
      Paragraph{{text("What was done, "), emphasis(mistake), text(": " + find_mistake(mistake).marker)}});
}

}  // namespace

Document HandoutWriter::front(HandoutKind kind, const std::string& title) const {
  Document front{title_of(kind, title), {}};
  if (kind == HandoutKind::questions && names_ == Names::on_the_front) front.blocks.emplace_back(field("Name"));
  return front;
}

std::vector<Block> HandoutWriter::question(const WorkedQuestion& question) {
  std::vector<Block> blocks;
  append_question(blocks, question, methods_);
  return blocks;
}

void HandoutWriter::append_working(std::vector<Block>& blocks, const WorkedQuestion& question) {
  append_lowered(blocks, worked_solution(question.problem(), question.trace()).blocks);
  if (question.problem().question.kind == Question::Kind::choice) return;
  append_heading(blocks, 3, "Mark scheme");
  append_mark_scheme(blocks, question);
}

std::vector<Block> HandoutWriter::solution(const WorkedQuestion& question) {
  std::vector<Block> blocks;
  const Question::Kind kind = question.problem().question.kind;
  if (kind == Question::Kind::choice) append_right_option(blocks, question, methods_);
  if (kind == Question::Kind::find_error) append_fault(blocks, question, methods_);
  append_working(blocks, question);
  if (kind != Question::Kind::compare) return blocks;
  const Problem second = second_of_comparison(question.problem());
  const WorkedQuestion other(second);
  append_heading(blocks, 3, "The other optimizer");
  append_working(blocks, other);
  append_heading(blocks, 3, "Side by side");
  append_side_by_side(blocks, question, other, true);
  return blocks;
}

std::vector<Block> HandoutWriter::marker(const WorkedQuestion& question) {
  std::vector<Block> blocks;
  append_marker_sheet(blocks, question, methods_);
  if (question.problem().question.kind != Question::Kind::compare) return blocks;
  const Problem second = second_of_comparison(question.problem());
  append_heading(blocks, 3, "The other optimizer");
  append_marker_sheet(blocks, WorkedQuestion(second), methods_);
  return blocks;
}

std::vector<Block> HandoutWriter::blocks(HandoutKind kind, const WorkedQuestion& question, std::uint64_t number) {
  std::vector<Block> blocks;
  if (number > 1) blocks.emplace_back(PageBreak{});
  append_heading(blocks, 2, heading_of(question, number));
  if (kind == HandoutKind::questions && names_ == Names::on_every_question) blocks.emplace_back(field("Name"));
  std::vector<Block> content = kind == HandoutKind::questions   ? this->question(question)
                               : kind == HandoutKind::solutions ? solution(question)
                                                                : marker(question);
  std::move(content.begin(), content.end(), std::back_inserter(blocks));
  return blocks;
}

void handout(const std::vector<Problem>& problems, HandoutKind kind, const std::string& title, unsigned threads,
             const HandoutOutput& output) {
  const bool one = problems.size() == 1;
  const auto page = renderer(output.format, output.layout);
  const Document front = HandoutWriter().front(kind, title.empty() && one ? problems.front().title : title);
  std::string text;
  page->begin(text, front.title);
  for (const Block& block : front.blocks) page->append(text, block);
  output.sink(text);
  const auto maker = [&]() -> TextMaker {
    const std::shared_ptr<Renderer> piece = renderer(output.format, output.layout);
    return [&, piece, writer = std::make_shared<HandoutWriter>()](std::size_t i, std::string& out) {
      const std::uint64_t number = one && title.empty() ? 0 : i + 1;
      for (const Block& block : writer->blocks(kind, WorkedQuestion(problems[i]), number)) piece->append(out, block);
    };
  };
  make_in_order(problems.size(), threads, maker, output.sink);
  text.clear();
  page->end(text);
  if (!text.empty()) output.sink(text);
}

std::string handout(const std::vector<Problem>& problems, HandoutKind kind, const std::string& title,
                    unsigned threads) {
  std::string out;
  handout(problems, kind, title, threads, {Format::markdown, {}, [&](std::string_view text) { out += text; }});
  return out;
}

}  // namespace stepmark
