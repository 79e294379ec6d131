// What stays as it is in all problems of a set, whatever is drawn: single values, and what a problem file says.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lib/problem/spec.hpp"
#include "problems/draft.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

struct Pins {
  Values hyperparameters;          ///< of any of the optimizers of a set
  Modifiers modifiers;             ///< as stated
  std::vector<std::string> names;  ///< of the components, where a start that is pinned names them
  std::vector<Exact> start;        ///< empty: drawn
  std::optional<Working> working;
  Answer answer;  ///< no `ask`: what the kind of question asks; no `give`: as worked
  std::optional<Marks> marks;
  /// Of a start in the middle: what the optimizer has kept so far; empty: drawn.
  std::map<std::string, std::vector<Exact>> state;

  bool is_empty() const;
  const Exact* find(const std::string& hyperparameter) const;
};

/// What a problem file pins: the hyperparameters that it gives, modifiers, start, working, what is asked, and marks.
/// @param problem  what was prepared of `spec`
/// @throws InputError where a value is irrational, at its place
Pins pins_of(const ProblemSpec& spec, const Problem& problem);

/// Pins one value of "NAME=VALUE", in the place of what was pinned before: a hyperparameter of one of the optimizers,
/// or one of the numbers of [modifiers].
/// @throws InputError with the nearest right name, or what is wrong with the value
void pin(Pins& pins, const std::string& setting, const std::vector<std::string>& optimizers);

/// What is pinned, in one line: sets that are the same have the same.
std::string to_text(const Pins& pins);

/// A number of [modifiers].
struct ModifierNumber {
  const char* name;
  std::optional<Expression> Modifiers::*value;
};
const std::vector<ModifierNumber>& modifier_numbers();

}  // namespace stepmark::problems
