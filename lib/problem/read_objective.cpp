// The table [objective], in one of its five forms.
#include <algorithm>

#include "lib/problem/sections.hpp"

namespace stepmark::problem {

namespace {

using Names = std::vector<std::string>;

/// `start`, in whichever of its two forms.
void read_start(const TomlValue& value, ProblemSpec& spec) {
  if (value.kind != TomlValue::Kind::table) {
    spec.start = sources_of(value, "start", "expected { x = 1, y = 1.5 } or [1, 1.5]");
    return;
  }
  spec.start.where = value.where();
  for (const TomlEntry& entry : value.entries) {
    spec.parameters.push_back({entry.key, {*value.file, entry.line, entry.column}});
    spec.start.items.push_back(source_of(entry.value));
  }
}

ExpressionList expressions(const TomlValue& value, const std::string& key) {
  return sources_of(value, key, "expected a list", true);
}
ExpressionList numbers(const TomlValue& value, const std::string& key) {
  return sources_of(value, key, "expected a list of numbers", true);
}

QuadraticSpec read_quadratic(const Fields& fields) {
  QuadraticSpec quadratic{list_of<ExpressionList>(fields.need("A"), "A", "expected a list of rows", true, numbers), {}};
  if (const TomlValue* b = fields.find("b")) quadratic.b = numbers(*b, "b");
  return quadratic;
}

DataSpec read_data(const Fields& fields) {
  DataSpec data;
  data.loss = source_of(fields.need("loss"));
  data.data = string_of(fields.need("data"), "data");
  if (const TomlValue* batch = fields.find("batch")) data.batch = source_of(*batch);
  const TomlValue* reduce = fields.find("reduce");
  const bool total = reduce && choice_of(*reduce, "reduce", {"mean", "sum"}) == 1;
  data.reduce = total ? Reduce::sum : Reduce::mean;
  return data;
}

decltype(ObjectiveSpec::value) read_form(const std::string& form, const Fields& fields) {
  if (form == "function") return FunctionSpec{source_of(fields.need("function"))};
  if (form == "gradient") return GradientSpec{expressions(fields.need("gradient"), "gradient")};
  if (form == "A") return read_quadratic(fields);
  if (form == "loss") return read_data(fields);
  const TomlValue& steps = fields.need("gradients");
  return GradientsSpec{list_of<ExpressionList>(steps, "gradients", "expected one list a step", false, expressions)};
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

[[noreturn]] void misplaced(const TomlValue& table, const TomlEntry& entry, const std::string& other) {
  throw InputError({*table.file, entry.line, entry.column},
                   in_quotes(entry.key) + " does not go with " + in_quotes(other),
                   "expected one form of the objective: function, gradient, gradients, A and b, or loss and data");
}

/// The one form that the keys are of; null if there is none.
const Form* form_of(const TomlValue& table, const Fields& fields) {
  const Form* found = nullptr;
  for (const Form& form : forms()) {
    const TomlEntry* entry = fields.entry(form.key);
    if (entry && found) misplaced(table, *entry, found->key);
    if (entry) found = &form;
  }
  for (const TomlEntry& entry : table.entries) {
    const bool goes =
        !found || entry.key == "start" || entry.key == found->key ||
        std::find(found->companions.begin(), found->companions.end(), entry.key) != found->companions.end();
    if (!goes) misplaced(table, entry, found->key);
  }
  return found;
}

}  // namespace

void read_objective(const TomlValue& table, ProblemSpec& spec) {
  const Fields fields(table, "[objective]");
  spec.objective.where = table.where();
  const Form* form = form_of(table, fields);
  if (!form) return;
  read_start(fields.need("start"), spec);
  spec.objective.value = read_form(form->key, fields);
}

}  // namespace stepmark::problem
