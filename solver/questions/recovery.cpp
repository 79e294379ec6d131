#include "solver/questions/recovery.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include "lib/base/error.hpp"
#include "lib/expression/constant.hpp"
#include "lib/expression/derivative.hpp"
#include "lib/expression/terms.hpp"
#include "solver/arithmetic/failure.hpp"
#include "solver/arithmetic/interval.hpp"
#include "solver/asked.hpp"
#include "solver/solve.hpp"
#include "solver/stated.hpp"

namespace stepmark::questions {

namespace {

constexpr int bits = 128;
constexpr int start_figures = 30;

/// A number of the page, which stands for all that round to it.
struct OnPage {
  Exact stated, half;
};

/// What is known of each name in one line; nothing of what the page does not tell.
using Lookup = std::function<std::optional<OnPage>(const Name&)>;

Expression as_written(const Exact& number) { return number.sign() < 0 ? negation(literal(-number)) : literal(number); }

/// Intervals of the operations that equations of optimizers are linear in a hyperparameter with; nothing of others, and
/// of what may divide by zero.
class Enclosure {
 public:
  explicit Enclosure(const Lookup& lookup) : lookup_(lookup) {}

  std::optional<Interval> of(const Expression& e) const {
    return std::visit([&](const auto& node) { return of(node); }, e.node().value);
  }

  static Interval between(const Exact& low, const Exact& high) {
    Interval left(bits), right(bits);
    enclose(left, low);
    enclose(right, high);
    mpfr_set(left.right(), right.right(), MPFR_RNDU);
    return left;
  }

 private:
  using Result = std::optional<Interval>;

  Result of(const Number& number) const { return between(number.value, number.value); }
  Result of(const Name& name) const {
    const auto known = lookup_(name);
    return known ? Result(between(known->stated - known->half, known->stated + known->half)) : std::nullopt;
  }
  Result of(const Negation& node) const {
    Result inner = of(node.operand);
    if (inner) negate(*inner, *inner);
    return inner;
  }
  Result of(const Sum& node) const {
    Result total;
    for (const Sum::Term& term : node.terms) {
      const Result value = of(term.value);
      if (!value) return std::nullopt;
      if (!total) {
        total = value;
      } else if (term.minus) {
        subtract(*total, *total, *value);
      } else {
        add(*total, *total, *value);
      }
    }
    return total;
  }
  Result of(const Product& node) const {
    Result left = of(node.left);
    const Result right = of(node.right);
    if (!left || !right) return std::nullopt;
    multiply(*left, *left, *right);
    return left;
  }
  Result of(const Quotient& node) const {
    Result left = of(node.left);
    const Result right = of(node.right);
    if (!left || !right || right->has_zero()) return std::nullopt;
    divide(*left, *left, *right);
    return left;
  }
  Result of(const Power& node) const {
    Result base = of(node.base);
    const auto exponent = exact_value(node.exponent);
    const auto whole = exponent ? exponent->to_int64() : std::nullopt;
    if (!base || !whole || *whole <= 0) return std::nullopt;
    power(*base, *base, *whole);
    return base;
  }
  Result of(const Call& node) const {
    if (node.function != Function::sqrt && node.function != Function::abs) return std::nullopt;
    Result inner = of(node.arguments.front());
    if (!inner) return std::nullopt;
    if (node.function == Function::abs) {
      abs(*inner, *inner);
    } else if (mpfr_sgn(inner->left()) < 0) {
      return std::nullopt;
    } else {
      sqrt(*inner, *inner);
    }
    return inner;
  }
  Result of(const Conditional&) const { return std::nullopt; }
  Result of(const StepSum&) const { return std::nullopt; }

  const Lookup& lookup_;
};

/// What the page of a problem says of its numbers.
class Page {
 public:
  explicit Page(const Problem& problem)
      : problem_(problem), tape_(compile(problem)), stated_(solver::state(problem, tape_)) {
    if (stated_.size() < tape_.lines.size()) {
      throw InputError({problem.file, 0, 0}, "the table has a line without a value", "expected a whole trace");
    }
    const DecimalFormat format = precision_asked(problem);
    works_with_stated_ = problem.rounds_while_working() && problem.working->round == format;
    for (const Exact& number : stated_) halves_.push_back(unit_of(number, format) * Exact::decimal(5, 1));
  }

  const Tape& tape() const { return tape_; }
  const Tape::Line& line(std::size_t i) const { return tape_.lines[i]; }
  const Equation& equation(std::size_t i) const { return problem_.optimizer.equations[line(i).equation]; }
  /// Of the line itself: it was rounded.
  OnPage result(std::size_t i) const { return {stated_[i], halves_[i]}; }

  /// Names as line `i` reads them, but for `hidden`.
  std::optional<OnPage> read(const Name& name, std::size_t i, const std::string& hidden) const {
    if (!name.index) return plain(name.symbol, i, hidden);
    if (!name.index->base.empty() && name.index->base != "t") return std::nullopt;
    const std::int64_t index = name.index->offset + (name.index->base.empty() ? 0 : line(i).t);
    if (const auto earlier = find(name.symbol, index, i)) {
      return OnPage{stated_[*earlier], works_with_stated_ ? Exact(0) : halves_[*earlier]};
    }
    return start(name.symbol, index, line(i).component.value_or(0));
  }

 private:
  std::optional<OnPage> plain(const std::string& name, std::size_t i, const std::string& hidden) const {
    if (name == "t") return OnPage{line(i).t, 0};
    const Hyperparameter* hyper = problem_.optimizer.find_hyperparameter(name);
    if (!hyper || name == hidden || reaches(hyper->value, hidden)) return std::nullopt;
    return constant(hyper->value);
  }

  static bool reaches(const Expression& value, const std::string& hidden) {
    const std::vector<Name> names = names_in(value);
    return std::any_of(names.begin(), names.end(), [&](const Name& name) { return name.symbol == hidden; });
  }

  std::optional<OnPage> constant(const Expression& value) const {
    const auto exact = names_in(value).empty() ? exact_value(value) : std::nullopt;
    return exact ? std::optional(OnPage{*exact, 0}) : std::nullopt;
  }

  std::optional<std::size_t> find(const std::string& quantity, std::int64_t index, std::size_t before) const {
    for (std::size_t i = 0; i < before; ++i) {
      const bool same = equation(i).quantity == quantity && line(i).t + equation(i).offset == index;
      const bool fits = equation(i).shape == Shape::scalar || line(i).component == line(before).component;
      if (same && fits) return i;
    }
    return std::nullopt;
  }

  /// Before the first step: a start of the definition, or the parameters' own.
  std::optional<OnPage> start(const std::string& quantity, std::int64_t index, std::size_t component) const {
    if (problem_.state) return std::nullopt;
    const Start* found = problem_.optimizer.find_start(quantity, index);
    if (!found) return std::nullopt;
    return constant(found->value ? *found->value : problem_.start.at(component));
  }

  const Problem& problem_;
  Tape tape_;
  Stated stated_;
  std::vector<Exact> halves_;
  bool works_with_stated_ = false;
};

Expression with_number(const Expression& e, const std::string& symbol, const Exact& value) {
  return rewrite(e, [&](const Expression& part) -> std::optional<Expression> {
    const auto* name = part.as<Name>();
    return name && !name->index && name->symbol == symbol ? std::optional(as_written(value)) : std::nullopt;
  });
}

bool mentions(const Expression& e, const std::string& symbol) {
  const std::vector<Name> names = names_in(e);
  return std::any_of(names.begin(), names.end(),
                     [&](const Name& name) { return !name.index && name.symbol == symbol; });
}

/// a of a*h + b; nothing where the line is not of that form.
std::optional<Expression> factor_of(const Expression& right, const std::string& hidden) try {
  if (!mentions(right, hidden)) return std::nullopt;
  Expression slope = derivative(right, hidden);
  return mentions(slope, hidden) ? std::nullopt : std::optional(std::move(slope));
} catch (const InputError&) {  // a function of whole vectors
  return std::nullopt;
}

/// The numbers of the page put in; nothing where one is missing.
std::optional<Expression> filled(const Expression& e, const Lookup& lookup) {
  bool whole = true;
  Expression result = rewrite(e, [&](const Expression& part) -> std::optional<Expression> {
    const auto* name = part.as<Name>();
    if (!name) return std::nullopt;
    const auto known = lookup(*name);
    whole = whole && known;
    return known ? std::optional(as_written(known->stated)) : std::nullopt;
  });
  return whole ? std::optional(std::move(result)) : std::nullopt;
}

/// As one number where it is rational.
Expression folded(const Expression& e) {
  const auto value = exact_value(e);
  return value && value->has_finite_decimal() ? as_written(*value) : e;
}

Expression difference(const Exact& q, const Expression& b) {
  const auto value = exact_value(b);
  if (value && value->is_zero()) return as_written(q);
  if (value && value->sign() < 0) return sum({{false, as_written(q)}, {false, literal(-*value)}});
  return sum({{false, as_written(q)}, {true, b}});
}

std::optional<Recovery> recovery_from(const Page& page, std::size_t i, const std::string& hidden) try {
  const Expression& right = page.equation(i).right;
  const auto factor = factor_of(right, hidden);
  if (!factor) return std::nullopt;
  const Lookup lookup = [&](const Name& name) { return page.read(name, i, hidden); };
  const Expression rest = Terms(with_number(right, hidden, 0)).written();
  const Enclosure enclosure(lookup);
  auto a = enclosure.of(*factor), b = enclosure.of(rest);
  const auto factor_there = filled(*factor, lookup), rest_there = filled(rest, lookup);
  if (!a || !b || a->has_zero() || !factor_there || !rest_there) return std::nullopt;
  const auto [q, half] = page.result(i);
  Interval h = Enclosure::between(q - half, q + half);
  subtract(h, h, *b);
  divide(h, h, *a);
  Recovery found;
  found.line = i;
  found.factor = *factor;
  found.solved = quotient(difference(q, folded(*rest_there)), folded(*factor_there));
  found.lower = to_exact(h.left());
  found.upper = to_exact(h.right());
  return found;
} catch (const Undecided&) {
  return std::nullopt;
} catch (const TooLarge&) {
  return std::nullopt;
}

int decimals_of(const Exact& value) {
  int places = 0;
  for (; places < 12 && !(value * Exact(10).pow(places)).is_integer(); ++places) {
  }
  return places;
}

/// The places of the value, two at least where the numbers tell as many.
std::optional<DecimalFormat> format_told(const Recovery& found, const Exact& value) {
  const int least = std::max(decimals_of(value), 1);
  for (int places = std::max(least, 2); places >= least; --places) {
    const Exact half = Exact(5) * Exact(10).pow(-places - 1);
    if ((found.lower - value).abs() < half && (found.upper - value).abs() < half) return DecimalFormat::places(places);
  }
  return std::nullopt;
}

Exact value_of(const Problem& problem, const std::string& hidden) {
  const auto value = exact_value(problem.optimizer.find_hyperparameter(hidden)->value);
  if (value && value->has_finite_decimal()) return *value;
  throw InputError({problem.file, 0, 0}, hidden + " is no decimal number", "expected one that can be asked for");
}

}  // namespace

Recovery recovery_of(const Problem& problem) {
  const std::string& hidden = problem.question.hyperparameter;
  const Page page(problem);
  std::optional<Recovery> best;
  for (std::size_t i = 0; i < page.tape().lines.size(); ++i) {
    auto found = recovery_from(page, i, hidden);
    if (found && (!best || found->upper - found->lower < best->upper - best->lower)) best = std::move(found);
  }
  if (!best) {
    throw InputError({problem.file, 0, 0}, "no line of the table gives " + hidden,
                     "expected a hyperparameter to which some line is linear");
  }
  best->value = value_of(problem, hidden);
  const auto format = format_told(*best, best->value);
  if (format) {
    best->format = *format;
    return *best;
  }
  const auto shown = [](const Exact& end, RoundingRule rule) {
    return end.rounded(DecimalFormat::figures(4), rule).to_string();
  };
  throw InputError({problem.file, 0, 0},
                   "the table leaves " + hidden + " open between " + shown(best->lower, RoundingRule::down) + " and " +
                       shown(best->upper, RoundingRule::up),
                   "expected more digits, or larger gradients");
}

}  // namespace stepmark::questions
