// --language, and where it is refused: no page is shown that speaks it by half.
#include <gtest/gtest.h>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::read_all;
using support::ScratchDirectory;

const std::string bank = "problems/bank/momentum-bowl.toml", pair = "problems/bank/adagrad-against-rmsprop.toml";

TEST(LanguageOption, IsKnownToPagesThatSpeakIt) {
  const support::Outcome solved = stepmark_program({"solve", bank, "--language", "de"});
  EXPECT_EQ(solved.status, 0) << solved.error;
  EXPECT_NE(solved.output.find("## Schritt 2"), std::string::npos);
  EXPECT_NE(solved.output.find("0{,}05"), std::string::npos);
  const support::Outcome asked = stepmark_program({"handout", bank, pair, "--language", "zh"});
  EXPECT_EQ(asked.status, 0) << asked.error;
  EXPECT_TRUE(asked.output.starts_with("# 题目\n")) << asked.output;
  EXPECT_NE(stepmark_program({"handout", bank, "--solutions", "--language", "es"}).output.find("Criterios"),
            std::string::npos);
}

TEST(LanguageOption, IsOfMarkSheets) {
  const ScratchDirectory scratch;
  const std::string sheet = scratch.write("a.csv", "t,quantity,component,value\n1,v,x,\"0,3\"\n1,v,y,7\n");
  const support::Outcome checked = stepmark_program({"check", bank, sheet, "--language", "de"});
  EXPECT_EQ(checked.status, 0) << checked.error;
  EXPECT_NE(checked.output.find("Zeile für Zeile"), std::string::npos) << checked.output;
  EXPECT_NE(checked.output.find("| 0,3 | 0,3 | richtig |"), std::string::npos) << checked.output;
  const std::string crowd = scratch.write("class.csv", "student,t,quantity,component,value\n7,1,v,x,0.3\n7,1,v,y,7\n");
  const support::Outcome marked =
      stepmark_program({"mark", bank, crowd, "--feedback", scratch.path("sheets"), "--to", "html", "--language", "zh"});
  EXPECT_EQ(marked.status, 0) << marked.error;
  const std::string page = read_all(scratch.path("sheets/7.html"));
  EXPECT_NE(page.find("<html lang=\"zh\">"), std::string::npos);
  EXPECT_NE(page.find("逐行说明"), std::string::npos) << page;
}

TEST(LanguageOption, IsOfPapersAndTheirStatistics) {
  const ScratchDirectory scratch;
  const support::Outcome written = stepmark_program(
      {"paper", "docs/example/quiz.toml", "--copies", "2", "--language", "zh", "-o", scratch.path("edition")});
  EXPECT_EQ(written.status, 0) << written.error;
  const std::string copy = read_all(scratch.path("edition/copies/01.md")),
                    marker = read_all(scratch.path("edition/marker.md"));
  EXPECT_NE(copy.find("学生："), std::string::npos) << copy;
  EXPECT_EQ(copy.find("Allow about"), std::string::npos) << copy;
  EXPECT_NE(marker.find("每种错误最先出现之处"), std::string::npos) << marker;
  const std::string crowd = scratch.write("class.csv", "student,question,t,quantity,component,value\n01,1,1,v,x,0.3\n");
  const support::Outcome marked =
      stepmark_program({"mark", scratch.path("edition"), crowd, "--feedback", scratch.path("sheets"), "--statistics",
                        scratch.path("s.md"), "--language", "fr"});
  EXPECT_EQ(marked.status, 0) << marked.error;
  EXPECT_NE(read_all(scratch.path("sheets/01.md")).find("Exercice 1 : "), std::string::npos);
  EXPECT_NE(read_all(scratch.path("s.md")).find("taux de réussite"), std::string::npos);
}

TEST(LanguageOption, IsThatOfAPapersCertificate) {
  const support::Outcome checked = stepmark_program({"paper", "docs/example/quiz.toml", "--check", "--language", "de"});
  EXPECT_EQ(checked.error, "");
  for (const char* said : {"Minuten Arbeit", "| Aufgabe | Art | Titel |", "## Punkte nach Art der Arbeit",
                           "theta berechnen", "## Was sie unterscheidet", " in Schritt "}) {
    EXPECT_NE(checked.output.find(said), std::string::npos) << said << '\n' << checked.output;
  }
  const std::string chinese =
      stepmark_program({"paper", "docs/example/quiz.toml", "--check", "--language", "zh"}).output;
  for (const char* english : {"question", "marks", "Not told", "misconception", " step "}) {
    EXPECT_EQ(chinese.find(english), std::string::npos) << english << '\n' << chinese;
  }
}

TEST(LanguageOption, OfEnglishChangesNothing) {
  for (const std::string command : {"solve", "handout"}) {
    EXPECT_EQ(stepmark_program({command, bank, "--language", "en"}).output, stepmark_program({command, bank}).output);
  }
}

TEST(LanguageOption, IsRefusedWhereNoPageSpeaksIt) {
  expect_refused(stepmark_program({"solve", bank, "--language", "xx"}), {"xx", "en, de, es, fr"});
  expect_refused(stepmark_program({"solve", bank, "--language", "de", "--format", "csv"}), {"--language", "csv"});
  expect_refused(
      stepmark_program({"paper", "docs/example/quiz.toml", "--check", "--language", "de", "--format", "json"}),
      {"--language", "json"});
  expect_refused(stepmark_program({"check", bank, bank, "--language", "de", "--format", "json"}),
                 {"--language", "json"});
  expect_refused(stepmark_program({"mark", bank, bank, "--language", "de"}), {"--language", "--feedback"});
}

TEST(LanguageOption, IsThatOfPicturesAndCertificatesToo) {
  const std::string page = stepmark_program({"solve", bank, "--language", "de", "--pictures", "--to", "html"}).output;
  EXPECT_NE(page.find("<figcaption>Momentum f\u00FChrt in 2 Schritten von (3, 1) nach (2,16; -0,2)"),
            std::string::npos);
  const std::string picture = stepmark_program({"plot", bank, "--language", "de"}).output;
  EXPECT_NE(picture.find(">-0,2<"), std::string::npos) << "at an axis";
  const std::string certificate = stepmark_program({"certify", bank, "--language", "de"}).output;
  EXPECT_NE(certificate.find(": zertifiziert\n"), std::string::npos) << certificate;
  EXPECT_NE(certificate.find("um 0,05 entfernt"), std::string::npos) << certificate;
}

}  // namespace
}  // namespace stepmark::tests
