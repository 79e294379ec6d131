#include "problems/workload.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "lib/base/fnv1a.hpp"
#include "lib/number/double_decimal.hpp"
#include "solver/arithmetic/binary.hpp"
#include "solver/asked.hpp"
#include "solver/tape/run.hpp"

namespace stepmark::problems {

namespace {

using Fault = FirstLook::Fault;

constexpr int largest_power = 22;  // 10^22 is the last power of ten that is a double

double power_of_ten(int n) { return double_power_of_ten(std::min(n, largest_power)); }

int exponent_of(double x) {
  return std::isfinite(x) ? std::clamp(double_decimal_exponent(x), -largest_power, largest_power) : largest_power;
}

/// Places to which a value is rounded in `format`.
int places_of(double value, const DecimalFormat& format) {
  if (format.kind == DecimalFormat::Kind::places) return format.digits;
  return value == 0 ? 0 : format.digits - 1 - exponent_of(std::fabs(value));
}

double scaled(double value, int places) {
  return places >= 0 ? value * power_of_ten(places) : value / power_of_ten(-places);
}

constexpr double near = 1e-6;  ///< of a unit: nearer is taken for there

/// A value as it is written down.
class Written {
 public:
  Written(double value, const DecimalFormat& format)
      : places_(places_of(value, format)), units_(scaled(value, places_)), whole_(std::round(units_)) {}

  double value() const { return scaled(whole_, -places_); }
  double whole() const { return whole_; }  ///< last digits
  int places() const { return places_; }
  bool is_tie() const {
    const double units = std::fabs(units_);
    return std::fabs(units - std::floor(units) - 0.5) < near;
  }

 private:
  int places_;
  double units_, whole_;
};

std::vector<Written> written_down(const std::vector<double>& values, const DecimalFormat& format) {
  std::vector<Written> all;
  all.reserve(values.size());
  for (const double value : values) all.emplace_back(value, format);
  return all;
}

/// Of a whole number of last digits.
int significant_digits(double units) {
  units = std::fabs(units);
  if (units == 0) return 1;
  constexpr double most = 1e18;
  if (!std::isfinite(units)) return std::numeric_limits<int>::max();
  while (units >= most) units /= 10;
  auto whole = static_cast<std::int64_t>(units);
  while (whole % 10 == 0) whole /= 10;
  int digits = 0;
  for (; whole > 0; whole /= 10) ++digits;
  return digits;
}

/// 0, 1, -1, a power of ten.
bool is_trivial(double x) {
  const double size = std::fabs(x);
  if (size == 0) return true;
  const double mantissa = scaled(size, -exponent_of(size));
  return std::fabs(mantissa - 1) < 1e-12 || std::fabs(mantissa - 10) < 1e-11;
}

bool holds(Op relation, double a, double b) {
  switch (relation) {
    case Op::greater:
      return a > b;
    case Op::greater_equal:
      return a >= b;
    case Op::less:
      return a < b;
    case Op::less_equal:
      return a <= b;
    case Op::equal:
      return a == b;
    default:
      return a != b;
  }
}

constexpr int most_digits_written = 7;
constexpr double least_shown = 1e-7;  ///< less is printed as a power of ten

// ------------------------------------------------------------------------------------------------------------- paths

/// One tape in binary arithmetic, worked several times.
class Paths {
 public:
  explicit Paths(const Tape& tape) : tape_(tape), machine_(tape, {}) {
    machine_.run(0, tape.lines.empty() ? 0 : tape.lines.front().begin);
  }

  /// Works all lines, each rounded to `format` (Kind::none: not at all). False at a tie.
  bool work(const DecimalFormat& format, std::vector<double>& values) {
    values.clear();
    values.reserve(tape_.lines.size());
    bool free_of_ties = true;
    for (const Tape::Line& line : tape_.lines) {
      machine_.run(line.begin, line.end);
      double& value = machine_[line.result];
      if (format.rounds() && !line.given_data) {
        const Written written(value, format);
        free_of_ties = free_of_ties && !written.is_tie();
        value = written.value();
      }
      values.push_back(value);
    }
    return free_of_ties;
  }

  /// The lines as the answers would state them.
  WorkedNumbers numbers(const std::vector<Written>& lines, const DecimalFormat& asked) const {
    WorkedNumbers result;
    for (const Tape::Given& given : tape_.givens) result.givens.push_back(machine_[given.result]);
    result.lines.reserve(lines.size());
    for (const Written& line : lines) {
      const double stated = line.value();
      const bool is_nothing = stated == 0 && asked.kind == DecimalFormat::Kind::figures;
      result.lines.push_back({stated, is_nothing ? 0 : scaled(1, -places_of(stated, asked))});
    }
    return result;
  }

  /// The same as `work`, counting all lines but those that are filled in.
  template <class IsFilledIn>
  Workload count(const DecimalFormat& format, const IsFilledIn& is_filled_in) {
    Workload load;
    for (const Tape::Given& given : tape_.givens) add_code(given.begin, given.end, load);
    for (const Tape::Shared& shared : tape_.shared) add_code(shared.begin, shared.end, load);
    for (const Tape::Line& line : tape_.lines) {
      const Workload before = load;
      add_code(line.begin, line.end, load);
      double& value = machine_[line.result];
      if (!line.given_data) value = Written(value, format).value();
      add_digits(significant_digits(Written(value, format).whole()), load);
      if (is_filled_in(line)) load = before;
    }
    for (const Tape::Given& given : tape_.givens) {
      if (given.index) add_digits(significant_digits(Written(machine_[given.result], format).whole()), load);
    }
    return load;
  }

  /// True if every root is taken of a square of at most two decimals, epsilon left aside.
  bool has_short_roots() {
    constexpr double off = 1e-4;
    const auto is_short = [&](const Instruction& i) {
      const double hundredths = machine_[i.result] * 100;
      return i.op != Op::sqrt || std::fabs(hundredths - std::round(hundredths)) < off;
    };
    for (const Tape::Line& line : tape_.lines) {
      machine_.run(line.begin, line.end);
      const auto part = code(line.begin, line.end);
      if (!std::all_of(part.begin(), part.end(), is_short)) return false;
    }
    return true;
  }

 private:
  struct Stretch {
    const Instruction *first, *last;
    const Instruction* begin() const { return first; }
    const Instruction* end() const { return last; }
  };
  Stretch code(std::uint32_t begin, std::uint32_t end) const {
    return {tape_.code.data() + begin, tape_.code.data() + end};
  }

  /// As many as can be counted.
  static void add_digits(int digits, Workload& load) {
    load.digits += std::min(digits, std::numeric_limits<int>::max() - load.digits);
  }

  /// Runs code[begin, end) and counts what is not skipped. Within a stretch no register is written twice.
  void add_code(std::uint32_t begin, std::uint32_t end, Workload& load) {
    machine_.run(begin, end);
    std::vector<bool>& conditions = conditions_;
    conditions.assign(tape_.conditions + 1, false);
    for (std::uint32_t pc = begin; pc < end; ++pc) {
      const Instruction& i = tape_.code[pc];
      if (i.op == Op::skip_unless || i.op == Op::skip_if) {
        if (conditions[i.condition] == (i.op == Op::skip_if)) pc += i.right;
      } else if (i.op >= Op::greater && i.op <= Op::not_equal) {
        conditions[i.condition] = holds(i.op, machine_[i.left], machine_[i.right]);
      } else {
        add(i, load);
      }
    }
  }

  void add(const Instruction& i, Workload& load) const {
    const auto works = [&](std::uint32_t r) { return !is_trivial(machine_[r]); };
    switch (i.op) {
      case Op::multiply:
        load.multiplications += works(i.left) && works(i.right);
        break;
      case Op::divide:
        load.divisions += machine_[i.left] != 0 && works(i.right);
        break;
      case Op::power:
      case Op::power_integer:
        load.multiplications += works(i.left);
        break;
      case Op::sqrt:
        load.roots += works(i.left);
        break;
      case Op::exp:
      case Op::log:
      case Op::sin:
      case Op::cos:
      case Op::sigmoid:
      case Op::tanh:
      case Op::softplus:
        ++load.functions;
        break;
      default:
        break;
    }
  }

  const Tape& tape_;
  Machine<Binary64Arithmetic> machine_;
  std::vector<bool> conditions_;
};

/// The printed precision, or what stands for it where nothing is rounded.
DecimalFormat working_format(const Problem& problem) {
  return problem.states_rounding() ? problem.working->round : precision_asked(problem);
}

std::uint64_t hash_of(const std::vector<Written>& lines, const std::vector<std::size_t>& asked) {
  Fnv1a hash;  // of the whole numbers of last digits
  for (const std::size_t line : asked) {
    auto units = static_cast<std::uint64_t>(static_cast<std::int64_t>(lines[line].whole()));
    for (int byte = 0; byte < 8; ++byte, units >>= 8) hash.add(static_cast<unsigned char>(units & 0xff));
  }
  return hash.value();
}

Fault fault_of_values(const Tape& tape, const std::vector<double>& values, const LookFor& demands,
                      const DecimalFormat& format) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) return Fault::undefined;
    if (std::fabs(values[i]) >= demands.most_size) return Fault::large;
    const Written line(values[i], format);
    const double written = line.value();
    const auto& never_zero = demands.never_zero;
    const bool may_be_zero =
        std::find(never_zero.begin(), never_zero.end(), tape.lines[i].equation) == never_zero.end();
    if (written == 0 && !may_be_zero) return Fault::zero;
    if (significant_digits(line.whole()) > most_digits_written) return Fault::large;
    if (written != 0 && std::fabs(written) < least_shown) return Fault::large;
  }
  return Fault::none;
}

bool is_fair(const std::vector<double>& path, const std::vector<Written>& exact,
             const std::vector<std::size_t>& asked) {
  return std::all_of(asked.begin(), asked.end(), [&](std::size_t line) {
    return std::fabs(scaled(path[line] - exact[line].value(), exact[line].places())) <= 1 + near;
  });
}

bool nothing_filled_in(const Tape::Line&) { return false; }

bool answers_tie(const std::vector<Written>& lines, const std::vector<std::size_t>& asked) {
  return std::any_of(asked.begin(), asked.end(), [&](std::size_t line) { return lines[line].is_tie(); });
}

}  // namespace

FirstLook first_look(const Problem& problem, const Tape& tape, const LookFor& demands) {
  FirstLook look;
  const auto fails = [&](Fault fault) {
    look.fault = fault;
    return fault != Fault::none;
  };
  Paths paths(tape);
  const DecimalFormat asked_format = precision_asked(problem);
  DecimalFormat format = working_format(problem);
  std::vector<double> exact, path;
  paths.work({}, exact);
  if (fails(fault_of_values(tape, exact, demands, format))) return look;
  const std::vector<std::size_t> asked = asked_lines(problem, tape);
  const std::vector<Written> stated = written_down(exact, asked_format);
  look.guessed = guessed_lines(problem, tape, asked, demands.sign_step_rates, paths.numbers(stated, asked_format));
  if (!is_worth_asking(problem, tape, asked, look.guessed) && fails(Fault::unearned)) return look;
  if (answers_tie(stated, asked) && fails(Fault::tie)) return look;
  if (demands.perfect_roots && !paths.has_short_roots() && fails(Fault::root)) return look;
  look.answers = hash_of(stated, asked);
  for (int more = 0; more <= 2; ++more, ++format.digits) {
    const bool free_of_ties = paths.work(format, path);
    if (!is_fair(path, stated, asked) && fails(Fault::unfair)) return look;
    if (!free_of_ties && fails(Fault::tie)) return look;
  }
  look.workload = paths.count(working_format(problem), nothing_filled_in);
  return look;
}

Workload workload_of(const Problem& problem, const Tape& tape) {
  return Paths(tape).count(working_format(problem), nothing_filled_in);
}

Workload workload_left(const Problem& problem, const Tape& tape) {
  const std::vector<Question::Cell>& shown = problem.question.shown;
  return Paths(tape).count(working_format(problem), [&](const Tape::Line& line) {
    const Question::Cell cell{line.t, problem.optimizer.equations[line.equation].quantity};
    return std::find(shown.begin(), shown.end(), cell) != shown.end();
  });
}

}  // namespace stepmark::problems
