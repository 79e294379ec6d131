#include "reports/picture/surface.hpp"

#include <algorithm>

#include "lib/base/error.hpp"
#include "solver/arithmetic/binary.hpp"
#include "solver/solve.hpp"
#include "solver/tape/run.hpp"

namespace stepmark::picture {

namespace {

/// A definition whose one step says what J is where the step begins.
const Definition& of_loss_alone() {
  static const Definition definition =
      read_definitions("optimizer loss \"J\"\nstart theta[0] given\nJ[t] = loss(theta[t-1])\ntheta[t] = theta[t-1]\n",
                       "J")
          .front();
  return definition;
}

Problem one_step(const Problem& problem, ObjectivePtr objective) {
  Problem step = problem;
  step.objective = std::move(objective);
  step.base = step.optimizer = of_loss_alone();
  step.modifiers = {};
  step.state.reset();
  step.steps = 1;
  return step;
}

}  // namespace

class Surface::Work {
 public:
  Work(const Problem& problem, ObjectivePtr objective)
      : loss_(*objective->loss(1)),
        names_(objective->parameters()),
        tape_(compile(one_step(problem, std::move(objective)))),
        machine_(tape_) {
    machine_.begin();
    for (const Tape::Given& given : tape_.givens) {
      if (given.name == "theta") registers_.push_back(given.result);
    }
    STEPMARK_ASSERT(registers_.size() == names_.size());
  }

  double near(const std::vector<double>& point) {
    for (std::size_t i = 0; i < point.size(); ++i) machine_[registers_[i]] = point[i];
    machine_.run(tape_.lines.front());
    return machine_[tape_.lines.front().result];
  }

  Exact certified(const std::vector<Exact>& point, int figures) const {
    const Expression there = rewrite(loss_, [&](const Expression& part) -> std::optional<Expression> {
      const Name* name = part.as<Name>();
      if (!name) return std::nullopt;
      const auto found = std::find(names_.begin(), names_.end(), name->symbol);
      if (found == names_.end()) return std::nullopt;
      const Exact& x = point[static_cast<std::size_t>(found - names_.begin())];
      return x.sign() < 0 ? negation(literal(-x)) : literal(x);
    });
    const auto value = Exact::parse(calculate(there, DecimalFormat::figures(figures), RoundingRule::half_up).text);
    STEPMARK_ASSERT(value);
    return *value;
  }

 private:
  Expression loss_;
  std::vector<std::string> names_;
  Tape tape_;
  Machine<Binary64Arithmetic> machine_;
  std::vector<std::uint32_t> registers_;  ///< of the point's components
};

std::optional<Surface> Surface::of(const Problem& problem) {
  ObjectivePtr objective = problem.objective->on_whole_table();
  if (!objective) objective = problem.objective;
  if (!objective->loss(1)) return std::nullopt;
  return Surface(std::make_unique<Work>(problem, std::move(objective)));
}

Surface::Surface(std::unique_ptr<Work> work) : work_(std::move(work)) {}
Surface::Surface(Surface&&) noexcept = default;
Surface::~Surface() = default;

double Surface::near(const std::vector<double>& point) const { return work_->near(point); }
Exact Surface::certified(const std::vector<Exact>& point, int figures) const {
  return work_->certified(point, figures);
}

}  // namespace stepmark::picture
