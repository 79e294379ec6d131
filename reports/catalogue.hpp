// The catalogue and its entries, for reading and for programs.
#pragma once

#include <string>

#include "lib/optimizer/definition.hpp"
#include "reports/document.hpp"
#include "reports/rooms.hpp"

namespace stepmark::reports {

/// A line for each entry, grouped by optimizer: name, title, how the convention or variant differs.
Document catalogue_page();
/// The same as a list of { "name", "title", "optimizer", "convention", "variant", "source" }.
std::string catalogue_json();

/// What a program that uses the framework calls, and which entry does the same; then what the catalogue does not have.
/// @throws InputError with the nearest right name
Document framework_page(const std::string& name);
/// { "framework", "title", "notes", "calls": [{ "optimizer", "call", "remark" }], "missing": [{ "call", "why" }] }
std::string framework_json(const std::string& name);

/// The definition as it is written, the versions of the frameworks it names, its other conventions and its variants.
Document definition_page(const Definition& definition);
/// { "name", "title", "source", "optimizer", "convention", "variant", "calls", "conventions", "variants",
/// "hyperparameters", "starts", "equations" }; expressions are strings, an equation also has its LaTeX.
std::string definition_json(const Definition& definition);

}  // namespace stepmark::reports
