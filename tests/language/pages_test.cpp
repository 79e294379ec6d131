// Pages in every language: nothing of another language on them, the same formulas and numbers, and all of them set.
#include "reports/typeset/pages.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include "lib/base/error.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "reports/handout.hpp"
#include "reports/sentence.hpp"
#include "reports/worked_solution.hpp"
#include "solver/solve.hpp"
#include "tests/reports/tools.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Formula, support::katex_complaints, support::scan_markdown;

const std::vector<Problem>& bank() {
  static const std::vector<Problem> all = [] {
    std::vector<std::string> files;
    for (const char* directory : {"problems/bank", "docs/example"}) {
      for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
      }
    }
    std::sort(files.begin(), files.end());
    std::vector<Problem> read;
    for (const std::string& file : files) {
      try {
        read.push_back(read_problem(file));
      } catch (const InputError&) {
        continue;  // a roster's, or one that lacks its data here
      }
    }
    return read;
  }();
  return all;
}

Language named(const std::string& name) { return *Language::named(name); }

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
  return pages;
}

std::string without(std::string text, const std::string& what) {
  if (what.empty()) return text;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos;) text.replace(at, what.size(), " ");
  return text;
}

std::string escaped(std::string text) {
  for (const auto& [sign, entity] : {std::pair{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}}) {
    for (std::size_t at = 0; (at = text.find(sign, at)) != std::string::npos; at += std::string(entity).size()) {
      text.replace(at, 1, entity);
    }
  }
  return text;
}

/// What Chinese pages have in Latin letters: names of methods and of the codes of a mark scheme.
const std::set<std::string> latin = {
    "Adam",  "AdamW", "AdaGrad",  "AdaMax",  "AdaDelta", "AdaBelief", "AMSGrad", "RMSProp",    "Rprop", "Nadam",
    "RAdam", "LAMB",  "SGD",      "Lion",    "Yogi",     "Nesterov",  "PyTorch", "TensorFlow", "IEEE",  "awrt",
    "cao",   "ft",    "Stepmark", "sigmoid", "tanh",     "softplus",  "ReLU",    "rho",        "mu"};

/// Of a Chinese page, what is left of English when everything is taken away that is a tutor's or a formula.
std::set<std::string> english_on(std::string page, const Problem& problem) {
  page = std::regex_replace(page, std::regex("<style>[^]*?</style>"), " ");
  page = std::regex_replace(page, std::regex("来源：[^<]*(</strong>)?[^<]*<"), "<");
  page = std::regex_replace(page, std::regex("<em>[^<]*</em>"), " ");  // identifiers of mistakes
  std::string words;
  static const std::regex mtext("<mtext>([^<]*)</mtext>");
  for (std::sregex_iterator i(page.begin(), page.end(), mtext), end; i != end; ++i) words += (*i)[1].str() + '\n';
  page = std::regex_replace(page, std::regex("<math[^]*?</math>"), " ");
  page = std::regex_replace(page, std::regex("<[^>]*>"), " ");
  page = without(std::move(page), escaped(problem.title));
  words += page;
  std::set<std::string> all;
  static const std::regex word("[A-Za-z]{2,}");
  for (std::sregex_iterator i(words.begin(), words.end(), word), end; i != end; ++i) {
    if (!latin.count(i->str())) all.insert(i->str());
  }
  return all;
}

bool is_catalogued(const Problem& problem) {
  const auto& names = catalogue_names();
  return std::find(names.begin(), names.end(), problem.base.name) != names.end();
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

/// A formula of any language as the English page has it, words apart.
std::string in_points(std::string latex) {
  latex = std::regex_replace(latex, std::regex(R"(\\text\{[^}]*\})"), R"(\text{})");
  latex = std::regex_replace(latex, std::regex(R"(\{,\})"), ".");
  return std::regex_replace(latex, std::regex(";"), ",");
}

TEST(PagesInLanguages, HaveTheSameFormulasAndNumbers) {
  static const std::regex point("[0-9]\\.[0-9]"), comma("[0-9]\\{,\\}[0-9]");
  std::size_t commas = 0;
  for (const Problem& problem : bank()) {
    const std::vector<std::string> english = pages_of(problem, Format::markdown, "en");
    for (const std::string name : {"de", "es", "fr", "zh"}) {
      const std::vector<std::string> pages = pages_of(problem, Format::markdown, name);
      for (std::size_t i = 0; i < pages.size(); ++i) {
        std::vector<std::string> here, there;
        for (const Formula& one : scan_markdown(pages[i]).formulas) {
          const bool has_point = std::regex_search(one.latex, point), has_comma = std::regex_search(one.latex, comma);
          EXPECT_FALSE(name == "zh" ? has_comma : has_point) << problem.file << ", " << name << ": " << one.latex;
          commas += has_comma;
          here.push_back(in_points(one.latex));
        }
        for (const Formula& one : scan_markdown(english[i]).formulas) there.push_back(in_points(one.latex));
        // A sentence may name things in another order.
        std::sort(here.begin(), here.end());
        std::sort(there.begin(), there.end());
        EXPECT_EQ(here, there) << problem.file << ", " << name;
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
