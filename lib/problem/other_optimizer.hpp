// The same problem, worked by another optimizer.
#pragma once

#include "lib/problem/problem.hpp"
#include "lib/rooms.hpp"

namespace stepmark::problem {

/// `problem` with `definition` for its optimizer: the problem's modifiers, and its values for every hyperparameter that
/// is the same (lib/optimizer/same_hyperparameters.hpp), whatever it is called.
/// @throws InputError where a modifier has nothing to act on
Problem with_optimizer(const Problem& problem, Definition definition);

/// The same, asking for every quantity that is not given, with no question besides.
/// @throws InputError as with_optimizer, and where [state] says too little for the other optimizer
Problem worked_by(const Problem& problem, Definition definition);

/// The second half of a comparison: the problem for question.other, asking for all quantities that are not given.
/// @throws InputError as with_optimizer, and where [state] says too little for the other optimizer
Problem second_of_comparison(const Problem& problem);

}  // namespace stepmark::problem
