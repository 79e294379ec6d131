#include "solver/trace/certified_run.hpp"

#include <algorithm>

namespace stepmark::trace {

namespace {

/// What all runs may take, in bits times operations: a second or two for each 2^30. Where each step loses some digits,
/// a long problem could otherwise take hours before even the last rung knows too few of them.
constexpr std::uint64_t most_effort = std::uint64_t{1} << 32;

int bits_for(int digits) {
  constexpr double bits_per_digit = 3.3219280948873626;
  return static_cast<int>(digits * bits_per_digit) + 64;
}

}  // namespace

CertifiedRun::CertifiedRun(const Tape& tape, int digits) : tape_(tape) {
  const int needed = std::max(128, bits_for(digits));
  const int most = needed + bits_for(most_digits);
  constexpr std::size_t usual_rungs = 10;
  rungs_.reserve(usual_rungs);
  for (int bits = needed; bits < most; bits *= 2) rungs_.push_back({bits});
  rungs_.push_back({most});
}

NoValue CertifiedRun::cannot_tell(bool given, std::size_t position, const Undecided& what) {
  return {given, position, "cannot tell at " + std::to_string(most_digits) + " digits: " + what.what(),
          "expected values that so many digits tell; figures ask for fewer than places"};
}

std::unique_ptr<CertifiedRun::Enclosures> CertifiedRun::begun(const Tape& tape, int bits) const {
  const bool is_last = bits == rungs_.back().bits;
  using Doubt = EnclosingArithmetic::Doubt;
  auto machine =
      std::make_unique<Enclosures>(tape, EnclosingArithmetic(bits, is_last ? Doubt::call_rounded : Doubt::refuse));
  machine->begin([&](const Beginning& part, const auto& work) {
    try {
      work();
    } catch (const Undecided& undecided) {
      if (!is_last) throw;
      throw cannot_tell(part.given, part.position, undecided);
    } catch (const Undefined& undefined) {
      throw NoValue(part.given, part.position, undefined.what());
    } catch (const TooLarge& large) {
      throw NoValue(part.given, part.position, large.what());
    }
  });
  return machine;
}

CertifiedRun::Enclosures& CertifiedRun::machine(std::size_t rung) {
  Rung& at = rungs_[rung];
  if (!at.machine) at.machine = begun(tape_, at.bits);
  return *at.machine;
}

CertifiedRun::Enclosures& CertifiedRun::run_before(std::size_t rung, std::size_t end, std::size_t wanted) {
  return advance(rung, end, [&](Enclosures& machine, std::size_t i) {
    const Tape::Line& line = tape(rung).lines[i];
    spend(rungs_[rung].bits, line, wanted);
    machine.run(line);
  });
}

void CertifiedRun::spend(int bits, const Tape::Line& line, std::size_t wanted) {
  spent_ += static_cast<std::uint64_t>(bits) * (line.end - line.begin);
  if (spent_ <= most_effort) return;
  throw NoValue(false, wanted,
                "cannot tell in reasonable time: so many digits are lost on the way that numbers of " +
                    std::to_string(bits) + " bits are needed",
                "expected fewer steps or digits, or a rounding whose numbers are carried on");
}

void CertifiedRun::restart() {
  for (Rung& rung : rungs_) rung.done = 0;
}

void CertifiedRun::go_on(std::size_t rung, TapePtr next) {
  auto machine = begun(*next, rungs_[rung].bits);
  hand_on(this->machine(rung), tape(rung), *machine, *next);
  rungs_[rung] = {rungs_[rung].bits, std::move(next), std::move(machine), rungs_[rung].stretch + 1, 0};
}

}  // namespace stepmark::trace
