// Every formula that leaves for another system is one that KaTeX sets, and nothing else looks like one.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/export/formats.hpp"
#include "tests/export/checked_sheets.hpp"
#include "tests/export/moodle_marking.hpp"
#include "tests/rooms.hpp"
#include "tests/support/program.hpp"

namespace stepmark::tests {
namespace {

/// What stands between the delimiters, as a browser sees the text.
void take_formulas(const std::string& html, const std::string& open, const std::string& close, nlohmann::json& list) {
  for (std::size_t at = html.find(open); at != std::string::npos; at = html.find(open, at)) {
    const std::size_t begin = at + open.size(), end = html.find(close, begin);
    ASSERT_NE(end, std::string::npos) << html.substr(at, 80);
    std::string latex = html.substr(begin, end - begin);
    for (const auto& [entity, sign] : {std::pair("&lt;", "<"), {"&gt;", ">"}, {"&#123;", "{"}, {"&amp;", "&"}}) {
      for (std::size_t i = latex.find(entity); i != std::string::npos; i = latex.find(entity, i + 1)) {
        latex.replace(i, std::string(entity).size(), sign);
      }
    }
    list.push_back({latex, open == "\\["});
    at = end;
  }
}

TEST(Formulas, AreThoseThatKatexSets) {
  nlohmann::json list = nlohmann::json::array();
  for (std::size_t i = 0; i < support::problems_to_export().size(); ++i) {
    const exports::Export made = exports::moodle_export({support::checked_problem(i).question}, {});
    for (const support::MoodleQuestion& question : support::moodle_questions(made.bytes)) {
      for (const std::string& html : {question.text, question.general_feedback}) {
        take_formulas(html, "\\(", "\\)", list);
        take_formulas(html, "\\[", "\\]", list);
        EXPECT_EQ(html.find("$$"), std::string::npos);
      }
    }
  }
  const support::ScratchDirectory scratch;
  const support::Outcome checked = support::run_program(
      {"/usr/bin/env", "node", "tests/reports/katex_check.js", scratch.write("formulas.json", list.dump())});
  EXPECT_GT(list.size(), 1000u);
  EXPECT_EQ(checked.output, "checked " + std::to_string(list.size()) + "\n") << checked.error;
}

}  // namespace
}  // namespace stepmark::tests
