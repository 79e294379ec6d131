#include "reports/marker_sheet.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "lib/base/error.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "reports/line_table.hpp"
#include "reports/mark_scheme.hpp"
#include "reports/sentence.hpp"
#include "solver/marking/marker.hpp"
#include "solver/marking/method.hpp"

namespace stepmark::reports {

namespace {

/// A way of working that does not give the right answers everywhere.
struct Other {
  std::string name;  ///< a mistake, or an entry of the catalogue
  bool is_convention = false;
  std::vector<std::optional<Exact>> answers;  ///< one for each asked line; nothing where it has no value
  std::size_t enters = 0;                     ///< the first asked line that shows it
  std::size_t number = 0;                     ///< of a mistake
  std::string way;                            ///< "b" where it can be made in several ways

  std::string label() const { return is_convention ? name : std::to_string(number) + way; }
};

/// The asked lines of one quantity at one step: positions first <= i < last in `asked`.
struct Row {
  std::size_t first, last;
};

/// How many lines stand beside each other.
constexpr std::size_t lines_beside = 6;

/// Rows of tables on a page, with what is said above and below them.
constexpr std::size_t most_rows = 40;

/// Where a number stands that two components and the end of both still leave room for in words.
constexpr std::size_t most_ends = 2;

using LineAnswers = std::vector<std::optional<Exact>>;

class LookUp {
 public:
  LookUp(const WorkedQuestion& question, RivalMethods& methods)
      : question_(question), windows_(honest_windows(question)) {
    add_conventions();
    for (const WrongAnswers& wrong : question.wrong_answers()) add_mistake(wrong.mistake, wrong.lines);
    if (question.wrong_answers().empty()) work_mistakes(methods);
    number_mistakes();
  }

  /// In full where that is a page; else on one page what happens most.
  void append_to(std::vector<Block>& blocks) {
    std::vector<Block> whole;
    if (least_rows() <= most_rows) append_whole(whole);
    if (!whole.empty() && rows_in(whole) <= most_rows) {
      std::move(whole.begin(), whole.end(), std::back_inserter(blocks));
    } else {
      append_page(blocks);
    }
  }

 private:
  void append_whole(std::vector<Block>& blocks) {
    const std::vector<Row> rows = rows_asked();
    blocks.emplace_back(Heading{3, {sentence("Where each mistake first shows")}});
    blocks.emplace_back(Paragraph{{sentence(
        "Look the number up in its line; the rows are in order of size. A mistake costs marks at the first number "
        "that shows it; after that, award follow-through marks.")}});
    for (std::size_t i = 0; i < rows.size();) {
      const std::int64_t t = line_of(rows[i]).t;
      blocks.emplace_back(Heading{4, {sentence("Step {t}", {{"t", t}})}});
      Table table = head();
      for (; i < rows.size() && line_of(rows[i]).t == t; ++i) append_row(table, rows[i]);
      blocks.emplace_back(std::move(table));
    }
    append_all_following(blocks);
    append_unseen(blocks);
  }

  /// Of the whole: the right rows, and one at least for each group of wrong values.
  std::size_t least_rows() const {
    std::size_t rows = 0;
    for (const Row& row : rows_asked()) rows += 1 + groups_of(row).size();
    return rows;
  }

  static std::size_t rows_in(const std::vector<Block>& blocks) {
    std::size_t rows = 0;
    for (const Block& block : blocks) {
      if (const auto* table = std::get_if<Table>(&block)) rows += table->rows.size();
    }
    return rows;
  }

  // ------------------------------------------------------------------------------------------------- ways of working

  LineAnswers asked_of(const Stated& stated) const {
    LineAnswers answers;
    answers.reserve(question_.asked().size());
    for (const std::size_t line : question_.asked()) {
      answers.push_back(line < stated.size() ? std::optional(stated[line]) : std::nullopt);
    }
    return answers;
  }

  bool is_seen(const LineAnswers& answers, std::size_t i) const {
    return answers[i] && !windows_[i].contains(*answers[i]);
  }

  std::optional<std::size_t> first_seen(const LineAnswers& answers) const {
    for (std::size_t i = 0; i < answers.size(); ++i) {
      if (is_seen(answers, i)) return i;
    }
    return std::nullopt;
  }

  bool add(const std::string& name, bool is_convention, LineAnswers answers) {
    const auto enters = first_seen(answers);
    if (enters) others_.push_back({name, is_convention, std::move(answers), *enters, 0, ""});
    return enters.has_value();
  }

  void work_mistakes(RivalMethods& methods) {
    RivalMethods::Tapes tapes = methods.tapes(question_.problem());
    for (std::size_t i = 0; i < tapes.methods().size(); ++i) {
      add_mistake(tapes.methods()[i].mistake, question_.state(tapes.of(i)));
    }
  }

  void add_mistake(const std::string& mistake, const Stated& stated) {
    LineAnswers answers = asked_of(stated);
    const bool known = std::any_of(others_.begin(), others_.end(), [&](const Other& other) {
      return (other.is_convention || other.name == mistake) && other.answers == answers;
    });
    if (known || add(mistake, false, std::move(answers))) return;
    if (std::find(unseen_.begin(), unseen_.end(), mistake) == unseen_.end()) unseen_.push_back(mistake);
  }

  using LineKey = std::tuple<std::int64_t, std::string, std::optional<std::size_t>>;

  static LineKey key_of(const Problem& problem, const Tape::Line& line) {
    return {line.t, problem.optimizer.equations[line.equation].quantity, line.component};
  }

  /// Its answers to what is asked here; lines that it does not have are no answers.
  LineAnswers in_convention(const Problem& other) const {
    const Tape tape = compile(other);
    const Stated stated = question_.state(tape);
    std::map<LineKey, Exact> values;
    for (std::size_t i = 0; i < stated.size(); ++i) values.emplace(key_of(other, tape.lines[i]), stated[i]);
    LineAnswers answers;
    for (const std::size_t line : question_.asked()) {
      const auto found = values.find(key_of(question_.problem(), question_.tape().lines[line]));
      answers.push_back(found == values.end() ? std::nullopt : std::optional(found->second));
    }
    return answers;
  }

  void add_conventions() {
    for (const auto& [name, other] : other_conventions(question_.problem())) add(name, true, in_convention(other));
  }

  /// In the order in which they are met on the sheet; 3a, 3b where a mistake can be made in several ways.
  void number_mistakes() {
    std::stable_sort(others_.begin(), others_.end(),
                     [](const Other& a, const Other& b) { return a.enters < b.enters; });
    std::map<std::string, std::vector<Other*>> ways;
    std::size_t count = 0;
    for (Other& other : others_) {
      if (other.is_convention) continue;
      std::vector<Other*>& known = ways[other.name];
      other.number = known.empty() ? ++count : known.front()->number;
      known.push_back(&other);
    }
    for (const auto& [name, known] : ways) {
      for (std::size_t i = 0; i < known.size() && known.size() > 1; ++i)
        known[i]->way = std::string(1, static_cast<char>('a' + i % 26));
    }
  }

  // ---------------------------------------------------------------------------------------------------------- the page

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
    table.columns.push_back({{sentence("line")}, Table::Align::left});
    for (std::size_t i = 0; i < columns(); ++i) {
      const bool named = question_.notation().dimension() <= components_beside;
      table.columns.push_back({{named ? component_head(question_.notation(), i, sentence("wrote")) : sentence("wrote")},
                               Table::Align::right});
    }
    table.columns.push_back({{sentence("no.")}, Table::Align::right});
    table.columns.push_back({{sentence("what was done")}, Table::Align::left});
    table.columns.push_back({{sentence("give")}, Table::Align::left});
    return table;
  }

  LineAnswers part(const LineAnswers& answers, const Row& row) const {
    return {answers.begin() + static_cast<std::ptrdiff_t>(row.first),
            answers.begin() + static_cast<std::ptrdiff_t>(row.last)};
  }

  /// "0.4000"; nothing behind a line that has no value.
  std::vector<Inlines> value_cells(const LineAnswers& values) const {
    std::vector<Inlines> cells(1 + columns());
    for (std::size_t i = 0; i < values.size(); ++i) {
      cells[1 + i] = {values[i] ? question_.number(*values[i]) : sentence("none")};
    }
    return cells;
  }

  void append_right(Table& table, const Row& row) const {
    const Marks& marks = question_.problem().marks;
    std::vector<Inlines> cells = value_cells(part(asked_of(question_.stated()), row));
    const std::size_t line = question_.asked()[row.first];
    cells[0] = {row.last - row.first > 1 || columns() == 1 ? question_.row_name(line) : question_.name(line)};
    cells.insert(cells.end(), {{}, {strong(sentence("right"))}, {number(mark_codes(marks.method, marks.accuracy))}});
    table.rows.push_back(std::move(cells));
  }

  /// The values stand in the first row of a group alone.
  static void append_entry(Table& table, std::vector<Inlines>& values, const std::string& number, Inlines what,
                           Inline give) {
    std::vector<Inlines> cells = values;
    cells.insert(cells.end(), {{text(number)}, std::move(what), {std::move(give)}});
    table.rows.push_back(std::move(cells));
    std::fill(values.begin(), values.end(), Inlines{});
  }

  /// One fault costs once: of several components, the first that shows it.
  Inline give_for(const Row& row) const {
    const bool more = row.last - row.first > 1 && !question_.problem().marks.follow_through.is_zero();
    return more ? sentence("0, then ft") : text("0");
  }

  /// Ways of one mistake with the same values share an entry.
  void append_entries(Table& table, const Row& row, const LineAnswers& values,
                      const std::vector<const Other*>& group) const {
    const Marks& marks = question_.problem().marks;
    std::vector<Inlines> cells = value_cells(values);
    for (std::size_t i = 0; i < group.size(); ++i) {
      const Other& other = *group[i];
      if (other.is_convention) {
        append_entry(table, cells, "", {sentence("the convention {name}", {{"name", other.name}})},
                     number(mark_codes(marks.method, marks.strict_convention ? Exact(0) : marks.accuracy)));
        continue;
      }
      std::string labels = other.label();
      for (; i + 1 < group.size() && group[i + 1]->name == other.name; ++i) labels += ", " + group[i + 1]->label();
      append_entry(table, cells, labels,
                   {sentence("{mistake}: {words}", {{"mistake", emphasis(other.name)},
                                                    {"words", sentence(find_mistake(other.name).marker.c_str())}})},
                   give_for(row));
    }
  }

  /// What enters in this row, by value.
  std::map<LineAnswers, std::vector<const Other*>> groups_of(const Row& row) const {
    std::map<LineAnswers, std::vector<const Other*>> groups;
    for (const Other& other : others_) {
      if (other.enters >= row.first && other.enters < row.last) groups[part(other.answers, row)].push_back(&other);
    }
    return groups;
  }

  void append_row(Table& table, const Row& row) const {
    append_right(table, row);
    for (const auto& [values, group] : groups_of(row)) append_entries(table, row, values, group);
  }

  // ------------------------------------------------------------------------------------------- what follows from it

  /// The asked lines of one component (or the scalars) at one step.
  using Column = std::vector<std::size_t>;

  std::map<std::pair<std::int64_t, std::size_t>, Column> following() const {
    std::map<std::pair<std::int64_t, std::size_t>, Column> columns;
    for (std::size_t i = 0; i < question_.asked().size(); ++i) {
      const TraceLine& line = question_.trace().lines[question_.asked()[i]];
      columns[{line.t, line.component.value_or(question_.notation().dimension())}].push_back(i);
    }
    return columns;
  }

  /// Blank where the value is the right one.
  Inlines following_cell(const Other& other, std::size_t position) const {
    if (!other.answers[position]) return {sentence("none")};
    return is_seen(other.answers, position) ? Inlines{question_.number(*other.answers[position])} : Inlines{};
  }

  /// Ways whose values are all the same here share a row.
  std::vector<std::pair<const Other*, std::string>> rows_of(const Column& column) const {
    std::vector<std::pair<const Other*, std::string>> rows;
    std::map<LineAnswers, std::size_t> known;
    for (const Other& other : others_) {
      LineAnswers values;
      bool follows = false;
      for (const std::size_t position : column) {
        values.push_back(other.answers[position]);
        follows = follows || (position > other.enters && is_seen(other.answers, position));
      }
      if (!follows) continue;
      const auto [found, is_new] = known.try_emplace(values, rows.size());
      if (is_new) {
        rows.emplace_back(&other, other.label());
      } else {
        rows[found->second].second += ", " + other.label();
      }
    }
    return rows;
  }

  void append_following(std::vector<Block>& blocks, const Column& column) const {
    const auto rows = rows_of(column);
    if (rows.empty()) return;
    for (std::size_t first = 0; first < column.size(); first += lines_beside) {
      const std::size_t last = std::min(first + lines_beside, column.size());
      Table table;
      table.columns.push_back({{sentence("no.")}, Table::Align::left});
      table.rows.push_back({{strong(sentence("right"))}});
      for (const auto& [other, labels] : rows) table.rows.push_back({{text(labels)}});
      for (std::size_t i = first; i < last; ++i) {
        const std::size_t line = question_.asked()[column[i]];
        table.columns.push_back({{question_.name(line)}, Table::Align::right});
        table.rows[0].push_back({question_.number(question_.stated()[line])});
        for (std::size_t r = 0; r < rows.size(); ++r) {
          table.rows[r + 1].push_back(following_cell(*rows[r].first, column[i]));
        }
      }
      blocks.emplace_back(std::move(table));
    }
  }

  void append_all_following(std::vector<Block>& blocks) const {
    std::vector<Block> tables;
    for (const auto& [place, column] : following()) append_following(tables, column);
    if (tables.empty()) return;
    blocks.emplace_back(Heading{3, {sentence("Numbers after a mistake")}});
    blocks.emplace_back(Paragraph{
        {sentence("Each row shows the numbers of a student who makes this mistake throughout and no other (blank: same "
                  "as the correct value). After the first affected number, award {codes}. If a number is not listed, "
                  "recompute that line from the student's own previous values.",
                  {{"codes", number(follow_through_codes(question_.problem().marks))}})}});
    std::move(tables.begin(), tables.end(), std::back_inserter(blocks));
  }

  // ---------------------------------------------------------------------------------------------------------- one page

  /// Ways of working whose numbers are the same in the row where they enter and at the end.
  struct Entry {
    Row row;
    LineAnswers values, ends;
    std::vector<const Other*> others;
    std::size_t rank = 0;  ///< the lower, the sooner it has a place
  };

  /// The last parameters, where they are asked.
  std::vector<std::size_t> ends_asked() const {
    std::vector<std::size_t> ends;
    const Problem& problem = question_.problem();
    for (std::size_t i = 0; i < question_.asked().size(); ++i) {
      const TraceLine& line = question_.trace().lines[question_.asked()[i]];
      const bool is_end =
          line.t == problem.last_step() && problem.optimizer.equations[line.equation].quantity == "theta";
      if (is_end) ends.push_back(i);
    }
    return ends.size() <= most_ends ? ends : std::vector<std::size_t>{};
  }

  /// Conventions, then the misconceptions of which choices are made, then the others; as the catalogue has them.
  static std::size_t rank_of(const Other& other) {
    if (other.is_convention) return 0;
    const std::vector<Mistake>& all = mistakes();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Mistake& one) { return one.id == other.name; });
    const auto place = static_cast<std::size_t>(found - all.begin());
    return 1 + place + (found->drawn ? 0 : all.size());
  }

  std::vector<Entry> entries(const std::vector<std::size_t>& ends) const {
    std::vector<Entry> all;
    for (const Row& row : rows_asked()) {
      for (const Other& other : others_) {
        if (other.enters < row.first || other.enters >= row.last) continue;
        Entry entry{row, part(other.answers, row), {}, {&other}, rank_of(other)};
        for (const std::size_t end : ends) entry.ends.push_back(other.answers[end]);
        const auto same = std::find_if(all.begin(), all.end(), [&](const Entry& one) {
          return one.row.first == row.first && one.values == entry.values && one.ends == entry.ends;
        });
        if (same == all.end()) {
          all.push_back(std::move(entry));
        } else {
          same->others.push_back(&other);
          same->rank = std::min(same->rank, entry.rank);
        }
      }
    }
    return all;
  }

  /// As many as have a place beside the right rows; in the order of the lines, and of size.
  static std::vector<Entry> commonest(std::vector<Entry> all, std::size_t rows_of_lines) {
    constexpr std::size_t least = 10;
    const std::size_t most = std::max(least, most_rows - std::min(most_rows, rows_of_lines));
    std::stable_sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) { return a.rank < b.rank; });
    all.resize(std::min(all.size(), most));
    std::stable_sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) {
      return std::tie(a.row.first, a.values) < std::tie(b.row.first, b.values);
    });
    return all;
  }

  /// Two names at most, so that a row is a line.
  Inlines names_of(const Entry& entry) const {
    const Marks& marks = question_.problem().marks;
    std::vector<std::string> names;
    Inlines words;
    for (const Other* other : entry.others) {
      if (std::find(names.begin(), names.end(), other->name) != names.end()) continue;
      names.push_back(other->name);
      if (names.size() > 2) continue;
      if (!words.empty()) words.push_back(text(", "));
      words.push_back(emphasis(other->name));
      if (!other->is_convention) continue;
      words.push_back(number(": " + mark_codes(marks.method, marks.strict_convention ? Exact(0) : marks.accuracy)));
    }
    if (names.size() <= 2) return words;
    return {sentence("{mistakes} and {n} more",
                     {{"mistakes", std::move(words)}, {"n", static_cast<std::int64_t>(names.size() - 2)}})};
  }

  Table page_head(const std::vector<std::size_t>& ends) const {
    Table table = head();
    table.columns.resize(1 + columns());
    table.columns.push_back({{sentence("what was done")}, Table::Align::left});
    for (const std::size_t end : ends) {
      table.columns.push_back({{question_.name(question_.asked()[end])}, Table::Align::right});
    }
    return table;
  }

  std::vector<Inlines> page_row(std::vector<Inlines> cells, Inlines what, const LineAnswers& ends) const {
    cells.push_back(std::move(what));
    for (const auto& end : ends) cells.push_back({end ? question_.number(*end) : sentence("none")});
    return cells;
  }

  void append_page(std::vector<Block>& blocks) const {
    const std::vector<std::size_t> ends = ends_asked();
    const std::vector<Entry> all = entries(ends), chosen = commonest(all, rows_asked().size());
    const LineAnswers right = asked_of(question_.stated());
    LineAnswers right_ends;
    for (const std::size_t end : ends) right_ends.push_back(right[end]);
    Table table = page_head(ends);
    std::size_t next = 0;
    for (const Row& row : rows_asked()) {
      std::vector<Inlines> cells = value_cells(part(right, row));
      const std::size_t line = question_.asked()[row.first];
      cells[0] = {row.last - row.first > 1 || columns() == 1 ? question_.row_name(line) : question_.name(line)};
      table.rows.push_back(page_row(std::move(cells), {strong(sentence("right"))}, right_ends));
      for (; next < chosen.size() && chosen[next].row.first == row.first; ++next) {
        table.rows.push_back(page_row(value_cells(chosen[next].values), names_of(chosen[next]), chosen[next].ends));
      }
    }
    blocks.emplace_back(Heading{3, {sentence("Where each mistake first shows")}});
    blocks.emplace_back(Paragraph{page_words(ends, all.size() - chosen.size())});
    blocks.emplace_back(std::move(table));
  }

  Inlines page_words(const std::vector<std::size_t>& ends, std::size_t left_out) const {
    std::vector<Inline> words = {
        sentence("Look the number up below the right one of its line. A mistake costs the marks of the first number "
                 "that shows it; for what follows from it award {codes}.",
                 {{"codes", number(follow_through_codes(question_.problem().marks))}})};
    if (!ends.empty()) words.push_back(sentence("The last columns are where the student then ends."));
    words.push_back(
        sentence("A number that is not listed: recompute the line from the student's own previous values."));
    if (left_out > 0) {
      words.push_back(sentence("{n} rarer ones are left out: stepmark check knows them.",
                               {{"n", static_cast<std::int64_t>(left_out)}}));
    }
    return sentences(std::move(words));
  }

  bool is_met(const std::string& mistake) const {
    return std::any_of(others_.begin(), others_.end(), [&](const Other& other) { return other.name == mistake; });
  }

  void append_unseen(std::vector<Block>& blocks) const {
    std::string list;
    for (const std::string& mistake : unseen_) {
      if (!is_met(mistake)) list += (list.empty() ? "" : ", ") + mistake;
    }
    if (!list.empty())
      blocks.emplace_back(Paragraph{{sentence("Not visible in this question: {mistakes}.", {{"mistakes", list}})}});
  }

  const WorkedQuestion& question_;
  std::vector<Window> windows_;
  std::vector<Other> others_;
  std::vector<std::string> unseen_;
};

}  // namespace

void append_marker_sheet(std::vector<Block>& blocks, const WorkedQuestion& question, RivalMethods& methods) {
  LookUp(question, methods).append_to(blocks);
}

}  // namespace stepmark::reports
