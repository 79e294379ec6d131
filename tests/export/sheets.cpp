#include "tests/export/sheets.hpp"

#include "tests/reports/problems.hpp"

namespace stepmark::support {

namespace {

std::vector<Problem> made() {
  const std::string bowl = "[objective]\ngradient = [\"2*x\", \"20*y\"]\nstart = { x = 3, y = -1 }\n";
  const std::string one = "[objective]\ngradients = [[4], [-2], [1]]\nstart = [0.5]\n";
  const std::string three =
      "[objective]\nA = [[2, -1, 0], [-1, 10, 0.5], [0, 0.5, 1]]\nb = [1, 0, -2]\nstart = [3, -1, 0.25]\n";
  const std::string hill = "[objective]\nfunction = \"x^2 + 2*x\"\nstart = { x = 2 }\n",
                    schedule = "[modifiers]\nschedule = ";
  const auto network = [](const std::string& loss) {
    return "[objective]\nfunction = \"" + loss + "\"\nstart = { a = 0.7, b = -0.4 }\n[hyperparameters]\neta = 0.5\n";
  };
  const std::string figures = "[working]\nround = \"4 figures\"\ncarry = \"rounded\"\n";
  const std::string unrounded = "[working]\nround = \"none\"\n[answer]\ngive = \"3 places\"\n";
  std::vector<Problem> problems;
  for (const char* optimizer : {"adam", "adamw", "amsgrad", "nadam", "adadelta", "rmsprop", "momentum-ema"}) {
    problems.push_back(make_problem(optimizer, one + finer_working));
  }
  problems.push_back(make_problem("momentum", three + rounded_working));
  problems.push_back(make_problem("adagrad", three + figures));
  problems.push_back(make_problem("gradient-descent", bowl + unrounded, 3));
  problems.push_back(make_problem("momentum", bowl + rounded_working + "[modifiers]\nclip_norm = 2\n"));
  problems.push_back(make_problem("adam", bowl + finer_working + "[modifiers]\nweight_decay = 0.1\n"));
  problems.push_back(
      make_problem("nesterov", bowl + rounded_working + "[modifiers]\nschedule = { eta = [0.1, 0.05] }\n"));
  problems.push_back(make_problem(
      "momentum",
      bowl + rounded_working + "[marks]\nmethod = 2\naccuracy = 1\nfollow_through = 0.5\nconvention = \"strict\"\n"));
  problems.push_back(make_problem("momentum", bowl + rounded_working + "[question]\nkind = \"table\"\nmarks = 10\n"));
  problems.push_back(make_problem("gradient-descent", hill + rounded_working + "[modifiers]\nclip_value = 3\n"));
  problems.push_back(
      make_problem("adam", bowl + finer_working + "[modifiers]\nclip_norm = 2\nclip_epsilon = 0.000001\n"));
  for (const char* by : {"step\", every = 1, factor = 0.5 }", "multi-step\", milestones = [1], factor = 0.1 }",
                         "exponential\", factor = 0.9 }", "cosine\", steps = 4 }", "warm-up\", steps = 2 }"}) {
    problems.push_back(
        make_problem("momentum", hill + rounded_working + schedule + "{ eta = { kind = \"" + by + " }\n"));
  }
  problems.push_back(make_problem("rmsprop", hill + "[working]\nround = \"5 figures\"\nties = \"half even\"\n", 2));
  problems.push_back(make_problem("momentum", bowl + rounded_working + "each = \"operation\"\n"));
  for (const char* loss : {"(sigmoid(2*a + b) - 1)^2", "(a*tanh(2*b + 1) - 1)^2", "softplus(a - b) + b^2",
                           "(relu(a + b) - 1)^2 + relu(b - a)"}) {
    problems.push_back(make_problem("momentum", network(loss) + rounded_working));
  }
  return problems;
}

}  // namespace

const std::vector<Problem>& problems_to_export() {
  static const std::vector<Problem> all = [] {
    std::vector<Problem> problems = bank();
    for (Problem& problem : made()) problems.push_back(std::move(problem));
    return problems;
  }();
  return all;
}

Entries right_entries(const exports::ExportedQuestion& question) {
  Entries entries;
  for (const exports::ExportedPart& part : question.parts) {
    for (const exports::Box& box : part.boxes) entries.push_back(box.right);
    for (const exports::Choice& choice : part.choices) {
      if (choice.right) entries.push_back(choice.letter);
    }
  }
  return entries;
}

}  // namespace stepmark::support
