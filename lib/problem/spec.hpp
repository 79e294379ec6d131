// A problem as somebody states it, in a file or in code: plain data, of which nothing is checked yet.
#pragma once

#include <concepts>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "lib/base/error.hpp"
#include "lib/expression/expression.hpp"
#include "lib/problem/problem.hpp"
#include "lib/rooms.hpp"

namespace stepmark::problem {

/// A value and where it was written. What is made in code has no place.
template <class T>
struct Located {
  T value{};
  Location where;

  Located() = default;
  template <class U>
  requires std::convertible_to<U, T> Located(U&& made, Location place = {})
      : value(std::forward<U>(made)), where(std::move(place)) {}
};

template <class T>
struct LocatedList {
  std::vector<T> items;
  Location where;

  LocatedList() = default;
  LocatedList(std::initializer_list<T> made) : items(made) {}
  template <class U>
  requires std::convertible_to<U, T> LocatedList(const std::vector<U>& made, Location place = {})
      : items(made.begin(), made.end()), where(std::move(place)) {}
};

template <class T>
concept WholeNumber = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

/// A number or a formula: a text that is still to be read ("0.1", "1/20", "x^2 + y"), or what was read already.
struct SourceExpression {
  std::string text;       ///< as written; messages quote it
  Expression expression;  ///< null: `text` is to be read
  Location where;
  Location text_where;  ///< of the first character, behind a quotation mark
  std::string instead;  ///< what a file has here that is no number and no text: "a list"

  SourceExpression() = default;
  SourceExpression(std::string written, Location place = {}, Location text_place = {})
      : text(std::move(written)), where(std::move(place)), text_where(std::move(text_place)) {}
  SourceExpression(const char* written) : text(written) {}
  SourceExpression(const Exact& number) : text(number.to_string()) {}
  SourceExpression(Expression read);
  SourceExpression(WholeNumber auto number) : text(std::to_string(number)) {}
  /// A machine number would bring in digits that nobody wrote.
  SourceExpression(std::floating_point auto) = delete;

  bool given() const { return expression || !text.empty() || where.line != 0; }
};

using ExpressionList = LocatedList<SourceExpression>;
using NameList = LocatedList<Located<std::string>>;

struct NamedExpression {
  Located<std::string> name{};
  SourceExpression value{};
};
struct NamedExpressions {
  Located<std::string> name{};
  ExpressionList values{};
};

/// A name of the catalogue, the path of a file, or the definition itself.
struct OptimizerSpec {
  std::variant<std::string, Definition> value{};
  Location where{};

  OptimizerSpec() = default;
  OptimizerSpec(std::string name, Location place = {}) : value(std::move(name)), where(std::move(place)) {}
  OptimizerSpec(const char* name) : value(name) {}
  OptimizerSpec(Definition definition) : value(std::move(definition)) {}
};

struct FunctionSpec {
  SourceExpression function{};
};
struct GradientSpec {
  ExpressionList gradient{};
};
struct GradientsSpec {
  LocatedList<ExpressionList> gradients{};  ///< one list a step, the first for the first step that is worked
};
struct QuadraticSpec {
  LocatedList<ExpressionList> a{};
  std::optional<ExpressionList> b{};  ///< nothing: zeros
};
struct DataSpec {
  SourceExpression loss{};
  std::variant<Located<std::string>, DataTable> data{};  ///< the path of a file, or the table itself
  std::optional<SourceExpression> batch{};               ///< nothing: all rows
  Reduce reduce = Reduce::mean;
};
using ObjectiveSpec =
    Located<std::variant<std::monostate, FunctionSpec, GradientSpec, GradientsSpec, QuadraticSpec, DataSpec>>;

struct ListScheduleSpec {
  ExpressionList values{};
};
struct StepScheduleSpec {
  SourceExpression every{}, factor{};
};
struct MultiStepScheduleSpec {
  ExpressionList milestones{};
  SourceExpression factor{};
};
struct ExponentialScheduleSpec {
  SourceExpression factor{};
};
struct CosineScheduleSpec {
  SourceExpression steps{};
  std::optional<SourceExpression> minimum{};  ///< nothing: 0
};
struct WarmUpScheduleSpec {
  SourceExpression steps{};
};
struct ScheduleSpec {
  Located<std::string> hyperparameter{};
  std::variant<ListScheduleSpec, StepScheduleSpec, MultiStepScheduleSpec, ExponentialScheduleSpec, CosineScheduleSpec,
               WarmUpScheduleSpec>
      kind;
};

struct ModifiersSpec {
  Location where{};
  std::optional<SourceExpression> clip_norm{}, clip_epsilon{}, clip_value{}, weight_decay{}, decoupled_weight_decay{};
  std::vector<ScheduleSpec> schedules{};
  bool maximize = false;
};

struct WorkingSpec {
  Located<DecimalFormat> round{};
  std::optional<Working::Carry> carry{};  ///< nothing: rounded, unless nothing is rounded
  Located<RoundingRule> ties = RoundingRule::half_up;
  Located<Working::Each> each = Working::Each::line;
};

struct AnswerSpec {
  std::optional<NameList> ask{};  ///< nothing: every quantity
  std::optional<Located<DecimalFormat>> give{};
  bool last_step_only = false;
};

/// Each kind has the fields that it needs, and none of the others'.
struct QuestionSpec {
  struct Cell {
    SourceExpression t{};
    Located<std::string> quantity{};
  };
  Location where{};
  Question::Kind kind = Question::Kind::table;
  /// choice: mistakes, one of them "right"; find_error: mistakes to choose from, nothing: some that apply
  std::optional<NameList> choices{};
  std::optional<Located<std::string>> mistake{};           ///< find_error
  std::optional<LocatedList<Cell>> shown{};                ///< faded
  std::optional<OptimizerSpec> other{};                    ///< compare
  std::optional<Located<std::string>> hyperparameter{};    ///< effect, missing_hyperparameter
  std::optional<ExpressionList> values{};                  ///< effect
  std::optional<SourceExpression> t{};                     ///< effect, in place of hyperparameter and values
  std::optional<Located<std::string>> component{};         ///< effect
  std::optional<LocatedList<OptimizerSpec>> optimizers{};  ///< which
  std::optional<SourceExpression> marks{};                 ///< of the whole question; nothing: what [marks] comes to
};

struct MarksSpec {
  SourceExpression method = 1, accuracy = 1, follow_through = 1;
  bool strict_convention = false;
};

struct StateSpec {
  Location where{};
  SourceExpression t{};  ///< the number of steps that are done
  std::vector<NamedExpressions> values{};
};

/// What a problem file says (keys.hpp tells of each key). In code:
///
///     ProblemSpec spec;
///     spec.optimizer = "adam";
///     spec.steps = 2;
///     spec.parameters = {"x", "y"};
///     spec.start = {3, "-1/3"};
///     spec.objective = FunctionSpec{"x^2 + 5*y^2"};
///     const Problem problem = prepare(spec, no_files());
struct ProblemSpec {
  std::string file{};  ///< what messages call it; may be empty
  Location where{};    ///< where keys are missed
  Located<std::string> title{};
  OptimizerSpec optimizer{};
  SourceExpression steps{};
  std::vector<NamedExpression> hyperparameters{};
  std::vector<Located<std::string>> parameters{};  ///< names of the components; none: they are numbered
  ExpressionList start{};
  ObjectiveSpec objective{};
  std::optional<WorkingSpec> working{};
  std::optional<ModifiersSpec> modifiers{};
  AnswerSpec answer{};
  std::optional<QuestionSpec> question{};
  MarksSpec marks{};
  std::optional<StateSpec> state{};
};

/// The tables of a problem file as they stand; what they mean is for `prepare`.
/// @throws InputError FILE:LINE:COLUMN for what is no TOML, for keys that are not known, and for values of a wrong type
ProblemSpec read_spec(std::string_view text, const std::string& file);

/// The one maker of problems: sizes and values are checked, defaults filled in, and what follows from them derived. A
/// Problem that it returns is whole. Files are read through `files` alone.
/// @throws InputError at the place in the file; for what was made in code, the place is the field's name, as in
///         "hyperparameters.eta: ..."
Problem prepare(const ProblemSpec& spec, const Resolver& files);

}  // namespace stepmark::problem
