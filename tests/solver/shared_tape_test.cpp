// Tapes into which other numbers are put are those that the compiler makes of these numbers.
#include "solver/tape/shared_tape.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lib/expression/print.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "solver/mistake/method_store.hpp"
#include "solver/trace/evaluate.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Problem problem_of(const std::string& optimizer, const std::string& objective, const std::string& more = "",
                   int steps = 2) {
  return parse_problem("optimizer = \"" + optimizer + "\"\nsteps = " + std::to_string(steps) + "\n[objective]\n" +
                           objective + "\n" + more,
                       "problem.toml", no_files());
}

std::string text_of(const Tape& tape) {
  std::string text;
  for (const Instruction& i : tape.code) {
    for (const std::uint32_t part : {static_cast<std::uint32_t>(i.op), std::uint32_t{i.rounds},
                                     std::uint32_t{i.condition}, i.result, i.left, i.right}) {
      text += std::to_string(part) + ' ';
    }
    text += '\n';
  }
  for (const Exact& constant : tape.constants) text += constant.to_string() + '\n';
  for (const Tape::Given& given : tape.givens) {
    text += given.name + std::to_string(given.result) + ' ' + std::to_string(given.begin) + '\n';
  }
  for (const Tape::Line& line : tape.lines) {
    text += std::to_string(line.result) + ' ' + std::to_string(line.begin) + ' ' + std::to_string(line.end) + '\n';
  }
  return text;
}

/// Problems that differ in numbers, in signs, in exponents, in what is written at all.
std::vector<Problem> many(const std::string& optimizer) {
  std::vector<Problem> all;
  for (const char* objective :
       {"function = \"3*x^2 + y^2 - 5*x\"\nstart = { x = 0.7, y = 0.3 }",
        "function = \"2*x^2 + 4*y^2 - 7*x\"\nstart = { x = -0.7, y = 1.25 }",
        "function = \"2*x^2 + 4*y^2 + 7*x\"\nstart = { x = -0.7, y = \"1/3\" }",
        "function = \"2*x^3 + 4*y^2 - 7*x\"\nstart = { x = 1, y = 1 }",
        "function = \"2*x^4 + 3*y^2.5 - 7*x\"\nstart = { x = 1, y = 2 }",
        "function = \"5*x^4 + 2*y^3.5 - 6*x\"\nstart = { x = 2, y = 2 }",
        "function = \"3*x^2 + y^2 - 5*x\"\nstart = { x = 0.7, y = 0.3 }",
        "gradients = [[1, -2], [0.5, 3]]\nstart = [1, 2]", "gradients = [[2, -3], [1.5, 4]]\nstart = [3, 2]",
        "A = [[2, 1], [1, 3]]\nb = [1, -1]\nstart = [1, 2]", "A = [[4, -1], [-1, 5]]\nb = [2, -3]\nstart = [-1, 2]"}) {
    all.push_back(problem_of(optimizer, objective));
    all.push_back(problem_of(optimizer, objective, "[hyperparameters]\neta = 0.3\n"));
    all.push_back(problem_of(optimizer, objective, "[hyperparameters]\neta = \"1/7\"\n"));
    all.push_back(problem_of(optimizer, objective, "[working]\nround = \"3 places\"\ncarry = \"rounded\"\n"));
  }
  return all;
}

TEST(SharedTape, IsTheTapeOfEachProblem) {
  for (const char* optimizer : {"adam-slides", "momentum", "adagrad-slides", "nesterov"}) {
    for (const StepSums sums : {StepSums::anew, StepSums::running}) {
      TapeStore store(sums);
      const std::vector<Problem> problems = many(optimizer);
      for (int round = 0; round < 3; ++round) {
        for (const Problem& problem : problems) {
          EXPECT_EQ(text_of(store.of(problem)), text_of(compile(problem, sums)))
              << optimizer << ' ' << to_text(problem.start.front()) << ' ' << round;
        }
      }
    }
  }
}

TEST(SharedTape, OfOtherNumbersHasTheSameForm) {
  const Problem a = problem_of("momentum", "function = \"3*x^2 + y^2 - 5*x\"\nstart = { x = 0.7, y = 0.3 }");
  const Problem b = problem_of("momentum", "function = \"2*x^2 + 4*y^2 - 7*x\"\nstart = { x = -2, y = 1.25 }");
  EXPECT_EQ(TapeForm(a).key(), TapeForm(b).key());
  const Problem c = problem_of("momentum", "function = \"6*x^2 + 4*y^2 - 8*x\"\nstart = { x = -3, y = 1.5 }");
  EXPECT_EQ(TapeForm(b).key(), TapeForm(c).key());
  EXPECT_NE(TapeForm(b).numbers(), TapeForm(c).numbers());
  const Problem cube = problem_of("momentum", "function = \"6*x^3 + 4*y^2 - 8*x\"\nstart = { x = -3, y = 1.5 }");
  EXPECT_NE(TapeForm(c).key(), TapeForm(cube).key());
}

std::string values_of(const Tape& tape) {
  std::string text;
  for (const EvaluatedLine& line : evaluate_binary64(tape).lines) text += line.value.text + '\n';
  return text;
}

/// A number that is the same object in an equation and among the hyperparameters is one constant of the tape, which has
/// to stay what the equation says.
TEST(SharedTape, KeepsTheNumbersOfEquations) {
  Problem a = problem_of("momentum", "function = \"3*x^2\"\nstart = { x = 0.7 }");
  const Expression number = literal(Exact(7));
  Equation& last = a.optimizer.equations.back();
  last.right = product(last.right, number);
  Problem b = a;
  a.optimizer.hyperparameters.front().value = number;
  b.optimizer.hyperparameters.front().value = literal(Exact(5));
  Problem c = b;
  c.optimizer.hyperparameters.front().value = literal(Exact(3));
  TapeStore store;
  for (int round = 0; round < 3; ++round) {
    for (const Problem* problem : {&a, &b, &c}) EXPECT_EQ(values_of(store.of(*problem)), values_of(compile(*problem)));
  }
}

/// Two starts that are one object, and then two.
TEST(SharedTape, KnowsWhichNumbersAreOne) {
  Problem one = problem_of("momentum", "function = \"3*x^2 + 2*y^2\"\nstart = { x = 1, y = 2 }");
  Problem two = one;
  one.start[1] = one.start[0];
  TapeStore store;
  for (int round = 0; round < 3; ++round) {
    for (const Problem* problem : {&one, &two}) EXPECT_EQ(text_of(store.of(*problem)), text_of(compile(*problem)));
  }
}

TEST(SharedTape, OfWrongMethodsIsTheirOwn) {
  for (const char* optimizer : {"adam-slides", "nesterov"}) {
    MethodStore store;
    const std::vector<Problem> problems = many(optimizer);
    for (int round = 0; round < 2; ++round) {
      for (const Problem& problem : problems) {
        MethodStore::Tapes tapes = store.tapes(problem);
        const std::vector<WrongMethod> methods = wrong_methods(problem);
        ASSERT_EQ(tapes.methods().size(), methods.size());
        for (std::size_t i = 0; i < methods.size(); ++i) {
          const Tape own = compile(worked_wrongly(problem, methods[i]), StepSums::running);
          ASSERT_EQ(text_of(tapes.of(i)), text_of(own)) << methods[i].mistake;
        }
      }
    }
  }
}

}  // namespace
}  // namespace stepmark::tests
