// What would make a good question of a problem that is none: found by trying.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "problems/certificate.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

/// Changes with which the problem is certified, as few of them together as will do: "certified with 5 figures",
/// "certified if you ask for v as well". Empty where it holds already, where nothing that is tried helps, and where the
/// problem is too long for trying.
std::vector<Message> cures(const Problem& problem, const Certificate& certificate, Certifier& certifier);

/// What would make a problem tell apart mistakes that it does not now.
struct Telling {
  std::map<std::string, Message> changes;  ///< of each mistake that one tells, the least: "with 5 places"
  /// Kinds of changes of which at least one could be made, with the problem certified where it is now: "more digits",
  /// "another quantity", "every step", "further steps". What is not in `changes`, none of these tells.
  std::vector<Message> tried;
};

/// Tries more digits, another quantity asked, every step asked, and more steps.
Telling changes_that_tell(const Problem& problem, const std::vector<std::string>& mistakes, Certifier& certifier);

}  // namespace stepmark::problems
