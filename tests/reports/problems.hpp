// Problems for the tests of reports: every optimizer of the catalogue against every kind of objective.
#pragma once

#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "tests/rooms.hpp"

namespace stepmark::support {

/// The text of an [objective] section (and a suitable name), for each kind of objective and several dimensions.
struct ObjectiveText {
  std::string name, text;
};
const std::vector<ObjectiveText>& objective_texts();

/// Rounded working to four places.
inline const std::string rounded_working = "[working]\nround = \"4 places\"\ncarry = \"rounded\"\n";
/// To six: some optimizers divide by what four places would make zero.
inline const std::string finer_working = "[working]\nround = \"6 places\"\ncarry = \"rounded\"\n";

/// The problems of the bank, in the order of their files.
std::vector<Problem> bank();

Problem make_problem(const std::string& optimizer, const std::string& sections, int steps = 2,
                     const std::string& title = "A title");

}  // namespace stepmark::support
