// Questions drawn one after the other: what came up is asked again, and the record goes on where it stopped.
#include "assessment/drill.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "assessment/telling.hpp"
#include "lib/base/error.hpp"
#include "tests/questions/sheet.hpp"

namespace stepmark::assessment {
namespace {

using Ids = std::vector<std::string>;

TEST(Recall, AsksTwiceForWhatCameUpAndLongestAgoFirst) {
  Recall recall;
  EXPECT_TRUE(recall.due().empty());
  recall.take({"a"}, {});
  recall.take({"b"}, {});
  EXPECT_EQ(recall.due(), (Ids{"a", "b"}));
  recall.take({}, {"a"});
  EXPECT_EQ(recall.due(), (Ids{"a", "b"}));
  recall.take({"a"}, {"b"});  // again: it starts from the beginning, behind the other
  EXPECT_EQ(recall.due(), (Ids{"b", "a"}));
  recall.take({}, {"a", "b"});
  EXPECT_EQ(recall.due(), Ids{"a"});
  recall.take({}, {"a"});
  EXPECT_TRUE(recall.due().empty());
}

Request adam() {
  Request request;
  request.optimizers = {"adam-slides"};
  request.level = Level::easy;
  return request;
}

Problem problem_of(const FilesBeside& files, const std::string& name) {
  return parse_problem(files.at(name + ".toml"), name + ".toml", "");
}

/// Right, but for m_hat, where m is written, as whoever forgets the correction does.
void answer(PracticeSession& session, const Problem& problem, bool corrects) {
  QuestionMarker marker(problem);
  const MarkedQuestion blank = marker.mark(marker.blank());
  const auto& rows = marker.rows(0);
  std::string m;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string& right = blank.parts[0].numbers.lines[i].expected;
    const auto source = [&](const std::string& quantity) {
      for (std::size_t j = 0; j < rows.size(); ++j) {
        if (rows[j].quantity == quantity && rows[j].t == rows[i].t && rows[j].component == rows[i].component) {
          return blank.parts[0].numbers.lines[j].expected;
        }
      }
      return std::string();
    };
    const bool is_wrong = !corrects && rows[i].quantity == "m_hat";
    while (session.reply(is_wrong ? source("m") : right).kind == PracticeReply::Kind::doubtful) {
    }
  }
}

TEST(Drill, AsksAgainWhatCameUp) {
  Drill drill(adam());
  EXPECT_FALSE(drill.is_open());
  const FilesBeside first = drill.draw();
  EXPECT_TRUE(drill.is_open());
  EXPECT_EQ(drill.name(), "0001");
  EXPECT_EQ(drill.questions_done(), 0U);
  const Problem problem = problem_of(first, "0001");
  PracticeSession session(problem);
  answer(session, problem, false);
  ASSERT_TRUE(session.is_done());
  const Ids made = session.result().misconceptions;
  ASSERT_EQ(made.size(), 1U);
  EXPECT_NE(drill.close(session).find("To be asked again: "), std::string::npos);

  for (const char* name : {"0002", "0003"}) {
    const FilesBeside files = drill.draw();
    EXPECT_EQ(drill.name(), name);
    EXPECT_NE(files.at(drill.name() + ".toml"), first.at("0001.toml"));
    const Problem next = problem_of(files, name);
    EXPECT_FALSE(told_by(Certifier().certify(next), made).empty());
    PracticeSession better(next);
    answer(better, next, true);
    EXPECT_NE(drill.close(better).find("Asked again, and right this time: "), std::string::npos);
  }
  drill.draw();
  EXPECT_NE(drill.record().find("\n4,adam-slides,gradients-steady,table,easy,1,4,,,,,,\n"), std::string::npos)
      << drill.record();
}

TEST(Drill, GoesOnFromItsRecord) {
  Drill drill(adam());
  const FilesBeside first = drill.draw();
  const Problem problem = problem_of(first, "0001");
  const std::string open = drill.record();
  PracticeSession session(problem);
  answer(session, problem, false);
  drill.close(session);

  Drill taken(adam());
  taken.take_up(open, "record.csv");
  EXPECT_TRUE(taken.is_open());
  EXPECT_EQ(taken.record(), open);
  taken.close(session);
  EXPECT_EQ(taken.record(), drill.record());

  Drill again(adam());
  again.take_up(drill.record(), "record.csv");
  EXPECT_EQ(again.closing(), drill.closing());
  EXPECT_EQ(again.draw(), drill.draw());
  EXPECT_EQ(again.record(), drill.record());
}

TEST(Drill, WhatWasToldOrLeftOutIsNoEvidence) {
  const auto due_after = [](const std::string& counts) {
    Drill drill(adam());
    drill.take_up(
        "question,optimizer,family,kind,level,seed,number,again,marks,out_of,left_out,shown,made\n"
        "1,adam-slides,gradients-steady,table,easy,1,1,,4,8,0,0,bias-correction-omitted\n"
        "2,adam-slides,gradients-steady,table,easy,1,2,bias-correction-omitted,8,8," +
            counts + ",\n3,adam-slides,gradients-steady,table,easy,1,3,bias-correction-omitted,8,8," + counts + ",\n",
        "record.csv");
    drill.draw();
    return drill.record().find("1,4,bias-correction-omitted,,,,,\n") != std::string::npos;
  };
  EXPECT_FALSE(due_after("0,0"));
  EXPECT_TRUE(due_after("1,0"));
  EXPECT_TRUE(due_after("0,1"));
}

TEST(Drill, RefusesWhatIsNoRecord) {
  const std::string header =
      "question,optimizer,family,kind,level,seed,number,again,marks,out_of,left_out,shown,made\n";
  const auto refused = [&](const std::string& record, std::size_t line, std::size_t column) {
    SCOPED_TRACE(record);
    Drill drill(adam());
    try {
      drill.take_up(record, "record.csv");
      ADD_FAILURE() << "taken";
    } catch (const InputError& error) {
      EXPECT_EQ(error.where().line, line) << error.what();
      EXPECT_EQ(error.where().column, column) << error.what();
    }
  };
  refused("", 1, 1);
  refused("a,b\n", 1, 1);
  refused(header + "1,a,b,c\n", 2, 1);
  refused(header + "2,a,b,c,d,1,1,,,,,,\n", 2, 1);
  refused(header + "1,a,b,c,d,x,1,,,,,,\n", 2, 11);
  refused(header + "1,a,b,c,d,1,1,no-such-thing,,,,,\n", 2, 15);
  refused(header + "1,a,b,c,d,1,1,,x,1,0,0,\n", 2, 16);
  refused(header + "1,a,b,c,d,1,1,,,,,,\n2,a,b,c,d,1,2,,,,,,\n", 3, 1);
}

}  // namespace
}  // namespace stepmark::assessment
