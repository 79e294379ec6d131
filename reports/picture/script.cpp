#include "reports/picture/script.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "reports/plain_text.hpp"
#include "reports/seen.hpp"
#include "reports/sentence.hpp"

namespace stepmark::picture {

using reports::plain_words;

namespace {

/// In the units of an SVG; one entry of the legend a row below the axes, so that long names have room.
/// The type is 7 points high where the picture is 8 cm wide.
constexpr double width = width_on_page, left = 96, right = 504, axes_height = 330, title_row = 24, legend_row = 25;
constexpr double above = 10, below_axes = 84, below_legend = 8, bar_row = 46, bar_end = 130;
constexpr std::size_t title_columns = 48, legend_columns = 42, bar_columns = 60;
constexpr int type_size = 16;
/// What we draw looks the same wherever it is drawn, and has Greek; what a browser draws has the fonts that it finds.
constexpr const char *own_font = "DejaVu Sans", *readers_font = "Helvetica";

using reports::columns_of;

/// The text in pieces between which a row may end: behind a blank, and behind a letter of East Asia, which takes two
/// columns.
std::vector<std::string> pieces_of(const std::string& text) {
  std::vector<std::string> pieces;
  bool ends = true;
  for (std::size_t at = 0, next = 0; at < text.size(); at = next) {
    do ++next;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U);
    const std::string sign = text.substr(at, next - at);
    if (ends) pieces.emplace_back();
    pieces.back() += sign;
    ends = sign == " " || columns_of(sign) > 1;
  }
  return pieces;
}

std::vector<std::string> wrapped(const std::string& text, std::size_t columns) {
  std::vector<std::string> rows;
  for (const std::string& piece : pieces_of(text)) {
    const bool fits = !rows.empty() && columns_of(rows.back() + piece) <= columns + (piece.ends_with(' ') ? 1 : 0);
    if (fits) {
      rows.back() += piece;
    } else {
      rows.push_back(piece);
    }
  }
  for (std::string& row : rows) {
    if (row.ends_with(' ')) row.pop_back();
  }
  return rows;
}

struct Sheet {
  std::vector<std::string> title;
  double top, bottom, height;  ///< of the axes, from above; of all

  explicit Sheet(const Picture& picture) : title(wrapped(plain_words(picture.title), title_columns)) {
    const auto entries = std::count_if(picture.curves.begin(), picture.curves.end(),
                                       [](const Curve& curve) { return !curve.label.empty(); });
    top = above + title_row * static_cast<double>(title.size()) + above;
    const auto bars = static_cast<double>(picture.bars.size());
    bottom = top + (picture.bars.empty() ? axes_height : bar_row * bars);
    height =
        bottom + below_legend + (picture.bars.empty() ? below_axes + legend_row * static_cast<double>(entries) : 0);
  }
  /// As gnuplot counts, a share from below.
  double share(double from_above) const { return 1 - from_above / height; }
};

/// Of Okabe and Ito, which people tell apart who see few colours; lines and marks differ in grey as well.
struct Look {
  const char* colour;
  int dash, mark;
};
constexpr std::array<Look, 6> looks = {{{"#0072B2", 1, 7},
                                        {"#D55E00", 2, 5},
                                        {"#009E73", 4, 9},
                                        {"#CC79A7", 5, 13},
                                        {"#E69F00", 3, 11},
                                        {"#000000", 1, 6}}};

/// A text between single quotes, where gnuplot knows no sign but the quote itself: that becomes the printer's.
std::string in_single_quotes(std::string_view text) {
  std::string result = "'";
  for (const char c : reports::seen(text)) result += c == '\'' ? "\u2019" : std::string(1, c);
  return result + '\'';
}

std::string number(double x) { return std::isfinite(x) ? fmt::format("{:.17g}", x) : "NaN"; }

class Script {
 public:
  explicit Script(const Picture& picture) : picture_(picture), sheet_(picture) {}

  std::string text(const std::string& form, const std::string& file) {
    add("reset session\nset encoding utf8\n");
    add(terminal(form));
    add(fmt::format("set output '{}'\n", file));
    picture_.bars.empty() ? axes_and_curves() : bars();
    add("unset output\nunset decimalsign\n");
    return std::move(text_);
  }

 private:
  void add(const std::string& line) { text_ += line; }

  void margins(double from, double to) {
    add(fmt::format(
        "set lmargin at screen {}\nset rmargin at screen {}\nset tmargin at screen {}\nset bmargin at screen {}\n",
        from / width, to / width, sheet_.share(sheet_.top), sheet_.share(sheet_.bottom)));
    for (std::size_t i = 0; i < sheet_.title.size(); ++i) {
      const double y = above + title_row * (static_cast<double>(i) + 0.5);
      add(fmt::format("set label {} at screen 0.5,{} center noenhanced\n", in_single_quotes(sheet_.title[i]),
                      sheet_.share(y)));
    }
  }

  /// Words above each bar, and at its end what it stands for.
  void bars() {
    margins(below_legend, width - bar_end);
    double longest = 0;
    for (const Bar& bar : picture_.bars) longest = std::max(longest, bar.length);
    const auto count = static_cast<double>(picture_.bars.size());
    add(fmt::format("unset border\nunset tics\nunset key\nset xrange [0:{}]\nset yrange [{}:0]\n",
                    number(longest > 0 ? longest : 1), number(count)));
    add("$bars << END\n");
    for (std::size_t i = 0; i < picture_.bars.size(); ++i) {
      add(fmt::format("{} {}\n", i, number(picture_.bars[i].length)));
    }
    add("END\n");
    for (std::size_t i = 0; i < picture_.bars.size(); ++i) {
      const Bar& bar = picture_.bars[i];
      const auto row = static_cast<double>(i);
      add(fmt::format("set label {} at graph 0, first {} left noenhanced\n",
                      in_single_quotes(shortened(bar.label, bar_columns)), number(row + 0.28)));
      add(fmt::format("set label {} at first {}, first {} left offset 0.6,0 noenhanced\n",
                      in_single_quotes(plain_words(bar.told)), number(bar.length), number(row + 0.7)));
    }
    add("plot $bars using 2:($1+0.7):(0):2:($1+0.5):($1+0.9) with boxxyerror fillstyle solid noborder lc rgb '#0072B2'"
        " notitle\n");
  }

  void axes_and_curves() {
    margins(left, right);
    add("set tics out nomirror\nset border 3 lc rgb '#444444'\nset grid lc rgb '#e4e4e4' dt 1 lw 0.6\n");
    add(fmt::format("set key at screen {},{} left bottom vertical Left reverse noenhanced samplen 3 spacing 1.1\n",
                    left / width, below_legend / sheet_.height));
    axis("x", picture_.x);
    axis("y", picture_.y);
    if (picture_.field) contours(*picture_.field);
    for (const Arrow& arrow : picture_.arrows) {
      add(fmt::format("set arrow from {},{} to {},{} size screen 0.012,20 filled lc rgb '#555555' lw 1.2 front\n",
                      number(arrow.from.x), number(arrow.from.y), number(arrow.to.x), number(arrow.to.y)));
    }
    for (std::size_t i = 0; i < picture_.curves.size(); ++i) points(i);
    plot();
  }

  std::string terminal(const std::string& form) const {
    if (form == "pdf") {
      return fmt::format("set terminal pdfcairo noenhanced size 13cm,{:.3f}cm font '{},16' linewidth 1.4\n",
                         13 * sheet_.height / width, own_font);
    }
    const bool fine = form == "png";
    const int scale = fine ? 2 : 1;
    return fmt::format("set terminal {} noenhanced size {:.0f},{:.0f} font '{},{}' linewidth {} background '#ffffff'\n",
                       fine ? "pngcairo pointscale 2" : "svg", scale * width, scale * sheet_.height,
                       fine ? own_font : readers_font, fine ? 26 : type_size, fine ? 2.4 : 1.2);
  }

  void axis(const char* name, const Axis& axis) {
    if (axis.logarithmic) add(fmt::format("set logscale {}\n", name));
    add(fmt::format("set {}range [{}:{}]\nset {}label {} noenhanced\n", name, number(axis.from), number(axis.to), name,
                    in_single_quotes(plain_words(axis.label))));
    constexpr double most_ticks = 12;
    if (axis.whole)
      add(fmt::format("set {}tics {}\n", name, std::max(1.0, std::ceil((axis.to - axis.from) / most_ticks))));
  }

  /// Worked into a table first, so that they are drawn as lines below the rest.
  void contours(const Field& field) {
    add("$field << END\n");
    for (std::size_t row = 0; row < field.rows; ++row) {
      const double y = between(picture_.y, row, field.rows);
      for (std::size_t column = 0; column < field.columns; ++column) {
        add(fmt::format("{} {} {}\n", number(between(picture_.x, column, field.columns)), number(y),
                        number(field.values[row * field.columns + column])));
      }
      add("\n");
    }
    add("END\nset contour base\nunset surface\nset cntrparam levels discrete ");
    for (std::size_t i = 0; i < field.levels.size(); ++i) add((i > 0 ? "," : "") + number(field.levels[i]));
    add("\nset table $contours\nsplot $field using 1:2:3 with lines\nunset table\nunset contour\nset surface\n");
  }

  static double between(const Axis& axis, std::size_t i, std::size_t count) {
    return axis.from + (axis.to - axis.from) * static_cast<double>(i) / static_cast<double>(count - 1);
  }

  void points(std::size_t i) {
    const Curve& curve = picture_.curves[i];
    add(fmt::format("$curve{} << END\n", i));
    std::int64_t count = curve.numbered_from.value_or(0);
    for (const Point& point : curve.points) add(fmt::format("{} {} {}\n", number(point.x), number(point.y), count++));
    add("END\n");
  }

  static std::string shortened(const Words& words, std::size_t columns) {
    const std::string label = plain_words(words);
    return columns_of(label) > columns ? wrapped(label, columns - 3).front() + " ..." : label;
  }

  void plot() {
    std::vector<std::string> parts;
    if (picture_.field) parts.emplace_back("$contours using 1:2 with lines lc rgb '#b4b4b4' lw 0.8 notitle");
    std::size_t ways = 0;
    for (std::size_t i = 0; i < picture_.curves.size(); ++i) {
      const Curve& curve = picture_.curves[i];
      const std::string title =
          curve.label.empty() ? "notitle" : "title " + in_single_quotes(shortened(curve.label, legend_columns));
      if (curve.look == Curve::Look::guide) {
        parts.push_back(fmt::format("$curve{} using 1:2 with lines lc rgb '#888888' lw 1 {}", i, title));
        continue;
      }
      const Look& look = looks[ways++ % looks.size()];
      parts.push_back(fmt::format("$curve{} using 1:2 with linespoints lc rgb '{}' dt {} pt {} ps {} lw 1.6 {}", i,
                                  look.colour, look.dash, look.mark, curve.points.size() > many_points ? 0.25 : 0.7,
                                  title));
      if (curve.numbered_from) {
        parts.push_back(
            fmt::format("$curve{0} using 1:2:(column(3) >= {3} && int(column(3)) % {1} == 0 ? sprintf('%d', "
                        "int(column(3))) : '') with labels "
                        "offset 0.7,0.7 textcolor rgb '{2}' notitle",
                        i, every(curve), look.colour, ways == 1 ? 0 : 1));
      }
    }
    // Not before: the contour lines come from a table, which gnuplot would write with it and not read.
    if (picture_.decimal_comma) add("set decimalsign ','\n");
    for (std::size_t i = 0; i < parts.size(); ++i) add((i == 0 ? "plot " : ", \\\n  ") + parts[i]);
    add("\n");
  }

  static constexpr std::size_t many_points = 60;

  /// A few numbers are read, more are a cloud.
  static std::size_t every(const Curve& curve) {
    std::size_t step = 1;
    while (curve.points.size() > 8 * step) step *= step % 3 == 2 ? 5U : 2U;
    return step;
  }

  const Picture& picture_;
  Sheet sheet_;
  std::string text_;
};

}  // namespace

Frame frame_of_svg(const Picture& picture) {
  const Sheet sheet(picture);
  return {left, right, sheet.top, sheet.bottom};
}

std::string script(const Picture& picture, const std::string& form, const std::string& file) {
  return Script(picture).text(form, file);
}

}  // namespace stepmark::picture
