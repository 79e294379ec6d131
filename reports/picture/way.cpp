#include "reports/picture/way.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lib/base/text.hpp"
#include "reports/picture/surface.hpp"
#include "reports/sentence.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/solve.hpp"

namespace stepmark::picture {

using reports::sentence;

void refuse(const Problem& problem, const std::string& wrong, const std::string& expected) {
  throw InputError({problem.file, 0, 0}, wrong, expected);
}

Trace unrounded(const Problem& problem) {
  if (problem.steps > most_steps) {
    refuse(problem, fmt::format("{} steps are no picture", problem.steps),
           fmt::format("expected at most {}", most_steps));
  }
  SettingsOverride override;
  override.digits = figures;
  return solve(problem, settings_for(problem, override));
}

Exact value_in(const Trace& trace, const std::string& quantity, std::int64_t index,
               std::optional<std::size_t> component) {
  const Printed* printed = trace.find(quantity, index, component);
  STEPMARK_ASSERT(printed);
  const auto value = Exact::parse(printed->text);
  STEPMARK_ASSERT(value);
  return *value;
}

double drawable(const Problem& problem, const Exact& value, const std::string& what, std::int64_t step) {
  constexpr double largest = 1e200;
  const double near = value.to_double();
  if (std::fabs(near) < largest) return near;
  refuse(problem, fmt::format("{} at step {} is too large for a picture", what, step), "expected numbers below 10^200");
}

Way::Way(const Problem& problem) : trace_(unrounded(problem)) {
  const int offset = problem.optimizer.find_equation("theta")->offset;
  for (std::int64_t t = problem.first_step() - 1; t <= problem.last_step(); ++t) {
    std::vector<Exact>& point = points_.emplace_back();
    for (std::size_t i = 0; i < problem.dimension(); ++i) point.push_back(value_in(*trace_, "theta", t + offset, i));
  }
  check(problem);
}

Way::Way(const Problem& problem, std::vector<std::vector<Exact>> points) : points_(std::move(points)) {
  check(problem);
}

void Way::check(const Problem& problem) const {
  for (std::size_t step = 0; step < points_.size(); ++step) {
    for (const Exact& x : points_[step]) drawable(problem, x, "theta", static_cast<std::int64_t>(step));
  }
}

namespace {

std::string short_text(const Exact& x) {
  return x.rounded(DecimalFormat::figures(3), RoundingRule::half_up).to_string();
}

}  // namespace

Inline Way::point_words(std::size_t step) const {
  std::vector<std::string> all;
  for (const Exact& x : points_[step]) all.push_back(short_text(x));
  constexpr std::size_t most_named = 4;
  if (all.size() > most_named) all = {all[0], all[1], "..."};
  return reports::number(all.size() == 1 ? all[0] : fmt::format("({})", fmt::join(all, ", ")));
}

Inline Way::all_points_words() const {
  constexpr std::size_t most_told = 8;
  Inlines between;
  const auto add = [&](Inline point) {
    if (!between.empty()) between.push_back(reports::text(", "));
    between.push_back(std::move(point));
  };
  for (std::size_t i = 1; i + 1 < points_.size() && i <= most_told; ++i) add(point_words(i));
  if (points_.size() > most_told + 2) add(reports::text("..."));
  const Inline start = point_words(0), end = point_words(steps());
  if (between.empty()) return sentence("from {start} to {end}", {{"start", start}, {"end", end}});
  return sentence("from {start} over {points} to {end}",
                  {{"start", start}, {"points", std::move(between)}, {"end", end}});
}

Inline short_number(const Exact& x) { return reports::number(short_text(x)); }

Inline steps_words(std::int64_t steps) {
  return reports::plural("one step", "{n} steps", static_cast<std::uint64_t>(steps));
}

namespace {

/// "J falls from 14.2 to 3.17"; nothing where it has no value at one of the ends.
std::optional<Inline> loss_words(const Problem& problem, const Way& way) try {
  const auto surface = Surface::of(problem);
  if (!surface) return std::nullopt;
  const Exact first = surface->certified(way.points().front(), 3), end = surface->certified(way.points().back(), 3);
  const reports::Arguments values = {{"first", reports::number(first.to_string())},
                                     {"last", reports::number(end.to_string())}};
  if (first == end) return sentence("J stays at {first}, to three figures", values);
  return first > end ? sentence("J falls from {first} to {last}", values)
                     : sentence("J rises from {first} to {last}", values);
} catch (const InputError&) {
  return std::nullopt;
}

double length_of(const Way& way, std::size_t step) {
  double squares = 0;
  for (std::size_t i = 0; i < way.points()[step].size(); ++i) {
    squares += std::pow(way.at(step, i) - way.at(step - 1, i), 2);
  }
  return std::sqrt(squares);
}

/// "each about 0.2 long": two figures say it.
Inline length_words(const Way& way) {
  const auto two_figures = [](double length) { return reports::number(fmt::format("{:.2g}", length)); };
  constexpr double alike = 1.2;
  double least = length_of(way, 1), most = least;
  for (std::size_t step = 2; step <= way.steps(); ++step) {
    least = std::min(least, length_of(way, step));
    most = std::max(most, length_of(way, step));
  }
  if (way.steps() == 1) return sentence("{length} long", {{"length", two_figures(most)}});
  if (most <= alike * least) {
    return sentence("each about {length} long", {{"length", two_figures((least + most) / 2)}});
  }
  return sentence("between {least} and {most} long", {{"least", two_figures(least)}, {"most", two_figures(most)}});
}

/// In which steps the gradient along a component has another sign than before.
std::vector<Inline> turns_of(const Problem& problem, const Trace& trace, const Equation& gradient,
                             std::size_t component) {
  std::vector<Inline> turns;
  int before = 0;
  for (std::int64_t t = problem.first_step(); t <= problem.last_step(); ++t) {
    const Exact g = value_in(trace, gradient.quantity, t + gradient.offset, component);
    const int sign = g > Exact(0) ? 1 : g < Exact(0) ? -1 : 0;
    if (before * sign < 0) turns.push_back(reports::text(std::to_string(t)));
    if (sign != 0) before = sign;
  }
  return turns;
}

Inline when_it_turns(const std::vector<Inline>& turns) {
  constexpr std::size_t most_told = 4;
  const auto n = static_cast<std::int64_t>(turns.size());
  if (turns.size() > most_told) return sentence("{n} times", {{"n", n}});
  if (turns.size() == 1) return sentence("in step {t}", {{"t", turns.front()}});
  return sentence("in steps {steps}", {{"steps", reports::listed_with_and(turns)}});
}

/// Where the gradient turns, the way has crossed a valley.
std::vector<Inline> valley_words(const Problem& problem, const Way& way) {
  const auto gradients = mistake::gradient_equations(problem.optimizer);
  if (!way.trace() || gradients.size() != 1 || problem.steps == 1 || !Surface::of(problem)) return {};
  const Equation& gradient = problem.optimizer.equations[gradients.front()];
  std::vector<Inline> words;
  for (std::size_t i = 0; i < problem.dimension(); ++i) {
    const auto turns = turns_of(problem, *way.trace(), gradient, i);
    if (turns.empty()) continue;
    words.push_back(sentence("The gradient along {parameter} changes its sign {when}: the way crosses the valley.",
                             {{"parameter", problem.objective->parameters()[i]}, {"when", when_it_turns(turns)}}));
  }
  if (words.empty()) {
    words.push_back(sentence("The gradient keeps its signs: no valley has been crossed yet."));
  }
  return words;
}

}  // namespace

std::vector<Inline> way_words(const Words& who, const Problem& problem, const Way& way) {
  if (way.steps() == 0) {
    return {sentence("{who} stays at {point}.", {{"who", who.words()}, {"point", way.point_words(0)}})};
  }
  reports::Arguments told = {{"who", who.words()},
                             {"start", way.point_words(0)},
                             {"end", way.point_words(way.steps())},
                             {"steps", steps_words(static_cast<std::int64_t>(way.steps()))},
                             {"length", length_words(way)}};
  std::vector<Inline> words = valley_words(problem, way);
  if (auto loss = loss_words(problem, way)) {
    told.emplace_back("loss", std::move(*loss));
    words.insert(words.begin(),
                 sentence("{who} goes from {start} to {end} in {steps}, {length}; {loss}.", std::move(told)));
  } else {
    words.insert(words.begin(), sentence("{who} goes from {start} to {end} in {steps}, {length}.", std::move(told)));
  }
  return words;
}

std::optional<std::size_t> parting(const Way& a, const Way& b) {
  for (std::size_t i = 0; i < std::min(a.points().size(), b.points().size()); ++i) {
    if (a.points()[i] != b.points()[i]) return i;
  }
  return std::nullopt;
}

namespace {

std::size_t component_called(const Problem& problem, const std::string& name) {
  const auto& names = problem.objective->parameters();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    refuse(problem, "there is no component " + in_quotes(name), "expected one of " + listed(names));
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

std::vector<std::size_t> components_of(const Problem& problem, const std::vector<std::string>& wished) {
  std::vector<std::size_t> components;
  for (const std::string& name : wished) components.push_back(component_called(problem, name));
  if (!wished.empty() && components.size() != std::min<std::size_t>(problem.dimension(), 2)) {
    refuse(problem, fmt::format("{} components are named", components.size()), "expected two");
  }
  if (wished.empty()) {
    for (std::size_t i = 0; i < std::min<std::size_t>(problem.dimension(), 2); ++i) components.push_back(i);
  }
  return components;
}

}  // namespace stepmark::picture
