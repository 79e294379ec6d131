#include "problems/generate.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "lib/expression/constant.hpp"
#include "problems/pins.hpp"
#include "solver/asked.hpp"
#include "solver/questions/part.hpp"
#include "solver/questions/shown_working.hpp"
#include "solver/solve.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

std::vector<Generated> made(const Request& request, unsigned threads = 1, std::uint64_t first = 0,
                            const std::vector<std::uint64_t>& known = {}) {
  std::vector<Generated> all;
  Generator(request).run(first, known, threads, [&](Generated&& one) { all.push_back(std::move(one)); });
  return all;
}

Request requested(const std::string& optimizer, Level level, std::uint64_t count) {
  Request request;
  request.optimizers = {optimizer};
  request.level = level;
  request.count = count;
  return request;
}

std::string failure_of(const Request& request) {
  try {
    made(request);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

const std::vector<std::string> course = {"momentum", "nesterov", "adagrad-slides", "rmsprop-slides", "adam-slides"};
constexpr Level levels[] = {Level::easy, Level::medium, Level::hard};

/// Read again from its text, a problem has the certificate that it was given.
TEST(Generate, CertificatesHoldForWhatIsWritten) {
  Certifier certifier;
  for (const std::string& optimizer : course) {
    for (const Level level : levels) {
      for (const Generated& one : made(requested(optimizer, level, 4))) {
        const Problem read = parse_problem(to_toml(one.draft, ""), "read.toml", "");
        const Certificate again = certifier.certify(read, Evidence::brief);
        EXPECT_TRUE(again.holds()) << to_toml(one.draft, "");
        EXPECT_EQ(again.window, one.certificate.window);
        EXPECT_EQ(again.not_tested, one.certificate.not_tested);
        ASSERT_EQ(again.margin.has_value(), one.certificate.margin.has_value());
        EXPECT_TRUE(!again.margin || again.margin->value == one.certificate.margin->value);
      }
    }
  }
}

/// Asked answers as text.
std::string answers_of(const Problem& problem) {
  std::string text;
  const Trace trace = solve(problem, settings_for(problem));
  for (const std::size_t line : asked_lines(problem, compile(problem))) text += trace.lines[line].value.text + ' ';
  return text;
}

TEST(Generate, ASetIsEvenAndAllItsAnswersDiffer) {
  for (const std::string& optimizer : course) {
    std::set<std::string> answers;
    std::set<std::string> operations;
    const auto all = made(requested(optimizer, Level::medium, 30));
    for (const Generated& one : all) {
      answers.insert(answers_of(one.problem));
      EXPECT_TRUE(one.workload.same_operations(all.front().workload));
      EXPECT_EQ(one.workload.digits, all.front().workload.digits);
      EXPECT_EQ(one.workload, workload_of(one.problem, compile(one.problem)));
    }
    EXPECT_EQ(answers.size(), all.size());
  }
}

std::string text_of(const std::vector<Generated>& all) {
  std::string text;
  for (const Generated& one : all) text += to_toml(one.draft, "") + '\n';
  return text;
}

TEST(Generate, IsTheSameWithAnyNumberOfThreadsAndFromAnyPlace) {
  const Request request = requested("nesterov", Level::easy, 60);
  const auto all = made(request);
  EXPECT_EQ(text_of(all), text_of(made(request, 3)));
  std::vector<std::uint64_t> known;
  for (std::size_t i = 0; i < 25; ++i) known.push_back(all[i].answers);
  const std::vector<Generated> rest(all.begin() + 25, all.end());
  EXPECT_EQ(text_of(rest), text_of(made(request, 2, 25, known)));
  Request other = request;
  other.seed = 2;
  EXPECT_NE(text_of(all), text_of(made(other)));
}

/// The bytes of seed 1 are pinned: a machine, a compiler or a change that draws otherwise is found out.
TEST(Generate, SeedOneIsWhatItWas) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text_of(made(requested("momentum", Level::medium, 10)))) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  EXPECT_EQ(hash, 14582781179026482368ULL) << "after a wanted change, write the new number here";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

/// Names are nothing to the generator: in a definition of one's own the same numbers are drawn.
TEST(Generate, DrawsTheSameUnderOtherNames) {
  const std::string path = std::filesystem::temp_directory_path() / "stepmark-generate-test.optimizer";
  const std::string own =
      replaced(replaced(to_text(find_definition("momentum")), "eta ", "stride "), "eta*g", "stride*g");
  std::ofstream(path) << replaced(replaced(own, "optimizer momentum", "optimizer mine"), "convention momentum",
                                  "convention mine");
  const std::string drawn = text_of(made(requested(path, Level::medium, 5)));
  std::filesystem::remove(path);
  EXPECT_NE(drawn.find("stride = "), std::string::npos) << drawn;
  EXPECT_EQ(replaced(replaced(drawn, "stride", "eta"), path, "momentum"),
            text_of(made(requested("momentum", Level::medium, 5))));
}

TEST(Generate, ComparesWithWhatIsPlain) {
  for (const auto& [name, other] : {std::pair("nesterov", "gradient-descent"), {"gradient-descent", "momentum"}}) {
    Request request = requested(name, Level::medium, 1);
    request.kind = Question::Kind::compare;
    EXPECT_EQ(made(request).front().draft.question.other_name, other);
  }
}

TEST(Generate, ComparesEveryPairOfTheList) {
  Request request = requested("adam-slides", Level::medium, 3);
  request.optimizers = {"adam-slides", "momentum", "gradient-descent"};
  request.kind = Question::Kind::compare;
  std::vector<std::string> pairs;
  for (const Generated& one : made(request)) pairs.push_back(one.draft.optimizer + ' ' + one.draft.question.other_name);
  EXPECT_EQ(pairs, (std::vector<std::string>{"adam-slides momentum", "adam-slides gradient-descent",
                                             "momentum gradient-descent"}));
}

TEST(Generate, HidesNoErrorInANumberThatIsGiven) {
  Request request = requested("momentum", Level::medium, 12);
  request.kind = Question::Kind::find_error;
  request.family = "gradients-alternating";
  for (const Generated& one : made(request)) {
    const Tape tape = compile(one.problem);
    const ShownWorking working = shown_working(one.problem, tape, state(one.problem, tape));
    EXPECT_NE(one.problem.optimizer.equations[tape.lines[working.first].equation].quantity, "g")
        << one.draft.question.mistake;
  }
}

TEST(Generate, WritesMarksAsTheyAreRead) {
  Draft draft = made(requested("momentum", Level::medium, 1)).front().draft;
  draft.question.marks = Exact(10) / Exact(3);
  const Problem read = parse_problem(to_toml(draft, ""), "p.toml", "");
  EXPECT_EQ(read.question.marks, draft.question.marks);
  EXPECT_EQ(questions::marks_of(parts_of(read)), Exact(10) / Exact(3));
}

/// One explanation is the one, the others are not; what a seed draws is read back as it was drawn.
TEST(Generate, DrawsExplanationsOfAnError) {
  for (const char* name : {"momentum", "adam-slides", "rmsprop-slides"}) {
    Request request = requested(name, Level::medium, 6);
    request.kind = Question::Kind::find_error;
    std::set<std::size_t> letters;
    for (const Generated& one : made(request)) {
      const Problem problem = parse_problem(to_toml(one.draft, ""), "p.toml", "");
      EXPECT_EQ(problem.question.choices, one.draft.question.choices);
      EXPECT_EQ(problem.question.choices.size(), 4U);
      const Parts parts = parts_of(problem);
      letters.insert(parts[1].right);
      const Tape tape = compile(problem);
      EXPECT_TRUE(shows_where_it_enters(shown_working(problem, tape, state(problem, tape)), tape));
    }
    EXPECT_GT(letters.size(), 1U) << name;
  }
}

/// Each wrong choice is worked to its end by the question's own rule, and ends elsewhere.
TEST(Generate, DrawsChoicesThatCanBeWorked) {
  Request request = requested("amsgrad", Level::easy, 6);
  request.kind = Question::Kind::choice;
  request.seed = 5;
  for (const Generated& one : made(request)) {
    const Stated right = state(one.problem, compile(one.problem));
    for (const std::string& id : one.draft.question.choices) {
      if (id.empty()) continue;
      const auto ways = wrong_methods(one.problem, find_mistake(id));
      const WrongMethod* const way = questions::find_shown_way(one.problem, right, ways, id);
      ASSERT_NE(way, nullptr) << id;
      const Stated shown = state(one.problem, *way);
      EXPECT_FALSE(std::equal(right.end() - 2, right.end(), shown.end() - 2)) << id;
    }
  }
}

/// Of two mirrored rows the gradient may be a zero that no number of digits proves: such a candidate is passed over.
TEST(Generate, PassesOverWhatCannotBeDecided) {
  Request request = requested("adagrad-slides", Level::medium, 1);
  request.family = "logistic-regression";
  request.seed = 1000;
  EXPECT_EQ(made(request).size(), 1U);
}

TEST(Generate, SaysWhichDemandToRelax) {
  Request request = requested("adam-slides", Level::medium, 1);
  request.steps = 1;
  EXPECT_NE(failure_of(request).find("one step of adam-slides"), std::string::npos) << failure_of(request);
  EXPECT_NE(failure_of(request).find("expected 2 steps or more"), std::string::npos) << failure_of(request);
  request = requested("momentum", Level::easy, 100'000);
  request.family = "beale";
  EXPECT_NE(failure_of(request).find("a smaller count"), std::string::npos) << failure_of(request);
}

/// The start, and whole learning rates added to it or taken away.
bool is_start_and_rates(const Generated& one, const Exact& result, std::size_t component, const Exact& unit) {
  const Exact start = one.draft.objective.start[component];
  const auto rate = std::find_if(one.draft.hyperparameters.begin(), one.draft.hyperparameters.end(),
                                 [](const auto& value) { return value.first == "eta"; });
  for (std::int64_t k = -one.draft.steps; k <= one.draft.steps; ++k) {
    if ((start + Exact(k) * rate->second - result).abs() <= unit) return true;
  }
  return false;
}

TEST(Generate, NoResultIsTheStartAndLearningRates) {
  for (const char* optimizer : {"adagrad-slides", "rmsprop-slides", "adam-slides", "adamw", "nadam"}) {
    for (const Level level : levels) {
      for (const Generated& one : made(requested(optimizer, level, 10))) {
        EXPECT_TRUE(one.certificate.worth_asking);
        const DecimalFormat format = precision_asked(one.problem);
        const Trace trace = solve(one.problem, settings_for(one.problem));
        for (std::size_t i = 0; i < one.problem.dimension(); ++i) {
          const TraceLine& line = trace.lines[trace.lines.size() - one.problem.dimension() + i];
          const Exact result = Exact::parse(line.value.text)->rounded(format, RoundingRule::half_up);
          EXPECT_FALSE(is_start_and_rates(one, result, i, unit_of(result, format))) << to_toml(one.draft, "");
        }
      }
    }
  }
}

const Exact& value_of(const Generated& one, const std::string& name) {
  const auto found = std::find_if(one.draft.hyperparameters.begin(), one.draft.hyperparameters.end(),
                                  [&](const auto& value) { return value.first == name; });
  return found->second;
}

TEST(Generate, DecaysAreThoseOfTheDefinition) {
  for (const char* optimizer : {"adam-slides", "adam", "adamw", "nadam", "amsgrad"}) {
    for (const Level level : levels) {
      for (const Generated& one : made(requested(optimizer, level, 3))) {
        EXPECT_EQ(value_of(one, "beta1"), *Exact::parse("0.9")) << optimizer;
        EXPECT_EQ(value_of(one, "beta2"), *Exact::parse("0.999")) << optimizer;
      }
    }
  }
}

Exact number_of(const Problem& problem, const std::string& hyperparameter) {
  return *exact_value(problem.optimizer.find_hyperparameter(hyperparameter)->value);
}

/// The one that is asked for is another than usual, and beta2 is greater than beta1 all the same.
TEST(Generate, MissingDecaysAreInOrder) {
  for (const char* optimizer : {"adam-slides", "amsgrad"}) {
    Request request = requested(optimizer, Level::medium, 9);
    request.kind = Question::Kind::missing_hyperparameter;
    std::set<std::string> asked;
    for (const Generated& one : made(request)) {
      asked.insert(one.problem.question.hyperparameter);
      EXPECT_LT(number_of(one.problem, "beta1"), number_of(one.problem, "beta2")) << to_toml(one.draft, "");
    }
    EXPECT_TRUE(asked.contains("beta1") && asked.contains("beta2"));
  }
}

/// What is pinned to its usual value is not asked for.
TEST(Generate, AsksForNoUsualValueThatIsPinned) {
  Request request = requested("adam-slides", Level::medium, 6);
  request.kind = Question::Kind::missing_hyperparameter;
  for (const char* setting : {"beta1=0.9", "beta2=0.999"}) pin(request.pins, setting, request.optimizers);
  for (const Generated& one : made(request)) {
    EXPECT_EQ(one.problem.question.hyperparameter, "eta");
    EXPECT_EQ(number_of(one.problem, "beta1"), Exact::decimal(9, 1));
    EXPECT_EQ(number_of(one.problem, "beta2"), Exact::decimal(999, 3));
  }
}

/// A cell that is v once more is filled in, in every step.
TEST(Generate, FillsInTheMaximumOfAFadedAmsgrad) {
  for (const Level level : {Level::medium, Level::hard}) {
    Request request = requested("amsgrad", level, 2);
    request.kind = Question::Kind::faded;
    EXPECT_EQ(made(request).size(), 2U);
  }
}

/// On given gradients momentum and Nesterov's are one.
TEST(Generate, TellsALookAheadFromMomentum) {
  Request request = requested("nesterov", Level::easy, 2);
  request.optimizers = {"nesterov", "momentum", "adam-slides"};
  request.kind = Question::Kind::which;
  EXPECT_EQ(made(request).size(), 2U);
}

/// A sparse gradient of nothing leaves AdaGrad where it was: so many steps are taken that this is little of the whole.
TEST(Generate, TakesAsManySteps) {
  Request request = requested("adagrad-slides", Level::medium, 1);
  request.family = "gradients-sparse";
  EXPECT_EQ(completed(request).steps, 5);
  request.optimizers = {"adam-slides"};
  EXPECT_EQ(completed(request).steps, 2);
}

/// Where a quantity is a copy of another in every step, it is not asked for.
TEST(Generate, DoesNotAskForCopies) {
  Request request = requested("amsgrad", Level::medium, 2);
  request.family = "gradients-steady";
  for (const Generated& one : made(request)) {
    const auto& ask = one.draft.answer.ask;
    EXPECT_EQ(std::count(ask.begin(), ask.end(), "v_hat"), 0);
    EXPECT_EQ(std::count(ask.begin(), ask.end(), "v"), 1);
  }
}

/// Where the parameters alone do not tell every wrong method, more is asked for.
TEST(Generate, AFinalAnswerIsAskedForWithWhatTellsWrongMethods) {
  Request request = requested("adam-slides", Level::medium, 3);
  request.kind = Question::Kind::final;
  request.steps = 2;
  for (const Generated& one : made(request)) {
    EXPECT_GT(one.draft.answer.ask.size(), 1U);
    EXPECT_EQ(one.draft.answer.ask.front(), "theta");
    EXPECT_TRUE(one.certificate.discriminating);
  }
}

TEST(Generate, RefusesWhatNoProblemCanMeet) {
  Request request;
  request.count = 0;
  EXPECT_NE(failure_of(request).find("count is 0"), std::string::npos);
  request = {};
  request.steps = 10'000;
  EXPECT_NE(failure_of(request).find("steps is more than"), std::string::npos);
  request = {};
  request.dimension = 1000;
  EXPECT_NE(failure_of(request).find("dimension is 1000"), std::string::npos);
  request = {};
  request.optimizers = {"adm"};
  EXPECT_NE(failure_of(request).find("did you mean 'adam'"), std::string::npos) << failure_of(request);
}

}  // namespace
}  // namespace stepmark::tests
