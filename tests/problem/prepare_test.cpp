// Problems that are made in code: every way to get one wrong is answered with the name of the field.
#include <gtest/gtest.h>

#include <functional>

#include "lib/expression/parse.hpp"
#include "lib/expression/print.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/spec.hpp"
#include "solver/marking/fill.hpp"
#include "solver/solve.hpp"
#include "solver/trace/trace.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

using Texts = std::vector<std::string>;

/// A file system of three files.
NamedText three_files(const std::string& path, std::size_t) {
  if (path == "points.csv") return {"points.csv", "x,y\n1,2\n2,3\n3,5\n"};
  if (path == "broken.csv") return {"broken.csv", "x,y\n1\n"};
  if (path == "own.optimizer") {
    return {"own.optimizer",
            "optimizer own \"Own\"\nhyper eta = 0.1\nstart theta[0] given\n"
            "theta[t] = theta[t-1] - eta*grad(theta[t-1])\n"};
  }
  throw InputError({path, 0, 0}, "no such file", "expected one of three");
}

ProblemSpec momentum() {
  ProblemSpec spec;
  spec.optimizer = "momentum";
  spec.steps = 2;
  spec.hyperparameters = {{"eta", "0.05"}, {"gamma", "0.9"}};
  spec.parameters = {"x", "y"};
  spec.start = {3, 1};
  spec.objective = FunctionSpec{"x^2 + 5*y^2"};
  spec.working = WorkingSpec{.round = DecimalFormat::places(4)};
  return spec;
}

Definition with_no_default() {
  Definition definition = catalogue_definition("momentum");
  for (Hyperparameter& hyper : definition.hyperparameters) hyper.value = Expression();
  return definition;
}

std::string complaint(const ProblemSpec& spec, const Resolver& files = three_files) {
  try {
    prepare(spec, files);
    return "none";
  } catch (const InputError& error) {
    EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos);
    return error.what();
  }
}

/// What is said of `momentum()` after `change`.
std::string complaint_after(const std::function<void(ProblemSpec&)>& change) {
  ProblemSpec spec = momentum();
  change(spec);
  return complaint(spec);
}

struct Misuse {
  const char* field;
  const char* wrong;  ///< how the complaint goes on
  std::function<void(ProblemSpec&)> change;
};

void expect_each_answered(const std::vector<Misuse>& misuses) {
  for (const Misuse& misuse : misuses) {
    const std::string expected = std::string(misuse.field) + ": " + misuse.wrong;
    const std::string said = complaint_after(misuse.change);
    EXPECT_TRUE(said.starts_with(expected)) << "said      " << said << "\nexpected  " << expected;
  }
}

Texts texts(const std::vector<Expression>& expressions) {
  Texts result;
  for (const Expression& e : expressions) result.push_back(to_text(e));
  return result;
}

// --------------------------------------------------------------------------------------------------------------- right

TEST(Prepare, MakesAWholeProblem) {
  const Problem problem = prepare(momentum(), no_files());
  EXPECT_EQ(problem.base.name, "momentum");
  EXPECT_EQ(to_text(problem.optimizer.find_hyperparameter("eta")->value), "0.05");
  EXPECT_EQ(problem.steps, 2);
  EXPECT_EQ(problem.objective->parameters(), (Texts{"x", "y"}));
  EXPECT_EQ(texts(problem.start), (Texts{"3", "1"}));
  EXPECT_EQ(problem.working->carry, Working::Carry::rounded);
  EXPECT_EQ(problem.answer.ask, (Texts{"g", "v", "theta"}));
  EXPECT_EQ(problem.marks.method, Exact(1));
}

TEST(Prepare, MakesTheProblemThatTheFileMakes) {
  const Problem made = prepare(momentum(), no_files());
  const Problem read = read_problem("problems/bank/momentum-bowl.toml");
  const Trace of_made = solve(made, settings_for(made)), of_read = solve(read, settings_for(read));
  ASSERT_EQ(of_made.lines.size(), of_read.lines.size());
  for (std::size_t i = 0; i < of_made.lines.size(); ++i) {
    EXPECT_EQ(of_made.lines[i].value.text, of_read.lines[i].value.text) << i;
  }
}

TEST(Prepare, MakesProblemsThatMarkInFull) {
  const Problem problem = prepare(momentum(), no_files());
  Marker marker(problem);
  const Trace trace = solve(problem, settings_for(problem));
  std::string sheet = "t,quantity,component,value\n";
  for (const TraceLine& line : trace.lines) {
    sheet += std::to_string(line.t) + ',' + problem.optimizer.equations[line.equation].quantity + ',' +
             problem.objective->parameters()[line.component.value()] + ',' + line.value.text + '\n';
  }
  const MarkedSheet marked = marker.mark(SheetFiller(marker).fill(parse_sheet(sheet, "answers")).sheet);
  EXPECT_EQ(marked.out_of, Exact(24));
  EXPECT_EQ(marked.marks, marked.out_of);
}

TEST(Prepare, TakesAnOptimizerInAllItsForms) {
  ProblemSpec spec = momentum();
  spec.optimizer = catalogue_definition("momentum");
  EXPECT_EQ(prepare(spec, no_files()).base.name, "momentum");
  spec.optimizer = with_no_default();
  EXPECT_EQ(to_text(prepare(spec, no_files()).base.find_hyperparameter("gamma")->value), "0.9");
  spec.optimizer = "own.optimizer";
  spec.hyperparameters.clear();
  EXPECT_EQ(prepare(spec, three_files).base.name, "own");
}

TEST(Prepare, TakesAnObjectiveInAllItsForms) {
  const auto kind = [](const ObjectiveSpec& objective) {
    ProblemSpec spec = momentum();
    spec.objective = objective;
    return prepare(spec, three_files).objective->kind();
  };
  EXPECT_EQ(kind(FunctionSpec{parse_expression("x*y")}), Objective::Kind::function);
  EXPECT_EQ(kind(GradientSpec{{"2*x", "10*y"}}), Objective::Kind::gradient);
  EXPECT_EQ(kind(GradientsSpec{{{1, 2}, {"1/3", "1/2"}}}), Objective::Kind::gradients);
  EXPECT_EQ(kind(QuadraticSpec{{{2, 0}, {0, Exact(10)}}, {}}), Objective::Kind::quadratic);
  EXPECT_EQ(kind(DataSpec{"(a*x - b*y)^2", DataTable{{"a", "b"}, {{1, 2}, {3, 4}}}, 1, Reduce::sum}),
            Objective::Kind::data);
  ProblemSpec spec = momentum();
  spec.parameters = {"w", "u"};
  spec.objective = DataSpec{"(w*x + u - y)^2", "points.csv", {}, Reduce::mean};
  EXPECT_EQ(prepare(spec, three_files).objective->table()->rows.size(), 3U);
}

TEST(Prepare, NumbersComponentsWithoutNames) {
  ProblemSpec spec = momentum();
  spec.parameters.clear();
  spec.objective = QuadraticSpec{{{2, 0}, {0, 10}}, {}};
  EXPECT_EQ(prepare(spec, no_files()).objective->parameters(), (Texts{"1", "2"}));
}

TEST(Prepare, TakesModifiersAndAState) {
  ProblemSpec spec = momentum();
  spec.modifiers = ModifiersSpec{};
  spec.modifiers->weight_decay = "0.01";
  spec.modifiers->schedules = {{"eta", CosineScheduleSpec{7, {}}}};
  spec.state = StateSpec{{}, 3, {{"v", {"0.1", "-0.2"}}}};
  const Problem problem = prepare(spec, no_files());
  EXPECT_EQ(problem.first_step(), 4);
  EXPECT_EQ(texts(problem.state->values.at("v")), (Texts{"0.1", "-0.2"}));
  EXPECT_TRUE(problem.optimizer.find_equation("eta"));
}

TEST(Prepare, TakesEachKindOfQuestion) {
  const auto question = [](const QuestionSpec& asked) {
    ProblemSpec spec = momentum();
    spec.question = asked;
    return prepare(spec, three_files).question;
  };
  using Kind = Question::Kind;
  EXPECT_EQ(question({.kind = Kind::gradients}).kind, Kind::gradients);
  EXPECT_EQ(question({.kind = Kind::choice, .choices = NameList{"right", "velocity-forgotten"}}).choices,
            (Texts{"", "velocity-forgotten"}));
  EXPECT_EQ(question({.kind = Kind::find_error, .mistake = "velocity-forgotten"}).mistake, "velocity-forgotten");
  EXPECT_EQ(question({.kind = Kind::faded, .shown = LocatedList<QuestionSpec::Cell>{{2, "v"}}}).shown.front(),
            (Question::Cell{2, "v"}));
  EXPECT_EQ(question({.kind = Kind::compare, .other = "own.optimizer"}).other->name, "own");
  EXPECT_EQ(question({.kind = Kind::compare, .other = catalogue_definition("adam")}).other_name, "adam");
}

// -------------------------------------------------------------------------------------------------------------- misuse

TEST(Prepare, AnswersNothingAtAll) { EXPECT_EQ(complaint(ProblemSpec{}).substr(0, 11), "optimizer: "); }

TEST(Prepare, AnswersMisuseOfTheRun) {
  using S = ProblemSpec;
  expect_each_answered({
      {"title", "title is 'a\\x0ab'; expected one line", [](S& s) { s.title = "a\nb"; }},
      {"steps", "the problem has no 'steps'", [](S& s) { s.steps = {}; }},
      {"steps", "steps is '0'; expected a whole number from 1 to 100000", [](S& s) { s.steps = 0; }},
      {"steps", "steps is '-2'", [](S& s) { s.steps = -2; }},
      {"steps", "steps is '100001'", [](S& s) { s.steps = 100'001; }},
      {"steps", "steps is '5/2'", [](S& s) { s.steps = "5/2"; }},
      {"steps", "steps is 'sqrt(2)'; expected a rational number", [](S& s) { s.steps = "sqrt(2)"; }},
      {"steps", "", [](S& s) { s.steps = "2 +"; }},
      {"parameters", "the component 'pi' has no proper name",
       [](S& s) {
         s.parameters = {"x", "pi"};
       }},
      {"parameters", "the component '' has no proper name",
       [](S& s) {
         s.parameters = {"x", ""};
       }},
      {"parameters", "two components have the same name",
       [](S& s) {
         s.parameters = {"x", "x"};
       }},
      {"start", "start is empty", [](S& s) { s.start = {}; }},
      {"start", "start has 1 entry; expected 2, one for each of x, y", [](S& s) { s.start = {3}; }},
      {"start", "start has 3 entries; expected 2, one for each of x, y",
       [](S& s) {
         s.start = {3, 1, 4};
       }},
      {"start.y", "'x' is not a number",
       [](S& s) {
         s.start = {3, "2*x"};
       }},
      {"start.y", "'x' is not a number",
       [](S& s) {
         s.start = {3, parse_expression("2*x")};
       }},
      {"start.x", "division by zero",
       [](S& s) {
         s.start = {"1/0", 3};
       }},
      {"start.x", "division by zero",
       [](S& s) {
         s.start = {parse_expression("1/0"), 3};
       }},
      {"start.x", "start.x is missing",
       [](S& s) {
         s.start = {SourceExpression(), 3};
       }},
      {"start.x", "start.x is missing",
       [](S& s) {
         s.start = {Expression(), 3};
       }},
      {"start.y", "the value is too large",
       [](S& s) {
         s.start = {3, "9^9^9^9"};
       }},
  });
}

TEST(Prepare, AnswersATooLongStart) {
  ProblemSpec spec = momentum();
  spec.parameters.clear();
  spec.start.items.assign(1001, 1);
  EXPECT_EQ(complaint(spec), "start: start has 1001 components; expected at most 1000");
}

TEST(Prepare, AnswersMisuseOfTheOptimizer) {
  using S = ProblemSpec;
  expect_each_answered({
      {"optimizer", "optimizer is empty", [](S& s) { s.optimizer = {}; }},
      {"optimizer", "unknown optimizer 'momentun'; did you mean 'momentum'?", [](S& s) { s.optimizer = "momentun"; }},
      {"optimizer", "'none.optimizer': no such file", [](S& s) { s.optimizer = "none.optimizer"; }},
      {"optimizer", "there is no equation for 'theta'",
       [](S& s) { s.optimizer = Definition(), s.hyperparameters = {}; }},
      {"optimizer", "the right side of 'theta' is left out",
       [](S& s) {
         Definition definition = catalogue_definition("momentum");
         definition.equations.back().right = Expression();
         definition.equations.back().where = {};
         s.optimizer = definition;
       }},
      {"hyperparameters.etta", "'momentum' has no hyperparameter 'etta'; did you mean 'eta'?",
       [](S& s) {
         s.hyperparameters = {{"etta", 1}};
       }},
      {"hyperparameters.eta", "eta is given twice",
       [](S& s) {
         s.hyperparameters = {{"eta", 1}, {"eta", 2}};
       }},
      {"hyperparameters.eta", "eta is missing",
       [](S& s) {
         s.hyperparameters = {{"eta", {}}};
       }},
      {"hyperparameters.eta", "'x' is not a number",
       [](S& s) {
         s.hyperparameters = {{"eta", "x"}};
       }},
      {"hyperparameters.gamma", "'momentum' has no value for 'gamma'",
       [](S& s) {
         s.optimizer = with_no_default(), s.hyperparameters = {{"eta", "0.1"}};
       }},
  });
}

TEST(Prepare, AnswersMisuseOfTheObjective) {
  using S = ProblemSpec;
  const DataTable table{{"a"}, {{1}, {2}}};
  const auto data = [](const DataTable& rows) { return DataSpec{"(a*x - y)^2", rows, {}, Reduce::mean}; };
  expect_each_answered({
      {"objective", "the problem has no 'objective'", [](S& s) { s.objective = {}; }},
      {"objective.function", "function is missing", [](S& s) { s.objective = FunctionSpec{}; }},
      {"objective.function", "", [](S& s) { s.objective = FunctionSpec{"x +* y"}; }},
      {"objective.function", "the objective has no parameter 'z'", [](S& s) { s.objective = FunctionSpec{"x + z"}; }},
      {"objective.function", "function needs the names of the components", [](S& s) { s.parameters.clear(); }},
      {"objective.function", "grad has no place in an objective", [](S& s) { s.objective = FunctionSpec{"grad(x)"}; }},
      {"objective.gradient", "gradient has 1 entry; expected 2", [](S& s) { s.objective = GradientSpec{{"x"}}; }},
      {"objective.gradient", "gradient has 0 entries", [](S& s) { s.objective = GradientSpec{}; }},
      {"objective.gradient", "gradient needs the names of the components",
       [](S& s) {
         s.parameters.clear(), s.objective = GradientSpec{{"x", "y"}};
       }},
      {"objective.gradients", "gradients are given for 1 of 2 steps",
       [](S& s) {
         s.objective = GradientsSpec{{ExpressionList{1, 2}}};
       }},
      {"objective.gradients", "gradients are given for 0 of 2 steps", [](S& s) { s.objective = GradientsSpec{}; }},
      {"objective.gradients", "the gradient of a step has 1 entry",
       [](S& s) {
         s.objective = GradientsSpec{{{1, 2}, {1}}};
       }},
      {"objective.A", "A has 1 entry",
       [](S& s) {
         s.objective = QuadraticSpec{{ExpressionList{2, 0}}, {}};
       }},
      {"objective.A", "row 2 of A has 1 entry",
       [](S& s) {
         s.objective = QuadraticSpec{{{2, 0}, {0}}, {}};
       }},
      {"objective.A", "A is not symmetric",
       [](S& s) {
         s.objective = QuadraticSpec{{{2, 1}, {0, 2}}, {}};
       }},
      {"objective.A", "A is 'pi'; expected a rational number",
       [](S& s) {
         s.objective = QuadraticSpec{{{2, 0}, {0, "pi"}}, {}};
       }},
      {"objective.b", "b has 1 entry",
       [](S& s) {
         s.objective = QuadraticSpec{{{2, 0}, {0, 2}}, ExpressionList{1}};
       }},
      {"objective.loss", "loss is missing",
       [&](S& s) {
         s.objective = DataSpec{{}, table, {}, Reduce::mean};
       }},
      {"objective.loss", "the objective has no parameter 'q'",
       [&](S& s) {
         s.objective = DataSpec{"q", table, {}, Reduce::mean};
       }},
      {"objective.data", "the table has no rows",
       [&](S& s) {
         s.objective = data({{"a"}, {}});
       }},
      {"objective.data", "a row has 2 cells; expected 1",
       [&](S& s) {
         s.objective = data({{"a"}, {{1, 2}}});
       }},
      {"objective.data", "the column '1' has no proper name",
       [&](S& s) {
         s.objective = data({{"1"}, {{1}}});
       }},
      {"objective.data", "the column 'a' stands twice",
       [&](S& s) {
         s.objective = data({{"a", "a"}, {{1, 2}}});
       }},
      {"objective.data", "data is empty",
       [](S& s) {
         s.objective = DataSpec{"x", "", {}, Reduce::mean};
       }},
      {"objective.data", "'none.csv': no such file",
       [](S& s) {
         s.objective = DataSpec{"x", "none.csv", {}, {}};
       }},
      {"broken.csv:2:1", "the row has 1 cell",
       [](S& s) {
         s.objective = DataSpec{"x", "broken.csv", {}, {}};
       }},
      {"objective.batch", "batch is '3'; expected a whole number from 1 to 2",
       [&](S& s) {
         s.objective = DataSpec{"a*x", table, 3, Reduce::mean};
       }},
      {"objective.batch", "batch is '0'",
       [&](S& s) {
         s.objective = DataSpec{"a*x", table, 0, Reduce::mean};
       }},
  });
}

TEST(Prepare, AnswersMisuseOfModifiers) {
  using S = ProblemSpec;
  const auto with = [](auto ModifiersSpec::*member, const auto& value) {
    return [=](S& s) {
      s.modifiers.emplace();
      (*s.modifiers).*member = value;
    };
  };
  using Schedules = std::vector<ScheduleSpec>;
  const auto schedules = &ModifiersSpec::schedules;
  expect_each_answered({
      {"modifiers.clip_norm", "clip_norm is '0'; expected a number above 0", with(&ModifiersSpec::clip_norm, 0)},
      {"modifiers.clip_value", "clip_value is '-1'", with(&ModifiersSpec::clip_value, -1)},
      {"modifiers.weight_decay", "weight_decay is '-1'; expected 0 or more", with(&ModifiersSpec::weight_decay, -1)},
      {"modifiers.decoupled_weight_decay", "decoupled_weight_decay is '-1'",
       with(&ModifiersSpec::decoupled_weight_decay, -1)},
      {"modifiers.clip_epsilon", "clip_epsilon without clip_norm", with(&ModifiersSpec::clip_epsilon, 1)},
      {"modifiers.clip_value", "clip_value stands beside clip_norm",
       [](S& s) { s.modifiers.emplace(), s.modifiers->clip_norm = s.modifiers->clip_value = 1; }},
      {"modifiers.schedule.etta", "'momentum' has no hyperparameter 'etta'",
       with(schedules, Schedules{{"etta", WarmUpScheduleSpec{5}}})},
      {"modifiers.schedule.eta", "eta has two schedules",
       with(schedules, Schedules{{"eta", WarmUpScheduleSpec{5}}, {"eta", WarmUpScheduleSpec{6}}})},
      {"modifiers.schedule.eta", "the schedule is empty", with(schedules, Schedules{{"eta", ListScheduleSpec{}}})},
      {"modifiers.schedule.eta.every", "every is '0'", with(schedules, Schedules{{"eta", StepScheduleSpec{0, 1}}})},
      {"modifiers.schedule.eta.factor", "factor is '-1'", with(schedules, Schedules{{"eta", StepScheduleSpec{1, -1}}})},
      {"modifiers.schedule.eta.factor", "factor is missing",
       with(schedules, Schedules{{"eta", ExponentialScheduleSpec{}}})},
      {"modifiers.schedule.eta.milestones", "milestones is empty",
       with(schedules, Schedules{{"eta", MultiStepScheduleSpec{{}, 1}}})},
      {"modifiers.schedule.eta.milestones", "milestones has 3 after 3",
       with(schedules, Schedules{{"eta", MultiStepScheduleSpec{{3, 3}, 1}}})},
      {"modifiers.schedule.eta.steps", "steps is missing", with(schedules, Schedules{{"eta", CosineScheduleSpec{}}})},
      {"modifiers.schedule.eta.steps", "steps is '0'", with(schedules, Schedules{{"eta", WarmUpScheduleSpec{0}}})},
  });
}

TEST(Prepare, AnswersWhatAModifierCannotActOn) {
  ProblemSpec spec = momentum();
  spec.optimizer = catalogue_definition("adamw");
  spec.hyperparameters.clear();
  spec.modifiers.emplace().decoupled_weight_decay = "0.1";
  EXPECT_TRUE(complaint(spec).starts_with("modifiers: ")) << complaint(spec);
}

TEST(Prepare, AnswersMisuseOfTheState) {
  using S = ProblemSpec;
  const auto with = [](SourceExpression t, std::vector<NamedExpressions> values) {
    return [=](S& s) { s.state = StateSpec{{}, t, values}; };
  };
  const NamedExpressions v{"v", {1, 2}};
  expect_each_answered({
      {"state.t", "[state] has no 't'", with({}, {v})},
      {"state.t", "t is '-1'", with(-1, {v})},
      {"state.v", "[state] has no 'v'; expected its value after step 3", with(3, {})},
      {"state.v", "v has 1 entry; expected 2, one for each component", with(3, {{"v", {1}}})},
      {"state.v", "v has 3 entries", with(3, {{"v", {1, 2, 3}}})},
      {"state.v", "'x' is not a number", with(3, {{"v", {1, "x"}}})},
      {"state.v", "v is given twice", with(3, {v, v})},
      {"state.w", "'momentum' has no quantity 'w'", with(3, {v, {"w", {1, 2}}})},
      {"state.theta", "'theta' in [state]", with(3, {v, {"theta", {1, 2}}})},
      {"state.previous", "previous in [state]", with(3, {v, {"previous", {1, 2}}})},
  });
}

TEST(Prepare, AnswersMisuseOfWorkingAndMarks) {
  using S = ProblemSpec;
  expect_each_answered({
      {"working.round", "'-1 places' is out of range", [](S& s) { s.working->round = DecimalFormat::places(-1); }},
      {"working.round", "'0 figures' is out of range", [](S& s) { s.working->round = DecimalFormat::figures(0); }},
      {"working.round", "'10001 places' is out of range",
       [](S& s) { s.working->round = DecimalFormat::places(10'001); }},
      {"working.ties", "ties is 'floor'; expected 'half up'", [](S& s) { s.working->ties = RoundingRule::floor; }},
      {"working.each", "each is 'operation', and the gradient is derived",
       [](S& s) { s.working->each = Working::Each::operation; }},
      {"marks.method", "method is '-1'; expected a number from 0 to 1000", [](S& s) { s.marks.method = -1; }},
      {"marks.accuracy", "accuracy is '1001'", [](S& s) { s.marks.accuracy = 1001; }},
      {"marks.accuracy", "accuracy is 'pi'; expected a rational number", [](S& s) { s.marks.accuracy = "pi"; }},
      {"marks.follow_through", "follow_through is '3/2'; expected a number from 0 to 1",
       [](S& s) { s.marks.follow_through = "3/2"; }},
      {"marks.method", "method is missing", [](S& s) { s.marks.method = {}; }},
  });
}

TEST(Prepare, AnswersMisuseOfAnswerAndQuestion) {
  using S = ProblemSpec;
  using Kind = Question::Kind;
  using Cells = LocatedList<QuestionSpec::Cell>;
  const auto asking = [](QuestionSpec question) { return [=](S& s) { s.question = question; }; };
  expect_each_answered({
      {"answer.ask", "ask is 'm'", [](S& s) { s.answer.ask = NameList{"m"}; }},
      {"answer.ask", "ask names 'v' twice",
       [](S& s) {
         s.answer.ask = NameList{"v", "v"};
       }},
      {"answer.ask", "ask is empty", [](S& s) { s.answer.ask.emplace(); }},
      {"answer.give", "give is 'none'", [](S& s) { s.answer.give.emplace(); }},
      {"answer.give", "'-3 places' is out of range", [](S& s) { s.answer.give = DecimalFormat::places(-3); }},
      {"question.choices", "choices is missing, and kind is 'choice'", asking({.kind = Kind::choice})},
      {"question.mistake", "mistake is missing, and kind is 'find-error'", asking({.kind = Kind::find_error})},
      {"question.shown", "shown is missing, and kind is 'faded'", asking({.kind = Kind::faded})},
      {"question.other", "other is missing, and kind is 'compare'", asking({.kind = Kind::compare})},
      {"question.mistake", "mistake is given, and kind is 'table'", asking({.mistake = "velocity-forgotten"})},
      {"question.choices", "choices has no right one",
       asking({.kind = Kind::choice, .choices = NameList{"velocity-forgotten"}})},
      {"question.choices", "choices names 'right' twice",
       asking({.kind = Kind::choice, .choices = NameList{"right", "right"}})},
      {"question.mistake", "mistake is 'a\\x0ab'", asking({.kind = Kind::find_error, .mistake = "a\nb"})},
      {"question.shown.t", "t is '3'; expected a whole number from 1 to 2",
       asking({.kind = Kind::faded, .shown = Cells{{3, "v"}}})},
      {"question.shown.quantity", "quantity is 'm'", asking({.kind = Kind::faded, .shown = Cells{{2, "m"}}})},
      {"question.other", "unknown optimizer 'adamm'", asking({.kind = Kind::compare, .other = "adamm"})},
      {"question.other", "there is no equation for 'theta'", asking({.kind = Kind::compare, .other = Definition()})},
      {"question.other", "'none.optimizer': no such file", asking({.kind = Kind::compare, .other = "none.optimizer"})},
  });
}

TEST(Prepare, NamesTheProblemBesideTheField) {
  ProblemSpec spec = momentum();
  spec.file = "question 7";
  spec.start = {3};
  EXPECT_EQ(complaint(spec), "question 7: start: start has 1 entry; expected 2, one for each of x, y");
}

/// Members are public, so a problem can be spoilt after it was made: that is answered as well.
TEST(Prepare, IsMissedWhereAProblemIsPutTogetherByHand) {
  const auto said = [](const std::function<void(Problem&)>& spoil) {
    Problem problem = prepare(momentum(), no_files());
    spoil(problem);
    try {
      solve(problem, settings_for(problem));
      return std::string("nothing");
    } catch (const InputError& error) {
      return error.wrong();
    }
  };
  EXPECT_EQ(said([](Problem& problem) { problem = Problem(); }), "the problem has no objective");
  EXPECT_EQ(said([](Problem& problem) { problem.start.pop_back(); }),
            "start is not as long as the objective has parameters");
  EXPECT_EQ(said([](Problem& problem) { problem.steps = -2; }), "the number of steps is out of range");
}

// --------------------------------------------------------------------------------------------------------------- files

TEST(Prepare, ReadsNoFileOfItsOwn) {
  ProblemSpec spec = momentum();
  spec.optimizer = "docs/example/heavy-ball.optimizer";
  const std::string refused = "optimizer: 'docs/example/heavy-ball.optimizer': no files are read here";
  EXPECT_TRUE(complaint(spec, no_files()).starts_with(refused)) << complaint(spec, no_files());
  EXPECT_TRUE(complaint(spec, Resolver()).starts_with(refused)) << complaint(spec, Resolver());
  EXPECT_TRUE(complaint(spec).starts_with("optimizer: 'docs/example/heavy-ball.optimizer': no such file"));
}

TEST(Prepare, RefusesWhatAResolverMayNotGive) {
  ProblemSpec spec = momentum();
  spec.optimizer = "own.optimizer";
  const auto giving = [&](const std::string& text) {
    return complaint(spec, [=](const std::string& path, std::size_t) { return NamedText{path, text}; });
  };
  EXPECT_EQ(giving(""), "optimizer: 'own.optimizer': is empty; expected text");
  EXPECT_TRUE(giving(std::string(2 << 20, '#')).starts_with("optimizer: 'own.optimizer': is too large"));
  EXPECT_TRUE(giving(std::string("a\0b", 3)).starts_with("optimizer: 'own.optimizer': "));
  EXPECT_TRUE(giving("# nothing").starts_with("optimizer: 'own.optimizer': there is no optimizer in it"));
}

TEST(Prepare, ReadsAFileWithoutTouchingTheDisk) {
  const std::string text =
      "optimizer = 'own.optimizer'\nsteps = 1\n[objective]\nloss = '(w*x - y)^2'\ndata = 'points.csv'\n"
      "start = { w = 0 }\n";
  EXPECT_EQ(parse_problem(text, "p.toml", three_files).objective->table()->rows.size(), 3U);
  EXPECT_THROW(parse_problem(text, "p.toml", no_files()), InputError);
}

}  // namespace
}  // namespace stepmark::tests
