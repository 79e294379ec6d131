#include "problems/kind/evidence.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <set>

#include "lib/expression/constant.hpp"
#include "lib/problem/entries.hpp"
#include "problems/rivals.hpp"
#include "problems/said.hpp"
#include "solver/asked.hpp"
#include "solver/honest_paths.hpp"
#include "solver/length.hpp"
#include "solver/questions/part.hpp"
#include "solver/questions/paths.hpp"
#include "solver/questions/recovery.hpp"
#include "solver/questions/tables.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark::problems {

namespace {

constexpr std::int64_t largest_shown = 10'000;

/// The parameters of a problem by one honest rule, all components step by step; of one component, with its start.
class Path {
 public:
  Path(const Problem& problem, const HonestRule& rule) : problem_(problem), tape_(compile(problem)) {
    const HonestAnswers answers = follow(rule, tape_, precision_asked(problem), {});
    values_ = answers.values;
    tie_ = answers.tie;
  }

  bool is_whole() const { return values_.size() == tape_.lines.size(); }
  const std::vector<Exact>& values() const { return values_; }

  std::vector<Exact> of(const std::string& quantity) const {
    std::vector<Exact> numbers;
    each(quantity, [&](std::size_t i) { numbers.push_back(values_[i]); });
    return numbers;
  }

  std::vector<Exact> of(const std::string& quantity, std::size_t component) const {
    std::vector<Exact> numbers;
    if (quantity == "theta") numbers.push_back(questions::close_to(problem_.start[component]));
    each(quantity, [&](std::size_t i) {
      if (tape_.lines[i].component.value_or(0) == component) numbers.push_back(values_[i]);
    });
    return numbers;
  }

 private:
  void each(const std::string& quantity, const std::function<void(std::size_t)>& visit) const {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (problem_.optimizer.equations[tape_.lines[i].equation].quantity == quantity) visit(i);
    }
  }

  const Problem& problem_;
  Tape tape_;
  std::vector<Exact> values_;
  std::optional<std::size_t> tie_;
};

class LetterEvidence {
 public:
  explicit LetterEvidence(const Problem& problem) : problem_(problem), rules_(honest_rules(problem)) {
    certificate_.window = unit_of(Exact(1), precision_asked(problem));
  }

  Certificate certificate() {
    if (!is_answerable()) return std::move(certificate_);
    switch (problem_.question.kind) {
      case Question::Kind::effect:
        problem_.question.zero_step ? certify_zero() : certify_settings();
        break;
      case Question::Kind::which:
        certify_tables();
        break;
      default:
        certify_missing();
    }
    return std::move(certificate_);
  }

 private:
  bool fails(Message reason) { return certificate_.fails(std::move(reason)); }

  /// Whatever keeps the answers from being told keeps the question from being defined.
  bool is_answerable() try {
    parts_ = questions::parts_of(problem_);
    certificate_.defined = true;
    return true;
  } catch (const InputError& error) {
    certificate_.defined = fails(message("not defined: {why}", {{"why", error.wrong()}}));
    return false;
  } catch (const NoValue& none) {
    certificate_.defined = fails(message("not defined: {why}", {{"why", std::string(none.what())}}));
    return false;
  }

  bool are_tidy(const std::vector<Exact>& numbers, Message of) {
    const auto large = std::find_if(numbers.begin(), numbers.end(),
                                    [](const Exact& number) { return number.abs() >= Exact(largest_shown); });
    if (large == numbers.end()) return true;
    return fails(message("not tidy: {what} comes to {value}, {most} or more",
                         {{"what", std::move(of)},
                          {"value", number_message(large->to_string())},
                          {"most", static_cast<std::int64_t>(largest_shown)}}));
  }

  /// Does each honest path lead to the same answers? `same` tells it of one rule, and whether that rule has values.
  void certify_paths(const std::function<bool(const HonestRule&)>& same) {
    std::vector<bool> agree;
    for (const HonestRule& rule : rules_) agree.push_back(same(rule));
    const auto wrong = std::find(agree.begin(), agree.end(), false);
    // The rules after the first come in pairs that differ in ties alone.
    bool parted = false;
    for (std::size_t i = 1; i + 1 < agree.size(); i += 2) parted = parted || agree[i] != agree[i + 1];
    certificate_.tie_free = !parted || fails(message("not free of ties: how a tie is rounded changes an answer"));
    certificate_.fair = wrong == agree.end() ||
                        fails(message("not fair: worked by the rule '{rule}', an answer is another one",
                                      {{"rule", said(rules_[static_cast<std::size_t>(wrong - agree.begin())])}}));
  }

  Message setting(std::size_t i) const {
    return message("{name} = {value}", {{"name", problem_.question.hyperparameter},
                                        {"value", number_message(problem_.question.values[i].to_string())}});
  }

  void certify_settings() {
    const std::size_t component = questions::component_told(problem_);
    bool tidy = true;
    std::set<std::size_t> answers;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      tidy = tidy &&
             are_tidy(questions::points_of(*parts_[i].problem, "theta", component),
                      message("with {setting}, {parameter}",
                              {{"setting", setting(i)}, {"parameter", problem_.objective->parameters()[component]}}));
      answers.insert(parts_[i].right);
    }
    certificate_.tidy = tidy;
    certify_paths([&](const HonestRule& rule) {
      return std::all_of(parts_.begin(), parts_.end(), [&](const Part& part) {
        const Path path(*part.problem, rule);
        const auto behaviour = questions::behaviour_of(path.of("theta", component));
        return path.is_whole() && behaviour && static_cast<std::size_t>(*behaviour) == part.right;
      });
    });
    certificate_.discriminating =
        answers.size() > 1 || fails(message("not discriminating: all values of {hyperparameter} have the same effect",
                                            {{"hyperparameter", problem_.question.hyperparameter}}));
    certificate_.worth_asking = true;
  }

  void certify_zero() {
    const std::size_t component = questions::component_told(problem_);
    const auto at = static_cast<std::size_t>(*problem_.question.zero_step - problem_.first_step());
    const std::vector<std::string> told = quantities_told(problem_.optimizer);
    std::vector<Exact> shown;
    for (const std::string& quantity : told) {
      for (const Exact& number : questions::points_of(problem_, quantity, component)) shown.push_back(number);
    }
    certificate_.tidy = are_tidy(shown, message("a number"));
    certify_paths([&](const HonestRule& rule) {
      const Path path(problem_, rule);
      if (!path.is_whole()) return false;
      for (std::size_t i = 0; i < told.size(); ++i) {
        const std::vector<Exact> points = path.of(told[i], component);
        const std::size_t answer =
            told[i] == "theta"
                ? static_cast<std::size_t>(questions::motion_of(points[at - 1], points[at], points[at + 1]))
                : static_cast<std::size_t>(questions::change_of(points[at - 1], points[at]));
        if (answer != parts_[i].right) return false;
      }
      return true;
    });
    certificate_.discriminating = true;
    certificate_.worth_asking =
        told.size() > 1 || fails(message("not worth asking: without a gradient, this optimizer plainly does nothing"));
  }

  /// In units of the last digit, the largest over all numbers.
  double distance(const std::vector<Exact>& a, const std::vector<Exact>& b) const {
    double most = 0;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
      const Exact unit = unit_of(a[i], precision_asked(problem_));
      if (!unit.is_zero()) most = std::max(most, ((a[i] - b[i]).abs() / unit).to_double());
    }
    return most;
  }

  void certify_tables() {
    const std::vector<questions::PathTable> tables = questions::tables_of(problem_);
    bool tidy = true;
    for (const auto& table : tables)
      tidy = tidy && are_tidy(table.numbers, message("table {letter}", {{"letter", table.letter}}));
    certificate_.tidy = tidy;
    certify_paths([&](const HonestRule& rule) {
      return std::all_of(tables.begin(), tables.end(), [&](const questions::PathTable& table) {
        const Path path(*table.problem, rule);
        return path.is_whole() && is_nearest(path.of("theta"), table, tables);
      });
    });
    certificate_.discriminating = differ(tables);
    certificate_.worth_asking =
        std::all_of(tables.begin(), tables.end(), [&](const auto& table) { return moves(table); }) ||
        fails(message("not worth asking: in one of the tables nothing moves"));
  }

  bool is_nearest(const std::vector<Exact>& path, const questions::PathTable& own,
                  const std::vector<questions::PathTable>& tables) const {
    const double near = distance(path, own.numbers);
    return std::all_of(tables.begin(), tables.end(), [&](const questions::PathTable& other) {
      return other.letter == own.letter || near < distance(path, other.numbers);
    });
  }

  bool differ(const std::vector<questions::PathTable>& tables) {
    for (std::size_t a = 0; a < tables.size(); ++a) {
      for (std::size_t b = a + 1; b < tables.size(); ++b) {
        if (distance(tables[a].numbers, tables[b].numbers) >= 2 * units_apart) continue;
        return fails(message("not discriminating: tables {one} and {other} differ by no more than rounding does",
                             {{"one", tables[a].letter}, {"other", tables[b].letter}}));
      }
    }
    return true;
  }

  bool moves(const questions::PathTable& table) const {
    for (std::size_t i = 0; i < table.numbers.size(); ++i) {
      if (table.numbers[i] != questions::close_to(problem_.start[i % problem_.dimension()])) return true;
    }
    return false;
  }

  void certify_missing() {
    const questions::Recovery recovery = questions::recovery_of(problem_);
    const std::string& name = problem_.question.hyperparameter;
    const Path path(problem_, {"", problem_.working.value_or(Working{})});
    certificate_.window = unit_of(recovery.value, recovery.format);
    certificate_.tidy = are_tidy(path.values(), message("a number of the table"));
    certificate_.tie_free = certificate_.fair = true;  // the enclosure of the solved line has shown it
    certificate_.discriminating = is_told_apart(recovery);
    const Hyperparameter* usual = problem_.base.find_hyperparameter(name);
    const auto value = usual ? exact_value(usual->value) : std::nullopt;
    certificate_.worth_asking =
        !value || *value != recovery.value ||
        fails(message("not worth asking: {value} is the usual value of {hyperparameter}",
                      {{"value", number_message(recovery.value.to_string())}, {"hyperparameter", name}}));
  }

  bool is_told_apart(const questions::Recovery& recovery) {
    const auto taken_for = [&](const Exact& other) {
      return (other - recovery.value).abs() * Exact(2) <= unit_of(recovery.value, recovery.format);
    };
    const std::string& name = problem_.question.hyperparameter;
    const auto same = [&](const std::string& what) {
      return fails(message("not discriminating: {what} has the same digits", {{"what", what}}));
    };
    if (taken_for(Exact(1) - recovery.value)) return same("1 - " + name);
    for (const Hyperparameter& hyper : problem_.optimizer.hyperparameters) {
      const auto value = hyper.name == name ? std::nullopt : exact_value(hyper.value);
      if (value && taken_for(*value)) return same(hyper.name);
    }
    return true;
  }

  const Problem& problem_;
  std::vector<HonestRule> rules_;
  questions::Parts parts_;
  Certificate certificate_;
};

/// Does the question say what it asks?
bool is_stated(const Question& question) {
  switch (question.kind) {
    case Question::Kind::effect:
      return question.zero_step || !question.values.empty();
    case Question::Kind::which:
      return !question.optimizers.empty();
    case Question::Kind::missing_hyperparameter:
      return !question.hyperparameter.empty();
    default:
      return false;
  }
}

}  // namespace

std::optional<Certificate> certificate_of_kind(const Problem& problem) {
  if (!is_stated(problem.question)) return std::nullopt;
  return LetterEvidence(problem).certificate();
}

}  // namespace stepmark::problems
