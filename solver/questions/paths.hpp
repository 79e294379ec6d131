// What the numbers of a path do, told from the trace: questions on the effect of a setting are answered by it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lib/expression/expression.hpp"
#include "lib/number/exact.hpp"
#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"

namespace stepmark::questions {

/// How one parameter moves, step after step.
enum class Behaviour {
  closes_in,   ///< in one direction, each step shorter than the one before
  swings_in,   ///< to and fro, each step shorter
  swings_out,  ///< to and fro, each step longer
  speeds_up,   ///< in one direction, each step longer
  keeps_pace   ///< in one direction, in steps of about one length
};
/// All of them in the order in which a page offers them, with what it says.
const std::vector<std::string>& behaviours_in_words();

/// Shorter and longer are by a tenth at least, one length is within a twentieth; what lies between has no name. At
/// least three steps tell.
std::optional<Behaviour> behaviour_of(const std::vector<Exact>& points);

/// What a quantity does in a step in which its gradient is zero.
enum class Change { none, shrinks, vanishes, grows, turns };
const std::vector<std::string>& changes_in_words();
Change change_of(const Exact& before, const Exact& after);

/// What a parameter does there.
enum class Motion { rests, goes_on, goes_back };
const std::vector<std::string>& motions_in_words();
Motion motion_of(const Exact& before_last, const Exact& before, const Exact& after);

/// To 30 figures.
Exact close_to(const Expression& constant);

/// Of one component, after each step, as the problem has it stated; of "theta", the start in front.
/// @throws InputError where a line has no value
std::vector<Exact> points_of(const Problem& problem, const std::string& quantity, std::size_t component);

/// The same carried exactly, to as many figures as tell how steps compare.
std::vector<Exact> close_points_of(const Problem& problem, const std::string& quantity, std::size_t component);

/// The problem with another number for a hyperparameter.
Problem with_value(const Problem& problem, const std::string& hyperparameter, const Exact& value);

/// The component that an `effect` is about: the one named, else the first; of a zero gradient, the first that is zero.
/// @throws InputError when no gradient is zero in question.zero_step
std::size_t component_told(const Problem& problem);

}  // namespace stepmark::questions
