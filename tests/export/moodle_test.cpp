// What Moodle gives for a sheet is what `check` gives.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "lib/base/error.hpp"
#include "reports/export/decimal.hpp"
#include "reports/export/formats.hpp"
#include "solver/asked.hpp"
#include "solver/honest_paths.hpp"
#include "solver/questions/shown_working.hpp"
#include "tests/export/moodle_marking.hpp"
#include "tests/export/sheets.hpp"
#include "tests/reports/problems.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using exports::ExportedQuestion;
using support::checked;
using support::Entries;
using support::MoodleField;
using support::MoodleQuestion;
using support::right_entries;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<MoodleField> fields_of(const exports::Export& made) {
  std::vector<MoodleField> fields;
  for (const MoodleQuestion& question : support::moodle_questions(made.bytes)) {
    fields.insert(fields.end(), question.fields.begin(), question.fields.end());
  }
  return fields;
}

double moodle_marks(const std::vector<MoodleField>& fields, const Entries& entries) {
  EXPECT_EQ(fields.size(), entries.size());
  double marks = 0;
  for (std::size_t i = 0; i < fields.size() && i < entries.size(); ++i) marks += fields[i].marks(entries[i]);
  return marks;
}

class EveryProblem : public ::testing::TestWithParam<std::size_t> {
 protected:
  EveryProblem()
      : problem_(support::problems_to_export().at(GetParam())),
        question_(exports::exported(problem_)),
        marker_(problem_),
        made_(exports::moodle_export({question_}, {})),
        fields_(fields_of(made_)),
        right_(right_entries(question_)) {}

  /// Of marks that were scaled to whole numbers.
  double scale() const { return made_.marks.to_double() / (question_.marks - words()).to_double(); }
  Exact words() const {
    Exact marks;
    for (const exports::ExportedPart& part : question_.parts) {
      if (part.asks == Part::Asks::words) marks = marks + part.marks;
    }
    return marks;
  }

  bool says(const std::string& words) const {
    return std::any_of(made_.notices.begin(), made_.notices.end(),
                       [&](const std::string& notice) { return notice.find(words) != std::string::npos; });
  }

  void expect_same(const Entries& entries, const std::string& what) {
    EXPECT_NEAR(moodle_marks(fields_, entries), checked(marker_, entries).to_double() * scale(), 1e-5)
        << problem_.file << ' ' << problem_.title << ": " << what;
  }

  std::vector<const exports::Box*> boxes() const {
    std::vector<const exports::Box*> all;
    for (const exports::ExportedPart& part : question_.parts) {
      for (const exports::Box& box : part.boxes) all.push_back(&box);
      if (!part.choices.empty()) all.push_back(nullptr);
    }
    return all;
  }

  Problem problem_;
  ExportedQuestion question_;
  QuestionMarker marker_;
  exports::Export made_;
  std::vector<MoodleField> fields_;
  Entries right_;
};

TEST_P(EveryProblem, GivesTheMarksOfCheck) {
  expect_same(right_, "right");
  expect_same(Entries(right_.size()), "blank");
  const std::vector<const exports::Box*> all = boxes();
  for (std::size_t i = 0; i < all.size(); ++i) {
    Entries entries = right_;
    entries[i].clear();
    expect_same(entries, "blank " + std::to_string(i));
    if (!all[i] || all[i]->answers.empty()) continue;
    const exports::KnownAnswer& key = all[i]->answers.front();
    const bool is_alone = all[i]->answers.size() < 2 || all[i]->answers[1].share != Exact(1);
    if (key.tolerance.is_zero() || !is_alone) continue;
    for (const int unit : {-1, 1}) {
      const Exact off = key.value + Exact(2 * unit) * key.tolerance;
      if (off.is_zero()) continue;  // may not have been worked out: it is known nowhere
      entries[i] = exports::plain_decimal(off);
      expect_same(entries, all[i]->id + " is " + entries[i]);
    }
  }
}

/// Whoever works honestly, by whatever rule of rounding, loses nothing by the export.
TEST_P(EveryProblem, GivesFullMarksToEveryHonestPath) {
  if (!is_plain(marker_.parts())) return;
  const Tape tape = compile(problem_);
  const std::vector<std::size_t> asked = asked_lines(problem_, tape);
  const DecimalFormat format = precision_asked(problem_);
  for (const HonestRule& rule : honest_rules(problem_)) {
    const HonestAnswers answers = follow(rule, tape, format, asked);
    Entries entries;
    for (const std::size_t line : asked) {
      entries.push_back(exports::plain_decimal(answers.values[line].rounded(format, rule.working.ties), format));
    }
    EXPECT_GE(moodle_marks(fields_, entries), checked(marker_, entries).to_double() * scale() - 1e-9)
        << problem_.file << ": " << rule.name;
  }
}

/// Of the sheets on which one mistake is made all through, those that earn other marks are as many as is said.
TEST_P(EveryProblem, CountsTheSheetsThatItMarksOtherwise) {
  if (!is_plain(marker_.parts())) return;
  const Tape tape = compile(problem_);
  const std::vector<std::size_t> asked = asked_lines(problem_, tape);
  const DecimalFormat format = precision_asked(problem_);
  std::set<std::pair<std::string, Entries>> differing;
  for (const WrongMethod& method : wrong_methods(problem_)) {
    const Stated stated = questions::state(problem_, method);
    Entries entries(asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i) {
      if (asked[i] < stated.size()) entries[i] = exports::plain_decimal(stated[asked[i]], format);
    }
    const double check = checked(marker_, entries).to_double() * scale();
    if (std::abs(moodle_marks(fields_, entries) - check) > 1e-5) differing.emplace(method.mistake, entries);
  }
  EXPECT_LE(differing.size(), question_.known.differing) << problem_.file;
  EXPECT_EQ(question_.known.differing > 0, says("other marks than check gives")) << problem_.file;
}

/// A slip that is carried on is followed by no system that cannot calculate: it never earns more than `check` gives.
TEST_P(EveryProblem, GivesNothingForASlipAndItsConsequences) {
  if (!is_plain(marker_.parts())) return;
  const std::size_t middle = right_.size() / 3;
  const exports::Box& box = question_.parts.front().boxes[middle];
  Entries entries = right_;
  entries[middle] = exports::plain_decimal(box.answers.front().value + Exact(742) * box.answers.front().tolerance);
  Sheet sheet;
  for (const std::string& entry : entries) sheet.push_back(written_in(entry));
  for (std::size_t i = middle + 1; i < sheet.size(); ++i) {
    entries[i] = marker_.numbers(0).expected_at(sheet, i);
    sheet[i] = written_in(entries[i]);
  }
  EXPECT_LE(moodle_marks(fields_, entries), checked(marker_, entries).to_double() * scale() + 1e-9) << problem_.file;
  Entries zeros(right_.size(), "0");
  EXPECT_LE(moodle_marks(fields_, zeros), checked(marker_, zeros).to_double() * scale() + 1e-9) << problem_.file;
}

/// A question for each line marks what the box in a table marks, where it has the shares for that.
TEST_P(EveryProblem, AQuestionForEachLineMarksTheSame) {
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
          << problem_.file << ' ' << single[i].id << ' ' << answer.answer;
    }
    EXPECT_EQ(single[i].marks(""), 0);
  }
}

TEST_P(EveryProblem, ImportsWithoutLoss) {
  for (const MoodleField& field : fields_) {
    double full = 0;
    for (const support::MoodleAnswer& answer : field.answers) full = std::max(full, answer.fraction);
    EXPECT_EQ(full, 1) << problem_.file;
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

INSTANTIATE_TEST_SUITE_P(Moodle, EveryProblem, ::testing::Range<std::size_t>(0, support::problems_to_export().size()));

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
