// New problems, each with its certificate: drawn from a family, looked at, certified, and kept if they are as much work
// as the others of their set.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lib/optimizer/catalogue.hpp"
#include "problems/certificate.hpp"
#include "problems/draft.hpp"
#include "problems/family.hpp"
#include "problems/pins.hpp"
#include "problems/rooms.hpp"
#include "problems/workload.hpp"

namespace stepmark::problems {

/// What is wanted of a set.
struct Request {
  static constexpr std::int64_t most_steps = 20;
  static constexpr std::size_t most_dimension = 10;
  static constexpr std::uint64_t most_count = 1'000'000;

  std::vector<std::string> optimizers = {usual_definition().name};  ///< problem after problem, in turn
  std::string family;                                               ///< empty: one that suits
  Question::Kind kind = Question::Kind::table;
  Level level = Level::medium;
  std::int64_t steps = 0;       ///< 0: as many as suit
  std::int64_t first_step = 1;  ///< above 1: a start in the middle
  std::size_t dimension = 0;    ///< 0: the family's own
  DecimalFormat format;         ///< in which answers are asked; Kind::none: what is pinned, or one that suits
  std::uint64_t count = 1;
  std::uint64_t seed = 1;
  Pins pins;
};

/// The request with what was left open filled in: an empty family, steps or dimension 0.
/// @throws InputError naming the option that cannot be met by any problem, and what to give instead
Request completed(Request request);

struct Generated {
  std::uint64_t number = 0;   ///< from 0
  std::uint64_t attempt = 0;  ///< the candidate that was taken
  std::uint64_t answers = 0;  ///< a hash of the asked answers; no two of a set are equal
  Draft draft;
  Problem problem;
  Certificate certificate;
  Workload workload;
};

/// The problems of a request. The same request gives the same problems on every machine, whatever the number of
/// threads and wherever it is begun.
class Generator {
 public:
  /// Looks for numbers that work: hyperparameters, and the workload that all problems of an optimizer will have.
  /// @throws InputError saying which demand to relax when there are none; and whatever `completed` throws
  explicit Generator(const Request& request);
  ~Generator();

  /// Makes problems first, first + 1, ... count - 1 and hands each over in order, from the calling thread.
  /// @param known  hashes of the answers of the problems before `first`
  /// @throws InputError when the numbers run out; and whatever `take` throws
  void run(std::uint64_t first, const std::vector<std::uint64_t>& known, unsigned threads,
           const std::function<void(Generated&&)>& take);

  /// The problems of these numbers, of any size, in order; each is what it is whatever the others are, so that two may
  /// have the same answers.
  void each(const std::vector<std::uint64_t>& numbers, unsigned threads, const std::function<void(Generated&&)>& take);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace stepmark::problems
