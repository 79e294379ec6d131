#include "cli/command.hpp"
#include "cli/output.hpp"
#include "cli/settings.hpp"
#include "lib/base/error.hpp"
#include "lib/base/text.hpp"
#include "lib/expression/constant.hpp"

namespace stepmark::cli {

namespace {

constexpr int default_figures = 10;

DecimalFormat format_of(const SettingsOverride& override) {
  if (override.digits && override.round) {
    throw InputError({}, "--digits goes with neither --places nor --figures", "expected one of them");
  }
  if (override.digits) return DecimalFormat::figures(*override.digits);
  return override.round.value_or(DecimalFormat::figures(default_figures));
}

std::string value_of(const Expression& expression, const SettingsOverride& override) {
  const DecimalFormat format = format_of(override);
  try {
    return calculate(expression, format, override.ties.value_or(RoundingRule::half_up)).text;
  } catch (const InputError& error) {
    throw error.at({"EXPRESSION", 0, 0});  // the operation at fault has no place of its own
  }
}

Status calculate_expression(const Options& options) {
  const SettingsOverride override = read_override(options);
  check_output(options);
  const Expression expression = parse_constant(options.arguments().front(), {"EXPRESSION", 1, 1});
  emit(options, value_of(expression, override) + '\n');
  return Status::done;
}

}  // namespace

Command calc_command() {
  Usage usage{"calc", "EXPRESSION", 1, 1, {}};
  usage.minus_is_argument = true;
  const std::vector<std::string> ties = {"half-up", "half-even", "half-down", "up", "down", "ceiling", "floor"};
  usage.options = {{"digits", "N", "N correct digits (10 unless told otherwise)"},
                   {"places", "N", "round to N decimal places"},
                   {"figures", "N", "round to N significant figures"},
                   {"ties", "RULE", alternatives(ties), 0, ties},
                   output_option(),
                   force_option()};
  return {usage, "one certified value, alone on a line",
          "EXPRESSION is made of numbers, pi, + - * / ^, brackets, sqrt abs sign min max exp log sin cos floor\n"
          "sigmoid tanh softplus relu and if.\n",
          calculate_expression};
}

}  // namespace stepmark::cli
