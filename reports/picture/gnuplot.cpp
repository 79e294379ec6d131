#include "reports/picture/gnuplot.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>

#include "lib/base/error.hpp"
#include "lib/base/file.hpp"
#include "reports/picture/script.hpp"
#include "reports/seen.hpp"
#include "reports/sentence.hpp"
#include "reports/typeset/tool.hpp"

namespace stepmark::picture {

using reports::plain_words;

namespace {

std::string in_xml(std::string_view text) {
  std::string result;
  for (const char c : reports::seen(text)) {
    result += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
  }
  return result;
}

/// In the place of what gnuplot says of itself, what is to be seen.
std::string with_text(std::string svg, const Picture& picture) {
  const auto replace = [&](std::string_view open, std::string_view close, const std::string& text) {
    const std::size_t begin = svg.find(open), end = svg.find(close, begin);
    if (begin == std::string::npos || end == std::string::npos) return;
    svg.replace(begin + open.size(), end - begin - open.size(), in_xml(text));
  };
  replace("<title>", "</title>", picture.title.empty() ? "Stepmark" : plain_words(picture.title));
  replace("<desc>", "</desc>", plain_words(picture.text));
  const std::size_t tag = svg.find("<svg ");
  if (tag != std::string::npos) svg.insert(tag + 5, "role=\"img\" ");
  return svg;
}

/// The first group, which is empty, has the ink with which the picture before ended.
void forget_last_ink(std::string& svg) {
  constexpr std::string_view key = "stroke=\"";
  const std::size_t group = svg.find("<g ", std::min(svg.find("</defs>"), svg.size())), at = svg.find(key, group);
  if (at == std::string::npos) return;
  svg.replace(at + key.size(), svg.find('"', at + key.size()) - at - key.size(), "currentColor");
}

/// gnuplot takes one font; where a reader has it not, another one like it.
void name_more_fonts(std::string& svg) {
  constexpr std::string_view one = "font-family=\"Helvetica\"", more = "font-family=\"Helvetica, Arial, sans-serif\"";
  for (std::size_t at = 0; (at = svg.find(one, at)) != std::string::npos; at += more.size()) {
    svg.replace(at, one.size(), more);
  }
}

/// Cairo writes when a PDF was made. In digits of the same number, so that every place in the file stays.
void stop_clock(std::string& pdf) {
  constexpr std::string_view key = "/CreationDate (D:", never = "19700101000000";
  const std::size_t at = pdf.rfind(key);
  if (at != std::string::npos && at + key.size() + never.size() <= pdf.size()) {
    pdf.replace(at + key.size(), never.size(), never);
  }
}

}  // namespace

const std::vector<std::string>& forms() {
  static const std::vector<std::string> all = {"svg", "pdf", "png"};
  return all;
}

namespace {

using typeset::ToolDirectory;

std::string file_of(std::size_t i, const std::string& form) { return fmt::format("picture-{}.{}", i + 1, form); }

/// A script for each gnuplot, which draws every n-th picture.
std::vector<ToolDirectory::Job> jobs_for(const ToolDirectory& place, const Pictures& pictures, const std::string& form,
                                         std::size_t at_once) {
  std::vector<ToolDirectory::Job> jobs;
  for (std::size_t k = 0; k < std::min(at_once, pictures.size()); ++k) {
    std::string text;
    for (std::size_t i = k; i < pictures.size(); i += at_once) text += script(*pictures[i], form, file_of(i, form));
    const std::string name = fmt::format("script-{}", k + 1);
    place.write(name, text);
    jobs.push_back({{"gnuplot", "-d", name}, name + ".said"});
  }
  return jobs;
}

std::string finished(std::string bytes, const Picture& picture, const std::string& form) {
  if (form == "svg") {
    forget_last_ink(bytes);
    name_more_fonts(bytes);
    return with_text(std::move(bytes), picture);
  }
  if (form == "pdf") stop_clock(bytes);
  return bytes;
}

}  // namespace

std::vector<std::string> drawn(const Pictures& pictures, const std::string& form, std::size_t at_once) {
  constexpr std::size_t most = std::size_t{1} << 28;
  const std::chrono::seconds limit(60 + pictures.size());
  ToolDirectory place;
  const auto jobs = jobs_for(place, pictures, form, at_once);
  // Nothing of this user's goes in.
  const std::vector<int> statuses = place.run_all(jobs, at_once, limit, {"LC_ALL=C.UTF-8"});
  for (std::size_t k = 0; k < jobs.size(); ++k) {
    if (statuses[k] == 127)
      throw InputError({}, "gnuplot is not there", "expected gnuplot to be installed for pictures");
    const std::string said = place.read(jobs[k].said);
    if (statuses[k] != 0)
      throw InputError({}, "gnuplot failed: " + in_quotes(said, 200), "expected it to make a picture");
  }
  std::vector<std::string> all;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    all.push_back(finished(read_bytes(place.path(file_of(i, form)), most), *pictures[i], form));
  }
  return all;
}

std::string drawn(const Picture& picture, const std::string& form) {
  return std::move(drawn(Pictures{&picture}, form, 1).front());
}

}  // namespace stepmark::picture
