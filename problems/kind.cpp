#include "problems/kind.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "lib/number/double_decimal.hpp"
#include "problems/kind/kinds.hpp"
#include "solver/arithmetic/binary.hpp"
#include "solver/asked.hpp"
#include "solver/mistake/mistake.hpp"
#include "solver/tape/run.hpp"

namespace stepmark::problems {

namespace {

const KindDraft& draft_of(Question::Kind kind) {
  using Kind = Question::Kind;
  static const std::map<Kind, KindDraft> all = {
      {Kind::table, numbers_draft()},         {Kind::final, final_draft()},
      {Kind::gradients, numbers_draft()},     {Kind::choice, choice_draft()},
      {Kind::faded, faded_draft()},           {Kind::compare, numbers_draft()},
      {Kind::find_error, find_error_draft()}, {Kind::effect, effect_draft()},
      {Kind::which, which_draft()},           {Kind::missing_hyperparameter, missing_draft()},
  };
  return all.at(kind);
}

}  // namespace

void set_kind(Draft& draft, Question::Kind kind, const Definition& definition, const Place& place) {
  draft.question.kind = kind;
  draft_of(kind).set(draft, definition, place);
}

bool finish_kind(Draft& draft, const Problem& problem, const Certificate& certificate, Draw& draw, const Place& place,
                 const Values& pinned) {
  const auto finish = draft_of(draft.question.kind).finish;
  return !finish || finish({draft, problem, certificate, draw, place, pinned});
}

void ask_for_the_end(Draft& draft, const Definition&, const Place&) {
  draft.answer.ask = {"theta"};
  draft.answer.last_step_only = true;
}

void ask_for_what_is_worked(Draft& draft, const Definition& definition, const Place&) {
  if (draft.objective.gradients.empty()) return;
  for (const Equation& equation : definition.equations) {
    const auto* gradient = equation.right.as<Call>();
    if (!gradient || gradient->function != Function::grad) draft.answer.ask.push_back(equation.quantity);
  }
}

KindDraft numbers_draft() { return {ask_for_what_is_worked, nullptr}; }
KindDraft final_draft() { return {ask_for_the_end, nullptr}; }

std::vector<double> answers_in_units(const Problem& problem, const Problem& worked, const DecimalFormat& format) {
  const Tape tape = compile(worked);
  Machine<Binary64Arithmetic> machine(tape, {});
  machine.run();
  std::vector<double> answers;
  for (const std::size_t line : asked_lines(problem, tape)) {
    const double value = machine[tape.lines[line].result];
    if (!std::isfinite(value)) return {};
    const double unit =
        format.kind == DecimalFormat::Kind::places
            ? double_power_of_ten(-format.digits)
            : double_power_of_ten((value == 0 ? 0 : double_decimal_exponent(value)) - format.digits + 1);
    answers.push_back(value / unit);
  }
  return answers;
}

bool differ(const std::vector<double>& a, const std::vector<double>& b) {
  constexpr double units = 2.5;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::fabs(a[i] - b[i]) > units) return true;
  }
  return false;
}

std::vector<std::string> drawn(std::vector<std::string> mistakes) {
  std::erase_if(mistakes, [](const std::string& id) { return !find_mistake(id).drawn; });
  return mistakes;
}

}  // namespace stepmark::problems
