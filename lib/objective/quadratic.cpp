// 1/2 x'Ax - b'x, as the polynomial and the gradient Ax - b that a person writes.
#include "lib/expression/parse.hpp"
#include "lib/objective/check.hpp"
#include "lib/objective/exact_eigen.hpp"
#include "lib/objective/objective.hpp"

namespace stepmark::objective {

namespace {

/// The minus sign stands before the leftmost factor, where the parser reads it.
Expression negated(const Expression& e) {
  if (const auto* p = e.as<Product>()) return product(negated(p->left), p->right);
  if (const auto* q = e.as<Quotient>()) return quotient(negated(q->left), q->right);
  return negation(e);
}

/// A sum as it is written: terms of 0 left out, a coefficient of 1 not shown, negative ones subtracted.
class WrittenSum {
 public:
  void add(const Exact& coefficient, const std::vector<Expression>& factors) {
    if (coefficient.is_zero()) return;
    terms_.push_back({coefficient.sign() < 0, term(coefficient.abs(), factors)});
  }

  Expression written() && {
    if (terms_.empty()) return literal(0);
    if (terms_.front().minus) terms_.front() = {false, negated(terms_.front().value)};
    return terms_.size() == 1 ? terms_.front().value : sum(std::move(terms_));
  }

 private:
  /// A fraction comes out as the quotient of its two numbers.
  static Expression term(const Exact& coefficient, const std::vector<Expression>& factors) {
    Expression result;
    if (factors.empty() || coefficient != Exact(1)) result = parse_expression(coefficient.to_string());
    for (const Expression& factor : factors) result = result ? product(result, factor) : factor;
    return result;
  }

  std::vector<Sum::Term> terms_;
};

class QuadraticObjective : public Objective {
 public:
  QuadraticObjective(const ExactMatrix& a, const ExactVector& b, std::vector<std::string> parameters)
      : Objective(std::move(parameters)), loss_(written_loss(a, b)) {
    for (Eigen::Index i = 0; i < b.size(); ++i) gradient_.push_back(written_gradient(a, b, i));
  }

  Kind kind() const override { return Kind::quadratic; }
  std::optional<Expression> loss(std::int64_t) const override { return loss_; }
  Expression gradient(std::size_t i, std::int64_t) const override { return gradient_.at(i); }
  std::optional<Expression> loss_formula() const override { return loss_; }
  std::optional<Expression> gradient_formula(std::size_t i) const override { return gradient_.at(i); }
  bool depends_on_step() const override { return false; }

 private:
  Expression parameter(Eigen::Index i) const { return name(parameters()[static_cast<std::size_t>(i)]); }
  Expression square(Eigen::Index i) const { return power(parameter(i), literal(2)); }

  Expression written_loss(const ExactMatrix& a, const ExactVector& b) const {
    WrittenSum sum;
    for (Eigen::Index i = 0; i < b.size(); ++i) {
      sum.add(a(i, i) / 2, {square(i)});
      for (Eigen::Index j = i + 1; j < b.size(); ++j) sum.add(a(i, j), {parameter(i), parameter(j)});
    }
    for (Eigen::Index i = 0; i < b.size(); ++i) sum.add(-b(i), {parameter(i)});
    return std::move(sum).written();
  }

  Expression written_gradient(const ExactMatrix& a, const ExactVector& b, Eigen::Index i) const {
    WrittenSum sum;
    for (Eigen::Index j = 0; j < b.size(); ++j) sum.add(a(i, j), {parameter(j)});
    sum.add(-b(i), {});
    return std::move(sum).written();
  }

  Expression loss_;
  std::vector<Expression> gradient_;
};

ExactMatrix matrix(const std::vector<std::vector<Exact>>& rows, const std::vector<std::string>& parameters,
                   const Location& where) {
  check_length(rows.size(), parameters, "A", where);
  const auto size = static_cast<Eigen::Index>(rows.size());
  ExactMatrix a(size, size);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    check_length(rows[i].size(), parameters, "row " + std::to_string(i + 1) + " of A", where);
    a.row(static_cast<Eigen::Index>(i)) = Eigen::Map<const ExactVector>(rows[i].data(), size).transpose();
  }
  return a;
}

void check_symmetric(const ExactMatrix& a, const Location& where) {
  if (a == a.transpose()) return;
  for (Eigen::Index i = 0; i < a.rows(); ++i) {
    for (Eigen::Index j = 0; j < i; ++j) {
      if (a(i, j) == a(j, i)) continue;
      const auto entry = [](Eigen::Index row, Eigen::Index column) {
        return "A[" + std::to_string(row + 1) + "][" + std::to_string(column + 1) + "]";
      };
      throw InputError(where,
                       "A is not symmetric: " + entry(j, i) + " is " + in_quotes(a(j, i).to_string()) + " and " +
                           entry(i, j) + " is " + in_quotes(a(i, j).to_string()),
                       "expected equal entries");
    }
  }
}

}  // namespace

ObjectivePtr quadratic_objective(const std::vector<std::vector<Exact>>& a, std::vector<Exact> b,
                                 std::vector<std::string> parameters, const Location& where) try {
  const ExactMatrix rows = matrix(a, parameters, where);
  check_symmetric(rows, where);
  check_length(b.size(), parameters, "b", where);
  const ExactVector column = Eigen::Map<const ExactVector>(b.data(), static_cast<Eigen::Index>(b.size()));
  return std::make_shared<QuadraticObjective>(rows, column, std::move(parameters));
} catch (const InputError& error) {
  throw error.at(where);
}

}  // namespace stepmark::objective
