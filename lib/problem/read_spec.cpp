#include <algorithm>

#include "lib/base/file.hpp"
#include "lib/problem/placed.hpp"
#include "lib/problem/sections.hpp"

namespace stepmark::problem {

namespace {

constexpr std::size_t max_bytes = std::size_t{16} << 20;

Located<RoundingRule> ties_of(const TomlValue& value) {
  const Located<std::string> text = string_of(value, "ties");
  return {placed(text.where, [&] { return parse_rule(text.value); }), text.where};
}

Located<Working::Each> each_of(const TomlValue& value) {
  const bool operation = choice_of(value, "each", {"line", "operation"}) == 1;
  return {operation ? Working::Each::operation : Working::Each::line, value.where()};
}

Location key_place(const TomlValue& table, const TomlEntry& entry) { return {*table.file, entry.line, entry.column}; }

}  // namespace

Located<DecimalFormat> format_of(const TomlValue& value, const std::string& key) {
  const Located<std::string> text = string_of(value, key);
  return {placed(text.where, [&] { return parse_format(text.value); }), text.where};
}

std::vector<NamedExpression> read_hyperparameters(const TomlValue& table) {
  if (table.kind != TomlValue::Kind::table) wrong_type(table, "[hyperparameters]", "expected a table");
  std::vector<NamedExpression> values;
  for (const TomlEntry& entry : table.entries) {
    values.push_back({{entry.key, key_place(table, entry)}, source_of(entry.value)});
  }
  return values;
}

StateSpec read_state(const TomlValue& table) {
  if (table.kind != TomlValue::Kind::table) wrong_type(table, "state", "expected a table");
  StateSpec state;
  state.where = table.where();
  for (const TomlEntry& entry : table.entries) {
    if (entry.key == "t") {
      state.t = source_of(entry.value);
      continue;
    }
    state.values.push_back(
        {{entry.key, key_place(table, entry)}, sources_of(entry.value, entry.key, "expected a list of numbers", true)});
  }
  return state;
}

WorkingSpec read_working(const TomlValue& table) {
  const Fields fields(table, "[working]");
  WorkingSpec working;
  if (const TomlValue* round = fields.find("round")) working.round = format_of(*round, "round");
  if (const TomlValue* carry = fields.find("carry")) {
    const bool rounded = choice_of(*carry, "carry", {"exact", "rounded"}) == 1;
    working.carry = rounded ? Working::Carry::rounded : Working::Carry::exact;
  }
  if (const TomlValue* ties = fields.find("ties")) working.ties = ties_of(*ties);
  if (const TomlValue* each = fields.find("each")) working.each = each_of(*each);
  return working;
}

MarksSpec read_marks(const TomlValue& table) {
  const Fields fields(table, "[marks]");
  MarksSpec marks;
  if (const TomlValue* method = fields.find("method")) marks.method = source_of(*method);
  if (const TomlValue* accuracy = fields.find("accuracy")) marks.accuracy = source_of(*accuracy);
  if (const TomlValue* share = fields.find("follow_through")) marks.follow_through = source_of(*share);
  const TomlValue* convention = fields.find("convention");
  marks.strict_convention = convention && choice_of(*convention, "convention", {"any", "strict"}) == 1;
  return marks;
}

ProblemSpec read_spec(std::string_view text, const std::string& file) {
  const TomlDocument document = read_toml(text, file);
  const Fields fields(document.root, "the problem");
  ProblemSpec spec;
  spec.file = file;
  spec.where = fields.where();
  if (const TomlValue* title = fields.find("title")) spec.title = string_of(*title, "title");
  const TomlValue& optimizer = fields.need("optimizer");
  spec.optimizer = {string_of(optimizer, "optimizer").value, optimizer.where()};
  if (const TomlValue* table = fields.find("hyperparameters")) spec.hyperparameters = read_hyperparameters(*table);
  if (const TomlValue* table = fields.find("modifiers")) spec.modifiers = read_modifiers(*table);
  if (const TomlValue* steps = fields.find("steps")) spec.steps = source_of(*steps);
  if (const TomlValue* table = fields.find("objective")) read_objective(*table, spec);
  if (const TomlValue* table = fields.find("state")) spec.state = read_state(*table);
  if (const TomlValue* table = fields.find("working")) spec.working = read_working(*table);
  if (const TomlValue* table = fields.find("answer")) spec.answer = read_answer(*table);
  if (const TomlValue* table = fields.find("question")) spec.question = read_question(*table);
  if (const TomlValue* table = fields.find("marks")) spec.marks = read_marks(*table);
  return spec;
}

Problem parse_problem(std::string_view text, const std::string& file, const Resolver& files) {
  return prepare(read_spec(text, file), files);
}

Problem parse_problem(std::string_view text, const std::string& file, const std::string& directory) {
  return parse_problem(text, file, files_from(directory));
}

Problem read_problem(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string directory = slash == std::string::npos ? "" : path.substr(0, std::max<std::size_t>(slash, 1));
  return parse_problem(read_text_argument(path, max_bytes), argument_name(path), directory);
}

}  // namespace stepmark::problem
