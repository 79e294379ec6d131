#include "assessment/class_sheet.hpp"

#include <gtest/gtest.h>

#include "lib/base/error.hpp"

namespace stepmark::assessment {
namespace {

TEST(ClassSheet, OnWhichTheProgramFailsHasANoteAndNoMarks) {
  ClassSheet work;
  const auto fails = [](ClassSheet& sheet) {
    sheet.marked.emplace();
    sheet.feedback = "half written";
    STEPMARK_ASSERT(sheet.feedback.empty());
  };
  EXPECT_FALSE(mark_or_note(work, fails));
  EXPECT_FALSE(work.marked);
  EXPECT_EQ(work.feedback, "");
  EXPECT_EQ(work.failure.find("internal error: sheet.feedback.empty() ("), 0U) << work.failure;

  EXPECT_THROW(mark_or_note(work, [](ClassSheet&) { throw std::bad_alloc(); }), std::bad_alloc);
}

TEST(ClassSheet, ThatIsMarkedHasNoNoteOfTheProgram) {
  ClassSheet work;
  EXPECT_TRUE(mark_or_note(work, [](ClassSheet& sheet) { sheet.marked.emplace(); }));
  EXPECT_TRUE(work.marked);
  EXPECT_EQ(work.failure, "");
}

}  // namespace
}  // namespace stepmark::assessment
