// A picture as plain data: curves over two axes, and contour lines below them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/inline.hpp"
#include "reports/rooms.hpp"

namespace stepmark::picture {

using reports::Words;

/// Where something is drawn. What is read in a picture are these; what is printed of it comes from elsewhere.
struct Point {
  double x = 0, y = 0;
};

struct Curve {
  enum class Look {
    way,    ///< its points are marked
    guide,  ///< a thin line without points: a function that the ways go along
  };
  Words label;  ///< empty: it is not in the legend
  std::vector<Point> points;
  Look look = Look::way;
  /// Numbers at the points, counted from this one; nothing: none.
  std::optional<std::int64_t> numbered_from;
};

struct Arrow {
  Point from, to;
};

struct Axis {
  Words label;
  double from = 0, to = 1;
  bool logarithmic = false;
  bool whole = false;  ///< only whole numbers are told
};

/// Values of a function on a grid over the whole of both axes, row after row from below, and the contour lines wanted.
struct Field {
  std::size_t columns = 0, rows = 0;
  std::vector<double> values;  ///< NaN where it has none
  std::vector<double> levels;  ///< rising
};

/// A row of a chart, from zero.
struct Bar {
  Words label;
  double length = 0;
  Words told;  ///< what stands at its end
};

struct Picture {
  Words title;
  Words text;             ///< what is to be seen, for who does not see it
  std::vector<Bar> bars;  ///< from above; with them there are neither axes nor curves
  Axis x, y;
  std::vector<Curve> curves;
  std::optional<Field> field;
  std::vector<Arrow> arrows;
  bool decimal_comma = false;  ///< at the axes
};

}  // namespace stepmark::picture
