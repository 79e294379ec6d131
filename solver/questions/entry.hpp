// What stands in a row that holds no answer in numbers.
#pragma once

#include <optional>
#include <string>

#include "solver/marking/sheet.hpp"
#include "solver/questions/part.hpp"
#include "solver/rooms.hpp"

namespace stepmark::questions {

/// The position of the option, in either case, perhaps as "(B)" or "b.". Nothing where it is none, or more than one.
std::optional<std::size_t> read_letter(const Part& part, const std::string& entry);

/// The number of a line, perhaps as "(3)" or "line 3". Nothing where there is no such line.
std::optional<std::size_t> read_line(const Part& part, const std::string& entry);

/// As the part takes it: see Part::taken_to.
Written as_taken(const Part& part, Written written);

/// Marks that a person gave, 0 to what the part is worth; of that, two places are enough. Nothing of anything else.
std::optional<Exact> read_marks(const Part& part, const std::string& entry);

}  // namespace stepmark::questions
