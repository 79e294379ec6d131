// What is said of an export is about what the question asks for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/export/formats.hpp"
#include "tests/export/sheets.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using exports::ExportFormat;
using ::testing::HasSubstr;
using ::testing::Not;

std::string notice(const ExportFormat& format, const std::string& file) {
  const exports::ExportedQuestion question = exports::exported(read_problem("problems/bank/" + file));
  return exports::notice_of(format, exports::exported(format, {question}, {}));
}

TEST(Notices, OfLettersSayNothingOfNumbers) {
  for (const ExportFormat& format : exports::export_formats()) {
    for (const char* file : {"adam-choice.toml", "adam-effect.toml", "adam-which.toml"}) {
      const std::string said = notice(format, file);
      EXPECT_THAT(said, HasSubstr("; follow-through: none"));
      for (const char* words : {"known ways", "method alone", "slips", "a number", "wrong 0", "told in the feedback"}) {
        EXPECT_THAT(said, Not(HasSubstr(words)));
      }
    }
  }
}

TEST(Notices, OfANumberThatRestsOnNoOtherPromiseNoFollowThrough) {
  for (const ExportFormat& format : exports::export_formats()) {
    EXPECT_THAT(notice(format, "momentum-missing-hyperparameter.toml"), HasSubstr("; follow-through: none"));
  }
}

/// What `check` gives beside the windows of an export.
TEST(Notices, SayWhatIsMarkedOtherwiseThanByCheck) {
  for (const char* format : {"moodle", "notebook"}) {
    EXPECT_THAT(notice(exports::export_format(format), "momentum-bowl.toml"),
                HasSubstr("slips of the pen, what follows from them or from a last digit that is off, and numbers more "
                          "than a unit off earn nothing"));
  }
  for (const char* format : {"qti21", "numbas", "stack"}) {
    const std::string said = notice(exports::export_format(format), "momentum-bowl.toml");
    EXPECT_THAT(said, HasSubstr("slips of the pen, misread values and numbers with too few digits or more than a unit "
                                "off earn nothing"));
    EXPECT_THAT(said, HasSubstr("a 0 earns nothing by follow-through"));
    EXPECT_THAT(said, HasSubstr("where several last digits are off, the mark for accuracy may differ"));
  }
}

TEST(Notices, CountOneAsOne) {
  EXPECT_EQ(exports::counted(1, "line has", "lines have"), "1 line has");
  EXPECT_EQ(exports::counted(2, "line has", "lines have"), "2 lines have");
}

/// The marks of words, which a person gives, are not among those that a file gives.
TEST(Notices, OfWordsThatAreLeftOutDoNotSayThatMarksWereScaled) {
  const std::string file = "momentum-against-gradient-descent.toml";
  EXPECT_THAT(notice(exports::export_format("moodle"), file), Not(HasSubstr("scaled")));
  EXPECT_THAT(notice(exports::export_format("moodle"), file), HasSubstr("1 question, 40 marks"));
  EXPECT_THAT(notice(exports::export_format("notebook"), file), HasSubstr("1 question, 40 marks"));
}

/// In Canvas, and in Moodle one by one, an item of several has no other words.
TEST(Items, OfAnEffectSayAllThatTheyAsk) {
  const auto words = [](const std::string& file) {
    std::vector<std::string> all;
    for (const exports::ExportedPart& part : exports::exported(read_problem("problems/bank/" + file)).parts) {
      EXPECT_TRUE(part.shown.empty());
      all.push_back(part.words);
    }
    return all;
  };
  const std::string settings = "The steps are carried out from the start with eta = ",
                    asks = ". Which sentence describes the values of y in these steps?";
  EXPECT_THAT(words("gradient-descent-effect.toml"),
              ::testing::ElementsAre(settings + "0.15" + asks, settings + "0.04" + asks, settings + "0.23" + asks));
  const std::string zero = "In step 2, the gradient of x is zero. What does ",
                    compared = " do in that step, compared with its value before the step?";
  EXPECT_THAT(words("adam-effect.toml"),
              ::testing::ElementsAre(zero + "m of x" + compared, zero + "v of x" + compared, zero + "x" + compared));
}

}  // namespace
}  // namespace stepmark::tests
