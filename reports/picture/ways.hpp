// The pictures of problems: the way over the contour lines, the loss, any traced quantity, the right way and a wrong
// one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/problem/problem.hpp"
#include "reports/picture/picture.hpp"
#include "reports/picture/way.hpp"
#include "reports/rooms.hpp"

namespace stepmark::picture {

/// A problem, and what its way is called in the legend.
struct Named {
  Words label;
  Problem problem;
};

/// The problems as they are called best: by their optimizers where these differ, else by their titles.
std::vector<Named> named(std::vector<Problem> problems);

/// The same problem under each of these optimizers, names or files.
std::vector<Named> under(const Problem& problem, const std::vector<std::string>& optimizers);

struct PathWishes {
  std::vector<std::string> components;  ///< two of the parameters; empty: the first two
  bool arrows = false;                  ///< from each point to where an optimizer looks ahead, or its velocity carries
  std::string title;                    ///< empty: the problem's
  std::vector<Curve> also = {};         ///< drawn behind the ways, with room for them
};

/// The parameters at the start and after each step, of the unrounded trace, to twelve figures. @throws InputError as
/// `solve` does, and beyond what a picture can show
std::vector<std::vector<Exact>> points_of(const Problem& problem);

/// All take the numbers from the unrounded trace, to twelve figures. @throws InputError as `solve` does, and
///
/// The way of each over the contour lines of the first one's objective, where it has a formula; of a single parameter,
/// along the curve of its objective. @throws where a component does not exist, or ways are of different parameters
Picture path_picture(std::span<const Named> problems, const PathWishes& wishes);

/// The start alone, over the contour lines, or of one parameter on the curve of J. Its axes go as far to all sides, a
/// round number: where the way goes cannot be told from them. Nothing where the objective has no formula, or its value
/// is the same everywhere.
std::optional<Picture> start_picture(const Problem& problem);

/// Ways that are not the problems' own, or not all, in the same picture; it has no text.
Picture ways_picture(std::span<const Named> problems, const std::vector<Way>& ways);

/// J at each point, of data over all rows. @throws where the problem gives gradients alone
Picture loss_picture(std::span<const Named> problems, const std::string& title);

/// @param quantities  names of the definition, or expressions of them: "eta/sqrt(G[t] + epsilon)"
Picture quantity_picture(std::span<const Named> problems, const std::vector<std::string>& quantities,
                         const std::string& title);

/// The right way and the one of a mistake, and where they part. @throws where it cannot be made
Picture mistake_picture(const Problem& problem, const std::string& mistake, const PathWishes& wishes);

}  // namespace stepmark::picture
