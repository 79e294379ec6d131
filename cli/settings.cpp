#include "cli/settings.hpp"

#include "lib/base/error.hpp"
#include "solver/trace/arithmetics.hpp"

namespace stepmark::cli {

std::optional<DecimalFormat> read_format(const Options& options, int most) {
  const auto places = options.number("places", 0, most), figures = options.number("figures", 1, most);
  if (places && figures) throw InputError({}, "--places and --figures are both given", "expected one of them");
  if (places) return DecimalFormat::places(*places);
  if (figures) return DecimalFormat::figures(*figures);
  return std::nullopt;
}

SettingsOverride read_override(const Options& options) {
  constexpr int most_digits = 10'000;
  SettingsOverride override;
  if (const auto name = options.choice("arithmetic")) override.arithmetic = arithmetic_named(*name);
  override.digits = options.number("digits", 1, most_digits);
  override.round = read_format(options, most_digits);
  if (const auto carry = options.choice("carry")) {
    override.carry = *carry == "exact" ? Working::Carry::exact : Working::Carry::rounded;
  }
  if (const auto ties = options.value("ties")) override.ties = parse_rule(*ties);
  return override;
}

}  // namespace stepmark::cli
