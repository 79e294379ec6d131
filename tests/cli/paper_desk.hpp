// A paper, its edition and a class on it, in a directory of their own.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/cli/refused.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {

inline const std::string one_question = "title = \"T\"\n[[question]]\noptimizer = \"momentum\"\n";

struct PaperDesk {
  support::ScratchDirectory scratch;

  support::Outcome paper(const std::string& text, std::vector<std::string> more) {
    more.insert(more.begin(), {"paper", scratch.write("paper.toml", text)});
    more.insert(more.end(), {"-o", scratch.path("edition")});
    return stepmark_program(more);
  }
  support::Outcome of_roster(const std::string& roster) {
    return paper(one_question, {"--roster", scratch.write("roster.csv", roster)});
  }
  support::Outcome mark(const std::string& rows) {
    return stepmark_program({"mark", scratch.path("edition"), scratch.write("class.csv", rows)});
  }
};

/// An edition of two questions for three students, and a class that is right but for one number.
struct SatPaper : PaperDesk {
  SatPaper() {
    const std::string text =
        "title = \"T\"\n[[question]]\noptimizer = \"momentum\"\nmarks = 12\n"
        "[[question]]\noptimizer = \"adagrad-slides\"\nkind = \"choice\"\nvariants = 2\nmarks = 4\n";
    EXPECT_EQ(paper(text, {"--copies", "3"}).status, 0);
    const std::string key = support::read_all(scratch.path("edition/key.csv"));
    std::string rows = "student,question,part,t,quantity,component,value\n", last;
    for (std::size_t begin = key.find('\n') + 1; begin < key.size();) {
      const std::size_t end = key.find('\n', begin);
      std::string row = key.substr(begin, end - begin);
      if (row.starts_with("01,1,") && row.find(",theta,") != std::string::npos) last = row;
      if (!row.starts_with("03,")) rows += row + '\n';
      begin = end + 1;
    }
    rows.replace(rows.find(last), last.size(), last.substr(0, last.rfind(',')) + ",777");
    scratch.write("class.csv", rows + "stranger,1,,1,g,x,1\n");
  }
  support::Outcome marked(std::vector<std::string> more) {
    more.insert(more.begin(), {"mark", scratch.path("edition"), scratch.path("class.csv")});
    return stepmark_program(more);
  }
  std::string file(const std::string& name) { return support::read_all(scratch.path(name)); }
  void edit(const std::string& name, const std::string& from, const std::string& to) {
    std::string text = file(name);
    ASSERT_NE(text.find(from), std::string::npos) << name << text;
    text.replace(text.find(from), from.size(), to);
    scratch.write(name, text);
  }
};

}  // namespace stepmark::tests
