// Values put into a formula: the one way in which a page and a hint fill in an equation.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/expression/expression.hpp"
#include "lib/problem/problem.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// Where an expression is read: the step, the component and the values of summation variables.
struct Scope {
  std::int64_t t = 1;
  std::optional<std::size_t> component;
  std::vector<std::pair<std::string, std::int64_t>> bound;

  std::optional<std::int64_t> integer(std::string_view name) const;
  std::optional<std::int64_t> integer(const Index& index) const;
};

/// Replaces the names of an expression by values. grad and loss become the objective's formula at the point; norm, sum
/// and dot are written out over the components, a sum over steps over its steps (of more terms than fit a page the
/// first three and the last); of a list by steps the value of the step is taken. What a value looks like, and which
/// case of a distinction applies, the derived class knows. Refers to the problem.
class Filling {
 public:
  /// Sums of more than so many terms are not written out in full.
  static constexpr std::size_t most_terms_on_a_page = 8;

  explicit Filling(const Problem& problem, std::size_t most_terms = most_terms_on_a_page)
      : problem_(problem), most_terms_(most_terms) {}
  Filling(const Filling&) = delete;
  Filling& operator=(const Filling&) = delete;

  Expression fill(const Expression& e, const Scope& scope);

 protected:
  ~Filling() = default;

  /// What stands for a name; nothing where it stays.
  virtual std::optional<Expression> value(const Name& name, const Scope& scope) = 0;
  /// The case that applies, filled in; nothing where all of them stay.
  virtual std::optional<Expression> taken(const Conditional& cases, const Scope& scope) = 0;
  /// Stands for terms that are left out.
  virtual Expression dots() = 0;
  /// One of these terms. @param fill  fills it in, should anything of it be wanted
  virtual void left_out(const std::function<void()>& fill) = 0;
  /// A distinction of the objective's own, which is shown as it is.
  virtual void passed(const Conditional& cases) = 0;

  const Problem& problem() const { return problem_; }
  /// That of a quantity, where it has components.
  std::optional<std::size_t> component_of(std::string_view quantity, const Scope& scope) const;

 private:
  std::optional<Expression> replaced(const Expression& e, const Scope& scope);
  std::optional<Expression> filled(const Call& call, const Scope& scope);
  std::optional<Expression> filled(const StepSum& steps, const Scope& scope);
  std::optional<Expression> filled_gradient(const Call& call, const Scope& scope);
  std::optional<Expression> filled_loss(const Call& call, const Scope& scope);
  std::optional<Expression> chosen(const Call& call, const Scope& scope);
  Expression filled_norm(const Expression& vector, const Scope& scope);
  Expression at_point(const Expression& formula, const Expression& point, const Scope& scope);
  Expression over_components(const Scope& scope, const std::function<Expression(const Scope&)>& term);
  Expression written_out(std::size_t count, const std::function<Expression(std::size_t)>& term);

  const Problem& problem_;
  std::size_t most_terms_;
};

}  // namespace stepmark::reports
