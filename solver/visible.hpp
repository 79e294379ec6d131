// What a question asks for where nobody has said it.
#pragma once

#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"

namespace stepmark::solver {

/// Where the file does not say what is asked, nothing is that is zero in every line as it is asked, parameters aside:
/// the E_x of AdaDelta to four places. Whoever writes 0.0000 has shown nothing. The marks of the whole stay.
/// Other problems, and longer ones than people work, come back as they are.
Problem asking_for_what_shows(Problem problem);

}  // namespace stepmark::solver
