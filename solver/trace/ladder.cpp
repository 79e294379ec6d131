#include "solver/trace/ladder.hpp"

#include <algorithm>

namespace stepmark::trace {

namespace {

int bits_for(int digits) {
  constexpr double bits_per_digit = 3.3219280948873626;
  return static_cast<int>(digits * bits_per_digit) + 64;
}

}  // namespace

void Effort::refuse(int bits, std::size_t line) {
  throw NoValue(false, line,
                "cannot tell in reasonable time: so many digits are lost on the way that numbers of " +
                    std::to_string(bits) + " bits are needed",
                "expected fewer steps or digits, or a rounding whose numbers are carried on");
}

Ladder::Ladder(const Tape& tape, int digits) : tape_(tape) {
  const int needed = std::max(128, bits_for(digits));
  const int most = needed + bits_for(most_digits);
  for (int bits = needed; bits < most; bits *= 2) bits_.push_back(bits);
  bits_.push_back(most);
  machines_.resize(bits_.size());
}

std::string Ladder::cannot_tell(const std::string& what) {
  return "cannot tell at " + std::to_string(most_digits) + " digits: " + what;
}

std::unique_ptr<Machine<EnclosingArithmetic>> Ladder::prepared(const Tape& tape, std::size_t i) const {
  const int bits = bits_[i];
  using Doubt = EnclosingArithmetic::Doubt;
  const Doubt doubt = bits == bits_.back() ? Doubt::call_rounded : Doubt::refuse;
  auto machine = std::make_unique<Machine<EnclosingArithmetic>>(tape, EnclosingArithmetic(bits, doubt));
  const auto run = [&](const auto& stretch, bool given, std::size_t position) {
    try {
      machine->run(stretch.begin, stretch.end);
    } catch (const Undecided& undecided) {
      if (bits != bits_.back()) throw;
      throw NoValue(given, position, cannot_tell(undecided.what()));
    } catch (const Undefined& undefined) {
      throw NoValue(given, position, undefined.what());
    } catch (const TooLarge& large) {
      throw NoValue(given, position, large.what());
    }
  };
  for (std::size_t k = 0; k < tape.givens.size(); ++k) run(tape.givens[k], true, k);
  for (const Tape::Shared& shared : tape.shared) run(shared, false, shared.line);
  return machine;
}

Machine<EnclosingArithmetic>& Ladder::rung(std::size_t i) {
  if (!machines_[i]) machines_[i] = prepared(tape_, i);
  return *machines_[i];
}

}  // namespace stepmark::trace
