// Classes on an edition as clerks, forms and spreadsheets hand them in: sorted by questions, with rows twice, blank
// sheets, labels of parts, and neighbours' answers in a part of a sheet.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <sstream>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::Outcome;
using support::ScratchDirectory;

/// A row of the key: student, question, part, t, quantity, component, value.
using Row = std::vector<std::string>;
enum Column { student, question, part, t, quantity, component, value };

class ClassOnEdition : public ::testing::Test {
 protected:
  static constexpr const char* two_questions =
      "title = 'T'\n[[question]]\noptimizer = 'momentum'\nmarks = 12\n"
      "[[question]]\noptimizer = 'momentum'\nkind = 'find-error'\nmarks = 4\n";

  void draw(const std::string& paper, const std::string& roster, const std::string& name = "edition") {
    const auto outcome = stepmark_program({"paper", scratch_.write("paper.toml", paper), "--roster",
                                           scratch_.write("roster.csv", roster), "-o", scratch_.path(name)});
    ASSERT_EQ(outcome.status, 0) << outcome.error;
  }

  std::vector<Row> key(const std::string& name = "edition") const {
    std::istringstream in(support::read_all(scratch_.path(name + "/key.csv")));
    std::vector<Row> rows;
    std::string line;
    for (std::getline(in, line); std::getline(in, line);) {
      Row row;
      std::istringstream cells(line + ",end");
      for (std::string cell; row.size() < 7 && std::getline(cells, cell, ',');) row.push_back(cell);
      rows.push_back(row);
    }
    return rows;
  }

  static std::vector<Row> rows_of(const std::vector<Row>& all, const std::function<bool(const Row&)>& wanted) {
    std::vector<Row> rows;
    for (const Row& row : all) {
      if (wanted(row)) rows.push_back(row);
    }
    return rows;
  }

  Outcome mark(const std::vector<Row>& rows, std::vector<std::string> more = {}, const std::string& name = "edition") {
    std::string text = "student,question,part,t,quantity,component,value\n";
    for (const Row& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) text += (i > 0 ? "," : "") + row[i];
      text += '\n';
    }
    more.insert(more.begin(), {"mark", scratch_.path(name), scratch_.write("class.csv", text)});
    return stepmark_program(more);
  }

  static void expect_has(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
  }

  ScratchDirectory scratch_;
};

TEST_F(ClassOnEdition, MayBeSortedByQuestionsAndHaveARowTwice) {
  draw(two_questions, "student\nA\nB\n");
  const std::vector<Row> all = key();
  std::vector<Row> sorted;
  for (const char* q : {"1", "2"}) {
    for (const char* who : {"A", "B"}) {
      const auto block = rows_of(all, [&](const Row& row) { return row[question] == q && row[student] == who; });
      sorted.insert(sorted.end(), block.begin(), block.end());
      if (std::string(q) == "2") sorted.push_back(rows_of(all, [&](const Row& row) { return row[student] == who; })[0]);
    }
  }
  const auto same = mark(sorted);
  expect_has(same.output, "\nA,,16,16,12,4,\n");
  expect_has(same.output, "\nB,,16,16,12,4,\n");
  // With another answer, too: the row alone is in doubt.
  sorted.back()[value] = "777";
  expect_has(mark(sorted).output, "\nB,,16,16,12,4,\"question 1 is answered twice, of which the first is marked\"\n");
  // Spelt in another way it is the same row.
  sorted.back()[question] = "q1";
  expect_has(mark(sorted).output, "question 1 is answered twice");
}

TEST_F(ClassOnEdition, ABlankSheetIsNoAttempt) {
  draw(two_questions, "student\nA\nB\n");
  std::vector<Row> blank = rows_of(key(), [](const Row&row) { return row[student] == "A"; }), rows = blank;
  for (Row& row : blank) row[value] = "";
  rows.insert(rows.begin(), blank.begin(), blank.end());
  rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(blank.size()), {"B", "1", "", "1", "g", "x", "1"});
  expect_has(mark(rows).output, "\nA,,16,16,12,4,\"2 sheets of this name, of which number 2 is marked: nothing is");
  // Nor is one that comes after.
  std::vector<Row> after = rows_of(key(), [](const Row& row) { return row[student] == "A"; });
  after.push_back({"B", "1", "", "1", "g", "x", "1"});
  after.insert(after.end(), blank.begin(), blank.end());
  expect_has(mark(after).output, "\nA,,16,16,12,4,\"2 sheets of this name, of which the first is marked");
  // A second attempt is none of the first, nor mixed into it.
  std::vector<Row> second = rows_of(key(), [](const Row& row) { return row[student] == "A"; });
  const std::size_t count = second.size();
  for (std::size_t i = 0; i < count; ++i) {
    Row other = second[i];
    other[value] = other[quantity] == "answer" ? "Z" : "777";
    second.push_back(other);
  }
  second.insert(second.begin() + static_cast<std::ptrdiff_t>(count), {"B", "1", "", "1", "g", "x", "1"});
  expect_has(mark(second).output, "\nA,,16,16,12,4,\"2 sheets of this name, of which the first is marked");
}

TEST_F(ClassOnEdition, NamesPartsThatThePaperHas) {
  draw(two_questions, "student\nA\n");
  std::vector<Row> rows = key();
  EXPECT_EQ(mark(rows).status, 0);
  const auto with_part = [&](const std::string& of, const std::string& called) {
    std::vector<Row> other = rows;
    for (Row& row : other) {
      if (row[question] == of && row[quantity] != "g") row[part] = called;
    }
    return mark(other);
  };
  expect_refused(with_part("2", "z"), {"class.csv:", "'z' is no part of question 2", "(a) to (c)"});
  expect_refused(with_part("1", "(b)"), {"class.csv:", "'(b)' is no part of question 1", "one part alone"});
  EXPECT_EQ(with_part("2", "Part A").status, 0);
  expect_has(with_part("2", "a").output, "\nA,,16,16,12,4,");
  expect_has(with_part("2", "a").output, "'answer' is asked in (b)");
  const std::string answer = R"({"question": 2, "part": "z", "quantity": "answer", "value": "A"})";
  expect_refused(stepmark_program({"mark", scratch_.path("edition"),
                                   scratch_.write("c.jsonl", R"({"student": "A", "answers": [)" + answer + "]}\n")}),
                 {"c.jsonl:1", "'z' is no part"});
}

TEST_F(ClassOnEdition, WithKeysThatNobodyKnowsIsRefused) {
  draw(two_questions, "student\nA\n");
  const auto refused = [&](const std::string& line, const std::vector<std::string>& parts) {
    expect_refused(stepmark_program({"mark", scratch_.path("edition"), scratch_.write("c.jsonl", line + '\n')}), parts);
  };
  refused(R"({"student": "A", "colour": 2, "answers": []})", {"c.jsonl:1:18", "'colour' is not known"});
  refused(R"({"student": "A", "answers": [{"question": 1, "attempt": 2}]})", {"c.jsonl:1:46", "'attempt'", "question"});
}

TEST_F(ClassOnEdition, ItsShardsAreOfOneEditionAndOneClass) {
  draw(two_questions, "student\nA\nB\n");
  draw("seed = 2\n" + std::string(two_questions), "student\nA\nB\n", "other");
  const auto shard = [&](const std::string& k, const std::string& edition, const std::vector<Row>& rows) {
    const std::string file = scratch_.path(edition + std::to_string(rows.size()) + k + ".csv");
    const auto marked =
        mark(rows, {"--shard", k + "/2", "-o", file, "--statistics", file + ".json", "--force"}, edition);
    EXPECT_EQ(marked.status, 0) << marked.error;
    return file;
  };
  const std::vector<Row> all = key(), others = key("other");
  const std::string one = shard("1", "edition", all), two = shard("2", "edition", all);
  EXPECT_EQ(stepmark_program({"merge", one, two}).output, mark(all).output);
  expect_refused(stepmark_program({"merge", one, shard("2", "other", others)}), {"other", "another edition"});
  EXPECT_EQ(stepmark_program({"merge", one + ".json", two + ".json"}).status, 0);
  expect_refused(stepmark_program({"merge", one + ".json", shard("2", "other", others) + ".json"}),
                 {"another edition or another class"});
  const std::vector<Row> fewer(all.begin(), all.end() - 1);
  expect_refused(stepmark_program({"merge", one, shard("2", "edition", fewer)}), {"another class"});
  expect_refused(stepmark_program({"merge", two, one}), {"shard '2/2'", "1/2"});
  // One shard of one is a shard.
  const std::string whole = scratch_.path("whole.csv"), json = scratch_.path("whole.json");
  EXPECT_EQ(mark(all, {"--shard", "1/1", "-o", whole, "--statistics", json}).status, 0);
  EXPECT_EQ(stepmark_program({"merge", whole}).output, mark(all).output);
  EXPECT_EQ(stepmark_program({"merge", json}).status, 0);
}

TEST_F(ClassOnEdition, OnlyMarksCanHaveChanged) {
  draw(two_questions, "student\nA\nB\nC\n");
  std::vector<Row> rows = rows_of(key(), [](const Row& row) { return row[student] == "A" || row[student] == "B"; });
  rows.push_back({"stranger", "1", "", "1", "g", "x", "1"});
  const std::string before = scratch_.path("before.csv");
  ASSERT_EQ(mark(rows, {"-o", before}).status, 0);
  expect_has(mark(rows, {"--previous", before}).error, "none of 2 students");
  std::string paper = support::read_all(scratch_.path("edition/paper.toml"));
  paper.replace(paper.find("marks = 12"), 10, "marks = 6");
  scratch_.write("edition/paper.toml", paper);
  const auto halved = mark(rows, {"--previous", before});
  expect_has(halved.error, "2 of 2 students");
  expect_has(halved.output, "\nC,,0,10,,,no sheet\n");
  // Who had marks and has none now is told of.
  const auto absent = mark(rows_of(rows, [](const Row& row) { return row[student] != "B"; }), {"--previous", before});
  expect_has(absent.output, "\nB,,0,10,,,\"the marks were 16 out of 16; no sheet\"\n");
  expect_has(absent.error, "2 of 2 students");
}

TEST_F(ClassOnEdition, KeepsTheColumnsOfItsRoster) {
  draw(two_questions, "student,email,name,Group,note\nA,a@x.org,\"Ada, L.\",=1+1,late\nB,b@x.org,Ben,2,\n");
  const std::string details = scratch_.path("d.jsonl");
  const auto marked = mark(key(), {"--details", details});
  expect_has(marked.output, "student,name,marks,out_of,q1,q2,note,email,Group,roster_note\n");
  expect_has(marked.output, "\nA,\"Ada, L.\",16,16,12,4,,a@x.org,'=1+1,late\n");
  expect_has(support::read_all(details), R"("roster":{"email":"a@x.org","Group":"=1+1","note":"late"})");
  const std::string before = scratch_.write("before.csv", marked.output);
  expect_has(mark(key(), {"--previous", before}).error, "none of 2 students");
  std::vector<std::string> merge = {"merge"};
  for (const std::string k : {"1", "2"}) {
    merge.push_back(scratch_.path(k + ".csv"));
    ASSERT_EQ(mark(key(), {"--shard", k + "/2", "-o", merge.back()}).status, 0);
  }
  EXPECT_EQ(stepmark_program(merge).output, marked.output);
}

TEST_F(ClassOnEdition, StudentsKeepTheirLettersInTheNamesOfFiles) {
  draw(two_questions, "student\n王小明\nعمر\nMüller\n");
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(scratch_.path("edition/copies"))) {
    names.push_back(entry.path().filename().string());
  }
  for (const std::string begins : {"王小明~", "عمر~", "Müller~"}) {
    EXPECT_EQ(std::count_if(names.begin(), names.end(), [&](const auto& name) { return name.starts_with(begins); }), 1);
  }
  EXPECT_EQ(mark(key()).status, 0);
}

class Copied : public ClassOnEdition {
 protected:
  Copied() {
    std::string roster = "student\n", paper = "title = 'T'\n";
    for (int i = 1; i <= 40; ++i) roster += "S" + std::to_string(i) + '\n';
    paper += "[[question]]\noptimizer = 'adam-slides'\nsteps = 3\n";
    for (int i = 0; i < 12; ++i) paper += "[[question]]\noptimizer = 'momentum'\nkind = 'choice'\n";
    draw(paper, roster);
    all_ = key();
  }
  /// S1's sheet, with what is wanted of S2's.
  std::string note(const std::function<bool(const Row&)>& of_neighbour) {
    std::vector<Row> rows;
    const auto other = rows_of(all_, [](const Row& row) { return row[student] == "S2"; });
    for (const Row& row : rows_of(all_, [](const Row& row) { return row[student] == "S1"; })) {
      rows.push_back(row);
      for (const Row& theirs : other) {
        const bool is_same = std::equal(row.begin() + 1, row.begin() + value, theirs.begin() + 1);
        if (is_same && of_neighbour(row)) rows.back()[value] = theirs[value];
      }
    }
    const std::string output = mark(rows).output;
    const std::size_t begin = output.find("\nS1,") + 1;
    return output.substr(begin, output.find('\n', begin) - begin);
  }

  std::vector<Row> all_;
};

TEST_F(Copied, InOneStepOfAQuestionIsNoted) {
  const std::string step = note([](const Row& row) { return row[question] == "1" && row[t] == "2"; });
  expect_has(step, "step 2 of question 1 agrees with S2's variant and not with the student's own");
  const std::string whole = note([](const Row& row) { return row[question] == "1"; });
  expect_has(whole, "question 1 agrees with S2's variant and not with the student's own");
}

TEST_F(Copied, LettersAreNotedOnlyWhereTheyAreMany) {
  const auto first_letters = [&](int most) {
    return note([=](const Row& row) { return row[question] != "1" && std::stoi(row[question]) <= most + 1; });
  };
  EXPECT_EQ(first_letters(1).find("agree"), std::string::npos) << first_letters(1);
  EXPECT_EQ(first_letters(3).find("agree"), std::string::npos) << first_letters(3);
}

TEST_F(Copied, OneNumberIsNeverEnough) {
  const std::string one = note([](const Row& row) {
    return row[question] == "1" && row[t] == "3" && row[quantity] == "theta" && row[component] == "x";
  });
  EXPECT_EQ(one.find("agree"), std::string::npos) << one;
}

TEST_F(ClassOnEdition, ItsDrawingIsKeptWhenTheProgramThatMakesPagesFails) {
  // Two calls of qpdf try it out; the next ones fail until the file is there.
  const std::string bin = scratch_.path("bin"), works = scratch_.path("works");
  ASSERT_TRUE(std::filesystem::create_directory(bin));
  const std::string fake =
      scratch_.write("bin/qpdf", "#!/bin/bash\necho x >> " + scratch_.path("calls") + "\nif [ -e " + works +
                                     " ] || [ $(wc -l < " + scratch_.path("calls") +
                                     ") -le 2 ]; then exec /usr/bin/qpdf \"$@\"; fi\necho no paper; exit 9\n");
  ::chmod(fake.c_str(), 0755);
  scratch_.write("paper.toml", two_questions);
  scratch_.write("roster.csv", "student\nA\nB\n");
  const std::string edition = scratch_.path("edition");
  const std::string line = "cd " + scratch_.path("") + " && PATH=" + bin +
                           ":$PATH \"$0\" paper paper.toml --roster roster.csv --to pdf -o edition";
  expect_refused(in_shell(line), {"qpdf failed", "the copies are kept", "--resume"});
  ASSERT_TRUE(std::filesystem::exists(edition + "/.unfinished/copies/A.md"));
  scratch_.write("works", "");
  const auto resumed = in_shell(line + " --resume");
  ASSERT_EQ(resumed.status, 0) << resumed.error;
  EXPECT_TRUE(std::filesystem::exists(edition + "/copies/B.pdf"));
  EXPECT_FALSE(std::filesystem::exists(edition + "/.unfinished"));
}

}  // namespace
}  // namespace stepmark::tests
