// Problems that differ in their numbers alone: what they have in common, so that one tape serves them all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "solver/rooms.hpp"
#include "solver/tape/tape.hpp"

namespace stepmark::tape {

/// All that the tape of a problem depends on, apart from its numbers: those of the start, the hyperparameters, the
/// state and the objective, where they are no exponents. Problems share a form only if their equations are the same
/// objects, which something has to keep alive while the key is in use.
class TapeForm {
 public:
  /// @param problem  outlives the form
  explicit TapeForm(const Problem& problem);

  const std::string& key() const { return key_; }
  const std::vector<Exact>& numbers() const { return numbers_; }

 private:
  friend class SharedTape;

  void add_optimizer();
  void add_objective();
  void add_given(const Expression& value);
  void add_formula(const Expression& e, bool is_exponent = false);
  void add_number(const Expression& e, const Exact& value, bool is_exponent);
  void add_text(std::string_view text);
  void add_integer(std::int64_t number);

  const Problem& problem_;
  std::string key_;
  std::vector<Exact> numbers_;
  std::unordered_map<const Node*, std::size_t> nodes_;  ///< of the numbers
  bool uses_gradient_ = false, uses_loss_ = false;
  std::vector<Expression> gradients_, losses_;  ///< step by step where they differ, as they were walked
};

/// A tape into which the numbers of any problem of its form can be put.
class SharedTape {
 public:
  /// @param otherwise  the problem of the form itself, or the same with other equations and more starts
  SharedTape(const TapeForm& form, const Problem& otherwise, StepSums sums);

  /// Nothing where a number stands in an equation too, and is another one there.
  /// What it gives stays until the next call.
  const Tape* with(const std::vector<Exact>& numbers);

 private:
  struct Place {
    std::size_t number;
    std::uint32_t constant;
  };
  Tape tape_;
  std::vector<Place> places_;
  std::vector<std::pair<std::size_t, Exact>> shared_;  ///< numbers that stand in an equation too
  std::vector<Expression> kept_alive_;
};

/// Tapes of problems, each compiled once for all of its form. For one thread at a time.
class TapeStore {
 public:
  explicit TapeStore(StepSums sums = StepSums::anew) : sums_(sums) {}

  /// As `compile`. It stays as it is until the next call.
  const Tape& of(const Problem& problem);

 private:
  static constexpr std::size_t most_forms = 64;
  struct Kept {
    Definition optimizer;            ///< keeps alive what the key goes by
    std::optional<SharedTape> tape;  ///< made when the form comes a second time: many come only once
  };
  StepSums sums_;
  std::unordered_map<std::string, Kept> known_;
  Tape other_;
};

}  // namespace stepmark::tape
