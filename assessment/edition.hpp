// A paper drawn for its students: who has which variant of each question.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "assessment/paper.hpp"
#include "assessment/rooms.hpp"
#include "assessment/roster.hpp"
#include "assessment/write_set.hpp"
#include "solver/questions/question_marker.hpp"

namespace stepmark::assessment {

/// The sheets of an edition that grow.
inline constexpr std::array sheets_of_an_edition = {"copies.md", "marker.md", "key.csv", "variants.csv"};
inline constexpr std::array directories_of_an_edition = {"problems", "sheets", "copies", "solutions"};

/// What the edition is, in one line: one that broke off is only gone on with if it is the same.
std::string edition_header(const Paper& paper, const std::vector<RosterStudent>& students);
/// How its manifest begins.
std::string edition_manifest_head(const Paper& paper, const std::vector<RosterStudent>& students);

/// Everything that the sink does not have yet. A student's variants depend on the paper, its seed and the student's
/// identifier alone: who is added or leaves changes nobody else's. The same bytes whatever the number of threads.
/// @param progress  is told how many copies there are
/// @throws InputError as read_problem and Generator do
void write_edition(const Paper& paper, const std::vector<RosterStudent>& students, SetSink& sink, unsigned threads,
                   const std::function<void(std::uint64_t)>& progress, const PageForm* form = nullptr,
                   bool pictures = false);

/// Of an edition that is drawn: the names of the copies' files, without an ending, in the order of the roster.
std::vector<std::string> files_of_copies(const SetSink& sink);

void write_edition_manifest(SetSink& sink, const Paper& paper, const std::vector<RosterStudent>& students);

/// The values that a question's key has, row by row: numbers as they are to be stated, letters, lines.
std::vector<std::vector<std::string>> right_values(QuestionMarker& marker);

}  // namespace stepmark::assessment
