#include "reports/picture/ways.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "lib/base/text.hpp"
#include "lib/expression/parse.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "reports/feedback.hpp"
#include "reports/method_name.hpp"
#include "reports/picture/carried.hpp"
#include "reports/picture/surface.hpp"
#include "reports/picture/way.hpp"
#include "reports/sentence.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/solve.hpp"

namespace stepmark::picture {

using reports::sentence;

namespace {

struct Bounds {
  double from = std::numeric_limits<double>::infinity(), to = -std::numeric_limits<double>::infinity();
  void take(double x) {
    if (!std::isfinite(x)) return;
    from = std::min(from, x);
    to = std::max(to, x);
  }
  /// With some room at both ends, and never without any width.
  Axis axis(std::string label, double least_width = 0) const {
    const double middle = (from + to) / 2;
    const double width = std::max({to - from, least_width, 1e-9 * std::fabs(middle), 1e-12});
    return {std::move(label), middle - 0.62 * width, middle + 0.62 * width, false};
  }
};

void take_all(const std::vector<Curve>& curves, Bounds& x, Bounds& y) {
  for (const Curve& curve : curves) {
    for (const Point& point : curve.points) {
      x.take(point.x);
      y.take(point.y);
    }
  }
}

std::string title_of(const Problem& problem, const std::string& wished) {
  return wished.empty() ? problem.title : wished;
}

/// From each point to where the velocity carries, without the gradient that comes to it.
void add_carried(const Problem& problem, const Way& way, const std::vector<std::size_t>& components, Picture& picture) {
  const auto beside = carried(problem);
  if (!beside) return;
  const Trace trace = unrounded(beside->problem);
  const int offset = problem.optimizer.find_equation("theta")->offset;
  for (std::size_t step = 0; step < way.steps(); ++step) {
    const std::int64_t index = problem.first_step() + static_cast<std::int64_t>(step) + offset;
    const auto at = [&](std::size_t i) { return value_in(trace, beside->quantity, index, components[i]).to_double(); };
    const Point from{way.at(step, components[0]), way.at(step, components[1])}, to{at(0), at(1)};
    if (from.x != to.x || from.y != to.y) picture.arrows.push_back({from, to});
  }
}

/// From each point to the one at which an optimizer looks ahead, or else to where its velocity carries.
void add_arrows(const Problem& problem, const Way& way, const std::vector<std::size_t>& components, Picture& picture) {
  const Definition& definition = problem.optimizer;
  std::string point;
  for (const std::size_t i : gradient_equations(definition)) point = gradient_point(definition.equations[i].right);
  if (components.size() < 2) return;
  if (point.empty() || point == "theta") return add_carried(problem, way, components, picture);
  const Equation& ahead = *definition.find_equation(point);
  for (std::size_t step = 0; step + 1 < way.points().size(); ++step) {
    const std::int64_t index = problem.first_step() + static_cast<std::int64_t>(step) + ahead.offset;
    Point to;
    for (const std::size_t i : {0U, 1U}) {
      (i == 0 ? to.x : to.y) = value_in(*way.trace(), ahead.quantity, index, components[i]).to_double();
    }
    const Point from{way.at(step, components[0]), way.at(step, components[1])};
    if (from.x != to.x || from.y != to.y) picture.arrows.push_back({from, to});
  }
}

/// A thin line over the whole of the axis.
Curve graph_of(const Surface& surface, const Axis& x) {
  Curve guide{"", {}, Curve::Look::guide, {}};
  constexpr int pieces = 200;
  for (int i = 0; i <= pieces; ++i) {
    const double at = x.from + (x.to - x.from) * i / pieces;
    guide.points.push_back({at, surface.near({at})});
  }
  return guide;
}

Picture along_a_curve(std::span<const Named> problems, const std::vector<Way>& ways, Picture picture) {
  const auto surface = Surface::of(problems[0].problem);
  if (!surface) {
    refuse(problems[0].problem, "the problem has one parameter and gives gradients alone, so there is no J to go along",
           "expected an objective with a formula, or a picture of a quantity");
  }
  Bounds x, y;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    Curve& curve = picture.curves[i];
    for (std::size_t step = 0; step < ways[i].points().size(); ++step) {
      const Exact loss = surface->certified(ways[i].points()[step], figures);
      const double y_here = drawable(problems[i].problem, loss, "J", static_cast<std::int64_t>(step));
      curve.points.push_back({ways[i].at(step, 0), y_here});
    }
  }
  take_all(picture.curves, x, y);
  picture.x = x.axis(problems[0].problem.objective->parameters()[0]);
  picture.curves.insert(picture.curves.begin(), graph_of(*surface, picture.x));
  take_all({picture.curves.front()}, x, y);
  picture.y = y.axis("J");
  return picture;
}

/// Lines through the start and the points behind it, closer where J is small, as those of a bowl are evenly spaced.
std::vector<double> levels_of(const std::vector<double>& values, double start) {
  double least = std::numeric_limits<double>::infinity(), most = -least;
  for (const double value : values) {
    if (std::isfinite(value)) {
      least = std::min(least, value);
      most = std::max(most, value);
    }
  }
  constexpr int to_start = 6;
  const double reference = start > least ? start : least + (most - least) / 4;
  std::vector<double> levels;
  for (int i = 1; i <= 24; ++i) {
    const double share = static_cast<double>(i) / to_start, level = least + (reference - least) * share * share;
    if (level < most && (levels.empty() || level > levels.back())) levels.push_back(level);
  }
  return levels;
}

constexpr std::size_t grid = 81;

/// @param others  the step of the way at which those parameters are taken that have no axis
std::optional<Field> field_under(const Problem& problem, const Way& way, const std::vector<std::size_t>& components,
                                 std::size_t others, const Axis& x, const Axis& y) {
  const auto surface = Surface::of(problem);
  if (!surface) return std::nullopt;
  Field field{grid, grid, {}, {}};
  std::vector<double> point;
  for (const Exact& value : way.points()[others]) point.push_back(value.to_double());
  for (std::size_t row = 0; row < grid; ++row) {
    point[components[1]] = y.from + (y.to - y.from) * static_cast<double>(row) / (grid - 1);
    for (std::size_t column = 0; column < grid; ++column) {
      point[components[0]] = x.from + (x.to - x.from) * static_cast<double>(column) / (grid - 1);
      const double value = surface->near(point);
      field.values.push_back(std::isfinite(value) ? value : std::numeric_limits<double>::quiet_NaN());
    }
  }
  for (const std::size_t i : components) point[i] = way.at(0, i);
  field.levels = levels_of(field.values, surface->near(point));
  if (field.levels.empty()) return std::nullopt;
  return field;
}

/// The largest of both widths, as far as a picture in true proportions is not a thin strip.
void keep_proportions(Bounds& x, Bounds& y) {
  constexpr double thinnest = 4;
  const double wide = x.to - x.from, high = y.to - y.from;
  if (wide <= 0 || high <= 0 || wide > thinnest * high || high > thinnest * wide) return;
  const double most = std::max(wide, high);
  for (Bounds* bounds : {&x, &y}) {
    const double middle = (bounds->from + bounds->to) / 2;
    *bounds = {middle - most / 2, middle + most / 2};
  }
}

void check_same_parameters(std::span<const Named> problems) {
  for (const Named& other : problems) {
    if (other.problem.objective->parameters() != problems[0].problem.objective->parameters()) {
      refuse(other.problem, "its parameters are " + listed(other.problem.objective->parameters()),
             "expected those of " + problems[0].problem.file);
    }
  }
}

std::vector<Inline> words_on(std::span<const Named> problems, const std::vector<Way>& ways) {
  std::vector<Inline> words;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    for (Inline& one : way_words(problems[i].label, problems[i].problem, ways[i])) words.push_back(std::move(one));
  }
  return words;
}

Picture paths(std::span<const Named> problems, const std::vector<Way>& ways, const PathWishes& wishes) {
  const Problem& first = problems[0].problem;
  Picture picture;
  picture.title = title_of(first, wishes.title);
  for (std::size_t i = 0; i < ways.size(); ++i) {
    picture.curves.push_back({problems[i].label, {}, Curve::Look::way, 0});
  }
  picture.curves.insert(picture.curves.end(), wishes.also.begin(), wishes.also.end());
  const std::vector<std::size_t> components = components_of(first, wishes.components);
  if (components.size() == 1) return along_a_curve(problems, ways, std::move(picture));
  for (std::size_t i = 0; i < ways.size(); ++i) {
    for (std::size_t step = 0; step < ways[i].points().size(); ++step) {
      picture.curves[i].points.push_back({ways[i].at(step, components[0]), ways[i].at(step, components[1])});
    }
    if (wishes.arrows) add_arrows(problems[i].problem, ways[i], components, picture);
  }
  Bounds x, y;
  take_all(picture.curves, x, y);
  for (const Arrow& arrow : picture.arrows) {
    x.take(arrow.to.x);
    y.take(arrow.to.y);
  }
  keep_proportions(x, y);
  const auto& names = first.objective->parameters();
  const double least = std::max(x.to - x.from, y.to - y.from) / 50;
  picture.x = x.axis(names[components[0]], least);
  picture.y = y.axis(names[components[1]], least);
  picture.field = field_under(first, ways[0], components, ways[0].steps(), picture.x, picture.y);
  return picture;
}

/// The paths with their words.
Picture told_paths(std::span<const Named> problems, const std::vector<Way>& ways, const PathWishes& wishes) {
  Picture picture = paths(problems, ways, wishes);
  std::vector<Inline> words = words_on(problems, ways);
  if (problems[0].problem.dimension() > 2 && picture.field) {
    words.push_back(
        sentence("The contour lines are those where the other parameters are as at the end of the way of {optimizer}.",
                 {{"optimizer", problems[0].label.words()}}));
  }
  picture.text = reports::together(reports::sentences(std::move(words)));
  return picture;
}

/// The least 1, 2 or 5 times a power of ten that the way keeps within, from its start; 0 where it does not move.
double reach_of(const Way& way, std::size_t component) {
  double farthest = 0;
  for (std::size_t step = 1; step <= way.steps(); ++step) {
    farthest = std::max(farthest, std::fabs(way.at(step, component) - way.at(0, component)));
  }
  if (farthest == 0) return 0;
  const double power = std::pow(10, std::floor(std::log10(farthest)));
  for (const int times : {1, 2, 5}) {
    if (farthest <= times * power) return times * power;
  }
  return 10 * power;
}

Axis around_start(const Problem& problem, const Way& way, std::size_t component, double reach) {
  const double start = way.at(0, component), width = std::max(reach, 1e-9 * std::fabs(start));
  return {problem.objective->parameters()[component], start - width, start + width, false};
}

Picture start_on_a_curve(const Problem& problem, const Way& way, const Surface& surface) {
  Picture picture;
  const double reach = reach_of(way, 0);
  picture.x = around_start(problem, way, 0, reach > 0 ? reach : 1);
  picture.curves.push_back(graph_of(surface, picture.x));
  const double loss = drawable(problem, surface.certified(way.points().front(), figures), "J", 0);
  picture.curves.push_back({sentence("start"), {{way.at(0, 0), loss}}, Curve::Look::way, 0});
  Bounds x, y;
  take_all(picture.curves, x, y);
  picture.y = y.axis("J");
  return picture;
}

std::vector<Way> ways_of(std::span<const Named> problems) {
  std::vector<Way> ways;
  for (const Named& one : problems) ways.emplace_back(one.problem);
  return ways;
}

/// Logarithmic where that shows more.
void set_height(Picture& picture, const std::string& label) {
  Bounds x, y;
  take_all(picture.curves, x, y);
  picture.x = x.axis("t");
  picture.x.from = x.from - 0.03 * (x.to - x.from);
  picture.x.to = x.to + 0.03 * (x.to - x.from);
  if (picture.x.from == picture.x.to) picture.x.to += 1;
  picture.x.whole = true;
  constexpr double far = 30;
  if (y.from > 0 && y.to > far * y.from) {
    picture.y = {label, y.from / 1.5, y.to * 1.5, true};
  } else {
    picture.y = y.axis(label);
  }
}

/// The quantity that is meant: of the definition, or an expression that is traced as one more.
std::string traced(Problem& problem, const std::string& wished, std::size_t number) {
  Definition& definition = problem.optimizer;
  if (definition.find_equation(wished)) return wished;
  if (is_identifier(wished)) {
    std::vector<std::string> names;
    for (const Equation& equation : definition.equations) names.push_back(equation.quantity);
    refuse(problem, "there is no quantity " + in_quotes(wished),
           "expected one of " + listed(names) + ", or an expression");
  }
  Equation more;
  more.quantity = fmt::format("drawn{}", number);
  while (definition.find_equation(more.quantity)) more.quantity += 'x';
  more.right = parse_expression(wished);
  definition.equations.push_back(std::move(more));
  check(definition);
  return definition.equations.back().quantity;
}

/// "v of x, Adam"
Inline quantity_label(const std::string& quantity, const std::string& component, const Words& optimizer) {
  Inlines label = {reports::text(quantity)};
  if (!component.empty()) {
    label = {sentence("{quantity} of {component}", {{"quantity", quantity}, {"component", component}})};
  }
  if (!optimizer.empty()) label.insert(label.end(), {reports::text(", "), optimizer.words()});
  return reports::together(std::move(label));
}

}  // namespace

std::vector<Named> named(std::vector<Problem> problems) {
  std::set<std::string> optimizers;
  for (const Problem& problem : problems) optimizers.insert(problem.base.name);
  std::vector<Named> all;
  for (Problem& problem : problems) {
    const bool by_optimizer = optimizers.size() == problems.size() || problem.title.empty();
    Words label = by_optimizer ? Words(reports::method_title(problem.base)) : Words(problem.title);
    all.push_back({std::move(label), std::move(problem)});
  }
  return all;
}

std::vector<Named> under(const Problem& problem, const std::vector<std::string>& optimizers) {
  std::vector<Problem> problems;
  for (const std::string& name : optimizers) problems.push_back(with_optimizer(problem, find_definition(name)));
  return named(std::move(problems));
}

std::vector<std::vector<Exact>> points_of(const Problem& problem) { return Way(problem).points(); }

Picture path_picture(std::span<const Named> problems, const PathWishes& wishes) {
  check_same_parameters(problems);
  return told_paths(problems, ways_of(problems), wishes);
}

std::optional<Picture> start_picture(const Problem& problem) {
  const auto surface = Surface::of(problem);
  if (!surface) return std::nullopt;
  const Way way(problem);
  if (problem.dimension() == 1) return start_on_a_curve(problem, way, *surface);
  constexpr double thinnest = 4;  // as of ways
  double wide = reach_of(way, 0), high = reach_of(way, 1);
  if (wide <= thinnest * high && high <= thinnest * wide) wide = high = std::max(wide, high);
  const double most = std::max({wide, high, 0.0}), least = most > 0 ? most / 50 : 1;
  Picture picture;
  picture.x = around_start(problem, way, 0, std::max(wide, least));
  picture.y = around_start(problem, way, 1, std::max(high, least));
  picture.curves.push_back({sentence("start"), {{way.at(0, 0), way.at(0, 1)}}, Curve::Look::way, 0});
  picture.field = field_under(problem, way, {0, 1}, 0, picture.x, picture.y);
  if (!picture.field) return std::nullopt;
  return picture;
}

Picture ways_picture(std::span<const Named> problems, const std::vector<Way>& ways) {
  return paths(problems, ways, {});
}

Picture loss_picture(std::span<const Named> problems, const std::string& title) {
  Picture picture;
  picture.title = title_of(problems[0].problem, title);
  std::vector<Inline> words;
  for (const Named& one : problems) {
    const auto surface = Surface::of(one.problem);
    if (!surface) {
      refuse(one.problem, "the problem gives gradients alone, so there is no J to draw",
             "expected an objective with a formula");
    }
    const Way way(one.problem);
    for (Inline& told : way_words(one.label, one.problem, way)) words.push_back(std::move(told));
    Curve curve{one.label, {}, Curve::Look::way, {}};
    double t = static_cast<double>(one.problem.first_step() - 1);
    for (const auto& point : way.points()) {
      const Exact loss = surface->certified(point, figures);
      curve.points.push_back({t, drawable(one.problem, loss, "J", static_cast<std::int64_t>(t))});
      ++t;
    }
    picture.curves.push_back(std::move(curve));
  }
  picture.text = reports::together(reports::sentences(std::move(words)));
  set_height(picture, "J");
  return picture;
}

Picture quantity_picture(std::span<const Named> problems, const std::vector<std::string>& quantities,
                         const std::string& title) {
  Picture picture;
  picture.title = title_of(problems[0].problem, title);
  std::vector<Inline> words;
  for (const Named& one : problems) {
    Problem problem = one.problem;
    std::vector<std::string> names;
    for (const std::string& wished : quantities) names.push_back(traced(problem, wished, names.size() + 1));
    const Trace trace = unrounded(problem);
    for (std::size_t q = 0; q < names.size(); ++q) {
      const Equation& equation = *problem.optimizer.find_equation(names[q]);
      const bool is_scalar = equation.shape == Shape::scalar;
      for (std::size_t i = 0; i < (is_scalar ? 1 : problem.dimension()); ++i) {
        const std::string component = is_scalar ? "" : problem.objective->parameters()[i];
        const Inline label = quantity_label(quantities[q], component, problems.size() > 1 ? one.label : Words());
        Curve curve{label, {}, Curve::Look::way, {}};
        Exact first, last;
        for (std::int64_t t = problem.first_step(); t <= problem.last_step(); ++t) {
          last = value_in(trace, names[q], t + equation.offset, is_scalar ? std::nullopt : std::optional(i));
          if (t == problem.first_step()) first = last;
          curve.points.push_back({static_cast<double>(t), drawable(problem, last, quantities[q], t)});
        }
        words.push_back(
            sentence("{who} goes from {start} to {end} in {steps}.", {{"who", label},
                                                                      {"start", short_number(first)},
                                                                      {"end", short_number(last)},
                                                                      {"steps", steps_words(problem.steps)}}));
        picture.curves.push_back(std::move(curve));
      }
    }
  }
  picture.text = reports::together(reports::sentences(std::move(words)));
  const bool is_short = quantities.size() == 1 && is_identifier(quantities.front());
  set_height(picture, is_short ? quantities.front() : "");  // the legend has the others
  return picture;
}

Picture mistake_picture(const Problem& problem, const std::string& mistake, const PathWishes& wishes) {
  const auto ways_of_it = wrong_methods(problem, find_mistake(mistake));
  if (ways_of_it.empty()) {
    refuse(problem, in_quotes(mistake) + " cannot be made here", "expected one that stepmark mistakes PROBLEM lists");
  }
  const std::vector<Named> both = {{sentence("the right way"), problem},
                                   {sentence("wrong: {mistake}", {{"mistake", reports::marker_words_on(mistake)}}),
                                    worked_wrongly(problem, ways_of_it.front())}};
  const std::vector<Way> ways = ways_of(both);
  Picture picture = paths(both, ways, wishes);
  std::vector<Inline> words = way_words(sentence("The right way"), both[0].problem, ways[0]);
  for (Inline& one : way_words(sentence("The wrong one"), both[1].problem, ways[1])) words.push_back(std::move(one));
  const auto part = parting(ways[0], ways[1]);
  words.push_back(
      part ? sentence("They part in step {t}.", {{"t", problem.first_step() - 1 + static_cast<std::int64_t>(*part)}})
           : sentence("They are the same."));
  picture.text = reports::together(reports::sentences(std::move(words)));
  return picture;
}

}  // namespace stepmark::picture
