#include "reports/export/calculated.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "lib/base/error.hpp"
#include "lib/expression/holds.hpp"

namespace stepmark::exports {

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

class Evaluation {
 public:
  explicit Evaluation(const Numbers& names) : names_(names) {}

  double of(const Expression& e) const {
    return std::visit([&](const auto& node) { return of(node); }, e.node().value);
  }

 private:
  static double of(const Number& number) { return number.value.to_double(); }
  double of(const Name& name) const {
    const auto found = names_.find(name.symbol);
    return found == names_.end() ? no_number : found->second;
  }
  double of(const Negation& negation) const { return -of(negation.operand); }
  double of(const Sum& sum) const {
    double total = of(sum.terms.front().value);
    for (std::size_t i = 1; i < sum.terms.size(); ++i) {
      total += (sum.terms[i].minus ? -1 : 1) * of(sum.terms[i].value);
    }
    return total;
  }
  double of(const Product& product) const { return of(product.left) * of(product.right); }
  double of(const Quotient& quotient) const {
    const double divisor = of(quotient.right);
    return divisor == 0 ? no_number : of(quotient.left) / divisor;
  }
  double of(const Power& power) const { return std::pow(of(power.base), of(power.exponent)); }
  double of(const Conditional& cases) const {
    return of(holds(cases.relation, of(cases.left), of(cases.right)) ? cases.then : cases.otherwise);
  }
  double of(const StepSum&) const { return no_number; }  // is written out

  double of_all(const Call& call, double (*chosen)(double, double)) const {
    double all = of(call.arguments.front());
    for (const Expression& argument : call.arguments) all = chosen(all, of(argument));
    return all;
  }

  double of(const Call& call) const {
    const double x = of(call.arguments[0]);
    switch (call.function) {
      case Function::sqrt:
        return std::sqrt(x);
      case Function::abs:
        return std::fabs(x);
      case Function::sign:
        return x > 0 ? 1 : x < 0 ? -1 : x;
      case Function::min:
        return of_all(call, [](double a, double b) { return std::min(a, b); });
      case Function::max:
        return of_all(call, [](double a, double b) { return std::max(a, b); });
      case Function::exp:
        return std::exp(x);
      case Function::log:
        return x > 0 ? std::log(x) : no_number;
      case Function::sin:
        return std::sin(x);
      case Function::cos:
        return std::cos(x);
      case Function::floor:
        return std::floor(x);
      default:
        return no_number;  // what belongs to steps is written out
    }
  }

  const Numbers& names_;
};

bool is_within(const Rule& rule, double number, Numbers& names) {
  const double centre = evaluated(rule.centre, names);
  names[own_value] = centre;
  return std::fabs(number - centre) <= evaluated(rule.reach, names);
}

bool holds(const Box& box, const Rule& rule, double number, Numbers& names) {
  if (rule.is_calculated && number == 0) return false;
  if (rule.is_off_key && is_within(box.rules.front(), evaluated(rule.centre, names), names)) return false;
  return is_within(rule, number, names);
}

/// Charges every misconception that the number may come from, where nothing better is known of it.
Exact share_of(const Box& box, double number, Numbers& names, std::set<std::string>& charged) {
  Exact share;
  std::set<std::string> causes;
  for (const Rule& rule : box.rules) {
    if (!holds(box, rule, number, names)) continue;
    if (!rule.is_mistake()) return rule.share;  // these stand in front
    if (charged.count(rule.cause) != 0) share = rule.share;
    causes.insert(rule.cause);
  }
  charged.merge(causes);
  return share;
}

}  // namespace

double evaluated(const Expression& e, const Numbers& names) {
  const double value = Evaluation(names).of(e);
  return std::isfinite(value) ? value : no_number;
}

double carried_on(const Box& box, const std::optional<Exact>& written, const Numbers& before) {
  if (written) return written->to_double();
  const double own = box.equation ? evaluated(*box.equation, before) : no_number;
  return std::isfinite(own) ? own : box.answers.front().value.to_double();
}

std::vector<Exact> calculated_shares(const std::vector<Box>& boxes, const std::vector<std::optional<Exact>>& sheet) {
  STEPMARK_ASSERT(boxes.size() == sheet.size());
  Numbers names;
  std::set<std::string> charged;
  std::vector<Exact> shares;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    shares.emplace_back(0);
    if (boxes[i].answers.empty()) continue;
    const double number = carried_on(boxes[i], sheet[i], names);
    if (sheet[i]) shares.back() = share_of(boxes[i], number, names, charged);
    names[boxes[i].id] = number;
  }
  return shares;
}

}  // namespace stepmark::exports
