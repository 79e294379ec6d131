// Every kind of question from the command line: pages, a blank sheet, and sheets right, wrong and partly right, which
// earn what the pages promise.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "lib/number/exact.hpp"
#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Outcome;
using support::ScratchDirectory;
using testing::HasSubstr;
using Json = nlohmann::json;

Exact exact(const Json& text) {
  const auto value = text.get<std::string>();
  return Exact::parse(value).value_or(Exact(-1));
}

/// A row of the sheet, what is right there, and what that is worth.
struct AskedRow {
  std::string row, right, wrong;
  Exact marks;
};

class EveryKind : public testing::TestWithParam<const char*> {
 protected:
  std::string problem() const { return "problems/bank/" + std::string(GetParam()) + ".toml"; }

  std::string sheet_with(const std::vector<std::string>& values) {
    std::string sheet = "t,quantity,component,value\n";
    for (std::size_t i = 0; i < rows_.size(); ++i) sheet += rows_[i].row + values[i] + '\n';
    return scratch_.write("sheet" + std::to_string(++sheets_) + ".csv", sheet);
  }

  Json checked(const std::vector<std::string>& values) {
    const Outcome outcome = stepmark_program({"check", problem(), sheet_with(values), "--format", "json"});
    EXPECT_EQ(outcome.status, 0) << outcome.error;
    return Json::parse(outcome.output);
  }

  /// What a blank sheet is told.
  void SetUp() override {
    std::istringstream blank(stepmark_program({"sheet", problem(), "--format", "csv"}).output);
    std::string line;
    std::getline(blank, line);
    while (std::getline(blank, line)) rows_.push_back({line, "", "", Exact(0)});
    const Json told = checked(std::vector<std::string>(rows_.size()));
    out_of_ = exact(told.at("out_of"));
    for (const Json& one : told.at("lines")) tell(one, "987", one.at("expected"));
    for (const Json& one : told.value("parts", Json::array())) {
      if (one.at("asks") == "letter") tell(one, one.at("expected") == "A" ? "B" : "A", one.at("expected"));
      if (one.at("asks") == "line") tell(one, one.at("expected") == "1" ? "2" : "1", one.at("expected"));
      if (one.at("asks") == "words") tell(one, "0", one.at("out_of"));
    }
  }

  void tell(const Json& one, const std::string& wrong, const std::string& right) {
    const std::string t = one.value("t", Json()).is_null() ? "" : one.at("t").dump();
    const std::string row = t + ',' + one.at("quantity").get<std::string>() + ',' + one.value("component", "") + ',';
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [&](const AskedRow& asked) { return asked.row == row; });
    ASSERT_NE(found, rows_.end()) << row;
    found->right = right;
    found->wrong = wrong;
    found->marks = exact(one.at("out_of"));
  }

  std::vector<std::string> values(std::string AskedRow::*which, std::size_t count) const {
    std::vector<std::string> all(rows_.size());
    for (std::size_t i = 0; i < count; ++i) all[i] = rows_[i].*which;
    return all;
  }

  ScratchDirectory scratch_;
  std::vector<AskedRow> rows_;
  Exact out_of_;
  int sheets_ = 0;
};

TEST_P(EveryKind, IsMarkedAsItsPagesPromise) {
  const std::string marks = "(" + out_of_.to_string() + " marks)";
  for (const char* form : {"--space=3", "--solutions", "--marker"}) {
    EXPECT_THAT(stepmark_program({"handout", problem(), form}).output, HasSubstr("## Question " + marks));
  }
  EXPECT_EQ(exact(checked(values(&AskedRow::right, rows_.size())).at("marks")), out_of_);
  EXPECT_EQ(exact(checked(values(&AskedRow::wrong, rows_.size())).at("marks")), Exact(0));
  Exact half(0);
  for (std::size_t i = 0; i < rows_.size() / 2; ++i) half = half + rows_[i].marks;
  EXPECT_EQ(exact(checked(values(&AskedRow::right, rows_.size() / 2)).at("marks")), half);
}

TEST_P(EveryKind, IsMarkedForAClassAsForOne) {
  std::string sheets = "student,t,quantity,component,value\n";
  const auto add = [&](const char* student, const std::vector<std::string>& values) {
    for (std::size_t i = 0; i < rows_.size(); ++i)
      sheets += std::string(student) + ',' + rows_[i].row + values[i] + '\n';
  };
  add("right", values(&AskedRow::right, rows_.size()));
  add("wrong", values(&AskedRow::wrong, rows_.size()));
  add("blank", values(&AskedRow::right, 0));
  const std::string output = stepmark_program({"mark", problem(), scratch_.write("class.csv", sheets)}).output;
  const std::string out_of = out_of_.to_string(), count = std::to_string(rows_.size());
  EXPECT_THAT(output, HasSubstr("\nright," + out_of + ',' + out_of + ',' + count + ",0,0,0,0,0,,,\n"));
  EXPECT_THAT(output, HasSubstr("\nwrong,0," + out_of + ",0,0,0," + count + ",0,0,"));
  EXPECT_THAT(output, HasSubstr("\nblank,0," + out_of + ",0,0,0,0," + count + ",0,,,\n"));
}

INSTANTIATE_TEST_SUITE_P(Bank, EveryKind,
                         testing::Values("adam-two-steps-bowl", "adam-final", "adam-gradients", "adam-choice",
                                         "adam-find-error", "adam-faded", "adam-against-rmsprop",
                                         "gradient-descent-effect", "adam-effect", "adam-which",
                                         "momentum-missing-hyperparameter"),
                         [](const auto& name) {
                           std::string word = name.param;
                           std::erase(word, '-');
                           return word;
                         });

}  // namespace
}  // namespace stepmark::tests
