// Where memory ends, or the system has no more threads.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SKIP_WITH_SANITIZER GTEST_SKIP() << "needs room of its own"
#else
#define SKIP_WITH_SANITIZER
#endif

namespace stepmark::tests {
namespace {

using support::Outcome;
using support::ScratchDirectory;

Outcome within(int kilobytes, const std::string& arguments) {
  return in_shell("ulimit -v " + std::to_string(kilobytes) + "; exec \"$0\" " + arguments);
}

/// From the least memory in which the program starts to where there is enough: done, or one line, and nothing else.
void expect_one_line_until_enough(const std::string& arguments) {
  int refused = 0;
  for (int kilobytes = 13'000;; kilobytes += 1'300) {
    ASSERT_LT(kilobytes, 120'000) << "is there never enough?";
    if (within(kilobytes, "calc 1").status != 0) continue;  // the machine's own loader has not enough
    const Outcome outcome = within(kilobytes, arguments);
    if (outcome.status != 2) {
      ASSERT_LE(outcome.status, 1) << kilobytes << ": " << outcome.error;
      break;
    }
    expect_refused(outcome, {"stepmark: there is not enough memory; expected a smaller problem"});
    ++refused;
  }
  EXPECT_GT(refused, 0) << arguments;
}

TEST(Memory, EndsInOneLineWhereGmpHasNone) {
  SKIP_WITH_SANITIZER;
  expect_one_line_until_enough("calc 3^2600000");
}

TEST(Memory, EndsInOneLineWhereTheMarkdownReaderHasNone) {
  SKIP_WITH_SANITIZER;
  const ScratchDirectory scratch;
  const std::string problem = "problems/bank/momentum-bowl.toml";
  std::string sheet = stepmark_program({"sheet", problem}).output;
  for (int i = 0; i < 10'000; ++i) sheet += "\n*so* `it` goes\n";
  expect_one_line_until_enough("check " + problem + ' ' + scratch.write("sheet.md", sheet));
}

/// Each further thread would begin with 128 MB of addresses of its own.
TEST(Memory, MarksWithAnyNumberOfThreadsAsWithOne) {
  SKIP_WITH_SANITIZER;
  const ScratchDirectory scratch;
  std::string sheets = "student,t,quantity,component,value\n";
  for (int i = 0; i < 100; ++i)
    sheets += "s" + std::to_string(i) + ",1,v,x,0.3\ns" + std::to_string(i) + ",2,v,x,0.7\n";
  const std::string mark =
      "mark problems/bank/momentum-bowl.toml " + scratch.write("class.csv", sheets) + " --threads ";
  const Outcome plain = stepmark_program({"mark", "problems/bank/momentum-bowl.toml", scratch.path("class.csv")});
  for (const int kilobytes : {50'000, 100'000}) {
    for (const char* threads : {"1", "2", "4"}) {
      const Outcome outcome =
          in_shell("ulimit -v " + std::to_string(kilobytes) + "; exec timeout 60 \"$0\" " + mark + threads);
      EXPECT_EQ(outcome.status, 0) << kilobytes << ' ' << threads << outcome.error;
      EXPECT_EQ(outcome.output, plain.output) << kilobytes << ' ' << threads;
    }
  }
}

/// A stack of a gigabyte each, in 400 MB.
TEST(Memory, GoesOnInOneThreadWhereTheSystemHasNoMore) {
  SKIP_WITH_SANITIZER;
  const auto in_one_thread = [](const std::string& arguments) {
    return in_shell("ulimit -s 1000000; ulimit -v 400000; exec \"$0\" " + arguments);
  };
  const ScratchDirectory scratch;
  std::string sheets = "student,t,quantity,component,value\n";
  for (int i = 0; i < 200; ++i) sheets += "s" + std::to_string(i) + ",1,v,x,0.3\n";
  const std::string problem = "problems/bank/momentum-bowl.toml ";
  const Outcome marked = in_one_thread("mark " + problem + scratch.write("class.csv", sheets) + " --threads 4");
  EXPECT_EQ(marked.status, 0) << marked.error;
  EXPECT_EQ(std::count(marked.output.begin(), marked.output.end(), '\n'), 201);
  const Outcome made =
      in_one_thread("generate --optimizer momentum --count 4 --seed 1 --threads 4 -o " + scratch.path("set"));
  EXPECT_EQ(made.status, 0) << made.error;
  const Outcome page = in_one_thread("handout problems/bank/m*.toml");
  EXPECT_EQ(page.status, 0) << page.error;
}

}  // namespace
}  // namespace stepmark::tests
