// A class marked: sheets in, and out of it a gradebook, mark sheets and statistics.
#pragma once

#include "assessment/mark_class.hpp"
#include "assessment/merge_gradebooks.hpp"
