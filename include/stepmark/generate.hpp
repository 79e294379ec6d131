// Problems by the thousand: families, levels and seeds in, certified problems out.
#pragma once

#include "problems/family.hpp"
#include "problems/generate.hpp"
