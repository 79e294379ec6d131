// A sheet of answers, read, put to the parts of its question and to their lines, and marked with the faults named.
#pragma once

#include "lib/sheet/answers.hpp"
#include "solver/marking/fill.hpp"
#include "solver/marking/marker.hpp"
#include "solver/marking/sheet.hpp"
#include "solver/marking/verdict.hpp"
#include "solver/questions/part.hpp"
#include "solver/questions/question_filler.hpp"
#include "solver/questions/question_marker.hpp"
