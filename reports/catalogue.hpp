// The catalogue and its entries, for reading and for programs.
#pragma once

#include <string>

#include "lib/optimizer/definition.hpp"

namespace stepmark {

/// A line for each entry, grouped by optimizer: name, title, how the convention or variant differs.
std::string catalogue_text();
/// The same as a list of { "name", "title", "optimizer", "convention", "variant", "source" }.
std::string catalogue_json();

/// The definition as it is written, and the names of its other conventions and of its variants.
std::string definition_text(const Definition& definition);
/// { "name", "title", "source", "optimizer", "convention", "variant", "conventions", "variants", "hyperparameters",
/// "starts", "equations" }; expressions are strings, an equation also has its LaTeX.
std::string definition_json(const Definition& definition);

}  // namespace stepmark
