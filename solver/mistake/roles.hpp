// What the parts of a definition are for, told from the form of its equations and from what they do, never from a name
// in the catalogue.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "solver/mistake/rewriting.hpp"
#include "solver/rooms.hpp"

namespace stepmark::mistake {

/// A quantity that its own equation takes from the step before: a velocity, a moment, an accumulator.
struct StateRole {
  std::size_t equation = 0;
  std::string quantity;
  std::int64_t offset = 0;  ///< of the equation; the value before is quantity[t + offset - 1]
};

/// All of them but theta.
std::vector<StateRole> states(const Definition& definition);
bool is_previous(const Expression& e, const StateRole& state);

/// state[t] = old +/- fresh ..., the terms apart.
struct Recursion {
  Sum::Term old;                 ///< the term that contains the state before
  std::vector<Sum::Term> fresh;  ///< the others; never empty
};
std::optional<Recursion> recursion(const Definition& definition, const StateRole& state);

/// Is what a state takes in new at each step of first degree in the gradient (a velocity, a first moment)?
bool is_velocity(const Definition& definition, const StateRole& state);
/// The states for which that holds.
std::vector<StateRole> velocities(const Definition& definition);
/// The quantity that a velocity takes in: the gradient, clipped or decayed as may be.
std::optional<std::string> taken_in(const Definition& definition, const StateRole& velocity);

/// b*X + (1 - b)*Y, in either order.
struct Average {
  Expression old, fresh;  ///< X and Y
  Expression weight;      ///< b
  Expression rest;        ///< 1 - b, as written
};
std::optional<Average> average(const Expression& e);

/// h*X[t-1] + fresh ..., and no average: a velocity that decays.
struct LeakySum {
  StateRole state;
  Expression factor;  ///< h
  Sum::Term old;      ///< h*X[t-1]
  std::vector<Sum::Term> fresh;
};
std::vector<LeakySum> leaky_sums(const Definition& definition);

/// Does `e` refer to a quantity, other than theta, that has a component for each parameter?
bool mentions_vector(const Expression& e, const Definition& definition);

/// The equations that gather squares of gradients: of squares averaged, or added up.
std::vector<std::size_t> accumulators(const Definition& definition);

/// The states that gather how large gradients are: squares averaged or added up, or a largest size.
std::vector<std::size_t> gathered_sizes(const Definition& definition);
/// Does the method hold its steps against such a state, so that they are about as long as its learning rate?
bool is_adaptive(const Definition& definition);
/// Hyperparameters with which velocities and first moments are kept, and those with which gathered sizes are: beta1 and
/// beta2 of Adam.
struct Decays {
  std::vector<std::string> of_gradients, of_sizes;
};
Decays decays(const Definition& definition);

/// 1 - b^E, where E depends on the step: the factor that corrects a bias.
bool is_bias_factor(const Expression& e);

bool is_hyperparameter(const Expression& e, const Definition& definition);

/// The position of theta's equation.
std::size_t update_equation(const Definition& definition);
/// theta - a + b ...: the terms behind the leading theta; nothing if the update has another form.
struct Update {
  std::size_t equation = 0;
  Expression leading;  ///< theta before
  std::vector<Sum::Term> terms;
};
std::optional<Update> update(const Definition& definition);

/// The lines in which the gradient is evaluated.
std::vector<std::size_t> gradient_equations(const Definition& definition);

/// p of grad(p); null of anything else.
const Expression* point_of(const Expression& e);
/// The quantity at which the gradient is taken somewhere in `right`; empty if that is none.
std::string gradient_point(const Expression& right);

/// The hyperparameters that scale what the gradient does to theta: one as a rule, none, or two factors of one rate.
std::vector<std::string> learning_rates(const Definition& definition);
/// The name that stands for the learning rate: the first of them, or its schedule.
std::optional<Expression> learning_rate(const Problem& problem);

}  // namespace stepmark::mistake
