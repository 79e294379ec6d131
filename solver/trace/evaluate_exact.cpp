#include "solver/arithmetic/exact.hpp"
#include "solver/arithmetic/failure.hpp"
#include "solver/tape/run.hpp"
#include "solver/trace/evaluate.hpp"

namespace stepmark::trace {

namespace {

using ExactMachine = Machine<ExactArithmetic>;

/// The numbers outgrew what exact arithmetic is good for.
struct Outgrown {
  std::size_t digits;
};

/// What a run may take: the bits of all results together. A step that doubles the digits would soon take minutes, and
/// print nothing that anybody reads. Fractions are dear, since each is brought into lowest terms.
class Budget {
 public:
  void spend(const ExactRegister& result) {
    const std::size_t bits = result.bits();
    spent_ += result.is_fraction() ? price_of_fraction * bits : bits;
    if (spent_ > most) throw Outgrown{bits * 3 / 10};
  }

 private:
  static constexpr std::size_t price_of_fraction = 16, most = std::size_t{1} << 28;
  std::size_t spent_ = 0;
};

template <class Run>
void attempt(bool given, std::size_t position, Run&& run) {
  try {
    run();
  } catch (const Undefined& failure) {
    throw NoValue(given, position, failure.what());
  } catch (const Irrational& failure) {
    throw NoValue(given, position, std::string(failure.what()) + " is irrational, and the arithmetic is exact");
  } catch (const TooLarge& failure) {
    throw NoValue(given, position, failure.what());
  } catch (const Outgrown& failure) {
    throw NoValue(given, position,
                  "the numbers have grown to some " + std::to_string(failure.digits) +
                      " digits, too many to be worked on exactly",
                  "expected fewer steps, or --arithmetic decimal (with --digits N), whose digits are proved as well");
  }
}

Printed printed(const ExactMachine& machine, std::uint32_t r) {
  return {machine.arithmetic().exact_value(machine[r]).to_string(), true};
}

class Exactly : public Evaluator {
 public:
  explicit Exactly(Stretches& stretches) : stretches_(stretches) {}

  Evaluation evaluate(std::size_t i) override {
    TapePtr tape = stretches_[i];
    auto machine = std::make_unique<ExactMachine>(*tape, ExactArithmetic());
    if (machine_) hand_on(*machine_, *tape_, *machine, *tape);
    tape_ = std::move(tape);
    machine_ = std::move(machine);
    Evaluation evaluation;
    run_givens(i == 0, evaluation);
    run_lines(evaluation);
    return evaluation;
  }

 private:
  void run_givens(bool printing, Evaluation& evaluation) {
    for (std::size_t i = 0; i < tape_->givens.size(); ++i) {
      const Tape::Given& given = tape_->givens[i];
      attempt(true, i, [&] { machine_->run(given.begin, given.end); });
      if (printing) evaluation.givens.push_back(printed(*machine_, given.result));
    }
    for (const Tape::Shared& shared : tape_->shared) {
      attempt(false, shared.line, [&] { run(shared.begin, shared.end); });
    }
  }

  void run_lines(Evaluation& evaluation) {
    for (const Tape::Line& line : tape_->lines) {
      attempt(false, evaluation.lines.size(),
              [&] { machine_->run(line, [&](const ExactRegister& result) { budget_.spend(result); }); });
      evaluation.lines.push_back({printed(*machine_, line.result), machine_->branches(line), {}});
    }
  }

  void run(std::uint32_t begin, std::uint32_t end) {
    machine_->run(begin, end, [&](const ExactRegister& result) { budget_.spend(result); });
  }

  Stretches& stretches_;
  TapePtr tape_;
  std::unique_ptr<ExactMachine> machine_;
  Budget budget_;
};

}  // namespace

std::unique_ptr<Evaluator> exact_evaluator(Stretches& stretches) { return std::make_unique<Exactly>(stretches); }

}  // namespace stepmark::trace
