// The pictures of pages, and what is said of them.
#include "reports/figures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/class_statistics.hpp"
#include "reports/picture/illustrator.hpp"
#include "reports/question_sheets.hpp"
#include "reports/sentence.hpp"
#include "solver/questions/question_filler.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

/// v = 0.5 v + 0.1 g: x goes 3, 2.4, 1.62 and y 1, 0.2, -0.36.
Problem valley(const std::string& rest = "") {
  return parse_problem(
      "title = 'A valley'\noptimizer = 'momentum'\nsteps = 2\n[hyperparameters]\neta = 0.1\ngamma = 0.5\n[objective]\n"
      "function = 'x^2 + 4*y^2'\nstart = { x = 3, y = 1 }\n" +
          rest,
      "valley.toml", "");
}

std::string words_of(const Inlines& caption) { return plain_words(caption); }

TEST(Figures, OfAWayTellTheTrace) {
  const auto figure = way_figure(valley());
  ASSERT_TRUE(figure);
  EXPECT_EQ(words_of(figure->caption),
            "Momentum goes from (3, 1) to (1.62, -0.36) in 2 steps, each about 0.98 long; J falls from 13 to 3.14. "
            "The gradient keeps its signs: no valley has been crossed yet.");
  EXPECT_EQ(plain_words(figure->alt),
            "Contour lines of J, y over x. Momentum: from (3, 1) over (2.4, 0.2) to (1.62, -0.36).");
  EXPECT_TRUE(figure->picture->field);
  EXPECT_TRUE(figure->picture->title.empty()) << "the page has it";
}

TEST(Figures, ShowWhatThereIs) {
  const std::string given = "optimizer = 'momentum'\nsteps = 2\n[objective]\ngradients = ";
  const auto one = way_figure(parse_problem(given + "[[1], [2]]\nstart = [0]\n", "p.toml", ""));
  ASSERT_TRUE(one);
  EXPECT_FALSE(one->picture->field);
  EXPECT_EQ(plain_words(one->picture->x.label), "t");
  const auto two = way_figure(parse_problem(given + "[[1, 0], [2, 1]]\nstart = [0, 0]\n", "p.toml", ""));
  ASSERT_TRUE(two);
  EXPECT_FALSE(two->picture->field);
  EXPECT_EQ(two->picture->curves.front().points.size(), 3U);
  EXPECT_FALSE(start_figure(parse_problem(given + "[[1, 0], [2, 1]]\nstart = [0, 0]\n", "p.toml", "")));
}

TEST(Figures, OfAQuestionTellNothingOfItsWay) {
  const auto figure = start_figure(valley());
  ASSERT_TRUE(figure);
  ASSERT_EQ(figure->picture->curves.size(), 1U);
  EXPECT_EQ(figure->picture->curves.front().points.size(), 1U);
  EXPECT_EQ(words_of(figure->caption), "Contour lines of J; the start is (3, 1).");
}

TEST(Figures, OfAQuestionWithOneParameterHaveTheCurve) {
  const std::string text = "optimizer = 'momentum'\nsteps = 2\n[objective]\nfunction = 'x^2'\nstart = { x = 3 }\n";
  const auto figure = start_figure(parse_problem(text, "p.toml", ""));
  ASSERT_TRUE(figure);
  ASSERT_EQ(figure->picture->curves.size(), 2U);
  ASSERT_EQ(figure->picture->curves[1].points.size(), 1U);
  EXPECT_EQ(figure->picture->curves[1].points[0].y, 9);
  EXPECT_EQ(words_of(figure->caption), "J over x; the start is 3.");
  EXPECT_EQ(plain_words(figure->alt), "J over x, with the start.");
}

// ------------------------------------------------------------------------------------------------------ mark sheets

struct Work {
  QuestionMarker marker{valley("[answer]\nask = ['v', 'theta']\n")};
  FilledQuestion filled;
  MarkedQuestion marked;

  explicit Work(const std::string& rows)
      : filled(QuestionFiller(marker).fill(parse_sheet("t,quantity,component,value\n" + rows, "s.csv"))),
        marked(marker.mark(filled.sheet)) {}
  std::optional<Figure> figure(Answers answers = Answers::shown) const {
    return work_figure(marker, filled.sheet, marked, answers);
  }
};

/// The second velocity is taken without what was there: x = 2.4 - 0.48.
const std::string faulty =
    "1,v,x,0.6\n1,v,y,0.8\n1,theta,x,2.4\n1,theta,y,0.2\n2,v,x,0.48\n2,v,y,0.16\n2,theta,x,1.92\n2,theta,y,0.04\n";

TEST(Figures, OfWorkShowTheStudentsWayBesideTheRightOne) {
  const auto figure = Work(faulty).figure();
  ASSERT_TRUE(figure);
  ASSERT_EQ(figure->picture->curves.size(), 2U);
  const auto& own = figure->picture->curves[1].points;
  ASSERT_EQ(own.size(), 3U);
  EXPECT_DOUBLE_EQ(own[2].x, 1.92);
  EXPECT_DOUBLE_EQ(own[2].y, 0.04);
  EXPECT_EQ(
      words_of(figure->caption),
      "Your way goes from (3, 1) over (2.4, 0.2) to (1.92, 0.04), the right one to (1.62, -0.36). They part in step "
      "2. The first fault is in v of x at step 2.");
}

/// A number that nothing explains is a fault too.
TEST(Figures, OfWorkSayWhereTheFirstFaultIs) {
  const auto figure = Work(
                          "1,v,x,0.6\n1,v,y,0.7316\n1,theta,x,2.4\n1,theta,y,0.2\n2,v,x,0.48\n2,v,y,0.16\n"
                          "2,theta,x,1.92\n2,theta,y,0.04\n")
                          .figure();
  ASSERT_TRUE(figure);
  EXPECT_THAT(words_of(figure->caption), testing::EndsWith("The first fault is in v of y at step 1."));
}

TEST(Figures, OfHiddenAnswersShowTheStudentsAlone) {
  const auto figure = Work(faulty).figure(Answers::hidden);
  ASSERT_TRUE(figure);
  ASSERT_EQ(figure->picture->curves.size(), 1U);
  for (const std::string& words :
       {words_of(figure->caption), plain_words(figure->alt), plain_words(figure->picture->text)}) {
    EXPECT_EQ(words.find("1.62"), std::string::npos) << words;
  }
}

TEST(Figures, OfWorkGoAsFarAsItDoes) {
  const auto figure = Work("1,theta,x,2.4\n1,theta,y,0.2\n2,theta,x,1.6\n2,theta,y,none\n").figure();
  ASSERT_TRUE(figure);
  EXPECT_EQ(figure->picture->curves[1].points.size(), 2U);
  EXPECT_FALSE(Work("1,v,x,0.6\n").figure());
  EXPECT_FALSE(Work("1,theta,x,1e300\n1,theta,y,1\n").figure());
}

// ------------------------------------------------------------------------------------------------------------ charts

TEST(Figures, OfAClassCountSheets) {
  Work right(
      "1,v,x,0.6\n1,v,y,0.8\n1,theta,x,2.4\n1,theta,y,0.2\n2,v,x,0.78\n2,v,y,0.56\n2,theta,x,1.62\n"
      "2,theta,y,-0.36\n");
  Work wrong(faulty);
  ClassStatistics statistics(right.marker);
  for (int i = 0; i < 3; ++i) statistics.add(right.filled.sheet, right.marked);
  statistics.add(wrong.filled.sheet, wrong.marked);
  const std::vector<Block> blocks = statistics.charts();
  ASSERT_EQ(blocks.size(), 6U);
  const auto& marks = std::get<Figure>(blocks[1]);
  ASSERT_EQ(marks.picture->bars.size(), 11U);
  EXPECT_EQ(plain_words(marks.picture->bars.back().label), "full marks");
  EXPECT_EQ(plain_words(marks.picture->bars.back().told), "3 of 4 (75%)");
  double sheets = 0;
  for (const auto& bar : marks.picture->bars) sheets += bar.length;
  EXPECT_EQ(sheets, 4);
  EXPECT_EQ(std::get<Figure>(blocks[3]).picture->bars.size(), 8U);
  EXPECT_EQ(plain_words(std::get<Figure>(blocks[5]).picture->bars.front().told), "1 of 4 (25%)");
  const ClassStatistics again = ClassStatistics::parse(statistics.json(), "s.json");
  EXPECT_EQ(plain_words(std::get<Figure>(again.charts()[1]).alt), plain_words(marks.alt));
}

// ------------------------------------------------------------------------------------------------------- illustrator

TEST(Illustrator, PutsEachPictureInItsPlace) {
  using picture::Illustrator;
  picture::Picture one, two;
  one.bars = {{"one", 1, "1"}};
  two.bars = {{"two", 2, "2"}};
  Illustrator inside(Illustrator::Kind::inside_html, "page"), beside(Illustrator::Kind::beside_markdown, "page");
  const std::string first = inside(one), second = inside(two);
  EXPECT_EQ(beside(two), "page-1.svg");
  EXPECT_EQ(beside(one), "page-2.svg");
  Illustrator::draw({&inside, &beside}, 2);
  const std::string page = inside.complete("a " + second + " b " + first + " c " + second);
  const std::string address = "data:image/svg+xml;base64,";
  EXPECT_TRUE(page.starts_with("a " + address));
  EXPECT_EQ(page.find('\x01'), std::string::npos);
  const std::size_t b = page.find(" b "), c = page.find(" c ");
  EXPECT_EQ(page.substr(2, b - 2), page.substr(c + 3)) << "the second twice";
  EXPECT_NE(page.substr(2, b - 2), page.substr(b + 3, c - b - 3));
  EXPECT_NE(beside.beside().at("page-1.svg").find(">two<"), std::string::npos);
  EXPECT_EQ(beside.complete("as it is"), "as it is");
}

TEST(Illustrator, CallsFilesForTexSoThatTexTakesThem) {
  using picture::Illustrator;
  const picture::Picture one;
  EXPECT_EQ(Illustrator(Illustrator::Kind::for_tex, "copies/S-1_a")(one), "copies/S-1_a-1.pdf");
  const std::string first = Illustrator(Illustrator::Kind::for_tex, "Zo\u00EB #1")(one),
                    second = Illustrator(Illustrator::Kind::for_tex, "Zo\u00EB #2")(one);
  EXPECT_NE(first, second);
  for (const std::string& name : {first, second}) {
    EXPECT_TRUE(std::all_of(name.begin(), name.end(), [](char c) { return std::isalnum(c) || c == '-' || c == '.'; }))
        << name;
  }
  EXPECT_EQ(Illustrator(Illustrator::Kind::beside_markdown, "Zo\u00EB")(one), "Zo\u00EB-1.svg");
}

}  // namespace
}  // namespace stepmark::tests
