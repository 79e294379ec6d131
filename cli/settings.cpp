#include "cli/settings.hpp"

#include "lib/base/error.hpp"
#include "solver/trace/arithmetics.hpp"

namespace stepmark::cli {

namespace {

constexpr int most_digits = 10'000;

std::optional<DecimalFormat> read_format(const Options& options) {
  const auto places = options.number("places", 0, most_digits), figures = options.number("figures", 1, most_digits);
  if (places && figures) throw InputError({}, "--places and --figures are both given", "expected one of them");
  if (places) return DecimalFormat::places(*places);
  if (figures) return DecimalFormat::figures(*figures);
  return std::nullopt;
}

}  // namespace

SettingsOverride read_override(const Options& options) {
  SettingsOverride override;
  if (const auto name = options.choice("arithmetic")) override.arithmetic = arithmetic_named(*name);
  override.digits = options.number("digits", 1, most_digits);
  override.round = read_format(options);
  if (const auto carry = options.choice("carry")) {
    override.carry = *carry == "exact" ? Working::Carry::exact : Working::Carry::rounded;
  }
  if (const auto ties = options.value("ties")) override.ties = parse_rule(*ties);
  return override;
}

}  // namespace stepmark::cli
