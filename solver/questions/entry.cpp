#include "solver/questions/entry.hpp"

#include "lib/base/safe.hpp"
#include "lib/base/text.hpp"
#include "lib/number/literal.hpp"
#include "lib/sheet/number.hpp"
#include "lib/sheet/spelling.hpp"

namespace stepmark::questions {

namespace {

/// In small letters, without what people write around a letter or a number.
std::string bare(const std::string& entry) {
  const std::string text = lower_case(narrow_spelling(entry));
  const auto is_around = [](char c) { return std::string_view(" \t()[].:").find(c) != std::string_view::npos; };
  std::string_view rest = trimmed(text);
  while (!rest.empty() && is_around(rest.front())) rest.remove_prefix(1);
  while (!rest.empty() && is_around(rest.back())) rest.remove_suffix(1);
  return std::string(rest);
}

}  // namespace

std::optional<std::size_t> read_letter(const Part& part, const std::string& entry) {
  const std::string letter = bare(entry);
  for (std::size_t i = 0; i < part.options.size(); ++i) {
    if (lower_case(part.options[i].letter) == letter) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> read_line(const Part& part, const std::string& entry) {
  std::string number = bare(entry);
  if (number.starts_with(part.row)) number = bare(number.substr(part.row.size()));
  const auto line = read_step(number);
  if (!line || *line < 1 || static_cast<std::size_t>(*line) > part.lines) return std::nullopt;
  return static_cast<std::size_t>(*line);
}

Written as_taken(const Part& part, Written written) {
  if (!part.taken_to || written.kind != Written::Kind::number) return written;
  const Exact unit = unit_of(written.value, *part.taken_to);
  if (written.unit && !(*written.unit < unit)) return written;
  written.value = written.value.rounded(*part.taken_to, RoundingRule::half_up);
  written.unit = unit;
  written.coarse_unit = unit;
  return written;
}

std::optional<Exact> read_marks(const Part& part, const std::string& entry) {
  const auto number = read_cell_number(entry);
  if (!number || !number->value || number->value->sign() < 0) return std::nullopt;
  const Exact full = part.marks.rounded(DecimalFormat::places(2), RoundingRule::half_up);
  if (*number->value == full) return part.marks;
  return *number->value <= part.marks ? number->value : std::nullopt;
}

}  // namespace stepmark::questions
