#include "solver/identify/tell_apart.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "solver/trace/carried.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark::identify {

namespace {

constexpr int most_figures = 15;

/// Doubles show which lines of theta differ most, as a share of their size; nothing if none does.
std::optional<std::pair<std::size_t, std::size_t>> most_telling(const Problem& a, const Tape& first, const Problem& b,
                                                                const Tape& second) try {
  const auto theta = [](const Problem& problem, const Tape& tape) {
    const Evaluation values = evaluate_binary64(tape);
    std::map<std::pair<std::int64_t, std::size_t>, std::pair<std::size_t, double>> lines;
    for (std::size_t i = 0; i < tape.lines.size(); ++i) {
      const Tape::Line& line = tape.lines[i];
      if (problem.optimizer.equations[line.equation].quantity != "theta") continue;
      lines[{line.t, *line.component}] = {i, Exact::parse(values.lines[i].value.text).value_or(Exact(0)).to_double()};
    }
    return lines;
  };
  const auto left = theta(a, first), right = theta(b, second);
  std::optional<std::pair<std::size_t, std::size_t>> best;
  double widest = 1e-13;
  for (const auto& [place, one] : left) {
    const auto& other = right.at(place);
    const double size = std::max(std::fabs(one.second), std::fabs(other.second));
    const double share = size > 0 ? std::fabs(one.second - other.second) / size : 0;
    if (share <= 2 * widest) continue;  // a later step has to be clearly better
    widest = share;
    best = std::pair(one.first, other.first);
  }
  return best;
} catch (const NoValue&) {
  return std::nullopt;
}

}  // namespace

std::optional<TellApart> tell_apart(Problem a, Problem b) {
  a.steps = b.steps = a.steps + (a.objective->last_step() ? 0 : 10);
  const Tape first = compile(a), second = compile(b);
  const auto parting = most_telling(a, first, b, second);
  if (!parting) return std::nullopt;
  CarriedWork left(first, most_figures), right(second, most_figures);
  for (int figures = 1; figures <= most_figures; ++figures) {
    const auto format = DecimalFormat::figures(figures);
    const auto text = [&](CarriedWork& work, std::size_t line) {
      return to_string(work.rounded(line, format, RoundingRule::half_up).value, format);
    };
    const std::string one = text(left, parting->first), other = text(right, parting->second);
    if (one == other) continue;
    const Tape::Line& line = first.lines[parting->first];
    return TellApart{0, 0, line.t, a.objective->parameters()[*line.component], one, other};
  }
  return std::nullopt;
}

}  // namespace stepmark::identify
