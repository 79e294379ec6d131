// A loss over the rows of a table, a mini-batch a step.
#include <algorithm>

#include "lib/expression/parse.hpp"
#include "lib/objective/check.hpp"
#include "lib/objective/objective.hpp"

namespace stepmark::objective {

namespace {

class DataObjective : public Objective {
 public:
  DataObjective(Expression loss, std::vector<Expression> gradient, DataTable table, std::size_t batch, Reduce reduce,
                std::vector<std::string> parameters)
      : Objective(std::move(parameters)),
        loss_(std::move(loss)),
        gradient_(std::move(gradient)),
        table_(std::move(table)),
        batch_(batch),
        reduce_(reduce) {}

  Kind kind() const override { return Kind::data; }
  std::optional<Expression> loss(std::int64_t t) const override { return reduced(loss_, t); }
  Expression gradient(std::size_t i, std::int64_t t) const override { return reduced(gradient_.at(i), t); }
  std::optional<Expression> loss_formula() const override { return loss_; }
  std::optional<Expression> gradient_formula(std::size_t i) const override { return gradient_.at(i); }
  bool depends_on_step() const override { return batch_ < table_.rows.size(); }
  const DataTable* table() const override { return &table_; }
  ObjectivePtr on_whole_table() const override {
    auto other = std::make_shared<DataObjective>(*this);
    other->batch_ = table_.rows.size();
    return other;
  }
  ObjectivePtr reduced_otherwise() const override {
    auto other = std::make_shared<DataObjective>(*this);
    other->reduce_ = reduce_ == Reduce::sum ? Reduce::mean : Reduce::sum;
    return other;
  }

  std::vector<std::size_t> batch(std::int64_t t) const override {
    STEPMARK_ASSERT(t >= 1);
    const std::size_t batches = (table_.rows.size() + batch_ - 1) / batch_;
    const auto first = static_cast<std::size_t>(static_cast<std::uint64_t>(t - 1) % batches) * batch_;
    std::vector<std::size_t> rows;
    for (std::size_t row = first; row < std::min(first + batch_, table_.rows.size()); ++row) rows.push_back(row);
    return rows;
  }

 private:
  /// The formula with the numbers of one row put in for the columns' names.
  Expression put_in(const Expression& formula, std::size_t row) const {
    return rewrite(formula, [&](const Expression& part) -> std::optional<Expression> {
      const auto* column = part.as<Name>();
      if (!column) return std::nullopt;
      const auto found = std::find(table_.columns.begin(), table_.columns.end(), column->symbol);
      if (found == table_.columns.end()) return std::nullopt;
      return literal(table_.rows[row][static_cast<std::size_t>(found - table_.columns.begin())]);
    });
  }

  Expression reduced(const Expression& formula, std::int64_t t) const {
    std::vector<Sum::Term> terms;
    for (const std::size_t row : batch(t)) terms.push_back({false, put_in(formula, row)});
    const auto count = static_cast<std::int64_t>(terms.size());
    if (count == 1) return terms.front().value;
    const Expression total = sum(std::move(terms));
    return reduce_ == Reduce::sum ? total : quotient(total, literal(count));
  }

  Expression loss_;
  std::vector<Expression> gradient_;
  DataTable table_;
  std::size_t batch_;
  Reduce reduce_;
};

void check_columns(const DataTable& table, const std::vector<std::string>& parameters, const Location& where) {
  const std::vector<std::string>& functions = function_names();
  for (const std::string& column : table.columns) {
    if (std::find(parameters.begin(), parameters.end(), column) != parameters.end()) {
      throw InputError(where, "the name " + in_quotes(column) + " is a column of the data and a parameter",
                       "expected different names");
    }
    if (column == "t" || column == "pi" || std::find(functions.begin(), functions.end(), column) != functions.end()) {
      throw InputError(where, "the column " + in_quotes(column) + " has a name that means something else",
                       "expected a name that is no function, and neither t nor pi");
    }
  }
}

/// A batch's formula is written out, and so has to fit into one expression.
void check_size(const Expression& formula, std::size_t batch, const Location& where) {
  if (formula.depth() + 2 > Expression::max_depth) {
    throw InputError(where, "the loss is nested too deeply to be summed over data", "expected fewer brackets");
  }
  const std::size_t most = (Expression::max_nodes - 16) / formula.nodes();
  if (batch <= most) return;
  throw InputError(where, "a batch of " + std::to_string(batch) + " rows makes too long a formula",
                   "expected at most " + std::to_string(most) + " rows a batch");
}

}  // namespace

ObjectivePtr data_objective(Expression loss, DataTable table, std::size_t batch, Reduce reduce,
                            std::vector<std::string> parameters, const Location& where) {
  check_columns(table, parameters, where);
  std::vector<std::string> names = parameters;
  names.insert(names.end(), table.columns.begin(), table.columns.end());
  check_objective_expression(loss, names, where);
  if (batch == 0 || batch > table.rows.size()) {
    throw InputError(where, "a batch of " + std::to_string(batch) + " rows",
                     "expected 1 to " + std::to_string(table.rows.size()) + ", the rows of the data");
  }
  check_size(loss, batch, where);
  std::vector<Expression> gradient;
  for (const std::string& parameter : parameters) gradient.push_back(derivative_at(loss, parameter, where));
  for (const Expression& component : gradient) check_size(component, batch, where);
  return std::make_shared<DataObjective>(std::move(loss), std::move(gradient), std::move(table), batch, reduce,
                                         std::move(parameters));
}

}  // namespace stepmark::objective
