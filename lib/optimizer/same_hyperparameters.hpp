// One hyperparameter under two names: gamma of one book is mu of another.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "lib/optimizer/definition.hpp"
#include "lib/rooms.hpp"

namespace stepmark::optimizer {

/// The hyperparameters of `a` that `b` has too, each with its name there. A learning rate is a learning rate, whatever
/// else the other uses its name for: eta of AdamW's authors multiplies a schedule, and alpha is their rate. Others of
/// the same name are the same. Of two definitions of one optimizer, so are those that are alone in doing what they do:
/// keeping a share of a first moment, or of a second one; scaling the step; being added to a root; shrinking the
/// parameters. And so is the one left in each when all others have found theirs, unless what they do is known and
/// differs.
std::vector<std::pair<std::string, std::string>> same_hyperparameters(const Definition& a, const Definition& b);

}  // namespace stepmark::optimizer
