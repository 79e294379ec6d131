// A question drawn so that it tells a misconception from the right answers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "assessment/rooms.hpp"
#include "problems/generate.hpp"

namespace stepmark::assessment {

/// Those of the misconceptions that the problem's certificate keeps out of the window of right answers.
std::vector<std::string> told_by(const Certificate& certificate, const std::vector<std::string>& mistakes);

/// The first from number `first` on (from 1) that tells one of the misconceptions; if a dozen do not, or there are
/// none, the problem of that number. @throws InputError as Generator::each
Generated drawn_to_tell(Generator& generator, std::uint64_t first, const std::vector<std::string>& mistakes);

}  // namespace stepmark::assessment
