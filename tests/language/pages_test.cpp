// Pages in every language: nothing of another language on them, the same formulas and numbers, and all of them set.
#include "reports/typeset/pages.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "lib/optimizer/catalogue.hpp"
#include "reports/handout.hpp"
#include "reports/sentence.hpp"
#include "reports/worked_solution.hpp"
#include "solver/solve.hpp"
#include "tests/language/tools.hpp"
#include "tests/reports/tools.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::bank, support::english_on, support::Formula, support::formulas_in_points, support::is_catalogued,
    support::katex_complaints, support::named, support::scan_markdown;

/// The pages of a problem that know languages.
std::vector<std::string> pages_of(const Problem& problem, Format format, const std::string& language,
                                  Mathematics mathematics = Mathematics::mathml) {
  Layout layout;
  layout.language = named(language);
  layout.mathematics = mathematics;
  std::vector<std::string> pages{
      rendered(format, worked_solution(problem, solve(problem, settings_for(problem, {}))), layout)};
  const auto add = [&](HandoutKind kind) {
    std::string page;
    handout({problem}, kind, "", 1, {format, layout, [&](std::string_view piece) { page += piece; }, {}});
    pages.push_back(std::move(page));
  };
  add(HandoutKind::questions);
  add(HandoutKind::solutions);
  add(HandoutKind::marker);
  return pages;
}

TEST(PagesInLanguages, SayNothingInEnglish) {
  std::set<Question::Kind> kinds;
  for (const Problem& problem : bank()) {
    if (!is_catalogued(problem)) continue;  // a tutor's own optimizer, whose words stay
    kinds.insert(problem.question.kind);
    for (const std::string& page : pages_of(problem, Format::html, "zh")) {
      const std::set<std::string> left = english_on(page, problem);
      EXPECT_TRUE(left.empty()) << problem.file << ": " << ::testing::PrintToString(left);
    }
  }
  EXPECT_EQ(kinds.size(), 10U);
}

// -------------------------------------------------------------------------------------------------- formulas, numbers

TEST(PagesInLanguages, HaveTheSameFormulasAndNumbers) {
  static const std::regex point("[0-9]\\.[0-9]"), comma("[0-9]\\{,\\}[0-9]");
  std::size_t commas = 0;
  for (const Problem& problem : bank()) {
    const std::vector<std::string> english = pages_of(problem, Format::markdown, "en");
    for (const std::string name : {"de", "es", "fr", "zh"}) {
      const std::vector<std::string> pages = pages_of(problem, Format::markdown, name);
      for (std::size_t i = 0; i < pages.size(); ++i) {
        for (const Formula& one : scan_markdown(pages[i]).formulas) {
          const bool has_point = std::regex_search(one.latex, point), has_comma = std::regex_search(one.latex, comma);
          EXPECT_FALSE(name == "zh" ? has_comma : has_point) << problem.file << ", " << name << ": " << one.latex;
          commas += has_comma;
        }
        EXPECT_EQ(formulas_in_points(pages[i]), formulas_in_points(english[i])) << problem.file << ", " << name;
      }
    }
  }
  EXPECT_GT(commas, 5000U);
}

TEST(PagesInLanguages, AreSetByKatex) {
  std::set<std::pair<std::string, bool>> distinct;
  for (const Problem& problem : bank()) {
    for (const std::string name : {"de", "es", "fr", "zh"}) {
      const std::vector<std::string> pages = pages_of(problem, Format::markdown, name);
      for (const std::string& breach : scan_markdown(pages[0]).breaches) ADD_FAILURE() << name << ": " << breach;
      for (const std::string& page : pages) {
        for (const Formula& one : scan_markdown(page).formulas) distinct.emplace(one.latex, one.displayed);
      }
    }
  }
  std::vector<Formula> formulas;
  for (const auto& [latex, displayed] : distinct) formulas.push_back({latex, displayed});
  EXPECT_GT(formulas.size(), 2000U);
  for (const std::string& complaint : katex_complaints(formulas)) ADD_FAILURE() << complaint;
}

TEST(FormulaInLanguage, HasCommasAndSemicolonsWhereTheyBelong) {
  const Language german = named("de"), chinese = named("zh");
  const auto in_german = [&](const char* latex) { return formula_in_language(latex, german); };
  EXPECT_EQ(in_german("\\theta_{1} = (1, 1.5)"), "\\theta_{1} = (1; 1{,}5)");
  EXPECT_EQ(in_german("\\theta_{1} = (1, 2)"), "\\theta_{1} = (1, 2)");
  EXPECT_EQ(in_german("J(x, y) = 0.5 x^{2}"), "J(x, y) = 0{,}5 x^{2}");
  EXPECT_EQ(in_german("m_{1,x} = 0.25"), "m_{1,x} = 0{,}25");
  EXPECT_EQ(in_german("(\\tfrac{0.5}{2}, 1)"), "(\\tfrac{0{,}5}{2}; 1)");
  EXPECT_EQ(in_german("\\max(0.5, m_{1,x})"), "\\max(0{,}5; m_{1,x})");
  EXPECT_EQ(in_german("0.1,\\ 0.2,\\ 1"), "0{,}1;\\ 0{,}2;\\ 1");
  EXPECT_EQ(in_german("\\quad\\text{since } x > 0.5"), "\\quad\\text{weil } x > 0{,}5");
  EXPECT_EQ(in_german("\\text{a tutor's. 1.5}"), "\\text{a tutor's. 1.5}");
  EXPECT_EQ(formula_in_language("\\text{if } x > 0.5", chinese), "\\text{若 } x > 0.5");
  EXPECT_EQ(formula_in_language("(1, 1.5)", Language()), "(1, 1.5)");
}

TEST(SentenceInLanguage, PutsItsPiecesWhereTheyBelong) {
  const Inline said =
      sentence("Question {number}: {title} ({marks})",
               {{"number", std::int64_t{2}}, {"title", std::string("{marks} 0.5")}, {"marks", reports::number("0.5")}});
  EXPECT_EQ(plain_words(said), "Question 2: {marks} 0.5 (0.5)");
  EXPECT_EQ(plain_words(said, named("de")), "Aufgabe 2: {marks} 0.5 (0,5)");
  EXPECT_EQ(plain_words(said, named("zh")), "第 2 题：{marks} 0.5（0.5）");
  const Inline steps =
      plural("{Steps} step is carried out.", "{Steps} steps are carried out.", 2, {{"steps", count_in_words(2)}});
  EXPECT_EQ(plain_words(steps), "Two steps are carried out.");
  EXPECT_EQ(plain_words(steps, named("de")), "Es werden zwei Schritte durchgeführt.");
  EXPECT_EQ(plain_words(steps, named("fr")), "Deux étapes sont effectuées.");
  EXPECT_EQ(plain_words(sentences({sentence("Complete the table."), Inline{}, sentence("Nothing is rounded.")})),
            "Complete the table. Nothing is rounded.");
  EXPECT_EQ(plain_words(sentences({sentence("Complete the table."), sentence("Nothing is rounded.")}), named("zh")),
            "完成下表。不做任何舍入。");
  const Inlines bold =
      in_language({strong(sentence("Answer ({letters}):", {{"letters", std::string("A")}}))}, named("es"));
  ASSERT_EQ(bold.size(), 1U);
  EXPECT_EQ(bold[0].kind, Inline::Kind::strong);
  EXPECT_EQ(bold[0].value, "Respuesta (A):");
}

// --------------------------------------------------------------------------------------------------------------- forms

TEST(PagesInLanguages, TellTheirLanguage) {
  const Problem& problem = bank().front();
  EXPECT_NE(pages_of(problem, Format::html, "fr")[0].find("<html lang=\"fr\">"), std::string::npos);
  EXPECT_NE(pages_of(problem, Format::html, "fr")[0].find("<mn>0,"), std::string::npos);
  const std::string tex = pages_of(problem, Format::latex, "de")[0];
  EXPECT_NE(tex.find("pdflang=de,"), std::string::npos);
  EXPECT_NE(tex.find("\\l@ngerman"), std::string::npos);
  EXPECT_NE(pages_of(problem, Format::text, "de")[0].find("Die Hyperparameter sind eta = 0,"), std::string::npos);
}

TEST(PagesInLanguages, AreMadePdf) {
  const Problem problem = read_problem("problems/bank/momentum-bowl.toml");
  for (const auto& [name, words] : {std::pair<std::string, std::string>{"de", "Der Startpunkt ist"},
                                    {"es", "El punto inicial es"},
                                    {"fr", "Le point de départ est"},
                                    {"zh", "起点为"}}) {
    const support::Scratch scratch;
    const std::string pdf = typeset::made("pdf", {pages_of(problem, Format::latex, name)[0], {}, name});
    const support::Outcome told = support::run("pdftotext -raw " + scratch.write("page.pdf", pdf) + " -");
    EXPECT_NE(told.output.find(words), std::string::npos) << name << told.output;
    EXPECT_NE(told.output.find(name == "zh" ? "0.05" : "0,05"), std::string::npos) << name << told.output;
  }
}

}  // namespace
}  // namespace stepmark::tests
