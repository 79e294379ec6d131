#include "solver/tape/side_by_side.hpp"

#include <algorithm>

#include "lib/base/error.hpp"

namespace stepmark::tape {

template <class Real>
SideBySide<Real>::SideBySide(const Tape& tape, std::size_t problems)
    : tape_(tape),
      problems_(problems),
      registers_(std::size_t{tape.registers} * block),
      conditions_((std::size_t{tape.conditions} + 1) * block),
      constants_(tape.constants.size()),
      values_(tape.lines.size() * problems) {
  for (std::uint32_t i = 0; i < tape.constants.size(); ++i) BinaryLanes<Real>::set(lanes(i), tape.constants[i], block);
}

template <class Real>
void SideBySide<Real>::set_constant(std::size_t constant, std::size_t problem, Real value) {
  STEPMARK_ASSERT(constant < constants_.size() && problem < problems_);
  std::vector<Real>& own = constants_[constant];
  if (own.empty()) own.assign(problems_, registers_[constant * block]);
  own[problem] = value;
}

template <class Real>
void SideBySide<Real>::run() {
  run_once();
  for (std::size_t first = 0; first < problems_; first += block) run_block(first, std::min(block, problems_ - first));
}

template <class Real>
void SideBySide<Real>::run_once() {
  std::vector<bool> own(tape_.registers, false);
  for (std::size_t i = 0; i < constants_.size(); ++i) own[i] = !constants_[i].empty();
  own_stretches_.clear();
  const auto visit = [&](const auto& stretch) {
    bool is_own = false;
    for (std::uint32_t pc = stretch.begin; pc < stretch.end; ++pc) {
      const Instruction& i = tape_.code[pc];
      const bool has_right = i.op != Op::power_integer && i.op != Op::skip_if && i.op != Op::skip_unless;
      is_own = is_own || own[i.left] || (has_right && own[i.right]);
    }
    for (std::uint32_t pc = stretch.begin; pc < stretch.end; ++pc) own[tape_.code[pc].result] = is_own;
    if (is_own) {
      own_stretches_.push_back({stretch.begin, stretch.end});
    } else {
      run_code(stretch.begin, stretch.end, block);
    }
  };
  for (const Tape::Given& given : tape_.givens) visit(given);
  for (const Tape::Shared& shared : tape_.shared) visit(shared);
}

template <class Real>
void SideBySide<Real>::run_code(std::uint32_t begin, std::uint32_t end, std::size_t count) {
  for (std::uint32_t pc = begin; pc < end; ++pc) step(tape_.code[pc], count);
}

template <class Real>
void SideBySide<Real>::run_block(std::size_t first, std::size_t count) {
  for (std::uint32_t i = 0; i < constants_.size(); ++i) {
    if (!constants_[i].empty()) std::copy_n(constants_[i].data() + first, count, lanes(i));
  }
  for (const Stretch& stretch : own_stretches_) run_code(stretch.begin, stretch.end, count);
  for (const Tape::Line& line : tape_.lines) run_code(line.begin, line.end, count);
  for (std::size_t line = 0; line < tape_.lines.size(); ++line) {
    std::copy_n(lanes(tape_.lines[line].result), count, values_.data() + line * problems_ + first);
  }
}

/// Both branches of a condition are worked; `select` chooses in each lane, whatever stands in the other branch.
template <class Real>
void SideBySide<Real>::step(const Instruction& i, std::size_t n) {
  using Lanes = BinaryLanes<Real>;
  Real* const r = lanes(i.result);
  const Real* const a = lanes(i.left);
  const auto b = [&] { return lanes(i.right); };
  auto* const condition = conditions_.data() + std::size_t{i.condition} * block;
  switch (i.op) {
    case Op::copy:
      return Lanes::copy(r, a, n);
    case Op::negate:
      return Lanes::negate(r, a, n);
    case Op::add:
      return Lanes::add(r, a, b(), n);
    case Op::subtract:
      return Lanes::subtract(r, a, b(), n);
    case Op::multiply:
      return Lanes::multiply(r, a, b(), n);
    case Op::divide:
      return Lanes::divide(r, a, b(), n);
    case Op::power:
      return Lanes::power(r, a, b(), n);
    case Op::power_integer:
      return Lanes::power(r, a, std::int64_t{static_cast<std::int32_t>(i.right)}, n);
    case Op::sqrt:
      return Lanes::sqrt(r, a, n);
    case Op::abs:
      return Lanes::abs(r, a, n);
    case Op::sign:
      return Lanes::sign(r, a, n);
    case Op::min:
      return Lanes::min(r, a, b(), n);
    case Op::max:
      return Lanes::max(r, a, b(), n);
    case Op::exp:
      return Lanes::exp(r, a, n);
    case Op::log:
      return Lanes::log(r, a, n);
    case Op::sin:
      return Lanes::sin(r, a, n);
    case Op::cos:
      return Lanes::cos(r, a, n);
    case Op::sigmoid:
      return Lanes::sigmoid(r, a, n);
    case Op::tanh:
      return Lanes::tanh(r, a, n);
    case Op::softplus:
      return Lanes::softplus(r, a, n);
    case Op::floor:
      return Lanes::floor(r, a, n);
    case Op::pi:
      return Lanes::pi(r, n);
    case Op::greater:
      return Lanes::greater(condition, a, b(), n);
    case Op::less:
      return Lanes::less(condition, a, b(), n);
    case Op::equal:
      return Lanes::equal(condition, a, b(), n);
    case Op::greater_equal:
      Lanes::less(condition, a, b(), n);
      return Lanes::negate_mask(condition, condition, n);
    case Op::less_equal:
      Lanes::greater(condition, a, b(), n);
      return Lanes::negate_mask(condition, condition, n);
    case Op::not_equal:
      Lanes::equal(condition, a, b(), n);
      return Lanes::negate_mask(condition, condition, n);
    case Op::select:
      return Lanes::select(r, condition, a, b(), n);
    case Op::skip_unless:
    case Op::skip_if:
      return;
  }
}

template class SideBySide<double>;
template class SideBySide<float>;

}  // namespace stepmark::tape
