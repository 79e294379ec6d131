#include "lib/optimizer/same_hyperparameters.hpp"

#include <algorithm>
#include <functional>
#include <optional>

namespace stepmark::optimizer {

namespace {

/// What a hyperparameter does; where it does several things, the first of these.
enum class Role { keeps_second_moment, keeps_first_moment, is_added, scales, shrinks_parameters, unknown };

using Factors = std::vector<Expression>;

void collect_factors(const Expression& e, Factors& factors) {
  if (const auto* product = e.as<Product>()) {
    collect_factors(product->left, factors);
    collect_factors(product->right, factors);
  } else if (const auto* quotient = e.as<Quotient>()) {
    collect_factors(quotient->left, factors);
  } else if (const auto* negation = e.as<Negation>()) {
    collect_factors(negation->operand, factors);
  } else {
    factors.push_back(e);
  }
}

bool refers_to(const Expression& e, const std::string& quantity, std::int64_t offset) {
  const auto* name = e.as<Name>();
  return name && name->symbol == quantity && name->index && name->index->offset == offset;
}

bool is_parameters(const Expression& e) {
  const auto* name = e.as<Name>();
  return name && name->symbol == "theta" && name->index;
}

bool holds_parameters(const Expression& e) {
  bool found = false;
  for_each(e, [&](const Expression& part) { found = found || is_parameters(part); });
  return found;
}

bool has_square(const Expression& e) {
  bool found = false;
  for_each(e, [&](const Expression& part) {
    const auto* power = part.as<Power>();
    const auto* exponent = power ? power->exponent.as<Number>() : nullptr;
    found = found || (exponent && exponent->value == Exact(2));
  });
  return found;
}

class RoleFinder {
 public:
  explicit RoleFinder(const std::string& hyperparameter) : wanted_(name(hyperparameter)) {}

  Role role_in(const Definition& definition) {
    for (const Equation& equation : definition.equations) {
      equation_ = &equation;
      visit(equation.right);
    }
    return role_;
  }

  /// In the definition last looked at: does it multiply the parameters too, whatever else it does?
  bool multiplies_parameters() const { return multiplies_parameters_; }

 private:
  void found(Role role) { role_ = std::min(role_, role); }

  void visit(const Expression& e) {
    Factors factors;
    collect_factors(e, factors);
    if (std::find(factors.begin(), factors.end(), wanted_) != factors.end()) {
      found(role_among(factors));
      multiplies_parameters_ = multiplies_parameters_ || std::any_of(factors.begin(), factors.end(), holds_parameters);
    }
    if (const auto* sum = e.as<Sum>()) {
      const auto adds = [&](const Sum::Term& term) { return !term.minus && term.value == wanted_; };
      if (std::any_of(sum->terms.begin(), sum->terms.end(), adds)) return found(Role::is_added);
    }
    if (!(e == wanted_) && !is_complement(e)) visit_parts(e);
  }

  /// What a product is made of; the product of some of its factors is none of its parts.
  void visit_parts(const Expression& e) {
    if (e == wanted_) return;
    if (const auto* product = e.as<Product>()) {
      visit_factor(product->left);
      visit_factor(product->right);
    } else if (const auto* quotient = e.as<Quotient>()) {
      visit_factor(quotient->left);
      if (!(quotient->right == wanted_)) visit(quotient->right);
    } else if (const auto* negation = e.as<Negation>()) {
      visit_factor(negation->operand);
    } else {
      for_each_child(e, [&](const Expression& child) {
        if (!(child == wanted_)) visit(child);
      });
    }
  }

  void visit_factor(const Expression& e) {
    const bool goes_on = e.as<Product>() || e.as<Quotient>() || e.as<Negation>();
    if (goes_on) return visit_parts(e);
    if (!(e == wanted_)) visit(e);
  }

  /// 1 - b says no more than b.
  bool is_complement(const Expression& e) const {
    const auto* sum = e.as<Sum>();
    return sum && sum->terms.size() == 2 && sum->terms[1].minus && sum->terms[1].value == wanted_;
  }

  Role role_among(const Factors& factors) const {
    const auto old = [&](const Expression& e) { return refers_to(e, equation_->quantity, equation_->offset - 1); };
    if (std::any_of(factors.begin(), factors.end(), old) && equation_->quantity != "theta") {
      return has_square(equation_->right) ? Role::keeps_second_moment : Role::keeps_first_moment;
    }
    return std::any_of(factors.begin(), factors.end(), is_parameters) ? Role::shrinks_parameters : Role::scales;
  }

  Expression wanted_;
  const Equation* equation_ = nullptr;
  Role role_ = Role::unknown;
  bool multiplies_parameters_ = false;
};

Role role_of(const Hyperparameter& hyper, const Definition& definition) {
  return RoleFinder(hyper.name).role_in(definition);
}

/// What scales the step. Of several, the one that leaves the parameters' own decay alone: alpha in
/// theta - eta*(alpha*m + lambda*theta), where eta multiplies whatever the step is.
std::optional<std::string> rate_of(const Definition& definition) {
  std::vector<std::string> all, of_gradient_alone;
  for (const Hyperparameter& hyper : definition.hyperparameters) {
    RoleFinder finder(hyper.name);
    if (finder.role_in(definition) != Role::scales) continue;
    all.push_back(hyper.name);
    if (!finder.multiplies_parameters()) of_gradient_alone.push_back(hyper.name);
  }
  const std::vector<std::string>& candidates = all.size() > 1 ? of_gradient_alone : all;
  return candidates.size() == 1 ? std::optional(candidates.front()) : std::nullopt;
}

struct Unpaired {
  std::string name;
  Role role;
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Of two optimizers only where one's name for it is a name in the other too.
void pair_rates(const Definition& a, const Definition& b, Pairs& pairs) {
  const auto mine = rate_of(a), theirs = rate_of(b);
  if (!mine || !theirs) return;
  const bool known = b.find_hyperparameter(*mine) || a.find_hyperparameter(*theirs);
  if (known || a.optimizer == b.optimizer) pairs.emplace_back(*mine, *theirs);
}

bool is_paired(const Pairs& pairs, std::string Pairs::value_type::*side, const std::string& name) {
  return std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return pair.*side == name; });
}

void pair_by_name(const Definition& a, const Definition& b, Pairs& pairs) {
  const Pairs before = pairs;
  for (const Hyperparameter& hyper : a.hyperparameters) {
    const bool free = !is_paired(before, &Pairs::value_type::first, hyper.name) &&
                      !is_paired(before, &Pairs::value_type::second, hyper.name);
    if (free && b.find_hyperparameter(hyper.name)) pairs.emplace_back(hyper.name, hyper.name);
  }
}

std::vector<Unpaired> unpaired(const Definition& definition, const Pairs& pairs, std::string Pairs::value_type::*side) {
  std::vector<Unpaired> left;
  for (const Hyperparameter& hyper : definition.hyperparameters) {
    if (!is_paired(pairs, side, hyper.name)) left.push_back({hyper.name, role_of(hyper, definition)});
  }
  return left;
}

/// The only one of that role, or null.
const Unpaired* only(const std::vector<Unpaired>& all, Role role) {
  const auto plays = [&](const Unpaired& one) { return one.role == role; };
  if (std::count_if(all.begin(), all.end(), plays) != 1) return nullptr;
  return &*std::find_if(all.begin(), all.end(), plays);
}

void pair_by_role(std::vector<Unpaired>& a, std::vector<Unpaired>& b, Pairs& pairs) {
  for (int i = 0; i < static_cast<int>(Role::unknown); ++i) {
    const Role role = static_cast<Role>(i);
    const Unpaired *mine = only(a, role), *theirs = only(b, role);
    if (!mine || !theirs) continue;
    pairs.emplace_back(mine->name, theirs->name);
    std::erase_if(a, [&](const Unpaired& one) { return one.role == role; });
    std::erase_if(b, [&](const Unpaired& one) { return one.role == role; });
  }
}

}  // namespace

std::vector<std::pair<std::string, std::string>> same_hyperparameters(const Definition& a, const Definition& b) {
  Pairs pairs;
  pair_rates(a, b, pairs);
  pair_by_name(a, b, pairs);
  if (a.optimizer != b.optimizer) return pairs;
  std::vector<Unpaired> left = unpaired(a, pairs, &Pairs::value_type::first);
  std::vector<Unpaired> right = unpaired(b, pairs, &Pairs::value_type::second);
  pair_by_role(left, right, pairs);
  const bool last = left.size() == 1 && right.size() == 1;
  if (last && (left[0].role == Role::unknown || right[0].role == Role::unknown)) {
    pairs.emplace_back(left[0].name, right[0].name);
  }
  return pairs;
}

}  // namespace stepmark::optimizer
