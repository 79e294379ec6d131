#include "solver/trace/trace.hpp"

#include <limits>
#include <utility>

namespace stepmark::trace {

namespace {

constexpr std::size_t scalar = std::numeric_limits<std::size_t>::max();
/// Hyperparameters have no subscript; they are kept under one that no quantity can have.
constexpr std::int64_t no_index = std::numeric_limits<std::int64_t>::min();

}  // namespace

std::size_t Trace::Hash::operator()(const Key& key) const {
  const std::size_t position = static_cast<std::size_t>(key.index) * 1'000'003 + key.component;
  return std::hash<std::string>{}(key.quantity) ^ static_cast<std::size_t>(position * 0x9E3779B97F4A7C15);
}

const Printed* Trace::find(std::string_view quantity, std::int64_t index, std::optional<std::size_t> component) const {
  const auto found = values_.find({std::string(quantity), index, component.value_or(scalar)});
  return found == values_.end() ? nullptr : &found->second;
}

const Printed* Trace::find_hyperparameter(std::string_view name) const { return find(name, no_index, std::nullopt); }

bool Trace::carries_what_it_prints(const TraceLine& line) const {
  if (line.given_data) return line.value.exact;
  const bool rounded = settings.working.carry == Working::Carry::rounded;
  return line.value.exact || rounded || settings.arithmetic != Settings::Arithmetic::decimal;
}

void Trace::add_given(std::string_view quantity, std::optional<std::int64_t> index,
                      std::optional<std::size_t> component, Printed value) {
  values_.insert_or_assign(Key{std::string(quantity), index.value_or(no_index), component.value_or(scalar)},
                           std::move(value));
}

void Trace::add_line(std::string_view quantity, TraceLine line) {
  values_.insert_or_assign(Key{std::string(quantity), line.index, line.component.value_or(scalar)}, line.value);
  lines.push_back(std::move(line));
}

}  // namespace stepmark::trace
