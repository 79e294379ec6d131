// What is pinned stays in every problem of a set, or the pin to relax is named.
#include "problems/pins.hpp"

#include <gtest/gtest.h>

#include "lib/expression/constant.hpp"
#include "problems/generate.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::vector<Generated> made(const Request& request) {
  std::vector<Generated> all;
  Generator(request).run(0, {}, 1, [&](Generated&& one) { all.push_back(std::move(one)); });
  return all;
}

Request requested(const std::string& optimizer, Level level, const std::vector<std::string>& settings) {
  Request request;
  request.optimizers = {optimizer};
  request.level = level;
  request.count = 3;
  for (const std::string& setting : settings) pin(request.pins, setting, request.optimizers);
  return request;
}

Pins read(const std::string& text) {
  const ProblemSpec spec = read_spec(text, "like.toml");
  return pins_of(spec, prepare(spec, no_files()));
}

std::string refusal(const Request& request) {
  try {
    made(request);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

std::string refusal(const std::string& setting) {
  Pins pins;
  try {
    pin(pins, setting, {"adam", "momentum"});
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

std::string value(const Problem& problem, const std::string& hyperparameter) {
  return exact_value(problem.optimizer.find_hyperparameter(hyperparameter)->value)->to_string();
}

/// A problem as it is read again from its text, certified.
Problem written(const Generated& one) {
  Problem problem = parse_problem(to_toml(one.draft, ""), "read.toml", "");
  EXPECT_TRUE(Certifier().certify(problem, Evidence::brief).holds()) << to_toml(one.draft, "");
  return problem;
}

TEST(Pins, HyperparametersStay) {
  for (const char* optimizer : {"adam-slides", "adamw", "nadam", "amsgrad"}) {
    for (const Level level : {Level::medium, Level::hard}) {
      for (const Generated& one : made(requested(optimizer, level, {"beta1=0.9", "beta2=0.999"}))) {
        const Problem problem = written(one);
        EXPECT_EQ(value(problem, "beta1"), "0.9");
        EXPECT_EQ(value(problem, "beta2"), "0.999");
      }
    }
  }
}

TEST(Pins, AFractionStaysOne) {
  for (const Generated& one : made(requested("momentum", Level::medium, {"eta=1/3", "gamma=0,5"}))) {
    EXPECT_EQ(value(written(one), "eta"), "1/3");
    EXPECT_EQ(value(written(one), "gamma"), "0.5");
  }
}

/// beta1 gives way to a beta2 that is smaller than its usual value.
TEST(Pins, WhatIsDrawnBesideThemIsInOrder) {
  for (const Generated& one : made(requested("adam", Level::medium, {"beta2=0.8"}))) {
    const Problem problem = written(one);
    EXPECT_LT(*Exact::parse(value(problem, "beta1")), *Exact::parse("0.8"));
  }
}

TEST(Pins, ModifiersStay) {
  for (const Generated& one : made(requested("momentum", Level::medium, {"clip_norm=4", "weight_decay=0.1"}))) {
    const Problem problem = written(one);
    EXPECT_EQ(exact_value(*problem.modifiers.clip_norm), Exact(4));
    EXPECT_NE(problem.optimizer.find_equation("g_decay"), nullptr);
    EXPECT_EQ(to_text(problem.optimizer), to_text(one.problem.optimizer));
  }
}

const std::string like =
    "optimizer = 'adam'\nsteps = 2\n[hyperparameters]\neta = 0.3\n[objective]\nfunction = 'a^2 + 3*b^2'\n"
    "start = { a = 1.5, b = -0.5 }\n[working]\nround = '6 figures'\nties = 'half even'\n[modifiers]\n"
    "schedule = { eta = { kind = 'step', every = 1, factor = 0.5 } }\n[answer]\nask = ['m', 'v', 'v_hat', 'theta']\n"
    "give = '5 figures'\n[marks]\nmethod = 2\naccuracy = '1/3'\nconvention = 'strict'\n";

TEST(Pins, WhatAProblemFileSaysStays) {
  Request request;
  request.optimizers = {"adam"};
  request.pins = read(like);
  request.count = 2;
  const auto all = made(request);
  EXPECT_NE(all.front().draft.objective.function, all.back().draft.objective.function);
  for (const Generated& one : all) {
    const Problem problem = written(one), model = parse_problem(like, "like.toml", "");
    EXPECT_EQ(problem.working, model.working);
    EXPECT_EQ(problem.answer.ask, model.answer.ask);
    EXPECT_EQ(problem.answer.give, model.answer.give);
    EXPECT_EQ(problem.marks.accuracy, model.marks.accuracy);
    EXPECT_TRUE(problem.marks.strict_convention);
    EXPECT_EQ(value(problem, "eta_0"), "0.3");
    for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(exact_value(problem.start[i]), exact_value(model.start[i]));
  }
}

/// Each kind of schedule is written as it was read.
TEST(Pins, SchedulesAreWrittenAsTheyWere) {
  for (const char* schedule :
       {"[0.1, 0.05]", "{ kind = 'step', every = 1, factor = 0.5 }", "{ kind = 'exponential', factor = '1/3' }",
        "{ kind = 'multi-step', milestones = [1, 5], factor = 0.1 }", "{ kind = 'cosine', steps = 10, minimum = 0.01 }",
        "{ kind = 'warm-up', steps = 4 }"}) {
    Draft draft;
    draft.title = "Scheduled";
    draft.optimizer = "momentum";
    draft.steps = 2;
    draft.objective.start = {1};
    draft.objective.gradients = {{2}, {-1}};
    draft.working.round = DecimalFormat::places(4);
    draft.working.carry = Working::Carry::rounded;
    const std::string text =
        "optimizer = 'momentum'\nsteps = 2\n[objective]\ngradients = [[2], [-1]]\nstart = [1]\n"
        "[modifiers]\nmaximize = true\nclip_value = 1.5\nschedule = { eta = " +
        std::string(schedule) + " }\n";
    const Problem model = parse_problem(text, "model.toml", "");
    draft.modifiers = model.modifiers;
    EXPECT_EQ(to_text(parse_problem(to_toml(draft, ""), "read.toml", "").optimizer), to_text(model.optimizer));
    EXPECT_EQ(to_text(to_problem(draft, model.base).optimizer), to_text(model.optimizer));
  }
}

TEST(Pins, SayWhichToRelaxAndTheNearestValueThatWorks) {
  const std::string too_small = refusal(requested("adam", Level::medium, {"eta=0.00001", "beta1=0.9"}));
  EXPECT_NE(too_small.find("expected eta="), std::string::npos) << too_small;
  const std::string idle = refusal(requested("momentum", Level::medium, {"clip_norm=1000"}));
  EXPECT_NE(idle.find("clip_norm instead of what is pinned"), std::string::npos) << idle;
  Request request = requested("adam", Level::medium, {});
  request.pins = read("optimizer = 'adam'\nsteps = 2\n[objective]\nfunction = 'x^2'\nstart = { x = 100 }\n");
  EXPECT_NE(refusal(request).find("another start"), std::string::npos) << refusal(request);
}

/// What it names works.
TEST(Pins, TheNearestValueWorks) {
  const std::string words = refusal(requested("adam", Level::medium, {"eta=0.00001"}));
  const std::size_t at = words.find("eta=");
  ASSERT_NE(at, std::string::npos) << words;
  const std::string setting = words.substr(at, words.find(' ', at) - at);
  EXPECT_EQ(made(requested("adam", Level::medium, {setting})).size(), 3U) << setting;
}

TEST(Pins, RefuseWhatIsNoSetting) {
  EXPECT_NE(refusal("etaa=1").find("did you mean 'eta'"), std::string::npos) << refusal("etaa=1");
  EXPECT_NE(refusal("mu=1").find("there is no 'mu' to set"), std::string::npos) << refusal("mu=1");
  EXPECT_NE(refusal("eta").find("expected NAME=VALUE"), std::string::npos);
  EXPECT_NE(refusal("eta=").find("expected NAME=VALUE"), std::string::npos);
  EXPECT_NE(refusal("eta=fast").find("'fast' is not a number"), std::string::npos) << refusal("eta=fast");
  EXPECT_NE(refusal("eta=sqrt(2)").find("irrational"), std::string::npos) << refusal("eta=sqrt(2)");
  EXPECT_NE(refusal("clip_norm=0").find("expected a number above 0"), std::string::npos);
  EXPECT_NE(refusal("weight_decay=-1").find("expected 0 or more"), std::string::npos);
}

TEST(Pins, MustSuitTheFamilyAndTheOptimizer) {
  Request request = requested("momentum", Level::medium, {});
  request.pins = read(
      "optimizer = 'momentum'\nsteps = 1\n[objective]\nfunction = 'x^2'\nstart = { x = 1 }\n"
      "[answer]\nask = ['v']\n");
  request.family = "beale";
  EXPECT_NE(refusal(request).find("expected 2"), std::string::npos) << refusal(request);
  request.family = "";
  request.dimension = 3;
  EXPECT_NE(refusal(request).find("the start that is pinned has 1"), std::string::npos) << refusal(request);
  request.dimension = 0;
  request.optimizers = {"gradient-descent"};
  EXPECT_NE(refusal(request).find("has no quantity 'v'"), std::string::npos) << refusal(request);
}

TEST(Pins, ClipInOneWay) {
  EXPECT_NE(refusal(requested("momentum", Level::medium, {"clip_norm=1", "clip_value=1"})).find("expected one of them"),
            std::string::npos);
  EXPECT_NE(refusal(requested("momentum", Level::medium, {"clip_epsilon=1e-6"})).find("expected clip_norm beside it"),
            std::string::npos);
}

/// Sets with other pins are other sets.
TEST(Pins, HaveATextOfTheirOwn) {
  EXPECT_TRUE(Pins{}.is_empty());
  Pins one, other;
  pin(one, "eta=0.1", {"adam"});
  pin(other, "eta=0.2", {"adam"});
  EXPECT_FALSE(one.is_empty());
  EXPECT_NE(to_text(one), to_text(other));
  EXPECT_EQ(to_text(read(like)).find('\n'), std::string::npos);
}

}  // namespace
}  // namespace stepmark::tests
