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
std::vector<std::string> cures(const Problem& problem, const Certificate& certificate, Certifier& certifier);

/// Changes with which a problem would tell apart a mistake that it does not now, and stay certified where it is: the
/// least of more digits, another quantity asked, every step asked, more steps. Mistakes for which none does are left
/// out.
std::map<std::string, std::string> changes_that_tell(const Problem& problem, const std::vector<std::string>& mistakes,
                                                     Certifier& certifier);

}  // namespace stepmark::problems
