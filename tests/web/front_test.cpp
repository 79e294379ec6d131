// The engine behind the page: what it replies is what the library says, and what it refuses it refuses by name.
#include "web/front/front.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "lib/base/file.hpp"
#include "lib/sheet/answers.hpp"
#include "problems/draft.hpp"
#include "problems/generate.hpp"
#include "reports/question_sheets.hpp"
#include "reports/trace_json.hpp"
#include "solver/questions/question_filler.hpp"
#include "solver/solve.hpp"

namespace stepmark::web {
namespace {

using Json = nlohmann::ordered_json;
using testing::HasSubstr;
using testing::Not;

constexpr const char* momentum = R"(title = "A <b>bold</b> $x$ walk"
optimizer = "momentum"
steps = 2
[hyperparameters]
eta = 0.1
[objective]
function = "x^2 + 2*y^2"
start = { x = 3, y = 1 }
[working]
round = "4 places"
)";

class Page {
 public:
  Json ask(const Json& request) { return Json::parse(front_.reply(request.dump())); }
  Json raw(const std::string& request) { return Json::parse(front_.reply(request)); }

  std::int64_t open(const std::string& problem, const Json& files = Json::object()) {
    opened = ask({{"do", "open"}, {"problem", problem}, {"files", files}});
    EXPECT_FALSE(opened.contains("error")) << opened;
    return opened.value("session", std::int64_t{0});
  }

  Json answer(std::int64_t session, std::size_t row, const std::string& value) {
    return ask({{"do", "answer"}, {"session", session}, {"row", row}, {"value", value}});
  }

  std::vector<std::string> right_values(std::int64_t session) {
    std::vector<std::string> values;
    const Json solution = ask({{"do", "solution"}, {"session", session}});
    for (const Json& row : solution["rows"]) values.push_back(row["value"]);
    return values;
  }

  Json opened;

 private:
  Front front_;
};

std::string problem_of(Page& page, const std::string& kind, std::uint64_t seed) {
  const Json drawn = page.ask({{"do", "draw"}, {"kind", kind}, {"level", "easy"}, {"seed", seed}});
  EXPECT_FALSE(drawn.contains("error")) << drawn;
  return drawn.value("problem", "");
}

// ------------------------------------------------------------------------------------------------------------ refusals

TEST(Front, RefusesWhatIsNoRequest) {
  Page page;
  EXPECT_THAT(page.raw("")["error"], HasSubstr("no JSON object"));
  EXPECT_THAT(page.raw("[1]")["error"], HasSubstr("no JSON object"));
  EXPECT_THAT(page.raw("\xff{")["error"], HasSubstr("no JSON object"));
  EXPECT_THAT(page.raw(std::string(100'000, '['))["error"], HasSubstr("no JSON object"));
  EXPECT_THAT(page.ask({{"do", "opne"}})["error"], HasSubstr("did you mean 'open'"));
  EXPECT_THAT(page.ask({{"do", 3}})["error"], HasSubstr("'do' is no text"));
  EXPECT_THAT(page.ask({{"do", "about"}, {"whit", 1}})["error"], HasSubstr("unknown field 'whit'"));
  EXPECT_THAT(page.ask({{"do", "open"}})["error"], HasSubstr("'problem' is missing"));
  EXPECT_THAT(page.ask({{"do", "answer"}, {"session", 7}, {"row", 0}, {"value", "1"}})["error"],
              HasSubstr("session 7 is not open"));
  EXPECT_THAT(page.ask({{"do", "draw"}, {"level", "heavy"}})["error"], HasSubstr("expected easy, medium or hard"));
  EXPECT_THAT(page.ask({{"do", "draw"}, {"steps", "two"}})["error"], HasSubstr("'steps' is no whole number"));
}

TEST(Front, TellsThePlaceOfAFaultInAProblem) {
  Page page;
  const Json reply = page.ask({{"do", "open"}, {"problem", "optimizer = 'momentun'\nsteps = 1\n"}, {"name", "mine"}});
  EXPECT_THAT(reply["error"], HasSubstr("mine:1:"));
  EXPECT_EQ(reply["where"]["line"], 1);
  EXPECT_EQ(reply["where"]["file"], "mine");
}

TEST(Front, ReadsNoFileOfTheMachine) {
  Page page;
  const std::string problem = "optimizer = '/etc/hostname'\nsteps = 1\n[objective]\ngradients = [[1]]\nstart = [0]\n";
  EXPECT_THAT(page.ask({{"do", "open"}, {"problem", problem}})["error"], HasSubstr("among the files of the problem"));
  EXPECT_THAT(page.ask({{"do", "draw"}, {"optimizer", "/etc/hostname"}})["error"], HasSubstr("/etc/hostname"));
  EXPECT_TRUE(
      page.ask({{"do", "picture"}, {"problem", momentum}, {"optimizers", {"./a.optimizer"}}}).contains("error"));
}

TEST(Front, ReadsTheFilesThatComeWithAProblem) {
  Page page;
  const std::string optimizer =
      "optimizer half \"Half a step\"\nhyper eta = 0.1\nstart theta[0] given\ng[t] = grad(theta[t-1])\n"
      "theta[t] = theta[t-1] - eta/2*g[t]\n";
  page.open(
      "optimizer = 'half.optimizer'\nsteps = 1\n[objective]\nloss = '(w*x - y)^2'\ndata = 'points.csv'\n"
      "start = { w = 0 }\n",
      {{"half.optimizer", optimizer}, {"points.csv", "x,y\n1,2\n3,4\n"}});
  EXPECT_EQ(page.opened["optimizer"], "half");
  EXPECT_EQ(page.opened["rows"].size(), 2U);
}

// ------------------------------------------------------------------------------------------------------------ practice

TEST(Front, GivesFullMarksToTheWorkedSolutionOfEveryKind) {
  Page page;
  for (const std::string& kind : question_kinds()) {
    const std::int64_t session = page.open(problem_of(page, kind, 3));
    Json last;
    const std::vector<std::string> values = page.right_values(session);
    for (std::size_t row = 0; row < values.size(); ++row) {
      if (page.opened["rows"][row]["asks"] == "words") continue;
      last = page.answer(session, row, values[row]);
      EXPECT_EQ(last["row"]["verdict"], "correct") << kind << last;
      EXPECT_EQ(last["row"]["marks"], last["row"]["out_of"]) << kind << last;
    }
    EXPECT_TRUE(last["causes"].empty()) << last;
    if (kind != "compare") {
      EXPECT_EQ(last["marks"], page.opened["out_of"]) << kind;
    }
  }
}

/// What `check` says of the sheet that a session has made.
Json checked(Page& page, std::int64_t session, const std::string& problem) {
  const Problem read = parse_problem(problem, "problem", no_files());
  QuestionMarker marker(read);
  const std::string csv = page.ask({{"do", "sheet"}, {"session", session}})["csv"];
  const FilledQuestion filled = QuestionFiller(marker).fill(parse_sheet(csv, "sheet"));
  return Json::parse(QuestionSheets(marker).json(filled.sheet, marker.mark(filled.sheet), {}));
}

TEST(Front, JudgesInAnyOrderAsCheckDoes) {
  Page page;
  const std::vector<std::string> spoiled = {"0", "9.99", "-1.5", "0.123", "1,5", "x", ""};
  for (std::size_t variant = 0; variant < spoiled.size(); ++variant) {
    const std::int64_t session = page.open(momentum);
    const std::vector<std::string> values = page.right_values(session);
    for (std::size_t i = values.size(); i-- > 0;) page.answer(session, i, values[i]);
    Json last = page.answer(session, variant, spoiled[variant]);
    const Json sheet = checked(page, session, momentum);
    EXPECT_EQ(last["marks"], sheet["marks"]);
    last = page.ask({{"do", "finish"}, {"session", session}});
    EXPECT_EQ(last["sheet"]["lines"], sheet["lines"]) << spoiled[variant];
    EXPECT_EQ(last["marks"], sheet["marks"]);
  }
}

/// What the first wrong answer takes on the processor, and what is replied to it.
std::pair<double, Json> first_wrong_answer(bool is_prepared) {
  Page page;
  const std::int64_t session = page.open(read_text_file("problems/bank/adam-beale.toml", 100000));
  if (is_prepared) {
    EXPECT_EQ(page.ask({{"do", "prepare"}, {"session", session}}), Json::object());
  }
  const std::clock_t begin = std::clock();
  Json reply = page.answer(session, 0, "1.739");
  return {static_cast<double>(std::clock() - begin), std::move(reply)};
}

TEST(Front, HasTheFirstWrongAnswerWaitForNothingOncePrepared) {
  const auto [slow, reply] = first_wrong_answer(false);
  const auto [quick, same] = first_wrong_answer(true);
  EXPECT_EQ(reply, same);
  EXPECT_LT(4 * quick, slow);
}

TEST(Front, TellsOtherRowsThatComeToBeJudgedAnew) {
  Page page;
  const std::int64_t session = page.open(momentum);
  const std::vector<std::string> values = page.right_values(session);
  for (std::size_t row = 0; row < values.size(); ++row) page.answer(session, row, values[row]);
  const Json spoiled = page.answer(session, 0, "-" + values[0]);
  EXPECT_NE(spoiled["row"]["verdict"], "correct");
  const Json mended = page.answer(session, 0, values[0]);
  EXPECT_EQ(mended["row"]["verdict"], "correct");
  EXPECT_EQ(mended["changed"].size(), spoiled["changed"].size());
  const Json cleared = page.ask({{"do", "clear"}, {"session", session}, {"row", 0}});
  EXPECT_EQ(cleared["row"]["verdict"], "");
  EXPECT_EQ(cleared["answered"], values.size() - 1);
}

TEST(Front, NamesAMisconceptionOnceWhereItEntered) {
  Page page;
  const std::int64_t session = page.open(momentum);
  const Problem problem = parse_problem(momentum, "problem", no_files());
  // v = gamma v + eta g, with the velocity of the step before left out.
  const std::vector<std::string> values = page.right_values(session);
  Json last;
  for (std::size_t row = 0; row < values.size(); ++row) {
    const Json& asked = page.opened["rows"][row];
    const bool is_v = asked["quantity"] == "v" && asked["t"] == 2;
    const std::string gradient = is_v ? values[row - problem.dimension()] : "";
    const std::string forgotten = is_v ? (*Exact::parse(gradient) * *Exact::parse("0.1")).to_string() : values[row];
    last = page.answer(session, row, forgotten);
  }
  ASSERT_EQ(last["causes"].size(), 1U) << last["causes"];
  EXPECT_EQ(last["causes"][0]["row"], page.opened["rows"].size() - 4);
}

TEST(Front, NudgesWithoutAnyExpectedNumber) {
  Page page;
  const Json opened = page.ask({{"do", "open"}, {"problem", momentum}, {"hide_answers", true}});
  const std::int64_t session = opened["session"];
  const std::vector<std::string> values = page.right_values(session);
  for (std::size_t row = 0; row < values.size(); ++row) {
    const Json reply = page.answer(session, row, "7.7" + std::to_string(row));
    EXPECT_EQ(reply["row"]["feedback"], reply["row"]["nudge"]);
    EXPECT_NE(reply["row"]["nudge"], "") << row;
    EXPECT_THAT(reply["row"]["nudge"].get<std::string>(), Not(HasSubstr("xpected")));
    if (values[row].size() > 3) {
      EXPECT_THAT(reply["row"]["nudge"].get<std::string>(), Not(HasSubstr(values[row])));
    }
  }
}

TEST(Front, HintsFromTheFormulaToTheValue) {
  Page page;
  const std::int64_t session = page.open(momentum);
  const auto hint = [&](std::size_t row, int level) {
    return page.ask({{"do", "hint"}, {"session", session}, {"row", row}, {"level", level}});
  };
  const std::vector<std::string> values = page.right_values(session);
  EXPECT_THAT(hint(2, 1)["html"], HasSubstr("\\gamma"));
  page.answer(session, 0, "123.25");
  EXPECT_THAT(hint(2, 2)["html"], HasSubstr("123.25"));
  EXPECT_FALSE(hint(2, 2)["last"]);
  EXPECT_EQ(hint(3, 3)["html"], values[3]);
  EXPECT_TRUE(hint(3, 3)["last"]);
  page.answer(session, 3, values[3]);
  EXPECT_EQ(page.ask({{"do", "finish"}, {"session", session}})["shown"], 1);
}

TEST(Front, TellsALetterOnlyAfterAdvice) {
  for (const char* kind : {"choice", "find-error", "effect", "which"}) {
    Page page;
    const Json drawn = page.ask({{"do", "draw"}, {"optimizer", "momentum"}, {"kind", kind}, {"seed", "4"}});
    const Json opened = page.ask({{"do", "open"}, {"problem", drawn["problem"]}, {"files", drawn["files"]}});
    const std::vector<std::string> values = page.right_values(opened["session"]);
    for (const Json& row : opened["rows"]) {
      if (row["asks"] != "letter" && row["asks"] != "line") continue;
      const auto hint = [&](int level) {
        return page.ask({{"do", "hint"}, {"session", opened["session"]}, {"row", row["row"]}, {"level", level}});
      };
      const std::string& right = values[row["row"].get<std::size_t>()];
      const Json advice = hint(1), told = hint(2);
      EXPECT_THAT(advice["html"].get<std::string>(), ::testing::ContainsRegex("^Work out ")) << kind;
      EXPECT_THAT(advice["html"].get<std::string>(), Not(HasSubstr(' ' + right))) << kind;
      EXPECT_FALSE(advice["last"]);
      EXPECT_EQ(told["html"], right);
      EXPECT_TRUE(told["last"]);
    }
    EXPECT_EQ(page.ask({{"do", "finish"}, {"session", opened["session"]}})["shown"], 0);
  }
}

TEST(Front, TakesUpTheSheetThatItMade) {
  Page page;
  const std::int64_t first = page.open(momentum), second = page.open(momentum);
  page.answer(first, 1, "4");
  page.answer(first, 0, "5,5");
  page.ask({{"do", "hint"}, {"session", first}, {"row", 2}, {"level", 3}});
  const std::string csv = page.ask({{"do", "sheet"}, {"session", first}})["csv"];
  const Json loaded = page.ask({{"do", "load"}, {"session", second}, {"sheet", csv}});
  EXPECT_EQ(loaded["answered"], 2);
  EXPECT_EQ(loaded["rows"][0]["value"], "5,5");
  EXPECT_TRUE(loaded["rows"][2]["shown"]);
  EXPECT_EQ(page.ask({{"do", "sheet"}, {"session", second}})["csv"], csv);
  EXPECT_TRUE(page.ask({{"do", "load"}, {"session", second}, {"sheet", "nothing"}}).contains("error"));
  EXPECT_EQ(page.ask({{"do", "sheet"}, {"session", second}})["csv"], csv);
}

TEST(Front, ShowsStrangersTextAsText) {
  Page page;
  const std::int64_t session = page.open(momentum);
  page.answer(session, 0, "<img src=x onerror=alert(1)>");
  const Json finished = page.ask({{"do", "finish"}, {"session", session}});
  EXPECT_THAT(finished["html"].get<std::string>(), Not(HasSubstr("<img")));
  const std::string hostile = std::string(momentum) + "\n[question]\nkind = \"table\"\n";
  const Json reply = page.ask({{"do", "handout"}, {"problem", hostile}, {"format", "html"}});
  EXPECT_THAT(reply["text"].get<std::string>(), Not(HasSubstr("<b>bold")));
}

// ------------------------------------------------------------------------------------------------- as commands print
// it

TEST(Front, SolvesAndTracesAsTheLibraryDoes) {
  Page page;
  const Problem problem = parse_problem(momentum, "problem", no_files());
  EXPECT_EQ(page.ask({{"do", "solve"}, {"problem", momentum}, {"format", "json"}})["text"],
            trace_json(problem, solve(problem, settings_for(problem))));
  SettingsOverride fifty;
  fifty.digits = 50;
  const Trace trace = solve(problem, settings_for(problem, fifty));
  const Json rows = page.ask({{"do", "trace"}, {"problem", momentum}, {"digits", 50}})["rows"];
  ASSERT_EQ(rows.size(), trace.lines.size());
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(rows[i]["value"], trace.lines[i].value.text);
}

TEST(Front, DrawsWhatGenerateWritesAndGoesOnInAnyOrder) {
  Page page;
  const auto draw = [&](std::int64_t number) {
    return page.ask({{"do", "draw"}, {"family", "quadratic"}, {"seed", "7"}, {"number", number}});
  };
  Request request;
  request.family = "quadratic";
  request.seed = 7;
  std::string written;
  Generator(completed(request)).run(0, {}, 1, [&](Generated&& made) { written = to_toml(made.draft, ""); });
  const std::string third = draw(3)["problem"];
  EXPECT_EQ(draw(1)["problem"], written);
  EXPECT_EQ(draw(3)["problem"], third);
  EXPECT_NE(third, written);
  EXPECT_TRUE(draw(2)["certificate"]["fair"]);
}

TEST(Front, DrawsAProblemThatTellsAMistake) {
  Page page;
  const Json drawn = page.ask({{"do", "draw"}, {"telling", {"bias-correction-omitted"}}});
  EXPECT_TRUE(drawn["telling"]) << drawn;
  const Json& tested = drawn["certificate"]["tested"];
  EXPECT_NE(std::find(tested.begin(), tested.end(), "bias-correction-omitted"), tested.end());
}

// ------------------------------------------------------------------------------------------------------------ pictures

TEST(Front, DrawsTheStudentsOwnWayAsFarAsItGoes) {
  Page page;
  const std::int64_t session = page.open(momentum);
  const auto ways = [&] { return page.ask({{"do", "picture"}, {"session", session}})["ways"]; };
  EXPECT_EQ(ways().size(), 1U);
  EXPECT_EQ(ways()[0]["kind"], "right");
  EXPECT_EQ(ways()[0]["exact"][0], Json({"3", "1"}));
  for (std::size_t row = 0; row < page.opened["rows"].size(); ++row) {
    const Json& asked = page.opened["rows"][row];
    if (asked["quantity"] == "theta" && asked["t"] == 1)
      page.answer(session, row, asked["component"] == "x" ? "2,5" : "9");
  }
  const Json own = ways().back();
  EXPECT_EQ(own["kind"], "own");
  EXPECT_EQ(own["points"], Json({{3.0, 1.0}, {2.5, 9.0}}));
  EXPECT_EQ(own["exact"][1], Json({"2,5", "9"}));
}

TEST(Front, DrawsSeveralOptimizersOverTheSameLines) {
  Page page;
  const Json picture = page.ask(
      {{"do", "picture"}, {"problem", momentum}, {"optimizers", {"gradient-descent", "momentum", "adam-slides"}}});
  ASSERT_EQ(picture["ways"].size(), 3U) << picture;
  for (const Json& way : picture["ways"]) {
    EXPECT_EQ(way["points"].size(), 3U);
    EXPECT_EQ(way["exact"].size(), 3U);
  }
  EXPECT_EQ(picture["field"]["values"].size(), 81U * 81U);
  EXPECT_THAT(picture["text"], HasSubstr("goes from (3, 1)"));
}

TEST(Front, DrawsJOverASingleParameter) {
  Page page;
  const Json picture = page.ask({{"do", "picture"},
                                 {"problem",
                                  "optimizer = 'gradient-descent'\nsteps = 2\n[objective]\n"
                                  "function = 'x^2'\nstart = { x = 2 }\n"}});
  ASSERT_EQ(picture["ways"].size(), 2U) << picture;
  EXPECT_EQ(picture["ways"][0]["kind"], "guide");
  EXPECT_EQ(picture["ways"][1]["points"][0], Json({2.0, 4.0}));
  EXPECT_TRUE(picture["field"].is_null());
}

}  // namespace
}  // namespace stepmark::web
