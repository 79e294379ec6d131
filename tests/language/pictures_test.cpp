// Pictures in every language: their words, and the numbers at their axes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/figures.hpp"
#include "reports/picture/gnuplot.hpp"
#include "reports/picture/script.hpp"
#include "reports/picture/ways.hpp"
#include "reports/render.hpp"
#include "reports/sentence.hpp"
#include "solver/mistake/mistake.hpp"
#include "tests/language/tools.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::bank, support::english_on, support::is_catalogued, support::named;
using ::testing::HasSubstr;
using ::testing::Not;

/// All that is written in a picture and around it, as a page has it.
std::string written(const Figure& figure, const Language& language) {
  Layout layout;
  layout.language = language;
  std::string inside;
  layout.illustrate = [&](const picture::Picture& picture) {
    Inlines words;
    for (const picture::Curve& curve : picture.curves) words.push_back(curve.label.words());
    words.insert(words.end(), {picture.text.words(), picture.x.label.words(), picture.y.label.words()});
    for (const picture::Bar& bar : picture.bars) words.insert(words.end(), {bar.label.words(), bar.told.words()});
    for (const Inline& one : words) inside += "<p>" + plain_words(one) + "</p>";
    return std::string("1.svg");
  };
  const std::string page =
      rendered(Format::html, {"", {figure, Paragraph{{text(plain_words(figure.alt, language))}}}}, layout);
  return page + inside;
}

TEST(PicturesInLanguages, SayNothingInEnglish) {
  std::size_t pictures = 0;
  for (const Problem& problem : bank()) {
    if (!is_catalogued(problem)) continue;
    for (const auto& figure : {way_figure(problem), start_figure(problem)}) {
      if (!figure) continue;
      ++pictures;
      std::set<std::string> left = english_on(written(*figure, named("zh")), problem);
      left.erase("theta");  // a quantity at an axis
      EXPECT_TRUE(left.empty()) << problem.file << ": " << ::testing::PrintToString(left);
    }
  }
  EXPECT_GT(pictures, 100U);
}

Problem valley() {
  return parse_problem(
      "title = 'a valley'\noptimizer = 'momentum'\nsteps = 3\n[hyperparameters]\neta = 0.1\ngamma = 0.5\n[objective]\n"
      "function = 'x^2 + 4*y^2'\nstart = { x = 3, y = 1 }\n",
      "valley.toml", "");
}

TEST(PicturesInLanguages, HaveDecimalCommasWhereTheLanguageHas) {
  const auto problems = picture::named({valley()});
  const picture::Picture picture = picture::path_picture(problems, {});
  EXPECT_EQ(plain_words(picture.text, named("de")),
            "Momentum führt in 3 Schritten von (3, 1) nach (0,906; -0,352), zwischen 0,71 und 1 lang; J fällt von 13 "
            "auf 1,32. Der Gradient längs y wechselt in Schritt 3 das Vorzeichen: Der Weg quert das Tal.");
  const std::string german = script(picture_in_language(picture, named("de")), "svg", "x.svg"),
                    chinese = script(picture_in_language(picture, named("zh")), "svg", "x.svg");
  EXPECT_NE(german.find("set decimalsign ','"), std::string::npos);
  EXPECT_EQ(chinese.find("set decimalsign ','"), std::string::npos);
}

/// All lines of an SVG.
std::string lines_of(const std::string& svg) {
  std::string all;
  for (std::size_t at = 0; (at = svg.find("d='", at)) != std::string::npos; ++at) {
    all += svg.substr(at, svg.find('\'', at + 3) - at) + '\n';
  }
  return all;
}

TEST(PicturesInLanguages, HaveTheSameLines) {
  const picture::Picture picture = picture::path_picture(picture::named({valley()}), {});
  const std::string english = drawn(picture, "svg"), german = drawn(picture_in_language(picture, named("de")), "svg");
  EXPECT_GT(lines_of(english).size(), 2000U);
  EXPECT_EQ(lines_of(german), lines_of(english));
  EXPECT_EQ(drawn(picture, "svg"), english) << "the next picture of the same program";
}

/// A line of letters of East Asia is as long as one of twice as many others, and is broken without blanks.
TEST(PicturesInLanguages, BreakLongLinesByTheirWidth) {
  picture::Picture picture;
  std::string words;
  for (int i = 0; i < 40; ++i) words += "\u5B57";
  picture.title = words;
  const std::string commands = script(picture, "svg", "x.svg");
  EXPECT_THAT(commands, Not(HasSubstr(words)));
  EXPECT_THAT(commands, HasSubstr('\'' + words.substr(0, 24 * 3) + '\''));
}

TEST(PicturesInLanguages, ShowAMistakeInItsWords) {
  const picture::Picture picture =
      picture_in_language(picture::mistake_picture(valley(), "velocity-forgotten", {}), named("fr"));
  EXPECT_EQ(plain_words(picture.curves[0].label), "le bon chemin");
  EXPECT_THAT(plain_words(picture.curves[1].label), HasSubstr("faux : "));
  EXPECT_THAT(plain_words(picture.text), HasSubstr("Ils se séparent à l'étape 2."));
}

}  // namespace
}  // namespace stepmark::tests
