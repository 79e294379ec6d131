#include "solver/trace/given_data.hpp"

#include <algorithm>

namespace stepmark::trace {

namespace {

constexpr int least_figures = 10, most_digits_in_full = 20;

bool fits_in_full(const Exact& value) {
  if (!value.is_decimal()) return false;
  const std::string text = value.to_string();
  const std::string mantissa = text.substr(0, text.find('e'));
  return std::count_if(mantissa.begin(), mantissa.end(), [](char c) { return '0' <= c && c <= '9'; }) <=
         most_digits_in_full;
}

}  // namespace

DecimalFormat format_of_given_data(const DecimalFormat& show) {
  const bool in_figures = show.kind == DecimalFormat::Kind::figures;
  return DecimalFormat::figures(in_figures ? std::max(show.digits, least_figures) : least_figures);
}

std::optional<EnclosingArithmetic::Rounded> show_given_data(const EnclosingArithmetic& in,
                                                            const EnclosingArithmetic::Value& value,
                                                            const DecimalFormat& show, RoundingRule ties) {
  if (in.is_exact(value) && fits_in_full(in.exact_value(value))) return {{in.exact_value(value), true}};
  return in.round(value, format_of_given_data(show), ties);
}

}  // namespace stepmark::trace
