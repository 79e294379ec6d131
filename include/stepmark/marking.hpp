// A sheet of answers, read, put to the lines of its problem, and marked with the faults named.
#pragma once

#include "lib/sheet/answers.hpp"
#include "solver/marking/fill.hpp"
#include "solver/marking/marker.hpp"
#include "solver/marking/sheet.hpp"
#include "solver/marking/verdict.hpp"
