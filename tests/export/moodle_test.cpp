// What Moodle gives for a sheet is what `check` gives.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "lib/base/error.hpp"
#include "reports/export/decimal.hpp"
#include "reports/export/formats.hpp"
#include "tests/export/checked_sheets.hpp"
#include "tests/export/moodle_marking.hpp"
#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using exports::ExportedQuestion;
using support::Entries;
using support::MoodleField;
using support::MoodleQuestion;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<MoodleField> fields_of(const exports::Export& made) {
  std::vector<MoodleField> fields;
  for (const MoodleQuestion& question : support::moodle_questions(made.bytes)) {
    fields.insert(fields.end(), question.fields.begin(), question.fields.end());
  }
  return fields;
}

/// Of each entry; marks that were scaled to whole numbers are scaled back.
std::vector<double> marks_by(const std::vector<MoodleField>& fields, const Entries& entries, double scale) {
  EXPECT_EQ(fields.size(), entries.size());
  std::vector<double> marks;
  for (std::size_t i = 0; i < fields.size() && i < entries.size(); ++i) {
    marks.push_back(fields[i].marks(entries[i]) / scale);
  }
  return marks;
}

class MoodleProblem : public ::testing::TestWithParam<std::size_t> {
 protected:
  MoodleProblem()
      : problem_(support::checked_problem(GetParam())),
        question_(problem_.question),
        made_(exports::moodle_export({question_}, {})),
        fields_(fields_of(made_)) {}

  /// Of marks that were scaled to whole numbers.
  double scale() const { return made_.marks.to_double() / (question_.marks - words()).to_double(); }
  Exact words() const {
    Exact marks;
    for (const exports::ExportedPart& part : question_.parts) {
      if (part.asks == Part::Asks::words) marks = marks + part.marks;
    }
    return marks;
  }

  const support::CheckedProblem& problem_;
  const ExportedQuestion& question_;
  exports::Export made_;
  std::vector<MoodleField> fields_;
};

/// A slip that is carried on is followed by no system that cannot calculate: it never earns more than `check` gives. Of
/// the sheets on which one mistake is made all through, those that earn other marks are as many as is said.
TEST_P(MoodleProblem, GivesTheMarksOfCheck) {
  std::vector<std::vector<double>> marks;
  for (const support::CheckedSheet& sheet : problem_.sheets) marks.push_back(marks_by(fields_, sheet.entries, scale()));
  support::expect_marks_of_check(problem_, problem_.sheets, marks, {support::Marks::by_known_numbers});
  const bool says_so = std::any_of(made_.notices.begin(), made_.notices.end(), [](const std::string& notice) {
    return notice.find("other marks than check gives") != std::string::npos;
  });
  EXPECT_EQ(question_.known.differing > 0, says_so) << problem_.where;
}

/// A question for each line marks what the box in a table marks, where it has the shares for that.
TEST_P(MoodleProblem, AQuestionForEachLineMarksTheSame) {
  const exports::Export singly = exports::moodle_export({question_}, {"", true});
  const std::vector<MoodleField> single = fields_of(singly);
  ASSERT_EQ(single.size(), fields_.size());
  const bool is_rounded = std::any_of(singly.notices.begin(), singly.notices.end(), [](const std::string& notice) {
    return notice.find("were rounded") != std::string::npos;
  });
  for (std::size_t i = 0; i < fields_.size() && !is_rounded; ++i) {
    for (const support::MoodleAnswer& answer : fields_[i].answers) {
      if (!fields_[i].is_number || answer.answer == "*") continue;
      EXPECT_NEAR(single[i].marks(answer.answer) * scale(), fields_[i].marks(answer.answer), 1e-5)
          << problem_.where << ' ' << single[i].id << ' ' << answer.answer;
    }
    EXPECT_EQ(single[i].marks(""), 0);
  }
}

bool is_known(exports::KnownAnswer::Kind kind) {
  return kind == exports::KnownAnswer::Kind::mistake || kind == exports::KnownAnswer::Kind::carried;
}

/// Of what mistakes lead to, nothing lies within two units of anything else, and no 0 is known.
TEST_P(MoodleProblem, KnownNumbersLieApart) {
  for (const exports::ExportedPart& part : question_.parts) {
    for (const exports::Box& box : part.boxes) {
      for (const exports::KnownAnswer& answer : box.answers) {
        if (&answer == &box.answers.front()) continue;
        EXPECT_FALSE(answer.tolerance.is_zero()) << problem_.where << ' ' << box.id;
        if (!is_known(answer.kind)) continue;
        EXPECT_FALSE(answer.value.is_zero()) << problem_.where << ' ' << box.id;
        const Exact unit = box.answers.front().tolerance * Exact(2);
        for (const exports::KnownAnswer& other : box.answers) {
          if (&other == &answer || other.kind == exports::KnownAnswer::Kind::nearly) continue;
          const Exact reach = is_known(other.kind) ? Exact(0) : other.tolerance - unit * Exact::decimal(5, 1);
          EXPECT_GE((answer.value - other.value).abs() - reach, unit * Exact(2)) << problem_.where << ' ' << box.id;
        }
      }
    }
  }
}

/// A number that one mistake shows first and another carries on earns nothing; of one that leads to it twice the better
/// counts.
TEST_P(MoodleProblem, ANumberThatSeveralMistakesLeadToEarnsTheLeast) {
  std::map<std::pair<std::size_t, Exact>, std::map<std::string, double>> earned;
  for (const support::CheckedSheet& sheet : problem_.sheets) {
    if (sheet.like != support::CheckedSheet::Like::known_way) continue;
    for (std::size_t i = 0; i < sheet.entries.size(); ++i) {
      const auto value = Exact::parse(sheet.entries[i]);
      if (!value) continue;
      double& most = earned[{i, *value}].emplace(sheet.name, sheet.marks[i]).first->second;
      most = std::max(most, sheet.marks[i]);
    }
  }
  std::size_t entry = 0;
  for (const exports::ExportedPart& part : question_.parts) {
    for (const exports::Box& box : part.boxes) {
      for (const exports::KnownAnswer& answer : box.answers) {
        const auto found = earned.find({entry, answer.value});
        if (!is_known(answer.kind) || found == earned.end()) continue;
        double least = box.marks.to_double();
        for (const auto& [cause, marks] : found->second) least = std::min(least, marks);
        EXPECT_NEAR(fields_[entry].marks(exports::plain_decimal(answer.value)) / scale(), least, 1e-5)
            << problem_.where << ' ' << box.id << " = " << exports::plain_decimal(answer.value);
      }
      ++entry;
    }
    entry += part.choices.empty() ? 0U : 1U;
  }
}

/// An unescaped brace would cut what is said, and MathJax would look for formulas in it.
TEST_P(MoodleProblem, WhatIsSaidInBracesIsWhole) {
  const std::vector<MoodleField> single = fields_of(exports::moodle_export({question_}, {"", true}));
  ASSERT_EQ(single.size(), fields_.size());
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    EXPECT_EQ(fields_[i].weight, std::floor(fields_[i].weight));
    if (!fields_[i].is_number) continue;
    ASSERT_EQ(single[i].answers.size(), fields_[i].answers.size());
    for (std::size_t k = 0; k < single[i].answers.size(); ++k) {
      const std::string& said = fields_[i].answers[k].feedback;
      EXPECT_EQ("<p>" + said + "</p>\n", single[i].answers[k].feedback);
      EXPECT_THAT(said, Not(::testing::ContainsRegex("[$\\\\]")));
    }
  }
}

TEST_P(MoodleProblem, ImportsWithoutLoss) {
  for (const MoodleField& field : fields_) {
    double full = 0;
    for (const support::MoodleAnswer& answer : field.answers) full = std::max(full, answer.fraction);
    EXPECT_EQ(full, 1) << problem_.where;
    for (std::size_t i = 0; i < field.answers.size(); ++i) {
      const support::MoodleAnswer& answer = field.answers[i];
      EXPECT_FALSE(answer.feedback.empty());
      if (field.is_number) {
        EXPECT_THAT(answer.answer, Not(HasSubstr("e")));
      }
      EXPECT_EQ(answer.answer == "*", field.is_number && i + 1 == field.answers.size());
    }
  }
  const MoodleQuestion question = support::moodle_questions(made_.bytes).at(0);
  EXPECT_EQ(question.id, question_.id);
  EXPECT_DOUBLE_EQ(question.default_grade, made_.marks.to_double());
}

INSTANTIATE_TEST_SUITE_P(Export, MoodleProblem, ::testing::Range<std::size_t>(0, support::problems_to_export().size()));

/// @param sections  of a small problem
exports::Export moodle_of(const std::string& sections, const std::string& title, exports::Wishes wishes = {}) {
  const std::string bowl = "[objective]\ngradient = [\"2*x\", \"20*y\"]\nstart = { x = 3, y = -1 }\n";
  return exports::moodle_export(
      {exports::exported(support::make_problem("momentum", bowl + support::rounded_working + sections, 1, title))},
      wishes);
}

TEST(Moodle, ATitleIsNeverAField) {
  const std::string title = "</text>{1:NUMERICAL:=7:0} {2:SHORTANSWER:=x} & <b> ]]> $$y$$ ~%100%*#}";
  const std::vector<MoodleQuestion> hostile = support::moodle_questions(moodle_of("", title).bytes);
  ASSERT_EQ(hostile.size(), 1u);
  EXPECT_EQ(hostile[0].name, title);
  EXPECT_EQ(hostile[0].fields.size(), support::moodle_questions(moodle_of("", "A").bytes)[0].fields.size());
}

TEST(Moodle, TheIdentifierDependsOnTheAnswersAlone) {
  const auto id = [](const exports::Export& made) { return support::moodle_questions(made.bytes).at(0).id; };
  const std::string one = id(moodle_of("", "A"));
  EXPECT_EQ(one.size(), 36u);
  EXPECT_EQ(one[14], '5');
  EXPECT_EQ(one, id(moodle_of("", "B")));
  EXPECT_NE(one, id(moodle_of("[hyperparameters]\neta = 0.02\n", "A")));
  EXPECT_EQ(moodle_of("", "A").bytes, moodle_of("", "A").bytes);
}

/// Another share stops the import of the whole file.
TEST(Moodle, AQuestionForEachLineHasTheSharesThatMoodleKnows) {
  const std::set<double> known = {0,  5,  10, 11.11111, 12.5, 14.28571, 16.66667, 20,       25, 30, 33.33333,
                                  40, 50, 60, 66.66667, 70,   75,       80,       83.33333, 90, 100};
  const exports::Export made =
      moodle_of("[marks]\nmethod = 3\naccuracy = 4\nfollow_through = \"1/3\"\n", "A", {"", true});
  const std::vector<MoodleQuestion> questions = support::moodle_questions(made.bytes);
  EXPECT_EQ(questions.size(), made.questions);
  EXPECT_EQ(questions.size(), 6u);
  std::set<std::string> ids;
  for (const MoodleQuestion& question : questions) {
    EXPECT_EQ(question.type, "numerical");
    EXPECT_EQ(question.default_grade, 7);
    ids.insert(question.id);
    for (const support::MoodleAnswer& answer : question.fields.at(0).answers) {
      EXPECT_TRUE(std::any_of(known.begin(), known.end(), [&](double share) {
        return std::abs(share / 100 - answer.fraction) < 1e-12;
      })) << answer.fraction;
    }
  }
  EXPECT_EQ(ids.size(), 6u);
  EXPECT_THAT(made.notices, ::testing::Contains(HasSubstr("shares of a mark were rounded")));
}

TEST(Moodle, SaysWhatItCannotCarryOver) {
  const auto compare =
      std::find_if(support::problems_to_export().begin(), support::problems_to_export().end(),
                   [](const Problem& problem) { return problem.question.kind == Question::Kind::compare; });
  const exports::Export made = exports::moodle_export({exports::exported(*compare)}, {});
  const std::string notice = exports::notice_of(exports::export_format("moodle"), made);
  EXPECT_THAT(notice, HasSubstr("moodle: 1 question, "));
  EXPECT_THAT(notice, HasSubstr("follow-through: by the numbers of"));
  EXPECT_THAT(notice, HasSubstr("parts that ask for words were left out (2 marks)"));
}

/// Of two optimizers, on their own: whose number it is.
TEST(Moodle, SingleNumbersOfSeveralPartsSayWhichPartTheyAreOf) {
  const Problem compare = read_problem("problems/bank/momentum-against-gradient-descent.toml");
  std::map<std::string, int> of_part;
  for (const MoodleQuestion& question :
       support::moodle_questions(exports::moodle_export({exports::exported(compare)}, {"", true}).bytes)) {
    const std::size_t asked = question.text.rfind("<p>");
    ++of_part[question.text.substr(asked + 3, 4)];
  }
  EXPECT_EQ(of_part, (std::map<std::string, int>{{"(a) ", 12}, {"(b) ", 8}}));
}

TEST(Export, RefusesWhatNoSystemCanTell) {
  const auto refused = [](const std::string& sections, int steps = 2) {
    try {
      exports::exported(support::make_problem("gradient-descent", sections, steps));
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string("exported");
  };
  EXPECT_THAT(refused("[objective]\ngradient = [\"x\"]\nstart = { x = 1 }\n[working]\nround = \"14 places\"\n"),
              HasSubstr("which course systems cannot tell from its neighbours"));
  EXPECT_THAT(refused("[objective]\ngradient = [\"x\"]\nstart = { x = 1 }\n" + support::rounded_working, 300),
              HasSubstr("it asks for 600 numbers; expected at most 500"));
  EXPECT_THAT(refused("[objective]\ngradient = [\"x\"]\nstart = { x = 1 }\n[working]\nround = \"20 figures\"\n"),
              HasSubstr("at most 14 figures and 12 decimal places"));
}

}  // namespace
}  // namespace stepmark::tests
