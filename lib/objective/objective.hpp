// What is minimised: the loss and its gradient at a point, as expressions in the parameters' names.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lib/base/error.hpp"
#include "lib/expression/expression.hpp"
#include "lib/rooms.hpp"

namespace stepmark::objective {

/// A table of exact numbers with named columns, read from CSV.
struct DataTable {
  std::vector<std::string> columns;
  std::vector<std::vector<Exact>> rows;
};

/// An objective as a problem states it. Immutable.
class Objective {
 public:
  /// How the gradient comes about; decides what a worked solution shows.
  enum class Kind {
    function,   ///< an expression; the gradient is derived
    gradient,   ///< the gradient's formula is given, one expression a component
    gradients,  ///< given step by step
    quadratic,  ///< 1/2 x'Ax - b'x
    data        ///< the mean or sum of a loss over the rows of a mini-batch
  };

  virtual ~Objective() = default;
  virtual Kind kind() const = 0;

  /// Names of the components, in the order of `start`: identifiers, or "1", "2", ... where `start` is a list. Formulas
  /// refer to them under these very names; what prints "1" as a symbol is the printer's affair.
  const std::vector<std::string>& parameters() const { return parameters_; }
  std::size_t dimension() const { return parameters_.size(); }

  /// J at step t, t >= 1, in the parameters' names; nothing where only gradients are given.
  virtual std::optional<Expression> loss(std::int64_t t) const = 0;
  /// dJ/d(parameter i) at step t, in the parameters' names, in the form that a person writes.
  virtual Expression gradient(std::size_t i, std::int64_t t) const = 0;

  /// The formulas for a page. For data, those of a single row, in the columns' names; for gradients, none.
  virtual std::optional<Expression> loss_formula() const = 0;
  virtual std::optional<Expression> gradient_formula(std::size_t i) const = 0;

  /// False when loss() and gradient() are the same at every step.
  virtual bool depends_on_step() const = 0;
  /// The last step for which gradients are given; nothing if unbounded.
  virtual std::optional<std::int64_t> last_step() const { return std::nullopt; }

  /// Data objectives only: the rows (from 0) of step t's batch, and the table; else empty and null.
  virtual std::vector<std::size_t> batch(std::int64_t) const { return {}; }
  virtual const DataTable* table() const { return nullptr; }
  /// Data objectives only, else null: every batch the whole table; or summed where the mean was meant, and the other
  /// way round.
  virtual std::shared_ptr<const Objective> on_whole_table() const { return nullptr; }
  virtual std::shared_ptr<const Objective> reduced_otherwise() const { return nullptr; }

 protected:
  explicit Objective(std::vector<std::string> parameters) : parameters_(std::move(parameters)) {}

 private:
  std::vector<std::string> parameters_;
};

using ObjectivePtr = std::shared_ptr<const Objective>;

/// Each throws InputError (place from `where`) on names that are no parameter, on lengths that do not agree with
/// `parameters`, and on what has no derivative. A name in an expression is a parameter, `pi`, or (gradients) `t`.
ObjectivePtr function_objective(Expression function, std::vector<std::string> parameters, const Location& where);
ObjectivePtr gradient_objective(std::vector<Expression> gradient, std::vector<std::string> parameters,
                                const Location& where);
/// @param gradients  one list a step, the first of them for `first_step`
ObjectivePtr gradients_objective(std::vector<std::vector<Expression>> gradients, std::vector<std::string> parameters,
                                 const Location& where, std::int64_t first_step = 1);
/// A is square, symmetric (J would otherwise have the gradient (A + A')/2 x - b; refused), dimension x dimension; b of
/// that length.
ObjectivePtr quadratic_objective(const std::vector<std::vector<Exact>>& a, std::vector<Exact> b,
                                 std::vector<std::string> parameters, const Location& where);
enum class Reduce { mean, sum };
/// @param loss   of one row, in the parameters' and the table's columns' names
/// @param batch  rows a step, taken in the table's order, beginning again after the last full or partial batch
ObjectivePtr data_objective(Expression loss, DataTable table, std::size_t batch, Reduce reduce,
                            std::vector<std::string> parameters, const Location& where);

}  // namespace stepmark::objective
