// What can be told for certain of a value from the numbers on the page: enough to say which case of a formula applies.
#pragma once

#include <functional>
#include <optional>

#include "lib/expression/expression.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark {

/// lower <= value <= upper.
struct Bounds {
  Exact lower, upper;
  bool exact() const { return lower == upper; }
};

/// A printed value: itself if exact, else one unit of its last digit to either side. Nothing if it is no number.
std::optional<Bounds> bounds_of(const Printed& printed);

/// What a name stands for; nothing if that is not known.
using BoundsOfName = std::function<std::optional<Bounds>(const Name&)>;

/// Encloses the value of a scalar expression. Nothing where a name is unknown, for functions that are not bounded here
/// (exp, log, sin, cos and what needs the objective or several components), for what is undefined, and for numbers that
/// grow too large.
std::optional<Bounds> bounds_of(const Expression& e, const BoundsOfName& names);

/// Whether `left relation right` holds; nothing if the bounds leave it open.
std::optional<bool> holds(Relation relation, const Bounds& left, const Bounds& right);

}  // namespace stepmark
