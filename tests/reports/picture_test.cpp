// Pictures hold the numbers of the trace, and nothing that a stranger writes becomes a command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "reports/picture/gnuplot.hpp"
#include "reports/picture/script.hpp"
#include "reports/picture/surface.hpp"
#include "reports/picture/ways.hpp"
#include "reports/sentence.hpp"
#include "tests/rooms.hpp"
#include "tests/support/program.hpp"

namespace stepmark::tests {
namespace {

using namespace picture;

Problem valley(const std::string& title = "a valley", const std::string& rest = "") {
  return parse_problem(
      "title = '" + title +
          "'\noptimizer = 'momentum'\nsteps = 3\n[hyperparameters]\neta = 0.1\ngamma = 0.5\n[objective]\n"
          "function = 'x^2 + 4*y^2'\nstart = { x = 3, y = 1 }\n" +
          rest,
      "valley.toml", "");
}

/// Of the line in the first colour of the ways: what comes last is the way, and before it its sample in the legend.
std::vector<Point> way_in(const std::string& svg) {
  const std::string stroke = "<path stroke='rgb(  0, 114, 178)'  d='";
  const std::size_t begin = svg.find(stroke), end = svg.find('\'', begin + stroke.size());
  const std::string path = svg.substr(begin + stroke.size(), end - begin - stroke.size());
  std::vector<Point> points;
  for (std::size_t at = path.rfind('M'); at < path.size(); at = path.find('L', at + 1)) {
    Point point;
    EXPECT_EQ(std::sscanf(path.c_str() + at + 1, "%lf,%lf", &point.x, &point.y), 2) << path;
    points.push_back(point);
  }
  return points;
}

double on_page(double value, double from, double to, double begin, double end) {
  return begin + (value - from) / (to - from) * (end - begin);
}

/// v = 0.5 v + 0.1 g: x goes 3, 2.4, 1.62, 0.906 and y 1, 0.2, -0.36, -0.352.
TEST(Picture, APointIsANumberOfTheTraceToThePixel) {
  const std::vector<Named> problems = named({valley()});
  const Picture picture = path_picture(problems, {});
  const Frame frame = frame_of_svg(picture);
  const std::vector<Point> drawn_points = way_in(drawn(picture, "svg"));
  const std::vector<Point> by_hand = {{3, 1}, {2.4, 0.2}, {1.62, -0.36}, {0.906, -0.352}};
  ASSERT_EQ(drawn_points.size(), by_hand.size());
  constexpr double hair = 0.02;  // the file has two places
  for (std::size_t i = 0; i < by_hand.size(); ++i) {
    EXPECT_NEAR(drawn_points[i].x, on_page(by_hand[i].x, picture.x.from, picture.x.to, frame.left, frame.right), hair);
    EXPECT_NEAR(drawn_points[i].y, on_page(by_hand[i].y, picture.y.from, picture.y.to, frame.bottom, frame.top), hair);
  }
}

TEST(Picture, SaysInWordsWhatIsToBeSeen) {
  const std::vector<Named> problems = named({valley()});
  EXPECT_EQ(
      plain_words(path_picture(problems, {}).text),
      "Momentum goes from (3, 1) to (0.906, -0.352) in 3 steps, between 0.71 and 1 long; J falls from 13 to 1.32. The "
      "gradient along y changes its sign in step 3: the way crosses the valley.");
  const std::string svg = drawn(path_picture(problems, {}), "svg");
  EXPECT_NE(svg.find("<title>a valley</title>"), std::string::npos);
  EXPECT_NE(svg.find("<desc>Momentum goes from (3, 1)"), std::string::npos);
}

/// J = x^2 + 4 y^2: 13, 5.92, 3.1428, 1.316452.
TEST(Picture, TheLossIsThatOfEachPoint) {
  const std::vector<Named> problems = named({valley()});
  const Picture picture = loss_picture(problems, "");
  const std::vector<double> by_hand = {13, 5.92, 3.1428, 1.316452};
  ASSERT_EQ(picture.curves.size(), 1U);
  ASSERT_EQ(picture.curves[0].points.size(), by_hand.size());
  for (std::size_t t = 0; t < by_hand.size(); ++t) {
    EXPECT_EQ(picture.curves[0].points[t].x, static_cast<double>(t));
    EXPECT_NEAR(picture.curves[0].points[t].y, by_hand[t], 1e-10);
  }
}

TEST(Picture, AQuantityMayBeAnExpression) {
  const std::vector<Named> problems = named({valley()});
  const Picture picture = quantity_picture(problems, {"v", "eta/(1 + v[t]^2)"}, "");
  ASSERT_EQ(picture.curves.size(), 4U);
  EXPECT_EQ(plain_words(picture.curves[0].label), "v of x");
  EXPECT_NEAR(picture.curves[0].points[0].y, 0.6, 1e-12);
  EXPECT_NEAR(picture.curves[2].points[0].y, 0.1 / 1.36, 1e-12);
  EXPECT_THROW(quantity_picture(problems, {"w"}, ""), InputError);
  EXPECT_THROW(quantity_picture(problems, {"1/w[t]"}, ""), InputError);
}

TEST(Picture, TellsWhereAMistakeParts) {
  const Picture picture = mistake_picture(valley(), "velocity-forgotten", {});
  ASSERT_EQ(picture.curves.size(), 2U);
  EXPECT_EQ(picture.curves[1].points[1].x, picture.curves[0].points[1].x);
  EXPECT_NEAR(picture.curves[1].points[2].x, 2.4 - 0.48, 1e-12);
  EXPECT_THAT(plain_words(picture.text), testing::HasSubstr("They part in step 2."));
  EXPECT_THROW(mistake_picture(valley(), "bias-correction-omitted", {}), InputError);
}

TEST(Picture, AnotherOptimizerGoesOverTheSameContourLines) {
  const std::vector<Named> problems = under(valley(), {"momentum", "gradient-descent"});
  const Picture picture = path_picture(problems, {});
  ASSERT_EQ(picture.curves.size(), 2U);
  EXPECT_EQ(plain_words(picture.curves[1].label), "Gradient descent");
  EXPECT_NEAR(picture.curves[1].points[2].x, 1.92, 1e-12);
  ASSERT_TRUE(picture.field);
  // The line through the start is one of them.
  EXPECT_TRUE(std::any_of(picture.field->levels.begin(), picture.field->levels.end(),
                          [](double level) { return std::fabs(level - 13) < 1e-9; }));
}

TEST(Picture, WhatCannotBeDrawnIsRefusedByName) {
  const Problem given = parse_problem(
      "optimizer = 'momentum'\nsteps = 2\n[objective]\ngradients = [[1], [2]]\nstart = [0]\n", "given.toml", "");
  EXPECT_THROW(loss_picture(named({given}), ""), InputError);
  EXPECT_THROW(path_picture(named({given}), {}), InputError);
  EXPECT_THROW(path_picture(named({valley()}), {{"x", "z"}, false, ""}), InputError);
  EXPECT_THROW(path_picture(named({valley()}), {{"x"}, false, ""}), InputError);
  EXPECT_THROW(path_picture(named({valley(), given}), {}), InputError);
}

/// The trace of a loss over rows: J is that of the whole table.
TEST(Surface, OfDataIsOverAllRows) {
  const support::ScratchDirectory scratch;
  scratch.write("rows.csv", "x,y\n1,2\n2,4\n3,7\n");
  const Problem problem = parse_problem(
      "optimizer = 'gradient-descent'\nsteps = 2\n[objective]\nloss = '(w*x - y)^2'\ndata = 'rows.csv'\nbatch = 1\n"
      "start = { w = 1 }\n",
      "p.toml", scratch.path("."));
  const auto surface = Surface::of(problem);
  ASSERT_TRUE(surface);
  EXPECT_NEAR(surface->near({1}), (1 + 4 + 16) / 3.0, 1e-12);
  EXPECT_EQ(surface->certified({Exact(2)}, 6), *Exact::parse("0.333333"));
}

TEST(Picture, EachFormIsTheSameOnEveryRun) {
  const Picture picture = path_picture(named({valley()}), {});
  for (const std::string& form : forms()) {
    SCOPED_TRACE(form);
    const std::string first = drawn(picture, form);
    EXPECT_GT(first.size(), 1000U);
    std::this_thread::sleep_for(std::chrono::milliseconds(form == "pdf" ? 1100 : 0));  // a PDF has the second in it
    EXPECT_TRUE(drawn(picture, form) == first);
  }
}

/// gnuplots that stay open keep nothing of the picture before.
TEST(Picture, ManyAreTheSameAsEachAlone) {
  const Picture way = path_picture(named({valley()}), {}), loss = loss_picture(named({valley()}), "");
  Picture chart;
  chart.bars = {{"one", 3, "3"}, {"two", 1, "1"}};
  const Pictures all = {&way, &chart, &loss, &way, &chart};
  for (const std::string& form : forms()) {
    for (const std::size_t at_once : {1U, 2U, 9U}) {
      const std::vector<std::string> made = drawn(all, form, at_once);
      ASSERT_EQ(made.size(), all.size());
      for (std::size_t i = 0; i < all.size(); ++i) EXPECT_TRUE(made[i] == drawn(*all[i], form)) << form << at_once << i;
    }
  }
  EXPECT_TRUE(drawn(Pictures{}, "svg", 2).empty());
}

/// Of momentum: half of the last step again. Gradient descent has nothing to carry, and Nesterov looks ahead there.
TEST(Picture, ArrowsShowWhatTheVelocityCarries) {
  const PathWishes wishes{{}, true, ""};
  const Picture picture = path_picture(named({valley()}), wishes);
  ASSERT_EQ(picture.arrows.size(), 2U) << "none from the start, where the velocity is 0";
  EXPECT_DOUBLE_EQ(picture.arrows[0].from.x, 2.4);
  EXPECT_NEAR(picture.arrows[0].to.x, 2.4 - 0.3, 1e-12);
  EXPECT_NEAR(picture.arrows[0].to.y, 0.2 - 0.4, 1e-12);
  EXPECT_NEAR(picture.arrows[1].to.x, 1.62 - 0.39, 1e-12);
  const auto others = under(valley(), {"gradient-descent", "nesterov", "adam-slides"});
  EXPECT_TRUE(path_picture(std::span(others).first(1), wishes).arrows.empty());
  EXPECT_EQ(path_picture(std::span(others).subspan(1, 1), wishes).arrows.size(), 2U);
  EXPECT_EQ(path_picture(std::span(others).subspan(2, 1), wishes).arrows.size(), 2U);
}

/// Read back from the file: the bars are as long as what they stand for.
TEST(Picture, BarsAreAsLongAsTheirNumbers) {
  Picture chart;
  chart.bars = {{"one", 8, "8"}, {"two", 2, "2"}, {"three", 6, "6"}};
  const std::string svg = drawn(chart, "svg");
  std::vector<double> lengths;
  const std::string polygon = "<polygon fill = 'rgb(  0, 114, 178)' points = '";
  for (std::size_t at = svg.find(polygon); at != std::string::npos; at = svg.find(polygon, at + 1)) {
    double x[4], y[4];
    ASSERT_EQ(std::sscanf(svg.c_str() + at + polygon.size(), "%lf,%lf %lf,%lf %lf,%lf %lf,%lf", &x[0], &y[0], &x[1],
                          &y[1], &x[2], &y[2], &x[3], &y[3]),
              8);
    lengths.push_back(*std::max_element(x, x + 4) - *std::min_element(x, x + 4));
  }
  ASSERT_EQ(lengths.size(), 3U) << svg;
  EXPECT_NEAR(lengths[1] / lengths[0], 0.25, 0.001);
  EXPECT_NEAR(lengths[2] / lengths[0], 0.75, 0.001);
}

TEST(Picture, NoTextBecomesACommandOrMarkup) {
  const support::ScratchDirectory scratch;
  const std::string witness = scratch.path("witness");
  for (const std::string& text :
       {"'; system(\"touch " + witness + "\"); print '", "`touch " + witness + "`", "$(touch " + witness + ")",
        "\"; system(\"touch " + witness + "\") #", "a\nsystem(\"touch " + witness + "\")\n",
        std::string("@x \\n {/Symbol a}_b^c %d"), std::string("</title><script>alert(1)</script>"),
        std::string("]]> & <b>"), std::string("\x1b[31m \xff")}) {
    Picture picture = path_picture(named({valley()}), {});
    picture.title = picture.text = picture.curves[0].label = picture.x.label = picture.y.label = text;
    Picture chart;
    chart.title = text;
    chart.bars = {{text, 2, text}, {"two", 1, "1"}};
    for (const std::string& form : forms()) drawn({&picture, &chart}, form, 2);
    const std::string svg = drawn(picture, "svg") + drawn(chart, "svg");
    EXPECT_FALSE(std::filesystem::exists(witness)) << text;
    EXPECT_EQ(svg.find("<script"), std::string::npos);
    EXPECT_EQ(svg.find("<b>"), std::string::npos);
  }
}

}  // namespace
}  // namespace stepmark::tests
