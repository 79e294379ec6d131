// What a good answer in words says, made from the trace.
#pragma once

#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// How the two optimizers of a comparison differ: which is further along, which changes direction, how the length of
/// their steps goes with the gradient; a sentence each, with the numbers.
/// @throws InputError as second_of_comparison, and where a line has no value
std::vector<Inlines> model_answer_sentences(const Problem& problem);

/// The same one after another.
Inlines model_answer_in_sentences(const Problem& problem);
/// The same as plain text.
std::string model_answer(const Problem& problem);

}  // namespace stepmark::reports
