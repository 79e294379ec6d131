#include <algorithm>
#include <set>
#include <sstream>

#include "lib/expression/parse.hpp"
#include "lib/objective/check.hpp"
#include "lib/objective/data_table.hpp"
#include "lib/problem/prepare_parts.hpp"

namespace stepmark::problem {

namespace {

using Names = std::vector<std::string>;

constexpr std::size_t max_data_bytes = std::size_t{16} << 20;

bool has_names(const Expression& e) {
  bool found = false;
  for_each(e, [&](const Expression& part) {
    const auto* name = part.as<Name>();
    found = found || (name && name->symbol != "pi" && name->symbol != "t");
  });
  return found;
}

void check_parameter_name(const Located<std::string>& name) {
  const Names& functions = function_names();
  const bool taken = name.value == "t" || name.value == "pi" || name.value == "if" ||
                     std::find(functions.begin(), functions.end(), name.value) != functions.end();
  if (is_identifier(name.value) && !taken) return;
  Field("parameters")
      .fail(name.where, "the component " + in_quotes(name.value) + " has no proper name",
            "expected a letter, then letters, digits and underscores; no function, and neither t nor pi");
}

Names parameters_of(const ProblemSpec& spec) {
  Names names;
  for (const Located<std::string>& name : spec.parameters) {
    check_parameter_name(name);
    names.push_back(name.value);
  }
  if (std::set<std::string>(names.begin(), names.end()).size() < names.size()) {
    Field("parameters").fail({}, "two components have the same name", "expected different names");
  }
  for (std::size_t i = 0; spec.parameters.empty() && i < spec.start.items.size(); ++i) {
    names.push_back(std::to_string(i + 1));
  }
  return names;
}

void check_start(const ExpressionList& start, const Names& parameters) {
  const Field field("start");
  const std::size_t count = start.items.size();
  if (count == 0) field.fail(start.where, "start is empty", "expected one number a component");
  check_length(count, parameters, "start", field.at(start.where));
  if (count <= Problem::max_dimension) return;
  field.fail(start.where, "start has " + std::to_string(count) + " components",
             "expected at most " + std::to_string(Problem::max_dimension));
}

/// Makes the objective of each form.
class ObjectiveMaker {
 public:
  ObjectiveMaker(const ProblemSpec& spec, const Resolver& files, std::int64_t first_step, std::int64_t steps)
      : spec_(spec), files_(files), first_step_(first_step), steps_(steps), parameters_(parameters_of(spec)) {}

  const Names& parameters() const { return parameters_; }

  ObjectivePtr operator()(std::monostate) const {
    const Field field("objective");
    if (spec_.objective.where.line == 0) {
      field.fail(spec_.where, "the problem has no 'objective'", "expected objective = ...");
    }
    field.fail(spec_.objective.where, "[objective] says nothing to minimise",
               "expected one of function, gradient, gradients, A, loss");
  }

  ObjectivePtr operator()(const FunctionSpec& form) const {
    const Field field = named("function");
    check_named(form.function.where, field);
    return function_objective(expression_of(form.function, field), parameters_, text_place(form.function, field));
  }

  ObjectivePtr operator()(const GradientSpec& form) const {
    const Field field = named("gradient");
    std::vector<Expression> gradient = expressions_of(form.gradient, field);
    if (std::any_of(gradient.begin(), gradient.end(), has_names)) check_named(form.gradient.where, field);
    return gradient_objective(std::move(gradient), parameters_, field.at(form.gradient.where));
  }

  /// Each step is checked at its own place.
  ObjectivePtr operator()(const GradientsSpec& form) const {
    const Field field = named("gradients");
    std::vector<std::vector<Expression>> gradients;
    for (const ExpressionList& step : form.gradients.items) {
      gradients.push_back(expressions_of(step, field));
      gradients_objective({gradients.back()}, parameters_, field.at(step.where));
    }
    if (static_cast<std::int64_t>(gradients.size()) < steps_) {
      field.fail(form.gradients.where,
                 "gradients are given for " + std::to_string(gradients.size()) + " of " + std::to_string(steps_) +
                     (steps_ == 1 ? " step" : " steps"),
                 "expected one list a step");
    }
    return gradients_objective(std::move(gradients), parameters_, field.at(form.gradients.where), first_step_);
  }

  ObjectivePtr operator()(const QuadraticSpec& form) const {
    std::vector<std::vector<Exact>> rows;
    for (const ExpressionList& row : form.a.items) rows.push_back(exacts(row, named("A")));
    std::vector<Exact> column = form.b ? exacts(*form.b, named("b")) : std::vector<Exact>(parameters_.size());
    const bool column_at_fault = column.size() != parameters_.size() && rows.size() == parameters_.size();
    const Location where = column_at_fault ? named("b").at(form.b->where) : named("A").at(form.a.where);
    return quadratic_objective(rows, std::move(column), parameters_, where);
  }

  ObjectivePtr operator()(const DataSpec& form) const {
    const Field loss = named("loss");
    check_named(form.loss.where, loss);
    DataTable table = std::visit([&](const auto& data) { return table_of(data); }, form.data);
    const auto rows = static_cast<std::int64_t>(table.rows.size());
    const std::int64_t size = form.batch ? integer_of(*form.batch, named("batch"), 1, rows) : rows;
    return data_objective(expression_of(form.loss, loss), std::move(table), static_cast<std::size_t>(size), form.reduce,
                          parameters_, text_place(form.loss, loss));
  }

 private:
  static Field named(const std::string& key) { return {"objective", key}; }

  /// A formula can name components only if they have names.
  void check_named(const Location& where, const Field& field) const {
    if (!spec_.parameters.empty()) return;
    field.fail(where, field.key + " needs the names of the components, and start is a list",
               "expected start = { x = ..., y = ... }");
  }

  static std::vector<Exact> exacts(const ExpressionList& list, const Field& field) {
    std::vector<Exact> result;
    for (const SourceExpression& item : list.items) result.push_back(exact_of(item, field));
    return result;
  }

  DataTable table_of(const Located<std::string>& path) const {
    return read_named_file(path, named("data"), [&](const std::string& name) {
      const NamedText file = resolved(files_, name, max_data_bytes);
      std::istringstream in(file.text);
      return read_data_table(in, file.name);
    });
  }

  static DataTable table_of(const DataTable& table) {
    placed(named("data").at({}), [&] { check_table(table); });
    return table;
  }

  const ProblemSpec& spec_;
  const Resolver& files_;
  std::int64_t first_step_, steps_;
  Names parameters_;
};

}  // namespace

Minimised prepare_objective(const ProblemSpec& spec, const Resolver& files, std::int64_t first_step,
                            std::int64_t steps) {
  const ObjectiveMaker make(spec, files, first_step, steps);
  if (std::holds_alternative<std::monostate>(spec.objective.value)) make(std::monostate{});
  check_start(spec.start, make.parameters());
  std::vector<Expression> start;
  for (std::size_t i = 0; i < spec.start.items.size(); ++i) {
    const std::string key = spec.parameters.empty() ? "start" : "start." + make.parameters()[i];
    start.push_back(constant_of(spec.start.items[i], Field(key)));
  }
  return {std::visit(make, spec.objective.value), std::move(start)};
}

}  // namespace stepmark::problem
