// Wrong methods: what people do instead of what the equations say, each written down once as a rewriting of equations,
// so that it applies to every optimizer in which it makes sense.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"

namespace stepmark::mistake {

/// A problem worked wrongly. The definition has the same quantities in the same order as the right one; some right-hand
/// sides differ, and some start values may stand behind those that were there.
struct WrongMethod {
  std::string mistake;               ///< identifier in the catalogue
  std::vector<std::size_t> changed;  ///< positions of the equations whose right-hand side (or gradient) differs
  Definition definition;
  /// The objective as the student takes it; empty: the problem's own.
  std::function<ObjectivePtr(const ObjectivePtr&)> objective;
};

struct Mistake {
  std::string id;       ///< "bias-correction-omitted"
  std::string student;  ///< one sentence to the student who made it
  std::string marker;   ///< one sentence to a marker: what was done instead
  /// Every way in which it can be made here; none where it makes no sense. May give a definition that equals the right
  /// one, or that breaks a rule of `check`: those are left out afterwards.
  std::vector<WrongMethod> (*apply)(const Problem& problem);
  /// Where it was seen: published workings and programs, owner/repository and number of the thread on GitHub, or an
  /// address. Empty where none was found.
  std::string seen = {};
  /// One of those from which choices and wrong lines are drawn, and which are looked for two at a time. The rest came
  /// later, and the problems that a seed gives stay what they were.
  bool drawn = true;
  /// It lies between components, and is made in all of them or in none.
  bool between_components = false;
};

/// All mistakes, in the order in which they are listed.
const std::vector<Mistake>& mistakes();

/// @throws InputError with the nearest right identifier
const Mistake& find_mistake(std::string_view id);

/// Of problems with more parameters only the mistakes that are drawn are looked for: derived or summed over all
/// parameters, the others cost the square of their number, and nobody works so many by hand.
inline constexpr std::size_t widest_by_hand = 20;

/// Every mistake that can be made in this problem, each in every way, in the order of the catalogue. Where one
/// identifier can be made in several ways, they stand behind each other. Two methods may be equal under two
/// identifiers.
std::vector<WrongMethod> wrong_methods(const Problem& problem);
/// The ways of one mistake.
std::vector<WrongMethod> wrong_methods(const Problem& problem, const Mistake& mistake);
/// One mistake on top of another: the ways in which `second` can be made by someone who has made `first`.
std::vector<WrongMethod> wrong_methods(const Problem& problem, const WrongMethod& first, const Mistake& second);

/// What the ways depend on beside the equations and the kind of the objective: two problems that agree in these, and
/// in this text, have the same ones.
std::string ways_of_objective(const Problem& problem);

/// The problem as it is worked by who makes the mistake; solve, compile and the pages take it like any other. The
/// method may come from another problem with the same equations: hyperparameters and starts are this problem's.
Problem worked_wrongly(const Problem& problem, const WrongMethod& method);

/// Without title, sources and the like, of which nothing is worked: for what is copied often.
Definition bare(Definition definition);
/// What of a problem its wrong methods are worked from.
Problem bare(const Problem& problem);

}  // namespace stepmark::mistake
