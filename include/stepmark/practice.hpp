// A practice session: answer in, reply out.
#pragma once

#include "assessment/practice.hpp"
