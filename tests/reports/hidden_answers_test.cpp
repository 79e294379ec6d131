// Mark sheets for a second try: what is wrong and why, and no number that was expected.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "reports/mark_sheet.hpp"
#include "reports/markdown.hpp"
#include "reports/mistakes.hpp"
#include "solver/marking/slip.hpp"
#include "solver/mistake/mistake.hpp"
#include "tests/reports/two_steps.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::sheet_of, support::two_steps, support::worked, support::wrong_sign;

/// Every number of a text but its sign.
std::set<double> numbers_in(const std::string& text) {
  std::set<double> found;
  std::string number;
  for (const char c : text + ' ') {
    if ((c >= '0' && c <= '9') || c == '.') {
      number += c;
      continue;
    }
    while (number.ends_with('.')) number.pop_back();
    if (!number.empty()) found.insert(std::stod(number));
    number.clear();
  }
  return found;
}

std::vector<std::vector<std::string>> sheets() {
  const std::vector<std::string> right = worked({});
  std::vector<std::string> coarse = right, slipped = right, odd = right, unread = right;
  coarse[4] = "0.5";
  slipped[1] = right[1] + "00";
  odd[4] = "7.7717";
  unread[4] = "much";
  return {worked({.eta = 0.35}),
          worked({.gamma = 0.95}),
          worked({.update_sign = 1}),
          wrong_sign(),
          coarse,
          slipped,
          odd,
          unread,
          std::vector<std::string>(6),
          std::vector<std::string>(6, "0.37")};
}

TEST(HiddenAnswers, AreInNoForm) {
  std::size_t telling = 0;
  for (const std::vector<std::string>& cells : sheets()) {
    Marker marker(parse_problem(two_steps, "p.toml", ""));
    const Sheet sheet = sheet_of(cells);
    const MarkedSheet marked = marker.mark(sheet);
    const MarkSheets hidden(marker, Answers::hidden), shown(marker);
    const std::string page = to_markdown(hidden.document(sheet, marked, {})), json = hidden.json(sheet, marked, {}),
                      csv = hidden.csv(sheet, marked);
    const std::set<double> told = numbers_in(page + json + csv);
    std::string given;
    for (const std::string& cell : cells) given += cell + ' ';
    const std::set<double> own = numbers_in(given + two_steps);
    for (const LineMark& line : marked.lines) {
      for (const std::string& text : {line.expected, line.expected_here, line.matched}) {
        for (const double number : numbers_in(text)) {
          if (own.count(number) || number == std::floor(number)) continue;
          ++telling;
          EXPECT_FALSE(told.count(number)) << number << " in\n" << page << json << csv;
        }
      }
    }
    EXPECT_EQ(page.find("xpected"), std::string::npos) << page;
    EXPECT_EQ(page.find("odel answer"), std::string::npos) << page;
    EXPECT_NE(to_markdown(shown.document(sheet, marked, {})), page);
    EXPECT_TRUE(nlohmann::json::parse(json)["lines"][0]["expected"].is_null());
    EXPECT_EQ(nlohmann::json::parse(json)["marks"], nlohmann::json::parse(shown.json(sheet, marked, {}))["marks"]);
  }
  EXPECT_GT(telling, 20U);
}

TEST(Causes, AllOfThemAreListed) {
  const auto list = nlohmann::json::parse(causes_json());
  std::map<std::string, std::string> kinds;
  for (const auto& row : list) {
    EXPECT_TRUE(kinds.emplace(row["id"], row["kind"]).second) << row["id"];
    EXPECT_FALSE(row["student"].get<std::string>().empty()) << row["id"];
    EXPECT_FALSE(row["marker"].get<std::string>().empty()) << row["id"];
  }
  for (const Mistake& mistake : mistakes()) EXPECT_EQ(kinds[mistake.id], "mistake");
  for (const Slip& slip : slips()) EXPECT_EQ(kinds[slip.id], "slip");
  EXPECT_EQ(kinds["rmsprop-notebook"], "convention");
  EXPECT_EQ(kinds["momentum-ema"], "variant");
  EXPECT_EQ(kinds.count("gradient-descent"), 0U);  // written in one way
  const std::string page = to_markdown(causes_page());
  for (const auto& [id, kind] : kinds) EXPECT_NE(page.find(id), std::string::npos) << id;
}

}  // namespace
}  // namespace stepmark::tests
