// What fits the numbers of a trace, weighed in bits: the fewer it takes to say a method with its values and then the
// numbers, the likelier it is (minimum description length, Rissanen).
#pragma once

#include <memory>
#include <vector>

#include "solver/identify/identify.hpp"
#include "solver/identify/trial.hpp"
#include "solver/rooms.hpp"

namespace stepmark::identify {

/// Holds one fit for each definition and wrong method: the lightest.
class Weighing {
 public:
  /// @param numbers  of theta
  /// @param floats   whether they may be of single precision
  Weighing(std::shared_ptr<const Numbers> numbers, bool floats) : numbers_(std::move(numbers)), floats_(floats) {}

  /// @param said         bits that it takes to say the values
  /// @param rate_digits  of the learning rate
  void add(Fit fit, double said, int rate_digits);

  bool is_empty() const { return weighed_.empty(); }
  /// Is one so plain and so exact that nothing else need be looked for?
  bool has_convinced() const;
  /// Leaves out those whose decay nobody told and the numbers do not ask for.
  void drop_open_decays();

  /// Those that the numbers leave beside the best, the likeliest first. Nothing is left here.
  std::vector<Fit> settled();

 private:
  struct Weighed {
    Fit fit;
    double said = 0;          ///< bits that it takes to say the method and its values
    double left_open = 0;     ///< bits that it then takes to say the numbers
    bool convincing = false;  ///< nothing plainer need be looked for

    double bits() const { return said + left_open; }
    bool is_sharp() const;
  };

  double bits_left_open(const Fit& fit) const;
  double lost_bits(const std::vector<Departure>& departures) const;
  bool loses_by_its_digits(const Fit& fit, const Fit& best) const;
  static bool is_outdone(const Weighed& one, const Weighed& best);
  void drop_outdone();
  void drop_the_same();

  std::shared_ptr<const Numbers> numbers_;
  bool floats_;
  std::vector<Weighed> weighed_;  ///< as found
};

}  // namespace stepmark::identify
