#include "lib/expression/terms.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "lib/expression/constant.hpp"

namespace stepmark::expression {

namespace {

/// Whether value^exponent is a number that needs no power sign.
bool is_number_to(const Exact& value, const Exact& exponent) {
  const auto whole = exponent.to_int64();
  return whole && *whole >= -1000 && *whole <= 1000 && (*whole >= 0 || !value.is_zero());
}

std::optional<Exact> literal_value(const Expression& e) {
  if (const auto* value = e.as<Number>()) return value->value;
  const auto* negated = e.as<Negation>();
  const auto* value = negated ? negated->operand.as<Number>() : nullptr;
  return value ? std::optional(-value->value) : std::nullopt;
}

const Expression* under_root(const Expression& e) {
  const auto* call = e.as<Call>();
  return call && call->function == Function::sqrt ? call->arguments.data() : nullptr;
}

/// Halves as roots: x^1.5 is x*sqrt(x).
void append_power(std::vector<Expression>& factors, const Expression& base, const Exact& exponent) {
  const Exact whole = exponent.floor();
  const bool root = exponent - whole == Exact(1) / Exact(2);
  const Exact rest = root ? whole : exponent;
  if (!rest.is_zero()) factors.push_back(rest == Exact(1) ? base : power(base, literal(rest)));
  if (root) factors.push_back(call(Function::sqrt, {base}));
}

bool is_exponential(const Expression& e) {
  const auto* called = e.as<Call>();
  return called && called->function == Function::exp;
}

bool has_exponential(const Expression& e) {
  bool found = false;
  for_each(e, [&](const Expression& part) { found = found || is_exponential(part); });
  return found;
}

/// exp(a) + exp(b), 1 + exp(a)
bool is_sum_of_exponentials(const Expression& e) {
  const auto* total = e.as<Sum>();
  return total && std::any_of(total->terms.begin(), total->terms.end(),
                              [](const Sum::Term& term) { return is_exponential(term.value); });
}

/// x, x^2: what a person writes before the brackets.
bool is_plain(const Expression& e) {
  const auto* power = e.as<Power>();
  return (power ? power->base : e).as<Name>() != nullptr;
}

std::optional<Expression> product_of(std::vector<Expression> factors) {
  if (factors.empty()) return std::nullopt;
  std::stable_partition(factors.begin(), factors.end(), [](const Expression& e) { return e.as<Number>() != nullptr; });
  Expression result = factors.front();
  for (std::size_t i = 1; i < factors.size(); ++i) result = product(result, factors[i]);
  return result;
}

/// -2*x*y rather than -(2*x*y): the sign belongs to the first factor.
Expression negated_first(const Expression& e) {
  if (const auto* p = e.as<Product>()) return product(negated_first(p->left), p->right);
  if (const auto* q = e.as<Quotient>()) return quotient(negated_first(q->left), q->right);
  return negation(e);
}

}  // namespace

bool has_activation(const Expression& e) {
  bool found = false;
  for_each(e, [&](const Expression& part) {
    const auto* called = part.as<Call>();
    const auto* share = part.as<Quotient>();
    found = found || (called && called->function >= Function::sigmoid) ||
            (share && is_sum_of_exponentials(share->right) && has_exponential(share->left));
  });
  return found;
}

void Monomial::multiply(const Expression& e, const Exact& exponent) {
  const bool whole = exponent.is_integer();
  const bool apart = exponent == Exact(1) || (whole && exponent.sign() < 0);
  if (const auto* value = e.as<Number>(); value && is_number_to(value->value, exponent)) {
    multiply_number(value->value, *exponent.to_int64());
  } else if (const auto* negated = e.as<Negation>(); negated && whole) {
    if (!(exponent / Exact(2)).is_integer()) negate();
    multiply(negated->operand, exponent);
  } else if (const auto* p = e.as<Product>(); p && apart) {
    multiply(p->left, exponent);
    multiply(p->right, exponent);
  } else if (const auto* q = e.as<Quotient>(); q && apart) {
    multiply(q->left, exponent);
    multiply(q->right, -exponent);
  } else if (const auto* r = e.as<Power>(); r && whole && literal_value(r->exponent)) {
    multiply(r->base, exponent * *literal_value(r->exponent));
  } else if (const auto* root = under_root(e); root && whole) {
    multiply(*root, exponent / Exact(2));
  } else {
    multiply_base(e, exponent);
  }
}

void Monomial::multiply_number(const Exact& value, std::int64_t exponent) {
  Exact& side = exponent < 0 ? denominator_ : numerator_;
  side = side * value.pow(exponent < 0 ? -exponent : exponent);
}

/// sqrt(x*y)^2 is no factor but two.
void Monomial::multiply_base(const Expression& base, const Exact& exponent) {
  if (exponent.is_zero()) return;
  const auto same = std::find_if(factors_.begin(), factors_.end(), [&](const Factor& f) { return f.base == base; });
  if (same == factors_.end()) {
    factors_.push_back({base, exponent});
    return;
  }
  const Exact before = same->exponent, total = before + exponent;
  same->exponent = total;
  const bool now_whole = total.is_integer() && !before.is_integer();
  if (total.is_zero() || now_whole) factors_.erase(same);
  if (!total.is_zero() && now_whole) multiply(Expression(base), total);
}

void Monomial::multiply(const Monomial& other) {
  numerator_ = numerator_ * other.numerator_;
  denominator_ = denominator_ * other.denominator_;
  for (const Factor& factor : std::vector(other.factors_)) multiply_base(factor.base, factor.exponent);
}

void Monomial::divide(const Monomial& other) {
  numerator_ = numerator_ * other.denominator_;
  denominator_ = denominator_ * other.numerator_;
  for (const Factor& factor : std::vector(other.factors_)) multiply_base(factor.base, -factor.exponent);
}

void Monomial::add(const Monomial& other) {
  numerator_ = numerator_ * other.denominator_ + other.numerator_ * denominator_;
  denominator_ = denominator_ * other.denominator_;
}

bool Monomial::like(const Monomial& other) const {
  return std::is_permutation(factors_.begin(), factors_.end(), other.factors_.begin(), other.factors_.end());
}

Exact Monomial::exponent_of(const Expression& base) const {
  for (const Factor& factor : factors_) {
    if (factor.base == base) return factor.exponent;
  }
  return 0;
}

/// Integers in lowest terms; a decimal over a number that divides it is that quotient.
void Monomial::reduce() {
  const Exact quotient = numerator_ / denominator_;
  if (quotient.is_decimal() && (quotient.is_integer() || !denominator_.is_integer())) {
    numerator_ = quotient;
    denominator_ = 1;
    return;
  }
  const auto top = numerator_.abs().to_int64(), bottom = denominator_.abs().to_int64();
  if (!top || !bottom) return;
  const Exact sign(std::int64_t{numerator_.sign()} * denominator_.sign());
  std::int64_t a = *top, b = *bottom;
  while (b != 0) a = std::exchange(b, a % b);
  numerator_ = sign * Exact(*top / a);
  denominator_ = *bottom / a;
}

Expression Monomial::written_unsigned() const {
  Monomial lowest = *this;
  lowest.reduce();
  std::vector<Expression> above, below;
  for (const auto& [base, exponent] : lowest.factors_) {
    append_power(exponent.sign() < 0 ? below : above, base, exponent.abs());
  }
  const bool by_chain = std::any_of(above.begin(), above.end(), has_activation);
  if (!by_chain) std::stable_partition(above.begin(), above.end(), is_plain);
  std::stable_partition(below.begin(), below.end(), is_plain);
  if (const Exact top = lowest.numerator_.abs(); above.empty() || top != Exact(1)) above.push_back(literal(top));
  if (const Exact bottom = lowest.denominator_.abs(); bottom != Exact(1)) below.push_back(literal(bottom));
  const auto bottom = product_of(std::move(below));
  const Expression top = *product_of(std::move(above));
  return bottom ? quotient(top, *bottom) : top;
}

/// 2*x*if(x > 0, 1, 0) is if(x > 0, 2*x, 0).
std::optional<Expression> Monomial::written_by_case() const {
  const auto is_zero_number = [](const Expression& e) { return e.as<Number>() && e.as<Number>()->value.is_zero(); };
  for (const auto& [base, exponent] : factors_) {
    const auto* choice = base.as<Conditional>();
    if (!choice || exponent != Exact(1)) continue;
    if (!is_zero_number(choice->then) && !is_zero_number(choice->otherwise)) continue;
    const auto in_case = [&, &factor = base](const Expression& value) {
      Monomial rest = *this;
      rest.multiply_base(factor, -1);
      rest.multiply(value);
      return rest.written();
    };
    return conditional(choice->relation, choice->left, choice->right, in_case(choice->then),
                       in_case(choice->otherwise));
  }
  return std::nullopt;
}

Expression Monomial::written() const {
  if (is_zero()) return literal(0);
  if (const auto by_case = written_by_case()) return *by_case;
  return is_negative() ? negated_first(written_unsigned()) : written_unsigned();
}

void Terms::add(const Expression& e, bool minus) {
  if (const auto* total = e.as<Sum>()) {
    for (const Sum::Term& term : total->terms) add(term.value, minus != term.minus);
    return;
  }
  if (const auto* negated = e.as<Negation>()) return add(negated->operand, !minus);
  Monomial term(e);
  if (minus) term.negate();
  add(std::move(term));
}

void Terms::add(Monomial term) {
  if (term.is_zero()) return;
  const auto same = std::find_if(terms_.begin(), terms_.end(), [&](const Monomial& other) { return other.like(term); });
  if (same == terms_.end()) {
    terms_.push_back(std::move(term));
    return;
  }
  same->add(term);
  if (same->is_zero()) terms_.erase(same);
}

namespace {

/// The lowest power of a base over all terms.
Exact lowest_exponent(const std::vector<Monomial>& terms, const Expression& base) {
  Exact lowest = terms.front().exponent_of(base);
  for (const Monomial& term : terms) lowest = std::min(lowest, term.exponent_of(base));
  return lowest;
}

/// What stands below in some term.
Monomial fractions_of(const std::vector<Monomial>& terms) {
  Monomial all;
  for (const Monomial& term : terms) {
    for (const auto& [base, exponent] : term.factors()) {
      if (exponent.sign() < 0 && all.exponent_of(base).is_zero()) all.multiply(base, lowest_exponent(terms, base));
    }
  }
  return all;
}

/// What every term shares with what stands below in `outer`.
Monomial common_with(const Monomial& outer, const std::vector<Monomial>& terms) {
  Monomial common;
  for (const auto& [base, exponent] : outer.factors()) {
    const Exact shared = std::min(-exponent, lowest_exponent(terms, base));
    if (shared.sign() > 0) common.multiply(base, shared);
  }
  return common;
}

}  // namespace

/// What becomes a bare sum without the factor is taken apart.
void Terms::take_out(const Monomial& factor, Monomial& outer) {
  Terms left;
  for (Monomial& term : terms_) {
    term.divide(factor);
    left.add(term.written());
  }
  *this = std::move(left);
  outer.multiply(factor);
}

Expression Terms::times(Monomial outer) const {
  if (terms_.empty()) return literal(0);
  Terms inner = *this;
  inner.take_out(fractions_of(inner.terms_), outer);
  if (inner.terms_.empty()) return literal(0);
  inner.take_out(common_with(outer, inner.terms_), outer);
  const bool minus =
      std::all_of(inner.terms_.begin(), inner.terms_.end(), [](const Monomial& m) { return m.is_negative(); });
  if (minus) {
    for (Monomial& term : inner.terms_) term.negate();
    outer.negate();
  }
  outer.multiply(inner.written());
  return outer.written();
}

namespace {

/// A factor of the first power that is a sum.
std::optional<Expression> bracket_in(const Monomial& term) {
  for (const auto& [base, exponent] : term.factors()) {
    if (exponent == Exact(1) && base.as<Sum>()) return base;
  }
  return std::nullopt;
}

Monomial without(const Monomial& term, const Expression& factor) {
  Monomial rest = term;
  rest.multiply(factor, -1);
  return rest;
}

/// What a term with an activation function shares with others: its names.
Monomial names_of(const Monomial& term) {
  Monomial names;
  for (const auto& [base, exponent] : term.factors()) {
    if (base.as<Name>() && exponent.sign() > 0) names.multiply(base, exponent);
  }
  return names;
}

bool has_factors(const Monomial& term, const Monomial& factors) {
  return std::all_of(factors.factors().begin(), factors.factors().end(),
                     [&](const Monomial::Factor& factor) { return term.exponent_of(factor.base) >= factor.exponent; });
}

}  // namespace

/// Without brackets, unless that makes it longer.
std::optional<Terms> Terms::multiplied_out() const {
  constexpr std::size_t most = 64;
  Terms done;
  std::vector<Monomial> waiting(terms_.rbegin(), terms_.rend());
  for (std::size_t i = 0; !waiting.empty(); ++i) {
    if (i == most) return std::nullopt;
    const Monomial term = waiting.back();
    waiting.pop_back();
    const auto bracket = bracket_in(term);
    if (!bracket) {
      done.add(term);
      continue;
    }
    for (auto part = bracket->as<Sum>()->terms.rbegin(); part != bracket->as<Sum>()->terms.rend(); ++part) {
      Monomial next = without(term, *bracket);
      next.multiply(part->value);
      if (part->minus) next.negate();
      waiting.push_back(std::move(next));
    }
  }
  return done.terms_.size() <= terms_.size() ? std::optional(done) : std::nullopt;
}

Expression Terms::collected() const {
  const Expression plain = written();
  if (terms_.size() < 2 || !has_activation(plain)) return plain;
  const Terms flat = multiplied_out().value_or(*this);
  const auto active = std::find_if(flat.terms_.begin(), flat.terms_.end(),
                                   [](const Monomial& term) { return has_activation(term.written()); });
  if (active == flat.terms_.end()) return flat.written();
  const Monomial shared = names_of(*active);
  Terms bracket, all;
  for (const Monomial& term : flat.terms_) {
    Monomial inner = term;
    if (has_factors(term, shared)) inner.divide(shared), bracket.add(inner);
  }
  if (shared.factors().empty() || bracket.terms_.size() < 2) return flat.written();
  Monomial whole(bracket.written());
  whole.multiply(shared);
  all.add(std::move(whole));
  for (const Monomial& term : flat.terms_) {
    if (!has_factors(term, shared)) all.add(term);
  }
  return all.written();
}

Expression Terms::written() const {
  if (terms_.empty()) return literal(0);
  if (terms_.size() == 1) return terms_.front().written();
  std::vector<Monomial> terms = terms_;
  const auto positive = std::find_if(terms.begin(), terms.end(), [](const Monomial& m) { return !m.is_negative(); });
  if (positive != terms.end()) std::rotate(terms.begin(), positive, positive + 1);
  std::vector<Sum::Term> parts;
  for (const Monomial& term : terms) {
    const bool first = parts.empty();
    parts.push_back(first ? Sum::Term{false, term.written()} : Sum::Term{term.is_negative(), term.written_unsigned()});
  }
  return sum(std::move(parts));
}

}  // namespace stepmark::expression
