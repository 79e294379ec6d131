// J at any point of a problem.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "lib/problem/problem.hpp"
#include "reports/rooms.hpp"

namespace stepmark::picture {

/// Of data, over all rows.
class Surface {
 public:
  /// Nothing where the problem gives gradients alone.
  static std::optional<Surface> of(const Problem& problem);
  Surface(Surface&&) noexcept;
  ~Surface();

  /// In doubles, for where a line is drawn. NaN or infinite where it has no value.
  double near(const std::vector<double>& point) const;
  /// To so many figures, each of them right. @throws InputError where it has no value
  Exact certified(const std::vector<Exact>& point, int figures) const;

 private:
  class Work;
  explicit Surface(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace stepmark::picture
