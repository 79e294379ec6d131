// A set, or a problem alone, from its request to its files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "assessment/progress.hpp"
#include "assessment/rooms.hpp"
#include "problems/generate.hpp"

namespace stepmark::assessment {

/// Beyond so many questions TeX and pandoc take too long and too much memory to be waited for.
inline constexpr std::uint64_t most_problems_on_pages = 1000;

/// How a directory is filled.
struct MakingOfFiles {
  std::string directory;
  bool force = false, resume = false;  ///< see SetDirectory::Opening
  std::optional<std::string> page;     ///< the form of pages beside the Markdown, one of typeset::forms()
  unsigned threads = 1;
};

/// The set in its directory; one that is complete is compared with what its request gives.
/// @param request  as `completed` has it
/// @throws InputError as SetDirectory, Generator and check_set do; before anything is drawn, where the page cannot be
///         made
/// @pre    with a page there are at most most_problems_on_pages
void make_set(const Request& request, const MakingOfFiles& making, const ProgressSink& progress);

/// A single problem, whose file in `directory` names the files of its optimizers as they are seen from there.
/// @throws InputError as Generator
std::string single_problem(const Request& request, const std::string& directory);

}  // namespace stepmark::assessment
