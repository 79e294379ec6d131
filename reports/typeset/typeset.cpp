#include "reports/typeset/typeset.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "lib/base/file.hpp"
#include "lib/base/safe.hpp"

namespace stepmark::typeset {

// HarfBuzz shapes the letters of each script as they should be once it is told of one that wants it. Of what babel can
// do, two things are wanted: the order of words that are written from right to left, and lines that end where a script
// has no spaces.
const char* const unicode_fonts = R"(\ifLuaTeX
\directlua{
  local function there(name)
    return kpse.find_file(name, "opentype fonts") or kpse.find_file(name, "truetype fonts")
  end
  local function add(name, fonts)
    local found = {}
    for _, font in ipairs(fonts) do
      if there(font) then table.insert(found, "file:" .. font .. ":mode=harf;script=arab;") end
    end
    luaotfload.add_fallback(name, found)
  end
  add("upright", {"FreeSerif.otf", "wqy-microhei.ttc", "Symbola_hint.ttf", "DejaVuSans.ttf"})
  add("bold", {"FreeSerifBold.otf", "FreeSerif.otf", "wqy-microhei.ttc", "Symbola_hint.ttf", "DejaVuSans-Bold.ttf"})
}
\setmainfont{lmroman10-regular.otf}[BoldFont=lmroman10-bold.otf, ItalicFont=lmroman10-italic.otf,
  RawFeature={fallback=upright}, BoldFeatures={RawFeature={fallback=bold}}]
\usepackage[bidi=basic]{babel}
\babelprovide[main,import]{english}
\babelprovide[import,onchar=ids]{chinese-simplified}
\babelprovide[import,onchar=ids]{japanese}
\fi
)";

namespace {

/// "U+041B 'Л'"
std::string named(std::string_view character) {
  return fmt::format("U+{:04X} {}", std::uint32_t{code_point(character)}, in_quotes(character));
}

/// What follows `words` in the log: one character.
std::optional<std::string> character_after(std::string_view log, std::string_view words) {
  const std::size_t at = log.find(words);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view rest = log.substr(at + words.size());
  return rest.empty() ? std::nullopt : std::optional(std::string(take_point(rest)));
}

/// The first character that the page lacks.
std::optional<std::string> lacking(const std::string& log) {
  if (auto refused = character_after(log, "LaTeX Error: Unicode character ")) return refused;
  return character_after(log, "Missing character: There is no ");
}

std::string first_error(const std::string& log) {
  const std::size_t at = log.starts_with('!') ? 0 : log.find("\n!") + 1;
  if (at == 0 && !log.starts_with('!')) return "it says no reason";
  return in_quotes(std::string_view(log).substr(at, log.find('\n', at) - at), 200);
}

/// TeX's settings: https://tug.org/texinfohtml/kpathsea.html, "Safe filenames".
std::vector<std::string> settings(const ToolDirectory& place) {
  return {"SOURCE_DATE_EPOCH=0",  // no clock: the same bytes on every run
          "openin_any=p",
          "openout_any=p",
          "shell_escape=f",
          "max_print_line=10000",
          "TEXMFOUTPUT=" + place.path("."),
          "TEXMFVAR=" + place.path("var"),
          "TEXMFCACHE=" + place.path("var")};
}

using Names = std::vector<std::string>;

/// Twice, as tables and the list of headings want it. @returns the logs
std::vector<std::string> run_twice(ToolDirectory& place, const std::string& engine, const Names& names,
                                   std::size_t at_once, std::chrono::seconds limit) {
  std::vector<ToolDirectory::Job> jobs;
  for (const std::string& name : names) {
    jobs.push_back(
        {{engine, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", name + ".tex"}, name + ".said"});
  }
  std::vector<std::string> logs(names.size());
  for (int i = 0; i < 2; ++i) {
    const std::vector<int> statuses = place.run_all(jobs, at_once, limit, settings(place));
    for (std::size_t k = 0; k < names.size(); ++k) {
      if (statuses[k] == 127)
        throw InputError({}, engine + " is not there", "expected TeX Live with it, which makes PDF");
      logs[k] = place.read(names[k] + ".log");
      if (statuses[k] == 0 || lacking(logs[k])) continue;
      throw InputError({}, engine + " failed: " + first_error(logs[k]), "expected it to make pdf");
    }
  }
  return logs;
}

/// Those of the pages in which pdfTeX lacks a character.
Names left_by_pdftex(ToolDirectory& place, const Names& names, std::size_t at_once, std::chrono::seconds limit) {
  const std::vector<std::string> logs = run_twice(place, "pdflatex", names, at_once, limit);
  Names left;
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (!lacking(logs[k])) continue;
    left.push_back(names[k]);
    for (const char* ending : {".aux", ".out", ".pdf"}) std::filesystem::remove(place.path(names[k] + ending));
  }
  return left;
}

}  // namespace

NoGlyph::NoGlyph(std::string character, std::size_t page)
    : InputError({}, "no font for PDF has the character " + named(character), "expected another, or the format html"),
      character_(std::move(character)),
      page_(page) {}

std::vector<std::string> typeset(ToolDirectory& place, const Names& names, std::size_t at_once,
                                 std::chrono::seconds limit) {
  constexpr std::size_t most = std::size_t{1} << 30;
  const Names left = left_by_pdftex(place, names, at_once, limit);
  const std::vector<std::string> logs = run_twice(place, "lualatex", left, at_once, limit);
  for (std::size_t k = 0; k < left.size(); ++k) {
    const auto page = static_cast<std::size_t>(std::find(names.begin(), names.end(), left[k]) - names.begin());
    if (const auto character = lacking(logs[k])) throw NoGlyph(*character, page);
  }
  std::vector<std::string> pages;
  for (const std::string& name : names) pages.push_back(read_bytes(place.path(name + ".pdf"), most));
  return pages;
}

}  // namespace stepmark::typeset
