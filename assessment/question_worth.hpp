// What a question of a paper is worth.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assessment/rooms.hpp"
#include "lib/number/exact.hpp"
#include "lib/problem/fields.hpp"
#include "lib/problem/problem.hpp"

namespace stepmark::assessment {

struct QuestionWorth {
  std::optional<Exact> marks;   ///< the marks of its parts are scaled to this sum
  std::optional<Marks> scheme;  ///< in the place of the problem's own [marks]
};

/// A question that is struck out after it was sat: everybody who sat has its marks, or it does not count.
enum class Standing { counts, full, left_out };

/// The keys of a [[question]] that say so: marks = 12, scheme = { method = 1, accuracy = 2, ... } as [marks] has it.
QuestionWorth read_worth(const Fields& question);
/// void = "full", "left out" or true; then the paper says which. @throws InputError where it does not
Standing read_standing(const Fields& question, const Fields& paper);
/// Multiples of what a total is rounded to.
std::optional<Exact> read_round_marks(const Fields& paper);

/// @throws InputError without a place where no entry is worth any
void take_worth(const QuestionWorth& worth, Problem& problem);

/// @throws InputError at the value
std::int64_t whole_of(const TomlValue& value, const std::string& key, std::int64_t least, std::int64_t most);
/// A list of texts, or one.
std::vector<std::string> texts_of(const TomlValue& value, const std::string& key);
Exact exact_of(const TomlValue& value, const std::string& key);
Exact positive_of(const TomlValue& value, const std::string& key);

}  // namespace stepmark::assessment
