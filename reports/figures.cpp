#include "reports/figures.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "lib/base/safe.hpp"
#include "lib/problem/other_optimizer.hpp"
#include "reports/line_words.hpp"
#include "reports/method_name.hpp"
#include "reports/picture/surface.hpp"
#include "reports/picture/way.hpp"
#include "reports/picture/ways.hpp"
#include "reports/sentence.hpp"

namespace stepmark::reports {

namespace {

using picture::Named;
using picture::Picture;

Figure figure_of(Picture picture, Inlines caption, Words alt) {
  picture.title = {};  // the page has one
  Figure figure{nullptr, std::move(caption), std::move(alt)};
  figure.picture = std::make_shared<Picture>(std::move(picture));
  return figure;
}

Arguments axes_of(const Picture& picture) { return {{"y", picture.y.label.words()}, {"x", picture.x.label.words()}}; }

/// "Contour lines of J, y over x. Momentum: from (3, 1) over (2.7, 0.5) to (2.16, -0.2)."
Inline ways_alt(const Picture& picture, std::span<const Named> problems, const std::vector<picture::Way>& ways) {
  std::vector<Inline> words = {picture.field ? sentence("Contour lines of J, {y} over {x}.", axes_of(picture))
                                             : sentence("{y} over {x}.", axes_of(picture))};
  for (std::size_t i = 0; i < ways.size(); ++i) {
    words.push_back(
        sentence("{who}: {points}.", {{"who", problems[i].label.words()}, {"points", ways[i].all_points_words()}}));
  }
  return together(sentences(std::move(words)));
}

bool has_surface(const Problem& problem) { return picture::Surface::of(problem).has_value(); }

/// One parameter whose gradients alone are given: what there is goes over the steps.
Figure over_the_steps(const std::vector<Named>& problems) {
  Picture picture = picture::quantity_picture(problems, {"theta"}, "");
  const Inline caption = picture.text.words();
  const Inline alt = together(sentences({sentence("The parameter over the steps."), caption}));
  return figure_of(std::move(picture), {caption}, alt);
}

Figure over_the_plane(const std::vector<Named>& problems) {
  Picture picture = picture::path_picture(problems, {});
  std::vector<picture::Way> ways;
  for (const Named& one : problems) ways.emplace_back(one.problem);
  const Inline caption = picture.text.words(), alt = ways_alt(picture, problems, ways);
  return figure_of(std::move(picture), {caption}, alt);
}

std::optional<Figure> mistake_figure(const Problem& problem) {
  Picture picture = picture::mistake_picture(problem, problem.question.mistake, {});
  const Inline caption = picture.text.words(),
               alt = picture.field ? sentence("Contour lines of J, {y} over {x}, with the right way and the wrong one.",
                                              axes_of(picture))
                                   : sentence("{y} over {x}, with the right way and the wrong one.", axes_of(picture));
  return figure_of(std::move(picture), {caption}, alt);
}

std::vector<Named> optimizers_of(const Problem& problem) {
  std::vector<Named> all{{method_title(problem.base), problem}};
  if (problem.question.other) {
    Problem other = problem::with_optimizer(problem, *problem.question.other);
    all.push_back({method_title(other.base), std::move(other)});
  }
  return all;
}

}  // namespace

std::optional<Figure> way_figure(const Problem& problem) try {
  const bool is_plane = problem.dimension() > 1 || has_surface(problem);
  if (!problem.question.mistake.empty() && is_plane) return mistake_figure(problem);
  const std::vector<Named> problems = optimizers_of(problem);
  return is_plane ? over_the_plane(problems) : over_the_steps(problems);
} catch (const InputError&) {
  return std::nullopt;  // too large for a picture, or undefined where the page does not go
}

std::optional<Figure> start_figure(const Problem& problem) try {
  std::optional<Picture> picture = picture::start_picture(problem);
  if (!picture) return std::nullopt;
  Arguments told = axes_of(*picture);
  told.emplace_back("point", picture::Way(problem).point_words(0));
  const Inline caption = picture->field ? sentence("Contour lines of J; the start is {point}.", told)
                                        : sentence("{y} over {x}; the start is {point}.", told);
  picture->text = caption;
  const Inline alt = picture->field ? sentence("Contour lines of J, {y} over {x}, with the start.", axes_of(*picture))
                                    : sentence("{y} over {x}, with the start.", axes_of(*picture));
  return figure_of(std::move(*picture), {caption}, alt);
} catch (const InputError&) {
  return std::nullopt;
}

// ------------------------------------------------------------------------------------------------ a student's way

namespace {

using Points = std::vector<std::vector<Exact>>;

/// The start, and the parameters of each step, as far as all of them are numbers.
Points written_points(const Marker& marker, const Sheet& sheet) {
  const Problem& problem = marker.problem();
  const Definition& definition = problem.optimizer;
  Points points{picture::Way(problem).points().front()};
  for (std::int64_t t = problem.first_step(); t <= problem.last_step(); ++t) {
    std::vector<std::optional<Exact>> point(problem.dimension());
    for (std::size_t i = 0; i < sheet.size(); ++i) {
      const Tape::Line& line = marker.tape().lines[marker.asked()[i]];
      const bool is_theta = definition.equations[line.equation].quantity == "theta" && line.t == t;
      if (is_theta && line.component && sheet[i].kind == Written::Kind::number) point[*line.component] = sheet[i].value;
    }
    if (!std::all_of(point.begin(), point.end(), [](const auto& x) { return x.has_value(); })) break;
    points.emplace_back();
    for (const auto& x : point) points.back().push_back(*x);
  }
  return points;
}

/// "The first fault is in v of x at step 1."
Inline first_fault(const Marker& marker, const MarkedSheet& marked) {
  const auto found = std::find_if(marked.lines.begin(), marked.lines.end(),
                                  [](const LineMark& mark) { return is_fault(mark.verdict); });
  if (found == marked.lines.end()) return {};
  const Tape::Line& line = marker.tape().lines[found->line];
  const std::string component = line.component ? marker.problem().objective->parameters()[*line.component] : "";
  return sentence(
      "The first fault is in {line}.",
      {{"line", line_words(marker.problem().optimizer.equations[line.equation].quantity, component, line.t)}});
}

/// How far apart two ways may be that are the same on the page: a hundredth of its width.
bool is_apart(const picture::Way& a, const picture::Way& b, std::size_t step, double width) {
  for (std::size_t i = 0; i < a.points()[step].size(); ++i) {
    if (std::abs(a.at(step, i) - b.at(step, i)) > width / 100) return true;
  }
  return false;
}

Inline parting_words(const Problem& problem, const picture::Way& right, const picture::Way& own, double width) {
  for (std::size_t step = 0; step <= std::min(right.steps(), own.steps()); ++step) {
    if (!is_apart(right, own, step, width)) continue;
    return sentence("They part in step {t}.", {{"t", problem.first_step() - 1 + static_cast<std::int64_t>(step)}});
  }
  return sentence("They are the same but for rounding.");
}

Figure beside_the_right_one(const Marker& marker, const MarkedSheet& marked, const picture::Way& own) {
  const Problem& problem = marker.problem();
  const std::vector<Named> both{{sentence("the right way"), problem}, {sentence("your way"), problem}};
  const std::vector<picture::Way> ways{picture::Way(problem), own};
  Picture picture = picture::ways_picture(both, ways);
  const double width = std::max(picture.x.to - picture.x.from, picture.y.to - picture.y.from);
  const Inline caption = together(sentences(
      {sentence("Your way goes {points}, the right one to {end}.",
                {{"points", own.all_points_words()}, {"end", ways.front().point_words(ways.front().steps())}}),
       parting_words(problem, ways.front(), own, width), first_fault(marker, marked)}));
  picture.text = caption;
  const Inline alt = ways_alt(picture, both, ways);
  return figure_of(std::move(picture), {caption}, alt);
}

Figure alone(const Problem& problem, const picture::Way& own) {
  const std::vector<Named> one{{sentence("your way"), problem}};
  Picture picture = picture::ways_picture(one, {own});
  const Inline caption = sentence("Your way goes {points}.", {{"points", own.all_points_words()}});
  picture.text = caption;
  const Inline alt = ways_alt(picture, one, {own});
  return figure_of(std::move(picture), {caption}, alt);
}

}  // namespace

std::optional<Figure> work_figure(const QuestionMarker& marker, const QuestionSheet& sheet,
                                  const MarkedQuestion& marked, Answers answers) try {
  for (std::size_t part = 0; part < marker.parts().size(); ++part) {
    if (marker.parts()[part].asks != Part::Asks::numbers) continue;
    const Marker& numbers = marker.numbers(part);
    const Problem& problem = numbers.problem();
    if (problem.dimension() < 2 && !has_surface(problem)) return std::nullopt;
    Points points = written_points(numbers, sheet[part].numbers);
    if (points.size() < 2) return std::nullopt;
    const picture::Way own(problem, std::move(points));
    if (answers == Answers::hidden) return alone(problem, own);
    return beside_the_right_one(numbers, marked.parts[part].numbers, own);
  }
  return std::nullopt;
} catch (const InputError&) {
  return std::nullopt;  // a number that no picture holds
}

// --------------------------------------------------------------------------------------------------------- charts

Inline words_on_tenth(std::size_t tenth) {
  if (tenth == 10) return sentence_in("tenth", "full marks");
  const auto from = static_cast<std::int64_t>(10 * tenth);
  return sentence("{from} to {to}% of the marks", {{"from", from}, {"to", from + 10}});
}

ChartRow counted(Words label, std::uint64_t count, std::uint64_t of) {
  const auto share = of == 0 ? 0 : 100 * static_cast<double>(count) / static_cast<double>(of);
  return {std::move(label), static_cast<double>(count),
          sentence("{count} of {all} ({share}%)", {{"count", std::to_string(count)},
                                                   {"all", std::to_string(of)},
                                                   {"share", fmt::format("{:.0f}", share)}})};
}

namespace {

/// Sentences of ours are; what is not ours may be of any length.
Inline row_on_one_line(const Words& words, std::size_t most) {
  return words.words().said ? words.words() : text(one_line(words.words().value, most));
}

}  // namespace

std::optional<Figure> chart(const Inline& title, const std::vector<ChartRow>& rows, Extreme named) {
  constexpr std::size_t most_rows = 30;  // of a page; a table has the others
  if (rows.empty()) return std::nullopt;
  Picture picture;
  Inlines told;
  for (std::size_t i = 0; i < std::min(rows.size(), most_rows); ++i) {
    picture.bars.push_back({rows[i].label, rows[i].length, rows[i].told});
    if (i > 0) told.push_back(text("; "));
    told.push_back(
        sentence("{row}: {told}", {{"row", row_on_one_line(rows[i].label, 60)}, {"told", rows[i].told.words()}}));
  }
  const auto shorter = [](const ChartRow& a, const ChartRow& b) { return a.length < b.length; };
  const auto extreme = named == Extreme::longest ? std::max_element(rows.begin(), rows.end(), shorter)
                                                 : std::min_element(rows.begin(), rows.end(), shorter);
  const Arguments of_it = {
      {"title", title}, {"row", row_on_one_line(extreme->label, 120)}, {"told", extreme->told.words()}};
  const Inline caption = named == Extreme::longest ? sentence("{title}; most: {row}, {told}.", of_it)
                                                   : sentence("{title}; least: {row}, {told}.", of_it);
  picture.text = caption;
  return figure_of(std::move(picture), {caption}, sentence("{title}: {rows}.", {{"title", title}, {"rows", told}}));
}

void append_figure(std::vector<Block>& blocks, int level, Inline heading, std::optional<Figure> figure) {
  if (!figure) return;
  blocks.emplace_back(Heading{level, {std::move(heading)}});
  blocks.emplace_back(std::move(*figure));
}

void append_way(std::vector<Block>& blocks, int level, const Problem& problem) {
  append_figure(blocks, level, sentence("The way"), way_figure(problem));
}

}  // namespace stepmark::reports
