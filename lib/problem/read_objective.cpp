#include <algorithm>

#include "lib/expression/constant.hpp"
#include "lib/expression/parse.hpp"
#include "lib/objective/data_table.hpp"
#include "lib/problem/sections.hpp"

namespace stepmark {

namespace {

using Names = std::vector<std::string>;

/// `start`, in whichever of its two forms.
struct StartPoint {
  Names parameters;
  std::vector<Expression> values;
  bool named = false;
};

void check_parameter_name(const TomlEntry& entry, const TomlValue& start) {
  const Names& functions = function_names();
  const bool taken = entry.key == "t" || entry.key == "pi" || entry.key == "if" ||
                     std::find(functions.begin(), functions.end(), entry.key) != functions.end();
  if (is_identifier(entry.key) && !taken) return;
  throw InputError({*start.file, entry.line, entry.column},
                   "the component " + quoted(entry.key) + " has no proper name",
                   "expected a letter, then letters, digits and underscores; no function, and neither t nor pi");
}

StartPoint read_start(const TomlValue& value) {
  StartPoint start;
  start.named = value.kind == TomlValue::Kind::table;
  if (start.named) {
    for (const TomlEntry& entry : value.entries) {
      check_parameter_name(entry, value);
      start.parameters.push_back(entry.key);
      start.values.push_back(constant_of(entry.value, "start." + entry.key));
    }
  } else {
    for (const TomlValue* item : items_of(value, "start", "expected { x = 1, y = 1.5 } or [1, 1.5]")) {
      start.parameters.push_back(std::to_string(start.parameters.size() + 1));
      start.values.push_back(constant_of(*item, "start"));
    }
  }
  if (start.values.empty()) throw InputError(value.where(), "start is empty", "expected one number a component");
  if (start.values.size() > Problem::max_dimension) {
    throw InputError(value.where(), "start has " + std::to_string(start.values.size()) + " components",
                     "expected at most " + std::to_string(Problem::max_dimension));
  }
  return start;
}

std::vector<Expression> expressions(const TomlValue& value, const std::string& key) {
  std::vector<Expression> result;
  for (const TomlValue* item : items_of(value, key, "expected a list", true)) {
    result.push_back(expression_of(*item, key));
  }
  return result;
}

std::vector<Exact> exacts(const TomlValue& value, const std::string& key) {
  std::vector<Exact> result;
  for (const TomlValue* item : items_of(value, key, "expected a list of numbers", true)) {
    result.push_back(exact_of(*item, key));
  }
  return result;
}

/// A formula can name components only if they have names.
void check_named(const StartPoint& start, const TomlValue& formula, const std::string& key) {
  if (start.named) return;
  throw InputError(formula.where(), key + " needs the names of the components, and start is a list",
                   "expected start = { x = ..., y = ... }");
}

bool has_names(const Expression& e) {
  bool found = false;
  for_each(e, [&](const Expression& part) {
    const auto* name = part.as<Name>();
    found = found || (name && name->symbol != "pi" && name->symbol != "t");
  });
  return found;
}

ObjectivePtr read_function(const Fields& fields, const StartPoint& start) {
  const TomlValue& value = fields.need("function");
  check_named(start, value, "function");
  return function_objective(expression_of(value, "function"), start.parameters, value.text_where());
}

ObjectivePtr read_gradient(const Fields& fields, const StartPoint& start) {
  const TomlValue& value = fields.need("gradient");
  std::vector<Expression> gradient = expressions(value, "gradient");
  const bool named = std::any_of(gradient.begin(), gradient.end(), has_names);
  if (named) check_named(start, value, "gradient");
  return gradient_objective(std::move(gradient), start.parameters, value.where());
}

/// Each step is checked at its own place.
ObjectivePtr read_gradients(const Fields& fields, const StartPoint& start, std::int64_t first_step,
                            std::int64_t steps) {
  const TomlValue& value = fields.need("gradients");
  std::vector<std::vector<Expression>> gradients;
  for (const TomlValue* item : items_of(value, "gradients", "expected one list a step")) {
    gradients.push_back(expressions(*item, "gradients"));
    gradients_objective({gradients.back()}, start.parameters, item->where());
  }
  if (static_cast<std::int64_t>(gradients.size()) < steps) {
    throw InputError(value.where(),
                     "gradients are given for " + std::to_string(gradients.size()) + " of " + std::to_string(steps) +
                         (steps == 1 ? " step" : " steps"),
                     "expected one list a step");
  }
  return gradients_objective(std::move(gradients), start.parameters, value.where(), first_step);
}

ObjectivePtr read_quadratic(const Fields& fields, const StartPoint& start) {
  const TomlValue& value = fields.need("A");
  std::vector<std::vector<Exact>> rows;
  for (const TomlValue* row : items_of(value, "A", "expected a list of rows", true)) rows.push_back(exacts(*row, "A"));
  const TomlValue* b = fields.find("b");
  std::vector<Exact> column = b ? exacts(*b, "b") : std::vector<Exact>(start.values.size());
  const bool column_at_fault = b && column.size() != start.values.size() && rows.size() == start.values.size();
  return quadratic_objective(rows, std::move(column), start.parameters, column_at_fault ? b->where() : value.where());
}

std::string joined(const std::string& directory, const std::string& path) {
  return directory.empty() || path.starts_with('/') ? path : directory + '/' + path;
}

ObjectivePtr read_data(const Fields& fields, const StartPoint& start, const std::string& directory) {
  const TomlValue& loss = fields.need("loss");
  check_named(start, loss, "loss");
  const TomlValue& data = fields.need("data");
  DataTable table =
      read_named_file(data, "data", [&] { return read_data_table(joined(directory, line_of(data, "data"))); });
  const auto rows = static_cast<std::int64_t>(table.rows.size());
  const TomlValue* batch = fields.find("batch");
  const std::int64_t size = batch ? integer_of(*batch, "batch", 1, rows) : rows;
  const TomlValue* reduce = fields.find("reduce");
  const bool total = reduce && choice_of(*reduce, "reduce", {"mean", "sum"}) == 1;
  return data_objective(expression_of(loss, "loss"), std::move(table), static_cast<std::size_t>(size),
                        total ? Reduce::sum : Reduce::mean, start.parameters, loss.text_where());
}

struct Form {
  std::string key;  ///< the key that tells this form from the others
  Names companions;
};

const std::vector<Form>& forms() {
  static const std::vector<Form> all = {
      {"function", {}}, {"gradient", {}}, {"gradients", {}}, {"A", {"b"}}, {"loss", {"data", "batch", "reduce"}}};
  return all;
}

Names all_keys() {
  Names keys = {"start"};
  for (const Form& form : forms()) {
    keys.push_back(form.key);
    keys.insert(keys.end(), form.companions.begin(), form.companions.end());
  }
  return keys;
}

[[noreturn]] void misplaced(const TomlValue& table, const TomlEntry& entry, const std::string& other) {
  throw InputError({*table.file, entry.line, entry.column}, quoted(entry.key) + " does not go with " + quoted(other),
                   "expected one form of the objective: function, gradient, gradients, A and b, or loss and data");
}

/// The one form that the keys are of.
const Form& form_of(const TomlValue& table, const Fields& fields) {
  const Form* found = nullptr;
  for (const Form& form : forms()) {
    const TomlEntry* entry = fields.entry(form.key);
    if (entry && found) misplaced(table, *entry, found->key);
    if (entry) found = &form;
  }
  if (!found) {
    throw InputError(fields.where(), "[objective] says nothing to minimise",
                     "expected one of function, gradient, gradients, A, loss");
  }
  for (const TomlEntry& entry : table.entries) {
    const bool goes =
        entry.key == "start" || entry.key == found->key ||
        std::find(found->companions.begin(), found->companions.end(), entry.key) != found->companions.end();
    if (!goes) misplaced(table, entry, found->key);
  }
  return *found;
}

}  // namespace

ReadObjective read_objective(const TomlValue& table, const std::string& directory, std::int64_t first_step,
                             std::int64_t steps) {
  const Fields fields(table, "[objective]", all_keys());
  const std::string& form = form_of(table, fields).key;
  StartPoint start = read_start(fields.need("start"));
  ObjectivePtr objective = form == "function"    ? read_function(fields, start)
                           : form == "gradient"  ? read_gradient(fields, start)
                           : form == "gradients" ? read_gradients(fields, start, first_step, steps)
                           : form == "A"         ? read_quadratic(fields, start)
                                                 : read_data(fields, start, directory);
  return {std::move(objective), std::move(start.values)};
}

}  // namespace stepmark
