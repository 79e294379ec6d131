// A problem as plain data, checked and complete. One is made by `prepare` (spec.hpp), of a file or of what code states.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/resolver.hpp"
#include "lib/number/rounding.hpp"
#include "lib/objective/objective.hpp"
#include "lib/optimizer/definition.hpp"
#include "lib/optimizer/modifiers.hpp"
#include "lib/rooms.hpp"

namespace stepmark::problem {

/// How a person works: what is rounded, when, and what is carried on.
struct Working {
  DecimalFormat round;  ///< Kind::none: nothing is rounded while working
  enum class Carry { exact, rounded } carry = Carry::exact;
  RoundingRule ties = RoundingRule::half_up;  ///< half_up or half_even
  enum class Each { line, operation } each = Each::line;
  /// Is what is written down what is worked with?
  bool carries_rounded() const { return carry == Carry::rounded && round.rounds(); }
  bool operator==(const Working&) const = default;
};

struct Answer {
  std::vector<std::string> ask;       ///< quantity names; never empty once read
  std::optional<DecimalFormat> give;  ///< how an answer must be stated
  bool last_step_only = false;        ///< asked for in the last step alone
  bool by_default = false;            ///< nobody has said what `ask` is
};

/// What the page asks of the student, beyond working the lines that are asked.
struct Question {
  enum class Kind {
    table,
    final,
    gradients,
    choice,
    find_error,
    faded,
    compare,
    effect,
    which,
    missing_hyperparameter
  };
  /// A quantity of a step, all components of it.
  struct Cell {
    std::int64_t t = 1;
    std::string quantity;
    bool operator==(const Cell&) const = default;
  };
  Kind kind = Kind::table;
  /// Mistakes in the order printed. choice: "" stands for the right answer; find_error: `mistake` among those that may
  /// have been made, or none where the problem leaves open which others are printed.
  std::vector<std::string> choices;
  std::string mistake;              ///< find_error: the fault in the working that is shown
  std::vector<Cell> shown;          ///< faded: what the page fills in; these lines are not asked
  std::optional<Definition> other;  ///< compare: the second optimizer, as written down
  std::string other_name;           ///< as written in the file
  /// effect: whose values are compared; missing_hyperparameter: what is to be found. Else empty.
  std::string hyperparameter;
  std::vector<Exact> values;                 ///< effect: of that hyperparameter, in the order printed
  std::optional<std::int64_t> zero_step;     ///< effect, in place of values: the step in which a gradient is zero
  std::string component;                     ///< effect: whose path is told; empty: the first
  std::vector<Definition> optimizers;        ///< which: of each table, in the order printed
  std::vector<std::string> optimizer_names;  ///< as written in the file
  std::optional<Exact> marks;                ///< the sum to which the marks of all parts are scaled
};

std::string to_string(Question::Kind);             ///< "find-error"
const std::vector<std::string>& question_kinds();  ///< all of them as text, in order

/// Of one entry: a number, or a letter, line or answer in words, which has no share for the method alone.
struct Marks {
  Exact method = 1, accuracy = 1, follow_through = 1;
  bool strict_convention = false;
};

/// A start in the middle: `t` steps are done. For each quantity with a lag, the latest values, one a component.
struct State {
  std::int64_t t = 0;
  std::map<std::string, std::vector<Expression>> values;
  std::vector<Expression> previous;  ///< the parameters before `start`, where the optimizer refers to them; else empty
};

struct Problem {
  static constexpr std::int64_t max_steps = 100'000;
  static constexpr std::int64_t max_time = 1'000'000'000;  ///< of [state] t and of a schedule
  static constexpr std::size_t max_dimension = 1000;

  std::string file;      ///< as named by the user; for messages
  Location where;        ///< of [objective], which lines without a value come from; no place where code made it
  std::string title;     ///< may be empty
  Definition base;       ///< the optimizer as written down
  Modifiers modifiers;   ///< as stated
  Definition optimizer;  ///< with the modifiers' equations and with this problem's hyperparameters as values
  std::int64_t steps = 1;
  ObjectivePtr objective;
  std::vector<Expression> start;   ///< constants, one a component
  std::optional<Working> working;  ///< nothing when the file has no [working]
  Answer answer;
  Question question;
  Marks marks;
  std::optional<State> state;

  /// Does it say how to round?
  bool states_rounding() const { return working && working->round.rounds(); }
  /// Does who works it round what is written down, and go on with that?
  bool rounds_while_working() const { return working && working->carries_rounded(); }
  std::size_t dimension() const { return objective->dimension(); }
  /// The steps run are first_step() .. last_step(), both included.
  std::int64_t first_step() const { return state ? state->t + 1 : 1; }
  std::int64_t last_step() const { return first_step() + steps - 1; }
};

/// Reads a problem. Its keys, with their defaults and what is refused, are in keys.hpp.
///
/// A number is a TOML number of any length, or a string that holds a constant expression ("1/20", "0,05"). Where a list
/// has one component, its brackets may be left out.
///
/// Relative paths inside it (optimizer files, data) are taken from the file's directory.
/// Numbers are taken from the characters of the file, never from the TOML library's double.
/// @throws InputError FILE:LINE:COLUMN with the nearest right key; unknown keys are errors; also when the file does not
///         exist, is a directory, is empty, is binary or larger than 16 MiB.
Problem read_problem(const std::string& path);
/// The same from text; `file` is for messages, and files that it names are read through `files`.
Problem parse_problem(std::string_view text, const std::string& file, const Resolver& files);
/// The same with files_from(directory).
Problem parse_problem(std::string_view text, const std::string& file, const std::string& directory);

}  // namespace stepmark::problem
