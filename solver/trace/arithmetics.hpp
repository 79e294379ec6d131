// The arithmetics in which a trace can be had, as one table.
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "solver/rooms.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark::trace {

struct ArithmeticEntry {
  Settings::Arithmetic arithmetic;
  std::string_view name;       ///< "binary64"
  std::string_view precision;  ///< of a binary one, in words: "double precision"; else empty
  /// Both arguments must outlive the evaluator.
  std::unique_ptr<Evaluator> (*evaluator)(Stretches& stretches, const Settings& settings);
};

std::span<const ArithmeticEntry> arithmetics();
const ArithmeticEntry& entry_of(Settings::Arithmetic arithmetic);
/// @pre it is the name of one
Settings::Arithmetic arithmetic_named(std::string_view name);

}  // namespace stepmark::trace
