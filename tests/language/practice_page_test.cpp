// What the practice page gets from the engine, in every language; the module holds no catalogue and is handed one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "lib/base/file.hpp"
#include "tests/language/tools.hpp"
#include "tests/rooms.hpp"
#include "web/front/front.hpp"

namespace stepmark::tests {
namespace {

using support::english_on, support::named;
using ::testing::HasSubstr;
using Json = nlohmann::ordered_json;

class SpokenPage {
 public:
  explicit SpokenPage(const std::string& name) {
    const std::string po = read_text_file("reports/language/po/" + name + ".po", 1U << 20U);
    EXPECT_EQ(ask({{"do", "language"}, {"name", name}, {"po", po}})["name"], name);
  }
  Json ask(const Json& request) { return Json::parse(front_.reply(request.dump())); }

 private:
  web::Front front_;
};

/// All texts of a reply that a student sees.
void gather(const Json& reply, std::string& page) {
  static const std::set<std::string> shown = {"question", "task",  "label", "words",   "how",
                                              "feedback", "nudge", "html",  "working", "text"};
  for (const auto& [key, value] : reply.items()) {
    if (value.is_structured() && key != "sheet" && key != "certificate") gather(value, page);
    if (value.is_string() && shown.count(key) > 0) page += "<p>" + value.get<std::string>() + "</p>\n";
  }
}

std::string without_formulas(std::string page) {
  for (const auto& [begin, end] : {std::pair{"\\(", "\\)"}, {"\\[", "\\]"}}) {
    for (std::size_t at; (at = page.find(begin)) != std::string::npos;) {
      const std::size_t to = page.find(end, at);
      page.replace(at, to == std::string::npos ? page.size() - at : to + 2 - at, " ");
    }
  }
  return page;
}

/// A question opened, answered rightly and wrongly and not at all, with every hint, its solution and its marks.
std::string worked(SpokenPage& page, const Json& drawn) {
  const Json opened = page.ask({{"do", "open"}, {"problem", drawn["problem"]}, {"files", drawn["files"]}});
  EXPECT_FALSE(opened.contains("error")) << opened;
  const Json session = opened["session"];
  std::string all;
  const auto take = [&](Json request) {
    request["session"] = session;
    const Json reply = page.ask(request);
    EXPECT_FALSE(reply.contains("error")) << reply;
    gather(reply, all);
    return reply;
  };
  gather(opened, all);
  const Json solution = take({{"do", "solution"}});
  for (std::size_t row = 0; row < opened["rows"].size(); ++row) {
    for (int level = 1; level <= 3; ++level) take({{"do", "hint"}, {"row", row}, {"level", level}});
    const std::string right = solution["rows"][row]["value"];
    for (const std::string& value : {std::string("?!"), std::string("7.7"), std::string("B"), right}) {
      take({{"do", "answer"}, {"row", row}, {"value", value}});
      if (row % 3 == 0 && value == "7.7") break;
    }
  }
  take({{"do", "finish"}});
  take({{"do", "picture"}});
  for (const Json& row : opened["rows"]) {
    for (const char* name : {"quantity", "component"}) {
      const std::string symbol = row[name];
      for (std::size_t at; symbol.size() > 1 && (at = all.find(symbol)) != std::string::npos;)
        all.replace(at, symbol.size(), " ");
    }
  }
  return without_formulas(std::move(all));
}

TEST(PracticePageInLanguages, SaysNothingInEnglish) {
  SpokenPage page("zh");
  const Json about = page.ask({{"do", "about"}});
  for (const Json& kind : about["kinds"]) {
    const Json drawn = page.ask({{"do", "draw"}, {"kind", kind}, {"level", "easy"}, {"seed", 3}});
    ASSERT_FALSE(drawn.contains("error")) << drawn;
    const Problem problem = parse_problem(drawn["problem"].get<std::string>(), "drawn.toml", "");
    const std::set<std::string> left = english_on(worked(page, drawn), problem);
    EXPECT_TRUE(left.empty()) << kind << ": " << ::testing::PrintToString(left);
  }
  for (const Json& row : about["optimizers"]) {
    EXPECT_FALSE(english_on(row["convention"].get<std::string>(), {}).contains("the")) << row;
  }
  for (const Json& row : about["families"])
    EXPECT_THAT(english_on(row["sentence"], {}), ::testing::Not(::testing::Contains("the")));
  for (const Json& row : about["causes"])
    EXPECT_THAT(english_on(row["student"], {}), ::testing::Not(::testing::Contains("you")));
}

TEST(PracticePageInLanguages, ChangesItsLanguageInTheMiddleOfAQuestion) {
  SpokenPage page("de");
  const Json drawn = page.ask({{"do", "draw"}, {"kind", "table"}, {"level", "easy"}, {"seed", 3}});
  const Json opened = page.ask({{"do", "open"}, {"problem", drawn["problem"]}});
  EXPECT_THAT(opened["rows"][0]["words"].get<std::string>(), HasSubstr("Schritt 1"));
  const auto verdict = [&](const char* value) {
    const Json reply = page.ask({{"do", "answer"}, {"session", opened["session"]}, {"row", 0}, {"value", value}});
    return reply["row"]["words"].get<std::string>();
  };
  const Json solution = page.ask({{"do", "solution"}, {"session", opened["session"]}});
  const std::string right = solution["rows"][0]["value"];
  EXPECT_EQ(verdict(right.c_str()), "richtig");
  EXPECT_EQ(page.ask({{"do", "language"}, {"name", "en"}})["comma"], false);
  EXPECT_EQ(verdict(right.c_str()), "right");
}

TEST(PracticePageInLanguages, HintsAtAValueWithAComma) {
  SpokenPage page("de");
  const std::string problem =
      "optimizer = 'gradient-descent'\nsteps = 1\n[hyperparameters]\neta = 0.1\n[objective]\nfunction = 'x^2'\n"
      "start = { x = 1.5 }\n";
  const Json opened = page.ask({{"do", "open"}, {"problem", problem}});
  const auto last = opened["rows"].size() - 1;
  const Json hint = page.ask({{"do", "hint"}, {"session", opened["session"]}, {"row", last}, {"level", 3}});
  EXPECT_EQ(hint["html"], "1,2");
}

TEST(PracticePageInLanguages, RefusesWhatIsNoLanguage) {
  web::Front front;
  for (const char* request :
       {R"({"do": "language", "name": "xx"})", R"({"do": "language", "name": "de", "po": "msgid"})",
        R"({"do": "language", "name": "de", "po": ""})"}) {
    EXPECT_TRUE(Json::parse(front.reply(request)).contains("error")) << request;
  }
}

}  // namespace
}  // namespace stepmark::tests
