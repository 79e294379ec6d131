#include "solver/honest_paths.hpp"

#include <algorithm>

#include "solver/asked.hpp"
#include "solver/trace/carried.hpp"
#include "solver/trace/hand.hpp"

namespace stepmark::solver {

namespace {

HonestAnswers carry_exactly(const Tape& tape, const DecimalFormat& asked, const std::vector<std::size_t>& lines_asked) {
  HonestAnswers answers;
  CarriedWork work(tape, asked.digits);
  try {
    for (std::size_t line = 0; line < tape.lines.size(); ++line) {
      auto rounded = work.rounded(line, asked, RoundingRule::half_up);
      const bool counts = rounded.tie && std::binary_search(lines_asked.begin(), lines_asked.end(), line);
      if (counts && !answers.tie) answers.tie = line;
      answers.values.push_back(std::move(rounded.value));
    }
  } catch (const NoValue& none) {
    answers.no_value = none.what();
  }
  return answers;
}

HonestAnswers carry_rounded(const Tape& tape, const Working& working) {
  HonestAnswers answers;
  HandWork hand(tape, working);
  const auto take = [&](const std::vector<HandWork::Written>& lines) {
    for (const HandWork::Written& line : lines) {
      if (line.tie && !answers.tie) answers.tie = answers.values.size();
      answers.values.push_back(line.value);
    }
  };
  try {
    take(hand.run());
  } catch (const NoValue& none) {
    take(hand.written());
    answers.no_value = none.what();
  }
  return answers;
}

}  // namespace

std::vector<HonestRule> honest_rules(const Problem& problem) {
  Working working = problem.working.value_or(Working{});
  if (!working.round.rounds()) working.round = precision_asked(problem);
  working.carry = Working::Carry::exact;
  std::vector<HonestRule> rules = {{"exact", working}};
  working.carry = Working::Carry::rounded;
  for (int more = 0; more <= 2; ++more) {
    for (const RoundingRule ties : {RoundingRule::half_up, RoundingRule::half_even}) {
      working.ties = ties;
      rules.push_back({to_string(working.round) + ", " + to_string(ties), working});
    }
    ++working.round.digits;
  }
  return rules;
}

HonestAnswers follow(const HonestRule& rule, const Tape& tape, const DecimalFormat& asked,
                     const std::vector<std::size_t>& lines_asked) {
  const bool exact = rule.working.carry == Working::Carry::exact;
  return exact ? carry_exactly(tape, asked, lines_asked) : carry_rounded(tape, rule.working);
}

}  // namespace stepmark::solver
