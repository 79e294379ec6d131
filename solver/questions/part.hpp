// The parts of a question: what each asks for, what is right there, and what it is worth. Sheets, pages, marking and
// whatever hands a question on to another system ask here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"

namespace stepmark::questions {

/// A lettered answer to choose.
struct Option {
  std::string letter;
  std::string mistake;     ///< the misconception that it stands for; empty: the right numbers, or no misconception
  std::string words = {};  ///< what the page says beside the letter; empty of misconceptions and of what is shown
};

struct Part {
  enum class Asks {
    numbers,  ///< the lines that `problem` asks for
    value,    ///< the same, and their names would give an answer away: the sheet calls each of them "value"
    letter,   ///< one of `options`
    line,     ///< one of the numbered lines of a working
    words     ///< a few sentences; the sheet has the marks that a person gave for them
  };
  Asks asks = Asks::numbers;
  /// What a sheet calls it: "answer", "answer-b", "line", "words", "value". Of numbers, what stands in front of their
  /// quantities:
  /// "" or "2:".
  std::string row;
  Exact marks;  ///< out of which all of it is marked
  /// numbers and value; may refer to the question's. Of a letter for a path: the problem that it is the path of.
  std::shared_ptr<const Problem> problem;
  /// value: for each number the wrong one that the page shows, or nothing where that is right. It earns nothing.
  std::vector<std::optional<Exact>> shown;
  /// value: a number that is written to more digits than these is rounded to them first, since it has come of rounded
  /// numbers; nothing: it is taken as it is.
  std::optional<DecimalFormat> taken_to;
  std::string mistake;          ///< value: what the shown numbers come from
  std::vector<Option> options;  ///< letter
  std::size_t lines = 0;        ///< line: how many there are to choose from
  std::size_t right = 0;        ///< letter: a position in `options`; line: its number, from 1

  bool has_numbers() const { return asks == Asks::numbers || asks == Asks::value; }
};

using Parts = std::vector<Part>;

/// The parts in the order of the page; never none. Those of numbers refer to `problem`.
/// @throws InputError when a mistake that the question shows cannot be made in it, or cannot be told from another that
///         is offered, or the working is too long (solver/length.hpp); and as second_of_comparison
Parts parts_of(const Problem& problem);

/// Is everything that is asked the lines of the problem itself?
bool is_plain(const Parts& parts);
Exact marks_of(const Parts& parts);

/// "(a)", "(b)"; nothing where there is one part alone.
std::string label_of(const Parts& parts, std::size_t part);
/// 1 of "(b)", "b", "Part b"; nothing of other text.
std::optional<std::size_t> part_labelled(std::string_view text);

/// 0, 1, ... 26: "A", "B", ... "AA".
std::string letter_of(std::size_t position);
/// "A–D"
std::string letters_of(const Part& part);

/// What a part holds as right, as a sheet states it: "C", "3"; empty of numbers and of words.
std::string right_entry(const Part& part);

/// What the page says of an option, in a sentence or a part of one; empty of rows and tables of numbers.
std::string words_of(const Option& option);

/// A row of an answer sheet.
struct SheetRow {
  std::optional<std::int64_t> t;  ///< nothing where no step belongs to it
  std::string quantity, component;
};

/// One for each number, in their order; else one.
std::vector<SheetRow> rows_of(const Part& part);

}  // namespace stepmark::questions
