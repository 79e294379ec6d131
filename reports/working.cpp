#include "reports/working.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "lib/base/error.hpp"
#include "reports/latex_width.hpp"
#include "reports/sentence.hpp"
#include "reports/substitution.hpp"

namespace stepmark::reports {

namespace {

constexpr std::size_t most_rows = 24;     ///< of one display, which no page break can divide
constexpr std::size_t most_columns = 4;   ///< components side by side
constexpr std::size_t most_ragged = 6;    ///< components up to which all rows are equally full
constexpr double relation_width = 13.3;   ///< of = with its spaces
constexpr double relation_sign = 13.3;    ///< as latex_width has it
constexpr std::size_t typical_row = 160;  ///< characters
constexpr double gap_width = 20;          ///< between columns

/// What stands right of one component's name.
struct Line {
  std::string left;  ///< m_{1,x}
  double left_width = 0;
  Pieces numbers;                   ///< put in; empty where they are the value itself
  std::string before_numbers;       ///< the sign before them
  std::string before_value, value;  ///< the sign before the value may restate the name
  std::vector<Reason> because;
  std::string operations;  ///< what they were rounded to, where that is more than the value

  bool restates_name() const { return before_value != "=" && before_value != "\\approx"; }
};

double width_of_relation(std::string_view relation) {
  return relation == "=" || relation == "\\approx" ? relation_sign : latex_width(relation);
}

/// Rows of an aligned display, filled from left to right.
class Rows {
 public:
  explicit Rows(std::vector<std::string>& rows) : rows_(rows) {}

  void begin(std::string_view left) {
    rows_.emplace_back().reserve(typical_row);
    rows_.back() = left;
    rows_.back() += " &";
    start_ = width_ = latex_width(left);
  }

  /// A row without a name, under the last one that has one.
  void go_on() {
    rows_.emplace_back("&");
    width_ = start_;
  }

  void append(std::string_view latex) { append({}, latex, latex_width(latex)); }

  void append(std::string_view relation, const Pieces& pieces) {
    STEPMARK_ASSERT(!pieces.empty());
    append(relation, pieces.front(), width_of_relation(relation) + latex_width(pieces.front()));
    for (std::size_t i = 1; i < pieces.size(); ++i) append(pieces[i]);
  }

  /// Appends, on a row of its own where it does not fit any more. A sign at the front of a row needs `{}` before it, to
  /// be set as that of an addition.
  void append(std::string_view relation, std::string_view latex, double width) {
    if (width_ > start_ && width_ + width > page_width) {
      const bool signed_ = relation.empty() && (latex.front() == '+' || latex.front() == '-');
      rows_.emplace_back(signed_ ? "&\\quad {} " : "&\\quad ");
      width_ = start_ + gap_width / 2;
    } else if (width_ > start_) {
      rows_.back() += ' ';
    }
    rows_.back() += relation;
    if (!relation.empty()) rows_.back() += ' ';
    rows_.back() += latex;
    width_ += width;
  }

 private:
  std::vector<std::string>& rows_;
  double start_ = 0, width_ = 0;
};

/// "since a and b and ...", each in a piece of its own.
Pieces reasons(const Line& line) {
  Pieces pieces;
  for (const Reason& reason : line.because) {
    pieces.push_back((pieces.empty() ? "\\quad\\text{since } " : "\\text{and } ") + reason.latex());
  }
  return pieces;
}

double width_of_value(const Line& line) { return width_of_relation(line.before_value) + latex_width(line.value); }

/// "= numbers", "= value" and the reason, after the name or the formula.
void append_line(Rows& rows, const Line& line) {
  if (!line.numbers.empty()) rows.append(line.before_numbers, line.numbers);
  rows.append(line.before_value, line.value, width_of_value(line));
  for (const std::string& reason : reasons(line)) rows.append(reason);
  if (!line.operations.empty()) rows.append(line.operations);
}

class Display {
 public:
  Display(const Notation& notation, std::size_t equation, std::int64_t t)
      : notation_(notation),
        number_(equation),
        equation_(notation.definition().equations[equation]),
        t_(t),
        index_(t + equation_.offset),
        left_(name(std::nullopt)),
        formula_(has_formula() ? formula_at(notation, equation, t, room_beside(left_)) : Pieces{}) {}

  void append_to(std::vector<Block>& blocks) {
    for (const auto& component : components()) lines_.push_back(line(component));
    if (shares_reason()) blocks.emplace_back(reason_in_words());
    if (lines_.size() == 1) {
      append_single();
    } else {
      append_vector(blocks);
    }
    append_aligned(blocks, rows_);
  }

 private:
  std::vector<std::optional<std::size_t>> components() const {
    if (equation_.shape == Shape::scalar) return {std::nullopt};
    std::vector<std::optional<std::size_t>> all;
    for (std::size_t i = 0; i < notation_.dimension(); ++i) all.emplace_back(i);
    return all;
  }

  const Call* outermost(Function function) const {
    const auto* call = equation_.right.as<Call>();
    return call && call->function == function ? call : nullptr;
  }

  bool is_given() const {
    if (outermost(Function::choose) && equation_.given_data) return true;
    return outermost(Function::grad) && notation_.objective().kind() == Objective::Kind::gradients;
  }

  bool has_formula() const { return !is_given() && !outermost(Function::choose); }

  std::string name(std::optional<std::size_t> component) const {
    return notation_.quantity(equation_.quantity, std::to_string(index_), component);
  }

  static double room_beside(const std::string& left) { return page_width - latex_width(left) - relation_width; }

  /// One number is the value itself, and stands there already.
  std::string operations(std::optional<std::size_t> component) const {
    const std::vector<Printed>& written = notation_.line(number_, t_, component).operations;
    if (written.size() < 2) return {};
    std::string latex = "\\quad\\text{operation by operation: }";
    for (std::size_t i = 0; i < written.size(); ++i) {
      latex += (i > 0 ? ",\\ " : "") + latex_number(written[i].text).latex;
    }
    return latex;
  }

  Line line(std::optional<std::size_t> component) const {
    const Printed& printed = notation_.line(number_, t_, component).value;
    Line line{name(component), 0, {}, "=", "=", latex_number(printed.text).latex, {}, {}};
    line.left_width = latex_width(line.left);
    Substituted put_in = substituted(notation_, number_, t_, component, room_beside(line.left));
    line.because = std::move(put_in.because);
    const bool exact = notation_.is_exact(printed);
    if (put_in.pieces.size() == 1 && put_in.pieces[0] == line.value && exact) return line;
    line.numbers = std::move(put_in.pieces);
    if (!put_in.faithful) line.before_numbers = "\\approx";
    if (!exact) line.before_value = "\\approx";
    if (exact && !put_in.faithful) line.before_value = ",\\quad " + line.left + " =";
    line.operations = operations(component);
    return line;
  }

  // --- reasons

  bool shares_reason() const {
    if (lines_.size() < 2 || lines_[0].because.empty()) return false;
    return std::all_of(lines_.begin(), lines_.end(), [&](const Line& line) {
      return std::equal(line.because.begin(), line.because.end(), lines_[0].because.begin(), lines_[0].because.end(),
                        [](const Reason& a, const Reason& b) { return a.same_for_all(b); });
    });
  }

  Paragraph reason_in_words() {
    const std::vector<Reason> because = lines_[0].because;
    for (Line& line : lines_) line.because.clear();
    Inline reasons = math(because.front().latex(true));
    for (std::size_t i = 1; i < because.size(); ++i) {
      reasons = sentence("{first} and {last}", {{"first", reasons}, {"last", math(because[i].latex(true))}});
    }
    return {{sentence("Since {reasons}, the corresponding case applies.", {{"reasons", std::move(reasons)}})}};
  }

  // --- layout

  void append_single() {
    Rows rows(rows_);
    const Line& line = lines_[0];
    rows.begin(left_);
    if (!formula_.empty()) {
      rows.append("=", formula_);
      if (width_in_one_row(line) + latex_width(joined(formula_)) + relation_width > page_width) rows.go_on();
    }
    append_line(rows, line);
    append_given();
  }

  void append_given() {
    if (is_given()) rows_.back() += "\\quad\\text{(given)}";
  }

  static double width_right(const Line& line) {
    double width = width_of_value(line);
    if (!line.numbers.empty()) width += latex_width(joined(line.numbers)) + relation_width;
    return line.because.empty() ? width : width + latex_width(joined(reasons(line)));
  }

  static double width_in_one_row(const Line& line) { return line.left_width + width_right(line); }

  void append_vector(std::vector<Block>& blocks) {
    const std::size_t columns = fitting_columns();
    if (!formula_.empty()) append_rows(rows_, left_, formula_);
    if (stands_apart(columns)) append_aligned(blocks, std::exchange(rows_, {}));
    for (std::size_t i = 0; i < lines_.size(); i += columns) {
      columns == 1 ? append_row(lines_[i]) : append_side_by_side(i, columns);
    }
    append_given();
  }

  void append_row(const Line& line) {
    Rows rows(rows_);
    rows.begin(line.left);
    append_line(rows, line);
  }

  void append_side_by_side(std::size_t first, std::size_t columns) {
    std::string row;
    row.reserve(typical_row);
    for (std::size_t i = first; i < std::min(first + columns, lines_.size()); ++i) {
      if (i > first) row += " &\\quad ";
      row += lines_[i].left + " &";
      if (!lines_[i].numbers.empty()) row += lines_[i].before_numbers + ' ' + lines_[i].numbers[0] + ' ';
      row += lines_[i].before_value + ' ' + lines_[i].value;
    }
    rows_.push_back(std::move(row));
  }

  /// Few components stand in full rows.
  bool allows(std::size_t columns) const {
    return columns == 1 || (lines_.size() > most_ragged || lines_.size() % columns == 0);
  }

  std::size_t fitting_columns() const {
    const bool simple = std::all_of(lines_.begin(), lines_.end(), [](const Line& line) {
      return line.numbers.size() <= 1 && line.because.empty() && line.operations.empty() && !line.restates_name();
    });
    std::size_t columns = simple ? std::min(most_columns, lines_.size()) : 1;
    while (!allows(columns) || (columns > 1 && width_of_columns(columns) > page_width)) --columns;
    return columns;
  }

  double width_of_columns(std::size_t columns) const {
    double total = gap_width * static_cast<double>(columns - 1);
    for (std::size_t column = 0; column < columns; ++column) total += width_of_column(column, columns);
    return total;
  }

  double width_of_column(std::size_t column, std::size_t columns) const {
    double left = 0, right = 0;
    for (std::size_t i = column; i < lines_.size(); i += columns) {
      left = std::max(left, lines_[i].left_width);
      right = std::max(right, width_right(lines_[i]));
    }
    return left + right;
  }

  /// A formula much wider than the column under it would tear the columns apart.
  bool stands_apart(std::size_t columns) const {
    if (columns == 1 || formula_.empty()) return false;
    const double formula_right = latex_width(left_) + formula_width();
    const double widened = std::max(0.0, formula_right - width_of_column(0, columns));
    return widened > gap_width || width_of_columns(columns) + widened > page_width;
  }

  double formula_width() const { return relation_width + latex_width(joined(formula_)); }

  const Notation& notation_;
  std::size_t number_;
  const Equation& equation_;
  std::int64_t t_, index_;
  std::string left_;  ///< m_{1}
  Pieces formula_;    ///< none where the value is given or chosen
  std::vector<Line> lines_;
  std::vector<std::string> rows_;
};

/// Fractions under each other need air.
bool is_tall(std::string_view row) { return row.find("\\frac") != std::string_view::npos; }

}  // namespace

void append_working(std::vector<Block>& blocks, const Notation& notation, std::size_t equation, std::int64_t t) {
  Display(notation, equation, t).append_to(blocks);
}

void append_aligned(std::vector<Block>& blocks, const std::vector<std::string>& rows) {
  if (rows.size() == 1 && std::count(rows[0].begin(), rows[0].end(), '&') == 1) {
    std::string latex = rows[0];
    latex.erase(latex.find('&'), 1);
    blocks.emplace_back(MathBlock{std::move(latex)});
    return;
  }
  for (std::size_t first = 0; first < rows.size(); first += most_rows) {
    const std::size_t last = std::min(first + most_rows, rows.size());
    std::size_t length = 32;
    for (std::size_t i = first; i < last; ++i) length += rows[i].size() + 12;
    std::string latex;
    latex.reserve(length);
    latex += "\\begin{aligned}\n";
    for (std::size_t i = first; i < last; ++i) {
      latex += rows[i];
      if (i + 1 < last) latex += is_tall(rows[i]) || is_tall(rows[i + 1]) ? " \\\\[3pt]" : " \\\\";
      latex += '\n';
    }
    latex += "\\end{aligned}";
    blocks.emplace_back(MathBlock{std::move(latex)});
  }
}

void append_rows(std::vector<std::string>& rows, std::string_view left, const Pieces& pieces,
                 std::string_view relation) {
  Rows filled(rows);
  filled.begin(left);
  filled.append(relation, pieces);
}

}  // namespace stepmark::reports
