// How each kind of question is drafted. A kind is one file of this folder, and its row in problems/kind.cpp.
#pragma once

#include <string>
#include <vector>

#include "problems/kind.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

/// What the rest of a draft is made of.
struct Finishing {
  Draft& draft;
  const Problem& problem;
  const Certificate& certificate;
  Draw& draw;
  const Place& place;
  const Values& pinned;  ///< hyperparameters that stay as they are
};

struct KindDraft {
  /// Which quantities are asked, and what is shown.
  void (*set)(Draft& draft, const Definition& definition, const Place& place);
  /// What needs the wrong methods of the certified problem. False if there are too few of them; null where none is
  /// needed.
  bool (*finish)(const Finishing& at);
};

KindDraft numbers_draft();
KindDraft final_draft();
KindDraft choice_draft();
KindDraft find_error_draft();
KindDraft faded_draft();
KindDraft effect_draft();
KindDraft which_draft();
KindDraft missing_draft();

/// Asks for the parameters after the last step alone.
void ask_for_the_end(Draft& draft, const Definition& definition, const Place& place);
/// Asks for every quantity that is not given.
void ask_for_what_is_worked(Draft& draft, const Definition& definition, const Place& place);

/// The asked answers in units of their last digits; empty where one has no value.
std::vector<double> answers_in_units(const Problem& problem, const Problem& worked, const DecimalFormat& format);
/// Two answers that no rounding makes one.
bool differ(const std::vector<double>& a, const std::vector<double>& b);
/// Those of which choices and wrong lines are made.
std::vector<std::string> drawn(std::vector<std::string> mistakes);

}  // namespace stepmark::problems
