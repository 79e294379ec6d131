// The points that an optimizer comes to, and what is said of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "reports/inline.hpp"
#include "reports/picture/picture.hpp"
#include "reports/rooms.hpp"
#include "solver/trace/trace.hpp"

namespace stepmark::picture {

using reports::Inline;
using reports::Inlines;

/// To so many figures pictures are worked.
inline constexpr int figures = 12;
/// And for so many steps at most.
inline constexpr std::int64_t most_steps = 10'000;

[[noreturn]] void refuse(const Problem& problem, const std::string& wrong, const std::string& expected);

/// @throws InputError as `solve` does, and of more than most_steps
Trace unrounded(const Problem& problem);

/// What the trace says.
Exact value_in(const Trace& trace, const std::string& quantity, std::int64_t index,
               std::optional<std::size_t> component);

/// Where it is drawn. @throws InputError beyond what doubles hold, with room for the axes
double drawable(const Problem& problem, const Exact& value, const std::string& what, std::int64_t step);

class Way {
 public:
  /// That of the unrounded trace, the start first. @throws InputError as above
  explicit Way(const Problem& problem);
  /// Of somebody who came to these points. @throws InputError where one cannot be drawn
  Way(const Problem& problem, std::vector<std::vector<Exact>> points);

  const std::vector<std::vector<Exact>>& points() const { return points_; }
  /// Of a problem's own way.
  const std::optional<Trace>& trace() const { return trace_; }
  double at(std::size_t step, std::size_t component) const { return points_[step][component].to_double(); }
  std::size_t steps() const { return points_.size() - 1; }

  /// "(1, 1.5)", to three figures; of more than four components the first two.
  Inline point_words(std::size_t step) const;
  /// "from (1, 1.5) over (0.8, 1.3) to (0.47, 0.949)", each point of a short way.
  Inline all_points_words() const;

 private:
  void check(const Problem& problem) const;

  std::optional<Trace> trace_;
  std::vector<std::vector<Exact>> points_;
};

/// To three figures.
Inline short_number(const Exact& x);
Inline steps_words(std::int64_t steps);

/// "Adam goes from (1, 1.5) to (0.47, 0.949) in 3 steps, each about 0.27 long; J falls from 14.2 to 3.17.", and where
/// the gradient is traced, whether the way has crossed a valley.
std::vector<Inline> way_words(const Words& who, const Problem& problem, const Way& way);

/// The step at which two ways, known to some figures, are no longer the same.
std::optional<std::size_t> parting(const Way& a, const Way& b);

/// The positions of these parameters, or of the first two.
/// @throws InputError where one does not exist, or others than two are named
std::vector<std::size_t> components_of(const Problem& problem, const std::vector<std::string>& wished);

}  // namespace stepmark::picture
