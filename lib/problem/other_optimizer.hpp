// The same problem, worked by another optimizer.
#pragma once

#include "lib/problem/problem.hpp"

namespace stepmark {

/// Gives the hyperparameters of `definition` the values that those of the same name have in `given`.
void take_values(Definition& definition, const Definition& given);

/// `problem` with `definition` for its optimizer: the problem's values where the names are the same, and its modifiers.
/// @throws InputError where a modifier has nothing to act on
Problem with_optimizer(const Problem& problem, Definition definition);

/// The second half of a comparison: the problem for question.other, all quantities asked.
/// @throws InputError as with_optimizer, and where [state] says too little for the other optimizer
Problem second_of_comparison(const Problem& problem);

}  // namespace stepmark
