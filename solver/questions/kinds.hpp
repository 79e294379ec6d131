// The parts of each kind of question. A kind is one file of this folder, and its row in part.cpp.
#pragma once

#include "solver/questions/part.hpp"
#include "solver/rooms.hpp"

namespace stepmark::questions {

/// Of kinds that ask for numbers alone.
Parts numbers_parts(const Problem& problem);
Parts choice_parts(const Problem& problem);
Parts find_error_parts(const Problem& problem);
Parts compare_parts(const Problem& problem);
Parts effect_parts(const Problem& problem);
Parts which_parts(const Problem& problem);
Parts missing_parts(const Problem& problem);

/// A letter of one of several like parts: the row "answer-a", "answer-b", ...
Part letter_part(const Problem& problem, std::size_t position);

/// The lines that `problem` asks for, all of them.
Part numbers_part(std::shared_ptr<const Problem> problem, std::string row);
/// What one entry is worth that has no share for the method alone.
Exact entry_marks(const Problem& problem);
/// Refers to it, and does not own it.
std::shared_ptr<const Problem> referring_to(const Problem& problem);

}  // namespace stepmark::questions
