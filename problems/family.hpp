// Families of objectives: what a set of problems is about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "problems/draft.hpp"
#include "problems/draw.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

enum class Level { easy, medium, hard };
std::string to_string(Level level);

struct Family {
  /// What is wanted of an objective.
  struct Wanted {
    Level level = Level::medium;
    std::size_t dimension = 2;
    std::int64_t steps = 2;
    /// How far a step goes, where that hardly depends on the gradient: a start that is a few steps from a minimum has
    /// gradients that change. Families that do not know their minimum start anywhere.
    std::optional<Exact> step_length = std::nullopt;
  };
  struct Drawn {
    StatedObjective objective;
    /// For optimizers that do not scale the gradient: the learning rate that shows what is to be shown.
    std::optional<Exact> rate = std::nullopt;
  };

  std::string id;
  std::string sentence;  ///< what it shows, for `stepmark families`
  std::string on;        ///< for titles: "on a saddle"
  std::size_t least_dimension, usual_dimension, most_dimension;
  /// No component influences another, so that each may be chosen by itself.
  bool separable;
  /// The gradients are given, not derived.
  bool gives_gradients;
  /// The loss is taken over a table, mini-batch after mini-batch.
  bool gives_data;
  Drawn (*draw)(Draw& draw, const Wanted& wanted);
};

/// In the order in which they are listed. The first is the usual one; of those that give gradients, the first as well.
const std::vector<Family>& families();
/// @throws InputError with the nearest right identifier
const Family& find_family(std::string_view id);

// The families by subject; see problems/family/.
std::vector<Family> quadratic_families();
std::vector<Family> function_families();
std::vector<Family> data_families();
std::vector<Family> gradient_families();

}  // namespace stepmark::problems
