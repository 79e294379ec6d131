#include "reports/picture/illustrator.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "lib/base/ascii.hpp"
#include "lib/base/fnv1a.hpp"
#include "reports/base64.hpp"
#include "reports/picture/gnuplot.hpp"

namespace stepmark::picture {

namespace {

/// Where a picture will stand. No text of a page holds a control.
std::string place_for(std::size_t number) { return '\x01' + std::to_string(number) + '\x01'; }

std::string form_of(Illustrator::Kind kind) {
  switch (kind) {
    case Illustrator::Kind::for_tex:
      return "pdf";
    case Illustrator::Kind::for_docx:
      return "png";
    case Illustrator::Kind::inside_html:
    case Illustrator::Kind::beside_markdown:
      break;
  }
  return "svg";
}

bool is_plain(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == '/'; }

/// A name that is no markup to TeX, and is nobody else's.
std::string plain_stem(const std::string& stem) {
  if (std::all_of(stem.begin(), stem.end(), is_plain)) return stem;
  return fmt::format("picture-{:016x}", fnv1a(stem));
}

/// On a dark screen, ink and paper change places and colours keep their hue.
std::string for_dark_screens(std::string svg) {
  constexpr std::string_view style =
      "<style>@media (prefers-color-scheme: dark) { #gnuplot_canvas { filter: invert(.9) hue-rotate(180deg); } "
      "}</style>\n";
  const std::size_t canvas = svg.find("<g id=\"gnuplot_canvas\"");
  if (canvas != std::string::npos) svg.insert(canvas, style);
  return svg;
}

}  // namespace

std::string Illustrator::name_of(std::size_t number) const {
  const bool is_private = kind_ == Kind::for_tex || kind_ == Kind::for_docx;
  return (is_private ? plain_stem(stem_) : stem_) + '-' + std::to_string(number + 1) + '.' + form_of(kind_);
}

std::string Illustrator::operator()(const Picture& picture) {
  noted_.push_back(std::make_shared<Picture>(picture));
  const std::size_t number = noted_.size() - 1;
  return kind_ == Kind::inside_html ? place_for(number) : name_of(number);
}

void Illustrator::take(std::size_t number, std::string bytes) {
  if (kind_ == Kind::inside_html) {
    addresses_.push_back("data:image/svg+xml;base64," + reports::base64(for_dark_screens(std::move(bytes))));
  } else {
    beside_[name_of(number)] = std::move(bytes);
  }
}

void Illustrator::draw(const std::vector<Illustrator*>& all, std::size_t at_once) {
  std::map<std::string, Pictures> wanted;
  for (const Illustrator* one : all) {
    for (const auto& picture : one->noted_) wanted[form_of(one->kind_)].push_back(picture.get());
  }
  std::map<std::string, std::vector<std::string>> made;
  for (const auto& [form, pictures] : wanted) made[form] = drawn(pictures, form, at_once);
  std::map<std::string, std::size_t> taken;
  for (Illustrator* one : all) {
    const std::string form = form_of(one->kind_);
    for (std::size_t i = 0; i < one->noted_.size(); ++i) one->take(i, std::move(made[form][taken[form]++]));
    one->noted_.clear();
  }
}

std::string Illustrator::complete(std::string page) const {
  if (addresses_.empty()) return page;
  std::string whole;
  std::size_t at = 0;
  for (std::size_t place = 0; (place = page.find('\x01', at)) != std::string::npos;) {
    const std::size_t end = page.find('\x01', place + 1);
    whole.append(page, at, place - at);
    whole += addresses_.at(std::stoul(page.substr(place + 1, end - place - 1)));
    at = end + 1;
  }
  return whole.append(page, at);
}

}  // namespace stepmark::picture
