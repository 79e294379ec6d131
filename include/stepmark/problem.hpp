// Problems: plain data or a file in, and out of it a problem that is whole.
#pragma once

#include "lib/problem/problem.hpp"
#include "lib/problem/spec.hpp"
