// What was found out about numbers of unknown origin.
#pragma once

#include <string>

#include "reports/document.hpp"
#include "reports/rooms.hpp"
#include "solver/identify/identify.hpp"

namespace stepmark::reports {

/// "v of x at t = 2"
std::string observed_words(const Observed& observed);

/// "1 unit in the last place apart"
std::string in_last_place(double units);

Document identification_page(const Identification& found);
/// { "compared", "ignored",
///   "fits": [ { "optimizer", "convention", "mistake", "hyperparameters", "usual": { NAME: { "value", "within" } },
///               "open", "agreement", "changed": [ { "quantity", "wrong", "right" } ], "beside": [ ... ],
///               "do_not_follow": [ { "t", "quantity", "component", "value", "expected" } ],
///               "ignored": [ { "quantity", "why" } ] } ],
///   "tell_apart": [ { "first", "second", "t", "component", "first_value", "second_value" } ],
///   "not_computed": [ { "optimizer", "mistake", "why" } ] }
std::string identification_json(const Identification& found);

}  // namespace stepmark::reports
