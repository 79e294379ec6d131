#include "lib/optimizer/definition.hpp"

#include <gtest/gtest.h>

#include <set>

#include "lib/expression/parse.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/optimizer/decay.hpp"
#include "lib/optimizer/modifiers.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::string error_of(const std::string& text) {
  try {
    read_definitions(text, "f");
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

/// A definition with one line changed; line 5 is that of v.
std::string with_line(const std::string& line) {
  return "optimizer x\nhyper eta = 1, gamma = 0.5\nstart theta[0] given, v[0] = 0\ng[t] = grad(theta[t-1])\n" + line +
         "\ntheta[t] = theta[t-1] - v[t]\n";
}

TEST(Definition, ErrorsNameTheLineAndTheNearestName) {
  EXPECT_EQ(error_of(with_line("v[t] = gamma*v[t-1] + eta*g[t]")), "no error");
  const std::pair<const char*, const char*> cases[] = {
      {"v[t] = gama*v[t-1] + eta*g[t]", "f:5:1: in v: 'gama' is not defined; did you mean 'gamma'?"},
      {"v[t] = gamma*v[t] + eta*g[t]",
       "f:5:1: in v: v[t] is used before its line; expected a value of an earlier line or step"},
      {"v[t] = gamma*v[t+1] + eta*g[t]", "f:5:1: in v: v[t+1] looks ahead; expected at most v[t]"},
      {"v[t] = gamma*v[t-2] + eta*g[t]",
       "f:5:1: in v: v[-1] has no start value (there is one for v[0]); expected 'start v[-1] = 0' or so"},
      {"v[t] = gamma*v[t-1] + eta*g[t-1]", "f:5:1: in v: g[0] has no start value; expected 'start g[0] = 0' or so"},
      {"v[t] = gamma*v + eta*g[t]", "f:5:1: in v: the quantity 'v' has no subscript; expected one like v[t]"},
      {"v[t] = gamma[t]*v[t-1] + eta*g[t]", "f:5:1: in v: the hyperparameter 'gamma' has a subscript; expected none"},
      {"v[t] = gamma*v[t-1] + eta*norm(gamma)", "f:5:1: in v: norm of one number, 'gamma'; expected a vector"},
      {"v[t] = gamma*v[0] + eta*g[t]", "f:5:1: in v: v[0] is a fixed subscript; expected one like t or t-1"},
      {"v[t] = gamma*v[k-1] + eta*g[t]",
       "f:5:1: in v: the subscript 'k' is not known; expected t, or the variable of a sum"},
      {"v[t] = gamma*v[t-1] + g[t]", "f:2:7: the hyperparameter 'eta' is not used; expected it in an equation"},
      {"v[t] = gamma*v[t-1] + eta*g[t] +* 2", "f:5:33: unexpected '*'; expected a number, a name or '('"},
      {"g[t] = eta + gamma*v[t-1]", "f:5:1: 'g' is defined twice; expected one definition"},
      {"eta[t] = gamma*v[t-1]", "f:5:1: 'eta' is defined twice; expected one definition"},
      {"sin[t] = 2", "f:5:1: the function 'sin' has no arguments; expected '(' behind it"},
      {"v[t+2] = 2", "f:5:1: 'v[t+2]' cannot be defined; expected the subscript t or t+1"},
      {"v[t]", "f:5:1: there is no '=' in it; expected an equation name[t] = ..."},
      {"hyber a = 1", "f:5:1: unexpected 'hyber'; did you mean 'hyper'?"},
      {"v[t] = gamma*v[t-1] + eta*g[t]\nstart w[0] = 1",
       "f:6:7: a start value for 'w', which has no equation; expected one of eta, g, gamma, theta, v"},
  };
  for (const auto& [line, expected] : cases) EXPECT_EQ(error_of(with_line(line)), expected) << line;
}

TEST(Definition, ParametersMustBeThereAndGiven) {
  EXPECT_NE(error_of("optimizer x\nstart w[0] = 0\ng[t] = grad(w[t-1])\nw[t] = w[t-1] - g[t]\n")
                .find("no equation for 'theta'"),
            std::string::npos);
  EXPECT_NE(error_of("optimizer x\nstart theta[0] = 0\ng[t] = grad(theta[t-1])\ntheta[t] = theta[t-1] - g[t]\n")
                .find("is not given"),
            std::string::npos);
  EXPECT_NE(error_of("optimizer x\nstart theta[0] given\ng[t] = grad(theta[t-1])\ntheta[t] = norm(g[t])\n")
                .find("one number"),
            std::string::npos);
  EXPECT_NE(error_of("optimizer x\nusual always\n").find("expected nothing behind 'usual'"), std::string::npos);
  EXPECT_NE(error_of("# nothing\n").find("no optimizer"), std::string::npos);
  EXPECT_NE(error_of("g[t] = 1\n").find("expected a line 'optimizer"), std::string::npos);
}

TEST(Definition, LinesGoOnAndCommentsAreLeftOut) {
  const auto read = read_definitions(
      "# a comment\noptimizer x \"X # not a comment\"\nhyper eta = 0.1, # here\n  gamma = 0.5\nstart theta[0] given\n"
      "g[t] = grad(theta[t-1])\ntheta[t] = theta[t-1] -\n  eta*gamma*g[t]\n",
      "f");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].title, "X # not a comment");
  EXPECT_EQ(read[0].hyperparameters.size(), 2u);
  EXPECT_EQ(to_text(read[0].equations[1].right), "theta[t-1] - eta*gamma*g[t]");
}

TEST(Catalogue, EveryEntryReadsBackAndHasASource) {
  EXPECT_GE(catalogue_names().size(), 30u);
  for (const std::string& name : catalogue_names()) {
    const Definition& definition = catalogue_definition(name);
    EXPECT_FALSE(definition.source.empty()) << name;
    const auto again = read_definitions(to_text(definition), "again");
    ASSERT_EQ(again.size(), 1u) << name;
    EXPECT_EQ(to_text(again.front()), to_text(definition));
    for (std::size_t i = 0; i < definition.equations.size(); ++i) {
      EXPECT_EQ(again.front().equations[i].right, definition.equations[i].right) << name;
      EXPECT_EQ(again.front().equations[i].shape, definition.equations[i].shape) << name;
    }
  }
}

TEST(Catalogue, ConventionsOfOneOptimizerAreKnown) {
  const auto conventions = conventions_of(catalogue_definition("adam-slides"));
  EXPECT_EQ(std::set<std::string>(conventions.begin(), conventions.end()),
            (std::set<std::string>{"adam-slides", "adam", "adam-reordered"}));
  EXPECT_EQ(conventions_of(catalogue_definition("momentum")).size(), 3u);
}

/// A checker excuses conventions; a step left out it must not excuse.
TEST(Catalogue, AVariantIsNoConvention) {
  EXPECT_TRUE(catalogue_definition("adam-uncorrected").variant);
  using Names = std::vector<std::string>;
  EXPECT_EQ(conventions_of(catalogue_definition("adam-uncorrected")), Names{"adam-uncorrected"});
  EXPECT_EQ(variants_of(catalogue_definition("adam-slides")), Names{"adam-uncorrected"});
  EXPECT_EQ(variants_of(catalogue_definition("rmsprop")),
            (Names{"rmsprop-centered", "rmsprop-momentum", "rmsprop-graves", "rmsprop-centered-momentum",
                   "rmsprop-tensorflow", "rmsprop-tensorflow-centered"}));
}

TEST(Catalogue, TellsTheUsualAndThePlainest) {
  std::size_t usual = 0;
  for (const std::string& name : catalogue_names()) usual += catalogue_definition(name).usual;
  EXPECT_EQ(usual, 1U);
  EXPECT_TRUE(usual_definition().usual);
  EXPECT_EQ(plainest_definition().equations.size(), 2U);  // a gradient and a step
  EXPECT_EQ(plainest_with_state().equations.size(), 3U);
  EXPECT_EQ(plainest_with_state().starts.size(), 2U);
}

TEST(Catalogue, AMistypedNameIsAnsweredWithTheNearest) {
  try {
    catalogue_definition("adm-slides");
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "unknown optimizer 'adm-slides'; did you mean 'adam-slides'?");
  }
}

std::string equations_of(const Definition& definition) {
  std::string text;
  for (const Equation& equation : definition.equations) {
    text += equation.quantity + (equation.offset ? "[t+1] = " : "[t] = ") + to_text(equation.right) + '\n';
  }
  return text;
}

TEST(Modifiers, EnterAsNamedEquations) {
  Modifiers modifiers;
  modifiers.clip_norm = parse_expression("2");
  modifiers.weight_decay = parse_expression("0.01");
  EXPECT_EQ(equations_of(apply(modifiers, catalogue_definition("momentum"))),
            "g[t] = grad(theta[t-1])\n"
            "g_norm[t] = norm(g[t])\n"
            "g_clip[t] = if(g_norm[t] > c, c/g_norm[t]*g[t], g[t])\n"
            "g_decay[t] = g_clip[t] + lambda*theta[t-1]\n"
            "v[t] = gamma*v[t-1] + eta*g_decay[t]\n"
            "theta[t] = theta[t-1] - v[t]\n");
}

TEST(Modifiers, ClipAsPyTorchDoesAndTurnTheGradientRound) {
  Modifiers modifiers;
  modifiers.clip_norm = parse_expression("2");
  modifiers.clip_epsilon = parse_expression("1e-6");
  modifiers.maximize = true;
  modifiers.weight_decay = parse_expression("0.01");
  const Definition clipped = apply(modifiers, catalogue_definition("momentum"));
  EXPECT_EQ(equations_of(clipped),
            "g[t] = grad(theta[t-1])\n"
            "g_norm[t] = norm(g[t])\n"
            "g_factor[t] = min(1, c/(g_norm[t] + epsilon_clip))\n"
            "g_clip[t] = g_factor[t]*g[t]\n"
            "g_neg[t] = -g_clip[t]\n"
            "g_decay[t] = g_neg[t] + lambda*theta[t-1]\n"
            "v[t] = gamma*v[t-1] + eta*g_decay[t]\n"
            "theta[t] = theta[t-1] - v[t]\n");
  EXPECT_EQ(to_text(clipped.find_hyperparameter("epsilon_clip")->value), "1e-6");
}

TEST(Modifiers, DecayOfNesterovIsTakenAtTheLookAheadPoint) {
  Modifiers modifiers;
  modifiers.weight_decay = parse_expression("0.01");
  const std::string text = equations_of(apply(modifiers, catalogue_definition("nesterov")));
  EXPECT_NE(text.find("g_decay[t] = g[t] + lambda*theta_e[t]"), std::string::npos) << text;
}

TEST(Modifiers, DecoupledDecayShrinksTheParametersFirst) {
  Modifiers modifiers;
  modifiers.decoupled_weight_decay = parse_expression("0.1");
  modifiers.schedules.push_back({"eta", Schedule::Step{parse_expression("0.5"), 2}, {}});
  EXPECT_EQ(equations_of(apply(modifiers, catalogue_definition("gradient-descent"))),
            "eta[t] = eta_0*0.5^floor((t - 1)/2)\n"
            "g[t] = grad(theta[t-1])\n"
            "theta_decay[t] = theta[t-1] - eta[t]*lambda*theta[t-1]\n"
            "theta[t] = theta_decay[t] - eta[t]*g[t]\n");
}

TEST(Modifiers, EverySchedule) {
  const auto first_line = [](const Schedule& schedule) {
    Modifiers modifiers;
    modifiers.schedules.push_back(schedule);
    return to_text(apply(modifiers, catalogue_definition("gradient-descent")).equations.front().right);
  };
  const auto e = [](const char* text) { return parse_expression(text); };
  EXPECT_EQ(first_line({"eta", Schedule::List{{e("0.1"), e("0.05")}}, {}}), "choose(t, 0.1, 0.05)");
  EXPECT_EQ(first_line({"eta", Schedule::MultiStep{{2, 4}, e("0.1")}, {}}),
            "if(t > 4, eta_0*0.1^2, if(t > 2, eta_0*0.1, eta_0))");
  EXPECT_EQ(first_line({"eta", Schedule::Exponential{e("0.9")}, {}}), "eta_0*0.9^(t - 1)");
  EXPECT_EQ(first_line({"eta", Schedule::Cosine{10, e("0")}, {}}), "eta_0*(1 + cos(pi*(t - 1)/10))/2");
  EXPECT_EQ(first_line({"eta", Schedule::Cosine{10, e("0.01")}, {}}),
            "0.01 + (eta_0 - 0.01)*(1 + cos(pi*(t - 1)/10))/2");
  EXPECT_EQ(first_line({"eta", Schedule::WarmUp{4}, {}}), "eta_0*min(1, t/4)");
}

TEST(Modifiers, OnlySchedulesAreGivenData) {
  const auto e = [](const char* text) { return parse_expression(text); };
  Modifiers modifiers;
  modifiers.clip_value = e("1");
  modifiers.weight_decay = e("0.01");
  modifiers.schedules = {{"eta", Schedule::List{{e("0.1"), e("0.05")}}, {}},
                         {"gamma", Schedule::Cosine{4, e("0")}, {}}};
  for (const Equation& equation : apply(modifiers, catalogue_definition("momentum")).equations) {
    EXPECT_EQ(equation.given_data, equation.quantity == "eta" || equation.quantity == "gamma") << equation.quantity;
  }
}

/// Whose definitions hold a decay, as their sources say.
const std::set<std::string> decaying = {"adamw",      "adamw-paper", "adamw-reordered", "asgd",
                                        "asgd-decay", "lamb",        "sgd-pytorch"};

TEST(Modifiers, ApplyToEveryOptimizerThatDoesNotDecayByItself) {
  Modifiers modifiers;
  modifiers.clip_value = parse_expression("1");
  modifiers.weight_decay = parse_expression("0.01");
  for (const std::string& name : catalogue_names()) {
    const Definition& definition = catalogue_definition(name);
    if (decaying.count(name)) {
      EXPECT_THROW(apply(modifiers, definition), InputError) << name;
    } else {
      EXPECT_EQ(apply(modifiers, definition).equations.size(), definition.equations.size() + 2) << name;
    }
  }
}

Definition defined(const std::string& equations, const std::string& hyperparameters = "eta = 1, beta = 0.5") {
  return read_definitions("optimizer x\nhyper " + hyperparameters +
                              "\nstart theta[0] given, theta[-1] = 0, v[0] = 0, w[0] = 0\n" + equations,
                          "f")
      .front();
}

TEST(Modifiers, DecayIsRecognizedByWhatItDoesAndNotByItsName) {
  const std::string g = "v[t] = 0*v[t-1]\nw[t] = 0*w[t-1]\ng[t] = grad(theta[t-1])\n";
  const auto decays = [&](const std::string& update) { return decaying_line(defined(g + update)).has_value(); };
  EXPECT_FALSE(decays("theta[t] = theta[t-1] - eta*g[t] + beta*(theta[t-1] - theta[t-2])\n"));
  EXPECT_FALSE(decays("theta[t] = theta[t-1] - eta*g[t] + beta*theta[t-1] - beta*theta[t-2]\n"));
  EXPECT_FALSE(decays("theta[t] = theta[t-1] - eta*beta*norm(theta[t-1])*g[t]\n"));
  EXPECT_TRUE(decays("theta[t] = theta[t-1] - eta*g[t] - beta*theta[t-2]\n"));
  EXPECT_TRUE(decays("theta[t] = (1 - eta*beta)*theta[t-1] - eta*g[t]\n"));
  EXPECT_TRUE(decays("h[t] = g[t] + beta*theta[t-1]\ntheta[t] = theta[t-1] - eta*h[t]\n"));
  // What is only compared, or only tells a sign, is no decay.
  EXPECT_FALSE(decays("h[t] = if(g[t]*theta[t-1] > 0, 1.2*g[t], beta*g[t])\ntheta[t] = theta[t-1] - eta*h[t]\n"));
  EXPECT_FALSE(decays("theta[t] = theta[t-1] - eta*if(theta[t-1] > 0, 1.2*g[t], beta*g[t])\n"));
  EXPECT_FALSE(decays("theta[t] = if(norm(theta[t-1]) > 1, theta[t-1] - eta*g[t], theta[t-1] - beta*g[t])\n"));
  EXPECT_FALSE(decays("h[t] = beta*sign(theta[t-1])*abs(g[t])\ntheta[t] = theta[t-1] - eta*h[t]\n"));
  EXPECT_TRUE(decays("theta[t] = theta[t-1] - eta*g[t] - if(g[t] > 0, beta*theta[t-1], 0)\n"));
  EXPECT_TRUE(decays("h[t] = if(g[t]*theta[t-1] > 0, g[t], 0)\ntheta[t] = (1 - eta*beta)*theta[t-1] - eta*h[t]\n"));
  const std::string average = "v[t] = 0*v[t-1]\ng[t] = grad(theta[t-1])\ntheta[t] = theta[t-1] - eta*g[t]\n";
  EXPECT_FALSE(decaying_line(defined(average + "w[t] = beta*w[t-1] + (1 - beta)*theta[t]\n")));
  for (const std::string& name : catalogue_names()) {
    EXPECT_EQ(decaying_line(catalogue_definition(name)).has_value(), decaying.count(name) > 0) << name;
  }
}

const char* const heavy_ball =
    "v[t] = 0*v[t-1]\nw[t] = 0*w[t-1]\ng[t] = grad(theta[t-1])\n"
    "theta[t] = theta[t-1] - eta*g[t] + beta*(theta[t-1] - theta[t-2])\n";

TEST(Modifiers, DecoupledDecayLeavesADifferenceOfParametersAlone) {
  Modifiers modifiers;
  modifiers.decoupled_weight_decay = parse_expression("0.1");
  const std::string text = equations_of(apply(modifiers, defined(heavy_ball)));
  EXPECT_NE(text.find("theta[t] = theta_decay[t] - eta*g[t] + beta*(theta[t-1] - theta[t-2])\n"), std::string::npos)
      << text;
}

std::string refusal(const Modifiers& modifiers, const Definition& definition) {
  try {
    apply(modifiers, definition);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Modifiers, DecayThatWouldComeOutWrongIsRefused) {
  Modifiers decoupled, coupled;
  decoupled.decoupled_weight_decay = coupled.weight_decay = parse_expression("0.1");
  const std::string lines = "v[t] = 0*v[t-1]\nw[t] = 0*w[t-1]\ng[t] = grad(theta[t-1])\n";
  EXPECT_EQ(refusal(decoupled, defined(lines + "theta[t] = -eta*beta*g[t] + theta[t-1] + 0*theta[t-2]\n")),
            "the update theta = -eta*beta*g[t] + theta[t-1] + 0*theta[t-2] does not begin with theta[t-1], which "
            "decoupled weight decay would shrink; expected theta[t-1] + ... or theta[t-1] - ...");
  EXPECT_EQ(refusal(decoupled, catalogue_definition("adamw")),
            "'adamw' decays its parameters by itself, in the line of 'theta'; expected no weight decay beside it, or "
            "another optimizer");
  EXPECT_NE(refusal(coupled, catalogue_definition("sgd-pytorch")).find("in the line of 'g_decay'"), std::string::npos);
  EXPECT_NE(refusal(coupled, catalogue_definition("lamb")).find("in the line of 'u'"), std::string::npos);
}

TEST(Modifiers, EveryGradientIsClippedAndDecayedUnderItsOwnName) {
  Modifiers modifiers;
  modifiers.clip_value = parse_expression("1");
  modifiers.weight_decay = parse_expression("0.1");
  const Definition extragradient = defined(
      "v[t] = 0*v[t-1]\nw[t] = 0*w[t-1]\ng_x[t] = grad(theta[t-1])\ny[t] = theta[t-1] - eta*g_x[t]\n"
      "g_y[t] = grad(y[t])\ntheta[t] = theta[t-1] - eta*beta*g_y[t] + 0*theta[t-2]\n");
  EXPECT_EQ(equations_of(apply(modifiers, extragradient)),
            "v[t] = 0*v[t-1]\nw[t] = 0*w[t-1]\n"
            "g_x[t] = grad(theta[t-1])\n"
            "g_x_clip[t] = max(-c, min(c, g_x[t]))\n"
            "g_x_decay[t] = g_x_clip[t] + lambda*theta[t-1]\n"
            "y[t] = theta[t-1] - eta*g_x_decay[t]\n"
            "g_y[t] = grad(y[t])\n"
            "g_y_clip[t] = max(-c, min(c, g_y[t]))\n"
            "g_y_decay[t] = g_y_clip[t] + lambda*y[t]\n"
            "theta[t] = theta[t-1] - eta*beta*g_y_decay[t] + 0*theta[t-2]\n");
}

TEST(Modifiers, AGradientWithoutALineOfItsOwnIsRefused) {
  Modifiers modifiers;
  modifiers.clip_norm = parse_expression("1");
  EXPECT_EQ(refusal(modifiers, defined("w[t] = 0*w[t-1]\nv[t] = beta*v[t-1] + grad(theta[t-1])\n"
                                       "theta[t] = theta[t-1] - eta*v[t] + 0*theta[t-2]\n")),
            "the gradient inside the line of 'v' cannot be clipped or decayed; expected a line of its own for it, like "
            "g[t] = grad(theta[t-1])");
}

TEST(Modifiers, WithNothingToActOnAreRefused) {
  Modifiers decoupled;
  decoupled.decoupled_weight_decay = parse_expression("0.1");
  EXPECT_THROW(apply(decoupled, catalogue_definition("adadelta")), InputError);
  Modifiers scheduled;
  scheduled.schedules.push_back({"etta", Schedule::WarmUp{4}, {}});
  try {
    apply(scheduled, catalogue_definition("adam"));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("did you mean 'eta'"), std::string::npos);
  }
}

/// Each line that one goes on in is read once.
TEST(Definition, GoesOnOverAnyNumberOfEmptyLines) {
  const std::string text = "optimizer a \"a\"\nhyper eta = 0.1\nstart theta[0] given\ng[t] = grad(theta[t-1])\n";
  const auto read =
      read_definitions(text + "theta[t] = theta[t-1] -" + std::string(190'000, '\n') + "eta*(g[t] \n\n + 1)\n", "f");
  EXPECT_EQ(to_text(read.front().equations.back()), "theta[t] = theta[t-1] - eta*(g[t] + 1)");
  EXPECT_EQ(read_definitions(text + "theta[t] = theta[t-1] - eta*g[t]\n\n \n", "f").front().equations.size(), 2U);
}

}  // namespace
}  // namespace stepmark::tests
