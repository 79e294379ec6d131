#include "tests/reports/problems.hpp"

#include <algorithm>
#include <filesystem>

#include "tests/rooms.hpp"

namespace stepmark::support {

const std::vector<ObjectiveText>& objective_texts() {
  static const std::vector<ObjectiveText> texts = {
      {"function of one", "[objective]\nfunction = \"(x - 3)^2 + sin(x)\"\nstart = { x = 0.5 }\n"},
      {"function of two",
       "[objective]\nfunction = \"(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2\"\nstart = { x = 1, y = 1.5 }\n"},
      {"function of four",
       "[objective]\nfunction = \"x_1^2 + 2*x_2^2 + exp(x_3) + x_1*x_4/3\"\n"
       "start = { x_1 = 1, x_2 = -2, x_3 = 0.5, x_4 = \"1/3\" }\n"},
      {"gradient", "[objective]\ngradient = [\"2*x\", \"20*y\"]\nstart = { x = 3, y = -1 }\n"},
      {"gradients", "[objective]\ngradients = [[4], [-2], [\"1/3\"], [1]]\nstart = [0]\n"},
      {"quadratic",
       "[objective]\nA = [[2, -1, 0], [-1, 10, 0.5], [0, 0.5, 1]]\nb = [1, 0, -2]\nstart = [3, -1, 0.25]\n"},
      {"data",
       "[objective]\nloss = \"(w*x + b - y)^2 / 2\"\ndata = \"points.csv\"\nbatch = 2\nstart = { w = 1, b = 0.5 }\n"},
      {"whole-table",
       "[objective]\nloss = \"(w*x + b - y)^2 / 2\"\ndata = \"points.csv\"\nstart = { w = 1, b = 0.5 }\n"},
  };
  return texts;
}

std::vector<Problem> bank() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator("problems/bank")) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  std::vector<Problem> problems;
  for (const std::string& file : files) problems.push_back(read_problem(file));
  return problems;
}

Problem make_problem(const std::string& optimizer, const std::string& sections, int steps, const std::string& title) {
  const std::string head =
      "title = \"" + title + "\"\noptimizer = \"" + optimizer + "\"\nsteps = " + std::to_string(steps);
  return parse_problem(head + "\n" + sections, "test.toml", "tests/reports");
}

}  // namespace stepmark::support
