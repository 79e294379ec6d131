#include "reports/marker_sheet.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "lib/base/error.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "reports/line_table.hpp"
#include "reports/mark_scheme.hpp"
#include "reports/question.hpp"
#include "solver/marking/marker.hpp"

namespace stepmark {

namespace {

/// A way of working that does not give the right answers everywhere.
struct Other {
  std::string name;  ///< a mistake, or an entry of the catalogue
  bool is_convention = false;
  std::vector<std::optional<Exact>> answers;  ///< one for each asked line; nothing where it has no value
  std::size_t enters = 0;                     ///< the first asked line that shows it
};

/// The asked lines of one quantity at one step: positions first <= i < last in `asked`.
struct Row {
  std::size_t first, last;
};

using Answers = std::vector<std::optional<Exact>>;

class LookUp {
 public:
  LookUp(const WorkedQuestion& question, RivalMethods& methods)
      : question_(question), windows_(honest_windows(question)) {
    add_conventions();
    for (const WrongMethod& method : methods.of(question.problem())) add_mistake(method);
    number_mistakes();
  }

  void append_to(std::vector<Block>& blocks) {
    const std::vector<Row> rows = rows_asked();
    for (std::size_t i = 0; i < rows.size();) {
      const std::int64_t t = line_of(rows[i]).t;
      blocks.emplace_back(Heading{4, {text("Step " + std::to_string(t))}});
      Table table = head();
      for (; i < rows.size() && line_of(rows[i]).t == t; ++i) append_row(table, rows[i]);
      blocks.emplace_back(std::move(table));
    }
    append_unseen(blocks);
  }

 private:
  // ------------------------------------------------------------------------------------------------- ways of working

  Answers asked_of(const Stated& stated) const {
    Answers answers;
    for (const std::size_t line : question_.asked()) {
      answers.push_back(line < stated.size() ? std::optional(stated[line]) : std::nullopt);
    }
    return answers;
  }

  bool is_seen(const Answers& answers, std::size_t i) const { return answers[i] && !windows_[i].contains(*answers[i]); }

  std::optional<std::size_t> first_seen(const Answers& answers) const {
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (is_seen(answers, i)) return i;
    }
    return std::nullopt;
  }

  bool add(const std::string& name, bool is_convention, Answers answers) {
    const auto enters = first_seen(answers);
    if (enters) others_.push_back({name, is_convention, std::move(answers), *enters});
    return enters.has_value();
  }

  void add_mistake(const WrongMethod& method) {
    Answers answers = asked_of(question_.state(method));
    const bool known = std::any_of(others_.begin(), others_.end(), [&](const Other& other) {
      return other.answers == answers && (other.is_convention || other.name == method.mistake);
    });
    if (known || add(method.mistake, false, std::move(answers))) return;
    if (std::find(unseen_.begin(), unseen_.end(), method.mistake) == unseen_.end()) unseen_.push_back(method.mistake);
  }

  using LineKey = std::tuple<std::int64_t, std::string, std::optional<std::size_t>>;

  static LineKey key_of(const Problem& problem, const Tape::Line& line) {
    return {line.t, problem.optimizer.equations[line.equation].quantity, line.component};
  }

  /// Its answers to what is asked here; lines that it does not have are no answers.
  Answers in_convention(const Problem& other) const {
    const Tape tape = compile(other);
    const Stated stated = question_.state(tape);
    std::map<LineKey, Exact> values;
    for (std::size_t i = 0; i < stated.size(); ++i) values.emplace(key_of(other, tape.lines[i]), stated[i]);
    Answers answers;
    for (const std::size_t line : question_.asked()) {
      const auto found = values.find(key_of(question_.problem(), question_.tape().lines[line]));
      answers.push_back(found == values.end() ? std::nullopt : std::optional(found->second));
    }
    return answers;
  }

  void add_conventions() {
    const Problem& problem = question_.problem();
    for (const std::string& name : conventions_of(problem.base)) {
      if (name == problem.base.name) continue;
      if (const auto other = under_convention(problem, name)) add(name, true, in_convention(*other));
    }
  }

  /// In the order in which they are met on the sheet.
  void number_mistakes() {
    std::vector<const Other*> met;
    for (const Other& other : others_) {
      if (!other.is_convention) met.push_back(&other);
    }
    std::stable_sort(met.begin(), met.end(), [](const Other* a, const Other* b) { return a->enters < b->enters; });
    for (const Other* other : met) numbers_.try_emplace(other->name, numbers_.size() + 1);
  }

  // ----------------------------------------------------------------------------------------------------------- the
  // page

  const TraceLine& line_of(const Row& row) const { return question_.trace().lines[question_.asked()[row.first]]; }

  std::vector<Row> rows_asked() const {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < question_.asked().size(); ++i) {
      const TraceLine& line = question_.trace().lines[question_.asked()[i]];
      const bool same = !rows.empty() && line_of(rows.back()).t == line.t &&
                        line_of(rows.back()).equation == line.equation && i - rows.back().first < components_beside;
      if (!same) rows.push_back({i, i});
      rows.back().last = i + 1;
    }
    return rows;
  }

  std::size_t columns() const { return std::min(components_beside, question_.notation().dimension()); }

  Table head() const {
    Table table;
    table.columns.push_back({{text("line")}, Table::Align::left});
    for (std::size_t i = 0; i < columns(); ++i) {
      const bool named = question_.notation().dimension() <= components_beside;
      table.columns.push_back(
          {{named ? component_head(question_.notation(), i, "wrote") : text("wrote")}, Table::Align::right});
    }
    table.columns.push_back({{text("no.")}, Table::Align::right});
    table.columns.push_back({{text("what was done")}, Table::Align::left});
    table.columns.push_back({{text("give")}, Table::Align::left});
    return table;
  }

  Answers part(const Answers& answers, const Row& row) const {
    return {answers.begin() + static_cast<std::ptrdiff_t>(row.first),
            answers.begin() + static_cast<std::ptrdiff_t>(row.last)};
  }

  /// "0.4000"; nothing behind a line that has no value.
  std::vector<Inlines> value_cells(const Answers& values) const {
    std::vector<Inlines> cells(1 + columns());
    for (std::size_t i = 0; i < values.size(); ++i) {
      cells[1 + i] = {values[i] ? question_.number(*values[i]) : text("none")};
    }
    return cells;
  }

  void append_right(Table& table, const Row& row) const {
    const Marks& marks = question_.problem().marks;
    std::vector<Inlines> cells = value_cells(part(asked_of(question_.stated()), row));
    const std::size_t line = question_.asked()[row.first];
    cells[0] = {row.last - row.first > 1 || columns() == 1 ? question_.row_name(line) : question_.name(line)};
    cells.insert(cells.end(), {{}, {strong("right")}, {text(mark_codes(marks.method, marks.accuracy))}});
    table.rows.push_back(std::move(cells));
  }

  /// The values stand in the first row of a group alone.
  static void append_entry(Table& table, std::vector<Inlines>& values, const std::string& number, Inlines what,
                           const std::string& give) {
    std::vector<Inlines> cells = values;
    cells.insert(cells.end(), {{text(number)}, std::move(what), {text(give)}});
    table.rows.push_back(std::move(cells));
    std::fill(values.begin(), values.end(), Inlines{});
  }

  void append_group(Table& table, const Answers& values, const std::vector<const Other*>& group, const Row& row) const {
    const Marks& marks = question_.problem().marks;
    std::vector<Inlines> cells = value_cells(values);
    std::set<std::string> named;
    std::set<std::size_t> before;
    for (const Other* other : group) {
      if (!other->is_convention && other->enters < row.first) before.insert(numbers_.at(other->name));
      if (!other->is_convention && (other->enters < row.first || !named.insert(other->name).second)) continue;
      if (other->is_convention) {
        append_entry(table, cells, "", {text("the convention " + other->name)},
                     mark_codes(marks.method, marks.strict_convention ? Exact(0) : marks.accuracy));
      } else {
        append_entry(table, cells, std::to_string(numbers_.at(other->name)),
                     {emphasis(other->name), text(": " + find_mistake(other->name).marker)}, "0");
      }
    }
    if (before.empty()) return;
    std::string list;
    for (const std::size_t number : before) list += (list.empty() ? "" : ", ") + std::to_string(number);
    append_entry(table, cells, "", {text("made before: " + list)}, follow_through_codes(marks));
  }

  void append_row(Table& table, const Row& row) const {
    append_right(table, row);
    std::map<Answers, std::vector<const Other*>> groups;
    for (const Other& other : others_) {
      bool seen = false;
      for (std::size_t i = row.first; i < row.last; ++i) seen = seen || is_seen(other.answers, i);
      if (seen) groups[part(other.answers, row)].push_back(&other);
    }
    for (const auto& [values, group] : groups) append_group(table, values, group, row);
  }

  void append_unseen(std::vector<Block>& blocks) const {
    std::string list;
    for (const std::string& mistake : unseen_) {
      if (!numbers_.count(mistake)) list += (list.empty() ? "" : ", ") + mistake;
    }
    if (!list.empty()) blocks.emplace_back(Paragraph{{text("Not to be seen here: " + list + ".")}});
  }

  const WorkedQuestion& question_;
  std::vector<Window> windows_;
  std::vector<Other> others_;
  std::vector<std::string> unseen_;
  std::map<std::string, std::size_t> numbers_;
};

void append_letters(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  Table table;
  table.columns = {
      {{}, Table::Align::left}, {{text("what was done")}, Table::Align::left}, {{text("give")}, Table::Align::right}};
  for (const Option& option : options_of(question, methods)) {
    const bool right = option.mistake.empty();
    table.rows.push_back({{strong(option.letter)}, {}, {text(right ? total_marks(question).to_string() : "0")}});
    table.rows.back()[1] = right ? Inlines{strong("right")}
                                 : Inlines{emphasis(option.mistake), text(": " + find_mistake(option.mistake).marker)};
  }
  blocks.emplace_back(std::move(table));
}

}  // namespace

void append_marker_sheet(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  if (question.problem().question.kind == Question::Kind::choice) return append_letters(blocks, question, methods);
  LookUp(question, methods).append_to(blocks);
}

}  // namespace stepmark
