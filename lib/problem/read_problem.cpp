#include <algorithm>

#include "lib/base/file.hpp"
#include "lib/base/safe.hpp"
#include "lib/optimizer/catalogue.hpp"
#include "lib/problem/problem.hpp"
#include "lib/problem/sections.hpp"

namespace stepmark {

namespace {

constexpr std::size_t max_bytes = std::size_t{16} << 20;

Definition read_base(const TomlValue& value, const std::string& directory) {
  return read_named_file(value, "optimizer", [&] { return find_definition(line_of(value, "optimizer"), directory); });
}

/// The base with the problem's values and modifiers in it.
Definition completed(const Fields& fields, Problem& problem) {
  Definition optimizer = problem.base;
  if (const TomlValue* table = fields.find("hyperparameters")) read_hyperparameters(*table, optimizer);
  check(optimizer);
  const TomlValue* table = fields.find("modifiers");
  if (!table) return optimizer;
  problem.modifiers = read_modifiers(*table, optimizer);
  return placed(table->where(), [&] { return apply(problem.modifiers, optimizer); });
}

void read_run(const Fields& fields, const std::string& directory, Problem& problem) {
  problem.steps = integer_of(fields.need("steps"), "steps", 1, Problem::max_steps);
  const TomlValue* state = fields.find("state");
  const std::int64_t first_step = state ? read_state_time(*state) + 1 : 1;
  auto [objective, start] = read_objective(fields.need("objective"), directory, first_step, problem.steps);
  problem.objective = std::move(objective);
  problem.start = std::move(start);
  if (state) problem.state = read_state(*state, problem.optimizer, problem.dimension());
}

/// A person's two rules on ties; the others are for a calculator.
RoundingRule ties_of(const TomlValue& value) {
  const std::string& text = string_of(value, "ties");
  const RoundingRule rule = placed(value.where(), [&] { return parse_rule(text); });
  if (rule == RoundingRule::half_up || rule == RoundingRule::half_even) return rule;
  throw InputError(value.where(), "ties is " + quoted(text), "expected 'half up' or 'half even'");
}

Working::Each each_of(const TomlValue& value, Objective::Kind kind) {
  if (choice_of(value, "each", {"line", "operation"}) == 0) return Working::Each::line;
  if (kind == Objective::Kind::gradient || kind == Objective::Kind::gradients) return Working::Each::operation;
  throw InputError(value.where(), "each is 'operation', and the gradient is derived",
                   "expected an objective with gradient or gradients, whose operations are seen");
}

Exact share_of(const TomlValue& value, const std::string& key, const Exact& most) {
  const Exact share = exact_of(value, key);
  if (share.sign() >= 0 && share <= most) return share;
  throw InputError(value.where(), key + " is " + quoted(value.text), "expected a number from 0 to " + most.to_string());
}

}  // namespace

Working read_working(const TomlValue& table, Objective::Kind kind) {
  const Fields fields(table, "[working]", {"round", "carry", "ties", "each"});
  Working working;
  if (const TomlValue* round = fields.find("round")) working.round = format_of(*round, "round");
  const bool rounds = working.round.kind != DecimalFormat::Kind::none;
  const TomlValue* carry = fields.find("carry");
  const bool carries_rounded = carry ? choice_of(*carry, "carry", {"exact", "rounded"}) == 1 : rounds;
  working.carry = carries_rounded ? Working::Carry::rounded : Working::Carry::exact;
  if (const TomlValue* ties = fields.find("ties")) working.ties = ties_of(*ties);
  if (const TomlValue* each = fields.find("each")) working.each = each_of(*each, kind);
  return working;
}

Marks read_marks(const TomlValue& table) {
  const Fields fields(table, "[marks]", {"method", "accuracy", "follow_through", "convention"});
  Marks marks;
  if (const TomlValue* method = fields.find("method")) marks.method = share_of(*method, "method", 1000);
  if (const TomlValue* accuracy = fields.find("accuracy")) marks.accuracy = share_of(*accuracy, "accuracy", 1000);
  if (const TomlValue* share = fields.find("follow_through")) {
    marks.follow_through = share_of(*share, "follow_through", 1);
  }
  const TomlValue* convention = fields.find("convention");
  marks.strict_convention = convention && choice_of(*convention, "convention", {"any", "strict"}) == 1;
  return marks;
}

Problem parse_problem(std::string_view text, const std::string& file, const std::string& directory) {
  const TomlDocument document = read_toml(text, file);
  const Fields fields(document.root, "the problem",
                      {"title", "optimizer", "steps", "hyperparameters", "objective", "working", "modifiers", "answer",
                       "question", "marks", "state"});
  Problem problem;
  problem.file = file;
  if (const TomlValue* title = fields.find("title")) problem.title = shown(line_of(*title, "title"));
  problem.base = read_base(fields.need("optimizer"), directory);
  problem.optimizer = completed(fields, problem);
  read_run(fields, directory, problem);
  problem.where = fields.need("objective").where();
  if (const TomlValue* table = fields.find("working")) {
    problem.working = read_working(*table, problem.objective->kind());
  }
  problem.answer = read_answer(fields.find("answer"), problem.optimizer);
  if (const TomlValue* table = fields.find("question")) {
    problem.question = read_question(*table, problem.optimizer, directory, problem.first_step(), problem.last_step());
  }
  if (const TomlValue* table = fields.find("marks")) problem.marks = read_marks(*table);
  return problem;
}

Problem read_problem(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string directory = slash == std::string::npos ? "" : path.substr(0, std::max<std::size_t>(slash, 1));
  return parse_problem(read_text_argument(path, max_bytes), argument_name(path), directory);
}

}  // namespace stepmark
