// What would make a good question of a problem that is none: found by trying.
#pragma once

#include <string>
#include <vector>

#include "problems/certificate.hpp"
#include "problems/rooms.hpp"

namespace stepmark::problems {

/// Changes with which the problem is certified, as few of them together as will do: "certified with 5 figures",
/// "certified if you ask for v as well". Empty where it holds already, where nothing that is tried helps, and where the
/// problem is too long for trying.
std::vector<std::string> cures(const Problem& problem, const Certificate& certificate, Certifier& certifier);

}  // namespace stepmark::problems
