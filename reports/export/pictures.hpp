// The pictures of exported questions: drawn once, and held as each system holds them.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "reports/export/question.hpp"
#include "reports/rooms.hpp"

namespace stepmark::exports {

/// Draws the figures of all questions, by so many gnuplots; those that look alike once, and they have one name.
/// @param form  "svg", "png"
/// @throws InputError as picture::drawn does
void draw(std::vector<ExportedQuestion>& questions, const std::string& form, std::size_t at_once);

/// The bytes of all of them, by their names.
std::map<std::string, std::string> files_of(const std::vector<ExportedQuestion>& questions);

/// Where a page finds a picture of its question.
using Addresses = std::function<std::string(const picture::Picture& picture)>;

/// By the names of their files, behind a place: "@@PLUGINFILE@@/3f0b...-1.svg".
Addresses named_behind(const std::string& place, const ExportedQuestion& question);
/// As addresses that hold SVG themselves.
Addresses inside(const ExportedQuestion& question);

/// Those that stand among these blocks.
std::vector<const DrawnPicture*> pictures_among(const std::vector<Block>& blocks, const ExportedQuestion& question);

/// How many have none, in a clause; empty where all have one.
std::string lack_of_pictures(const std::vector<ExportedQuestion>& questions);

/// Moodle's: the elements that stand beside a text which finds its files behind @@PLUGINFILE@@.
inline const char* const plugin_files = "@@PLUGINFILE@@/";
std::string moodle_files(const std::vector<Block>& blocks, const ExportedQuestion& question);

}  // namespace stepmark::exports
