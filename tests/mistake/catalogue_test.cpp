// Every mistake on every optimizer: what is rewritten, and what never changes.
#include "lib/optimizer/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "solver/mistake/mistake.hpp"
#include "solver/mistake/roles.hpp"
#include "solver/tape/tape.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

Problem problem_of(const std::string& optimizer, const std::string& rest = "",
                   const std::string& objective = "function = 'x^2 + 3*x*y + 5*y^2'\nstart = { x = 1, y = 2 }\n") {
  return parse_problem("optimizer = '" + optimizer + "'\nsteps = 2\n[objective]\n" + objective + rest, "p.toml", "");
}

std::set<std::string> ids(const Problem& problem) {
  std::set<std::string> found;
  for (const WrongMethod& way : wrong_methods(problem)) found.insert(way.mistake);
  return found;
}

std::string changed_line(const Problem& problem, const std::string& mistake, std::size_t way = 0) {
  const auto ways = wrong_methods(problem, find_mistake(mistake));
  if (way >= ways.size()) return "there is no such way";
  std::string text;
  for (const std::size_t i : ways[way].changed) {
    text += (text.empty() ? "" : "; ") + ways[way].definition.equations[i].quantity + " = " +
            to_text(ways[way].definition.equations[i].right);
  }
  return text;
}

TEST(Mistakes, KeepTheLinesOfTheRightMethod) {
  for (const std::string& name : catalogue_names()) {
    SCOPED_TRACE(name);
    const Problem problem = problem_of(name);
    const Tape right = compile(problem);
    const auto ways = wrong_methods(problem);
    EXPECT_GE(ways.size(), 5U);
    for (const WrongMethod& way : ways) {
      SCOPED_TRACE(way.mistake);
      const Tape wrong = compile(worked_wrongly(problem, way));
      ASSERT_EQ(wrong.lines.size(), right.lines.size());
      for (std::size_t i = 0; i < right.lines.size(); ++i) {
        EXPECT_EQ(wrong.lines[i].equation, right.lines[i].equation);
        EXPECT_EQ(wrong.lines[i].component, right.lines[i].component);
      }
    }
  }
}

TEST(Mistakes, SayWhichEquationsDiffer) {
  for (const std::string& name : catalogue_names()) {
    const bool has_rate = catalogue_definition(name).find_hyperparameter("eta") != nullptr;
    const std::string schedule = has_rate ? "schedule = { eta = { kind = 'exponential', factor = 0.5 } }\n" : "";
    const Problem problem = problem_of(name, "[modifiers]\nclip_norm = 2\n" + schedule);
    for (const WrongMethod& way : wrong_methods(problem)) {
      SCOPED_TRACE(name + ", " + way.mistake);
      ASSERT_FALSE(way.changed.empty());
      for (std::size_t i = 0; i < problem.optimizer.equations.size(); ++i) {
        const bool said = std::binary_search(way.changed.begin(), way.changed.end(), i);
        const bool differs = !(way.definition.equations[i].right == problem.optimizer.equations[i].right);
        EXPECT_EQ(said, differs || (said && way.objective != nullptr)) << problem.optimizer.equations[i].quantity;
      }
    }
  }
}

/// No row of the catalogue is dead: each finds something to do in one of these.
TEST(Mistakes, AllOccurSomewhere) {
  std::set<std::string> seen;
  for (const std::string& name : catalogue_names()) seen.merge(ids(problem_of(name)));
  seen.merge(ids(problem_of("momentum",
                            "[modifiers]\nclip_norm = 2\nweight_decay = 0.1\n"
                            "schedule = { eta = [0.1, 0.05] }\n")));
  seen.merge(ids(problem_of("adam", "[modifiers]\ndecoupled_weight_decay = 0.1\n")));
  Problem longer = problem_of("momentum", "", "function = '(x - 2*y)^2 + x*exp(x) + 1'\nstart = { x = 1, y = 2 }\n");
  longer.steps = 3;
  seen.merge(ids(longer));
  seen.merge(ids(problem_of("momentum", "", "function = '(sigmoid(2*x + y) - 1)^2'\nstart = { x = 1, y = 2 }\n")));
  seen.insert({"wrong-batch", "batch-not-averaged"});  // what they give is tested with the values
  for (const Mistake& mistake : mistakes()) EXPECT_TRUE(seen.count(mistake.id)) << mistake.id;
}

TEST(Mistakes, HaveIdentifiersOfTheirOwnAndSentences) {
  std::set<std::string> known;
  for (const Mistake& mistake : mistakes()) {
    EXPECT_TRUE(known.insert(mistake.id).second) << mistake.id;
    EXPECT_EQ(mistake.student.back(), '.') << mistake.id;
    EXPECT_NE(mistake.marker.back(), '.') << mistake.id;
    EXPECT_EQ(&find_mistake(mistake.id), &mistake);
  }
  try {
    find_mistake("root-forgoten");
    ADD_FAILURE();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("root-forgotten"), std::string::npos) << error.what();
  }
}

TEST(Mistakes, RewriteTheSlides) {
  const Problem adam = problem_of("adam-slides"), momentum = problem_of("momentum"), nesterov = problem_of("nesterov"),
                adagrad = problem_of("adagrad-slides");
  EXPECT_EQ(changed_line(adam, "bias-correction-omitted"), "v_hat = v[t]; m_hat = m[t]");
  EXPECT_EQ(changed_line(adam, "bias-correction-omitted", 1), "v_hat = v[t]");
  EXPECT_EQ(changed_line(adam, "bias-correction-omitted", 5), "theta = theta[t] - eta/sqrt(v_hat[t] + epsilon)*m[t]");
  EXPECT_EQ(changed_line(adam, "bias-exponent-off-by-one", 3),
            "v_hat = v[t]/(1 - beta2^(t - 1)); "
            "m_hat = m[t]/(1 - beta1^(t - 1))");
  EXPECT_EQ(changed_line(adam, "average-weights-swapped", 1), "m = (1 - beta1)*m[t-1] + beta1*g[t]");
  EXPECT_EQ(changed_line(adam, "epsilon-outside-root"), "theta = theta[t] - eta/(sqrt(v_hat[t]) + epsilon)*m_hat[t]");
  EXPECT_EQ(changed_line(problem_of("adam"), "epsilon-inside-root"),
            "theta = theta[t-1] - eta*m_hat[t]/sqrt(v_hat[t] + epsilon)");
  EXPECT_EQ(changed_line(momentum, "velocity-forgotten"), "theta = theta[t-1] - eta*g[t]");
  EXPECT_EQ(changed_line(momentum, "learning-rate-misplaced"),
            "v = gamma*v[t-1] + g[t]; theta = theta[t-1] - eta*v[t]");
  EXPECT_EQ(changed_line(problem_of("momentum-pytorch"), "learning-rate-misplaced"),
            "v = mu*v[t-1] + eta*g[t]; theta = theta[t-1] - v[t]");
  EXPECT_EQ(changed_line(nesterov, "look-ahead-omitted"), "theta_e = theta[t-1]");
  EXPECT_EQ(changed_line(nesterov, "look-ahead-undamped"), "theta_e = theta[t-1] - v[t-1]");
  EXPECT_EQ(changed_line(nesterov, "look-ahead-wrong-direction"), "theta_e = theta[t-1] + gamma*v[t-1]");
  EXPECT_EQ(changed_line(adagrad, "accumulator-replaced"), "G = g[t]^2");
  EXPECT_EQ(changed_line(adagrad, "gradients-added-before-squaring"), "G = sum(s=1..t, g[s])^2");
  EXPECT_EQ(changed_line(problem_of("adamw"), "decay-coupled"),
            "g = grad(theta[t-1]) + lambda*theta[t-1]; "
            "theta = theta[t-1] - eta*m_hat[t]/(sqrt(v_hat[t]) + epsilon)");
}

TEST(Mistakes, RewriteWhatAProblemAdds) {
  const Problem clipped = problem_of("momentum", "[modifiers]\nclip_norm = 2\nweight_decay = 0.1\n");
  EXPECT_EQ(changed_line(clipped, "clip-per-component"), "g_clip = max(-c, min(c, g[t]))");
  EXPECT_EQ(changed_line(clipped, "clip-omitted"), "g_clip = g[t]");
  const Problem padded = problem_of("momentum", "[modifiers]\nclip_norm = 2\nclip_epsilon = 1e-6\nmaximize = true\n");
  EXPECT_EQ(changed_line(padded, "clip-per-component"), "g_clip = max(-c, min(c, g[t]))");
  EXPECT_EQ(changed_line(padded, "clip-omitted"), "g_clip = g[t]");
  EXPECT_EQ(changed_line(clipped, "decay-omitted"), "g_decay = g_clip[t]");
  EXPECT_EQ(changed_line(clipped, "decay-decoupled"),
            "g_decay = g_clip[t]; theta = theta[t-1] - eta*lambda*theta[t-1] - v[t]");
  EXPECT_EQ(changed_line(problem_of("momentum", "[modifiers]\nschedule = { eta = [0.1, 0.05] }\n"), "schedule-ignored"),
            "eta = choose(1, 0.1, 0.05)");
}

/// A decay that is a term of the step or a line before it begins at the start as well.
TEST(Mistakes, TakeTheDecayFromTheStart) {
  EXPECT_EQ(changed_line(problem_of("adamw"), "update-from-start", 1),
            "theta = theta[0] - eta*lambda*theta[0] - eta*m_hat[t]/(sqrt(v_hat[t]) + epsilon)");
  EXPECT_EQ(changed_line(problem_of("adamw-paper"), "update-from-start", 1),
            "theta = theta[0] - eta*(alpha*m_hat[t]/(sqrt(v_hat[t]) + epsilon) + lambda*theta[0])");
  EXPECT_EQ(changed_line(problem_of("asgd"), "update-from-start"), "theta_decay = (1 - lambda*gamma[t])*theta[0]");
  EXPECT_EQ(changed_line(problem_of("adam", "[modifiers]\ndecoupled_weight_decay = 0.1\n"), "update-from-start"),
            "theta_decay = theta[0] - eta*lambda*theta[0]");
}

/// Half of the power rule in a sum of squares is a gradient halved; one name is enough.
TEST(Mistakes, KnowHalfOfThePowerRuleWhereItIsNoFactor) {
  const auto ways = [](const std::string& function) {
    const std::string objective = "function = '" + function + "'\nstart = { x = 1, y = 2 }\n";
    return wrong_methods(problem_of("momentum", "", objective), find_mistake("power-rule-half")).size();
  };
  EXPECT_EQ(ways("x^2 + 3*(x - 2*y)^2"), 1U);
  EXPECT_EQ(ways("x^2 + 3*(x - 2*y)^2 + y"), 2U);
  EXPECT_EQ(ways("x^3 + y^2"), 2U);
  EXPECT_EQ(ways("x*y + 3*x"), 0U);
  EXPECT_EQ(ways("x^1 + y"), 0U);
}

TEST(Mistakes, FollowAScheduleOneStepEarlyOrLate) {
  const auto scheduled = [](const std::string& kind) {
    return problem_of("momentum", "[modifiers]\nschedule = { eta = " + kind + " }\n");
  };
  const auto lines = [&](const Problem& problem) {
    std::vector<std::string> found;
    const std::size_t count = wrong_methods(problem, find_mistake("schedule-shifted")).size();
    for (std::size_t way = 0; way < count; ++way) found.push_back(changed_line(problem, "schedule-shifted", way));
    return found;
  };
  EXPECT_EQ(lines(scheduled("[0.1, 0.05, 0.01]")),
            (std::vector<std::string>{"eta = choose(t, 0.05, 0.01)", "eta = choose(t, 0.1, 0.1, 0.05, 0.01)"}));
  EXPECT_EQ(lines(scheduled("{ kind = 'exponential', factor = 0.5 }")),
            (std::vector<std::string>{"eta = eta_0*0.5^t", "eta = if(t > 1, eta_0*0.5^(t - 2), eta_0*0.5^(1 - 1))",
                                      "eta = eta_0*0.5^(t - 2)"}));
  EXPECT_EQ(lines(scheduled("{ kind = 'warm-up', steps = 4 }")),
            (std::vector<std::string>{"eta = eta_0*min(1, (t + 1)/4)",
                                      "eta = if(t > 1, eta_0*min(1, (t - 1)/4), eta_0*min(1, 1/4))",
                                      "eta = eta_0*min(1, (t - 1)/4)"}));
  EXPECT_EQ(
      lines(scheduled("{ kind = 'multi-step', milestones = [2], factor = 0.1 }")),
      (std::vector<std::string>{"eta = if(t + 1 > 2, eta_0*0.1, eta_0)",
                                "eta = if(t > 1, if(t - 1 > 2, eta_0*0.1, eta_0), if(1 > 2, eta_0*0.1, eta_0))"}));
  EXPECT_EQ(lines(problem_of("momentum", "[modifiers]\nclip_norm = 2\n")), std::vector<std::string>{});
  EXPECT_EQ(lines(scheduled("[0.1, 0.1]")).size(), 0U);
}

/// Names are nothing to the catalogue: a definition in other letters has the same mistakes.
TEST(Mistakes, ApplyToADefinitionOfOnesOwn) {
  const char* text = R"(optimizer mine "Mine"
hyper     alpha = 0.1, a = 0.9, b = 0.99, tiny = 1e-8
start     theta[1] given, p[0] = 0, q[0] = 0

d[t]       = grad(theta[t])
p[t]       = a*p[t-1] + (1 - a)*d[t]
q[t]       = b*q[t-1] + (1 - b)*d[t]^2
q_c[t]     = q[t]/(1 - b^t)
p_c[t]     = p[t]/(1 - a^t)
theta[t+1] = theta[t] - alpha/sqrt(q_c[t] + tiny)*p_c[t]
)";
  Problem mine = problem_of("adam-slides");
  mine.base = mine.optimizer = read_definitions(text, "mine.optimizer").front();
  EXPECT_EQ(ids(mine), ids(problem_of("adam-slides")));
}

/// The shipped definitions have a convention of naming; what a hyperparameter does must tell the same.
TEST(LearningRate, IsFoundByWhatItDoes) {
  for (const std::string& name : catalogue_names()) {
    const Definition& definition = catalogue_definition(name);
    std::vector<std::string> named;
    for (const Hyperparameter& hyper : definition.hyperparameters) {
      const bool is_exponent = hyper.name == "alpha" && name.starts_with("asgd");  // as PyTorch calls it
      if ((hyper.name == "eta" || hyper.name == "alpha") && !is_exponent) named.push_back(hyper.name);
    }
    EXPECT_EQ(learning_rates(definition), named) << name;
  }
}

TEST(LearningRate, MayHaveAnyName) {
  const char* text = R"(optimizer mine "Mine"
hyper keep = 0.9, step = 0.1, decay = 0.01
start theta[0] given, v[0] = 0

g[t]     = grad(theta[t-1])
v[t]     = keep*v[t-1] + g[t]
theta[t] = theta[t-1] - decay*theta[t-1] - step*v[t]
)";
  EXPECT_EQ(learning_rates(read_definitions(text, "mine.optimizer").front()), std::vector<std::string>{"step"});
}

TEST(Mistakes, CombineOneOnTopOfTheOther) {
  const Problem adam = problem_of("adam-slides");
  const WrongMethod first = wrong_methods(adam, find_mistake("bias-correction-omitted")).front();
  const auto both = wrong_methods(adam, first, find_mistake("root-forgotten"));
  ASSERT_EQ(both.size(), 1U);
  EXPECT_EQ(both.front().changed.size(), 3U);
  EXPECT_EQ(to_text(worked_wrongly(adam, both.front()).optimizer.find_equation("v_hat")->right), "v[t]");
  EXPECT_TRUE(wrong_methods(adam, first, find_mistake("bias-exponent-frozen")).empty());
}

}  // namespace
}  // namespace stepmark::tests
