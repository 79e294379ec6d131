#include "solver/questions/part.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/problem/entries.hpp"
#include "solver/asked.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/questions/kinds.hpp"

namespace stepmark::questions {

Exact entry_marks(const Problem& problem) { return problem.marks.method + problem.marks.accuracy; }

std::shared_ptr<const Problem> referring_to(const Problem& problem) {
  return {std::shared_ptr<const Problem>(), &problem};
}

Part numbers_part(std::shared_ptr<const Problem> problem, std::string row) {
  Part part;
  part.row = std::move(row);
  part.marks = Exact(numbers_asked(*problem)) * entry_marks(*problem);
  part.problem = std::move(problem);
  return part;
}

Parts numbers_parts(const Problem& problem) { return {numbers_part(referring_to(problem), "")}; }

Parts parts_of(const Problem& problem) {
  using Kind = Question::Kind;
  static const std::map<Kind, Parts (*)(const Problem&)> all = {
      {Kind::table, numbers_parts},         {Kind::final, numbers_parts},
      {Kind::gradients, numbers_parts},     {Kind::choice, choice_parts},
      {Kind::faded, numbers_parts},         {Kind::compare, compare_parts},
      {Kind::find_error, find_error_parts}, {Kind::effect, effect_parts},
      {Kind::which, which_parts},           {Kind::missing_hyperparameter, missing_parts},
  };
  return all.at(problem.question.kind)(problem);
}

bool is_plain(const Parts& parts) { return parts.size() == 1 && parts.front().asks == Part::Asks::numbers; }

Exact marks_of(const Parts& parts) {
  Exact marks;
  for (const Part& part : parts) marks = marks + part.marks;
  return marks;
}

std::string label_of(const Parts& parts, std::size_t part) {
  if (parts.size() == 1) return "";
  return std::string("(") + static_cast<char>('a' + part) + ')';
}

std::optional<std::size_t> part_labelled(std::string_view text) {
  std::string label = lower_case(trimmed(text));
  if (label.starts_with("part")) label = std::string(trimmed(std::string_view(label).substr(4)));
  if (label.starts_with('(') && label.ends_with(')')) label = label.substr(1, label.size() - 2);
  if (label.size() != 1 || label[0] < 'a' || label[0] > 'z') return std::nullopt;
  return static_cast<std::size_t>(label[0] - 'a');
}

std::string letter_of(std::size_t position) {
  std::string word;
  for (++position; position > 0; position = (position - 1) / 26) {
    word.insert(word.begin(), static_cast<char>('A' + (position - 1) % 26));
  }
  return word;
}

std::string words_of(const Option& option) {
  return option.mistake.empty() ? option.words : mistake::find_mistake(option.mistake).marker;
}

std::string letters_of(const Part& part) { return part.options.front().letter + "\u2013" + part.options.back().letter; }

std::string right_entry(const Part& part) {
  if (part.asks == Part::Asks::letter) return part.options[part.right].letter;
  return part.asks == Part::Asks::line ? std::to_string(part.right) : "";
}

namespace {

SheetRow row_of(const Part& part, const Tape::Line& line) {
  const std::string component = line.component ? part.problem->objective->parameters()[*line.component] : "";
  if (part.asks == Part::Asks::value) return {std::nullopt, part.row, component};
  return {line.t, part.row + part.problem->optimizer.equations[line.equation].quantity, component};
}

}  // namespace

std::vector<SheetRow> rows_of(const Part& part) {
  if (!part.has_numbers()) return {{std::nullopt, part.row, ""}};
  const Tape tape = compile(*part.problem);
  std::vector<SheetRow> rows;
  for (const std::size_t line : asked_lines(*part.problem, tape)) rows.push_back(row_of(part, tape.lines[line]));
  return rows;
}

}  // namespace stepmark::questions
