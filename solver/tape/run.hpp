// Running a tape in an arithmetic.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "solver/arithmetic/arithmetic.hpp"
#include "solver/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::tape {

/// What is worked in one go before the lines: a given, or a part that lines share.
struct Beginning {
  bool given = false;
  std::size_t position = 0;  ///< in tape.givens; of a shared part, the line that wants it first
  std::uint32_t begin = 0, end = 0, result = 0;
};

/// The registers of one run, in one arithmetic. Made once, run as often as wanted.
template <Arithmetic A>
class Machine {
 public:
  using Value = typename A::Value;

  /// `tape` must outlive the machine.
  explicit Machine(const Tape& tape, A arithmetic = {}) : tape_(tape), arithmetic_(std::move(arithmetic)) {
    registers_.reserve(tape.registers);
    for (std::uint32_t i = 0; i < tape.registers; ++i) registers_.push_back(arithmetic_.make());
    for (std::size_t i = 0; i < tape.constants.size(); ++i) arithmetic_.set(registers_[i], tape.constants[i]);
    conditions_ = std::make_unique<bool[]>(tape.conditions + 1);
  }

  const A& arithmetic() const { return arithmetic_; }
  Value& operator[](std::uint32_t r) { return registers_[r]; }
  const Value& operator[](std::uint32_t r) const { return registers_[r]; }

  /// All that stands before the lines, by attempt(Beginning, work), which calls `work` and meets what that throws.
  template <class Attempt>
  void begin(Attempt&& attempt) {
    const auto one = [&](const Beginning& part) { attempt(part, [&] { run(part.begin, part.end); }); };
    for (std::size_t i = 0; i < tape_.givens.size(); ++i) {
      const Tape::Given& given = tape_.givens[i];
      one({true, i, given.begin, given.end, given.result});
    }
    for (const Tape::Shared& shared : tape_.shared) {
      if (shared.begin < shared.end)
        one({false, shared.line, shared.begin, shared.end, tape_.code[shared.end - 1].result});
    }
  }
  void begin() {
    begin([](const Beginning&, const auto& work) { work(); });
  }

  /// Runs code[begin, end). Whatever the arithmetic throws comes through; `round(value)` is called after each
  /// instruction that ends a printed operation.
  template <class Round>
  void run(std::uint32_t begin, std::uint32_t end, Round&& round) {
    const Instruction* const code = tape_.code.data();
    for (std::uint32_t pc = begin; pc < end; ++pc) {
      const Instruction& i = code[pc];
      if (i.op == Op::skip_unless || i.op == Op::skip_if) {
        if (conditions_[i.condition] == (i.op == Op::skip_if)) pc += i.right;
        continue;
      }
      step(i);
      if (i.rounds) round(registers_[i.result]);
    }
  }
  /// The same for a line, whose branches are then known.
  template <class Round>
  void run(const Tape::Line& line, Round&& round) {
    std::fill_n(conditions_.get(), line.conditions, false);
    run(line.begin, line.end, std::forward<Round>(round));
  }
  void run(const Tape::Line& line) {
    run(line, [](Value&) {});
  }
  /// Of the line that was run last: see TraceLine::branches.
  std::vector<bool> branches(const Tape::Line& line) const {
    return std::vector<bool>(conditions_.get(), conditions_.get() + line.conditions);
  }
  void run(std::uint32_t begin, std::uint32_t end) {
    run(begin, end, [](Value&) {});
  }
  /// The whole tape.
  void run() { run(0, static_cast<std::uint32_t>(tape_.code.size())); }

 private:
  void step(const Instruction& i) {
    const A& in = arithmetic_;
    Value& r = registers_[i.result];
    const auto a = [&]() -> const Value& { return registers_[i.left]; };
    const auto b = [&]() -> const Value& { return registers_[i.right]; };
    const auto holds = [&] { return in.compare(a(), b()); };
    bool& condition = conditions_[i.condition];
    switch (i.op) {
      case Op::copy:
        in.copy(r, a());
        break;
      case Op::negate:
        in.negate(r, a());
        break;
      case Op::add:
        in.add(r, a(), b());
        break;
      case Op::subtract:
        in.subtract(r, a(), b());
        break;
      case Op::multiply:
        in.multiply(r, a(), b());
        break;
      case Op::divide:
        in.divide(r, a(), b());
        break;
      case Op::power:
        in.power(r, a(), b());
        break;
      case Op::power_integer:
        in.power(r, a(), std::int64_t{static_cast<std::int32_t>(i.right)});
        break;
      case Op::sqrt:
        in.sqrt(r, a());
        break;
      case Op::abs:
        in.abs(r, a());
        break;
      case Op::sign:
        in.sign(r, a());
        break;
      case Op::min:
        in.min(r, a(), b());
        break;
      case Op::max:
        in.max(r, a(), b());
        break;
      case Op::exp:
        in.exp(r, a());
        break;
      case Op::log:
        in.log(r, a());
        break;
      case Op::sin:
        in.sin(r, a());
        break;
      case Op::cos:
        in.cos(r, a());
        break;
      case Op::sigmoid:
        in.sigmoid(r, a());
        break;
      case Op::tanh:
        in.tanh(r, a());
        break;
      case Op::softplus:
        in.softplus(r, a());
        break;
      case Op::floor:
        in.floor(r, a());
        break;
      case Op::pi:
        in.pi(r);
        break;
      case Op::greater:
        condition = holds() > 0;
        break;
      case Op::greater_equal:
        condition = holds() >= 0;
        break;
      case Op::less:
        condition = holds() < 0;
        break;
      case Op::less_equal:
        condition = holds() <= 0;
        break;
      case Op::equal:
        condition = holds() == 0;
        break;
      case Op::not_equal:
        condition = holds() != 0;
        break;
      case Op::select:
        in.copy(r, condition ? a() : b());
        break;
      case Op::skip_unless:
      case Op::skip_if:
        break;
    }
  }

  const Tape& tape_;
  A arithmetic_;
  std::vector<Value> registers_;
  std::unique_ptr<bool[]> conditions_;
};

}  // namespace stepmark::tape
