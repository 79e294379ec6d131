#include "reports/kind/parts.hpp"

#include <utility>

#include "reports/feedback.hpp"
#include "reports/mark_scheme.hpp"
#include "reports/question.hpp"
#include "reports/sentence.hpp"
#include "reports/worked_solution.hpp"

namespace stepmark::reports {

namespace {

/// Under the heading of a question.
void append_lowered(std::vector<Block>& blocks, std::vector<Block> lower) {
  for (Block& block : lower) {
    if (auto* heading = std::get_if<Heading>(&block)) ++heading->level;
    blocks.push_back(std::move(block));
  }
}

}  // namespace

void append_words(std::vector<Block>& blocks, Inline words) { blocks.emplace_back(Paragraph{{std::move(words)}}); }
void append_words(std::vector<Block>& blocks, Inlines words) { blocks.emplace_back(Paragraph{std::move(words)}); }

void append_heading(std::vector<Block>& blocks, int level, Inline words) {
  blocks.emplace_back(Heading{level, {std::move(words)}});
}

void append_part(std::vector<Block>& blocks, const char* label, Inlines words) {
  words.insert(words.begin(), {strong(label), text(" ")});
  blocks.emplace_back(Paragraph{std::move(words)});
}

namespace {

/// To two places.
bool is_told_exactly(const Exact& marks) {
  const Exact hundredths = marks * Exact(100);
  return hundredths.floor() == hundredths;
}

/// Where marks are scaled to a sum that does not go into the entries: nobody can use 0.42 marks.
Inline shares_sentence(const WorkedQuestion& question) {
  const Marks& marks = question.problem().marks;
  const Exact each = marks.method + marks.accuracy,
              ratio = marks.method / (marks.accuracy.is_zero() ? 1 : marks.accuracy);
  const Inline all = in_marks(each * Exact(static_cast<std::int64_t>(question.asked().size())));
  if (marks.method.is_zero() || marks.accuracy.is_zero()) {
    return sentence("All entries together are worth {marks}, each the same.", {{"marks", all}});
  }
  const std::string text = ratio.to_string();
  const std::size_t slash = std::min(text.find('/'), text.size());
  const std::string below = slash == text.size() ? "1" : text.substr(slash + 1);
  return sentence(
      "All entries together are worth {marks}, each the same; the marks of an entry are divided {method} : {accuracy} "
      "between method and value.",
      {{"marks", all}, {"method", number(text.substr(0, slash))}, {"accuracy", number(below)}});
}

}  // namespace

Inline marks_sentence(const WorkedQuestion& question) {
  const Marks& marks = question.problem().marks;
  const bool one = question.asked().size() == 1;
  if (!one && !(is_told_exactly(marks.method) && is_told_exactly(marks.accuracy))) return shares_sentence(question);
  const Arguments worth = {{"marks", in_marks(marks.method + marks.accuracy)},
                           {"method", number(marks_for_people(marks.method))},
                           {"accuracy", number(marks_for_people(marks.accuracy))}};
  if (marks.method.is_zero() || marks.accuracy.is_zero()) {
    return one ? sentence("The answer is worth {marks}.", worth) : sentence("Each entry is worth {marks}.", worth);
  }
  return one ? sentence("The answer is worth {marks}: {method} for the method, {accuracy} for the value.", worth)
             : sentence("Each entry is worth {marks}: {method} for the method, {accuracy} for the value.", worth);
}

Inline with_marks(Inline words, const Part& part) {
  return sentence("{question} ({marks})", {{"question", std::move(words)}, {"marks", in_marks(part.marks)}});
}

Inline option_words(const Option& option) { return with_symbols({sentence(words_of(option).c_str())}); }

void append_options(std::vector<Block>& blocks, const Part& part) {
  List list;
  for (const Option& option : part.options) {
    list.items.push_back({strong(option.letter), text(" ")});
    list.items.back().push_back(option_words(option));
  }
  blocks.emplace_back(std::move(list));
}

void append_answer(std::vector<Block>& blocks, Inline label) {
  blocks.emplace_back(Paragraph{{strong(std::move(label)), text(" "), blank(cell_blank)}});
}

Inline answer_label(const Part& part) { return sentence("Answer ({letters}):", {{"letters", letters_of(part)}}); }

void append_room(std::vector<Block>& blocks, const QuestionLayout& layout, int usual) {
  const int lines = layout.space > 0 ? layout.space : usual;
  if (lines == 0) return;
  append_words(blocks, sentence("Space for your working:"));
  blocks.emplace_back(RuledRoom{lines});
}

std::string independent_code(const Exact& marks) { return marks.is_zero() ? "0" : 'B' + marks_for_people(marks); }

void append_entry_scheme(std::vector<Block>& blocks, const Parts& parts) {
  Table table;
  table.columns = {{{sentence("part")}, Table::Align::left},
                   {{sentence("answer")}, Table::Align::left},
                   {{sentence("marks")}, Table::Align::left},
                   {{sentence("accept")}, Table::Align::left}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (right_entry(parts[i]).empty()) continue;
    table.rows.push_back({{text(label_of(parts, i))},
                          {strong(right_entry(parts[i]))},
                          {text(independent_code(parts[i].marks))},
                          {sentence("nothing else")}});
  }
  blocks.emplace_back(std::move(table));
  append_words(blocks, sentence("B (independent): all of these marks, or none."));
}

void append_letter_look_up(std::vector<Block>& blocks, const Part& part) {
  Table table;
  table.columns = {{{}, Table::Align::left},
                   {{sentence("what it says")}, Table::Align::left},
                   {{sentence("give")}, Table::Align::right}};
  for (std::size_t i = 0; i < part.options.size(); ++i) {
    const auto& [letter, mistake, words] = part.options[i];
    Inlines what;
    if (i == part.right) what.push_back(strong(sentence("right")));
    if (i == part.right && !mistake.empty()) what.push_back(text(", "));
    if (!mistake.empty()) {
      what.push_back(emphasis(mistake));
      what.push_back(text(": "));
      what.push_back(with_symbols({sentence(find_mistake(mistake).marker.c_str())}));
    }
    if (!words.empty() && !what.empty()) what.push_back(text(": "));
    if (!words.empty()) what.push_back(with_symbols({sentence(words.c_str())}));
    table.rows.push_back(
        {{strong(letter)}, std::move(what), {text(i == part.right ? independent_code(part.marks) : "0")}});
  }
  blocks.emplace_back(std::move(table));
}

std::optional<std::int64_t> step_asked(const Problem& problem) {
  const bool one = problem.steps == 1 || problem.answer.last_step_only;
  return one ? std::optional(problem.last_step()) : std::nullopt;
}

void append_worked(std::vector<Block>& blocks, const WorkedQuestion& question) {
  append_lowered(blocks, worked_solution(question.problem(), question.trace()).blocks);
}

void append_scheme(std::vector<Block>& blocks, const WorkedQuestion& question) {
  append_heading(blocks, 3, sentence("Mark scheme"));
  append_mark_scheme(blocks, question);
}

void append_worked_and_scheme(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods&) {
  append_worked(blocks, question);
  append_scheme(blocks, question);
}

}  // namespace stepmark::reports
