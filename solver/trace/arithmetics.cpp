#include "solver/trace/arithmetics.hpp"

#include <algorithm>
#include <array>

#include "lib/base/error.hpp"

namespace stepmark::trace {

namespace {

template <std::unique_ptr<Evaluator> (*make)(Stretches&)>
std::unique_ptr<Evaluator> whatever_the_settings(Stretches& stretches, const Settings&) {
  return make(stretches);
}

std::unique_ptr<Evaluator> in_decimals(Stretches& stretches, const Settings& settings) {
  return decimal_evaluator(stretches, settings.working, settings.show);
}

constexpr std::array<ArithmeticEntry, 4> table = {{
    {Settings::Arithmetic::exact, "exact", "", whatever_the_settings<exact_evaluator>},
    {Settings::Arithmetic::decimal, "decimal", "", in_decimals},
    {Settings::Arithmetic::binary64, "binary64", "double precision", whatever_the_settings<binary64_evaluator>},
    {Settings::Arithmetic::binary32, "binary32", "single precision", whatever_the_settings<binary32_evaluator>},
}};

template <class Wanted>
const ArithmeticEntry& find(const Wanted& wanted) {
  const auto found = std::find_if(table.begin(), table.end(), wanted);
  STEPMARK_ASSERT(found != table.end());
  return *found;
}

}  // namespace

std::span<const ArithmeticEntry> arithmetics() { return table; }

const ArithmeticEntry& entry_of(Settings::Arithmetic arithmetic) {
  return find([&](const ArithmeticEntry& entry) { return entry.arithmetic == arithmetic; });
}

Settings::Arithmetic arithmetic_named(std::string_view name) {
  return find([&](const ArithmeticEntry& entry) { return entry.name == name; }).arithmetic;
}

}  // namespace stepmark::trace
