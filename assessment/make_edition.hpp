// An edition, from its paper and roster to its files; or from the shards that it was written in.
#pragma once

#include <string>
#include <vector>

#include "assessment/edition.hpp"
#include "assessment/make_set.hpp"
#include "assessment/progress.hpp"
#include "assessment/rooms.hpp"
#include "lib/base/error.hpp"

namespace stepmark::assessment {

/// The program that makes pages has failed. The copies are kept, and another run that resumes makes the pages.
class PagesNotMade : public InputError {
  using InputError::InputError;
};

/// What an edition that is complete does not have: then it is too late for it.
enum class TooLate { nothing, page, pictures };

/// The edition in its directory.
/// @return  of one that was complete before, what it was asked for and does not have
/// @throws PagesNotMade; InputError as write_edition and SetDirectory do; before anything is drawn, where pages cannot
///         be made
TooLate make_edition(const EditionPlan& plan, const MakingOfFiles& making, const ProgressSink& progress);

/// The edition of its shards, each in a directory of its own. @throws InputError as EditionParts and SetDirectory do
void merge_edition(const std::vector<std::string>& parts, const MakingOfFiles& making, const ProgressSink& progress);

}  // namespace stepmark::assessment
