// The test functions of optimization, and polynomials of one variable.
#include "problems/family/names.hpp"

namespace stepmark::problems {

namespace {

using Drawn = Family::Drawn;
using Wanted = Family::Wanted;

/// A start on a grid: tenths at level easy, twentieths at medium, hundredths at hard.
Exact grid_value(Draw& draw, Level level, std::int64_t least, std::int64_t most) {
  const std::int64_t parts = level == Level::easy ? 10 : level == Level::medium ? 20 : 100;
  return Exact::decimal(draw.between(least * parts, most * parts) * (100 / parts), 2);
}

Drawn at_random_start(Draw& draw, const Wanted& wanted, const std::string& function, std::int64_t least,
                      std::int64_t most) {
  Drawn drawn;
  drawn.objective.names = {"x", "y"};
  drawn.objective.function = function;
  for (int i = 0; i < 2; ++i) drawn.objective.start.push_back(grid_value(draw, wanted.level, least, most));
  return drawn;
}

Drawn draw_beale(Draw& draw, const Wanted& wanted) {
  return at_random_start(draw, wanted, "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2", -2, 2);
}

/// Off the valley's floor the gradient is so steep that a step of fixed length hardly changes it.
Exact beside_the_floor(Draw& draw, const Exact& x, const Exact& step_length) {
  static const Exact most = Exact::decimal(3, 2);
  return start_near(draw, Level::hard, x * x, std::min(step_length, most));
}

Drawn draw_rosenbrock(Draw& draw, const Wanted& wanted) {
  const std::string steepness = wanted.level == Level::easy ? "10" : "100";
  Drawn drawn = at_random_start(draw, wanted, "(1 - x)^2 + " + steepness + "*(y - x^2)^2", -2, 2);
  std::vector<Exact>& start = drawn.objective.start;
  if (wanted.step_length) start[1] = beside_the_floor(draw, start[0], *wanted.step_length);
  return drawn;
}

Drawn draw_booth(Draw& draw, const Wanted& wanted) {
  return at_random_start(draw, wanted, "(x + 2*y - 7)^2 + (2*x + y - 5)^2", -5, 5);
}

Drawn draw_himmelblau(Draw& draw, const Wanted& wanted) {
  return at_random_start(draw, wanted, "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", -4, 4);
}

/// "x^4 - 3*x^2 + 2*x": two valleys and a hump where the signs will have it.
Drawn draw_polynomial(Draw& draw, const Wanted& wanted) {
  Drawn drawn;
  drawn.objective.names = {"x"};
  const auto more = [&](std::int64_t most, const std::string& what) {
    const std::string monomial = term(draw.between(1, most), what);  // one draw a statement
    return (draw.coin() ? " + " : " - ") + monomial;
  };
  const bool quartic = wanted.level != Level::easy && draw.coin();
  std::string& text = drawn.objective.function;
  text = quartic ? "x^4" : term(draw.between(1, 3), "x^3");
  const std::string linear = more(9, "x");
  text += more(5, "x^2") + linear;
  drawn.objective.start = {start_value(draw, wanted.level, 3)};
  return drawn;
}

}  // namespace

std::vector<Family> function_families() {
  return {
      {"beale",
       "Beale's function, as in the course's notebook: flat far out and steep at the corners, so that one "
       "learning rate cannot suit every start",
       "on Beale's function", 2, 2, 2, false, false, false, draw_beale},
      {"rosenbrock", "Rosenbrock's curved valley: the gradient points across it, and velocity gathers along it",
       "in Rosenbrock's valley", 2, 2, 2, false, false, false, draw_rosenbrock},
      {"booth", "Booth's function: a bowl that lies askew, so that the components pull at each other",
       "on Booth's function", 2, 2, 2, false, false, false, draw_booth},
      {"himmelblau", "Himmelblau's function with its four minima: which one is reached depends on start and optimizer",
       "on Himmelblau's function", 2, 2, 2, false, false, false, draw_himmelblau},
      {"polynomial", "a polynomial of one variable: a local minimum and a hump that velocity may carry across",
       "on a polynomial", 1, 1, 1, true, false, false, draw_polynomial},
  };
}

}  // namespace stepmark::problems
