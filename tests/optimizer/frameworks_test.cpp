#include "lib/optimizer/frameworks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "lib/base/error.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {
namespace {

const char* const own = R"own(optimizer mine "Mine"
framework pytorch "my.Optimizer(lr=eta)" "since 2026"
framework keras "my.Other(learning_rate=eta)"
hyper     eta = 0.1
start     theta[0] given

g[t]     = grad(theta[t-1])
theta[t] = theta[t-1] - eta*g[t]
)own";

TEST(Frameworks, ADefinitionSaysWhatProgramsCall) {
  const Definition mine = read_definitions(own, "own.optimizer").front();
  ASSERT_EQ(mine.calls.size(), 2U);
  EXPECT_EQ(mine.calls[0].framework, "pytorch");
  EXPECT_EQ(mine.calls[0].call, "my.Optimizer(lr=eta)");
  EXPECT_EQ(mine.calls[0].remark, "since 2026");
  EXPECT_EQ(mine.calls[1].remark, "");
  EXPECT_EQ(to_text(mine), own);
}

TEST(Frameworks, RefuseWhatIsNoCall) {
  const auto refused = [](const std::string& line) {
    std::string text = own;
    text.insert(text.find("framework keras"), line + '\n');
    try {
      read_definitions(text, "own.optimizer");
      return std::string("accepted");
    } catch (const InputError& error) {
      return std::string(error.what());
    }
  };
  EXPECT_EQ(refused("framework keras"), "own.optimizer:3:16: unexpected ''; expected a text between double quotes");
  EXPECT_EQ(refused("framework \"a\""),
            "own.optimizer:3:11: '' is no name of an optimizer; expected letters, digits and hyphens");
  EXPECT_EQ(refused("framework keras a"), "own.optimizer:3:17: unexpected 'a'; expected a text between double quotes");
  EXPECT_EQ(refused("framework keras \"a\" b"),
            "own.optimizer:3:21: unexpected 'b'; expected a text between double quotes");
  EXPECT_EQ(refused("framework keras \"a"),
            "own.optimizer:3:17: unexpected '\"a'; expected a text between double quotes");
  EXPECT_EQ(refused("framework keras \"a\" \"b\""), "accepted");
}

/// Every name right of = in a call is a hyperparameter of its entry, a number or a constant of Python, and every
/// hyperparameter without which the call would mean something else is there.
TEST(Frameworks, CallsNameTheHyperparametersOfTheirEntries) {
  const std::set<std::string> constants = {"True", "False"};
  for (const Framework& framework : frameworks()) {
    EXPECT_GT(framework.calls.size(), 6U) << framework.name;
    EXPECT_GT(framework.missing.size(), 3U) << framework.name;
    for (const Framework::Call& one : framework.calls) {
      SCOPED_TRACE(framework.name + ": " + one.call);
      const Definition& entry = catalogue_definition(one.optimizer);
      std::set<std::string> named;
      static const std::regex value("[=(,] ?([A-Za-z_][A-Za-z_0-9]*)(?=[,)])");
      for (std::sregex_iterator found(one.call.begin(), one.call.end(), value), end; found != end; ++found) {
        named.insert((*found)[1]);
        const bool known = entry.find_hyperparameter((*found)[1].str()) || constants.count((*found)[1]);
        EXPECT_TRUE(known) << (*found)[1];
      }
      for (const Hyperparameter& hyper : entry.hyperparameters) {
        const bool free = names_in(hyper.value).empty() && one.remark.find(hyper.name + " = ") == std::string::npos;
        EXPECT_EQ(named.count(hyper.name) != 0, free) << hyper.name;
      }
    }
  }
}

TEST(Frameworks, ASourceSaysTheVersionOfItsFramework) {
  static const std::regex named("PyTorch|TensorFlow|Keras|optax(?!\\.)"),
      versioned("(PyTorch|TensorFlow|Keras|optax) [0-9]");
  const auto times = [](const std::string& text, const std::regex& pattern) {
    return std::distance(std::sregex_iterator(text.begin(), text.end(), pattern), {});
  };
  for (const std::string& name : catalogue_names()) {
    const std::string source = catalogue_definition(name).source;
    EXPECT_EQ(times(source, named), times(source, versioned)) << name << ": " << source;
    static const std::regex of_framework(".*-(pytorch|tensorflow|optax)(-.*)?");
    EXPECT_TRUE(times(source, versioned) > 0 || !std::regex_match(name, of_framework)) << name << ": " << source;
  }
}

TEST(Frameworks, EveryFrameworkThatAnEntryNamesIsListed) {
  std::set<std::string> listed;
  for (const Framework& framework : frameworks()) listed.insert(framework.name);
  for (const std::string& name : catalogue_names()) {
    for (const FrameworkCall& one : catalogue_definition(name).calls) EXPECT_TRUE(listed.count(one.framework)) << name;
  }
  EXPECT_EQ(listed, (std::set<std::string>{"keras", "optax", "pytorch", "tensorflow"}));
  EXPECT_EQ(find_framework("optax").title, "optax 0.2");
  try {
    find_framework("pytorhc");
    ADD_FAILURE();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "unknown framework 'pytorhc'; did you mean 'pytorch'?");
  }
}

}  // namespace
}  // namespace stepmark::tests
