// What certificates say, in pieces.
#pragma once

#include "lib/base/message.hpp"
#include "problems/certificate.hpp"
#include "problems/rooms.hpp"
#include "solver/honest_paths.hpp"

namespace stepmark::problems {

/// "m of x at step 2"
Message said(const LineName& line);
/// "4 places"
Message said(const DecimalFormat& format);
/// "4 places, half up"
Message said(const HonestRule& rule);

}  // namespace stepmark::problems
