// A trace from a program: which optimizer it follows, and whether it is the one that it claims to be.
#pragma once

#include "assessment/verify_trace.hpp"
#include "lib/observed/observed.hpp"
#include "solver/identify/identify.hpp"
