#include "lib/optimizer/same_hyperparameters.hpp"

#include <algorithm>
#include <functional>

namespace stepmark {

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

 private:
  void found(Role role) { role_ = std::min(role_, role); }

  void visit(const Expression& e) {
    Factors factors;
    collect_factors(e, factors);
    if (std::find(factors.begin(), factors.end(), wanted_) != factors.end()) found(role_among(factors));
    if (const auto* sum = e.as<Sum>()) {
      const auto adds = [&](const Sum::Term& term) { return !term.minus && term.value == wanted_; };
      if (std::any_of(sum->terms.begin(), sum->terms.end(), adds)) return found(Role::is_added);
    }
    if (e == wanted_ || is_complement(e)) return;
    for_each_child(e, [&](const Expression& child) {
      if (!(child == wanted_)) visit(child);
    });
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
};

Role role_of(const Hyperparameter& hyper, const Definition& definition) {
  return RoleFinder(hyper.name).role_in(definition);
}

struct Unpaired {
  std::string name;
  Role role;
};

std::vector<Unpaired> without_namesake(const Definition& definition, const Definition& other) {
  std::vector<Unpaired> left;
  for (const Hyperparameter& hyper : definition.hyperparameters) {
    if (!other.find_hyperparameter(hyper.name)) left.push_back({hyper.name, role_of(hyper, definition)});
  }
  return left;
}

/// The only one of that role, or null.
const Unpaired* only(const std::vector<Unpaired>& all, Role role) {
  const auto plays = [&](const Unpaired& one) { return one.role == role; };
  if (std::count_if(all.begin(), all.end(), plays) != 1) return nullptr;
  return &*std::find_if(all.begin(), all.end(), plays);
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

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
  for (const Hyperparameter& hyper : a.hyperparameters) {
    if (b.find_hyperparameter(hyper.name)) pairs.emplace_back(hyper.name, hyper.name);
  }
  if (a.optimizer != b.optimizer) return pairs;
  std::vector<Unpaired> left = without_namesake(a, b), right = without_namesake(b, a);
  pair_by_role(left, right, pairs);
  const bool last = left.size() == 1 && right.size() == 1;
  if (last && (left[0].role == Role::unknown || right[0].role == Role::unknown)) {
    pairs.emplace_back(left[0].name, right[0].name);
  }
  return pairs;
}

}  // namespace stepmark
