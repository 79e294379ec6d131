#include "lib/problem/problem.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "lib/expression/print.hpp"
#include "tests/problem/optimizers.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using Texts = std::vector<std::string>;

class ProblemFile : public OptimizerFiles {
 protected:
  Problem read(const std::string& text) const { return parse_problem(text, "p.toml", directory()); }

  std::string complaint(const std::string& text) const {
    try {
      read(text);
    } catch (const InputError& error) {
      EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
      return error.what();
    }
    return "no complaint";
  }

  /// The place and the first words of the complaint.
  ::testing::AssertionResult complains(const std::string& text, const std::string& expected) const {
    const std::string said = complaint(text);
    if (said.starts_with(expected)) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << "said      " << said << "\nexpected  " << expected << "\nof\n" << text;
  }
};

const std::string head = "optimizer = \"./adam.optimizer\"\nsteps = 2\n";
const std::string objective = "[objective]\nfunction = \"x^2 + y\"\nstart = { x = 1, y = 1.5 }\n";

Texts texts(const std::vector<Expression>& expressions) {
  Texts result;
  for (const Expression& e : expressions) result.push_back(to_text(e));
  return result;
}

// --------------------------------------------------------------------------------------------------------------- whole

TEST_F(ProblemFile, HasDefaults) {
  const Problem problem = read(head + objective);
  EXPECT_EQ(problem.file, "p.toml");
  EXPECT_EQ(problem.title, "");
  EXPECT_EQ(problem.base.name, "adam");
  EXPECT_EQ(problem.steps, 2);
  EXPECT_EQ(problem.dimension(), 2U);
  EXPECT_EQ(problem.objective->parameters(), (Texts{"x", "y"}));
  EXPECT_EQ(texts(problem.start), (Texts{"1", "1.5"}));
  EXPECT_FALSE(problem.working);
  EXPECT_FALSE(problem.state);
  EXPECT_EQ(problem.answer.ask, (Texts{"g", "m", "v", "v_hat", "m_hat", "theta"}));
  EXPECT_FALSE(problem.answer.give);
  EXPECT_EQ(problem.marks.method, Exact(1));
  EXPECT_EQ(problem.marks.follow_through, Exact(1));
  EXPECT_FALSE(problem.marks.strict_convention);
  EXPECT_EQ(to_text(problem.optimizer.find_hyperparameter("eta")->value), "0.001");
  EXPECT_EQ(problem.first_step(), 1);
  EXPECT_EQ(problem.last_step(), 2);
}

TEST_F(ProblemFile, ReadsEveryKey) {
  const Problem problem = read(
      "title = \"Two steps\"\n" + head +
      "[hyperparameters]\neta = 0.10\nbeta1 = \"1/2\"\n[working]\nround = \"6 figures\"\ncarry = \"exact\"\nties = "
      "\"half even\"\n"
      "each = \"line\"\n[answer]\nask = [\"theta\", \"m\"]\ngive = \"3 places\"\n[marks]\nmethod = 2\naccuracy = 0.5\n"
      "follow_through = \"1/3\"\nconvention = \"strict\"\n[modifiers]\nweight_decay = 0.01\n[state]\nt = 3\nm = [0.1, "
      "-2]\n"
      "v = [0.5, 1e-400]\n" +
      objective);
  EXPECT_EQ(problem.title, "Two steps");
  EXPECT_EQ(to_text(problem.optimizer.find_hyperparameter("eta")->value), "0.10");
  EXPECT_EQ(to_text(problem.optimizer.find_hyperparameter("beta1")->value), "1/2");
  EXPECT_EQ(to_text(problem.base.find_hyperparameter("eta")->value), "0.001");
  const Working& working = problem.working.value();
  EXPECT_EQ(working.round, DecimalFormat::figures(6));
  EXPECT_EQ(working.carry, Working::Carry::exact);
  EXPECT_EQ(working.ties, RoundingRule::half_even);
  EXPECT_EQ(working.each, Working::Each::line);
  EXPECT_EQ(problem.answer.ask, (Texts{"theta", "m"}));
  EXPECT_EQ(problem.answer.give, DecimalFormat::places(3));
  EXPECT_EQ(problem.marks.method, Exact(2));
  EXPECT_EQ(problem.marks.accuracy, Exact(1) / 2);
  EXPECT_EQ(problem.marks.follow_through, Exact(1) / 3);
  EXPECT_TRUE(problem.marks.strict_convention);
  EXPECT_EQ(to_text(problem.modifiers.weight_decay.value()), "0.01");
  EXPECT_GT(problem.optimizer.equations.size(), problem.base.equations.size());
  EXPECT_EQ(problem.state->t, 3);
  EXPECT_EQ(texts(problem.state->values.at("m")), (Texts{"0.1", "-2"}));
  EXPECT_EQ(texts(problem.state->values.at("v")), (Texts{"0.5", "1e-400"}));
  EXPECT_EQ(problem.first_step(), 4);
  EXPECT_EQ(problem.last_step(), 5);
}

TEST_F(ProblemFile, KeepsNumbersAsWritten) {
  const std::string forty = "0.1234567890123456789012345678901234567891";
  const Problem problem = read(head + "[hyperparameters]\neta = 1e-400\nbeta1 = " + forty +
                               "\n[objective]\ngradients = [[-1e-400], [\"sqrt(2)/10\"]]\nstart = [" + forty + "]\n");
  EXPECT_EQ(to_text(problem.optimizer.find_hyperparameter("eta")->value), "1e-400");
  EXPECT_EQ(problem.optimizer.find_hyperparameter("beta1")->value.as<Number>()->value, Exact::parse(forty).value());
  EXPECT_EQ(texts(problem.start), Texts{forty});
  EXPECT_EQ(to_text(problem.objective->gradient(0, 1)), "-1e-400");
  EXPECT_EQ(to_text(problem.objective->gradient(0, 2)), "sqrt(2)/10");
}

TEST_F(ProblemFile, IsAnsweredWithTheNearestKey) {
  EXPECT_TRUE(complains(head + objective + "[workings]\n",
                        "p.toml:6:2: unknown key 'workings' in the problem; did you "
                        "mean 'working'?"));
  EXPECT_TRUE(complains("titel = 'a'\n" + head + objective,
                        "p.toml:1:1: unknown key 'titel' in the problem; did you "
                        "mean 'title'?"));
  EXPECT_TRUE(complains(head + objective + "[working]\nrond = 'none'",
                        "p.toml:7:1: unknown key 'rond' in [working]; did you mean 'round'?"));
  EXPECT_TRUE(complains(head + objective + "[answer]\nasks = []",
                        "p.toml:7:1: unknown key 'asks' in [answer]; did you mean 'ask'?"));
  EXPECT_TRUE(complains(head + objective + "[marks]\nmethods = 1",
                        "p.toml:7:1: unknown key 'methods' in [marks]; did you mean 'method'?"));
  EXPECT_TRUE(complains(head + objective + "[modifiers]\nclip = 1",
                        "p.toml:7:1: unknown key 'clip' in [modifiers]; expected one of weight_decay, "));
  EXPECT_TRUE(complains(head + "[objective]\nfunctoin = 'x'\nstart = { x = 1 }",
                        "p.toml:4:1: unknown key 'functoin' in [objective]; did you mean 'function'?"));
  EXPECT_TRUE(complains(head + objective + "[hyperparameters]\nbeta_1 = 0.9",
                        "p.toml:7:1: 'adam' has no hyperparameter 'beta_1'; did you mean 'beta1'?"));
}

TEST_F(ProblemFile, NeedsItsKeys) {
  EXPECT_TRUE(complains("steps = 2\n" + objective, "p.toml:1:1: the problem has no 'optimizer'; expected optimizer ="));
  EXPECT_TRUE(complains("optimizer = './adam.optimizer'\n" + objective, "p.toml:1:1: the problem has no 'steps'"));
  EXPECT_TRUE(complains(head, "p.toml:1:1: the problem has no 'objective'"));
  EXPECT_TRUE(complains(head + "[objective]\nfunction = 'x'", "p.toml:3:1: [objective] has no 'start'"));
  EXPECT_TRUE(complains(head + "[objective]\nstart = [1]",
                        "p.toml:3:1: [objective] says nothing to minimise; "
                        "expected one of function, gradient, gradients, A, loss"));
  EXPECT_TRUE(complains(head + "[objective]\nloss = 'w'\nstart = { w = 1 }", "p.toml:3:1: [objective] has no 'data'"));
}

TEST_F(ProblemFile, RefusesWrongTypes) {
  EXPECT_TRUE(complains("optimizer = 3\nsteps = 2\n" + objective,
                        "p.toml:1:13: optimizer is a number '3'; expected a string in quotes"));
  EXPECT_TRUE(complains("title = \"a\\nb\"\n" + head + objective,
                        "p.toml:1:9: title is 'a\\x0ab'; expected one line of at most 1000 bytes"));
  EXPECT_TRUE(complains(head + "objective = 3", "p.toml:3:13: [objective] is a number '3'; expected a table"));
  EXPECT_TRUE(complains(head + objective + "[hyperparameters]\neta = true",
                        "p.toml:7:7: eta is a boolean 'true'; expected a number"));
  EXPECT_TRUE(complains(head + objective + "[hyperparameters]\neta = 1979-05-27",
                        "p.toml:7:7: eta is a date '1979-05-27'; expected a number"));
  EXPECT_TRUE(
      complains(head + objective + "[hyperparameters]\neta = [0.1]", "p.toml:7:7: eta is a list; expected a number"));
  for (const std::string bad : {"inf", "-inf", "nan", "+nan", "0x10", "0b1"}) {
    EXPECT_TRUE(complains(head + objective + "[hyperparameters]\neta = " + bad,
                          "p.toml:7:7: eta is '" + bad + "'; expected a number such as 0.1 or 1e-3"));
  }
  EXPECT_TRUE(complains(head + objective + "[hyperparameters]\neta = \"1 + * 2\"", "p.toml:7:12: "));
  EXPECT_TRUE(complains(head + objective + "[hyperparameters]\neta = \"x/2\"", "p.toml:7:8: 'x' is not a number"));
  EXPECT_TRUE(complains(head + objective + "[hyperparameters]\neta = 1e999999999", "p.toml:7:7: "));
  EXPECT_TRUE(complains(head + objective + "[working]\nround = 4", "p.toml:7:9: round is a number '4'"));
  EXPECT_TRUE(complains(head + objective + "[answer]\nask = { a = 1 }", "p.toml:7:7: ask is a table"));
}

TEST_F(ProblemFile, BoundsItsNumbers) {
  for (const std::string bad : {"0", "-1", "100001", "2.5", "1e30", "\"1/2\""}) {
    EXPECT_TRUE(
        complains("optimizer = './adam.optimizer'\nsteps = " + bad + "\n" + objective, "p.toml:2:9: steps is "));
  }
  EXPECT_TRUE(complains(head + objective + "[marks]\nfollow_through = 1.5",
                        "p.toml:7:18: follow_through is '1.5'; expected a number from 0 to 1"));
  EXPECT_TRUE(complains(head + objective + "[marks]\nmethod = -1", "p.toml:7:10: method is '-1'"));
  EXPECT_TRUE(complains(head + objective + "[state]\nt = -1", "p.toml:7:5: t is '-1'"));
  std::string start = "0";
  for (int i = 0; i < 1000; ++i) start += ", 0";
  EXPECT_TRUE(complains(head + "[objective]\ngradients = [[1]]\nstart = [" + start + "]",
                        "p.toml:5:9: start has 1001 components; expected at most 1000"));
}

TEST_F(ProblemFile, NamesTheOptimizerThatIsMeant) {
  EXPECT_TRUE(complains("optimizer = \"adam-slide\"\nsteps = 2\n" + objective, "p.toml:1:13: "));
  EXPECT_NE(complaint("optimizer = \"adam-slide\"\nsteps = 2\n" + objective).find("adam-slides"), std::string::npos);
  EXPECT_NE(complaint("optimizer = \"./none.optimizer\"\nsteps = 2\n" + objective).find("none.optimizer"),
            std::string::npos);
}

// ----------------------------------------------------------------------------------------------------------- objective

TEST_F(ProblemFile, ReadsFiveFormsOfObjective) {
  const auto kind = [&](const std::string& keys) { return read(head + "[objective]\n" + keys).objective->kind(); };
  EXPECT_EQ(kind("function = 'x^2'\nstart = { x = 1 }"), Objective::Kind::function);
  EXPECT_EQ(kind("gradient = ['2*x', 'y']\nstart = { x = 1, y = 2 }"), Objective::Kind::gradient);
  EXPECT_EQ(kind("gradient = '2*x'\nstart = { x = 1 }"), Objective::Kind::gradient);
  EXPECT_EQ(kind("gradients = [[4], [-2], ['1/3']]\nstart = [0]"), Objective::Kind::gradients);
  EXPECT_EQ(kind("gradients = [4, -2]\nstart = [0]"), Objective::Kind::gradients);
  EXPECT_EQ(kind("A = [[2, 0], [0, 10]]\nb = [0, 0]\nstart = [3, 1]"), Objective::Kind::quadratic);
  EXPECT_EQ(kind("A = [[2, 0], [0, '1/3']]\nstart = [3, 1]"), Objective::Kind::quadratic);
  EXPECT_EQ(kind("loss = '(w*x - y)^2/2'\ndata = 'points.csv'\nstart = { w = 0 }"), Objective::Kind::data);
}

TEST_F(ProblemFile, KeepsTheOrderOfStart) {
  for (const std::string start : {"start = { z = 1, a = 2, m = 3 }\n", "start.z = 1\nstart.a = 2\nstart.m = 3\n",
                                  "[objective.start]\nz = 1\na = 2\nm = 3\n"}) {
    const Problem problem = read(head + "[objective]\nfunction = 'a + m + z'\n" + start);
    EXPECT_EQ(problem.objective->parameters(), (Texts{"z", "a", "m"}));
    EXPECT_EQ(texts(problem.start), (Texts{"1", "2", "3"}));
  }
  EXPECT_EQ(read(head + "[objective]\nA = [[1, 0], [0, 1]]\nstart = [5, 6]").objective->parameters(),
            (Texts{"1", "2"}));
}

TEST_F(ProblemFile, ReadsDataInBatches) {
  const std::string keys = "[objective]\nloss = '(w*x - y)^2/2'\ndata = 'points.csv'\nstart = { w = 0 }\n";
  using Batch = std::vector<std::size_t>;
  EXPECT_EQ(read(head + keys).objective->batch(2), (Batch{0, 1, 2}));
  EXPECT_EQ(read(head + keys + "batch = 2").objective->batch(2), (Batch{2}));
  EXPECT_EQ(to_text(*read(head + keys + "batch = 2\nreduce = 'sum'").objective->loss(1)),
            "(w*1 - 2)^2/2 + (w*2 - 3)^2/2");
  EXPECT_TRUE(complains(head + keys + "batch = 4", "p.toml:7:9: batch is '4'; expected a whole number from 1 to 3"));
  EXPECT_TRUE(complains(head + keys + "reduce = 'men'", "p.toml:7:10: reduce is 'men'; did you mean 'mean'?"));
}

TEST_F(ProblemFile, SaysWhatIsWrongWithANamedFileAtItsPlace) {
  const auto data = [&](const std::string& name) {
    return complaint(head + "[objective]\nloss = 'w*x'\ndata = '" + name + "'\nstart = { w = 0 }");
  };
  EXPECT_EQ(data(""), "p.toml:5:8: data is empty; expected the name of a file");
  EXPECT_EQ(data("none.csv"), "p.toml:5:8: '" + directory() + "/none.csv': no such file; expected a text file");
  EXPECT_EQ(data("."), "p.toml:5:8: '" + directory() + "/.': is a directory; expected a text file");
  written("empty.csv", "");
  EXPECT_EQ(data("empty.csv"), "p.toml:5:8: '" + directory() + "/empty.csv': is empty; expected text");
  written("header.csv", "x\n");
  EXPECT_TRUE(data("header.csv").starts_with("p.toml:5:8: '" + directory() + "/header.csv': has no rows; "));
  written("cell.csv", "x\n1\nz\n");
  EXPECT_TRUE(data("cell.csv").starts_with(directory() + "/cell.csv:3:1: "));
  EXPECT_TRUE(complains("optimizer = './none.optimizer'\nsteps = 2\n" + objective,
                        "p.toml:1:13: '" + directory() + "/./none.optimizer': no such file; "));
  EXPECT_TRUE(complains("optimizer = ''\nsteps = 2\n" + objective, "p.toml:1:13: optimizer is empty; "));
}

/// A file that its reader may not know, by a problem of a stranger: /etc/shadow, a key, a list of passwords.
TEST_F(ProblemFile, QuotesNothingOfAFileThatIsNotMeant) {
  for (const std::string text :
       {"root:$y$j9T$SECRET:19769:0:99999:7:::\ndaemon:*:19769:0:99999:7:::\n",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1SECRETa2V5\n", "password\nSECRET\n", "a,b\n1,SECRET words\n",
        "machine example.org login ada password SECRET\n", "user SECRET\n", "SECRET=1\n",
        "MIIEowIBAAKCAQEAwSECRETwIBAAKCAQEAw0\nMIIEowIBAAKCAQEAwSECRET\n", "x\nSECRET(1)\n", "x\n1 SECRET\n",
        "x,y\n1,\"SECRET\nwords\"\n"}) {
    written("secret.csv", text);
    written("secret.optimizer", text);
    for (const std::string& problem : {head + "[objective]\nloss = 'w*x'\ndata = 'secret.csv'\nstart = { w = 0 }",
                                       "optimizer = './secret.optimizer'\nsteps = 2\n" + objective}) {
      const std::string said = complaint(problem);
      EXPECT_NE(said, "no complaint") << text;
      EXPECT_EQ(said.find("SECRET"), std::string::npos) << said;
    }
  }
}

TEST_F(ProblemFile, ShowsWhatNoOneSees) {
  EXPECT_EQ(read("title = 'a\u202Eb\u200Bc\u00ADd'\n" + head + objective).title, "a\\u202eb\\u200bc\\u00add");
  EXPECT_TRUE(complains(head + "[objective]\n'\u202Ex' = 1", "p.toml:4:1: unknown key '\\u202ex'"));
}

TEST_F(ProblemFile, RefusesMixedObjectives) {
  EXPECT_TRUE(complains(head + "[objective]\nfunction = 'x'\ngradient = ['1']\nstart = { x = 1 }",
                        "p.toml:5:1: 'gradient' does not go with 'function'; expected one form"));
  EXPECT_TRUE(complains(head + "[objective]\nfunction = 'x'\nbatch = 2\nstart = { x = 1 }",
                        "p.toml:5:1: 'batch' does not go with 'function'"));
  EXPECT_TRUE(complains(head + "[objective]\nb = [1]\nstart = { x = 1 }", "p.toml:3:1: [objective] says nothing"));
}

TEST_F(ProblemFile, ChecksTheObjectiveAgainstStart) {
  EXPECT_TRUE(complains(head + "[objective]\nfunction = 'x + z'\nstart = { x = 1, y = 2 }",
                        "p.toml:4:13: the objective has no parameter 'z'; expected one of x, y"));
  EXPECT_TRUE(
      complains(head + "[objective]\nfunction = 'x'\nstart = [1]",
                "p.toml:4:12: function needs the names of the components, and start is a list; expected start"));
  EXPECT_TRUE(
      complains(head + "[objective]\ngradient = ['2*x']\nstart = [1]", "p.toml:4:12: gradient needs the names"));
  EXPECT_TRUE(complains(head + "[objective]\nloss = 'x'\ndata = 'points.csv'\nstart = [1]", "p.toml:4:8: loss needs"));
  EXPECT_TRUE(complains(head + "[objective]\ngradient = ['1']\nstart = { x = 1, y = 2 }",
                        "p.toml:4:12: gradient has 1 entry; expected 2, one for each of x, y"));
  EXPECT_TRUE(complains(head + "[objective]\ngradients = [[4],\n  [1, 2]]\nstart = [0]",
                        "p.toml:5:3: the gradient of a step has 2 entries; expected 1"));
  EXPECT_TRUE(complains(head + "[objective]\ngradients = [[4]]\nstart = [0]",
                        "p.toml:4:13: gradients are given for 1 of 2 steps; expected one list a step"));
  EXPECT_TRUE(complains(head + "[objective]\nA = [[1, 2], [3, 4]]\nstart = [0, 0]", "p.toml:4:5: A is not symmetric"));
  EXPECT_TRUE(complains(head + "[objective]\nA = [[1]]\nb = [1, 2]\nstart = [0]", "p.toml:5:5: b has 2 entries"));
  EXPECT_TRUE(complains(head + "[objective]\nA = [['sqrt(2)']]\nstart = [0]",
                        "p.toml:4:7: A is 'sqrt(2)'; expected a rational number"));
  EXPECT_TRUE(complains(head + "[objective]\nfunction = 'x'\nstart = { x = '1/0' }", "p.toml:5:16: division by zero"));
  EXPECT_TRUE(complains(head + "[objective]\nfunction = 'x'\nstart = {}", "p.toml:5:9: start is empty"));
  EXPECT_TRUE(complains(head + "[objective]\nfunction = '1'\nstart = { t = 1 }",
                        "p.toml:5:11: the component 't' has no proper name"));
  EXPECT_TRUE(
      complains(head + "[objective]\nfunction = '1'\nstart = { sqrt = 1 }", "p.toml:5:11: the component 'sqrt'"));
  EXPECT_TRUE(complains(head + "[objective]\nfunction = '1'\nstart = { 1 = 1 }", "p.toml:5:11: the component '1'"));
  EXPECT_TRUE(complains(head + "[objective]\nfunction = 'x^2 + + 3'\nstart = { x = 1 }", "p.toml:4:"));
}

// -------------------------------------------------------------------------------------------------- working and answer

TEST_F(ProblemFile, CompletesTheWorking) {
  const auto working = [&](const std::string& keys) {
    return read(head + objective + "[working]\n" + keys).working.value();
  };
  EXPECT_EQ(working("").round.kind, DecimalFormat::Kind::none);
  EXPECT_EQ(working("").carry, Working::Carry::exact);
  EXPECT_EQ(working("round = '4 places'").carry, Working::Carry::rounded);
  EXPECT_EQ(working("round = 'none'").carry, Working::Carry::exact);
  EXPECT_EQ(working("round = '4 places'\ncarry = 'exact'").carry, Working::Carry::exact);
  EXPECT_EQ(working("round = '4 places'").ties, RoundingRule::half_up);
  EXPECT_EQ(working("ties = 'half even'").ties, RoundingRule::half_even);
  EXPECT_EQ(working("").each, Working::Each::line);
}

TEST_F(ProblemFile, RefusesWrongWorking) {
  const auto working = [&](const std::string& keys, const std::string& said) {
    return complains(head + objective + "[working]\n" + keys, said);
  };
  EXPECT_TRUE(working("round = '4 plaices'", "p.toml:7:9: "));
  EXPECT_TRUE(working("carry = 'round'", "p.toml:7:9: carry is 'round'; did you mean 'rounded'?"));
  EXPECT_TRUE(working("ties = 'up'", "p.toml:7:8: ties is 'up'; expected 'half up' or 'half even'"));
  EXPECT_TRUE(working("ties = 'half uo'", "p.toml:7:8: "));
  EXPECT_TRUE(working("each = 'lines'", "p.toml:7:8: each is 'lines'; did you mean 'line'?"));
  EXPECT_TRUE(working("each = 'operation'", "p.toml:7:8: each is 'operation', and the gradient is derived"));
  const std::string given = "[objective]\ngradients = [[1], [2]]\nstart = [0]\n[working]\neach = 'operation'";
  EXPECT_EQ(read(head + given).working->each, Working::Each::operation);
}

TEST_F(ProblemFile, AsksForQuantitiesOfTheModifiedOptimizer) {
  EXPECT_TRUE(complains(head + objective + "[answer]\nask = [\"m\",\n \"m_hut\"]",
                        "p.toml:8:2: ask is 'm_hut'; did you mean 'm_hat'?"));
  EXPECT_TRUE(complains(head + objective + "[answer]\nask = ['m', 'm']", "p.toml:7:13: ask names 'm' twice"));
  EXPECT_TRUE(complains(head + objective + "[answer]\nask = []", "p.toml:7:7: ask is empty"));
  EXPECT_TRUE(complains(head + objective + "[answer]\ngive = 'none'", "p.toml:7:8: give is 'none'"));
  EXPECT_EQ(read(head + objective + "[answer]\nask = 'm'").answer.ask, Texts{"m"});
  const Problem plain = read(head + objective);
  const Problem clipped = read(head + objective + "[modifiers]\nclip_norm = 2");
  EXPECT_GT(clipped.answer.ask.size(), plain.answer.ask.size());
}

// ----------------------------------------------------------------------------------------------------------- modifiers

TEST_F(ProblemFile, ReadsModifiers) {
  const Modifiers clip =
      read(head + objective + "[modifiers]\nclip_value = '1/2'\ndecoupled_weight_decay = 0.1").modifiers;
  EXPECT_EQ(to_text(clip.clip_value.value()), "1/2");
  EXPECT_EQ(to_text(clip.decoupled_weight_decay.value()), "0.1");
  EXPECT_FALSE(clip.clip_norm);
  EXPECT_TRUE(complains(head + objective + "[modifiers]\nclip_norm = 0",
                        "p.toml:7:13: clip_norm is '0'; expected a number above 0"));
  EXPECT_TRUE(complains(head + objective + "[modifiers]\nweight_decay = -1",
                        "p.toml:7:16: weight_decay is '-1'; expected 0 or more"));
  EXPECT_TRUE(complains(head + objective + "[modifiers]\nclip_norm = 1\nclip_value = 1",
                        "p.toml:8:14: clip_value stands beside"));
}

TEST_F(ProblemFile, ReadsTheEpsilonOfClippingAndMaximize) {
  const auto modifiers = [&](const std::string& text) {
    return read(head + objective + "[modifiers]\n" + text).modifiers;
  };
  EXPECT_EQ(to_text(modifiers("clip_norm = 2\nclip_epsilon = 1e-6").clip_epsilon.value()), "1e-6");
  EXPECT_FALSE(modifiers("clip_norm = 2\nclip_epsilon = 0").clip_epsilon);
  EXPECT_FALSE(modifiers("clip_norm = 2").clip_epsilon);
  EXPECT_TRUE(modifiers("maximize = true").maximize);
  EXPECT_FALSE(modifiers("maximize = false").maximize);
  EXPECT_TRUE(complains(head + objective + "[modifiers]\nclip_epsilon = 1e-6",
                        "p.toml:7:16: clip_epsilon without clip_norm; expected clip_norm beside it"));
  EXPECT_TRUE(complains(head + objective + "[modifiers]\nclip_value = 1\nclip_epsilon = 1e-6",
                        "p.toml:8:16: clip_epsilon without clip_norm"));
  EXPECT_TRUE(complains(head + objective + "[modifiers]\nclip_norm = 1\nclip_epsilon = -1",
                        "p.toml:8:16: clip_epsilon is '-1'; expected 0 or more"));
  EXPECT_TRUE(complains(head + objective + "[modifiers]\nmaximize = 1",
                        "p.toml:7:12: maximize is a number '1'; expected true or false"));
}

TEST_F(ProblemFile, ReadsSchedules) {
  const auto schedule = [&](const std::string& text) {
    return read(head + objective + "[modifiers]\nschedule = { eta = " + text + " }").modifiers.schedules.at(0);
  };
  EXPECT_EQ(schedule("[0.1, 0.05]").hyperparameter, "eta");
  EXPECT_EQ(texts(std::get<Schedule::List>(schedule("[0.1, 0.05]").kind).values), (Texts{"0.1", "0.05"}));
  EXPECT_EQ(texts(std::get<Schedule::List>(schedule("{ kind = 'list', values = [1] }").kind).values), Texts{"1"});
  const auto step = std::get<Schedule::Step>(schedule("{ kind = 'step', every = 10, factor = 0.1 }").kind);
  EXPECT_EQ(step.every, 10);
  EXPECT_EQ(to_text(step.factor), "0.1");
  const auto multi =
      std::get<Schedule::MultiStep>(schedule("{ kind = 'multi-step', milestones = [2, 5], factor = '1/3' }").kind);
  EXPECT_EQ(multi.milestones, (std::vector<std::int64_t>{2, 5}));
  EXPECT_EQ(to_text(multi.factor), "1/3");
  EXPECT_EQ(to_text(std::get<Schedule::Exponential>(schedule("{ kind = 'exponential', factor = 0.9 }").kind).factor),
            "0.9");
  const auto cosine = std::get<Schedule::Cosine>(schedule("{ kind = 'cosine', steps = 7 }").kind);
  EXPECT_EQ(cosine.steps, 7);
  EXPECT_EQ(to_text(cosine.minimum), "0");
  EXPECT_EQ(
      to_text(std::get<Schedule::Cosine>(schedule("{ kind = 'cosine', steps = 7, minimum = 0.01 }").kind).minimum),
      "0.01");
  EXPECT_EQ(std::get<Schedule::WarmUp>(schedule("{ kind = 'warm-up', steps = 5 }").kind).steps, 5);
}

TEST_F(ProblemFile, RefusesWrongSchedules) {
  const auto schedule = [&](const std::string& text, const std::string& said) {
    return complains(head + objective + "[modifiers]\nschedule = " + text, "p.toml:7:" + said);
  };
  EXPECT_TRUE(schedule("[1]", "12: schedule is a list; expected { eta = ... }"));
  EXPECT_TRUE(schedule("{ etta = [1] }", "14: 'adam' has no hyperparameter 'etta'; did you mean 'eta'?"));
  EXPECT_TRUE(schedule("{ eta = 0.1 }", "20: schedule is a number '0.1'; expected a list"));
  EXPECT_TRUE(schedule("{ eta = [] }", "20: the schedule is empty"));
  EXPECT_TRUE(schedule("{ eta = { every = 1 } }", "20: the schedule has no 'kind'"));
  EXPECT_TRUE(schedule("{ eta = { kind = 'stop' } }", "29: kind is 'stop'; did you mean 'step'?"));
  const auto all_keys = "the schedule; expected one of kind, values, every, factor, milestones, steps, minimum";
  EXPECT_TRUE(schedule("{ eta = { zzzzzzzz = 1 } }", std::string("22: unknown key 'zzzzzzzz' in ") + all_keys));
  EXPECT_TRUE(schedule("{ eta = { kind = 'step', factor = 1 } }", "20: the step schedule has no 'every'"));
  EXPECT_TRUE(schedule("{ eta = { kind = 'step', every = 0, factor = 1 } }", "45: every is '0'"));
  EXPECT_TRUE(
      schedule("{ eta = { kind = 'warm-up', factor = 1 } }", "40: unknown key 'factor' in the warm-up schedule"));
  EXPECT_TRUE(
      schedule("{ eta = { kind = 'multi-step', factor = 1, milestones = [3, 3] } }", "72: milestones has 3 after 3"));
}

// --------------------------------------------------------------------------------------------------------------- state

TEST_F(ProblemFile, NeedsTheWholeState) {
  const auto state = [&](const std::string& keys, const std::string& said) {
    return complains(head + objective + "[state]\n" + keys, "p.toml:" + said);
  };
  EXPECT_TRUE(state("m = [1, 2]", "6:1: [state] has no 't'"));
  EXPECT_TRUE(state("t = 3\nm = [1, 2]", "6:1: [state] has no 'v'; expected its value after step 3"));
  EXPECT_TRUE(state("t = 3\nm = [1]\nv = [1, 2]", "8:5: m has 1 entry; expected 2, one for each component"));
  EXPECT_TRUE(state("t = 3\nw = [1, 2]", "8:1: 'adam' has no quantity 'w'; expected one of m, v, t"));
  EXPECT_TRUE(state("t = 3\nm_hat = [1, 2]", "8:1: 'm_hat' is not carried from step to step"));
  EXPECT_TRUE(state("t = 3\ntheta = [1, 2]", "8:1: 'theta' in [state]; expected its value in [objective] start"));
}

TEST_F(ProblemFile, GoesOnWithASum) {
  const std::string text = "optimizer = './adagrad.optimizer'\nsteps = 1\n" + objective;
  const Problem whole = read(text);
  EXPECT_EQ(to_text(whole.optimizer.find_equation("G")->right), "sum(s=1..t, g[s]^2)");
  const Problem middle = read(text + "[state]\nt = 2\nG = [1, 2]");
  EXPECT_EQ(to_text(middle.optimizer.find_equation("G")->right), "G[t-1] + g[t]^2");
  EXPECT_TRUE(middle.optimizer.find_start("G", 0));
  EXPECT_EQ(to_text(middle.base.find_equation("G")->right), "sum(s=1..t, g[s]^2)");
  EXPECT_TRUE(complains(text + "[state]\nt = 2", "p.toml:6:1: [state] has no 'G'"));
}

TEST_F(ProblemFile, RefusesToStartInTheMiddleOfWhatReachesFurtherBack) {
  const auto state = [&](const std::string& name) {
    return complaint("optimizer = './" + name + ".optimizer'\nsteps = 1\n" + objective + "[state]\nt = 2");
  };
  EXPECT_EQ(state("inner-sum").substr(0, 83),
            "p.toml:6:1: the definition of 'theta' sums over all steps inside an expression; exp");
  EXPECT_EQ(state("two-back").substr(0, 77),
            "p.toml:6:1: the definition of 'v' refers to 'v' of two steps before; expected");
}

TEST_F(ProblemFile, TakesTheIterateBeforeTheStart) {
  const std::string heavy_ball = "optimizer = 'docs/example/heavy-ball.optimizer'\nsteps = 1\n" + objective;
  const auto state = [&](const std::string& keys) { return heavy_ball + "[state]\nt = 1\n" + keys; };
  const auto parsed = [](const std::string& text) { return parse_problem(text, "p.toml", "."); };
  const auto refused = [&](const std::string& text) {
    try {
      parsed(text);
      return std::string("accepted");
    } catch (const InputError& error) {
      return std::string(error.what());
    }
  };
  EXPECT_EQ(texts(parsed(state("previous = [3, '1/2']")).state->previous), (Texts{"3", "1/2"}));
  EXPECT_EQ(refused(state("")), "p.toml:6:1: [state] has no 'previous'; expected the parameters one step before start");
  EXPECT_EQ(refused(state("previous = [2]")), "p.toml:8:12: previous has 1 entry; expected 2, one for each component");
  EXPECT_EQ(refused(state("theta = [2, 2]")),
            "p.toml:8:1: 'theta' in [state]; expected its value in [objective] start, and that of the step before as "
            "previous");
  EXPECT_TRUE(complains(head + objective + "[state]\nt = 3\nm = [1, 2]\nv = [1, 2]\nprevious = [1, 2]",
                        "p.toml:10:1: previous in [state], and 'adam' refers to no theta before start"));
}

TEST_F(ProblemFile, TakesGradientsFromTheStepThatIsNext) {
  const Problem problem =
      read(head + "[objective]\ngradients = [[4], [5]]\nstart = [0]\n[state]\nt = 3\nm = 1\nv = [2]");
  EXPECT_EQ(to_text(problem.objective->gradient(0, 4)), "4");
  EXPECT_EQ(problem.objective->last_step(), 5);
}

// ------------------------------------------------------------------------------------------------------------- rubbish

TEST_F(ProblemFile, ComesFromAFile) {
  EXPECT_EQ(read_problem("problems/bank/adam-beale.toml").title, "Three steps of Adam on Beale's function");
  EXPECT_EQ(read_problem(written("p.toml", head + objective)).base.name, "adam");
  EXPECT_THROW(read_problem(directory()), InputError);
  EXPECT_THROW(read_problem(directory() + "/none.toml"), InputError);
  EXPECT_THROW(read_problem(written("p.toml", "")), InputError);
  EXPECT_THROW(read_problem(written("p.toml", std::string("a\0b", 3))), InputError);
  EXPECT_THROW(read_problem(written("p.toml", std::string(20 << 20, '#'))), InputError);
}

TEST_F(ProblemFile, AnswersDeepExpressionsQuickly) {
  const auto begin = std::chrono::steady_clock::now();
  for (const std::size_t size : {std::size_t{1'000}, std::size_t{1'000'000}, std::size_t{15'000'000}}) {
    const std::string deep(size, '(');
    EXPECT_TRUE(complains(head + "[objective]\nfunction = \"" + deep + "\"\nstart = { x = 1 }", "p.toml:4:"));
    EXPECT_TRUE(
        complains(head + "[objective]\nfunction = " + std::string(size, '[') + "\nstart = { x = 1 }", "p.toml:4:"));
  }
  EXPECT_TRUE(complains(head + "[hyperparameters]\neta = '9^9^9^9'", "p.toml:4:8: the value is too large"));
  EXPECT_TRUE(complains(head + "[objective]\nA = [['9^9^9^9']]\nstart = [1]", "p.toml:4:8: the value is too large"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace stepmark::tests
