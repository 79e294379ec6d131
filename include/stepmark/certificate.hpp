// Whether a problem is fair, and which wrong methods it lets be seen.
#pragma once

#include "problems/certificate.hpp"
