#include <gtest/gtest.h>

#include <Eigen/Core>
#include <map>
#include <random>
#include <sstream>

#include "lib/expression/constant.hpp"
#include "lib/expression/parse.hpp"
#include "lib/expression/print.hpp"
#include "lib/objective/data_table.hpp"
#include "lib/objective/objective.hpp"
#include "tests/rooms.hpp"

namespace stepmark::tests {

void PrintTo(const Exact& value, std::ostream* out) { *out << value.to_string(); }

namespace {

const Location here{"p.toml", 3, 5};

std::vector<std::string> gradient_texts(const Objective& objective, std::int64_t t = 1) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < objective.dimension(); ++i) texts.push_back(to_text(objective.gradient(i, t)));
  return texts;
}

std::string loss_text(const Objective& objective, std::int64_t t = 1) { return to_text(objective.loss(t).value()); }

template <class Make>
std::string complaint(Make make) {
  try {
    make();
  } catch (const InputError& error) {
    return error.what();
  }
  return "no complaint";
}

/// The value of an expression with numbers put in for its names.
Exact value_at(const Expression& e, const std::map<std::string, Exact>& point) {
  const Expression put_in = rewrite(e, [&](const Expression& part) -> std::optional<Expression> {
    const auto* found = part.as<Name>();
    return found ? std::optional(literal(point.at(found->symbol))) : std::nullopt;
  });
  return exact_value(put_in).value();
}

using Texts = std::vector<std::string>;

// ----------------------------------------------------------------------------------------------------------- functions

TEST(FunctionObjective, DerivesItsGradient) {
  const auto beale = function_objective(
      parse_expression("(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2"), {"x", "y"}, here);
  EXPECT_EQ(beale->kind(), Objective::Kind::function);
  EXPECT_EQ(loss_text(*beale), "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2");
  EXPECT_EQ(value_at(beale->gradient(0, 1), {{"x", 1}, {"y", Exact::decimal(15, 1)}}).to_string(), "34.5");
  EXPECT_EQ(value_at(beale->gradient(1, 1), {{"x", 1}, {"y", Exact::decimal(15, 1)}}).to_string(), "92.5");
  EXPECT_EQ(to_text(*beale->gradient_formula(1)), to_text(beale->gradient(1, 7)));
  EXPECT_FALSE(beale->depends_on_step());
  EXPECT_FALSE(beale->last_step());
}

/// On a cubic the quotient of third differences is exact, whatever the step.
TEST(FunctionObjective, AgreesWithDifferences) {
  const auto objective = function_objective(parse_expression("x^3 - 2*x*y^2 + (x + 3*y)^2 - y/4"), {"x", "y"}, here);
  const Expression loss = objective->loss(1).value();
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    std::map<std::string, Exact> point = {{"x", Exact::decimal(static_cast<int>(random() % 200) - 100, 1)},
                                          {"y", Exact::decimal(static_cast<int>(random() % 200) - 100, 1)}};
    for (std::size_t i = 0; i < 2; ++i) {
      const std::string& parameter = objective->parameters()[i];
      const auto moved = [&](int by) {
        auto near = point;
        near[parameter] = near[parameter] + by;
        return value_at(loss, near);
      };
      const Exact difference = (8 * (moved(1) - moved(-1)) - (moved(2) - moved(-2))) / 12;
      EXPECT_EQ(value_at(objective->gradient(i, 1), point), difference);
    }
  }
}

TEST(FunctionObjective, RefusesOtherNames) {
  const auto make = [](const char* text) {
    return complaint([&] { function_objective(parse_expression(text), {"weight", "bias"}, here); });
  };
  EXPECT_EQ(make("weigth^2"), "p.toml:3:5: the objective has no parameter 'weigth'; did you mean 'weight'?");
  EXPECT_EQ(make("weight*t"), "p.toml:3:5: the objective has no parameter 't'; expected one of weight, bias");
  EXPECT_EQ(make("weight[t]"),
            "p.toml:3:5: the objective refers to 'weight' with a subscript; expected names without subscript");
  EXPECT_EQ(make("norm(weight)"),
            "p.toml:3:5: norm has no place in an objective; expected an expression of weight, bias");
  EXPECT_EQ(make("sum(s=1..3, weight)"),
            "p.toml:3:5: a sum over steps has no place in an objective; expected an expression of weight, bias");
  EXPECT_EQ(make("sin(pi*weight) + bias"), "no complaint");
}

// ----------------------------------------------------------------------------------------------------- given gradients

TEST(GradientObjective, IsWhatWasWritten) {
  const auto objective =
      gradient_objective({parse_expression("2.0*x"), parse_expression("y*20 + 0")}, {"x", "y"}, here);
  EXPECT_EQ(objective->kind(), Objective::Kind::gradient);
  EXPECT_EQ(gradient_texts(*objective), (Texts{"2.0*x", "y*20 + 0"}));
  EXPECT_EQ(to_text(*objective->gradient_formula(0)), "2.0*x");
  EXPECT_FALSE(objective->loss(1));
  EXPECT_FALSE(objective->loss_formula());
  EXPECT_EQ(complaint([] {
              gradient_objective({parse_expression("2*x")}, {"x", "y"}, here);
            }),
            "p.toml:3:5: gradient has 1 entry; expected 2, one for each of x, y");
}

TEST(GradientsObjective, HasOneForEachStep) {
  const std::vector<std::vector<Expression>> steps = {{parse_expression("4")}, {parse_expression("-2*t")}};
  const auto objective = gradients_objective(steps, {"1"}, here);
  EXPECT_EQ(objective->kind(), Objective::Kind::gradients);
  EXPECT_EQ(gradient_texts(*objective, 1), Texts{"4"});
  EXPECT_EQ(gradient_texts(*objective, 2), Texts{"-2*t"});
  EXPECT_EQ(objective->last_step(), 2);
  EXPECT_TRUE(objective->depends_on_step());
  EXPECT_FALSE(objective->gradient_formula(0));
  const auto later = gradients_objective(steps, {"1"}, here, 4);
  EXPECT_EQ(gradient_texts(*later, 5), Texts{"-2*t"});
  EXPECT_EQ(later->last_step(), 5);
  EXPECT_NE(complaint([&] { gradients_objective(steps, {"x", "y"}, here); }), "no complaint");
  EXPECT_NE(complaint([&] { gradients_objective({}, {"x"}, here); }), "no complaint");
}

// ----------------------------------------------------------------------------------------------------------- quadratic

using Rows = std::vector<std::vector<Exact>>;

TEST(QuadraticObjective, IsWrittenAsAPersonDoes) {
  const auto bowl = quadratic_objective({{2, 0}, {0, 10}}, {0, 0}, {"x", "y"}, here);
  EXPECT_EQ(bowl->kind(), Objective::Kind::quadratic);
  EXPECT_EQ(loss_text(*bowl), "x^2 + 5*y^2");
  EXPECT_EQ(gradient_texts(*bowl), (Texts{"2*x", "10*y"}));

  const auto full = quadratic_objective({{1, -3}, {-3, -2}}, {-4, Exact::decimal(5, 1)}, {"x", "y"}, here);
  EXPECT_EQ(loss_text(*full), "0.5*x^2 - 3*x*y - y^2 + 4*x - 0.5*y");
  EXPECT_EQ(gradient_texts(*full), (Texts{"x - 3*y + 4", "-3*x - 2*y - 0.5"}));

  const auto thirds = quadratic_objective({{Exact(2) / 3}}, {Exact(-1) / 7}, {"x"}, here);
  EXPECT_EQ(loss_text(*thirds), "1/3*x^2 + 1/7*x");
  EXPECT_EQ(gradient_texts(*thirds), Texts{"2/3*x + 1/7"});

  const auto flat = quadratic_objective({{0}}, {0}, {"x"}, here);
  EXPECT_EQ(loss_text(*flat), "0");
  EXPECT_EQ(gradient_texts(*flat), Texts{"0"});
}

TEST(QuadraticObjective, AgreesWithMatrices) {
  std::mt19937 random(17);
  for (int round = 0; round < 200; ++round) {
    const auto n = static_cast<Eigen::Index>(1 + random() % 4);
    const auto draw = [&] { return static_cast<double>(static_cast<int>(random() % 9) - 4); };
    Eigen::MatrixXd a = Eigen::MatrixXd::NullaryExpr(n, n, draw);
    a = (a + a.transpose()).eval();
    const Eigen::VectorXd b = Eigen::VectorXd::NullaryExpr(n, draw), x = Eigen::VectorXd::NullaryExpr(n, draw);
    Rows rows(static_cast<std::size_t>(n));
    std::vector<Exact> column;
    std::vector<std::string> names;
    std::map<std::string, Exact> point;
    for (Eigen::Index i = 0; i < n; ++i) {
      for (const double entry : a.row(i)) rows[static_cast<std::size_t>(i)].push_back(Exact::from_double(entry));
      column.push_back(Exact::from_double(b(i)));
      names.push_back("x" + std::to_string(i));
      point[names.back()] = Exact::from_double(x(i));
    }
    const auto objective = quadratic_objective(rows, column, names, here);
    const double loss = 0.5 * x.dot(a * x) - b.dot(x);
    EXPECT_EQ(value_at(objective->loss(1).value(), point), Exact::from_double(loss));
    const Eigen::VectorXd gradient = a * x - b;
    for (Eigen::Index i = 0; i < n; ++i) {
      EXPECT_EQ(value_at(objective->gradient(static_cast<std::size_t>(i), 1), point), Exact::from_double(gradient(i)));
    }
  }
}

TEST(QuadraticObjective, RefusesWhatIsNoSymmetricMatrix) {
  const auto make = [](const Rows& a, const std::vector<Exact>& b) {
    return complaint([&] { quadratic_objective(a, b, {"x", "y"}, here); });
  };
  EXPECT_EQ(make({{1, 2}, {3, 1}}, {0, 0}),
            "p.toml:3:5: A is not symmetric: A[1][2] is '2' and A[2][1] is '3'; expected equal entries");
  EXPECT_EQ(make({{1, 2}}, {0, 0}), "p.toml:3:5: A has 1 entry; expected 2, one for each of x, y");
  EXPECT_EQ(make({{1, 2}, {2}}, {0, 0}), "p.toml:3:5: row 2 of A has 1 entry; expected 2, one for each of x, y");
  EXPECT_EQ(make({{1, 2}, {2, 1}}, {0, 0, 0}), "p.toml:3:5: b has 3 entries; expected 2, one for each of x, y");
  EXPECT_EQ(make({{1, Exact::decimal(20, 1)}, {2, 1}}, {0, 0}), "no complaint");
}

// ---------------------------------------------------------------------------------------------------------------- data

DataTable points() { return {{"x", "y"}, {{1, 2}, {2, 3}, {-3, Exact::decimal(5, 1)}}}; }

ObjectivePtr line_fit(std::size_t batch, Reduce reduce = Reduce::mean) {
  return data_objective(parse_expression("(w*x + b - y)^2/2"), points(), batch, reduce, {"w", "b"}, here);
}

TEST(DataObjective, PutsTheRowsIn) {
  const auto mean = line_fit(2);
  EXPECT_EQ(mean->kind(), Objective::Kind::data);
  EXPECT_EQ(loss_text(*mean), "((w*1 + b - 2)^2/2 + (w*2 + b - 3)^2/2)/2");
  EXPECT_EQ(loss_text(*mean, 2), "(w*(-3) + b - 0.5)^2/2");
  EXPECT_EQ(to_text(*mean->loss_formula()), "(w*x + b - y)^2/2");
  EXPECT_EQ(loss_text(*line_fit(2, Reduce::sum)), "(w*1 + b - 2)^2/2 + (w*2 + b - 3)^2/2");
  EXPECT_EQ(loss_text(*line_fit(1, Reduce::sum), 2), "(w*2 + b - 3)^2/2");
}

/// d/dw is (w x + b - y) x and d/db is w x + b - y, row by row.
TEST(DataObjective, HasTheGradientOfItsBatch) {
  const std::map<std::string, Exact> point = {{"w", Exact::decimal(15, 1)}, {"b", -2}};
  for (std::size_t size = 1; size <= 3; ++size) {
    for (const Reduce reduce : {Reduce::mean, Reduce::sum}) {
      const auto objective = line_fit(size, reduce);
      for (std::int64_t t = 1; t <= 7; ++t) {
        Exact dw, db;
        for (const std::size_t row : objective->batch(t)) {
          const std::vector<Exact> numbers = points().rows[row];
          const Exact residual = point.at("w") * numbers[0] + point.at("b") - numbers[1];
          dw = dw + residual * numbers[0];
          db = db + residual;
        }
        const Exact count = reduce == Reduce::mean ? static_cast<std::int64_t>(objective->batch(t).size()) : 1;
        EXPECT_EQ(value_at(objective->gradient(0, t), point), dw / count);
        EXPECT_EQ(value_at(objective->gradient(1, t), point), db / count);
      }
    }
  }
}

TEST(DataObjective, TakesTheRowsInOrderAndBeginsAgain) {
  using Batch = std::vector<std::size_t>;
  const auto objective = line_fit(2);
  EXPECT_EQ(objective->batch(1), (Batch{0, 1}));
  EXPECT_EQ(objective->batch(2), (Batch{2}));
  EXPECT_EQ(objective->batch(3), (Batch{0, 1}));
  EXPECT_EQ(objective->batch(100'000'000'000), (Batch{2}));
  EXPECT_TRUE(objective->depends_on_step());
  EXPECT_EQ(line_fit(3)->batch(5), (Batch{0, 1, 2}));
  EXPECT_FALSE(line_fit(3)->depends_on_step());
}

TEST(DataObjective, RefusesClashesAndWrongBatches) {
  const auto make = [](const char* loss, std::vector<std::string> parameters, std::size_t batch = 1) {
    return complaint([&] { data_objective(parse_expression(loss), points(), batch, Reduce::mean, parameters, here); });
  };
  EXPECT_EQ(make("x", {"x"}),
            "p.toml:3:5: the name 'x' is a column of the data and a parameter; expected different names");
  EXPECT_EQ(make("w*z", {"w"}), "p.toml:3:5: the objective has no parameter 'z'; expected one of w, x, y");
  EXPECT_EQ(make("w", {"w"}, 0), "p.toml:3:5: a batch of 0 rows; expected 1 to 3, the rows of the data");
  EXPECT_EQ(make("w", {"w"}, 4), "p.toml:3:5: a batch of 4 rows; expected 1 to 3, the rows of the data");
  EXPECT_NE(complaint([] {
              data_objective(parse_expression("w"), {{"t"}, {{1}}}, 1, Reduce::mean, {"w"}, here);
            }),
            "no complaint");
}

TEST(DataObjective, BoundsTheFormula) {
  DataTable large{{"x"}, std::vector<std::vector<Exact>>(60'000, {1})};
  const auto make = [&](std::size_t batch) {
    return complaint(
        [&] { data_objective(parse_expression("(w - x)^2"), large, batch, Reduce::mean, {"w"}, here)->loss(1); });
  };
  EXPECT_EQ(make(60'000).substr(0, 66), "p.toml:3:5: a batch of 60000 rows makes too long a formula; expect");
  EXPECT_EQ(make(20'000), "no complaint");
}

// ------------------------------------------------------------------------------------------------------------ CSV data

DataTable read(const std::string& text) {
  std::istringstream in(text);
  return read_data_table(in, "a.csv");
}

TEST(DataTableReader, ReadsExactNumbers) {
  const DataTable table = read("x; y\n0,05;1e-400\n 1/3 ;-123456789012345678901234567890.5\n\u22122;sqrt(4)\n");
  EXPECT_EQ(table.columns, (Texts{"x", "y"}));
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.rows[0][0], Exact(1) / 20);
  EXPECT_EQ(table.rows[0][1].to_string(), "1e-400");
  EXPECT_EQ(table.rows[1][0], Exact(1) / 3);
  EXPECT_EQ(table.rows[1][1] * 2, Exact::parse("-246913578024691357802469135781").value());
  EXPECT_EQ(table.rows[2][0], Exact(-2));
  EXPECT_EQ(table.rows[2][1], Exact(2));
}

TEST(DataTableReader, ComplainsWithThePlace) {
  const auto said = [](const std::string& text) { return complaint([&] { read(text); }); };
  EXPECT_EQ(said("x,y\n1,2\n1,\n"), "a.csv:3:3: the cell is empty; expected a number");
  EXPECT_EQ(said("x,y\n1,2,3\n"), "a.csv:2:1: the row has 3 cells; expected 2 as in the header");
  EXPECT_EQ(said("x,2y\n1,2\n"),
            "a.csv:1:3: the column '2y' has no proper name; expected a letter, then letters, digits and underscores");
  EXPECT_EQ(said("x,x\n1,2\n"), "a.csv:1:3: the column 'x' stands twice; expected different names");
  EXPECT_EQ(said("x,y\n"), "a.csv: has no rows; expected rows of numbers below the header");
  EXPECT_EQ(said("x\nsqrt(2)\n"), "a.csv:2:1: 'sqrt(2)' is not an exact number; expected a decimal or a fraction");
  EXPECT_EQ(said("x\n1/0\n"), "a.csv:2:1: division by zero; expected a divisor that is not 0");
  EXPECT_EQ(said("x\nnan\n").substr(0, 10), "a.csv:2:1:");
  EXPECT_EQ(said("x\n\"1,234\"\n").substr(0, 10), "a.csv:2:1:");
  EXPECT_EQ(said("x\n9^9^9^9\n").substr(0, 10), "a.csv:2:1:");
}

}  // namespace
}  // namespace stepmark::tests
