// The built program, and what a refusal looks like from outside.
#pragma once

#include <string>
#include <vector>

#include "tests/rooms.hpp"
#include "tests/support/program.hpp"

namespace stepmark::tests {

support::Outcome stepmark_program(std::vector<std::string> words);

/// The same behind a line of shell, in which "$0" is the program.
support::Outcome in_shell(const std::string& line);

/// Exit 2, nothing printed, and one line that holds every one of `parts`.
void expect_refused(const support::Outcome& outcome, const std::vector<std::string>& parts);

}  // namespace stepmark::tests
