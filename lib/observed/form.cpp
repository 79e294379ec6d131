#include "lib/observed/form.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace stepmark::observed {

namespace {

template <class Real>
Real nearest(const Exact& value);
template <>
double nearest(const Exact& value) {
  return value.to_double();
}
template <>
float nearest(const Exact& value) {
  return value.to_float();
}

template <class Real>
std::string shortest_text(Real value) {
  return fmt::format("{}", value);  // std::to_chars is not in every library yet
}

/// The value of the last place counted up by one.
template <class Real>
Exact unit_of(Real value) {
  constexpr Real largest = std::numeric_limits<Real>::max();
  const Real size = std::min(std::fabs(value), std::nextafter(largest, Real(0)));
  const auto exact = [](Real x) { return Exact::from_double(static_cast<double>(x)); };
  return exact(std::nextafter(size, largest)) - exact(size);
}

/// A program that prints in full leaves zeros at the end out, but for that of 3.0.
bool is_padded(const std::string& text) {
  const std::string mantissa = text.substr(0, text.find_first_of("eE"));
  const auto point = mantissa.find('.');
  return point != std::string::npos && point + 2 < mantissa.size() && mantissa.back() == '0';
}

/// Is it how a program prints one number of this type: in the fewest digits, or in as many as always suffice?
template <class Real>
bool is_full(const Observed& observed) {
  constexpr int enough = std::numeric_limits<Real>::max_digits10;
  if (observed.figures > enough || is_padded(observed.text)) return false;
  const Real value = nearest<Real>(observed.value);
  if (!std::isfinite(value)) return false;
  return Exact::parse(shortest_text(value)) == observed.value ||
         Exact::parse(fmt::format("{:.{}g}", value, enough)) == observed.value;
}

using Column = std::vector<Observed*>;

template <class Real>
bool all_full(const Column& column) {
  return std::all_of(column.begin(), column.end(), [](const Observed* one) { return is_full<Real>(*one); });
}

/// Doubles take 16 digits or 17 as a rule; several that take 15 and none that takes more were rounded to 15.
bool holds_doubles(const Column& column) {
  int longest = 0;
  for (const Observed* one : column) longest = std::max(longest, one->figures);
  const auto as_long =
      std::count_if(column.begin(), column.end(), [&](const Observed* one) { return one->figures == longest; });
  return (longest > 15 || (longest == 15 && as_long == 1)) && all_full<double>(column);
}

/// Of the decimals with as many digits, one in so many is the shortest text of a float.
Exact odds_against_float(const Observed& observed) {
  if (observed.value.is_zero()) return 1;
  return std::max(Exact(1), unit_in_last_place(observed.value, Form::binary32) / observed.unit);
}

bool holds_floats(const Column& column) {
  const Exact certain = 1024;  // one in a thousand columns of decimals
  if (!all_full<float>(column)) return false;
  Exact odds = 1;
  return std::any_of(column.begin(), column.end(), [&](const Observed* one) {
    odds = odds * odds_against_float(*one);
    return odds >= certain;
  });
}

Form form_of(const Column& column) {
  if (holds_doubles(column)) return Form::binary64;
  return holds_floats(column) ? Form::binary32 : Form::decimal;
}

void set_form(const Column& column, Form form) {
  for (Observed* one : column) one->form = form;
}

}  // namespace

std::vector<Observed> with_forms(std::vector<Observed> trace, Reading reading) {
  std::map<std::pair<std::string, std::string>, Column> columns;
  for (Observed& observed : trace) columns[{observed.quantity, observed.component}].push_back(&observed);
  bool doubles = false, floats = false;
  for (const auto& [name, column] : columns) {
    const Form form = form_of(column);
    set_form(column, form);
    doubles = doubles || form == Form::binary64;
    floats = floats || form == Form::binary32;
  }
  if (reading == Reading::by_column) return trace;
  for (const auto& [name, column] : columns) {
    if (column.front()->form != Form::decimal) continue;
    if (doubles && all_full<double>(column)) {
      set_form(column, Form::binary64);
    } else if (floats && !doubles && all_full<float>(column)) {
      set_form(column, Form::binary32);
    }
  }
  return trace;
}

Observed as_meant(const Observed& observed) {
  if (observed.form == Form::decimal) return observed;
  Observed meant = observed;
  meant.unit = unit_in_last_place(observed.value, observed.form);
  if (observed.form == Form::binary64) {
    meant.value = Exact::from_double(nearest<double>(observed.value));
    meant.figures = std::numeric_limits<double>::max_digits10;
  } else {
    meant.value = Exact::from_double(static_cast<double>(nearest<float>(observed.value)));
    meant.figures = std::numeric_limits<float>::max_digits10;
  }
  return meant;
}

Exact unit_in_last_place(const Exact& value, Form form) {
  return form == Form::binary32 ? unit_of(nearest<float>(value)) : unit_of(nearest<double>(value));
}

}  // namespace stepmark::observed
