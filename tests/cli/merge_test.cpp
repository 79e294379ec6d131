// Shards that cannot be those of one class are not put together.
#include <gtest/gtest.h>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using support::ScratchDirectory;

const std::string header =
    "student,marks,out_of,correct,precision,follow_through,faulty,missing,unreadable,first_fault,cause,note\n";

std::string row(const std::string& student, const std::string& rest = "24,24,12,0,0,0,0,0,,,") {
  return student + ',' + rest + '\n';
}

class Merge : public ::testing::Test {
 protected:
  std::string gradebook(const std::string& name, const std::string& rows) const {
    return scratch_.write(name, header + rows);
  }

  ScratchDirectory scratch_;
  std::string first_ = gradebook("1.csv", row("Ada") + row("\"Cyd, the third\"")),
              second_ = gradebook("2.csv", row("Ben"));
};

TEST_F(Merge, TakesShardsInTheirOrder) {
  const std::string whole = header + row("Ada") + row("Ben") + row("\"Cyd, the third\"");
  EXPECT_EQ(stepmark_program({"merge", first_, second_}).output, whole);
  EXPECT_EQ(in_shell("\"$0\" merge <(cat " + first_ + ") <(cat " + second_ + ')').output, whole);
  EXPECT_EQ(stepmark_program({"merge", gradebook("a", row("Ada")), second_, gradebook("none", "")}).output,
            header + row("Ada") + row("Ben"));
}

TEST_F(Merge, RefusesAnotherOrderAndWhatDoesNotFit) {
  expect_refused(stepmark_program({"merge", second_, first_}), {"1.csv: it has 2 rows", "2.csv has 1"});
  expect_refused(stepmark_program({"merge", gradebook("long", row("A") + row("B") + row("C")), second_}),
                 {"2.csv: it has 1 rows", "has 3"});
}

TEST_F(Merge, RefusesOneThatIsThereTwice) {
  expect_refused(stepmark_program({"merge", first_, scratch_.path("./1.csv")}), {"there twice"});
  const std::string copy = gradebook("copy.csv", row("Ben"));
  expect_refused(stepmark_program({"merge", first_, second_, copy}), {"copy.csv: its rows are those of", "2.csv"});
  // Sheets that nobody has signed may be alike.
  const std::string nobody = row("", "0,24,0,0,0,0,0,12,,,the sheet cannot be read");
  EXPECT_EQ(stepmark_program({"merge", gradebook("x", nobody), gradebook("y", nobody)}).output,
            header + nobody + nobody);
}

TEST_F(Merge, RefusesRowsThatMarkDoesNotWrite) {
  expect_refused(stepmark_program({"merge", gradebook("bad", "rubbish\n"), second_}), {"bad:2:1", "1 cells"});
  expect_refused(stepmark_program({"merge", gradebook("bad", row("Ada") + row("x", "1,24,a,0,0,0,0,0,,,"))}),
                 {"bad:3:1", "'a'"});
  expect_refused(stepmark_program({"merge", gradebook("bad", row("x", "many,24,12,0,0,0,0,0,,,"))}), {"'many'"});
  expect_refused(stepmark_program({"merge", gradebook("bad", row("x", "0,24,12,0,0,0,0,0,,,\"a"))}), {"bad:2"});
  expect_refused(stepmark_program({"merge", first_, gradebook("bad", row("x", "2,4,2,0,0,0,0,0,,,"))}),
                 {"another problem"});
  expect_refused(stepmark_program({"merge", first_, scratch_.path("none.csv")}), {"no such file"});
  expect_refused(stepmark_program({"merge", first_, scratch_.path("")}), {"gradebook"});
}

TEST_F(Merge, RefusesGradebooksAmongStatistics) {
  const std::string json = scratch_.write("3.json", "{}");
  expect_refused(stepmark_program({"merge", first_, json}), {"this is JSON", "files of one kind"});
  expect_refused(stepmark_program({"merge", json, first_}), {"this is no statistics", "files of one kind"});
}

}  // namespace
}  // namespace stepmark::tests
