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
#include "reports/class_statistics.hpp"
#include "reports/language/language.hpp"
#include "solver/questions/question_marker.hpp"

namespace stepmark::assessment {

/// The pages of an edition in other forms: all copies, and all solutions, and each in the directory that is called so.
inline constexpr std::array pages_of_an_edition = {"copies", "solutions"};
/// The sheets of an edition that grow.
inline constexpr std::array sheets_of_an_edition = {"copies.md", "marker.md", "key.csv", "variants.csv"};
inline constexpr std::array directories_of_an_edition = {"problems", "sheets", "copies", "solutions"};

/// In the roster; shard k + 1 begins where shard k ends. @pre there are as many students as shards
inline std::size_t first_of_shard(std::uint64_t k, std::uint64_t n, std::size_t students) {
  return static_cast<std::size_t>((k - 1) * students / n);
}

/// A paper for its students, or for a part of them: shard k/n is the k-th of n parts of the roster, one after the
/// other and as equal as can be, so that what grows is cut into pieces that only need to be put together again. What
/// `marker.md` has for all students is in that of the first.
struct EditionPlan {
  const Paper& paper;
  const Roster& roster;  ///< all of them
  Shard shard = {};
  bool pictures = false;
  Language language = {};  ///< of the pages

  std::size_t first() const { return first_of_shard(shard.k, shard.n, roster.students.size()); }
  std::size_t end() const { return first_of_shard(shard.k + 1, shard.n, roster.students.size()); }
};

/// What the edition is, in one line: one that broke off is only gone on with if it is the same.
std::string edition_header(const EditionPlan& plan);
/// How its manifest begins.
std::string edition_manifest_head(const EditionPlan& plan);
/// The same, of that head as an object in JSON, indented by two.
std::string edition_manifest_head(std::string head);

/// Everything that the sink does not have yet. A student's variants depend on the paper, its seed and the student's
/// identifier alone: who is added or leaves changes nobody else's. The same bytes whatever the number of threads.
/// @param progress  is told how many copies there are
/// @throws InputError as read_problem and Generator do
void write_edition(const EditionPlan& plan, SetSink& sink, unsigned threads,
                   const std::function<void(std::uint64_t)>& progress, const PageForm* form = nullptr);

/// Of an edition that is drawn: the names of the copies' files, without an ending, in the order of the roster.
std::vector<std::string> files_of_copies(const SetSink& sink);

/// @param head  as edition_manifest_head has it
/// @param sums  of a shard: "file": "hash" of all its files, as an object in JSON; else empty
void write_edition_manifest(SetSink& sink, const std::string& head, const std::string& sums = {});

/// The values that a question's key has, row by row: numbers as they are to be stated, letters, lines.
std::vector<std::vector<std::string>> right_values(QuestionMarker& marker);

}  // namespace stepmark::assessment
