// The pictures of pages, with captions from the trace.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/document.hpp"
#include "reports/feedback.hpp"
#include "reports/rooms.hpp"
#include "solver/questions/question_marker.hpp"

namespace stepmark::reports {

/// The way of a worked problem: over the contour lines where its objective has a formula, else as its points go, and of
/// one parameter without a formula over the steps. Of a comparison both ways; of a working with a mistake the right way
/// beside the wrong one. Nothing where there is none to draw.
std::optional<Figure> way_figure(const Problem& problem);

/// The same under a heading.
void append_way(std::vector<Block>& blocks, int level, const Problem& problem);

/// The contour lines of a problem, or of one parameter the curve of J, with its start. Nothing where there are none.
std::optional<Figure> start_figure(const Problem& problem);

/// The student's way beside the right one, as far as both are known, and where they part. Where answers are hidden, the
/// student's alone. Nothing where the sheet asks for no parameters, or holds none.
std::optional<Figure> work_figure(const QuestionMarker& marker, const QuestionSheet& sheet,
                                  const MarkedQuestion& marked, Answers answers);

/// A row of a chart.
struct ChartRow {
  Words label;
  double length = 0;
  Words told;  ///< at its end: "12 of 30 (40%)"
};
/// "10 to 20% of the marks"; of the eleventh, "full marks".
Inline words_on_tenth(std::size_t tenth);
ChartRow counted(Words label, std::uint64_t count, std::uint64_t of);

/// What a caption names of a chart.
enum class Extreme { longest, shortest };
/// Rows as bars; nothing of no rows. Of more than thirty, those that come first.
/// @param title  "Facility by line"
std::optional<Figure> chart(const Inline& title, const std::vector<ChartRow>& rows, Extreme named);

/// The figure under a heading, where there is one.
void append_figure(std::vector<Block>& blocks, int level, Inline heading, std::optional<Figure> figure);

}  // namespace stepmark::reports
