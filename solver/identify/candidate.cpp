#include "solver/identify/candidate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>

#include "lib/expression/constant.hpp"

namespace stepmark::identify {

namespace {

/// Half a unit of the last digit, what a program may have lost on its way, and what it went by.
double tolerance_of(const Stated& stated, double lost) {
  return 0.51 * stated.number.unit.to_double() + lost + stated.vague;
}

/// By their names; where there is only one, numbers of theta need not name it.
std::unordered_map<std::string, double> starts(const Problem& problem) {
  std::unordered_map<std::string, double> all;
  for (std::size_t i = 0; i < problem.start.size(); ++i) {
    const double start = exact_value(problem.start[i]).value_or(Exact(0)).to_double();
    all.emplace(problem.objective->parameters()[i], start);
  }
  return all;
}

/// The largest distance of a number of theta from where its component begins.
double farthest_move(const std::vector<Stated>& numbers, const std::unordered_map<std::string, double>& starts) {
  double moved = 0;
  for (const Stated& stated : numbers) {
    if (stated.number.quantity != "theta") continue;
    const auto found = starts.size() == 1 ? starts.begin() : starts.find(stated.number.component);
    if (found == starts.end()) continue;
    moved = std::max(moved, std::fabs(stated.number.value.to_double() - found->second));
  }
  return moved;
}

/// Which lines have to be run before a line has its value.
class LinesNeeded {
 public:
  explicit LinesNeeded(const Tape& tape)
      : tape_(tape), line_of_(tape.registers, none), known_(tape.lines.size(), false) {
    for (std::size_t i = 0; i < tape.lines.size(); ++i) line_of_[tape.lines[i].result] = i;
  }

  /// Itself and all that it rests on, in the order of the tape, but for what was told before.
  std::vector<std::size_t> before(std::size_t line) {
    std::vector<std::size_t> found;
    want(found, line);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Tape::Line& open = tape_.lines[found[i]];
      for (std::uint32_t pc = open.begin; pc < open.end; ++pc) {
        const Instruction& instruction = tape_.code[pc];
        if (instruction.op == Op::skip_if || instruction.op == Op::skip_unless) continue;
        want(found, line_of_[instruction.left]);
        if (instruction.op != Op::power_integer) want(found, line_of_[instruction.right]);
      }
    }
    std::sort(found.begin(), found.end());
    return found;
  }

 private:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

  void want(std::vector<std::size_t>& found, std::size_t line) {
    if (line == none || known_[line]) return;
    known_[line] = true;
    found.push_back(line);
  }

  const Tape& tape_;
  std::vector<std::size_t> line_of_;  ///< of each register
  std::vector<bool> known_;
};

}  // namespace

/// Differences of large numbers are as wrong as the large numbers are. In single precision each step adds half a unit
/// of the last place, and 1 - beta loses some digits, so that what moves is less right than what stays.
std::vector<double> lost_by_rounding(const Problem& problem, const std::vector<Stated>& numbers, Slack slack) {
  const auto begun = starts(problem);
  double size = 0;
  for (const Stated& stated : numbers) size = std::max(size, std::fabs(stated.number.value.to_double()));
  for (const auto& [component, start] : begun) size = std::max(size, std::fabs(start));
  std::vector<double> lost(numbers.size(), size * (slack == Slack::tight ? 1e-13 : 1e-10));
  if (slack != Slack::singles) return lost;
  constexpr double unit = 0x1p-23;
  const double moved = farthest_move(numbers, begun);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double steps = static_cast<double>(numbers[i].number.t - problem.first_step() + 1);
    lost[i] = unit * size * std::min(steps, 40.0) + 1e-5 * moved;
  }
  return lost;
}

Candidate::Candidate(const Problem& problem, const std::vector<Stated>& numbers)
    : tape_(compile(problem)), machine_(tape_, NearlyBinary64()) {
  const LineIndex index(problem, tape_);
  std::array<std::vector<double>, 3> lost;
  for (const Slack slack : {Slack::tight, Slack::doubles, Slack::singles}) {
    lost[static_cast<std::size_t>(slack)] = lost_by_rounding(problem, numbers, slack);
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto line = index.find(numbers[i].number);
    if (!line) continue;
    const Observed& number = numbers[i].number;
    Demand demand{*line, number.value.to_double(), {}, number.form != Form::decimal};
    for (std::size_t k = 0; k < lost.size(); ++k) demand.tolerances[k] = tolerance_of(numbers[i], lost[k][i]);
    demands_.push_back(demand);
  }
  put_in_order();
  find_varying();
}

/// A step and a component at a time, each line after those that it takes its numbers from: of many components, the
/// first demand that is missed mostly needs one.
void Candidate::put_in_order() {
  std::multimap<std::size_t, Demand> demands_of;
  std::vector<std::size_t> wanted;
  for (const Demand& demand : demands_) {
    demands_of.emplace(demand.line, demand);
    wanted.push_back(demand.line);
  }
  std::stable_sort(wanted.begin(), wanted.end(), [&](std::size_t a, std::size_t b) {
    const auto place = [&](std::size_t i) {
      const Tape::Line& line = tape_.lines[i];
      return std::tuple(line.t, line.component.value_or(0), i);
    };
    return place(a) < place(b);
  });
  demands_.clear();
  LinesNeeded needed(tape_);
  for (const std::size_t line : wanted) {
    for (const std::size_t next : needed.before(line)) {
      order_.push_back(next);
      const auto [first, last] = demands_of.equal_range(next);
      for (auto one = first; one != last; ++one) {
        one->second.needs = order_.size();
        demands_.push_back(one->second);
      }
    }
  }
}

/// Start values are mostly numbers.
void Candidate::find_varying() {
  std::vector<bool> varies(tape_.registers, false);
  for (const Tape::Given& given : tape_.givens) {
    machine_.run(given.begin, given.end);
    bool is_varying = !given.index;
    for (std::uint32_t pc = given.begin; pc < given.end; ++pc) {
      const Instruction& instruction = tape_.code[pc];
      const bool is_negation = instruction.op == Op::negate;
      is_varying = is_varying || varies[instruction.left] || (!is_negation && varies[instruction.right]);
    }
    varies[given.result] = is_varying;
    if (is_varying) varying_.push_back(given);
  }
}

void Candidate::run_givens(const std::vector<double>& values) {
  std::size_t next = 0;
  for (const Tape::Given& given : varying_) {
    machine_.run(given.begin, given.end);
    if (given.index) continue;
    if (!std::isnan(values[next])) machine_[given.result] = values[next];
    ++next;
  }
  for (const Tape::Shared& shared : tape_.shared) machine_.run(shared.begin, shared.end);
}

void Candidate::run_lines(std::size_t& done, const Demand& demand) {
  for (; done < demand.needs; ++done) {
    const Tape::Line& next = tape_.lines[order_[done]];
    machine_.run(next.begin, next.end);
  }
}

bool Candidate::fits(const std::vector<double>& values, Slack slack) {
  run_givens(values);
  within_.fill(true);
  std::size_t done = 0;
  for (const Demand& demand : demands_) {
    run_lines(done, demand);
    const double off = std::fabs(line(demand.line) - demand.value);
    for (std::size_t i = 0; i < within_.size(); ++i) within_[i] = within_[i] && off <= demand.tolerances[i];
    if (!within_[static_cast<std::size_t>(slack)]) return false;
    if (demand.in_full) machine_[tape_.lines[demand.line].result] = demand.value;
  }
  return true;
}

Slack Candidate::tightest() const {
  return static_cast<Slack>(std::find(within_.begin(), within_.end(), true) - within_.begin());
}

bool Candidate::run(const std::vector<double>& values) {
  run_givens(values);
  std::size_t done = 0;
  for (const Demand& demand : demands_) {
    run_lines(done, demand);
    if (!std::isfinite(line(demand.line))) return false;
  }
  return true;
}

const Demand* Candidate::first_missed(const std::vector<double>& values, Slack slack, double times) {
  run_givens(values);
  std::size_t done = 0;
  for (const Demand& demand : demands_) {
    run_lines(done, demand);
    const double given = line(demand.line);
    if (std::isfinite(given) && !(std::fabs(demand.value - given) <= times * demand.tolerance(slack))) return &demand;
  }
  return nullptr;
}

double Candidate::value_at(const std::vector<double>& values, const Demand& demand) {
  run_givens(values);
  std::size_t done = 0;
  run_lines(done, demand);
  return line(demand.line);
}

}  // namespace stepmark::identify
