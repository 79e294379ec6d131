#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "lib/expression/parse.hpp"
#include "reports/trace_csv.hpp"
#include "reports/trace_json.hpp"
#include "solver/solve.hpp"
#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using namespace stepmark::support;

struct Solved {
  Problem problem;
  Trace trace;
};

Solved solved(const SettingsOverride& override = {}) {
  Problem problem = make_problem("lamb", objective_texts()[1].text + rounded_working, 3);
  Trace trace = solve(problem, settings_for(problem, override));
  return {std::move(problem), std::move(trace)};
}

TEST(TraceJson, HoldsTheTraceLineByLine) {
  const Solved given = solved();
  const auto json = nlohmann::ordered_json::parse(trace_json(given.problem, given.trace));
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"optimizer", "components", "working", "lines"}));
  EXPECT_EQ(json["optimizer"], "lamb");
  EXPECT_EQ(json["components"], (nlohmann::ordered_json{"x", "y"}));
  EXPECT_EQ(json["working"].dump(),
            R"({"round":"4 places","carry":"rounded","ties":"half up","each":"line","arithmetic":"decimal"})");
  ASSERT_EQ(json["lines"].size(), given.trace.lines.size());
  for (std::size_t i = 0; i < given.trace.lines.size(); ++i) {
    const auto& line = json["lines"][i];
    const TraceLine& expected = given.trace.lines[i];
    const Equation& equation = given.problem.optimizer.equations[expected.equation];
    EXPECT_EQ(line["t"], expected.t);
    EXPECT_EQ(line["index"], expected.index);
    EXPECT_EQ(line["quantity"], equation.quantity);
    EXPECT_EQ(line["component"], !expected.component ? "" : *expected.component == 0 ? "x" : "y");
    EXPECT_TRUE(line["value"].is_string());
    EXPECT_EQ(line["value"], expected.value.text);
    EXPECT_EQ(line["exact"], expected.value.exact);
    EXPECT_EQ(parse_expression(line["equation"].get<std::string>()), equation.right);
  }
}

TEST(TraceJson, SaysWhichArithmetic) {
  SettingsOverride binary;
  binary.arithmetic = Settings::Arithmetic::binary64;
  const Solved given = solved(binary);
  const auto json = nlohmann::json::parse(trace_json(given.problem, given.trace));
  EXPECT_EQ(json["working"]["arithmetic"], "binary64");
  EXPECT_EQ(json["working"]["round"], "none");
  EXPECT_EQ(json["working"]["carry"], "exact");
}

TEST(TraceCsv, HasTheSameColumns) {
  const Solved given = solved();
  const auto json = nlohmann::json::parse(trace_json(given.problem, given.trace));
  std::istringstream csv(trace_csv(given.problem, given.trace));
  std::string row;
  ASSERT_TRUE(std::getline(csv, row));
  EXPECT_EQ(row, "t,index,quantity,component,value,exact");
  for (const auto& line : json["lines"]) {
    ASSERT_TRUE(std::getline(csv, row));
    const std::string expected = line["t"].dump() + ',' + line["index"].dump() + ',' +
                                 line["quantity"].get<std::string>() + ',' + line["component"].get<std::string>() +
                                 ',' + line["value"].get<std::string>() + ',' + line["exact"].dump();
    EXPECT_EQ(row, expected);
  }
  EXPECT_FALSE(std::getline(csv, row));
}

TEST(TraceCsv, QuotesWhereNeeded) {
  Solved given = solved();
  given.trace.lines.resize(1);
  given.trace.lines[0].value.text = "1,5 \"or so\"";
  EXPECT_EQ(trace_csv(given.problem, given.trace),
            "t,index,quantity,component,value,exact\n1,1,g,x,\"1,5 \"\"or so\"\"\"," +
                std::string(given.trace.lines[0].value.exact ? "true\n" : "false\n"));
}

}  // namespace
}  // namespace stepmark::tests
