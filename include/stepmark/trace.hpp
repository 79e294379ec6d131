// Every quantity of every step, in exact, decimal or binary numbers, certified.
#pragma once

#include "solver/solve.hpp"
#include "solver/trace/trace.hpp"
