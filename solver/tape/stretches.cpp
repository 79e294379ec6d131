#include "solver/tape/stretches.hpp"

#include <algorithm>

#include "lib/base/error.hpp"

namespace stepmark::tape {

Stretches::Stretches(const Problem& problem, std::size_t lines) : problem_(&problem) {
  const std::size_t lines_in_a_step = line_count(problem) / static_cast<std::size_t>(problem.steps);
  steps_ = std::max<std::int64_t>(static_cast<std::int64_t>(lines / std::max<std::size_t>(lines_in_a_step, 1)), 1);
  count_ = static_cast<std::size_t>((problem.steps + steps_ - 1) / steps_);
}

Stretches::Stretches(Tape whole) { kept_.back() = {0, std::make_shared<const Tape>(std::move(whole))}; }

TapePtr Stretches::operator[](std::size_t i) {
  for (const auto& [at, tape] : kept_) {
    if (tape && at == i) return tape;
  }
  kept_.front() = std::exchange(kept_.back(), {i, made(i)});
  return kept_.back().second;
}

TapePtr Stretches::made(std::size_t i) {
  STEPMARK_ASSERT(problem_ && i < before_.size());
  const std::int64_t first = problem_->first_step() + static_cast<std::int64_t>(i) * steps_;
  const std::int64_t last = std::min(first + steps_ - 1, problem_->last_step());
  auto tape = std::make_shared<const Tape>(compile_stretch(*problem_, first, last, before_[i].sums, before_[i].code));
  if (before_.size() == i + 1) before_.push_back({tape->sums, before_[i].code + tape->code.size()});
  return tape;
}

std::uint32_t register_of(const Tape& tape, std::size_t line) {
  if (line >= tape.first_line && line - tape.first_line < tape.lines.size()) {
    return tape.lines[line - tape.first_line].result;
  }
  const auto found = std::find_if(tape.imports.begin(), tape.imports.end(),
                                  [&](const Tape::Import& import) { return import.line == line; });
  if (found == tape.imports.end()) throw CannotBeCut();
  return found->result;
}

const Tape::RunningSum& same_sum(const Tape& tape, const Tape::RunningSum& later) {
  const auto found = std::find_if(tape.sums.begin(), tape.sums.end(), [&](const Tape::RunningSum& sum) {
    return sum.sum == later.sum && sum.component == later.component;
  });
  STEPMARK_ASSERT(found != tape.sums.end());
  return *found;
}

}  // namespace stepmark::tape
