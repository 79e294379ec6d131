// A problem of very many components, in a few of them.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "lib/problem/problem.hpp"
#include "solver/rooms.hpp"

namespace stepmark::identify {

/// Does some equation reduce over the components, as a norm does?
bool mixes_components(const Definition& definition);

/// The problem in these components alone, which move as they do among the others. Nothing where a component may rest on
/// another: only gradients that are stated as numbers say that none does.
std::optional<Problem> narrowed(const Problem& problem, const std::set<std::string>& components);

}  // namespace stepmark::identify
